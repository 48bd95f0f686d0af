"""The directory of who else helps, and handing somebody over to them."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Subject
from shouwang.kernel.matters import kinds
from shouwang.kernel.matters.actions import story as stories
from shouwang.kernel.matters.actions.leading import lead, need
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor, may
from shouwang.systems.services.actions.waiting import go_on, wait
from shouwang.systems.services.models import Elsewhere, HandOver
from shouwang.systems.services.queries.elsewhere import directory, open_handover, shipped
from shouwang.systems.services.sentences import ASKS_ON, HELPED
from shouwang.systems.services.stored import stored

NEEDED = Permission.SERVICE_WORK


@dataclass(frozen=True)
class Line:
    """What stands in one line of the directory."""

    name: str
    does: str
    name_en: str = ""
    does_en: str = ""
    phone: str = ""
    address: str = ""
    hours: str = ""
    is_emergency: bool = False
    sort: int = 100


@dataclass(frozen=True)
class Onward:
    """To whom, how, with whom one spoke, what they promised, and when we ask whether it helped.

    `reach`: telephone or address, needed of whoever has no line in the directory.
    """

    name: str
    how: str
    ask_on: date
    spoke_with: str = ""
    promised: str = ""
    elsewhere: Elsewhere | None = None
    reach: str = ""


@transaction.atomic
def keep(*, by: Account, room: Room, line: Line, one: Elsewhere | None = None) -> Elsewhere:
    """A new line, or a line as it is now: whoever writes it has checked it today. Raises Refused "unreachable", "twice"."""
    _require(by, room)
    if not line.phone and not line.address:
        raise Refused("unreachable", "phone")
    if one is None and not Elsewhere.objects.filter(room=room).exists():
        begin_directory(by=by, room=room)  # else the first line of its own would take the others away
    row = one or Elsewhere(room=room)
    if Elsewhere.objects.filter(room=room, name=line.name).exclude(pk=row.pk).exists():
        raise Refused("twice", "name")
    changed = row.is_everywhere and (row.phone != line.phone or row.name != line.name)
    for name, value in vars(line).items():
        setattr(row, name, value)
    row.checked_on, row.is_everywhere = timezone.localdate(), row.is_everywhere and not changed
    row.save()
    _note(by, "elsewhere.kept", row)
    return row


@transaction.atomic
def check(*, by: Account, one: Elsewhere) -> None:
    """Somebody rang there: it is right as it stands."""
    _require(by, one.room)
    one.checked_on = timezone.localdate()
    one.save(update_fields=["checked_on"])
    _note(by, "elsewhere.checked", one)


@transaction.atomic
def drop(*, by: Account, one: Elsewhere) -> None:
    """A line goes; what was handed over to it keeps its name."""
    _require(by, one.room)
    _note(by, "elsewhere.dropped", one)
    one.delete()


@transaction.atomic
def begin_directory(*, by: Account, room: Room) -> int:
    """Write down the numbers that are the same everywhere, as far as the room has no line of that name; how many."""
    _require(by, room)
    there = set(Elsewhere.objects.filter(room=room).values_list("name", flat=True))
    fresh = [one for one in shipped(room) if one.name not in there]
    Elsewhere.objects.bulk_create(fresh)
    of = Subject("room", str(room.pk), room.code)
    journal.record(by=actor(by), verb="elsewhere.begun", of=of, room=room.pk, detail=str(len(fresh)))
    return len(fresh)


@transaction.atomic
def hand_on(*, by: Account, matter: Matter, onward: Onward, words: str) -> HandOver:
    """Not ours, and not sent away: handed to who helps. Whoever asked reads who that is; the matter stays open until asked.

    Raises Refused "led", "over", "open_already", "past", "unreachable"; Missing "spoke_with" where somebody rang and spoke with
    nobody.
    """
    current = stories.locked(matter)
    who = stories.require(by, NEEDED, current)
    _may_hand_on(current, onward)
    need("hand_on", name=onward.name, words=words)
    if onward.how in HandOver.WARM:
        need("hand_on", spoke_with=onward.spoke_with)
    made = HandOver.objects.create(matter=current, at=timezone.now(), by=who.label[:120], **vars(onward))
    current = lead(who, current, ("accept", ""), ("start", ""))
    stories.add(current, by=who, verb="answer", line=stories.Line(text=words, is_public=True))
    wait(who, current, stored(ASKS_ON, day=onward.ask_on.isoformat()))
    return made


def _may_hand_on(matter: Matter, onward: Onward) -> None:
    if kinds.is_led_by_part(matter.kind):
        raise Refused("led")
    if not matter.is_open:
        raise Refused("over")
    if open_handover(matter):
        raise Refused("open_already")
    if onward.ask_on < timezone.localdate():
        raise Refused("past", "ask_on")
    if not onward.reach.strip() and onward.name not in {one.name for one in directory(matter.room)}:
        raise Refused("unreachable", "reach")


@transaction.atomic
def ask_back(*, by: Account, handover: HandOver, helped: str, words: str) -> HandOver:
    """Asked once whether it helped. Helped: the matter is closed with the words; else it is ours again.

    Raises Refused "asked_already".
    """
    matter = stories.locked(handover.matter)
    who = stories.require(by, NEEDED, matter)
    current = HandOver.objects.select_for_update(of=("self",)).get(pk=handover.pk)
    if current.helped:
        raise Refused("asked_already")
    current.helped, current.asked_at = helped, timezone.now()
    current.save()
    if helped == HandOver.Helped.YES and matter.is_open:
        said = words.strip() or stored(HELPED, name=current.name)
        matter = lead(who, matter, ("accept", ""), ("start", ""), ("report", said), ("close_unchecked", said))
    else:
        note = " · ".join(filter(None, (current.name, stored(HandOver.Helped(helped).label), words.strip())))
        stories.add(matter, by=who, verb="note", line=stories.Line(text=note))
        matter = go_on(who, matter)
    current.matter = matter
    return current


@transaction.atomic
def forget_words() -> int:
    """What was said at the handing over of matters that were emptied; how many."""
    rows = HandOver.objects.filter(matter__emptied_at__isnull=False).exclude(promised="", spoke_with="", reach="")
    return rows.update(promised="", spoke_with="", reach="")


def _require(by: Account, room: Room) -> None:
    if not may(by, Permission.SERVICE_MANAGE, room):
        raise PermissionDenied(Permission.SERVICE_MANAGE)


def _note(by: Account, verb: str, one: Elsewhere) -> None:
    of = Subject("elsewhere", str(one.pk), one.name)
    journal.record(by=actor(by), verb=verb, of=of, room=one.room_id)
