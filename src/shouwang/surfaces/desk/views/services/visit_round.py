"""The round of a day: the officer's visits in order, on the map, on paper; ordered again when the day went otherwise."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from shouwang.kernel.ground.network import network_of, place_of
from shouwang.kernel.ground.queries import backdrop
from shouwang.kernel.papers.fonts import NoChineseFont
from shouwang.kernel.papers.pdf import to_pdf
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.lib.planning.network import Way
from shouwang.surfaces.desk import visit_words as words
from shouwang.surfaces.desk.access import DeskRequest, there
from shouwang.surfaces.desk.settings_page import Block, Said, page
from shouwang.surfaces.desk.views.services.visit_act import DOINGS, workers
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.services import visit_lifecycle as lifecycle
from shouwang.systems.services.actions import visits as actions
from shouwang.systems.services.queries.visit_days import point_of
from shouwang.systems.services.queries.visit_rounds import Leg, Round, round_of
from shouwang.systems.services.queries.visiting import visitors
from shouwang.systems.services.queries.visits import people_in, visit_of
from shouwang.systems.services.visit_sheet import SHEET
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Map, Row, Sign, Tab, Verb

WAY, FLIES = gettext_lazy("the way"), gettext_lazy("straight: no lane is known there")
HIDDEN = gettext_lazy("taken by something you may not see")


def _asked(request: DeskRequest, day: str) -> Round:
    """The round of the day of who is asked for: of oneself, else of the first who visits. 404 for no day.

    Who sees no persons but in what is theirs sees their own round only: names and houses stand on its sheet.
    """
    try:
        on = date.fromisoformat(day)
    except ValueError:
        raise Http404 from None
    able = {str(one.pk): one for one in _able(request)}
    wanted = request.GET.get("who") or request.POST.get("who") or str(request.user.pk)
    found = able.get(wanted) or next(iter(able.values()), request.user)
    return round_of(request.room, found, on, timezone.now(), viewer=request.user)


@require_safe
@workers
def day(request: DeskRequest, day: str) -> HttpResponse:
    """The day's visits in the order to ride them."""
    found = _asked(request, day)
    who = f"?who={found.account.pk}"
    sheet = reverse("desk-services:round-sheet", args=[day]) + who
    order = reverse("desk-services:round-order", args=[day])
    verbs = []
    if found.legs:
        is_begun = bool(found.over or found.under_way)
        label = _("Order again from now on") if is_begun else _("Order the round")
        verbs.append(Verb(label, order, post=True, tone="primary", icon="map", fields={"who": str(found.account.pk)}))
        verbs.append(Verb(_("Sheet for the pocket"), sheet, icon="printer"))
    legend = [Sign(str(WAY), "blue", "line"), Sign(_("a visit"), "blue")]
    if any(way.flies for way in _ways(request, found)):
        legend.insert(1, Sign(str(FLIES), "blue", "straight"))
    src = reverse("desk-services:round-shapes", args=[day]) + who
    shown = Map(_("The round"), src, table_id="legs", tall=True, legend=legend) if found.legs else None
    blocks = [
        Block(
            _("In this order"),
            rows=list(_rows(request, found)),
            empty=_("No visit on this day"),
            icon="house",
            mark="legs",
        )
    ]
    if found.legs:
        blocks.insert(0, Block(_("The whole round"), facts=list(_facts(found))))
        blocks.append(Block(_("On the map"), map=shown))
    if any(map(found.sees, found.over)):
        blocks.append(Block(_("Been there"), rows=[_over_row(one) for one in found.over if found.sees(one)]))
    title = _("Round of %(day)s") % {"day": moments.weekday(_noon(found))}
    return page(
        request, title, *blocks, lead=name_of(found.account), up=(_("Home visits"), reverse("desk-services:visits")),
        verbs=verbs, said=_said(found), tabs=_tabs(request, found, day),
    )  # fmt: skip


def _able(request: DeskRequest) -> list[Account]:
    """Whose rounds one may look at."""
    if Permission.PERSON_SEE in request.held:
        return list(visitors(request.room))
    return [request.user]


def _noon(found: Round) -> Any:
    return timezone.datetime.combine(found.day, timezone.datetime.min.time(), timezone.get_current_timezone())  # type: ignore[attr-defined]


