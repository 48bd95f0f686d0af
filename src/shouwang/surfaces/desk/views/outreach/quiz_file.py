"""The bank in and out: a GIFT file looked at before anything is kept, the same out, and on paper."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from shouwang.kernel.papers.fonts import NoChineseFont
from shouwang.kernel.papers.pdf import to_pdf
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.forms.outreach.quiz import WRONG, Import
from shouwang.surfaces.desk.settings_page import Ask, Block, Said, page
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.outreach.actions import quiz as actions
from shouwang.systems.outreach.papers import quiz as paper
from shouwang.systems.outreach.queries import quiz as queries
from shouwang.systems.outreach.queries.quiz_shown import TRUTH, shown
from shouwang.systems.outreach.quiz import gift
from shouwang.ui import moments
from shouwang.ui.parts import Row

MOST_SHOWN, MOST_PRINTED = 100, 20


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Permission.OUTREACH_WORK)
def bring_in(request: DeskRequest) -> HttpResponse:
    """First look at it: what would come in, and each fault with its line. Then bring in what is right; the rest stays here."""
    up = (_("Quiz"), reverse("desk-outreach:quiz"))
    form = Import(request.POST or None, request.FILES or None, initial={"theme": "fraud"})
    if not form.is_bound or not form.is_valid():
        ask = Ask(form, _("A file of questions"), _("Look at it first"), has_files=True, gives_file=True)
        return page(request, _("Bring in questions"), asks=[ask], up=up, lead=_lead())
    text = form.cleaned_data["file"] or form.cleaned_data["text"]
    found = gift.read(text)
    if request.POST.get("act") == "keep" and found.items:
        new, known = actions.take_in(by=request.user, room=request.room, items=found.items, about=form.about())
        messages.success(request, _came(new, known))
        if not found.faults:
            return redirect("desk-outreach:quiz")
        text = "\n\n".join(fault.source for fault in found.faults)
        found = gift.read(text)
    again = Import(initial={**form.cleaned_data, "text": text}, auto_id="again_%s")
    del again.fields["file"]
    again.fields["text"].label = "GIFT"
    verb = _("Bring in what is right") if found.items else _("Look at it again")
    # Not kept in the tab: it would lay the whole file over what is left of it.
    ask = Ask(again, _("The text, to be put right here"), verb, act="keep" if found.items else "")
    return page(request, _("Bring in questions"), *_seen(found), asks=[ask], up=up, said=_said(found))


@require_safe
@staff(Permission.OUTREACH_WORK)
def take_out(request: DeskRequest) -> HttpResponse:
    """Every question that is asked, in Chinese, as a GIFT file."""
    content = gift.written(queries.item_of(one) for one in queries.playable(request.room))
    response = HttpResponse(content, content_type="text/plain; charset=utf-8")
    name = f"{_('Quiz questions')} {timezone.localdate():%Y-%m-%d}.gift"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


@require_safe
@staff(Permission.OUTREACH_WORK)
def sheet(request: DeskRequest) -> HttpResponse:
    """The newest twenty on paper, answers on a page of their own."""
    asked = [shown(one, moments.language()) for one in queries.playable(request.room)[-MOST_PRINTED:]]
    if not asked:
        return redirect("desk-outreach:quiz")
    values = paper.values(asked, name_of(request.room), moments.day(timezone.now()))
    try:
        content = to_pdf(paper.SHEET, values, moments.language(), large=True)
    except NoChineseFont as wrong:
        messages.error(request, str(wrong))
        return redirect("desk-outreach:quiz")
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, f"{_('Quiz questions')}.pdf") or "inline"
    return response


def _lead() -> str:
    return _("GIFT is the plain text that other quiz programs write. You see what it holds before anything is kept.")


def _came(new: int, known: int) -> str:
    words = ngettext("%(n)s question is new.", "%(n)s questions are new.", new) % {"n": new}
    return f"{words} {_('%(n)s were there already.') % {'n': known}}" if known else words


def _said(found: gift.Read) -> Said | None:
    if not found.items and not found.faults:
        return Said(_("There is no question in it."), tone="amber", icon="circle-alert")
    if not found.faults:
        return None
    count = len(found.faults)
    title = ngettext("%(n)s question can't be taken", "%(n)s questions can't be taken", count) % {"n": count}
    return Said(title, _("Put them right below, or bring in the others: these stay here."), "amber", "triangle-alert")


def _seen(found: gift.Read) -> list[Block]:
    faults = [
        Row(
            str(WRONG[fault.wrong.value]), when=_("line %(n)s") % {"n": fault.line}, tone="amber",
            facts=[fault.words] if fault.words else [],
        )
        for fault in found.faults[:MOST_SHOWN]
    ]  # fmt: skip
    items = [
        Row(
            item.text,
            facts=[
                _("; ").join(str(TRUTH.get(answer.text, answer.text)) for answer in item.answers if answer.is_right)
            ],
        )
        for item in found.items[:MOST_SHOWN]
    ]
    blocks = [Block(_("What is wrong"), rows=faults)] if faults else []
    count = len(found.items)
    title = ngettext("%(n)s question can be taken", "%(n)s questions can be taken", count) % {"n": count}
    return [*blocks, Block(title, rows=items)] if items else blocks
