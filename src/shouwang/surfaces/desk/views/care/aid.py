"""Aid: the list, an application on a page, what is done with it, the receipt."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from shouwang.kernel.files import actions as files
from shouwang.kernel.matters.kinds import topic_name
from shouwang.kernel.papers.fonts import NoChineseFont
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.care_tabs import How, ask, both, tabs
from shouwang.surfaces.desk.care_words import day_words
from shouwang.surfaces.desk.forms.care import doing as forms
from shouwang.surfaces.desk.settings_page import Block, Said, page, sent
from shouwang.surfaces.desk.views.care.consents import text_block
from shouwang.surfaces.desk.views.printing import SHAPES
from shouwang.surfaces.desk.words import name_of as words_of
from shouwang.systems.care import texts
from shouwang.systems.care.actions import aid as actions
from shouwang.systems.care.actions.cases import look_at_list
from shouwang.systems.care.papers import receipt
from shouwang.systems.care.queries import aid as queries
from shouwang.systems.care.queries import opened
from shouwang.systems.care.queries.cases import cases
from shouwang.systems.care.queries.choices import Decision, Giver
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Pill, Row, Tone, Verb

MOST = 100


@require_safe
@staff(Permission.CARE_WORK)
def every(request: DeskRequest) -> HttpResponse:
    """By number and title; no names."""
    mine = queries.aids(request.user).filter(matter__room=request.room)
    found, all_of_them = mine[:MOST], mine.count()
    rows = [
        Row(
            one.matter.title, reverse("desk-care:aid", args=[one.pk]), moments.day(one.matter.received_at),
            facts=[str(topic_name(actions.KIND, one.matter.topic))], pills=[pill(one)], number=one.matter.reference,
        )
        for one in found
    ]  # fmt: skip
    cut = _("These are the newest %(n)s of %(all)s; what is not decided stands first.") % {
        "n": MOST,
        "all": all_of_them,
    }
    block = Block(
        "", rows=rows, empty=_("Nobody has asked for aid."), icon="wallet", advice=cut if all_of_them > MOST else ""
    )
    verbs = [Verb(_("Write down an application"), reverse("desk-care:ask-for-aid"), tone="primary", icon="plus")]
    lead = _(
        "The money of the state is decided by civil affairs. Here stands what was asked, passed on, given or refused."
    )
    return page(request, _("Aid"), block, tabs=tabs("aids"), verbs=verbs, lead=lead)


def pill(one: Any) -> Pill:
    if one.decision:
        tone: Tone = "green" if queries.is_granted(one) else "grey"
        return Pill(str(Decision(one.decision).label), tone)
    if one.passed_on and not one.answered_on:
        return Pill(_("with civil affairs"), "blue")
    return Pill(_("not decided yet"), "amber")


@both
@staff(Permission.CARE_WORK)
def ask_for(request: DeskRequest) -> HttpResponse:
    """Who asks for what, and which papers are needed."""
    mine = {str(one.pk): one for one in cases(request.user).filter(room=request.room, ended_at=None)}
    look_at_list(by=request.user, room=request.room, what="choice", count=len(mine))
    form = forms.AskForAid(sent(request), cases=[(key, opened.name_of(one.person)) for key, one in mine.items()])
    back = reverse("desk-care:aids")
    how = How(
        _("Write down an application"),
        _("Write it down"),
        back,
        (_("Aid"), back),
        keep="care-aid",
        beside=[text_block(texts.AID)],
    )

    def act() -> None:
        asked = form.asked(mine.get(form.cleaned_data["case"]))
        actions.ask(by=request.user, room=request.room, asked=asked)

    return ask(request, form, act, how)


@require_safe
@staff(Permission.CARE_WORK)
def one(request: DeskRequest, pk: UUID) -> HttpResponse:
    """How it stands. Who asks and why is read by those who may read about money; the look is written down."""
    aid = there(queries.aid_of(request.user, pk))
    may_read = queries.reads_details(request.user, aid)
    if may_read:
        actions.look_at(by=request.user, aid=aid)
    title = f"{aid.matter.reference} {aid.matter.title}"
    blocks = [_asked(aid, may_read), _papers(aid), _gifts(request, aid, may_read)]
    said = (
        Said(_("You wrote this application: somebody else decides it."), tone="blue") if _is_own(request, aid) else None
    )
    return page(
        request, title, *blocks, up=(_("Aid"), reverse("desk-care:aids")), verbs=_verbs(request, aid), said=said,
        beside=[_stands(aid, may_read)],
    )  # fmt: skip


def _is_own(request: DeskRequest, aid: Any) -> bool:
    return not aid.decision and Permission.AID_DECIDE in request.held and aid.asked_by_id == request.user.pk


def _verbs(request: DeskRequest, aid: Any) -> list[Verb]:
    open_, found = not aid.decision and aid.matter.is_open, []
    if open_ and Permission.AID_DECIDE in request.held and aid.asked_by_id != request.user.pk:
        found.append(Verb(_("Decide"), _href(aid, "decide"), tone="primary", icon="stamp"))
    if queries.is_granted(aid):
        found.append(Verb(_("Hand over"), _href(aid, "give"), tone="primary", icon="hand-heart"))
    if open_:
        found.append(Verb(_("Papers seen"), _href(aid, "papers"), icon="file-check"))
        found.append(Verb(_("Pass on to civil affairs"), _href(aid, "pass"), icon="forward"))
    if aid.passed_on and not aid.answered_on:
        found.append(Verb(_("Their answer"), _href(aid, "answer"), icon="mail"))
    return [*found, Verb(_("Notes and files"), reverse("desk:matter", args=[aid.pk]), icon="paperclip")]


def _href(aid: Any, verb: str) -> str:
    return reverse("desk-care:aid-act", args=[aid.pk, verb])


def _asked(aid: Any, may_read: bool) -> Block:
    facts = [Fact(_("What for"), str(topic_name(actions.KIND, aid.matter.topic)))]
    if may_read:
        person = aid.matter.reporter
        facts.append(Fact(_("Who asks"), opened.name_of(person) if person else "", missing=_("(name gone)")))
        facts.append(Fact(_("What they ask for and why"), opened.details_of(aid), missing=_("not written yet")))
    else:
        facts.append(Fact(_("Who asks"), missing=_("read by the officer and the cadre in charge")))
    facts.append(Fact(_("Written down by"), words_of(aid.asked_by)))
    return Block(_("What is asked for"), facts=facts)


def _stands(aid: Any, may_read: bool) -> Block:
    waits = queries.is_granted(aid) and not queries.gifts(aid)
    facts = [Fact(_("Now"), str(pill(aid).word), note=_("not handed over yet") if waits else "")]
    if aid.passed_on:
        facts.append(Fact(_("Passed on to"), aid.passed_to, note=day_words(aid.passed_on)))
        answered = day_words(aid.answered_on) if aid.answered_on else ""
        answer = opened.answer_of(aid) if may_read else _for_few(aid.answer_sealed)
        facts.append(Fact(_("What they answered"), answer, note=answered, missing=_("no answer yet")))
    if aid.decision:
        facts.append(Fact(_("Decided by"), words_of(aid.decided_by), note=moments.exact(aid.decided_at)))
        reason = opened.reason_of(aid) if may_read else _for_few(aid.reason_sealed)
        facts.append(Fact(_("Why"), reason, missing=_("not written yet")))
        facts += [Fact(_("Where they may complain"), aid.complaint)] if aid.complaint else []
    return Block(_("Where it stands"), facts=facts)


def _for_few(sealed: str) -> str:
    """What stands in place of words that only a few read; "" where nothing was written."""
    return _("read by the officer and the cadre in charge") if sealed else ""


def _papers(aid: Any) -> Block:
    rows = [
        Row(
            each.name, facts=[_("seen %(day)s") % {"day": day_words(each.seen_on)}] if each.seen_on else [],
            pills=[Pill(_("seen"), "green") if each.seen_on else Pill(_("missing"), "amber")],
        )
        for each in queries.documents(aid)
    ]  # fmt: skip
    return Block(pgettext("care", "Papers"), rows=rows, empty=_("No paper is asked for."), icon="files")


def _gifts(request: DeskRequest, aid: Any, may_read: bool) -> Block:
    rows = []
    for each in queries.gifts(aid):
        told = (each.what, f"{each.amount:,.2f} 元" if each.amount else "") if may_read else (_("Given out"),)
        what = " · ".join(part for part in told if part)
        pill = Pill(_("signed"), "green") if each.is_signed else Pill(_("not signed yet"), "amber")
        facts = [str(each.get_giver_display()), day_words(each.given_on), words_of(each.given_by)]
        verb, more = None, []
        if not each.is_signed and queries.lets_sign(request.user, each):
            facts.append(_("let them sign, here or on the print"))
            verb = Verb(_("Sign the receipt"), reverse("desk-care:signed", args=[each.pk]))
        if may_read:
            more.append(Verb(_("Print the receipt"), reverse("desk-care:receipt", args=[each.pk]), icon="printer"))
        rows.append(Row(what, facts=facts, pills=[pill], verb=verb, more=more))
    return Block(_("Given out"), rows=rows, empty=_("Nothing was handed over yet."), icon="hand-heart")


@both
@staff(Permission.CARE_WORK)
def act(request: DeskRequest, pk: UUID, verb: str) -> HttpResponse:
    """One thing that is done with an application."""
    aid = there(queries.aid_of(request.user, pk))
    if verb == "decide" and Permission.AID_DECIDE not in request.held:
        there(None)
    form, title = there(_form(aid, verb, sent(request)))
    back = reverse("desk-care:aid", args=[pk])
    how = How(
        title, title, back, (aid.matter.reference, back), keep=f"aid-{verb}-{pk}",
        remake=lambda: there(_form(there(queries.aid_of(request.user, pk)), verb))[0],
    )  # fmt: skip
    return ask(request, form, lambda: _do(request.user, aid, verb, form), how)


def _form(aid: Any, verb: str, data: Any = None) -> tuple[Any, str] | None:
    stands = aid.version
    match verb:
        case "papers":
            return forms.Papers(data, documents=queries.documents(aid), stands=stands), _("Papers seen")
        case "pass":
            return forms.PassOn(data, aid=aid, stands=stands), _("Pass on to civil affairs")
        case "answer":
            return forms.Answered(data, stands=stands), _("Their answer")
        case "decide":
            return forms.Decide(data, stands=stands), _("Decide")
        case "give":
            return forms.GiveForm(data, stands=stands), _("Hand over")
    return None


def _do(by: Account, aid: Any, verb: str, form: Any) -> None:
    match verb:
        case "papers":
            said = form.said()
            papers = [each for each in queries.documents(aid) if str(each.pk) in said.get("papers", ())]
            actions.see_documents(by=by, aid=aid, papers=papers, more=forms.lines(said["more"]), seen=said["seen"])
        case "pass":
            actions.pass_on(by=by, aid=aid, **form.said())
        case "answer":
            actions.note_answer(by=by, aid=aid, **form.said())
        case "decide":
            actions.decide(by=by, aid=aid, **form.said())
        case "give":
            actions.give(by=by, aid=aid, given=form.given(), seen=form.said()["seen"])


@both
@staff(Permission.CARE_WORK)
def signed(request: DeskRequest, pk: UUID) -> HttpResponse:
    """With a finger here, or on the receipt that was printed."""
    gift = there(queries.gift_of(request.user, pk))
    back = reverse("desk-care:aid", args=[gift.aid_id])
    if not (gift.is_signed or queries.lets_sign(request.user, gift)):
        said = Said(_("Whoever handed it over lets them sign, or an officer."), tone="blue", icon="lock")
        return page(request, _("Sign the receipt"), up=(gift.aid.matter.reference, back), said=said)
    form = forms.SignGift(sent(request))
    how = How(
        _("Sign the receipt"),
        _("Signed"),
        back,
        (gift.aid.matter.reference, back),
        above=[_gift_block(gift)] if queries.lets_sign(request.user, gift) else [],
    )

    def act() -> None:
        drawn = form.cleaned_data["drawn"]
        picture = SimpleUploadedFile("signature.png", drawn, "image/png") if drawn else None
        file = files.keep(
            by=actor(request.user), room=gift.aid.matter.room, content=picture, name="signature.png",
            purpose="care.receipt", keep_days=None,
        ) if picture else None  # fmt: skip
        actions.sign(by=request.user, gift=gift, drawn=file)

    return ask(request, form, act, how)


def _gift_block(gift: Any) -> Block:
    facts = [Fact(_("Goods"), gift.what)] if gift.what else []
    facts += [Fact(_("Money, in yuan"), f"{gift.amount:,.2f}")] if gift.amount else []
    facts.append(Fact(_("Who gives it"), str(gift.get_giver_display()), note=day_words(gift.given_on)))
    return Block(_("What was handed over"), facts=facts)


@require_safe
@staff(Permission.CARE_NOTES)
def receipt_pdf(request: DeskRequest, pk: UUID) -> HttpResponse:
    """To be signed; the name stands on it, so the look is written down."""
    gift = there(queries.gift_of(request.user, pk))
    if not queries.reads_details(request.user, gift.aid):
        messages.error(
            request, _("This is read by the officers, and by whoever wrote it, decided it or answers for the case.")
        )
        return redirect("desk-care:aid", pk=gift.aid_id)
    actions.look_at(by=request.user, aid=gift.aid)
    make, media_type = SHAPES["pdf"]
    values = receipt.values_of(gift, words_of(gift.aid.matter.room), str(Giver(gift.giver).label))
    try:
        content = make(receipt.RECEIPT, values, moments.language())
    except NoChineseFont as wrong:
        messages.error(request, str(wrong))
        return redirect("desk-care:aid", pk=gift.aid_id)
    return HttpResponse(content, content_type=media_type)
