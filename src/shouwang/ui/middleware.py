"""What every answer carries: a strict content policy, and the person's language."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

Answer = Callable[[HttpRequest], HttpResponse]

PERMISSIONS = (
    "accelerometer=(), autoplay=(self), camera=(self), display-capture=(), geolocation=(self), gyroscope=(), "
    "magnetometer=(), microphone=(self), midi=(), payment=(), publickey-credentials-get=(self), usb=()"
)


def policy() -> str:
    """The content policy: everything from ourselves; tiles only from the named host."""
    tiles = ""
    if settings.MAP_TILES_URL:
        parts = urlsplit(settings.MAP_TILES_URL)
        tiles = f" {parts.scheme}://{parts.netloc}".replace("{s}", "*")
    return "; ".join(
        [
            "default-src 'self'",
            "script-src 'self'",
            "style-src 'self'",
            f"img-src 'self' data: blob:{tiles}",
            "media-src 'self' blob:",
            f"connect-src 'self'{tiles}",
            "worker-src 'self'",
            "child-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    )


def content_security(get_response: Answer) -> Answer:
    """Adds the policy headers; a view that set its own keeps it."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy())
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        return response

    return answer


def _chosen(request: HttpRequest) -> str:
    """Cookie, else the account's language, else what the browser asks for, else Chinese."""
    known = dict(settings.LANGUAGES)
    cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if cookie in known:
        return cookie
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        own = getattr(get_user(request), "language", "")
        if own in known:
            return str(own)
    return translation.get_language_from_request(request)


def language(get_response: Answer) -> Answer:
    """Activates the person's language for the time of one request. Stands after the session."""

    def answer(request: HttpRequest) -> HttpResponse:
        with translation.override(_chosen(request)):
            request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE
            response = get_response(request)
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response

    return answer
