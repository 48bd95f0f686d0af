"""Who is in care: the list, how a case begins, one case on a page, how it ends."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.care_tabs import How, ask, both, manages, tabs
from shouwang.surfaces.desk.care_words import day_words
from shouwang.surfaces.desk.forms.care.case import Begin, Correct, End, Resettling, TalkForm
from shouwang.surfaces.desk.settings_page import Block, page, sent
from shouwang.surfaces.desk.views.care.consents import text_block
from shouwang.surfaces.desk.views.care.home import due_row, number_of
from shouwang.systems.care.actions import cases as actions
from shouwang.systems.care.queries.cases import agreeing, case_of, cases, reads_notes, standings
from shouwang.systems.care.queries.choices import Because
from shouwang.systems.care.queries.opened import address_of, name_of, phone_of
from shouwang.ui.parts import Row, Tab, Verb

HOME = "desk-care:home"


@require_safe
@staff(Permission.CARE_WORK)
def every(request: DeskRequest) -> HttpResponse:
    """Everybody in care, or whose care ended and is still kept."""
    path = reverse("desk-care:cases")
    wants_ended = request.GET.get("tab") == "ended"
    mine = cases(request.user).filter(room=request.room)
    if wants_ended:
        found = list(mine.filter(ended_at__isnull=False, emptied_at=None).order_by("-ended_at"))
        named = agreeing(found) if manages(request) else set()
        rows = [
            Row(
                name_of(one.person) if one.pk in named else number_of(one.number),
                reverse("desk-care:case", args=[one.pk]), number=number_of(one.number) if one.pk in named else "",
                facts=[str(Because(one.ended_because).label), day_words(timezone.localdate(one.ended_at))],
            )
            for one in found
        ]  # fmt: skip
    else:
        rows = [due_row(one) for one in standings(mine.filter(ended_at=None), timezone.localdate())]
    actions.look_at_list(by=request.user, room=request.room, what="cases", count=len(rows))
    empty = _("No case has ended lately.") if wants_ended else _("Nobody is in care yet.")
    block = Block("", rows=rows, empty=empty, icon="heart-handshake")
    verbs = [Verb(_("Texts of consent"), reverse("desk-care:texts"), icon="file-text")]
    if manages(request):
        verbs.insert(0, Verb(_("Begin a case"), reverse("desk-care:begin"), tone="primary", icon="plus"))
        verbs.append(Verb(pgettext("care", "Who helps"), reverse("desk-care:aides"), icon="users"))
        verbs.append(Verb(_("Times"), reverse("desk-care:times"), icon="timer"))
    inner = [Tab(_("Now"), path, not wants_ended), Tab(_("Cases that ended"), f"{path}?tab=ended", wants_ended)]
    ways = [Verb(one.label, one.href) for one in inner if not one.current]
    return page(request, _("In care"), block, tabs=tabs("cases"), verbs=[*verbs, *ways])


@both
@staff(Permission.CARE_MANAGE)
def begin(request: DeskRequest) -> HttpResponse:
    """The text first; then, only if they agree, who they are."""
    form = Begin(sent(request), viewer=request.user, room=request.room)
    made: list[UUID] = []

    def act() -> None:
        case = actions.begin(
            by=request.user, room=request.room, who=form.who(), agreed=form.agreed(), settled=form.settled()
        )
        made.append(case.pk)

    how = How(
        _("Begin a case"), _("They agreed: begin"), reverse(HOME), (_("Care"), reverse(HOME)), keep="care-begin",
        lead=_("Read this to them, or let them read it. If they don’t agree, write nothing here but why you talked."),
        fold_label=_("Somebody decides for them"), beside=[text_block("care")],
    )  # fmt: skip
    response = ask(request, form, act, how)
    return redirect("desk-care:case", pk=made[0]) if made else response


@both
@staff(Permission.CARE_WORK)
def talk(request: DeskRequest) -> HttpResponse:
    """They did not agree."""
    form = TalkForm(sent(request))

    def act() -> None:
        said = form.cleaned_data
        actions.note_talk(by=request.user, room=request.room, day=said["day"], reason=said["reason"])

    how = How(
        _("Not agreed: note the talk"), _("Write it down"), reverse(HOME), (_("Care"), reverse(HOME)), keep="care-talk",
        lead=_("Without consent only the reason for the talk is kept, for 90 days. Nothing else is held against anybody."),
    )  # fmt: skip
    return ask(request, form, act, how)


@both
@staff(Permission.CARE_MANAGE)
def settle(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Rhythm, way, who answers for it, circumstances."""
    case = there(case_of(request.user, pk))
    with_notes = reads_notes(request.user, case) and actions.notes_agreed(case)
    if with_notes:
        actions.look_at_notes(by=request.user, case=case)

    def make(one: Any, posted: Any = None) -> Resettling:
        return Resettling(
            posted, viewer=request.user, room=one.room, case=one, with_notes=with_notes, stands=one.version
        )

    form = make(case, sent(request))
    how = How(
        _("Change"), _("Save"), case_href(pk), up_of(case), keep=f"care-settle-{pk}",
        remake=lambda: make(there(case_of(request.user, pk))),
    )  # fmt: skip

    def act() -> None:
        actions.settle(by=request.user, case=case, settled=form.settled(), seen=form.cleaned_data["version"])

    return ask(request, form, act, how)


@both
@staff(Permission.CARE_MANAGE)
def correct(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Another telephone or house."""
    case = there(case_of(request.user, pk))
    actions.look_at(by=request.user, case=case, what="correct")

    def make(one: Any, posted: Any = None) -> Correct:
        standing = {"phone": phone_of(one.person), "address": address_of(one.person)}
        return Correct(posted, initial=standing, stands=one.version)

    form = make(case, sent(request))
    how = How(
        _("Correct phone or house"), _("Save"), case_href(pk), up_of(case),
        remake=lambda: make(there(case_of(request.user, pk))),
    )  # fmt: skip
    return ask(request, form, lambda: actions.correct(by=request.user, case=case, **form.said()), how)


@both
@staff(Permission.CARE_MANAGE)
def end(request: DeskRequest, pk: UUID) -> HttpResponse:
    """No more visits."""
    case = there(case_of(request.user, pk))
    form = End(sent(request))
    how = How(
        _("End the case"), _("End the case"), case_href(pk), up_of(case), tone="danger",
        lead=_("Planned visits go. What was written is deleted once the room’s days are over. Was consent taken back? "
        "Then use that button instead."),
    )  # fmt: skip

    def act() -> None:
        actions.end(by=request.user, case=case, **form.cleaned_data)

    return ask(request, form, act, how)


def case_href(pk: UUID) -> str:
    return reverse("desk-care:case", args=[pk])


def up_of(case: Any) -> tuple[str, str]:
    """The case's page, by its number: the look at the name was written down there."""
    return number_of(case.number), case_href(case.pk)
