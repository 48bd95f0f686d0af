"""Notices at the desk: read, settled, tried again, given up."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Actor, Subject
from shouwang.kernel.notices import lifecycle
from shouwang.kernel.notices.models import UNREAD, Notice, State, Trouble
from shouwang.kernel.people.models import Account


@transaction.atomic
def mark_read(*, by: Account, notices: list[UUID] | None = None, about: str = "", at: datetime | None = None) -> int:
    """The account has seen these notices of its own, those about something, or all. One's own mail: no journal."""
    own = _unread().filter(account=by)
    if notices is not None:
        own = own.filter(pk__in=notices)
    if about:
        own = own.filter(about_id=about)
    return own.update(read_at=at or timezone.now())


@transaction.atomic
def settle(*, about: Subject, templates: Collection[str], at: datetime | None = None) -> int:
    """What these said of it is over for everybody: nobody needs to read it any more."""
    moot = _unread().filter(about_kind=about.kind, about_id=about.id, template__in=templates)
    return moot.update(read_at=at or timezone.now())


@transaction.atomic
def recall(*, about: Subject, at: datetime | None = None) -> int:
    """What these told of has ended: what waits is not sent any more, what went wrong not tried again; how many.

    What a worker has in hand just now may still go, but never later. No journal of its own: the act that causes it has one.
    """
    now = at or timezone.now()
    told = Notice.objects.filter(UNREAD, about_kind=about.kind, about_id=about.id)
    sources, state = lifecycle.MOVES["recall"]
    told.filter(state=State.SENDING).update(expires_at=now)
    over = {"state": state, "not_before": None, "expires_at": now, "trouble": Trouble.OVER, "last_error": ""}
    return told.filter(state__in=sources).update(**over)


def _unread() -> QuerySet[Notice]:
    return Notice.objects.filter(UNREAD, channel=Notice.By.APP, state=State.SENT)


@transaction.atomic
def revive(*, by: Actor, notice: Notice, at: datetime | None = None) -> Notice:
    """Try a dead notice again from the start. Raises ValueError when it isn't dead, or what it tells of has ended."""
    now = at or timezone.now()
    if notice.is_over(now):
        raise ValueError("what the notice tells of has ended")
    return _tend(by, notice, "revive", attempts=0, not_before=now)


@transaction.atomic
def bury(*, by: Actor, notice: Notice, reason: str) -> Notice:
    """Give a dead notice up, with the reason. Raises ValueError when it isn't dead or no reason is given."""
    if not reason.strip():
        raise ValueError("a reason is needed")
    return _tend(by, notice, "bury", detail=reason.strip())


def _tend(by: Actor, notice: Notice, verb: str, *, detail: str = "", **changes: object) -> Notice:
    sources, state = lifecycle.MOVES[verb]
    moved = Notice.objects.filter(pk=notice.pk, state__in=sources).update(state=state, **changes)
    if not moved:
        raise ValueError("the notice is not dead")
    journal.record(
        by=by,
        verb=f"notice.{verb}",
        of=Subject("notice", str(notice.pk), notice.about_label),
        room=notice.room_id,
        detail=detail,
    )
    notice.refresh_from_db()
    return notice