def _tabs(request: DeskRequest, found: Round, day: str) -> list[Tab]:
    able = _able(request)
    address = reverse("desk-services:round", args=[day])
    return [Tab(name_of(one), f"{address}?who={one.pk}", one == found.account) for one in able] if len(able) > 1 else []


def _said(found: Round) -> Said | None:
    if found.left_out:
        names = _left_out(found)
        text = _("Ring them and move these: %(visits)s") % {"visits": names}
        return Said(_("Not all of it fits"), text, "red", "triangle-alert")
    if late := [leg for leg in found.legs if leg.is_late]:
        names = ", ".join(
            f"{leg.visit.matter.reference} {words.clock(leg.begins_at)}" for leg in late if found.sees(leg.visit)
        )
        return Said(_("It will be later there: ring them"), names, "amber", "clock")
    if found.has_untimed:
        text = _("Press “Order the round”, then ring those of a half day and say when you come.")
        return Said(_("Not everybody has a time yet"), text, "blue", "clock")
    return None


def _facts(found: Round) -> Iterator[Fact]:
    first = found.legs[0]
    leave = _("Leave the room") if first.is_from_room else _("Go on")
    yield Fact(leave, words.clock(first.leaves_at))
    if found.home_at:
        yield Fact(_("Back in the room"), words.clock(found.home_at))
    yield Fact(_("On the way in all"), _minutes(found.way_minutes))
    yield Fact(_("Visits still to be made"), str(len(found.legs)))


def _minutes(count: float) -> str:
    return ngettext("%(n)s minute", "%(n)s minutes", round(count)) % {"n": round(count)}


def _rows(request: DeskRequest, found: Round) -> Iterator[Row]:
    for one in found.under_way:
        if not found.sees(one):
            yield Row(words.when_words(one), facts=[str(HIDDEN)])
            continue
        yield Row(
            words.when_words(one), reverse("desk-services:visit", args=[one.pk]),
            facts=[_whom(request, one), name_of(one.purpose)], pills=[words.pill_of(one)], number=one.matter.reference,
            verb=_next(one),
        )  # fmt: skip
    for leg in found.legs:
        visit = leg.visit
        if not found.sees(visit):
            yield Row(f"{words.clock(leg.begins_at)}–{words.clock(leg.ends_at)}", facts=[str(HIDDEN)])
            continue
        way = _("%(minutes)s there, leave %(time)s") % {
            "minutes": _minutes(leg.way_minutes), "time": words.clock(leg.leaves_at),
        }  # fmt: skip
        facts = [_whom(request, visit), name_of(visit.purpose), way]
        if visit.is_flexible and not visit.is_timed:
            facts.append(_("promised %(when)s") % {"when": words.when_words(visit)})
        pills = [words.stage_pill(visit.stage)]
        yield Row(
            f"{words.clock(leg.begins_at)}–{words.clock(leg.ends_at)}", reverse("desk-services:visit", args=[visit.pk]),
            facts=facts, pills=pills, number=visit.matter.reference, verb=_next(visit), tone="red" if leg.is_late else "blue",
        )  # fmt: skip


def _whom(request: DeskRequest, visit: Any) -> str:
    """Whose house it is; the look is written down."""
    actions.look_at(by=request.user, visit=visit, what="round")
    return words.whom_words(visit)


def _next(visit: Any) -> Verb:
    verb = {lifecycle.BOOKED: "set_off", lifecycle.CONFIRMED: "set_off", lifecycle.ON_WAY: "arrive"}.get(
        visit.stage, "finish"
    )
    return words.press(visit, verb, str(DOINGS[verb].button))


def _over_row(one: Any) -> Row:
    href = reverse("desk-services:visit", args=[one.pk])
    return Row(
        words.when_words(one), href, facts=[name_of(one.purpose)], pills=[words.pill_of(one)],
        number=one.matter.reference,
    )  # fmt: skip


@require_POST
@workers
def order(request: DeskRequest, day: str) -> HttpResponse:
    """Write the order down: visits of a half day get their time."""
    found = _asked(request, day)
    made = actions.order_round(by=request.user, room=request.room, account=found.account, day=found.day)
    if made.left_out:
        messages.warning(request, _("Ordered, but not all of it fits."))
    else:
        messages.success(request, _("Ordered. Ring those who got another time."))
    address = reverse("desk-services:round", args=[day])
    return redirect(f"{address}?who={found.account.pk}")


