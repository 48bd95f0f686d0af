"""A shift on paper, in large type."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from shouwang.kernel.papers.description import Values
from shouwang.kernel.papers.fonts import NoChineseFont
from shouwang.kernel.papers.pdf import to_pdf
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.views.patrol.words import hour, hours_of, shift_name, volunteer_name
from shouwang.surfaces.desk.words import in_a_line, name_of
from shouwang.systems.patrol.actions.volunteers import look
from shouwang.systems.patrol.queries import nights
from shouwang.systems.patrol.queries.plans import stand_in, stops_in
from shouwang.systems.patrol.sheet import SHEET
from shouwang.ui import moments


@require_safe
@staff(Permission.PATROL_SEE)
def sheet(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The shift as the newest plan of its night has it; names stand on it, so the look is journalled."""
    one = there(nights.shift_of(request.user, pk))
    look(by=request.user, room=one.room)
    try:
        content = to_pdf(SHEET, _values(one), moments.language(), large=True)
    except NoChineseFont as wrong:
        messages.error(request, str(wrong))
        return redirect("desk-patrol:shift", pk=pk)
    response = HttpResponse(content, content_type="application/pdf")
    name = f"patrol-{localtime(one.starts_at):%Y-%m-%d}-{one.work}-{one.number}.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _values(one: Any) -> Values:
    return {
        "issuer": name_of(one.room),
        "number": shift_name(one),
        "day": date_format(localtime(one.starts_at), pgettext("date format", "l j F")),
        "hours": hours_of(one),
        "who": in_a_line(volunteer_name(turn.volunteer) for turn in one.turns.all()) or "",
        "phone": one.room.phone,
        "stops": _stops(one),
        "found": "",
        "next": "",
    }


def _stops(one: Any) -> list[dict[str, str]]:
    stand = stand_in(one)
    if stand:
        return [{"when": hours_of(one), "where": name_of(stand.place), "stay": _("the whole time"), "done": ""}]
    return [
        {
            "when": f"{hour(stop.arrives_at)}–{hour(stop.leaves_at)}",
            "where": name_of(stop.place),
            "stay": _stay(stop),
            "done": "",
        }
        for stop in stops_in(one)
    ]


def _stay(stop: Any) -> str:
    minutes = round((stop.leaves_at - stop.arrives_at).total_seconds() / 60)
    return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
