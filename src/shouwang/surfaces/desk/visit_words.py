"""The desk's words for visits by appointment: stages, what is missing, why an act was refused, times."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shouwang.kernel.matters.course import Missing, NotAllowedNow
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.services import visit_lifecycle as lifecycle
from shouwang.systems.services.actions.visit_booking import Taken
from shouwang.systems.services.queries.visit_days import FreeDay
from shouwang.systems.services.queries.visit_figures import Promises
from shouwang.systems.services.queries.visits import Whose, people_in
from shouwang.ui import moments
from shouwang.ui.parts import ButtonTone, Pill, Tone, Verb

Words = str | Promise
STAGES: Mapping[str, tuple[Words, Tone]] = {
    lifecycle.ASKED: (gettext_lazy("no time yet: ring"), "amber"),
    lifecycle.BOOKED: (gettext_lazy("booked"), "blue"),
    lifecycle.CONFIRMED: (gettext_lazy("spoken about, stays"), "green"),
    lifecycle.ON_WAY: (gettext_lazy("on the way"), "amber"),
    lifecycle.THERE: (gettext_lazy("at the house"), "amber"),
    lifecycle.NOBODY: (gettext_lazy("nobody home"), "red"),
    lifecycle.DONE: (gettext_lazy("made"), "green"),
    lifecycle.OFF: (gettext_lazy("called off"), "grey"),
}
NEEDS: Mapping[str, Words] = {
    "time": gettext_lazy("Choose a time."),
    "record": gettext_lazy("Write what was done."),
    "whose": gettext_lazy("Say who calls it off."),
}
ONE_PRESS = frozenset({"confirm", "set_off", "arrive"})
HALVES: Mapping[str, Words] = {
    "am": gettext_lazy("any time that morning"),
    "pm": gettext_lazy("any time that afternoon"),
}


def kept_words(kept: Promises) -> str:
    """What stands beside how many promises were kept."""
    words = _("moved before that: %(moved)s, arrival not noted: %(unnoted)s (not kept)")
    return words % {"moved": kept.moved, "unnoted": kept.unnoted}


def stage_pill(stage: str) -> Pill:
    name, tone = STAGES[stage]
    return Pill(str(name), tone)


def pill_of(visit: Any) -> Pill:
    """The same of one visit, where going on as help is no calling off."""
    if visit.whose == Whose.NOT_MET:
        return Pill(_("nobody opened: help asked for"), "red")
    return stage_pill(visit.stage)


def whom_words(visit: Any) -> str:
    """Who is visited and where. The caller journals the look."""
    who = people_in(visit)
    return " · ".join(filter(None, (who["name"], who["address"])))


def press(visit: Any, verb: str, label: str, tone: ButtonTone = "plain") -> Verb:
    """The button of an act: one that asks for nothing is done with one press, the others have a page of their own."""
    address = reverse("desk-services:visit-act", args=[visit.pk, verb])
    if verb in ONE_PRESS:
        return Verb(label, address, post=True, tone=tone, fields={"version": str(visit.matter.version)})
    return Verb(label, address, tone=tone)


def need_words(need: str) -> str:
    return str(NEEDS.get(need, need))


def refusal_words(refusal: Exception) -> tuple[str, str]:
    """The sentence for a refusal, and the field it belongs to."""
    if isinstance(refusal, Taken):
        return _("That time is not free any more. Choose another."), "time"
    if isinstance(refusal, Missing):
        return need_words(refusal.needs[0]), refusal.needs[0]
    if isinstance(refusal, NotAllowedNow):
        return _("This can't be done any more: it stands otherwise by now."), ""
    return str(refusal), ""


def clock(at: datetime) -> str:
    return f"{timezone.localtime(at):%-H:%M}"


def when_words(visit: Any) -> str:
    """When the officer is to be there; of a half day from and to."""
    if visit.starts_at is None:
        return _("no time yet")
    if not visit.is_timed and visit.window_starts and visit.window_ends:
        return f"{moments.weekday(visit.window_starts)} {clock(visit.window_starts)}–{clock(visit.window_ends)}"
    return f"{moments.weekday(visit.starts_at)} {clock(visit.starts_at)}"


def time_choices(days: Sequence[FreeDay]) -> list[Any]:
    """Free times for a list to choose from, by day, each with who comes where several can."""
    several = len({who.pk for day in days for _at, who in day.times}) > 1
    found: list[Any] = []
    for day in days:
        own = [(f"{day.day}/{name}", str(HALVES[name])) for name, _who, _part in day.halves]
        own += [(at.isoformat(), f"{clock(at)} · {name_of(who)}" if several else clock(at)) for at, who in day.times]
        found.append((moments.weekday(_noon(day)), own))
    return found


def _noon(day: FreeDay) -> datetime:
    return datetime.combine(day.day, datetime.min.time().replace(hour=12), timezone.get_current_timezone())
