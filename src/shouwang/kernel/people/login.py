"""Logging in: accounts are opened for people, nobody signs up; what is refused is said in the room's words."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import UserAttributeSimilarityValidator
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.people.models import Account
from shouwang.ui import caller

# Django's own words, which our catalogue says: its Chinese catalogue still has this text with another placeholder.
SAID_OUR_WAY = ngettext_lazy(
    "This password is too short. It must contain at least %d character.",
    "This password is too short. It must contain at least %d characters.",
)


class ClosedDoor(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """allauth's login without its sign-up, counting wrong passwords by our own rule of where a call comes from."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "enter_current_password": _("That is not your password until now."),
        "incorrect_password": _("That is not your password."),
        "username_password_mismatch": _("Name or password is wrong."),
        "too_many_login_attempts": _("Too many wrong tries. Wait five minutes, then try again."),
        "rate_limited": _("Too many tries. Wait a little, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        # allauth's own rule sees the reverse proxy only: everybody would be one address, and one lock out all.
        return str(caller.parsed(request) or "unknown")


class SecondStep(DefaultMFAAdapter):  # type: ignore[misc]
    """allauth's second step in our words."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("The code is wrong or its half minute is over. Type the one the app shows now."),
    }

    def generate_authenticator_name(self, user: Account, type: Authenticator.Type) -> str:  # noqa: A002  # allauth's name
        # allauth's own names are a master key and a backup key, which tell nobody what they are.
        before = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return gettext("Passkey %(n)s") % {"n": before + 1} if before else gettext("Passkey")


class UnlikeOneself(UserAttributeSimilarityValidator):
    """No password that is nearly one's name; Django's own words would name a column of the table."""

    def __init__(self) -> None:
        super().__init__(user_attributes=("username", "name", "name_en", "email"))

    def get_error_message(self) -> Any:
        return _("The password is too much like your name or address. Take another.")
