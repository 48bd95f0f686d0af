"""The room's settings in a stricter, smaller world: a folder of its own, no stored passwords worth cracking."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# Before the settings are read. A DATA_DIR that is given is only where the throw-away folder is made.
_given = os.environ.get("DATA_DIR")
if _given:
    Path(_given).mkdir(parents=True, exist_ok=True)
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="shouwang-test-", dir=_given or None)
atexit.register(shutil.rmtree, os.environ["DATA_DIR"], ignore_errors=True)
os.environ |= {"LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}  # the command speaks the terminal's language
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright's loop runs in the tests' own thread

from shouwang.config.settings import *  # noqa: E402, F403
from shouwang.config.settings import DATA_DIR, DATABASES, STORAGES, TEMPLATES  # noqa: E402
from tests.strictness import UndefinedFails  # noqa: E402

if _given:
    os.environ["DATA_DIR"] = _given
else:
    del os.environ["DATA_DIR"]

SECRET_KEY = "only-for-tests-" + "x" * 40
FIELD_KEY = "only-for-tests-" + "y" * 40
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir()
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UndefinedFails("%s")

if DATABASES["default"]["ENGINE"] == "shouwang.config.fair_sqlite":
    # A file, as in a room: a database in memory has other locks. What survives a power cut is not asked here.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += "; PRAGMA synchronous=OFF"
