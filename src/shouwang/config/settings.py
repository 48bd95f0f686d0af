"""Settings of a room, from the environment only. Every name is explained in docs/reference/settings.md."""

import secrets

from django.utils.translation import gettext_lazy as _

from shouwang.config import environment as env
from shouwang.config import place

ROOT = place.ROOT
PACKAGE = ROOT / "src" / "shouwang"
DOCS_DIR = ROOT / "docs"  # the desk shows the user guide from here

DEBUG = env.flag("DEBUG")
PORT = place.port()
DATA_DIR = place.data_dir()
FILES_DIR = DATA_DIR / "files"


def _kept_secret(name: str) -> str:
    """The secret from the environment, or one made at the first start and kept in DATA_DIR, readable by the owner only."""
    if value := env.text(name):
        return value
    path = DATA_DIR / f"{name.lower()}.txt"
    try:
        with path.open("x", encoding="utf-8") as file:
            path.chmod(0o600)
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text(encoding="utf-8").strip()


SECRET_KEY = _kept_secret("SECRET_KEY")
# Encrypts ID numbers and phones. Lost key, lost fields: `shouwang backup` takes it along.
FIELD_KEY = _kept_secret("FIELD_KEY")

# A wrong Host is refused by Django; a room behind a reverse proxy names its own hosts.
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("TRUSTED_ORIGINS")
PUBLIC_URL = place.public_url()
BEHIND_HTTPS = env.flag("BEHIND_HTTPS", default=PUBLIC_URL.startswith("https://"))

INSTALLED_APPS = [
    "shouwang.ui",  # first: its templates stand before those of allauth
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "shouwang.kernel.journal",
    "shouwang.kernel.ground",
    "shouwang.kernel.people",
    "shouwang.kernel.files",
    "shouwang.kernel.notices",
    "shouwang.kernel.papers",
    "shouwang.kernel.matters",
    "shouwang.kernel.figures",
    "shouwang.systems.watch",
    "shouwang.systems.services",
    "shouwang.systems.council",
    "shouwang.systems.outreach",
    "shouwang.systems.patrol",
    "shouwang.systems.mediation",
    "shouwang.systems.care",
    "shouwang.surfaces.public",
    "shouwang.surfaces.screen",
    "shouwang.surfaces.field",
    "shouwang.surfaces.desk",
    "shouwang.surfaces.api",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "shouwang.ui.middleware.content_security",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "shouwang.ui.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "shouwang.config.urls"
WSGI_APPLICATION = "shouwang.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "shouwang.ui.context.page",
                "shouwang.surfaces.desk.rail.frame",
            ],
            "builtins": ["shouwang.ui.templatetags.ui"],
        },
    }
]

DATABASES = {"default": place.database(DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
    # Each process its own, nothing written: for figures that may be some minutes old.
    "near": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "shouwang.kernel.people.login.UnlikeOneself"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:today"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "shouwang.kernel.people.login.ClosedDoor"
ACCOUNT_FORMS = {
    "login": "shouwang.kernel.people.forms.LogIn",
    "change_password": "shouwang.kernel.people.forms.ChangePassword",
    "reauthenticate": "shouwang.kernel.people.forms.Reauthenticate",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key", "login": "30/m/ip", "reauthenticate": "10/m/user"}
# "required": who may see reporters (officer, chief) works only with a second step; "offered": is reminded of it.
SECOND_FACTOR = env.choice("SECOND_FACTOR", "offered", ("offered", "required"))
MFA_ADAPTER = "shouwang.kernel.people.login.SecondStep"
MFA_FORMS = {
    "authenticate": "shouwang.kernel.people.forms.Authenticate",
    "reauthenticate": "shouwang.kernel.people.forms.ReauthenticateByCode",
    "activate_totp": "shouwang.kernel.people.forms.TurnOnApp",
    "add_webauthn": "shouwang.kernel.people.forms.AddPasskey",
    "edit_webauthn": "shouwang.kernel.people.forms.RenamePasskey",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "守望 Shouwang"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not BEHIND_HTTPS  # browsers allow passkeys on http://localhost only

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"  # the program itself may lie where only root writes
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": FILES_DIR}},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_TEMP_DIR = env.folder("UPLOAD_DIR", DATA_DIR / "uploads")
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024  # 20 MB of text in a field gets a form error, not a broken page
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

SESSION_COOKIE_AGE = 12 * 3600  # one long day at the desk
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_HTTPS
CSRF_COOKIE_HTTPONLY = False
CSRF_FAILURE_VIEW = "shouwang.surfaces.public.views.csrf_failed"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = BEHIND_HTTPS  # the proxy says by X-Forwarded-Proto which it was
SECURE_HSTS_SECONDS = 31536000 if BEHIND_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = BEHIND_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_HTTPS else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # the proxy itself asks by plain HTTP
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_PORT = env.number("EMAIL_PORT", 465)
EMAIL_HOST_USER = env.text("EMAIL_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_PASSWORD")
EMAIL_USE_SSL = env.flag("EMAIL_SSL", default=True)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", EMAIL_HOST_USER or "shouwang@localhost")

# Map: nothing is fetched from other hosts unless the room names a source of tiles.
MAP_TILES_URL = env.text("MAP_TILES_URL")  # https://…/{z}/{x}/{y}.png or .pbf
MAP_TILES_DATUM = env.text("MAP_TILES_DATUM", "wgs84")  # gcj02 for Chinese tile services
MAP_PMTILES_FILE = env.text("MAP_PMTILES_FILE")
WEBHOOKS_TO_PRIVATE_ADDRESSES = env.flag("WEBHOOKS_TO_PRIVATE_ADDRESSES")

# Loudspeakers are woken by this broker; without one they ask every minute. Players may know it by another address.
MQTT_BROKER = env.broker("MQTT_URL")  # mqtt://user:password@host:1883/topic, mqtts:// for TLS
MQTT_FOR_SPEAKERS = env.broker("MQTT_SPEAKERS_URL", MQTT_BROKER)
# Who reads a text aloud where nobody has recorded it.
SPEECH_ENGINE = env.choice("SPEECH_ENGINE", "espeak", ("espeak", "command", "http", "none"))
SPEECH_COMMAND = env.text("SPEECH_COMMAND")
SPEECH_URL = env.text("SPEECH_URL")
SPEECH_TOKEN = env.text("SPEECH_TOKEN")
SPEECH_SPEED = env.number("SPEECH_SPEED", 150, within=(80, 300))
SPEECH_PITCH = env.number("SPEECH_PITCH", 45, within=(0, 99))
env.needed("SPEECH_COMMAND", SPEECH_COMMAND, when=SPEECH_ENGINE == "command", because="SPEECH_ENGINE is command")
env.needed("SPEECH_URL", SPEECH_URL, when=SPEECH_ENGINE == "http", because="SPEECH_ENGINE is http")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"without_secrets": {"()": "shouwang.config.secrets_in_logs.WithoutSecrets"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_secrets"]},
    },
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "WARNING")},
}
