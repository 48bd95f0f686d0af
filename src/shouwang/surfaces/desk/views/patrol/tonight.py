"""Tonight: one key plans it, the page says what it does and why, another sends it to the phones."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from shouwang.kernel.ground.models import Room
from shouwang.kernel.ground.network import along, home_of, network_of
from shouwang.kernel.ground.queries import backdrop
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.views.patrol import explaining
from shouwang.surfaces.desk.views.patrol.changing import made_meanwhile
from shouwang.surfaces.desk.views.patrol.places import alone_words, why_words
from shouwang.surfaces.desk.views.patrol.silent import rows as silent_rows
from shouwang.surfaces.desk.views.patrol.words import hour, hours_of, shift_name, volunteer_name
from shouwang.surfaces.desk.words import in_a_line, name_of
from shouwang.systems.patrol.actions import plans as actions
from shouwang.systems.patrol.actions.nights import Over
from shouwang.systems.patrol.actions.volunteers import look
from shouwang.systems.patrol.queries import changes
from shouwang.systems.patrol.queries import nights as night_queries
from shouwang.systems.patrol.queries import plans as queries
from shouwang.systems.patrol.queries.needs import wanted
from shouwang.systems.patrol.queries.presence import last_presence
from shouwang.systems.patrol.queries.walks import begins_at
from shouwang.ui import moments
from shouwang.ui.parts import Cell, Counter, Head, Map, Sign, Tab, Table, Verb

FIRST_YEAR, LAST_YEAR = 2000, 2199


@require_safe
@staff(Permission.PATROL_SEE)
def tonight(request: DeskRequest) -> HttpResponse:
    """The newest plan of a night, tonight's without another being named."""
    night, now = _night(request), timezone.now()
    found = queries.newest(request.room, night)
    shifts = list(night_queries.shifts(request.room, night))
    context: dict[str, Any] = {
        "night": night,
        "date": date_format(night, pgettext("date format", "l j F")),
        "plan": found,
        "seen": found.pk if found else "",
        "shifts": shifts,
        "tabs": list(_sections(request)),
        "may_plan": Permission.PATROL_PLAN in request.held,
        "is_sent": bool(found and found.state == "sent"),
        "is_over": night_queries.is_over(request.room, night, now),
        "is_tonight": night == night_queries.tonight(now),
        "usual": night_queries.usual(request.room).exists(),
        "silent": list(silent_rows(request.room, may_ring=Permission.VOLUNTEER_MANAGE in request.held)),
    }
    context["is_under_way"] = context["is_sent"] and any(shift.starts_at <= now for shift in shifts)
    if found:
        look(by=request.user, room=request.room)  # the names of who walks stand on the page
        context |= _shown(request, found, shifts)
    return render(request, "desk/patrol/tonight.html", context)


@require_POST
@staff(Permission.PATROL_PLAN)
def plan(request: DeskRequest) -> HttpResponse:
    """A new draft. One that somebody else made meanwhile is shown instead, and named."""
    night = _night(request)
    seen = None
    with suppress(ValueError):
        seen = UUID(request.POST.get("seen", ""))
    try:
        actions.plan_night(by=request.user, room=request.room, night=night, seen=seen)
    except actions.NothingToPlan:
        messages.warning(request, _("Nobody walks on this day. Say under “Usual nights” who walks when."))
    except Over:
        messages.warning(request, _("That night is over."))
    except actions.Underway:
        messages.warning(
            request, _("This night’s plan is being walked. Press “Something changed” to change the rest of it.")
        )
    except actions.MadeMeanwhile as made:
        messages.warning(request, made_meanwhile(made))
    return redirect(f"{reverse('desk-patrol:tonight')}?night={night.isoformat()}")


