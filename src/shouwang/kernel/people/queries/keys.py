"""What opens a door without a password, how often it was tried, and which of it is past its time."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.tokens import default_token_generator
from django.db.models import Q, QuerySet
from django.utils import timezone

from shouwang.kernel.people.models import (
    ANSWERS_KEPT,
    ATTEMPTS_KEPT,
    CONSENTS_KEPT,
    KEYS_KEPT,
    Account,
    Attempt,
    Consent,
    Device,
    IdempotentAnswer,
    Person,
    PhoneCode,
    SecretLink,
    Token,
)
from shouwang.kernel.people.sealed import digest


def token_of(secret: str) -> Token | None:
    """The key this secret is, while it is valid and its account open. Its account knows that it came by it."""
    known = Token.objects.select_related("account").filter(digest=digest(secret), revoked_at=None)
    token = known.prefetch_related("account__appointments").filter(account__is_active=True).first()
    if token is None or (token.expires_at and token.expires_at <= timezone.now()):
        return None
    token.account.came_by_key = token.name
    return token


def account_of_link(secret: str) -> Account | None:
    """Whose feed a secret address opens, while it was not revoked."""
    known = SecretLink.objects.select_related("account").filter(digest=digest(secret), revoked_at=None)
    link = known.filter(account__is_active=True).first()
    return link.account if link else None


def account_of_offer(secret: str) -> Account | None:
    """Whose new password the secret of an offer sets; None once it was used or PASSWORD_RESET_TIMEOUT is over."""
    key, _, token = secret.partition(".")
    try:
        account = Account.objects.filter(pk=UUID(key), is_active=True).first()
    except ValueError:
        return None
    return account if account and default_token_generator.check_token(account, token) else None


def tries(key: str, per: timedelta) -> int:
    """How often something was tried under the key in the running window; see actions.count_attempt."""
    running = Attempt.objects.filter(key=key[:120], window__gte=timezone.now() - per)
    return running.values_list("count", flat=True).first() or 0


def window_left(key: str, per: timedelta) -> timedelta:
    """How long the running window of the key still goes on; nothing when there is none."""
    began = Attempt.objects.filter(key=key[:120]).values_list("window", flat=True).first()
    return max(began + per - timezone.now(), timedelta()) if began else timedelta()


def expired(now: datetime) -> dict[str, QuerySet[Any]]:
    """Rows past their time by name, as models.py says how long each is kept."""
    ended = Q(expires_at__lt=now - KEYS_KEPT) | Q(revoked_at__lt=now - KEYS_KEPT)
    return {
        "attempts": Attempt.objects.filter(window__lt=now - ATTEMPTS_KEPT),
        "answers": IdempotentAnswer.objects.filter(created_at__lt=now - ANSWERS_KEPT),
        "keys": Token.objects.filter(ended),
        "phones": Device.objects.filter(revoked_at__lt=now - KEYS_KEPT),
        "codes": PhoneCode.objects.filter(ended | Q(used_at__lt=now - KEYS_KEPT)),
        "addresses": SecretLink.objects.filter(revoked_at__lt=now - KEYS_KEPT),
        "consents": Consent.objects.filter(withdrawn_at__lt=now - CONSENTS_KEPT),
    }


def phone_code_of(secret: str) -> PhoneCode | None:
    """The code a QR picture holds, open or not; None when it never was one, or nobody is behind it any more."""
    found = PhoneCode.objects.select_related("person__room__station").filter(digest=digest(secret))
    return found.filter(person__erased_at=None).first()


def open_phone_code(person: Person, now: datetime) -> PhoneCode | None:
    """The code by which a phone of theirs can still get onto the list."""
    return person.phone_codes.filter(used_at=None, revoked_at=None, expires_at__gt=now).first()
