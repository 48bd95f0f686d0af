"""The quiz at the desk: the bank, a question with its versions, retire and take up again."""

from typing import Any  # a Wording below is Any: pages do not know the table
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.forms.outreach.quiz import Press, Write
from shouwang.surfaces.desk.outreach_tabs import tabs
from shouwang.surfaces.desk.settings_page import Ask, Block, page, sent
from shouwang.surfaces.desk.views.outreach.quiz_words import answer_rows, theme_words
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.outreach.actions import quiz as actions
from shouwang.systems.outreach.queries import quiz as queries
from shouwang.systems.outreach.queries.quiz_shown import shown
from shouwang.systems.outreach.quiz import gift
from shouwang.systems.outreach.quiz.item import Answer, Kind
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Pill, Row, Verb

both = require_http_methods(["GET", "HEAD", "POST"])
MOST = 200


@require_safe
@staff(Permission.OUTREACH_WORK)
def bank(request: DeskRequest) -> HttpResponse:
    """Every question, retired ones last; rounds that are on, and the ways in and out."""
    found = list(queries.seen_bank(request.user, request.room)[:MOST])
    in_use = [one for one in found if one.question.retired_at is None]
    retired = [one for one in found if one.question.retired_at is not None]
    blocks = [
        *_rounds(request),
        Block(
            _("Questions"), rows=[_row(one) for one in in_use], icon="circle-help",
            empty=_("No question yet. Take the twenty that come with the program, or write one."),
        ),
    ]  # fmt: skip
    if retired:
        blocks.append(Block(_("No longer asked"), rows=[_row(one) for one in retired]))
    verbs = [Verb(_("Write a question"), _to("quiz-new"), icon="plus")]
    if in_use:
        verbs.insert(0, Verb(_("Play together"), _to("quiz-start"), tone="primary", icon="play"))
        verbs.append(Verb(_("What people fail"), _to("quiz-results"), icon="chart-column"))
        verbs.append(Verb(_("Print"), _to("quiz-sheet"), icon="printer"))
        verbs.append(Verb(_("Save as GIFT"), _to("quiz-export"), icon="download"))
    verbs.append(Verb(_("Bring in a file"), _to("quiz-import"), icon="upload"))
    if not found:
        verbs.insert(0, Verb(_("Take the twenty questions"), _to("quiz-starting"), post=True, tone="primary"))
    lead = _("Played alone from the room's page, or together at a screen with phones. Nobody is asked who they are.")
    return page(request, _("Quiz"), *blocks, lead=lead, verbs=verbs, tabs=tabs(request, "quiz"))


@require_POST
@staff(Permission.OUTREACH_WORK)
def starting(request: DeskRequest) -> HttpResponse:
    """The questions that come with the program."""
    count = actions.take_starting(by=request.user, room=request.room)
    messages.success(request, ngettext("%(n)s question is new.", "%(n)s questions are new.", count) % {"n": count})
    return redirect("desk-outreach:quiz")


@both
@staff(Permission.OUTREACH_WORK)
def new(request: DeskRequest) -> HttpResponse:
    """Write one."""
    form = Write(sent(request), initial={"theme": "fraud"})
    if form.is_bound and form.is_valid():
        one = actions.write(by=request.user, room=request.room, said=form.said(), about=form.about())
        messages.success(request, _("The question is kept and is asked from now on."))
        return redirect("desk-outreach:quiz-question", pk=one.pk)
    ask = _ask(form, _("Write a question"), _("Keep the question"), "quiz-new")
    return page(request, _("Write a question"), asks=[ask], up=(_("Quiz"), _to("quiz")))


