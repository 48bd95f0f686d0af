"""The village's ground from files: looked at on the map first, then drawn; and division codes."""

import json
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_safe

from shouwang.kernel.ground import actions
from shouwang.kernel.ground.models import Division, Grid, Place, Room
from shouwang.kernel.ground.reading import Fault, Plan, collection, read_geojson
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor
from shouwang.lib.numerals import in_order
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.forms.settings.ground import DivisionFile, GroundFile
from shouwang.surfaces.desk.settings_page import Ask, Block, Said, page, sent
from shouwang.surfaces.desk.words import in_a_line
from shouwang.ui.parts import Fact, Head, Map, Table, Verb

both = require_http_methods(["GET", "HEAD", "POST"])
DRAFT = "ground_draft"
FAULTS: dict[str, str | Promise] = {
    "empty": gettext_lazy("it has no shape"),
    "kind": gettext_lazy("its shape is of the wrong sort"),
    "swapped": gettext_lazy("latitude and longitude look exchanged: tick the box and send the file again"),
    "outside": gettext_lazy("it is not in China"),
    "crosses itself": gettext_lazy("its edge crosses itself: draw it again without the loop"),
    "name": gettext_lazy("it has no name"),
    "unknown": gettext_lazy("we do not know what kind it is"),
    "twice": gettext_lazy("the same name stands twice"),
    "position": gettext_lazy("its position can't be read"),
    "code": gettext_lazy("the code or the name can't be read"),
}


@both
@staff(Permission.GROUND_EDIT)
def ground(request: DeskRequest) -> HttpResponse:
    """What is drawn now, and a form for a file."""
    files = request.FILES if request.method == "POST" else None
    form = GroundFile(sent(request), files)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        request.session[DRAFT] = {
            "file": said["file"].name,
            "room": str(request.room.pk),
            "collection": collection(said["plan"]),
            "faults": [[one.number, one.name, one.fault, one.detail] for one in said["plan"].faults],
            "replaces_ways": said["replaces_ways"],
        }
        return redirect("desk-settings:ground-draft")
    room = request.room
    shapes = f"{reverse('desk:map-shapes')}?ground=1&places=1"
    drawn_now = Map(label=_("The village"), src=shapes, lat=room.latitude, lon=room.longitude, table_id="drawn")
    codes = Verb(_("Division codes"), reverse("desk-settings:divisions"))
    blocks = [
        Block(_("The village"), map=drawn_now),
        Block(
            _("What is drawn"),
            facts=_counts(room),
            mark="drawn",
        ),
        Block(
            _("For the technician"),
            advice=_("Division codes are the State's numbers for townships and villages: other programs go by them."),
            verbs=[codes],
        ),
    ]
    lead = _("Boundary, grids, lanes and places from a map program. You see it on the map before anything changes.")
    ask = Ask(form, _("Bring in a file"), _("Look at it first"), has_files=True)
    return page(request, _("The map"), *blocks, lead=lead, asks=[ask])


@both
@staff(Permission.GROUND_EDIT)
def draft(request: DeskRequest) -> HttpResponse:
    """What the file would draw; drawn on the second press."""
    kept = _draft(request)
    plan = read_geojson(json.dumps(kept["collection"]).encode(), place_kinds=list(Place.Kind.values))
    if request.method == "POST":
        try:
            actions.bring_ground(
                by=actor(request.user), room=request.room, plan=plan, replaces_ways=bool(kept["replaces_ways"])
            )
        except actions.NoVillage as refusal:
            messages.error(
                request,
                _("The grid %(name)s names no village of this room. Add the property “village”.") % {"name": refusal},
            )
            return redirect("desk-settings:ground-draft")
        del request.session[DRAFT]
        messages.success(request, _("Drawn."))
        return redirect("desk-settings:ground")
    faults = [Fault(*one) for one in kept["faults"]]
    shown = Map(label=_("As it will be"), src=reverse("desk-settings:ground-draft-shapes"), table_id="found")
    verbs = [] if plan.is_empty else [Verb(_("Draw it so"), request.path, post=True, tone="primary", icon="check")]
    verbs.append(Verb(_("Back, change nothing"), reverse("desk-settings:ground")))
    blocks = [
        Block(_("As it will be"), map=shown),
        Block(_("In the file"), facts=_found(plan), mark="found", verbs=verbs),
    ]
    if faults:
        blocks.append(Block(_("Left out"), table=_left_out(faults)))
    return page(
        request, str(kept["file"]), *blocks, up=(_("The map"), reverse("desk-settings:ground")), said=_said(faults)
    )


