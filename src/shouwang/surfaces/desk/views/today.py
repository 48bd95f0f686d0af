"""Today: what waits, what is late, what is due; and whether anything changed since."""

from collections import Counter as Tally
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from shouwang.kernel.matters import kinds, lifecycle
from shouwang.kernel.matters.models import Matter, Matters
from shouwang.kernel.matters.queries import COUNT_UP_TO, count_each, thanks_in
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk import pulse, rows
from shouwang.surfaces.desk.access import DeskRequest, scope_of, staff
from shouwang.surfaces.desk.beside import alike_among
from shouwang.surfaces.desk.led import Led, led
from shouwang.surfaces.desk.rail import shown_count
from shouwang.surfaces.desk.views.map import legend
from shouwang.surfaces.desk.views.warnings import open_rows
from shouwang.surfaces.desk.words import Words, names_of
from shouwang.systems.patrol.queries.volunteers import Lack, papers_running_out
from shouwang.systems.watch.queries import CRY
from shouwang.ui.parts import Counter, Map, Pill, Row

RUNS_OUT: dict[Lack, Words] = {
    Lack.INSURANCE_ENDED: gettext_lazy("Insurance ended"),
    Lack.TRAINING_ENDED: gettext_lazy("Training ended"),
    Lack.INSURANCE_ENDS: gettext_lazy("Insurance ends within 30 days"),
    Lack.TRAINING_ENDS: gettext_lazy("Training ends within 30 days"),
}
FIRST, NEAREST, PLANNED = 8, 60, 6
Plan = tuple[str, str, str, str, Pill]


@dataclass(frozen=True)
class Some:
    """The first of some matters, and how many they are, up to COUNT_UP_TO."""

    first: Sequence[Matter]
    count: int


@staff()
def today(request: DeskRequest) -> HttpResponse:
    """The page one works from; somebody who sees no matters is shown the settings."""
    if Permission.MATTER_SEE not in request.held:
        return redirect("desk:settings")
    now = timezone.now()
    matters = scope_of(request)
    late = list(matters.late(now).values_list("kind", flat=True)[:COUNT_UP_TO])
    today, waiting = matters.due_between(now, _midnight(now)), matters.waiting()
    due_count, waiting_count, open_count = count_each(today, waiting, matters.open())
    due = Some(list(rows.loaded(today).order_by("due_at", "id")[:PLANNED]), due_count)
    waits = Some(list(waiting.only("received_at").order_by("received_at")[:1]), waiting_count)
    first = _first(matters, now)
    context = {
        "date": date_format(timezone.localtime(now), pgettext("date format", "l j F")),
        "lead": f"{_greeting(now)}{_first_words(len(late), waits.count, due.count)}",
        "counters": _counters(matters, now, late, due, waits),
        "rows": rows.rows_of(first, request.held, now, alike_among(request, first)),
        "more": shown_count(max(open_count - len(first), 0)),
        "map": Map(
            label=_("The village now"),
            src=f"{reverse('desk:map-shapes')}?small=1",
            table_id="first",
            legend=legend(with_places=False),
        ),
        "warnings": open_rows(request),
        "running_out": _running_out(request),
        "plans": _plans(request, due.first, now),
        "ticket": pulse.ticket_for(request),
    }
    return render(request, "desk/today.html", context)


def beat(request: HttpRequest) -> HttpResponse:
    """204 while nothing happened; else a new ticket and the event `changed`. The signed ticket is the access check."""
    ticket = pulse.beat(request.GET.get("t", ""))
    if ticket is None:
        return HttpResponse(status=403)
    if not ticket:
        return HttpResponse(status=204)
    tell = request.GET.get("tell") == "list"
    response = render(
        request, "desk/parts/pulse.html", {"ticket": ticket, "tell": "list" if tell else "", "is_news": tell}
    )
    response.headers["HX-Trigger"] = "changed"
    return response


def _running_out(request: DeskRequest) -> list[Row]:
    """Volunteers' training and insurance that ended or will soon: numbers, no names, with the way to the list."""
    found = papers_running_out(request.user, request.room)
    href = f"{reverse('desk-patrol:people')}?show=wants"
    return [
        Row(
            str(RUNS_OUT[lack]),
            href,
            tone="red" if lack in (Lack.INSURANCE_ENDED, Lack.TRAINING_ENDED) else "amber",
            facts=[ngettext("%(n)s volunteer", "%(n)s volunteers", count) % {"n": count}],
        )
        for lack, count in sorted(found.items(), key=lambda one: list(RUNS_OUT).index(one[0]))
    ]


def _midnight(now: datetime) -> datetime:
    local = timezone.localtime(now)
    return local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


def _greeting(now: datetime) -> str:
    hour = timezone.localtime(now).hour
    greetings = ((5, _("It is late.")), (11, _("Good morning.")), (13, _("Good day.")), (18, _("Good afternoon.")))
    return next((words for until, words in greetings if hour < until), _("Good evening."))


