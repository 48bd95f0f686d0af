"""What bulletins and campaigns have in common: a second person releases, an end has its reason, the clock ends the rest."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django.core.exceptions import PermissionDenied

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import SYSTEM, Actor, Subject
from shouwang.kernel.notices import actions as notices
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import may
from shouwang.systems.outreach import lifecycle
from shouwang.systems.outreach.models import Released
from shouwang.systems.outreach.queries.bulletins import others_who_release

One = TypeVar("One", bound=Released)


def require(by: Account, permission: Permission, room: Room) -> None:
    """Raise PermissionDenied for who may not, in this room."""
    if not may(by, permission, room):
        raise PermissionDenied(permission)


def locked(one: One) -> One:
    """The row as it is now, held to the end of the transaction, with its room."""
    model = type(one)
    found: One = model._default_manager.select_for_update(of=("self",)).select_related("room__station").get(pk=one.pk)
    return found


def expect(one: Released, version: int) -> None:
    """Hold the row if it still says what the page showed; inside the transaction of what is done. Raises Changed."""
    found = type(one)._default_manager.select_for_update().get(pk=one.pk)
    if found.version != version:
        raise lifecycle.Changed(found.state)


def let_out(one: Released, *, by: Account, reason: str, now: datetime) -> None:
    """Release it. Its writer may not, unless nobody else may release in the room: then with a reason.

    Raises NotAllowedNow, Missing: "other_eyes" (a second person is needed), "reason" (the writer is alone and gave
    none), "later_end" (its time would be over already).
    """
    is_own = one.written_by_id == by.pk
    filled = frozenset() if is_own and others_who_release(one.room, by).exists() else frozenset({"other_eyes"})
    one.state = lifecycle.take("release", one.state, filled)
    if is_own and not reason.strip():
        raise lifecycle.Missing("release", ("reason",))
    if one.expires_at and one.expires_at <= now:
        raise lifecycle.Missing("release", ("later_end",))
    one.released_at, one.released_by, one.changed_at = now, by, now
    one.released_alone_because = reason.strip()[:200] if is_own else ""
    one.save()


def end(one: Released, verb: str, reason: str, now: datetime) -> None:
    """Discard or take down, with the reason; who was not told of it yet is not told. Raises NotAllowedNow, Missing."""
    said = reason.strip()[:200]
    one.state = lifecycle.take(verb, one.state, frozenset({"reason"} if said else ()))
    one.taken_down_at = one.changed_at = now
    one.taken_down_because = said
    one.save()
    notices.recall(about=subject(one), at=now)


def expire(model: type[One], now: datetime, note: Callable[[Actor, str, One], None]) -> list[One]:
    """The clock's step for one table: what is past its time is out no more."""
    past = model._default_manager.filter(state=lifecycle.RELEASED, expires_at__lte=now)
    done: list[One] = list(past.select_for_update(of=("self",)).select_related("room__station").order_by("id"))
    for one in done:
        one.state = lifecycle.take("expire", one.state, frozenset())
        one.changed_at = now
        one.save()
        notices.recall(about=subject(one), at=now)
        note(SYSTEM, f"{model._meta.model_name}.expired", one)
    return done


def subject(one: Released) -> Subject:
    """The thing as journal and notices name it, without its words: those can be struck, the journal stays."""
    return Subject(str(one._meta.model_name), str(one.pk), one.mark)


def note(by: Actor, verb: str, one: Released, detail: str = "") -> None:
    """One line of the journal about it."""
    journal.record(by=by, verb=verb, of=subject(one), room=one.room_id, detail=detail)
