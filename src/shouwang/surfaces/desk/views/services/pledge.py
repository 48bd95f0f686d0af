"""What the room promises (五心), how it was kept, and writing it anew."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shouwang.kernel.people.permissions import Permission
from shouwang.lib.periods import Span, period_of
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.forms.services.pledge import Write
from shouwang.surfaces.desk.services_tabs import tabs
from shouwang.surfaces.desk.settings_page import Ask, Block, page
from shouwang.systems.services.actions.pledge import Changed, promise
from shouwang.systems.services.pledge import Heart
from shouwang.systems.services.queries.pledge import Kept, kept, sentences
from shouwang.ui.moments import language
from shouwang.ui.parts import Pill, Row, Verb


@require_safe
@staff(Permission.SERVICE_WORK)
def pledge(request: DeskRequest) -> HttpResponse:
    """All five with last month's count."""
    month = period_of(Span.MONTH, timezone.localdate()).before
    may_write = Permission.SERVICE_MANAGE in request.held
    rows = [
        _row(one, may_write=may_write) for one in kept(request.room, sentences(request.room), month.start, month.end)
    ]
    lead = _("It stands on the room's public page, each sentence with how it was kept last month.")
    verbs = [Verb(_("As people see it"), reverse("public:promise", args=[request.room.code]), icon="eye")]
    block = Block(_("What we promise"), rows=rows, icon="handshake")
    return page(request, _("What we promise"), block, lead=lead, tabs=tabs(request, "pledge"), verbs=verbs)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Permission.SERVICE_MANAGE)
def write(request: DeskRequest, heart: str) -> HttpResponse:
    """One sentence."""
    one = there(next((each for each in sentences(request.room) if each.heart == heart), None))
    form = Write(request.POST if request.method == "POST" else None, sentence=one)
    if form.is_bound and form.is_valid():
        try:
            promise(by=request.user, room=request.room, heart=Heart(heart), draft=form.draft(), seen=form.seen_at())
        except Changed:
            form.add_error(None, _("A colleague wrote meanwhile: %(words)s") % {"words": one.words})
            data: Any = form.data.copy()  # type: ignore[attr-defined]  # a posted form, so a QueryDict
            data["seen"] = one.changed_at.isoformat() if one.changed_at else ""
            form.data = data
        else:
            messages.success(request, _("Kept. The room's page says it from now on."))
            return redirect("desk-services:pledge")
    title = str(one.heart.label)
    ask = Ask(form, title, _("Save"), keep=f"pledge-{request.room.code}-{heart}")
    return page(request, title, up=(_("What we promise"), reverse("desk-services:pledge")), asks=[ask])


def _row(one: Kept, *, may_write: bool) -> Row:
    said = one.sentence
    words = (said.words_en if language() == "en" else "") or said.words
    href = reverse("desk-services:pledge-write", args=[said.heart.value]) if may_write else ""
    return Row(
        words,
        href,
        number=str(said.heart.label),
        facts=[str(one.measure.name), share_words(one)] if one.measure else [_("nothing counts it")],
        pills=[] if said.is_shown else [Pill(_("not shown"), "grey")],
        verb=Verb(_("Write anew"), href) if may_write else None,
    )


def share_words(one: Kept) -> str:
    """Last month's count in words; a share of nothing is none."""
    if one.share is None:
        return _("new: counted once a whole month has passed")
    if not one.share.of:
        return _("last month: nothing to count")
    return _("last month: %(done)s of %(all)s") % {"done": one.share.done, "all": one.share.of}
