"""The user guide at the desk, in the reader's language, with its pictures."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shouwang.surfaces.desk import guide
from shouwang.surfaces.desk.access import DeskRequest, staff


@require_safe
@staff()
def page(request: DeskRequest, page: str = guide.INDEX) -> HttpResponse:
    """One page of the guide, beside the list of all."""
    shown = guide.page(page)
    if shown is None:
        raise Http404(page)
    return render(request, "desk/help.html", {"shown": shown, "contents": guide.contents(), "current": page})


@require_safe
@staff()
def picture(request: DeskRequest, picture: str) -> HttpResponse:
    """A picture of the guide."""
    file = guide.picture(picture)
    if file is None:
        raise Http404(picture)
    return HttpResponse(file.read_bytes(), content_type="image/png", headers={"Cache-Control": "private, max-age=3600"})