def _first_words(late: int, waiting: int, due: int) -> str:
    """What to look at first, as a sentence after the greeting."""
    if late:
        return ngettext(" %(n)s is late: look at it first.", " %(n)s are late: look at them first.", late) % {
            "n": shown_count(late)
        }
    if waiting:
        return ngettext(" %(n)s waits to be accepted.", " %(n)s wait to be accepted.", waiting) % {
            "n": shown_count(waiting)
        }
    if due:
        return ngettext(" %(n)s is due today.", " %(n)s are due today.", due) % {"n": shown_count(due)}
    return _(" Nothing presses today.")


def _counters(matters: Matters, now: datetime, late: Sequence[str], due: Some, waits: Some) -> list[Counter]:
    local = timezone.localtime(now)
    month = thanks_in(matters, local.replace(day=1, hour=0, minute=0, second=0, microsecond=0), now)
    inbox = reverse("desk:matters")
    oldest = waits.first[0].received_at if waits.first else None
    soonest = due.first[0].due_at if due.first else None
    return [
        Counter(
            _("Wait to be accepted"),
            shown_count(waits.count) or "0",
            rows.longest(now - oldest) if oldest else _("nobody waits"),
            href=f"{inbox}?tab=waiting",
        ),
        Counter(
            _("Late"), shown_count(len(late)) or "0", _kinds_in_words(late), "red" if late else "", f"{inbox}?tab=late"
        ),
        Counter(
            _("Due today"),
            shown_count(due.count) or "0",
            _("the first at %(time)s") % {"time": f"{timezone.localtime(soonest):%H:%M}"}
            if soonest
            else _("no more today"),
            "amber" if due.count else "",
            f"{inbox}?tab=today",
        ),
        Counter(
            _("Closed this month · satisfied"),
            str(month.closed),
            _("asked %(asked)s, answered %(answered)s, satisfied %(satisfied)s")
            % {"asked": month.asked, "answered": month.answered, "satisfied": month.satisfied},
        ),
    ]


def _kinds_in_words(keys: Sequence[str]) -> str:
    if not keys:
        return _("everything in time")
    known = {kind.key: kind.name for kind in kinds.known()}
    parts = [f"{known.get(key, key)} {count}" for key, count in Tally(keys).most_common(3)]
    return pgettext("between parts", ", ").join(parts)


def _first(matters: Matters, now: datetime) -> list[Matter]:
    """What to do first: a cry for help, what is urgent, unseen before seen, what is late or due today, what waits, the rest."""
    nearest = matters.open().filter(due_at__isnull=False).order_by("due_at", "id")
    midnight = _midnight(now)

    def rank(one: tuple[bool, str, datetime | None, str, UUID]) -> tuple[bool, bool, bool, bool, bool]:
        is_urgent, topic, due_at, state, _pk = one
        is_today, is_seen = due_at is not None and due_at < midnight, state != lifecycle.COLLECTED
        return topic != CRY, not is_urgent, is_urgent and is_seen, not is_today, is_seen

    found = nearest.values_list("is_urgent", "topic", "due_at", "state", "pk")[:NEAREST]
    keys = [pk for *_rest, pk in sorted(found, key=rank)[:FIRST]]
    loaded = rows.loaded(matters).in_bulk(keys)
    return [loaded[pk] for pk in keys if pk in loaded]


def _plans(request: DeskRequest, due: Sequence[Matter], now: datetime) -> list[Plan]:
    """Who is on duty, a row for each shift, and what is due; by time, what goes on now first."""
    by_parts = led(due, request.held)
    plans = ((matter.due_at or now, _due_plan(matter, by_parts.get(matter.pk), now)) for matter in due)
    timed = [*_shifts(request, now), *plans]
    return [plan for _moment, plan in sorted(timed, key=lambda one: one[0])]


def _due_plan(matter: Matter, part: Led | None, now: datetime) -> Plan:
    when, _exact, tone = rows.when_of(matter, now)
    href = part.href if part else reverse("desk:matter", args=[matter.pk])
    return f"{timezone.localtime(matter.due_at):%H:%M}", matter.title, href, matter.reference, Pill(when, tone)


def _shifts(request: DeskRequest, now: datetime) -> Iterator[tuple[datetime, Plan]]:
    """Each shift with the moment it begins. One that goes on says since when beside it, where a day has room."""
    duties = request.room.duties.filter(starts_at__lt=_midnight(now), ends_at__gt=now).select_related("account")
    ordered = duties.order_by("starts_at", "ends_at", "id")
    for (start, end), shift in groupby(ordered, key=lambda duty: (duty.starts_at, duty.ends_at)):
        names = _("On duty: %(name)s") % {"name": names_of(duty.account for duty in shift)}
        until = _("until %(time)s") % {"time": _hour(end, now)}
        if start <= now:
            since = _("since %(time)s") % {"time": _hour(start, now)}
            yield start, (_("now"), names, "", since, Pill(until, "green"))
        else:
            yield start, (_hour(start, now), names, "", until, Pill(_("later"), "grey"))


def _hour(moment: datetime, now: datetime) -> str:
    """The hour; with its day when that is another."""
    local, days = timezone.localtime(moment), (timezone.localdate(moment) - timezone.localdate(now)).days
    hour = f"{local:%H:%M}"
    if days == 0:
        return hour
    return {-1: _("%(hour)s yesterday"), 1: _("%(hour)s tomorrow")}.get(days, f"{local:%m-%d} %(hour)s") % {
        "hour": hour
    }
