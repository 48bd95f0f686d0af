"""Tonight: one key plans it, the page says what it does and why, another sends it to the phones."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
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
from django.utils.translation import gettext_lazy, ngettext, pgettext
from django.views.decorators.http import require_POST, require_safe

from shouwang.kernel.ground.queries import village_geojson
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.views.patrol.places import why_words
from shouwang.surfaces.desk.views.patrol.words import hour
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.patrol.actions import plans as actions
from shouwang.systems.patrol.queries import nights as night_queries
from shouwang.systems.patrol.queries import plans as queries
from shouwang.systems.patrol.queries.needs import wanted
from shouwang.systems.patrol.queries.walks import along, home_of, network_of
from shouwang.ui import moments
from shouwang.ui.parts import Cell, Counter, Head, Map, Sign, Table, Verb

GROUND = ("village", "way", "water")
WHY = {  # of the search, the posts and the roster
    "closed_off": gettext_lazy("nobody walks here"),
    "held": gettext_lazy("a post stands here"),
    "nothing_to_gain": gettext_lazy("weighs nothing tonight"),
    "no_walker": gettext_lazy("no round goes tonight"),
    "not_allowed": gettext_lazy("nobody of tonight may do it"),
    "unreachable": gettext_lazy("no way leads there"),
    "too_far": gettext_lazy("there and back takes longer than a round"),
    "closed": gettext_lazy("nobody can be there at its hours"),
    "crowded_out": gettext_lazy("other places bring more"),
    "too_few": gettext_lazy("too few people"),
    "no_site": gettext_lazy("no place where a post can stand is free"),
}


@require_safe
@staff(Permission.PATROL_SEE)
def tonight(request: DeskRequest) -> HttpResponse:
    """The newest plan of a night, tonight's without another being named."""
    night = _night(request)
    found = queries.newest(request.room, night)
    shifts = list(night_queries.shifts(request.room, night))
    context: dict[str, Any] = {
        "night": night,
        "date": date_format(night, pgettext("date format", "l j F")),
        "plan": found,
        "seen": found.pk if found else "",
        "shifts": shifts,
        "may_plan": Permission.PATROL_PLAN in request.held,
        "is_sent": bool(found and found.state == "sent"),
        "usual": night_queries.usual(request.room).exists(),
    }
    if found:
        context |= _shown(request, found)
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
    except actions.MadeMeanwhile as made:
        said = {"name": made.plan.made_by, "ago": moments.ago(made.plan.made_at)}
        messages.warning(request, _("%(name)s made this plan %(ago)s. Look at it before you make another.") % said)
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
    ground = [each for each in village_geojson(one.room)["features"] if each["properties"]["kind"] in GROUND]
    found = {"type": "FeatureCollection", "features": [*ground, *_rounds(one), *_posts(one)]}
    return JsonResponse(found, content_type="application/geo+json")


def _night(request: DeskRequest) -> date:
    said = request.POST.get("night") or request.GET.get("night") or ""
    with suppress(ValueError):
        return date.fromisoformat(said)
    return night_queries.tonight(timezone.now())


def _shown(request: DeskRequest, one: Any) -> dict[str, Any]:
    whys = {each.place.pk: why_words(each.parts) for each in wanted(one.room, timezone.now())}
    legend = [Sign(_("a round"), "blue"), Sign(_("a post"), "green")]
    return {
        "counters": _counters(one),
        "rounds": list(_tables(one, whys)),
        "files": list(_files(one)),
        "posts": _post_table(one),
        "left": _left_table(one),
        "map": Map(
            label=_("The plan on the map"),
            src=reverse("desk-patrol:shapes", args=[one.pk]),
            table_id="rounds",
            legend=legend,
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
            _("at most %(more)s better exists") % {"more": f"{better:.1%}"},
        )
    ]
    if one.surprise is not None:
        cost = _("cost %(cost)s of what could be reached") % {"cost": f"{one.given_up:.1%}"}
        found.append(Counter(_("Hard to guess, 0 to 1"), f"{one.surprise:.2f}", cost))
    if one.cover is not None:
        proof = _("at most %(more)s better exists") % {"more": f"{one.cover_gap:.1%}"} if one.cover_gap else ""
        found.append(Counter(_("Covered by posts"), f"{one.cover:.0%}", proof or _("proven: none cover more")))
    return found


def _tables(one: Any, whys: dict[Any, str]) -> Iterator[Table]:
    """A table for each round, by time."""
    heads = [Head(_("When")), Head(_("Where")), Head(_("Why here"))]
    for here in _by_round(one):
        shift = here[0].shift
        title = _("Round %(n)s, %(from)s–%(to)s") % {
            "n": shift.number,
            "from": hour(shift.starts_at),
            "to": hour(shift.ends_at),
        }
        rows = [
            [
                Cell(f"{hour(stop.arrives_at)}–{hour(stop.leaves_at)}"),
                Cell(name_of(stop.place)),
                Cell(whys.get(stop.place_id, "")),
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


def _by_round(one: Any) -> list[list[Any]]:
    """The stops of each round, in the order in which they are walked."""
    stops = one.stops.select_related("place", "shift").order_by("shift__number", "shift", "number")
    return [list(here) for _shift, here in groupby(stops, key=lambda stop: stop.shift_id)]


def _post_table(one: Any) -> Table | None:
    stands = list(one.stands.select_related("place", "shift").order_by("shift__number"))
    if not stands:
        return None
    heads = [
        Head(_("When")),
        Head(_("Where")),
        Head(_("Covers first"), number=True),
        Head(_("Covers besides another"), number=True),
    ]
    rows = [
        [
            Cell(f"{hour(each.shift.starts_at)}–{hour(each.shift.ends_at)}"),
            Cell(name_of(each.place)),
            Cell(f"{each.first:.1f}"),
            Cell(f"{each.backup:.1f}"),
        ]
        for each in stands
    ]
    return Table(_("Posts"), heads, rows, stacks=True)


def _left_table(one: Any) -> Table | None:
    left = list(one.left_out.select_related("place", "shift").order_by("-weight", "id"))
    if not left:
        return None
    rows = [[Cell(_left_name(each)), Cell(str(WHY.get(each.why, each.why)))] for each in left]
    return Table(_("Left out, and why"), [Head(_("What")), Head(_("Why"))], rows, stacks=True)


def _left_name(each: Any) -> str:
    if each.place:
        visits = ngettext("%(n)s visit", "%(n)s visits", each.count) % {"n": each.count}
        return f"{name_of(each.place)} · {visits}" if each.count > 1 else name_of(each.place)
    words = _("Round %(n)s") if each.shift.work == night_queries.WORK.ROUND else _("Post %(n)s")
    return words % {"n": each.shift.number}


def _rounds(one: Any) -> Iterator[dict[str, Any]]:
    network = network_of(one.room)
    home = home_of(one.room, list(one.room.places.order_by("name")))
    for here in _by_round(one):
        title = _("Round %(n)s") % {"n": here[0].shift.number}
        points = [home, *((stop.place.longitude, stop.place.latitude) for stop in here), home]
        line = {"type": "LineString", "coordinates": along(network, points)}
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
