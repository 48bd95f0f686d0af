"""The one place where a timeline grows: entry, clocks, version, journal and news together, in one transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils import timezone

from shouwang.kernel.ground.queries import work_calendar
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Actor, Subject
from shouwang.kernel.matters import kinds, lifecycle
from shouwang.kernel.matters.actions import news
from shouwang.kernel.matters.clock import Clocks, read_clocks
from shouwang.kernel.matters.models import Entry, Matter
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor, may
from shouwang.lib.ids import uuid7


@dataclass(frozen=True)
class Line:
    """What an entry says beside its verb."""

    text: str = ""
    reason: str = ""
    is_public: bool = False
    days: int | None = None
    field: str = ""
    before: str = ""
    after: str = ""
    other: Matter | None = None


NOTHING = Line()


def require(by: Account | Actor, permission: str, matter: Matter) -> Actor:
    """The account as an actor when it may; programs and the public pass only where an action lets them.

    Raises PermissionDenied.
    """
    if isinstance(by, Actor):
        return by
    if not may(by, Permission(permission), matter.room_id):
        raise PermissionDenied(permission)
    return actor(by)


def locked(matter: Matter) -> Matter:
    """The row as it is now, held until the transaction ends."""
    return Matter.objects.select_for_update(of=("self",)).select_related("room").get(pk=matter.pk)


class Stale(Exception):
    """Somebody changed the matter since the page was made."""


def expect(matter: Matter, version: int) -> Matter:
    """The row as it is now, held, if it still is the version the page showed. Call inside a transaction. Raises Stale."""
    current = locked(matter)
    if current.version != version:
        raise Stale(matter.reference)
    return current


def add(
    matter: Matter,
    *,
    by: Actor,
    verb: str,
    line: Line = NOTHING,
    at: datetime | None = None,
    is_new: bool = False,
    id: UUID | None = None,  # noqa: A002  # the field's name
) -> Entry:
    """Write one entry; brings clocks, version and journal along. The matter's own changed fields are saved too."""
    now = at or timezone.now()
    entry = Entry(
        id=id or uuid7(),
        matter=matter,
        at=now,
        verb=verb,
        actor=by.id,
        actor_label=by.label,
        state=matter.state,
        text=line.text,
        reason=line.reason[:500],
        is_public=line.is_public,
        days=line.days,
        field=line.field,
        before=line.before,
        after=line.after,
        other=line.other,
    )
    if matter.state in lifecycle.ENDED:
        matter.ended_at = matter.ended_at or now
    else:
        matter.ended_at = None
    matter.changed_at = now
    told = [entry] if is_new else [*story_for_clocks(matter), entry]
    set_due(matter, told, now)
    matter.version += 1
    matter.save(force_insert=is_new)
    entry.save(force_insert=True)
    journal.record(
        by=by,
        verb=f"matter.{verb}",
        of=Subject("matter", str(matter.pk), matter.reference),
        room=matter.room_id,
        detail=line.field,
        at=now,
    )
    news.note([(matter, entry)])
    return entry


def story_for_clocks(matter: Matter) -> QuerySet[Entry]:
    """The timeline with what clocks read of it."""
    return matter.entries.order_by("at", "id").only(
        "at", "verb", "state", "reason", "after", "field", "is_public", "days"
    )


def clocks(matter: Matter, now: datetime | None = None) -> Clocks:
    """The three clocks, from the timeline as it stands."""
    return _read(matter, story_for_clocks(matter), now or timezone.now())


def set_due(matter: Matter, told: Iterable[Entry], now: datetime) -> None:
    """Write the clocks' due moments into the row, for lists and counts. A past record has none."""
    if matter.is_record:
        matter.answer_due_at = matter.update_due_at = matter.whole_due_at = matter.due_at = None
        return
    write_due(matter, _read(matter, told, now))
    set_led_due(matter)


def set_led_due(matter: Matter) -> None:
    """In place of the clocks, the nearest of the days that a kind with a procedure of its own keeps."""
    procedure = kinds.get(matter.kind).procedure
    if procedure:
        due = procedure.due(matter.pk) if matter.is_open else None
        waits = due is None and matter.state == lifecycle.COLLECTED  # its part has not looked at it yet
        matter.answer_due_at = matter.answer_due_at if waits else None
        matter.update_due_at, matter.whole_due_at = None, due
        matter.due_at = due or matter.answer_due_at


def write_due(matter: Matter, reading: Clocks) -> None:
    """Put a reading of the clocks into the row; it is not saved."""
    due = {name: r.due_at if r.state == "running" else None for name, r in reading.named.items()}
    matter.answer_due_at, matter.update_due_at, matter.whole_due_at = due["answer"], due["update"], due["whole"]
    matter.due_at = reading.due_at


def _read(matter: Matter, told: Iterable[Entry], now: datetime) -> Clocks:
    kind = kinds.get(matter.kind)
    urgent = kind.urgent_limits if matter.is_urgent else None
    return read_clocks(told, kind.limits, work_calendar(), now, urgent)
