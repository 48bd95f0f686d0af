"""Is this a scam? at the desk: who waits, what a text looks like, the officer's word, what the model learned."""

from typing import Any  # a Question below is Any: pages do not know the table
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.forms.scams import Answer, Paste, Teach
from shouwang.surfaces.desk.outreach_tabs import tabs
from shouwang.surfaces.desk.paging import part_of
from shouwang.surfaces.desk.settings_page import Ask, Block, page
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.outreach.actions import scam_training as training
from shouwang.systems.outreach.actions import scams as actions
from shouwang.systems.outreach.queries import scams as queries
from shouwang.systems.outreach.queries.looking import look
from shouwang.systems.outreach.scam_types import CHOICES_WITH_ORDINARY, name_of_type
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Pill, Row, Tone, Verb

both = require_http_methods(["GET", "HEAD", "POST"])
MOST_SIGNS = 60  # of a text in the list
TONES: dict[str, Tone] = {"likely": "red", "unsure": "amber", "nothing_found": "grey"}
VERDICTS: dict[str, Tone] = {"scam": "red", "not_scam": "green", "cant_say": "grey"}
SHORT = {  # of the answer, on a line of the list
    "likely": gettext_lazy("Very much like a scam"),
    "unsure": gettext_lazy("The program is not sure"),
    "nothing_found": gettext_lazy("No clear sign found"),
}
REFUSED = {
    "empty": gettext_lazy("There is no text in it."),
    "short": gettext_lazy("Too short to say anything about: copy the whole message in, or tell what was said."),
    "type": gettext_lazy("Say which type it is."),
    "words": gettext_lazy("Somebody waits for your words: write what they should do."),
}


@require_safe
@staff(Permission.SCAM_ANSWER)
def scams(request: DeskRequest) -> HttpResponse:
    """Who waits first, then what nobody answered; and what the model learned."""
    found, pager = part_of(request, queries.questions(request.user, request.room))
    block = Block(
        _("What people ask"), rows=[_row(one) for one in found], icon="shield-alert",
        empty=_("Nobody has asked in the last 30 days"),
    )  # fmt: skip
    verbs = [
        Verb(_("Paste a text"), reverse("desk-outreach:scam-paste"), tone="primary", icon="plus"),
        Verb(_("As people see it"), reverse("public:scam", args=[request.room.code]), icon="eye"),
    ]
    return page(
        request, _("Is this a scam?"), block, beside=[_learned()], verbs=verbs, tabs=tabs(request, "scams"), pager=pager,
        lead=_("The program never says that something is safe. You say what it is."),
    )  # fmt: skip


def _row(one: Any) -> Row:
    href = reverse("desk-outreach:scam", args=[one.pk])
    pills = [Pill(str(SHORT[one.answer]), TONES[one.answer])]
    if one.is_answered:
        pills.append(Pill(one.get_verdict_display(), VERDICTS[one.verdict]))
    first = name_of_type(one.type_keys[0]) if one.type_keys else ""
    return Row(
        _short(one.text), href, when=moments.ago(one.asked_at), number=one.matter.reference if one.matter else "",
        tone="red" if one.is_waited_for else "grey",
        facts=[fact for fact in (_("somebody waits") if one.is_waited_for else "", first, one.get_channel_display()) if fact],
        pills=pills, verb=None if one.is_answered else Verb(_("Answer"), href),
    )  # fmt: skip


def _short(text: str) -> str:
    return text if len(text) <= MOST_SIGNS else f"{text[: MOST_SIGNS - 1]}…"


