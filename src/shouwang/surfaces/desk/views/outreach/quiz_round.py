"""Playing together: start, the projector's screen with its steps, and what people fail."""

from typing import Any  # a Round below is Any: pages do not know the table
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.forms.outreach.quiz import StartRound
from shouwang.surfaces.desk.outreach_tabs import tabs
from shouwang.surfaces.desk.settings_page import Ask, Block, page, sent
from shouwang.surfaces.desk.views.outreach.quiz_words import theme_words
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.outreach.actions import quiz_rounds as actions
from shouwang.systems.outreach.queries import quiz as queries
from shouwang.systems.outreach.queries.quiz_shown import Shown, shown
from shouwang.ui import moments
from shouwang.ui.parts import Bar, Bars, Row, Tone, Verb

MOST_RESULTS, MOST_REMEMBERED = 30, 3


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Permission.OUTREACH_WORK)
def start(request: DeskRequest) -> HttpResponse:
    """How many questions; then to the screen."""
    form = StartRound(sent(request))
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            one = actions.start(by=request.user, room=request.room, count=said["count"], theme=said["theme"])
        except actions.NothingToAsk:
            form.add_error("theme", _("There is no question about that. Choose something else."))
        else:
            return redirect("desk-outreach:quiz-screen", pk=one.pk)
    lead = _("The screen shows a code: phones that scan it are in, without a name. You lead from question to question.")
    ask = Ask(form, _("Play together"), _("Begin: show the code"))
    up = (_("Quiz"), reverse("desk-outreach:quiz"))
    return page(request, _("Play together"), asks=[ask], lead=lead, up=up)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Permission.OUTREACH_WORK)
def screen(request: DeskRequest, pk: UUID) -> HttpResponse:
    """What the hall sees: the code, the question with how many have answered, what is right, what to remember.

    The page asks with how it stood, and is answered with nothing while that is how it stands.
    """
    one = there(queries.rounds(request.user, request.room).filter(pk=pk).first())
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        if request.POST.get("act") == "end":
            actions.end(by=request.user, one=one)
        elif seen.isdecimal() and len(seen) < 10:
            actions.go_on(by=request.user, one=one, seen=int(seen))
        return redirect("desk-outreach:quiz-screen", pk=pk)
    on = _on(one)
    standing = f"{one.version}.{on.get('answered', 0)}.{one.joined}"
    if (stood := request.GET.get("stood")) == standing:
        return HttpResponse(status=204)
    address = reverse("public:quiz-together", args=[one.room.code, one.code])
    context = {
        "round": one,
        "room": name_of(one.room),
        "of": one.asked.count(),
        "address": f"{settings.PUBLIC_URL}{address}",
        "door": f"{settings.PUBLIC_URL}{reverse('public:quiz', args=[one.room.code])}".split("://")[-1],
        "here": f"{request.path}?stood={standing}",
        # A press must not lose its button because somebody answered meanwhile: these are drawn again with a step only.
        "has_verbs": stood is None or stood.split(".")[0] != str(one.version),
        "step": _step(one),
        "back": reverse("desk-outreach:quiz"),
        "results": reverse("desk-outreach:quiz-results"),
    }
    return render(request, "desk/outreach/screen.html", context | on)


@require_safe
@staff(Permission.OUTREACH_WORK)
def results(request: DeskRequest) -> HttpResponse:
    """Which questions people fail: wrong answers of all answers, never of whom."""
    found = queries.results(request.room)
    block = Block(
        _("Most wrong answers first"), rows=[_result(one) for one in found[:MOST_RESULTS]], icon="lightbulb",
        empty=_("Nobody was asked yet. Play a round, or hang up the code of the quiz."),
    )  # fmt: skip
    lead = _("Of all answers, alone and together, at every version of a question. Shares are told from 5 answers on.")
    return page(
        request, _("What people fail"), block, lead=lead, up=(_("Quiz"), reverse("desk-outreach:quiz")),
        tabs=tabs(request, "quiz"),
    )  # fmt: skip


def campaign_href(one: queries.Result) -> str:
    """Where a campaign about the question begins, filled with its words; "" where there is no such page."""
    question = one.wording.question
    said = {"title": one.wording.text[:80], "text": one.wording.explanation, "theme": question.theme}
    if question.fraud_type:
        said["fraud_type"] = question.fraud_type
    try:
        return f"{reverse('desk-outreach:new')}?{urlencode(said)}"
    except NoReverseMatch:
        return ""


def _result(one: queries.Result) -> Row:
    """The question, how many answers of all were wrong, and the wrong answer that most chose."""
    seen = shown(one.wording, moments.language())
    facts = [_("%(wrong)s of %(of)s answers were wrong") % {"wrong": one.wrong, "of": one.of}]
    wrong = [each for each in seen.choices if not each.is_right and one.chosen.get(str(each.place))]
    if wrong:
        most = max(wrong, key=lambda each: one.chosen[str(each.place)])
        facts.append(_("most often chosen: %(answer)s") % {"answer": most.text})
    is_told = one.of >= queries.FEWEST
    share = f"{(200 * one.wrong + one.of) // (2 * one.of)} %" if is_told else _("too few answers")
    href = campaign_href(one) if is_told and one.wrong else ""
    verb = Verb(_("Make a campaign about it"), href, icon="megaphone") if href else None
    address = reverse("desk-outreach:quiz-question", args=[one.wording.question_id])
    tone: Tone = "amber" if is_told and 2 * one.wrong > one.of else "grey"
    return Row(seen.text, address, share, tone=tone, facts=[*facts, theme_words(one.wording.question)], verb=verb)


def _step(one: Any) -> str:
    """The words on the button that leads on."""
    if one.state == "waiting":
        return _("First question")
    if one.state == "asking":
        return _("Show the answer")
    return _("Next question") if one.asked.filter(place=one.place + 1).exists() else _("What to remember")


def _on(one: Any) -> dict[str, object]:
    if one.ended_at:
        return {"remember": _remembered(one)}
    wording = queries.asked_at(one, one.place)
    if wording is None:
        return {}
    seen, (of, right, chosen) = shown(wording, moments.language()), queries.counts(one, wording)
    return {"question": seen, "answered": of, "right": right, "bars": _bars(seen, of, chosen)}


def _bars(seen: Shown, of: int, chosen: dict[int, int]) -> Bars | None:
    """How many chose what; of typed words and pairs nothing is kept to draw."""
    if not chosen:
        return None
    items = [
        Bar(
            " ".join(filter(None, ["✔" if each.is_right else "", each.letter, each.text])), chosen.get(each.place, 0),
            _("%(n)s of %(of)s") % {"n": chosen.get(each.place, 0), "of": of}, "green" if each.is_right else "grey",
        )
        for each in seen.choices
    ]  # fmt: skip
    return Bars(_("How it was answered"), items, top=of, label_head=_("Answer given"), value_head=_("How many"))


def _remembered(one: Any) -> list[Shown]:
    """The questions of the round that most got wrong, with what is right."""
    found = []
    for place in range(1, one.place + 1):
        wording = queries.asked_at(one, place)
        if wording:
            of, right, _chosen = queries.counts(one, wording)
            found.append((right / of if of else 1.0, place, wording))
    found.sort(key=lambda each: each[:2])
    return [shown(wording, moments.language()) for _share, _place, wording in found[:MOST_REMEMBERED]]
