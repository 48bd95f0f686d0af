"""Everything that is set up once or kept in order: one page of ways in, for what one may do."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.ui.parts import Tile

Way = tuple[Permission, str, str | Promise, str | Promise, str]
WAYS: tuple[Way, ...] = (
    (
        Permission.MATTER_IMPORT,
        "desk:import",
        _("Bring in older records"),
        _("From a table: CSV or Excel."),
        "upload",
    ),
)


@require_safe
@staff()
def index(request: DeskRequest) -> HttpResponse:
    """The ways in this person may use."""
    return render(request, "desk/settings.html", {"tiles": list(_tiles(request))})


def _tiles(request: DeskRequest) -> Iterator[Tile]:
    for permission, name, title, text, icon in WAYS:
        if permission not in request.held:
            continue
        try:
            href = reverse(name)
        except NoReverseMatch:
            continue
        yield Tile(str(title), str(text), href, icon)
