"""Where a request comes from: one rule for everything that counts per address."""

from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest


def address(request: HttpRequest) -> str:
    """The address as text, unchecked. Behind our own proxy the last forwarded one, which the proxy wrote; else the peer's."""
    if settings.BEHIND_HTTPS and (forwarded := request.headers.get("X-Forwarded-For", "")):
        return forwarded.rsplit(",", 1)[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def parsed(request: HttpRequest) -> IPv4Address | IPv6Address | None:
    """The address, an IPv4 one that came written as IPv6 as what it is; None for a text that is none."""
    try:
        found = ip_address(address(request))
    except ValueError:
        return None
    return (isinstance(found, IPv6Address) and found.ipv4_mapped) or found