@require_safe
@staff(Permission.GROUND_EDIT)
def draft_shapes(request: DeskRequest) -> JsonResponse:
    """The draft as the map draws it."""
    features = [_for_map(one) for one in _draft(request)["collection"]["features"]]
    answer = {"type": "FeatureCollection", "features": features}
    return JsonResponse(answer, content_type="application/geo+json")


@both
@staff(Permission.GROUND_EDIT)
def divisions(request: DeskRequest) -> HttpResponse:
    """Codes of divisions, with where they come from."""
    files = request.FILES if request.method == "POST" else None
    form = DivisionFile(sent(request), files)
    said = None
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        count = actions.bring_divisions(by=actor(request.user), codes=given["codes"], source=given["source"])
        text = ngettext("%(n)s line was left out.", "%(n)s lines were left out.", len(given["faults"])) % {
            "n": len(given["faults"])
        }
        said = Said(_("%(n)s codes kept") % {"n": count}, text if given["faults"] else "", "green", "check")
        form = DivisionFile()
    facts = [Fact(_("Codes kept"), str(Division.objects.count()))]
    facts += [Fact(_("From"), _("made up for the demo village") if one == "demo" else one) for one in _sources()]
    ask = Ask(form, _("Bring in a table"), _("Bring it in"), has_files=True)
    up = (_("The map"), reverse("desk-settings:ground"))
    return page(request, _("Division codes"), Block(_("Known"), facts=facts), up=up, asks=[ask], said=said)


def _sources() -> list[str]:
    named = Division.objects.exclude(source="").order_by("source")
    return list(named.values_list("source", flat=True).distinct()[:20])


def _draft(request: DeskRequest) -> dict[str, Any]:
    kept = request.session.get(DRAFT)
    if not kept or kept["room"] != str(request.room.pk):
        raise Http404
    return dict(kept)


def _counts(room: Room) -> list[Fact]:
    grids = Grid.objects.filter(village__room=room)
    return [
        Fact(_("Villages"), _listed(one.name for one in room.villages.all()), missing=_("none drawn yet")),
        Fact(_("Grids"), _listed(one.name for one in grids), missing=_("none drawn yet")),
        Fact(_("Lanes, roads, water"), str(room.ways.count() or ""), missing=_("none drawn yet")),
        Fact(_("Named places"), str(room.places.count() or ""), missing=_("none yet")),
    ]


def _found(plan: Plan) -> list[Fact]:
    found = [
        (_("Villages"), _listed(one.name for one in plan.villages)),
        (_("Grids"), _listed(one.name for one in plan.grids)),
        (_("Lanes, roads, water"), str(len(plan.ways) or "")),
        (_("Named places"), _listed(one.name for one in plan.places[:40])),
    ]
    return [Fact(label, words or _("none")) for label, words in found]


def _listed(names: Iterable[str]) -> str:
    """Names one after the other as people count them: the first grid before the second."""
    return in_a_line(sorted(names, key=in_order))


def _said(faults: list[Fault]) -> Said | None:
    if not faults:
        return Said(_("Nothing is drawn yet"), _("Look at the map: does everything lie where it should?"))
    title = ngettext("%(n)s shape will be left out", "%(n)s shapes will be left out", len(faults)) % {"n": len(faults)}
    return Said(title, _("Mend them in the file and send it again, or draw the rest."), "amber", "triangle-alert")


def _left_out(faults: list[Fault]) -> Table:
    heads = [
        Head(_("No. in the file"), number=True),
        Head(pgettext("place", "Name")),
        Head(_("Why")),
        Head(_("What stood there")),
    ]
    rows = [
        (str(one.number), one.name or _("without a name"), str(FAULTS.get(one.fault, one.fault)), one.detail)
        for one in faults[:200]
    ]
    return Table(_("Left out"), heads, rows, hide_caption=True)


def _for_map(feature: dict[str, Any]) -> dict[str, Any]:
    said = feature["properties"]
    kind = {"road": "way", "lane": "way", "steps": "way", "river": "way"}.get(said["kind"], said["kind"])
    if said["kind"] == "river" and "Polygon" in feature["geometry"]["type"]:
        kind = "water"
    return {**feature, "properties": {"kind": kind, "title": said["name"], "tone": "blue"}}
