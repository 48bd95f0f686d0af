"""Finding a matter by its number, by words, or a place by its name; always within the scope."""

from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from shouwang.kernel.ground.queries import places_called
from shouwang.kernel.matters import numbers
from shouwang.kernel.matters.models import Matter, Matters
from shouwang.kernel.matters.search import find, line_of
from shouwang.kernel.people.permissions import Permission
from shouwang.lib.text import excerpt
from shouwang.surfaces.desk import rows
from shouwang.surfaces.desk.access import DeskRequest, scope_of, staff
from shouwang.surfaces.desk.paging import line_in
from shouwang.surfaces.desk.words import name_of

PAGE = 25
EXCERPT = 70


@require_safe
@staff(Permission.MATTER_SEE)
def search(request: DeskRequest) -> HttpResponse:
    """A whole number goes straight to its matter; else hits newest first, a page at a time."""
    words = request.GET.get("q", "").strip()[:200]
    matters = scope_of(request)
    if found := _numbered(matters, words):
        return redirect("desk:matter", pk=found.pk)
    narrowed = matters.open() if request.GET.get("open") else matters
    hits = _hits(narrowed, words, request.GET.get("after", ""))
    context = {
        "words": words,
        "hits": [_hit(matter, words, request) for matter in hits[:PAGE]],
        "same_number": _same_number(matters, words),
        "places": [
            (name_of(place), f"{reverse('desk:map')}#{place.pk}") for place in places_called([request.room], words)
        ],
        "open": request.GET.get("open", ""),
        "after": _next_page(request, hits) if len(hits) > PAGE else "",
    }
    return render(request, "desk/search.html", context)


def _numbered(matters: Matters, words: str) -> Matter | None:
    number = numbers.typed(words)
    if number is None or not number.code:
        return None
    return matters.filter(room__code=number.code, year=number.year, number=number.number).only("pk").first()


def _same_number(matters: Matters, words: str) -> list[Matter]:
    """Matters of the last years with just this number, when only digits were typed."""
    number = numbers.typed(words)
    if number is None or number.code:
        return []
    return list(matters.filter(number=number.number).only("reference", "title").order_by("-year")[:3])


def _hits(matters: Matters, words: str, after: str) -> list[Matter]:
    found = find(matters, words, older_than=line_in(after))
    return list(rows.loaded(found).annotate(document=F("search_text__text"))[: PAGE + 1])


def _hit(matter: Matter, words: str, request: DeskRequest) -> dict[str, object]:
    [row] = rows.rows_of([matter], request.held, timezone.now())
    parts = excerpt(_beyond_title(matter, getattr(matter, "document", "")), words, EXCERPT)
    return {"row": row, "title": excerpt(matter.title, words, len(matter.title)), "parts": parts}


def _beyond_title(matter: Matter, document: str) -> str:
    """The indexed words without number and title, which the row shows already."""
    lines = document.split("\n")
    return "\n".join(lines[2 + matter.title.count("\n") :])


def _next_page(request: DeskRequest, hits: list[Matter]) -> str:
    query = request.GET.copy()
    query["after"] = str(line_of(hits[PAGE - 1]))
    return f"?{query.urlencode()}"
