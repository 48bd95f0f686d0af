"""Where a volunteer walked who agreed to it: their walks of the last thirty days, one on the map, and their program's key."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_safe

from shouwang.kernel.ground.queries import backdrop
from shouwang.kernel.people.permissions import Permission
from shouwang.lib.ids import format_code
from shouwang.surfaces.desk import phone_codes
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.settings_page import Block, Once, page
from shouwang.surfaces.desk.views.patrol.words import hour, shift_name, volunteer_name
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.patrol.actions import trackers
from shouwang.systems.patrol.actions import tracks as actions
from shouwang.systems.patrol.actions.volunteers import look_at
from shouwang.systems.patrol.queries import tracks as queries
from shouwang.systems.patrol.queries.volunteers import volunteer_of
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Map, Row, Sign, Verb


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Permission.VOLUNTEER_MANAGE)
def tracks(request: DeskRequest, pk: UUID) -> HttpResponse:
    """What they agreed to, the key of a program of theirs, and the walks whose way is kept. Each look is journalled."""
    one = there(volunteer_of(request.user, pk))
    once = None
    if request.method == "POST":
        if request.POST.get("do") == "drop":
            trackers.drop_key(by=request.user, volunteer=one)
            messages.success(request, _("Taken back. Their program is let in no more."))
            return redirect(request.path)
        try:
            once = _made(request, trackers.make_key(by=request.user, volunteer=one))
        except trackers.NotAgreed:
            messages.warning(request, _("They have not agreed to be located. Ask them first."))
            return redirect(request.path)
    look_at(by=request.user, volunteer=one, verb="patrol.tracks_listed")
    walks = Block(
        _("Ways that are kept"),
        rows=list(_walks(one)),
        empty=_("No way is kept"),
        advice=_("There are ways only of those who agreed, and only of the last thirty days."),
        icon="footprints",
    )
    title = _("Where %(name)s walked") % {"name": volunteer_name(one)}
    lead = _("Only during a shift that they began, only since they agreed, for %(n)s days.") % {"n": queries.DAYS}
    up = (volunteer_name(one), reverse("desk-patrol:volunteer", args=[one.pk]))
    return page(request, title, _agreed(request, one), walks, lead=lead, up=up, once=once)


@require_safe
@staff(Permission.VOLUNTEER_MANAGE)
def track(request: DeskRequest, pk: UUID) -> HttpResponse:
    """One walk on the map. The positions come from `shapes`, which tells the journal."""
    turn = there(queries.tracked_turn(request.user, pk))
    legend = [Sign(_("where they walked"), "blue"), Sign(_("check-in"), "green")]
    shown = Map(_("Where they walked"), reverse("desk-patrol:track-shapes", args=[turn.pk]), tall=True, legend=legend)
    facts = [
        Fact(label, moments.exact(at) if at else "", missing=_("not yet"))
        for label, at in ((_("Walked from"), turn.began_at), (_("Walked until"), turn.ended_at))
    ]
    up = (_("Where they walked"), reverse("desk-patrol:tracks", args=[turn.volunteer_id]))
    lead = _("This look is in the journal. The way is deleted after %(n)s days.") % {"n": queries.DAYS}
    return page(request, _walk_words(turn), Block(map=shown), Block(facts=facts), lead=lead, up=up)


@require_safe
@staff(Permission.VOLUNTEER_MANAGE)
def shapes(request: DeskRequest, pk: UUID) -> JsonResponse:
    """GeoJSON: the ground, the way as a line, the check-ins. Each look is journalled."""
    turn = there(queries.tracked_turn(request.user, pk))
    actions.look(by=request.user, turn=turn)
    features = [*backdrop(request.room, "place"), *_line(turn), *_check_ins(turn)]
    return JsonResponse(
        {"type": "FeatureCollection", "features": features},
        content_type="application/geo+json",
        headers={"Cache-Control": "private, no-store"},
    )


def _made(request: DeskRequest, secret: str) -> Once:
    said = {
        "owntracks": phone_codes.for_phones(request, reverse("api:owntracks")),
        "traccar": phone_codes.for_phones(request, reverse("api:traccar")),
    }
    if caution := phone_codes.caution_of(said["owntracks"]):
        messages.warning(request, caution)
    text = _(
        "Type it into the program on their phone, now: it is shown only this once. OwnTracks: mode HTTP, address "
        "%(owntracks)s, any user name, this as the password. Traccar Client: address %(traccar)s, this as the device "
        "identifier."
    )
    return Once(_("The key for their program"), text % said, format_code(secret))


def _agreed(request: DeskRequest, one: Any) -> Block:
    since, made = queries.agreed_since(one), queries.tracker_since(one)
    facts = [
        Fact(_("Agreed to be located"), moments.exact(since) if since else "", missing=_("they have not agreed")),
        Fact(_("Key for a program of theirs"), moments.exact(made) if made else "", missing=_("there is none")),
    ]
    make = Verb(_("Make a new key") if made else _("Make a key"), request.path, post=True)
    drop = Verb(_("Take the key back"), request.path, post=True, fields={"do": "drop"})
    return Block(_("What they agreed to"), facts=facts, verbs=([make] if since else []) + ([drop] if made else []))


def _walks(one: Any) -> Iterator[Row]:
    for turn, points in queries.tracked_turns(one, timezone.now()):
        href = reverse("desk-patrol:track", args=[turn.pk])
        positions = ngettext("%(n)s position", "%(n)s positions", points) % {"n": points}
        yield Row(_walk_words(turn), href, facts=[positions], tone="blue", verb=Verb(_("Show on the map"), href))


def _walk_words(turn: Any) -> str:
    return pgettext("between parts", ", ").join((moments.exact(turn.shift.starts_at), shift_name(turn.shift)))


def _line(turn: Any) -> Iterator[dict[str, Any]]:
    points = [[one.longitude, one.latitude] for one in queries.track(turn)]
    if len(points) > 1:
        yield _feature({"type": "LineString", "coordinates": points}, _("where they walked"), "blue", "round")
    elif points:
        yield _feature({"type": "Point", "coordinates": points[0]}, _("where they walked"), "blue", "stop")


def _check_ins(turn: Any) -> Iterator[dict[str, Any]]:
    for one in queries.places_of(turn):
        title = f"{hour(one.at)} {name_of(one.place)}"
        position = [one.place.longitude, one.place.latitude]
        yield _feature({"type": "Point", "coordinates": position}, title, "green", "stop")


def _feature(geometry: dict[str, Any], title: str, tone: str, kind: str) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": {"kind": kind, "title": title, "tone": tone}}
