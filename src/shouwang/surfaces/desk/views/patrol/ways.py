"""The ways one walks: what is drawn and where nothing leads; more of them from files, looked at first."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shouwang.kernel.ground.queries import backdrop
from shouwang.kernel.people.permissions import Permission
from shouwang.lib.planning.gpx import lanes_gpx
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.forms.ways import WORDS, WayFiles, named
from shouwang.surfaces.desk.settings_page import Ask, Block, Said, page, sent
from shouwang.surfaces.desk.views.patrol import way_words as words
from shouwang.surfaces.desk.views.patrol.way_draft import keep, kept
from shouwang.surfaces.desk.words import distance_words, in_a_line, name_of
from shouwang.systems.patrol.actions import ways as actions
from shouwang.systems.patrol.queries import ways as queries
from shouwang.systems.patrol.surveying import Refused, metres_of
from shouwang.ui import moments
from shouwang.ui.parts import Cell, Head, Map, Row, Sign, Table, Verb

both = require_http_methods(["GET", "HEAD", "POST"])
DRAFT = "ways_draft"
MOST_ROWS = 60


@both
@staff(Permission.PATROL_PLAN)
def ways(request: DeskRequest) -> HttpResponse:
    """What is drawn, which places hang on it, what came in last; and a form for files."""
    files = request.FILES if request.method == "POST" else None
    form = WayFiles(sent(request), files, room=request.room)
    if form.is_bound and form.is_valid():
        request.session[DRAFT] = {"room": str(request.room.pk), **keep(form.cleaned_data["survey"])}
        return redirect("desk-patrol:ways-draft")
    found = queries.ways(request.room)
    legend = [Sign(_("one can walk there"), "green"), Sign(_("no way leads there"), "red")]
    shown = Map(label=_("Lanes and places"), src=reverse("desk-patrol:ways-shapes"), table_id="places", legend=legend)
    take = Verb(_("All lanes as GPX"), reverse("desk-patrol:ways-file"), icon="download")
    blocks = [
        Block(_("Lanes and places"), map=shown),
        Block(_("What is drawn"), facts=words.facts(found), verbs=[take] if found.pieces else [], mark="places"),
        *_pieces(found),
        *_places(found),
        _imports(request),
    ]
    ask = Ask(form, _("More lanes from files"), _("Look at them first"), has_files=True)
    lead = _("Rounds go along these. Of a walk only the lanes are kept: not who walked, not when, not the recording.")
    return page(request, _("Lanes and roads"), *blocks, lead=lead, asks=[ask], said=words.said(found))


@both
@staff(Permission.PATROL_PLAN)
def draft(request: DeskRequest) -> HttpResponse:
    """What the files would add; drawn on the second press."""
    survey = kept(_draft(request))
    if request.method == "POST" and request.POST.get("do") == "drop":
        del request.session[DRAFT]
        return redirect("desk-patrol:ways")
    if request.method == "POST":
        actions.take_over(by=request.user, room=request.room, found=survey.found, sorts=survey.sorts)
        del request.session[DRAFT]
        messages.success(request, _("Drawn. The next plan goes along them."))
        return redirect("desk-patrol:ways")
    now = queries.ways(request.room)
    then = queries.ways(request.room, [one.line for one in survey.found])
    legend = [Sign(_("one can walk there"), "green"), Sign(_("no way leads there"), "red")]
    shown = Map(
        label=_("As it will be: what is new in blue"),
        src=reverse("desk-patrol:ways-draft-shapes"),
        table_id="new",
        legend=legend,
    )
    verbs = [
        Verb(_("Draw it so"), request.path, post=True, tone="primary", icon="check"),
        Verb(_("Back, change nothing"), request.path, post=True, fields={"do": "drop"}),
    ]
    blocks = [
        Block(_("As it will be: what is new in blue"), map=shown),
        Block(_("What changes"), facts=words.changes(survey, now, then), verbs=verbs),
        Block(_("New lanes"), table=_new(survey), mark="new"),
    ]
    if survey.refused:
        blocks.append(Block(_("Not taken in, and why"), table=_refused(survey.refused)))
    said = Said(_("Nothing is drawn yet"), _("Look at the map: does everything lie where it should?"))
    return page(request, _("New lanes"), *blocks, up=(_("Lanes and roads"), reverse("desk-patrol:ways")), said=said)


@require_POST
@staff(Permission.PATROL_PLAN)
def drop(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Take out again what came in together."""
    count = actions.drop(by=request.user, brought=there(queries.import_of(request.user, pk)))
    gone = ngettext("%(n)s lane taken out.", "%(n)s lanes taken out.", count) % {"n": count}
    messages.success(request, gone)
    return redirect("desk-patrol:ways")


@require_safe
@staff(Permission.PATROL_PLAN)
def shapes(request: DeskRequest) -> JsonResponse:
    """GeoJSON: the ground, and each place in green where a way leads there."""
    return _map(request, queries.ways(request.room), [])


