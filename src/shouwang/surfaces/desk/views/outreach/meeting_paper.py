"""A gathering's invitation for the wall, and its minutes for the file, as PDF."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from shouwang.kernel.papers.fonts import NoChineseFont
from shouwang.kernel.papers.pdf import to_pdf
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.systems.outreach import gathering_lifecycle as lifecycle
from shouwang.systems.outreach.papers.gathering import INVITATION, MINUTES, invitation_values, minutes_values
from shouwang.systems.outreach.queries import gatherings as queries
from shouwang.ui import moments

PAPERS = {
    "invitation": (INVITATION, invitation_values, (lifecycle.ANNOUNCED,)),
    "minutes": (MINUTES, minutes_values, (lifecycle.HELD, lifecycle.POSTED)),
}


@require_safe
@staff(Permission.OUTREACH_WORK)
def paper(request: DeskRequest, pk: UUID, which: str) -> HttpResponse:
    """The invitation while it is announced, in large type; the minutes once it was held, to be signed and filed."""
    found = there(queries.gatherings(request.user).filter(pk=pk).first())
    described, values, states = there(PAPERS.get(which))
    if found.state not in states:
        raise Http404
    when = f"{moments.weekday(found.starts_at)} {timezone.localtime(found.starts_at):%H:%M}"
    language = moments.language()
    try:
        content = to_pdf(described, values(found, when, language), language, large=which == "invitation")
    except NoChineseFont as wrong:
        messages.error(request, str(wrong))
        return redirect("desk-outreach:meeting", pk=pk)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{which}.pdf"'
    return response
