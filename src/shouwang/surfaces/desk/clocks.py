"""The three clocks of a matter in words, each with the sum that proves it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from shouwang.kernel.ground.queries import work_calendar
from shouwang.kernel.matters import kinds
from shouwang.kernel.matters.clock import REPORTER_ERASED, Clocks, read_clocks
from shouwang.kernel.matters.models import Entry, Matter
from shouwang.lib.stopwatch import Reading, SumLine
from shouwang.lib.words import duration
from shouwang.ui import moments
from shouwang.ui.parts import Head, Pill, Table

NAMES = {
    "answer": gettext_lazy("First answer"),
    "update": gettext_lazy("Next word to the reporter"),
    "whole": gettext_lazy("The end"),
}
LINES = {
    "counted": gettext_lazy("counted"),
    "closed": gettext_lazy("not counted: nights and days off"),
    "paused": gettext_lazy("not counted: paused"),
    "stopped": gettext_lazy("not counted: it was over or merged"),
}
# Longer than any clock: a sum of working time is said in hours, since a working day has no one length.
IN_HOURS = 10**9


@dataclass(frozen=True)
class Shown:
    """One clock: its name, how it stands, the exact due moment, its sum."""

    name: str
    pill: Pill
    due: str
    table: Table


def clocks_of(matter: Matter, told: Sequence[Entry], now: datetime) -> Clocks | None:
    """The clocks from the story that is already loaded; None for past records, unknown kinds, and where a part has its own."""
    is_known = matter.kind in {kind.key for kind in kinds.known()}
    if matter.is_record or not is_known or kinds.is_led_by_part(matter.kind):
        return None
    kind = kinds.get(matter.kind)
    urgent = kind.urgent_limits if matter.is_urgent else None
    return read_clocks(told, kind.limits, work_calendar(), now, urgent)


def shown(clocks: Clocks, now: datetime) -> list[Shown]:
    """The clocks that have started, as cards show them."""
    return [
        Shown(
            name=str(NAMES[name]),
            pill=_pill(reading, now),
            due=moments.exact(reading.due_at) if reading.due_at else "",
            table=_sum(reading),
        )
        for name, reading in clocks.named.items()
        if reading.state != "not started"
    ]


def _pill(reading: Reading, now: datetime) -> Pill:
    if reading.state == "stopped" and reading.reason == REPORTER_ERASED:
        return Pill(_("ended: the reporter was erased"), "grey")
    if reading.state == "stopped":
        return Pill(_("was late"), "red") if reading.is_late else Pill(_("in time"), "green")
    if reading.state == "paused":
        return Pill(_("paused"), "grey", "pause")
    if reading.due_at is None:
        return Pill(_("running"), "blue")
    is_today = timezone.localtime(reading.due_at).date() == timezone.localtime(now).date()
    return Pill(moments.until(reading.due_at, now), "red" if reading.is_late else "amber" if is_today else "blue")


def _sum(reading: Reading) -> Table:
    used = _("%(used)s of %(allowed)s") % {"used": _length(reading.used), "allowed": _length(reading.allowed)}
    spans: dict[str, list[str]] = {}
    for line in reading.sum_lines:
        spans.setdefault(_span(line), []).append(f"{_what(line)} {_length(line.minutes)}")
    return Table(
        caption=_("How it is counted"),
        hide_caption=True,
        heads=[Head(_("From – to")), Head(_("Time"))],
        rows=[[span, pgettext("between parts", ", ").join(parts)] for span, parts in spans.items()],
        foot=[_("counted so far"), used],
        empty=_("Nothing counted yet."),
    )


def _span(line: SumLine) -> str:
    start, end = timezone.localtime(line.start), timezone.localtime(line.end)
    day = pgettext("short date format", "j M")
    last = f"{end:%H:%M}" if start.date() == end.date() else f"{date_format(end, day)} {end:%H:%M}"
    return f"{date_format(start, day)} {start:%H:%M} – {last}"


def _what(line: SumLine) -> str:
    words = str(LINES[line.key])
    return _("%(what)s: %(detail)s") % {"what": words, "detail": line.reason} if line.reason else words


def _length(minutes: int) -> str:
    return duration(minutes, moments.language(), day=IN_HOURS)