def _learned() -> Block:
    """The model in use, and what became of the last training."""
    last, taken = queries.last_training(), queries.last_taken()
    since = queries.taught_since(taken.at if taken else None)
    facts = [
        Fact(
            _("In use"),
            _("made of %(n)s texts, %(right)s of %(of)s check texts right")
            % {"n": taken.texts, "right": taken.right, "of": taken.of} if taken else "",
            note=moments.ago(taken.at) if taken else "", missing=_("no model yet: the rules answer alone"),
        ),
        Fact(_("Confirmed since"), ngettext("%(n)s text", "%(n)s texts", since) % {"n": since}),
    ]  # fmt: skip
    if last and not last.is_taken:
        words = _("not taken: %(right)s of %(of)s right, the one in use %(before)s")
        said = words % {"right": last.right, "of": last.of, "before": last.right_before}
        facts.append(Fact(_("Last training"), said, note=moments.ago(last.at)))
    verbs = [
        Verb(_("Learn now"), reverse("desk-outreach:scam-learn"), post=True, icon="refresh-cw"),
        Verb(_("Add a text of your own"), reverse("desk-outreach:scam-teach")),
    ]
    return Block(_("What the model learned"), facts=facts, verbs=verbs)


@both
@staff(Permission.SCAM_ANSWER)
def paste(request: DeskRequest) -> HttpResponse:
    """A text that somebody shows at the desk or forwards."""
    form = Paste(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            said = form.cleaned_data
            one = actions.ask(
                by=request.user, room=request.room, text=said["text"], channel="desk", came_by=said["came_by"],
                may_teach=said["may_teach"],
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(refusal.field, str(REFUSED[refusal.key]))
        else:
            return redirect("desk-outreach:scam", pk=one.pk)
    ask = Ask(form, _("Paste a text"), _("Look at it"), keep="scam-paste")
    return page(request, _("Paste a text"), up=_up(), asks=[ask])


@both
@staff(Permission.SCAM_ANSWER)
def scam(request: DeskRequest, pk: UUID) -> HttpResponse:
    """One question: the marked words, what it looks like, the answer."""
    one = there(queries.questions(request.user, request.room).filter(pk=pk).first())
    first = one.type_keys[0] if one.type_keys else ""
    initial = {"verdict": one.verdict, "type": one.verdict_type or first, "words": one.words}
    form = Answer(request.POST if request.method == "POST" else None, initial=initial, read=_who_reads(one))
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            actions.answer(
                by=request.user, question=one, verdict=said["verdict"], type_key=said["type"], words=said["words"]
            )
        except Refused as refusal:
            form.add_error(refusal.field, str(REFUSED[refusal.key]))
        else:
            messages.success(request, f"{_('Kept.')} {_who_reads(one)}")
            return redirect("desk-outreach:scams")
    ask = Ask(form, _("Your word about it"), _("Answer") if one.is_waited_for else _("Keep"), keep=f"scam-{pk}")
    shown = look(one)
    return page(
        request, _("One question"), Block(_("What is known"), facts=_facts(one)), up=_up(), asks=[ask],
        verbs=_leads(request, one), template="desk/outreach/scam.html", more={"seen": shown, "question": one},
    )  # fmt: skip


def _who_reads(one: Any) -> str:
    """Whether whoever asked still reads what is said now, and where."""
    if actions.may_still_read(one):
        return _("Who asked reads it with their code. What should they do now?")
    if one.matter is None and queries.asked_lately(one.room, one.pk, timezone.now()):
        return _("It stands beside their answer until a day after they asked. What should they do now?")
    return _("Nobody outside reads it any more: they have no code, or their day is over.")


def _facts(one: Any) -> list[Fact]:
    matter = one.matter
    waits = _("nobody: the machine's answer was enough for them")
    agreed = _("yes") if one.may_teach else _("no: they did not agree")
    facts = [
        Fact(_("The machine says"), one.get_answer_display()),
        Fact(_("Asked"), moments.exact(one.asked_at), note=one.get_channel_display()),
        Fact(
            _("Who waits"), matter.reference if matter else "", reverse("desk:matter", args=[matter.pk]) if matter else "",
            note=_("photos, and the telephone of whoever wants to be rung, stand there") if matter else "", missing=waits,
        ),
        Fact(_("May the model learn from it?"), agreed),
    ]  # fmt: skip
    if one.came_by:
        facts.insert(2, Fact(_("How it reached them"), one.get_came_by_display()))
    if one.is_answered:
        kind = name_of_type(one.verdict_type) if one.verdict_type else ""
        said = " · ".join(filter(None, (one.get_verdict_display(), kind)))
        facts.append(Fact(_("Answered"), said, note=f"{name_of(one.answered_by)} · {moments.ago(one.answered_at)}"))
    return facts


def _leads(request: DeskRequest, one: Any) -> list[Verb]:
    """A campaign of it, for who makes them: its text is what was asked, to be written anew without what leads to anybody."""
    if Permission.OUTREACH_WORK not in request.held:
        return []
    key = one.verdict_type or (one.type_keys[0] if one.type_keys else "")
    title = _("Careful: %(type)s") % {"type": name_of_type(key)} if key else _("Careful, a scam")
    asked = urlencode({"title": title, "fraud_type": key, "of_scam": one.pk})  # the text is read where it is written
    return [Verb(_("Make it a campaign"), f"{reverse('desk-outreach:new')}?{asked}", icon="megaphone")]


@both
@staff(Permission.SCAM_ANSWER)
def teach(request: DeskRequest) -> HttpResponse:
    """A text of the officer's own, for the model."""
    form = Teach(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.teach(
                by=request.user, room=request.room, text=form.cleaned_data["text"], type_key=form.cleaned_data["type"]
            )
        except Refused as refusal:
            form.add_error(refusal.field, str(REFUSED[refusal.key]))
        else:
            messages.success(request, _("Kept. The model learns it tonight, or at once by “Learn now”."))
            return redirect("desk-outreach:scams")
    ask = Ask(form, _("Add a text of your own"), _("Keep it for the model"), keep="scam-teach")
    lead = _("Kept three years, without numbers of telephones and cards. Leave names out.")
    found, pager = part_of(request, queries.learned(request.user, request.room))
    block = Block(_("Learned from"), rows=[_learned_row(one) for one in found], empty=_("No text yet"))
    return page(request, _("Add a text of your own"), block, up=_up(), asks=[ask], lead=lead, pager=pager)


def _learned_row(one: Any) -> Row:
    out = Verb(_("Take it out"), reverse("desk-outreach:scam-unteach", args=[one.pk]), post=True)
    named = str(dict(CHOICES_WITH_ORDINARY)[one.type])
    number = one.matter.reference if one.matter else ""
    return Row(one.text[:80], facts=[named], when=moments.ago(one.confirmed_at), number=number, verb=out)


@require_POST
@staff(Permission.SCAM_ANSWER)
def unteach(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Whose text it is no longer agrees: it goes, at the next training out of the model too."""
    actions.unteach(
        by=request.user, correction=there(queries.learned(request.user, request.room).filter(pk=pk).first())
    )
    messages.success(request, _("Taken out. The model forgets it tonight, or at once by “Learn now”."))
    return redirect("desk-outreach:scam-teach")


@require_POST
@staff(Permission.SCAM_ANSWER)
def learn(request: DeskRequest) -> HttpResponse:
    """Train now; the old model stays where the new one is worse."""
    done = training.train_at_once(by=request.user, room=request.room)
    if done is None:
        messages.warning(request, _("There is nothing to learn from yet."))
    elif done.is_taken:
        words = _("Learned: %(right)s of %(of)s check texts right.")
        messages.success(request, words % {"right": done.right, "of": done.of})
    else:
        words = _("Not taken: the new one has %(right)s of %(of)s check texts right, the one in use %(before)s.")
        messages.warning(request, words % {"right": done.right, "of": done.of, "before": done.right_before})
    return redirect("desk-outreach:scams")


def _up() -> tuple[str, str]:
    return _("Is this a scam?"), reverse("desk-outreach:scams")