@require_POST
@staff(Permission.PATROL_PLAN)
def send(request: DeskRequest, pk: UUID) -> HttpResponse:
    """From now on it is the night's plan."""
    one = there(queries.plan_of(request.user, pk))
    try:
        actions.send(by=request.user, plan=one)
        messages.success(request, _("Sent. It holds until another plan is sent."))
    except actions.Gone:
        messages.warning(request, _("There is a newer plan of this night. Look at it first."))
    return redirect(f"{reverse('desk-patrol:tonight')}?night={one.night.isoformat()}")


@require_safe
@staff(Permission.PATROL_SEE)
def shapes(request: DeskRequest, pk: UUID) -> JsonResponse:
    """GeoJSON: the ground, the way of each round along the lanes, and its stops; posts in green."""
    one = there(queries.plan_of(request.user, pk))
    found = {"type": "FeatureCollection", "features": [*backdrop(one.room), *_rounds(one), *_posts(one)]}
    return JsonResponse(found, content_type="application/geo+json")


def _sections(request: DeskRequest) -> Iterator[Tab]:
    """What else belongs to the patrols, as far as one may open it."""
    yield Tab(_("Tonight"), reverse("desk-patrol:tonight"), current=True)
    yield Tab(_("Who walks when"), reverse("desk-patrol:roster"))
    yield Tab(_("Volunteers"), reverse("desk-patrol:people"))
    yield Tab(_("What places need"), reverse("desk-patrol:places"))
    if Permission.PATROL_PLAN in request.held:
        yield Tab(_("Usual nights"), reverse("desk-patrol:usual"))
        yield Tab(_("Lanes and roads"), reverse("desk-patrol:ways"))
        yield Tab(_("Codes for the places"), reverse("desk-patrol:codes"))
    yield Tab(_("In numbers"), reverse("desk:patrol-figures"))


def _night(request: DeskRequest) -> date:
    said = request.POST.get("night") or request.GET.get("night") or ""
    with suppress(ValueError):
        night = date.fromisoformat(said)
        if FIRST_YEAR <= night.year <= LAST_YEAR:
            return night
    return night_queries.tonight(timezone.now())


def _whys(room: Room, now: datetime) -> dict[UUID, str]:
    """Why each place weighs what it weighs, and how long nobody was there."""
    there = last_presence(room, now)
    between = pgettext("between parts", ", ")
    return {
        one.place.pk: between.join((why_words(one.parts), alone_words(there.get(one.place.pk), now)))
        for one in wanted(room, now)
    }


def _shown(request: DeskRequest, one: Any, shifts: Sequence[Any]) -> dict[str, Any]:
    whys = _whys(one.room, timezone.now())
    legend = [Sign(_("a round"), "blue"), Sign(_("a post"), "green")]
    return {
        "counters": _counters(one),
        "rounds": list(_tables(one, whys, shifts)),
        "files": list(_files(one)),
        "posts": explaining.post_table(one),
        "left": explaining.left_table(
            one, may_plan=Permission.PATROL_PLAN in request.held and one.night >= night_queries.tonight(timezone.now())
        ),
        "changes": explaining.change_table(told) if (told := changes.difference(one)) else None,
        "since": _since(one),
        "strips": explaining.strips(one),
        "map": Map(
            label=_("The plan on the map"),
            src=reverse("desk-patrol:shapes", args=[one.pk]),
            table_id="rounds",
            legend=legend,
            tall=True,
        ),
        "made": _("%(name)s, %(ago)s") % {"name": one.made_by, "ago": moments.ago(one.made_at)},
    }


def _counters(one: Any) -> list[Counter]:
    share = one.weight / one.whole if one.whole else 1.0
    better = max(one.bound / one.weight - 1, 0) if one.bound and one.weight else 0.0
    found = [
        Counter(
            _("Reached of what places need"),
            f"{share:.0%}",
            # What a change could be is not all a night could be: nothing is proven of it.
            "" if one.is_change else _("at most %(more)s better exists") % {"more": f"{better:.1%}"},
        )
    ]
    if one.surprise is not None:
        cost = _("cost %(cost)s of what could be reached") % {"cost": f"{one.given_up:.1%}"}
        found.append(Counter(_("Hard to guess, 0 to 1"), f"{one.surprise:.2f}", cost))
    if one.cover is not None:
        proof = _("at most %(more)s better exists") % {"more": f"{one.cover_gap:.1%}"} if one.cover_gap else ""
        words = " · ".join(filter(None, [proof or _("proven: none cover more"), explaining.one_more(one)]))
        found.append(Counter(_("Covered by posts"), f"{one.cover:.0%}", words))
    return found