def _ways(request: DeskRequest, found: Round) -> list[Way]:
    """From the room to house after house and back, along the ways that are known, straight where none leads."""
    home = place_of(request.room)
    stops = [(leg, point) for leg in found.legs if found.sees(leg.visit) and (point := point_of(leg.visit))]
    if home is None or not stops:
        return []
    points = [part for leg, point in stops for part in ([home, point] if leg.is_from_room else [point])]
    network = network_of(request.room)
    return [network.way(start, end) for start, end in pairwise([*points, home])]


@require_safe
@workers
def shapes(request: DeskRequest, day: str) -> HttpResponse:
    """The round as GeoJSON: the ways, the houses by number and time, no names."""
    found = _asked(request, day)
    stops = [(leg, point) for leg in found.legs if found.sees(leg.visit) and (point := point_of(leg.visit))]
    features = backdrop(request.room)
    for way in _ways(request, found):
        line = {"type": "LineString", "coordinates": way.points.tolist()}
        features.append(_feature(line, str(FLIES if way.flies else WAY), "straight" if way.flies else "round"))
    for leg, point in stops:
        title = f"{words.clock(leg.begins_at)} {leg.visit.matter.reference}"
        features.append(_feature({"type": "Point", "coordinates": list(point)}, title, "stop"))
    return JsonResponse({"type": "FeatureCollection", "features": features})


@require_safe
@workers
def spot(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The house of one visit as GeoJSON."""
    one = there(visit_of(request.user, pk))
    features = backdrop(one.matter.room)
    if point := point_of(one):
        features.append(_feature({"type": "Point", "coordinates": list(point)}, one.matter.reference, "stop"))
    return JsonResponse({"type": "FeatureCollection", "features": features})


def _feature(geometry: dict[str, Any], title: str, kind: str) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": {"kind": kind, "title": title, "tone": "blue"}}


@require_safe
@workers
def sheet(request: DeskRequest, day: str) -> HttpResponse:
    """The round on A4, with names and houses; each look is written down."""
    found = _asked(request, day)
    for leg in filter(lambda one: found.sees(one.visit), found.legs):
        actions.look_at(by=request.user, visit=leg.visit, what="round sheet")
    try:
        content = to_pdf(SHEET, _values(found), moments.language())
    except NoChineseFont as wrong:
        messages.error(request, str(wrong))
        return redirect("desk-services:round", day=day)
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="visits-{day}.pdf"'
    return response


def _values(found: Round) -> dict[str, Any]:
    return {
        "issuer": name_of(found.room),
        "day": moments.weekday(_noon(found)),
        "who": name_of(found.account),
        "leave": words.clock(found.legs[0].leaves_at) if found.legs else "",
        "back": words.clock(found.home_at) if found.home_at else "",
        "phone": found.room.phone,
        "stops": [
            *(_over_stop(one) for one in found.over if found.sees(one)),
            *(_stop(leg) if found.sees(leg.visit) else _hidden_stop(leg) for leg in found.legs),
        ],
        "left_out": _left_out(found),
        "notes": "",
    }


def _left_out(found: Round) -> str:
    """Numbers and times of what does not fit, as far as they may be seen."""
    return ", ".join(
        f"{one.matter.reference} {words.when_words(one)}" if found.sees(one) else words.when_words(one)
        for one in found.left_out
    )


def _hidden_stop(leg: Leg) -> dict[str, str]:
    when = f"{words.clock(leg.begins_at)}–{words.clock(leg.ends_at)}"
    return {"when": when, "way": "", "who": "", "what": str(HIDDEN), "done": ""}


def _over_stop(one: Any) -> dict[str, str]:
    """Where they have been already: without the name, which is needed no more."""
    when = words.clock(one.arrived_at or one.starts_at)
    return {
        "when": when,
        "way": "",
        "who": one.matter.reference,
        "what": name_of(one.purpose),
        "done": words.pill_of(one).word,
    }


def _stop(leg: Any) -> dict[str, str]:
    who = people_in(leg.visit)
    return {
        "when": f"{words.clock(leg.begins_at)}–{words.clock(leg.ends_at)}",
        "way": _minutes(leg.way_minutes),
        "who": " · ".join(filter(None, [f"{who['name']} {who['phone']}".strip(), who["address"]])),
        "what": name_of(leg.visit.purpose),
        "done": "",
    }
