"""The village on a map: its ground, and the open matters of the scope; the same as a list."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shouwang.kernel.ground.queries import village_geojson
from shouwang.kernel.matters import kinds
from shouwang.kernel.matters.models import Matter, Matters
from shouwang.kernel.matters.queries import visible
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk import rows
from shouwang.surfaces.desk.access import DeskRequest, scope_of, staff
from shouwang.ui.parts import Map, Tab

MOST = 300  # more pins than this hide the village
LISTED = 25
WHERE = ("latitude", "longitude", "place__latitude", "place__longitude")


@require_safe
@staff(Permission.MATTER_SEE)
def village(request: DeskRequest) -> HttpResponse:
    """The map with its list."""
    now = timezone.now()
    shown = _chosen(request)
    listed = list(rows.loaded(shown).order_by("due_at", "id")[: LISTED + 1])
    context = {
        "map": Map(
            label=_("The village now"),
            src=f"{reverse('desk:map-shapes')}?places=1&{request.GET.urlencode()}",
            table_id="list",
            tall=True,
        ),
        "rows": rows.rows_of(listed[:LISTED], request.held, now),
        "has_more": len(listed) > LISTED,
        "tabs": _tabs(request),
        "kinds": [(kind.key, kind.name) for kind in kinds.known()],
        "kind": request.GET.get("kind", ""),
        "late": request.GET.get("late", ""),
    }
    return render(request, "desk/map.html", context)


@require_safe
@staff(Permission.MATTER_SEE)
def shapes(request: DeskRequest) -> JsonResponse:
    """GeoJSON for a map: the ground, with `places=1` named places, and the pins asked for (`matter=…` just that one)."""
    ground = village_geojson(request.room)["features"]
    features = [_in_language(one) for one in ground if one["properties"]["kind"] != "place" or "places" in request.GET]
    if one := request.GET.get("matter"):
        features += _pins(visible(request.user).filter(pk=get_object_or_404(visible(request.user), pk=one).pk))
    elif "ground" not in request.GET:
        features += _pins(_chosen(request))
    return JsonResponse({"type": "FeatureCollection", "features": features}, content_type="application/geo+json")


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


def _pins(matters: Matters) -> list[dict[str, Any]]:
    now = timezone.now()
    found = matters.select_related("place", "owner", "team").only(*rows.SHOWN, *WHERE, "place__name")
    return [pin for matter in found.order_by("due_at", "id")[:MOST] if (pin := _pin(matter, now))]


def _pin(matter: Matter, now: Any) -> dict[str, Any] | None:
    spot = matter if matter.latitude is not None else matter.place
    if spot is None or spot.latitude is None:
        return None
    when, _exact, tone = rows.when_of(matter, now)
    return {
        "type": "Feature",
        "id": str(matter.pk),
        "geometry": {"type": "Point", "coordinates": [spot.longitude, spot.latitude]},
        "properties": {
            "kind": "matter",
            "title": f"{matter.title[:14]} {when}",
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
