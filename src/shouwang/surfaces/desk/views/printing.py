"""On paper: the sheet of a matter, and the slip with number and follow-code for whoever brought it."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from shouwang.kernel.matters.actions import looking
from shouwang.kernel.matters.queries import story_of
from shouwang.kernel.matters.sheet import SHEET
from shouwang.kernel.papers.fonts import NoChineseFont
from shouwang.kernel.papers.layout import lay_out
from shouwang.kernel.papers.pdf import to_pdf
from shouwang.kernel.papers.word import to_docx
from shouwang.kernel.people.permissions import Permission
from shouwang.lib.ids import format_code
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.sheet import sheet_values
from shouwang.surfaces.desk.views.matter import fetch
from shouwang.systems.services.queries.errands import has_errand
from shouwang.ui import moments

SHAPES = {
    "pdf": (to_pdf, "application/pdf"),
    "docx": (to_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


@require_safe
@staff(Permission.MATTER_SEE)
def sheet(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The matter on A4 as PDF and Word have it: facts and story, without who brought it."""
    matter = fetch(request, pk)
    context = {
        "matter": matter,
        "sheet": lay_out(SHEET, sheet_values(matter, list(story_of(matter))), moments.language()),
        "printed_at": moments.exact(timezone.now()),
        "by": request.user,
    }
    return render(request, "desk/sheet.html", context)


@require_safe
@staff(Permission.MATTER_SEE)
def paper(request: DeskRequest, pk: UUID, shape: str) -> HttpResponse:
    """The same as PDF or DOCX, in the language of the page."""
    matter = fetch(request, pk)
    make, media_type = SHAPES[shape]
    try:
        content = make(SHEET, sheet_values(matter, list(story_of(matter))), moments.language())
    except NoChineseFont as wrong:
        messages.error(request, str(wrong))
        return redirect("desk:sheet", pk=pk)
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'inline; filename="{matter.reference}.{shape}"'
    return response


@require_safe
@staff(Permission.MATTER_REGISTER)
def slip(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Number, follow-code and QR to hand over. Showing the code is written to the journal."""
    matter = fetch(request, pk)
    code = looking.see_code(by=request.user, matter=matter)
    context = {
        "matter": matter,
        "back": reverse("desk-services:errand" if has_errand(matter) else "desk:matter", args=[pk]),
        "follow_code": format_code(code) if code else "",
        "address": f"{settings.PUBLIC_URL}{reverse('public:matter', args=[code])}" if code else "",
        "door": settings.PUBLIC_URL,
    }
    return render(request, "desk/slip.html", context)
