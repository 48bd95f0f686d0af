"""A visit told to whoever booked it: when, who comes. Never where or whom: the page may be read over a shoulder."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from shouwang.kernel.matters import follow
from shouwang.kernel.matters import lifecycle as matter_lifecycle
from shouwang.kernel.matters.models import Matter
from shouwang.lib.ids import format_code
from shouwang.surfaces.public.frame import in_words
from shouwang.surfaces.public.story import Standing
from shouwang.systems.services import visit_lifecycle as lifecycle
from shouwang.systems.services.queries.visit_days import FreeDay
from shouwang.systems.services.queries.visiting import is_bookable
from shouwang.systems.services.queries.visits import Whose, of_matter
from shouwang.systems.services.visit_kind import KIND
from shouwang.systems.services.visiting import day_of
from shouwang.ui import moments
from shouwang.ui.parts import Fact

RING = "ring"
HALVES = {"am": gettext_lazy("Any time that morning"), "pm": gettext_lazy("Any time that afternoon")}
STANDS = {
    lifecycle.ASKED: gettext_lazy("We ring you and find a time together."),
    lifecycle.BOOKED: gettext_lazy("It is booked."),
    lifecycle.CONFIRMED: gettext_lazy("It is booked, and we spoke about it."),
    lifecycle.ON_WAY: gettext_lazy("We are on the way."),
    lifecycle.THERE: gettext_lazy("We are with you."),
    lifecycle.NOBODY: gettext_lazy("We were there and nobody opened. Choose another time, or call us."),
    lifecycle.DONE: gettext_lazy("The visit was made."),
    lifecycle.OFF: gettext_lazy("This visit does not take place."),
}
WE_RING = gettext_lazy("It is booked. We ring the day before.")
READY: Mapping[str, str | Promise] = {  # by what the visit is for
    "card": gettext_lazy("The household register, and the old card if there is one"),
    "papers": gettext_lazy("Your ID card, and the papers it is about"),
    "danger": gettext_lazy("Somebody who shows us the place"),
    "other": gettext_lazy("Your ID card"),
}
OFF_BY: Mapping[str, str | Promise] = {
    Whose.THEIRS: gettext_lazy("This visit does not take place. Thank you for telling us."),
    Whose.NOT_MET: gettext_lazy("We came, and nobody opened. We see to it on."),
}


@dataclass(frozen=True)
class Shown:
    """What the pages of a follow code show of the visit."""

    facts: Sequence[Fact]
    stands: str
    calendar: str = ""
    move: str = ""
    call_off: str = ""
    again: str = ""
    is_booked: bool = False


@dataclass(frozen=True)
class Button:
    """A time to press."""

    value: str
    words: str


@dataclass(frozen=True)
class DayOfButtons:
    """A day with its times and half days."""

    title: str
    count: str
    times: Sequence[Button]
    halves: Sequence[Button]

    @property
    def label(self) -> str:
        """The day, and how much choice it has."""
        return " · ".join(filter(None, (self.title, self.count)))


def time_words(starts_at: datetime, window_ends: datetime | None = None, window_starts: datetime | None = None) -> str:
    """A time as people say it, with its weekday; of a half day from and to."""
    if window_starts and window_ends:
        opens, closes = (timezone.localtime(one) for one in (window_starts, window_ends))
        return f"{moments.weekday(opens)} {opens:%-H:%M}–{closes:%-H:%M}"
    return f"{moments.weekday(starts_at)} {timezone.localtime(starts_at):%-H:%M}"


def brief_name(purpose: Any) -> str:
    """What it is for, without what follows the colon: the line of a calendar is short."""
    return re.split("[:：]", in_words(purpose))[0]


def shown(matter: Matter) -> Shown | None:
    """The visit of the matter; None for what is none."""
    visit = of_matter(matter)
    if visit is None:
        return None
    code = format_code(follow.code_of(matter))
    facts = []
    if visit.starts_at and visit.stage not in (lifecycle.OFF, lifecycle.NOBODY):
        window = () if visit.is_timed else (visit.window_ends, visit.window_starts)
        facts.append(Fact(_("When"), time_words(visit.starts_at, *window)))
    if visit.account and visit.is_open:
        facts.append(
            Fact(_("Who comes"), in_words(visit.account), note=_("in uniform, with a police card: ask to see it"))
        )
    if visit.is_open:
        facts.append(Fact(_("Where we come"), _("To the house you wrote down")))
    facts.append(Fact(_("What we come for"), in_words(visit.purpose)))
    if visit.is_open and (ready := READY.get(visit.purpose.sort)):
        facts.append(Fact(_("Please have ready"), str(ready)))
    may = {step.verb for step in lifecycle.COURSE.steps_from(visit.stage)}
    is_booked = visit.starts_at is not None and visit.stage in lifecycle.WAITING
    may_again = visit.stage == lifecycle.OFF and visit.purpose.is_offered and is_bookable(matter.room)
    return Shown(
        facts,
        str(_stands(visit)),
        reverse("public:visit-calendar", args=[code]) if is_booked else "",
        reverse("public:visit-move", args=[code]) if may & {"move", "set_time"} else "",
        reverse("public:visit-off", args=[code]) if "call_off" in may else "",
        reverse("public:visit-book", args=[matter.room.code, visit.purpose_id]) if may_again else "",
        is_booked,
    )


def standing(matter: Matter, usual: Standing) -> Standing:
    """A visit that was called off is called off, not taken back."""
    if matter.kind == KIND.key and matter.state == matter_lifecycle.WITHDRAWN:
        return Standing(_("called off"), STANDS[lifecycle.OFF], "grey")
    return usual


def _stands(visit: Any) -> str | Promise:
    """Where it stands, promising and thanking for nothing but what is so."""
    if visit.stage == lifecycle.BOOKED and visit.starts_at and day_of(visit.starts_at) > day_of(timezone.now()):
        return WE_RING
    if visit.stage == lifecycle.OFF:
        return OFF_BY.get(visit.whose, STANDS[lifecycle.OFF])
    return STANDS[visit.stage]


def buttons(days: Sequence[FreeDay], own: datetime | None = None) -> list[DayOfButtons]:
    """The free days as buttons, the nearest first; `own`: the time one has already, which is no other."""
    found = []
    for one in days:
        times = [Button(at.isoformat(), f"{timezone.localtime(at):%-H:%M}") for at, _who in one.times if at != own]
        halves = [Button(f"{one.day}/{name}", str(HALVES[name])) for name, _who, _part in one.halves]
        at = (
            one.times[0][0]
            if one.times
            else datetime.combine(one.day, datetime.min.time(), timezone.get_current_timezone())
        )
        count = ngettext("%(n)s free time", "%(n)s free times", len(times)) % {"n": len(times)} if times else ""
        if times or halves:
            found.append(DayOfButtons(moments.weekday(at), count, times, halves))
    return found
