"""Who helps: joins a case, leaves it; how many visits a week; a phone of theirs; their plan on paper."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_POST, require_safe

from shouwang.kernel.papers.fonts import NoChineseFont
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk import phone_codes
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.care_tabs import How, ask, both
from shouwang.surfaces.desk.forms.care.case import HelperForm, Weekly
from shouwang.surfaces.desk.settings_page import Block, page, sent
from shouwang.surfaces.desk.views.care.home import number_of
from shouwang.surfaces.desk.views.printing import SHAPES
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.care.actions import helping as actions
from shouwang.systems.care.actions.cases import look_at_list
from shouwang.systems.care.papers import plan_paper
from shouwang.systems.care.queries import plan as plan_queries
from shouwang.systems.care.queries.cases import aide_of, aides, case_of, helper_of
from shouwang.systems.care.queries.opened import aide_name
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Question, Row, Verb


@both
@staff(Permission.CARE_MANAGE)
def helps(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Somebody helps in the case."""
    case = there(case_of(request.user, pk))
    form = HelperForm(sent(request), viewer=request.user, room=case.room)
    back = reverse("desk-care:case", args=[pk])
    how = How(
        _("Somebody helps"), _("Write it down"), back, (number_of(case.number), back), keep=f"care-help-{pk}",
        lead=_("Family first: they must help by law. Then neighbours, volunteers, cadres, a doctor."),
    )  # fmt: skip

    def act() -> None:
        said = form.cleaned_data
        by, room = request.user, case.room
        aide = (
            actions.aide_of_account(by=by, room=room, account=said["account"])
            if said["account"]
            else actions.aide_of_person(by=by, room=room, name=said["name"], phone=said["phone"])
        )
        actions.help_in(by=by, case=case, aide=aide, helping=form.helping())
        if said["a_week"] > aide.a_week:
            actions.take_on(by=by, aide=aide, a_week=said["a_week"])

    return ask(request, form, act, how)


@both
@staff(Permission.CARE_MANAGE)
def leaves(request: DeskRequest, pk: UUID) -> HttpResponse:
    """They help there no more."""
    helper = there(helper_of(request.user, pk))
    back = reverse("desk-care:case", args=[helper.case_id])
    if request.method == "POST":
        actions.help_no_more(by=request.user, helper=helper)
        messages.success(request, _("They help there no more."))
        return redirect(back)
    question = Question(
        title=_("Helps there no more?"),
        text=_(
            "Their planned visits there go, and their phone shows this case no more. Who helps nowhere is forgotten."
        ),
        verb=_("Helps no more"),
        back_href=back,
        tone="danger",
        facts=[Fact(_("Case"), number_of(helper.case.number)), Fact(_("As"), str(helper.get_role_display()))],
    )
    return render(request, "ui/confirm.html", {"question": question})


@require_safe
@staff(Permission.CARE_MANAGE)
def everybody(request: DeskRequest) -> HttpResponse:
    """All who help, with how many visits a week they take on."""
    today = timezone.localdate()
    rows = []
    for aide in aides(request.user, request.room):
        n = aide.a_week
        takes = ngettext("%(n)s visit a week", "%(n)s visits a week", n) % {"n": n} if n else _("does not visit")
        this_week = _("%(n)s planned this week") % {"n": plan_queries.load(aide, today)}
        href = reverse("desk-care:aide", args=[aide.pk])
        rows.append(Row(aide_name(aide), href, facts=[takes, this_week], verb=Verb(_("Change"), href)))
    look_at_list(by=request.user, room=request.room, what="helpers", count=len(rows))
    advice = _("Open a case and press “Somebody helps”.")
    block = Block("", rows=rows, empty=_("Nobody helps yet."), advice=advice, icon="users")
    return page(request, pgettext("care", "Who helps"), block, up=(_("In care"), reverse("desk-care:cases")))


@both
@staff(Permission.CARE_MANAGE)
def one(request: DeskRequest, pk: UUID) -> HttpResponse:
    """How many visits a week; a code for their phone."""
    aide = there(aide_of(request.user, pk))
    once = None
    if request.method == "POST" and request.POST.get("do") == "code" and aide.person:
        secret = actions.give_phone_code(by=request.user, aide=aide)
        once = phone_codes.once(request, secret, reverse("desk-care:code-sheet"))
    form = Weekly(sent(request) if once is None else None, initial={"a_week": aide.a_week})
    back = reverse("desk-care:aides")
    sheet = Verb(_("Their plan on paper"), reverse("desk-care:plan-pdf", args=[pk]), icon="printer")
    verbs = [sheet]
    if aide.person:
        here = reverse("desk-care:aide", args=[pk])
        verbs.append(Verb(_("A code for their phone"), here, post=True, icon="qr-code", fields={"do": "code"}))
    look_at_list(by=request.user, room=request.room, what="helper", count=1)
    phones = Block(
        _("Telling of visits by phone"), verbs=verbs,
        advice=_("On it they see whom they visit and tell in half a minute how it was, without a network too."),
    )  # fmt: skip
    if once:
        return page(request, aide_name(aide), phones, up=(pgettext("care", "Who helps"), back), once=once)

    def act() -> None:
        actions.take_on(by=request.user, aide=aide, a_week=form.cleaned_data["a_week"])

    how = How(aide_name(aide), _("Save"), back, (pgettext("care", "Who helps"), back), above=[phones])
    return ask(request, form, act, how)


@require_POST
@staff(Permission.CARE_MANAGE)
def code_sheet(request: DeskRequest) -> HttpResponse:
    """The code on paper."""
    return phone_codes.sheet(request, Permission.CARE_MANAGE, "desk-care:aides")


@require_safe
@staff(Permission.CARE_MANAGE)
def plan_pdf(request: DeskRequest, pk: UUID) -> HttpResponse:
    """For a helper without a telephone; names stand on it, so the look is written down."""
    aide = there(aide_of(request.user, pk))
    rows = list(plan_queries.planned(request.user, aide.room, timezone.localdate()).filter(aide=aide, visit=None))
    look_at_list(by=request.user, room=aide.room, what="plan.pdf", count=len(rows))
    make, media_type = SHAPES["pdf"]
    language = moments.language()
    try:
        content = make(plan_paper.PLAN, plan_paper.values_of(rows, name_of(aide.room), aide_name(aide)), language)
    except NoChineseFont as wrong:
        messages.error(request, str(wrong))
        return redirect("desk-care:aide", pk=pk)
    return HttpResponse(content, content_type=media_type)