@require_safe
@staff(Permission.PATROL_PLAN)
def draft_shapes(request: DeskRequest) -> JsonResponse:
    """The same as it would be, what is new as lines of their own."""
    lines = [one.line for one in kept(_draft(request)).found]
    new = [
        {
            "type": "Feature",
            "geometry": {"type": "LineString", "coordinates": line.points.tolist()},
            "properties": {"kind": "new", "title": line.name, "tone": "blue"},
        }
        for line in lines
    ]
    return _map(request, queries.ways(request.room, lines), new)


@require_safe
@staff(Permission.PATROL_PLAN)
def file(request: DeskRequest) -> HttpResponse:
    """All ways as GPX, for the map on a telephone."""
    text = lanes_gpx(queries.ways(request.room).network.lines(), title=name_of(request.room))
    response = HttpResponse(text, content_type="application/gpx+xml")
    response["Content-Disposition"] = f'attachment; filename="ways-{request.room.code}.gpx"'
    return response


def _draft(request: DeskRequest) -> dict[str, Any]:
    found = request.session.get(DRAFT)
    if not found or found["room"] != str(request.room.pk):
        raise Http404
    return dict(found)


def _map(request: DeskRequest, found: queries.Ways, new: list[dict[str, Any]]) -> JsonResponse:
    pins = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [one.place.longitude, one.place.latitude]},
            "properties": {
                "kind": "stop",
                "title": name_of(one.place),
                "tone": "green" if one.is_reached else "red",
            },
        }
        for one in found.attached
    ]
    answer = {"type": "FeatureCollection", "features": [*backdrop(request.room), *new, *pins]}
    return JsonResponse(answer, content_type="application/geo+json")


def _places(found: queries.Ways) -> list[Block]:
    """Where one can't walk, with the reason, and then the names of the others."""
    lost = [one for one in found.attached if not (one.is_reached and one.is_reached_at_night)]
    heads = [Head(_("Place")), Head(_("To the nearest lane"), number=True), Head(_("Can one walk there?"))]
    rows = [
        [Cell(name_of(one.place)), Cell(words.off(one)), Cell(words.reached(one), tone=words.tone(one))] for one in lost
    ]
    table = Table(_("Not reached, or not at night"), heads, rows, stacks=True, hide_caption=True)
    fine = in_a_line([name_of(one.place) for one in found.attached if one not in lost])
    blocks = [Block(_("Not reached, or not at night"), table=table)] if lost else []
    return [*blocks, Block(_("Places one can walk to"), advice=fine)] if fine else blocks


def _pieces(found: queries.Ways) -> list[Block]:
    """Which places hang on which piece, where there are several."""
    if len(found.pieces) < 2:
        return []
    rows = [
        Row(
            _("Piece %(n)s") % {"n": number + 1},
            when=distance_words(round(metres)),
            facts=[in_a_line([name_of(one.place) for one in found.attached if one.piece == number]) or _("no place")],
        )
        for number, metres in enumerate(found.pieces[:MOST_ROWS])
    ]
    return [Block(_("Pieces that aren’t joined"), rows=rows)]


def _imports(request: DeskRequest) -> Block:
    brought: list[Any] = list(queries.imports(request.room)[:20])
    rows = [
        Row(
            ngettext("%(n)s lane", "%(n)s lanes", one.count) % {"n": one.count},
            when=moments.day(one.brought_at),
            exact=moments.exact(one.brought_at),
            facts=[distance_words(round(one.metres)), one.get_sort_display(), one.brought_by],
            verb=Verb(_("Take out"), reverse("desk-patrol:drop-ways", args=[one.pk]), post=True),
        )
        for one in brought
    ]
    return Block(
        _("Brought in from files"),
        rows=rows,
        empty=_("Nothing came from files yet"),
        advice=_("Volunteers walk every lane once with a telephone that records GPX; send all recordings together."),
        icon="footprints",
    )


def _new(survey: Any) -> Table:
    heads = [Head(pgettext("place", "Name")), Head(_("Length"), number=True), Head(_("Seen in walks"), number=True)]
    longest = sorted(survey.found, key=lambda one: -metres_of(one.line))
    rows = [
        [
            Cell(one.line.name or words.kind(one.line)),
            Cell(distance_words(round(metres_of(one.line)))),
            Cell(str(one.walks or "—")),
        ]
        for one in longest[:MOST_ROWS]
    ]
    rest = len(longest) - MOST_ROWS
    foot = [Cell(_("and %(n)s shorter ones") % {"n": rest}), Cell(""), Cell("")] if rest > 0 else []
    return Table(_("New lanes"), heads, rows, foot=foot, hide_caption=True)


def _refused(refused: list[Refused]) -> Table:
    heads = [Head(_("File")), Head(_("What")), Head(_("Why"))]
    rows = [
        [
            Cell(one.file or _("what was walked")),
            Cell(named(one) or _("the whole file")),
            Cell(str(WORDS.get(one.why, one.why))),
        ]
        for one in refused
    ]
    return Table(_("Not taken in, and why"), heads, rows, stacks=True, hide_caption=True)
