"""The village on a map: its ground, and the open matters of the scope; the same as a list."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shouwang.kernel.ground.queries import village_geojson
from shouwang.kernel.matters import kinds
from shouwang.kernel.matters.models import Matter, Matters
from shouwang.kernel.matters.queries import count_each, visible
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk import rows
from shouwang.surfaces.desk.access import DeskRequest, scope_of, staff
from shouwang.surfaces.desk.rail import shown_count
from shouwang.ui.parts import Map, Sign, Tab

MOST = 300  # more pins than this hide the village
LISTED = 15
LABEL = 9
PLACED = Q(latitude__isnull=False) | Q(place__isnull=False)
WHERE = ("latitude", "longitude", "place__latitude", "place__longitude")


@require_safe
@staff(Permission.MATTER_SEE)
def village(request: DeskRequest) -> HttpResponse:
    """The map with its list."""
    now = timezone.now()
    shown = _chosen(request)
    placed = shown.filter(PLACED)
    nearest = rows.loaded(placed).order_by("-is_urgent", F("due_at").asc(nulls_last=True), "id")
    listed = rows.rows_of(nearest[:LISTED], request.held, now)
    [nowhere] = count_each(shown.exclude(PLACED))
    context = {
        "map": Map(
            label=_("The village now"),
            src=f"{reverse('desk:map-shapes')}?places=1&{request.GET.urlencode()}",
            table_id="list",
            tall=True,
            legend=legend(with_places=True),
        ),
        "rows": [replace(row, verb=None) for row in listed],
        "nowhere": shown_count(nowhere),
        "tabs": _tabs(request),
        "kinds": [(kind.key, kind.name) for kind in kinds.known()],
        "kind": request.GET.get("kind", ""),
        "late": request.GET.get("late", ""),
    }
    return render(request, "desk/map.html", context)


def legend(*, with_places: bool) -> list[Sign]:
    """What the pins mean, by the tones that `rows.when_of` gives to what is not over."""
    signs = [
        Sign(_("late"), "red"),
        Sign(_("due today, or waits to be accepted"), "amber"),
        Sign(_("still in time"), "blue"),
        Sign(_("paused, or a past record"), "grey"),
    ]
    return [*signs, Sign(_("only the name of a place"), "grey", "place")] if with_places else signs


@require_safe
@staff(Permission.MATTER_SEE)
def shapes(request: DeskRequest) -> JsonResponse:
    """GeoJSON for a map: the ground, and the pins of what is open.

    `matter=…` shows just that one, `ground=1` no pins, `places=1` named places too, `small=1` shorter words.
    """
    asked = request.GET
    ground = village_geojson(request.room)["features"]
    features = [_in_language(one) for one in ground if one["properties"]["kind"] != "place" or "places" in asked]
    if "matter" in asked:
        matter = get_object_or_404(visible(request.user), pk=_key(asked["matter"]))
        features += [_called(pin, _("here")) for pin in _pins(visible(request.user).filter(pk=matter.pk), request.held)]
    elif "ground" not in asked:
        features += _pins(_chosen(request), request.held, is_small="small" in asked)
    return JsonResponse({"type": "FeatureCollection", "features": features}, content_type="application/geo+json")


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def _called(feature: dict[str, Any], title: str) -> dict[str, Any]:
    return {**feature, "properties": {**feature["properties"], "title": title, "href": ""}}


def _chosen(request: DeskRequest) -> Matters:
    matters = scope_of(request).open()
    if kind := request.GET.get("kind"):
        matters = matters.filter(kind=kind)
    return matters.late(timezone.now()) if request.GET.get("late") else matters


def _tabs(request: DeskRequest) -> list[Tab]:
    kind, is_late = request.GET.get("kind", ""), bool(request.GET.get("late"))
    suffix = f"&kind={kind}" if kind else ""
    return [
        Tab(_("Not over"), f"?{suffix.lstrip('&')}", current=not is_late),
        Tab(_("Late"), f"?late=1{suffix}", current=is_late),
    ]


def _pins(matters: Matters, held: Collection[str], *, is_small: bool = False) -> list[dict[str, Any]]:
    """Where somebody must be protected, only for who may see reporters."""
    now = timezone.now()
    if Permission.REPORTER_SEE not in held:
        matters = matters.filter(is_sheltered=False)
    found = matters.filter(PLACED).select_related("place", "owner", "team").only(*rows.SHOWN, *WHERE)
    return [_pin(matter, now, is_small=is_small) for matter in found.order_by("due_at", "id")[:MOST]]


def _pin(matter: Matter, now: datetime, *, is_small: bool) -> dict[str, Any]:
    spot = matter if matter.latitude is not None or matter.place is None else matter.place
    when, _exact, tone = rows.when_of(matter, now)
    short = matter.title if len(matter.title) <= LABEL else f"{matter.title[:LABEL]}…"
    return {
        "type": "Feature",
        "id": str(matter.pk),
        "geometry": {"type": "Point", "coordinates": [spot.longitude, spot.latitude]},
        "properties": {
            "kind": "matter",
            "title": short if is_small else f"{short} {when}",
            "tone": tone,
            "href": reverse("desk:matter", args=[matter.pk]),
        },
    }


def _in_language(feature: dict[str, Any]) -> dict[str, Any]:
    properties = dict(feature["properties"])
    english = properties.pop("title_en", "")
    if english and (get_language() or "").startswith("en"):
        properties["title"] = english
    return {**feature, "properties": properties}
