"""Things lost and found: where one stands, by when what must be done, what it may be the same as, what is shown outside."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TypeAlias
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.sessions.backends.base import SessionBase
from django.db.models import Q, QuerySet
from django.utils import timezone

from shouwang.kernel.files.guards import Look
from shouwang.kernel.files.models import File
from shouwang.kernel.ground.models import Room
from shouwang.kernel.ground.queries import work_calendar
from shouwang.kernel.matters.course import Step
from shouwang.kernel.matters.models import Matter, Matters
from shouwang.kernel.matters.queries import visible
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.lib.clock import WorkCalendar
from shouwang.systems.services import lost_lifecycle as lifecycle
from shouwang.systems.services.lost_matching import LONGEST, Clue, Likeness, likeness
from shouwang.systems.services.models import LostThing

CHINA = ZoneInfo("Asia/Shanghai")
Side, What = LostThing.Side, LostThing.What
Thing: TypeAlias = LostThing  # for the pages, which know no tables
NOTICE_WORKING_DAYS = 3  # "promptly" (Civil Code Art 315); the number is the room's own, no law's
MOST_ALIKE = 5
MOST_SHOWN = 100


@dataclass(frozen=True)
class Deadline:
    """A day by which something must be done, or after which it may: "hand_in", "notice", "year"."""

    key: str
    day: date


@dataclass(frozen=True)
class LostStanding:
    """A thing with what follows from where it stands today."""

    thing: LostThing
    today: date
    calendar: WorkCalendar

    @property
    def matter(self) -> Matter:
        return self.thing.matter

    @property
    def stage(self) -> str:
        return self.thing.stage

    @cached_property
    def there(self) -> frozenset[str]:
        """Which needs of the table are met by what is written down."""
        return frozenset(need for need, is_met in self._needs() if is_met)

    def _needs(self) -> Iterator[tuple[str, bool]]:
        noticed = self.thing.noticed_date
        yield "not_papers", self.thing.what not in LostThing.AT_ONCE
        yield "noticed", noticed is not None
        yield "here", self.thing.is_here
        yield "joined", self.joined is not None
        yield "year_over", noticed is not None and self.today > lifecycle.year_after(noticed)

    @property
    def deadline(self) -> Deadline | None:
        """The day of what lies in the room, or of its money; none for what is only sought, or only told of."""
        came = self.thing.here_date
        if self.stage not in lifecycle.HELD or came is None:
            return None
        if self.thing.what in LostThing.AT_ONCE:
            return Deadline("hand_in", came)
        if self.thing.noticed_date:
            return Deadline("year", lifecycle.year_after(self.thing.noticed_date))
        return Deadline("notice", self.calendar.working_day(came, NOTICE_WORKING_DAYS))

    @property
    def joined(self) -> LostThing | None:
        """The other side, where somebody saw that they are the same."""
        return self.thing.other or getattr(self.thing, "joined_to", None)

    @property
    def next_step(self) -> Step | None:
        if self.joined and not self.thing.is_told:
            verb = {lifecycle.LYING: "hand_back", lifecycle.SOLD: "pay_out"}.get(self.stage)
            return lifecycle.COURSE.steps[verb] if verb else None
        return lifecycle.COURSE.next_step(self.stage, self.there)

    def missing(self, verb: str) -> tuple[str, ...]:
        return lifecycle.COURSE.missing(verb, self.there)


def standing(thing: LostThing, now: datetime | None = None, calendar: WorkCalendar | None = None) -> LostStanding:
    """Where it stands on a day."""
    return LostStanding(thing, (now or timezone.now()).astimezone(CHINA).date(), calendar or work_calendar())


def things(viewer: Account) -> QuerySet[LostThing]:
    """Those of the matters somebody may see and work on, the latest first."""
    seen = visible(viewer, Permission.SERVICE_WORK)
    return LostThing.objects.filter(matter__in=seen).select_related(
        "matter__room", "matter__reporter", "other__matter", "joined_to__matter", "claimed_by"
    ).order_by("-pk")  # fmt: skip


def thing_of(viewer: Account, pk: UUID) -> LostThing | None:
    return things(viewer).filter(pk=pk).first()


def thing_with(matter: Matter) -> LostThing | None:
    """The matter's thing, for whoever holds its follow code; None where none is written down."""
    return LostThing.objects.select_related("joined_to").filter(pk=matter.pk).first()


