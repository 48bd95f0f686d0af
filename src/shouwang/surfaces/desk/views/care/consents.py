"""What people agree to: the texts to read and print, a consent to notes, taking back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from shouwang.kernel.papers.fonts import NoChineseFont
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.care_tabs import How, ask, both
from shouwang.surfaces.desk.forms.care.case import Consenting
from shouwang.surfaces.desk.settings_page import Block, page, sent
from shouwang.surfaces.desk.views.care.home import number_of
from shouwang.surfaces.desk.views.printing import SHAPES
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.care import texts
from shouwang.systems.care.actions import cases as actions
from shouwang.systems.care.papers import consent_paper
from shouwang.systems.care.queries.cases import case_of
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Question, Verb

TITLES = {
    texts.CARE: gettext_lazy("Consent to be visited"),
    texts.NOTES: gettext_lazy("Consent to notes about health and money"),
    texts.AID: gettext_lazy("Consent to what is kept of an application for aid"),
}


def text_block(subject: str) -> Block:
    """The text as it is read out, with its version."""
    text = texts.current(subject)
    facts = [Fact(str(n), words) for n, words in enumerate(text.said(moments.language()), 1)]
    title = _("%(title)s (text %(version)s)") % {"title": TITLES[subject], "version": text.version}
    print_it = Verb(_("Print"), reverse("desk-care:text-pdf", args=[subject]), icon="printer")
    return Block(title, facts=facts, verbs=[print_it])


@require_safe
@staff(Permission.CARE_WORK)
def all_texts(request: DeskRequest) -> HttpResponse:
    """All of them, to read out."""
    up = (_("In care"), reverse("desk-care:cases"))
    return page(request, _("Texts of consent"), *map(text_block, texts.TEXTS), up=up)


@require_safe
@staff(Permission.CARE_WORK)
def text_pdf(request: DeskRequest, subject: str) -> HttpResponse:
    """To take home, and to sign where it is given in writing."""
    if subject not in texts.TEXTS:
        there(None)
    make, media_type = SHAPES["pdf"]
    language = moments.language()
    try:
        paper, values = consent_paper.filled(subject, name_of(request.room))
        content = make(paper, values, language)
    except NoChineseFont as wrong:
        messages.error(request, str(wrong))
        return redirect("desk-care:texts")
    return HttpResponse(content, content_type=media_type)


@both
@staff(Permission.CARE_NOTES)
def notes_consent(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The second, separate question."""
    case = there(case_of(request.user, pk))
    form = Consenting(sent(request))
    how = How(
        _("Ask about notes"), _("They agreed"), reverse("desk-care:case", args=[pk]),
        (number_of(case.number), reverse("desk-care:case", args=[pk])), beside=[text_block(texts.NOTES)],
        fold_label=_("Somebody decides for them"),
        lead=_("Asked apart from the visits. They are visited just the same if they say no."),
    )  # fmt: skip
    return ask(request, form, lambda: actions.agree_to_notes(by=request.user, case=case, agreed=form.agreed()), how)


@both
@staff(Permission.CARE_MANAGE)
def agree_again(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The text of now, for who agreed to an older one."""
    case = there(case_of(request.user, pk))
    form = Consenting(sent(request))
    how = How(
        _("Ask again"), _("They agreed"), reverse("desk-care:case", args=[pk]),
        (number_of(case.number), reverse("desk-care:case", args=[pk])), beside=[text_block(texts.CARE)],
        fold_label=_("Somebody decides for them"),
        lead=_("Read them the new text. If they say no, all stays as they agreed to it before."),
    )  # fmt: skip
    return ask(request, form, lambda: actions.agree_again(by=request.user, case=case, agreed=form.agreed()), how)


@both
@staff(Permission.CARE_WORK)
def take_back(request: DeskRequest, pk: UUID, subject: str) -> HttpResponse:
    """At once, by whoever they tell it to."""
    case = there(case_of(request.user, pk))
    if subject not in (texts.CARE, texts.NOTES):
        there(None)
    back = reverse("desk-care:case", args=[pk])
    if request.method == "POST":
        actions.take_back(by=request.user, case=case, subject=subject)
        messages.success(request, _("Taken back. What belonged to it is deleted."))
        return redirect(back)
    is_care = subject == texts.CARE
    question = Question(
        title=_("They take their consent back?"),
        text=_(
            "The visits end now. Telephone, house, needs, helpers and all words are deleted at once; that they had agreed "
            "is kept 3 years."
        )
        if is_care
        else _("Everything written about health and money is deleted at once. The visits go on."),
        verb=_("Take it back"),
        back_href=back,
        tone="danger",
        facts=[Fact(_("Case"), number_of(case.number)), Fact(_("Consent"), str(TITLES[subject]))],
    )
    return render(request, "ui/confirm.html", {"question": question})
