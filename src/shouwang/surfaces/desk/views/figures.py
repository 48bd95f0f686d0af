"""The watch net in numbers: what came in, where, at what hour, how soon it was seen to. Of groups, never of persons."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from shouwang.kernel.matters import kinds
from shouwang.kernel.people.permissions import Permission
from shouwang.lib.periods import Period
from shouwang.lib.words import duration
from shouwang.surfaces.desk import periods
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.watch.queries import KIND
from shouwang.systems.watch.queries.figures import FEWEST_PEOPLE, Figures, Groups, Taken, activity, figures
from shouwang.ui import moments
from shouwang.ui.parts import Bar, Bars, Cell, Columns, Counter, Head, Table


@require_safe
@staff(Permission.MATTER_EXPORT)
def watch(request: DeskRequest) -> HttpResponse:
    """One period; without one in the address the month of today."""
    now = timezone.now()
    today = timezone.localtime(now).date()
    period = periods.asked(request.GET, today)
    found = figures(request.user, request.room, period, now)
    # The list shows what is chosen: of all rooms together it would not be as long as the number.
    lists = "" if request.looks_at_all_rooms else _list(period)
    manages = Permission.WATCH_MANAGE in request.held
    context = {
        "name": periods.name(period),
        "is_so_far": period.first <= today <= period.last,
        "tabs": periods.tabs(period, today),
        "verbs": periods.steps(period, today),
        "found": found,
        "has_lists": bool(lists),
        "counters": _counters(found, lists),
        "topics": _topics(found, lists),
        "places": _places(found),
        "hours": _hours(found),
        "times": _times(found),
        "groups": _groups(activity(request.user, request.room, period)) if manages else None,
        "fewest": FEWEST_PEOPLE,
    }
    return render(request, "desk/watch_figures.html", context)


def _list(period: Period) -> str:
    """The list of exactly these reports."""
    of = {"tab": "all", "kind": KIND, "since": period.first.isoformat(), "until": period.last.isoformat()}
    return f"{reverse('desk:matters')}?{urlencode(of)}"


def _with(lists: str, **more: str) -> str:
    return f"{lists}&{urlencode(more)}" if lists else ""


def _counters(found: Figures, lists: str) -> list[Counter]:
    of = _("of %(n)s reports") % {"n": found.reports}
    records = ngettext("%(n)s of them a past record", "%(n)s of them past records", found.records)
    in_time = found.in_time
    return [
        Counter(
            _("Reports came in"),
            f"{found.reports}",
            records % {"n": found.records} if found.records else "",
            href=lists,
        ),
        Counter(_("Not over"), f"{found.open}", of, href=_with(lists, standing="open")),
        Counter(_("Closed"), f"{found.closed}", of, href=_with(lists, state="closed")),
        Counter(
            _("Answered in time"),
            f"{round(100 * in_time.in_time / in_time.n)}%" if in_time.n else "–",
            _("%(in_time)s of %(n)s whose time came") % {"in_time": in_time.in_time, "n": in_time.n}
            if in_time.n
            else _("nobody was answered or waits too long yet"),
        ),
    ]


def _topics(found: Figures, lists: str) -> Bars:
    bars = [
        Bar(
            str(kinds.topic_name(KIND, topic)) if topic else pgettext("topic", "none given"),
            n,
            f"{n}",
            href=_with(lists, topic=topic) if topic else "",
        )
        for topic, n in found.topics
    ]
    return Bars(_("By kind"), bars, label_head=_("Kind"), value_head=pgettext("how many", "Reports"))


def _places(found: Figures) -> Bars:
    bars = [Bar(name_of(one), one.n, f"{one.n}") for one in found.places]
    if found.elsewhere:
        others = ngettext("%(n)s other place", "%(n)s other places", len(found.elsewhere)) % {"n": len(found.elsewhere)}
        rest = sum(one.n for one in found.elsewhere)
        bars.append(Bar(others, rest, f"{rest}", tone="grey"))
    if found.nowhere:
        bars.append(Bar(_("at no named place"), found.nowhere, f"{found.nowhere}", tone="grey"))
    return Bars(_("By place"), bars, label_head=_("Place"), value_head=pgettext("how many", "Reports"))


def _hours(found: Figures) -> Columns:
    note = ngettext(
        "%(n)s line of a table says no hour and is left out.",
        "%(n)s lines of tables say no hour and are left out.",
        found.without_hour,
    )
    return Columns(
        _("By hour of the day"),
        [Bar(f"{hour}", n, f"{n}") for hour, n in enumerate(found.hours)],
        label_head=_("Hour"),
        value_head=pgettext("how many", "Reports"),
        note=note % {"n": found.without_hour} if found.without_hour else "",
    )


def _times(found: Figures) -> Table:
    lines: Sequence[tuple[str, Taken]] = (
        (_("until accepted"), found.accept),
        (_("until the first answer"), found.answer),
        (_("until closed"), found.close),
    )
    return Table(
        _("How long it took"),
        [Head(_("From when it came")), Head(_("Half within"), number=True), Head(_("Nine in ten within"), number=True),
         Head(pgettext("how many", "Reports"), number=True)],
        [[words, _taken(one, one.median), _taken(one, one.p90), f"{one.n}"] for words, one in lines],
        stacks=True,
        hide_caption=True,
    )  # fmt: skip


def _taken(one: Taken, minutes: int) -> str:
    return duration(minutes, moments.language()) if one.n else "–"


def _groups(found: Groups) -> Table:
    lines: list[list[Cell | str]] = [[name_of(one), f"{one.people}", f"{one.reports}"] for one in found.shown]
    if found.small:
        words = ngettext("%(n)s small group", "%(n)s small groups together", found.small) % {"n": found.small}
        all_of = found.together
        hidden: Cell = Cell(_("not shown"))
        lines.append([words, f"{all_of.people}" if all_of else hidden, f"{all_of.reports}" if all_of else hidden])
    return Table(
        _("How active the groups were"),
        [Head(_("Group")), Head(_("People in it"), number=True), Head(_("Reports with a name"), number=True)],
        lines,
        empty=_("No group yet"),
        hide_caption=True,
        stacks=True,
    )