def has_thing(matter: Matter) -> bool:
    return LostThing.objects.filter(pk=matter.pk).exists()


@dataclass(frozen=True)
class Alike:
    """A thing of the other side that it may be, and why."""

    thing: LostThing
    why: Likeness


def alike(viewer: Account, thing: LostThing) -> list[Alike]:
    """What it may be the same as, in its room, the likest first."""
    if not thing.is_open:
        return []
    others = things(viewer).filter(matter__room=thing.matter.room_id, stage__in=lifecycle.OPEN).exclude(side=thing.side)
    days = (thing.day, thing.day + LONGEST) if thing.side == Side.LOST else (thing.day - LONGEST, thing.day)
    others = others.filter(day__range=days)
    free = others.filter(other=None, joined_to=None)
    mine, found = _clue(thing), []
    for other in free[:MOST_SHOWN]:
        pair = (mine, _clue(other)) if thing.side == Side.LOST else (_clue(other), mine)
        why = likeness(*pair)
        if why.is_likely:
            found.append(Alike(other, why))
    return sorted(found, key=lambda one: -one.why.weight)[:MOST_ALIKE]


def _clue(thing: LostThing) -> Clue:
    return Clue(thing.what, thing.day, thing.place, f"{thing.marks} {thing.matter.text}")


def shown_outside(room: Room) -> list[LostThing]:
    """What lies in the room, or its money, and may be claimed: only kind, day and place are for everybody. No papers.

    Nothing that a colleague has not in hand: a place as somebody outside typed it may say who lives there.
    """
    lying = LostThing.objects.filter(
        matter__room=room, stage__in=lifecycle.HELD, here_date__isnull=False, matter__is_sheltered=False
    )
    shown = lying.exclude(what__in=LostThing.AT_ONCE).filter(joined_to=None, other=None).select_related("matter")
    return list(shown.order_by("-day", "-pk")[:MOST_SHOWN])


@dataclass(frozen=True)
class LostFigures:
    """Of some matters: things lost, things only told of, things found and brought, and of these how many went back or on.

    `sold`: their money is kept.
    """

    lost: int
    told: int
    found: int
    returned: int
    handed_in: int
    states: int
    lying: int
    sold: int


def figures(matters: Matters) -> LostFigures:
    rows = LostThing.objects.filter(matter__in=matters)
    of_found = rows.filter(side=Side.FOUND, here_date__isnull=False)
    return LostFigures(
        lost=rows.filter(side=Side.LOST).count(),
        told=rows.filter(side=Side.FOUND, stage=lifecycle.LYING, here_date=None).count(),
        found=of_found.count(),
        returned=of_found.filter(stage=lifecycle.RETURNED).count(),
        handed_in=of_found.filter(stage=lifecycle.HANDED_IN).count(),
        states=of_found.filter(stage=lifecycle.STATES).count(),
        lying=of_found.filter(stage=lifecycle.LYING).count(),
        sold=of_found.filter(stage=lifecycle.SOLD).count(),
    )


def may_look_at_file(viewer: Account | None, session: SessionBase, file: File) -> Look:
    """The guard of the signatures: who works on the thing, and sees its matter, opens them, and the look is written down."""
    if viewer is None:
        return Look.NO
    signed = LostThing.objects.filter(signature=file, matter__in=visible(viewer, Permission.SERVICE_WORK))
    return Look.PERSONAL if signed.exists() else Look.NO


def past_claims(now: datetime) -> QuerySet[LostThing]:
    """Handed back more than a year ago, with who claimed it still written down."""
    before = lifecycle.year_before(now.astimezone(CHINA).date())
    return LostThing.objects.filter(Q(claimed_by__isnull=False) | ~Q(knew=""), over_date__lt=before).order_by("pk")


def emptied() -> QuerySet[LostThing]:
    """Whose matter was emptied, with words still in it."""
    return (
        LostThing.objects.filter(matter__emptied_at__isnull=False).exclude(marks="", place="", shelf="").order_by("pk")
    )
