"""Keys for other programs, what they were answered, secret addresses, and counting of attempts."""

import secrets
from collections.abc import Collection
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Actor
from shouwang.kernel.people.actions.accounts import subject
from shouwang.kernel.people.models import ANSWERS_KEPT, Account, IdempotentAnswer, SecretLink, Token
from shouwang.kernel.people.scopes import Scope
from shouwang.kernel.people.sealed import digest, seal, unseal

KEY_MARK = "sw_"
# One statement where the ORM needs four: it stands before every report, and everybody else waits meanwhile.
COUNT = (
    'INSERT INTO people_attempt (key, "window", count) VALUES (%s, %s, 1) ON CONFLICT (key) DO UPDATE SET '
    'count = CASE WHEN people_attempt."window" < %s THEN 1 ELSE people_attempt.count + 1 END, '
    '"window" = CASE WHEN people_attempt."window" < %s THEN excluded."window" ELSE people_attempt."window" END '
    "RETURNING count"
)
USE_NOTED_EVERY = timedelta(hours=1)  # so that reading by key writes almost never


@transaction.atomic
def issue_token(
    *, by: Actor, account: Account, name: str, scopes: Collection[str], lasts: timedelta | None = None
) -> tuple[Token, str]:
    """A key for another program and the secret, which is shown this once. Raises ValueError for an unknown scope."""
    if unknown := set(scopes) - set(Scope):
        raise ValueError(f"unknown scope: {', '.join(sorted(unknown))}")
    secret = KEY_MARK + secrets.token_urlsafe(32)
    expires_at = timezone.now() + lasts if lasts else None
    token = Token.objects.create(
        account=account, name=name, digest=digest(secret), scopes=" ".join(sorted(scopes)), expires_at=expires_at
    )
    journal.record(by=by, verb="token.issued", of=subject(account), detail=f"{name}: {token.scopes}")
    return token, secret


@transaction.atomic
def revoke_token(*, by: Actor, token: Token) -> None:
    """The key opens nothing any more."""
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])
    journal.record(by=by, verb="token.revoked", of=subject(token.account), detail=token.name)


def note_use(*, token: Token) -> None:
    """When the key was last used, to the hour."""
    now = timezone.now()
    if token.used_at is None or token.used_at < now - USE_NOTED_EVERY:
        Token.objects.filter(pk=token.pk).update(used_at=now)


class OtherRequest(Exception):
    """The key came with another request before."""


class AnswerGone(Exception):
    """The request was done before; what it was answered has been forgotten since, with the person it was about."""


@transaction.atomic
def claim_answer(
    *, token: Token, key: str, request_digest: str, kept: timedelta = ANSWERS_KEPT
) -> tuple[IdempotentAnswer, str]:
    """The row of this key and what was answered before ("" when this is the first time).

    Raises OtherRequest, AnswerGone.

    Call it inside the transaction of the act itself: an act that fails leaves no claim, and a second sender of
    the same key waits until the first is done.
    """
    now = timezone.now()
    IdempotentAnswer.objects.filter(token=token, key=key, created_at__lt=now - kept).delete()
    row, is_new = IdempotentAnswer.objects.get_or_create(
        token=token, key=key, defaults={"request_digest": request_digest, "created_at": now}
    )
    if row.request_digest != request_digest:
        raise OtherRequest(key)
    if not is_new and not row.answer_sealed:
        raise AnswerGone(key)
    return row, "" if is_new else unseal(row.answer_sealed, record=row.pk)


def keep_answer(*, row: IdempotentAnswer, answer: str) -> None:
    """Keep what was answered, sealed."""
    row.answer_sealed = seal(answer, record=row.pk)
    row.save(update_fields=["answer_sealed"])


@transaction.atomic
def blank_answers(*, naming: Collection[str]) -> int:
    """Forget the words of answers that name one of the ids; how many. The rows stay: the same is not done again."""
    blanked = 0
    for row in IdempotentAnswer.objects.select_for_update().exclude(answer_sealed=""):
        answer = unseal(row.answer_sealed, record=row.pk)
        if any(key in answer for key in naming):
            row.answer_sealed = ""
            row.save(update_fields=["answer_sealed"])
            blanked += 1
    return blanked


def forget_answers() -> int:
    """Drop answers older than a day; safe to run at any time. Returns how many."""
    return IdempotentAnswer.objects.filter(created_at__lt=timezone.now() - ANSWERS_KEPT).delete()[0]


@transaction.atomic
def make_secret_link(*, by: Actor, account: Account) -> str:
    """A new secret for the account's feed; the ones before stop working."""
    now = timezone.now()
    account.secret_links.filter(revoked_at=None).update(revoked_at=now)
    secret = secrets.token_urlsafe(24)
    SecretLink.objects.create(account=account, digest=digest(secret))
    journal.record(by=by, verb="feed.link_made", of=subject(account))
    return secret


@transaction.atomic
def revoke_secret_link(*, by: Actor, account: Account) -> None:
    """The account's feed has no address any more."""
    account.secret_links.filter(revoked_at=None).update(revoked_at=timezone.now())
    journal.record(by=by, verb="feed.link_revoked", of=subject(account))


def count_attempt(*, key: str, most: int, per: timedelta) -> bool:
    """Count one try under the key; False when there were more than `most` in the running window."""
    now = timezone.now()
    moments = [connection.ops.adapt_datetimefield_value(moment) for moment in (now, now - per, now - per)]
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [key[:120], *moments])
        return int(cursor.fetchone()[0]) <= most
