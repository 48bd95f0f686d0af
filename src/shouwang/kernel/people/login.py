"""Logging in: accounts are opened by an administrator, nobody signs up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedDoor(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """allauth's login without its sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