def _since(one: Any) -> str:
    """What happened after the plan was made that speaks for changing it."""
    if one.state != "sent":
        return ""
    found = changes.since(one)
    places = in_a_line(name_of(place) for place in found.reports)
    rounds = in_a_line(shift_name(shift) for shift in found.short)
    words = [_("New verified reports near %(places)s.") % {"places": places}] if places else []
    words += [_("People are lacking in %(rounds)s.") % {"rounds": rounds}] if rounds else []
    return " ".join(words)


def _tables(one: Any, whys: dict[Any, str], shifts: Sequence[Any]) -> Iterator[Table]:
    """A table for each round with who walks it, by time."""
    heads = [Head(_("When")), Head(_("Where")), Head(_("Why here"))]
    people_of = {each.pk: each.turns.all() for each in shifts}
    for here in _by_round(one):
        shift = here[0].shift
        people = in_a_line(volunteer_name(turn.volunteer) for turn in people_of.get(shift.pk, ()))
        title = " · ".join(filter(None, [shift_name(shift), hours_of(shift), people]))
        rows = [
            [
                Cell(f"{hour(stop.arrives_at)}–{hour(stop.leaves_at)}", note=_guess(stop)),
                Cell(name_of(stop.place)),
                Cell(_("asked for") if stop.is_asked else whys.get(stop.place_id, "")),
            ]
            for stop in here
        ]
        yield Table(title, heads, rows, stacks=True)


def _files(one: Any) -> Iterator[Verb]:
    """Each round for a telephone or a watch."""
    for here in _by_round(one):
        number = here[0].shift.number
        words = _("Round %(n)s as GPX") % {"n": number}
        yield Verb(words, reverse("desk-patrol:round-file", args=[one.pk, number]), icon="download")


def _guess(stop: Any) -> str:
    """How hard it is to guess when somebody comes there."""
    return "" if stop.surprise is None else _("hard to guess: %(n)s") % {"n": f"{stop.surprise:.2f}"}


def _by_round(one: Any) -> list[list[Any]]:
    """The stops of each round, in the order in which they are walked."""
    stops = one.stops.select_related("place", "shift__place").order_by("shift__number", "shift", "number")
    return [list(here) for _shift, here in groupby(stops, key=lambda stop: stop.shift_id)]


def _rounds(one: Any) -> Iterator[dict[str, Any]]:
    network = network_of(one.room)
    home = home_of(one.room, list(one.room.places.order_by("name")))
    for here in _by_round(one):
        title = _("Round %(n)s") % {"n": here[0].shift.number}
        ends = begins_at(here[0].shift, home)
        points = [ends, *((stop.place.longitude, stop.place.latitude) for stop in here), ends]
        line = {"type": "LineString", "coordinates": along(network, points, night=True)}
        yield _feature(line, title, "blue", "round")
        for stop in here:
            words = f"{hour(stop.arrives_at)} {name_of(stop.place)}"
            yield _point(stop.place, words, "blue")


def _posts(one: Any) -> Iterator[dict[str, Any]]:
    for each in one.stands.select_related("place", "shift"):
        yield _point(each.place, _("Post: %(place)s") % {"place": name_of(each.place)}, "green")


def _point(place: Any, title: str, tone: str) -> dict[str, Any]:
    return _feature({"type": "Point", "coordinates": [place.longitude, place.latitude]}, title, tone, "stop")


def _feature(geometry: dict[str, Any], title: str, tone: str, kind: str) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": {"kind": kind, "title": title, "tone": tone}}
