"""Where a request comes from: one rule for everything that counts per address."""

from django.conf import settings
from django.http import HttpRequest


def address(request: HttpRequest) -> str:
    """The address as text, unchecked. Behind our own proxy the last forwarded one, which the proxy wrote; else the peer's."""
    if settings.BEHIND_HTTPS and (forwarded := request.headers.get("X-Forwarded-For", "")):
        return forwarded.rsplit(",", 1)[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