@both
@staff(Permission.OUTREACH_WORK)
def question(request: DeskRequest, pk: UUID) -> HttpResponse:
    """One question: as people see it, how it was answered, other words for it, and no longer asked."""
    one = there(queries.seen_bank(request.user, request.room).filter(question=pk).first())
    form = Write(sent(request, "change"), initial=_initial(one), auto_id="change_%s")
    if form.is_bound and form.is_valid():
        about = form.about(one.question.title, one.question.category)
        actions.change(by=request.user, question=one.question, said=form.said(), about=about)
        messages.success(request, _("Kept. Answers given so far stay with the words they were given to."))
        return redirect("desk-outreach:quiz-question", pk=pk)
    if sent(request, "retire") is not None:
        actions.retire(by=request.user, question=one.question)
        messages.success(request, _("It is asked no more. What was answered stays counted."))
        return redirect("desk-outreach:quiz-question", pk=pk)
    if sent(request, "take_up") is not None:
        actions.take_up(by=request.user, question=one.question)
        messages.success(request, _("It is asked again."))
        return redirect("desk-outreach:quiz-question", pk=pk)
    seen = shown(one, moments.language())
    result = next((each for each in queries.results(request.room) if each.wording.pk == one.pk), None)
    blocks = [Block(seen.text, rows=answer_rows(seen, result))]
    if seen.explanation:
        blocks.append(Block(_("What is said after it"), advice=seen.explanation))
    blocks.append(Block(_("About it"), facts=_facts(one, result)))
    again = one.question.retired_at is not None
    press = Ask(
        Press(), _("Ask it again") if again else _("Ask it no more"), _("Ask it again") if again else _("Ask it no more"),
        act="take_up" if again else "retire", tone="plain" if again else "danger",
    )  # fmt: skip
    asks = [_ask(form, _("Change the question"), _("Keep the question"), f"quiz-{pk}", act="change"), press]
    return page(request, _("Question"), *blocks, asks=asks, up=(_("Quiz"), _to("quiz")))


def _ask(form: Write, title: str, verb: str, keep: str, act: str = "") -> Ask:
    return Ask(form, title, verb, keep=keep, act=act, fold=form.fold, fold_label=_("The question in English"))


def _initial(one: Any) -> dict[str, Any]:
    options = sorted(one.options.all(), key=lambda each: each.place)
    english = [Answer(each.text_en, each.weight, each.feedback_en, each.match_en) for each in options]
    kind = Kind(one.kind)
    return {
        "text": one.text, "explanation": one.explanation, "text_en": one.text_en, "explanation_en": one.explanation_en,
        "answers": gift.answers_written(kind, queries.answers_of(one)),
        "answers_en": gift.answers_written(kind, english) if any(each.text_en for each in options) else "",
        "theme": one.question.theme, "fraud_type": one.question.fraud_type, "source": one.question.source,
    }  # fmt: skip


def _row(one: Any) -> Row:
    seen = shown(one, moments.language())
    pills = [Pill(_("no longer asked"), "grey")] if one.question.retired_at else []
    facts = [theme_words(one.question), str(one.get_kind_display())]
    return Row(seen.text, reverse("desk-outreach:quiz-question", args=[one.question_id]), facts=facts, pills=pills)


def _rounds(request: DeskRequest) -> list[Block]:
    rows = []
    for one in queries.rounds(request.user, request.room).filter(ended_at=None):
        screen = reverse("desk-outreach:quiz-screen", args=[one.pk])
        facts = [str(one.get_state_display()), ngettext("%(n)s phone", "%(n)s phones", one.joined) % {"n": one.joined}]
        verb = Verb(_("To the screen"), screen, tone="primary")
        rows.append(
            Row(_("Round %(code)s") % {"code": one.code}, screen, moments.ago(one.started_at), facts=facts, verb=verb)
        )
    return [Block(_("Being played"), rows=rows)] if rows else []


def _facts(one: Any, found: queries.Result | None) -> list[Fact]:
    answered = _("%(right)s of %(of)s right") % {"right": found.right, "of": found.of} if found else ""
    return [
        Fact(_("Theme"), theme_words(one.question)),
        Fact(pgettext("quiz", "Kind"), str(one.get_kind_display())),
        Fact(_("Version"), str(one.number), note=moments.exact(one.written_at)),
        Fact(_("Written by"), name_of(one.written_by) if one.written_by else ""),
        Fact(_("Where it comes from"), one.question.source, missing=_("not said")),
        Fact(pgettext("quiz", "Answered"), answered, missing=_("nobody answered it yet")),
    ]


def _to(name: str) -> str:
    return reverse(f"desk-outreach:{name}")
