"""Logging in: accounts are opened by an administrator, nobody signs up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from shouwang.ui import caller


class ClosedDoor(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """allauth's login without its sign-up, counting wrong passwords by our own rule of where a call comes from."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        # allauth's own rule sees the reverse proxy only: everybody would be one address, and one lock out all.
        return str(caller.parsed(request) or "unknown")
