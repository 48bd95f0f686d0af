"""One case on one page. Names and daily life stand on it; health and money only when asked for, each look written down."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.care_tabs import How, ask, both, manages
from shouwang.surfaces.desk.care_words import day_words, due_words, every_words, planned_words, seen_words
from shouwang.surfaces.desk.forms.care.case import CHANNELS, Met, NeedForm
from shouwang.surfaces.desk.settings_page import Block, Said, page, sent
from shouwang.surfaces.desk.views.care.consents import TITLES
from shouwang.surfaces.desk.views.care.home import number_of
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.care.actions import cases as actions
from shouwang.systems.care.queries import opened
from shouwang.systems.care.queries.cases import agreeing, case_of, helpers, need_of, reads_notes, standings
from shouwang.systems.care.queries.choices import (
    SENSITIVE,
    Because,
    Circumstances,
    NeedField,
    NeedState,
    Outcome,
    Role,
)
from shouwang.systems.care.queries.circumstances import agreed_to_older, usable
from shouwang.systems.care.texts import CARE, NOTES, OF_HEALTH
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Pill, Row, Tone, Verb

MOST_VISITS = 12


@require_safe
@staff(Permission.CARE_WORK)
def case(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Who, what they need, who helps, how the last visits were."""
    one = there(case_of(request.user, pk))
    actions.look_at(by=request.user, case=one)
    return _page(request, one)


@require_POST
@staff(Permission.CARE_NOTES)
def notes(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Health and money, opened by a button: the look is written before a word is shown."""
    one = there(case_of(request.user, pk))
    shown = reads_notes(request.user, one) and actions.notes_agreed(one)
    if shown:
        actions.look_at_notes(by=request.user, case=one)
    else:
        actions.look_at(by=request.user, case=one)
    return _page(request, one, with_notes=shown)


def _page(request: DeskRequest, one: Any, *, with_notes: bool = False) -> HttpResponse:
    chain = one.chains.filter(ended_at=None).first()
    said = None
    verbs = []
    if chain:
        said = Said(_("Nobody answered. Go on with the next step."), tone="red", icon="triangle-alert")
        verbs.append(Verb(_("Next step"), reverse("desk-care:chain", args=[chain.pk]), tone="alarm"))
    if one.is_open:
        verbs.append(Verb(_("Write down a visit"), _href("visit", one), tone="primary", icon="check"))
        if manages(request):
            verbs.append(Verb(_("Change"), _href("settle", one), icon="pencil"))
            verbs.append(Verb(_("Correct phone or house"), _href("correct", one), icon="phone"))
            verbs.append(Verb(_("End the case"), _href("end", one), icon="archive"))
    else:
        because = str(Because(one.ended_because).label)
        said = Said(_("Ended: %(why)s") % {"why": because}, tone="blue", icon="archive")
    up = (_("In care"), reverse("desk-care:cases"))
    if not (one.is_open or (manages(request) and agreeing([one]))):
        return page(
            request, number_of(one.number), _consents(request, one), up=up, said=said
        )  # of others no name any more
    blocks = [_needs(request, one), *_notes(request, one, with_notes), _visits(one)]
    return page(
        request, opened.name_of(one.person), *blocks, up=up, said=said,
        verbs=verbs, beside=[_who(one), _helpers(request, one), _consents(request, one)],
    )  # fmt: skip


def _href(name: str, one: Any, *more: object) -> str:
    return reverse(f"desk-care:{name}", args=[one.pk, *more])


def _who(one: Any) -> Block:
    facts = [
        Fact(_("Number"), number_of(one.number)),
        Fact(
            _("Phone"),
            phone := opened.phone_of(one.person),
            href=f"tel:{phone}" if phone else "",
            missing=_("no phone is written down"),
        ),
        Fact(_("House"), opened.address_of(one.person), missing=_("not written down")),
    ]
    if one.is_open:
        standing = standings([one], timezone.localdate())[0]
        note = " · ".join(words for words in (planned_words(standing), seen_words(standing)) if words)
        facts.append(Fact(_("Next visit"), due_words(standing)[0], note=note))
    facts += [
        Fact(_("How often"), every_words(one.rhythm_days), note=str(one.get_way_display())),
        Fact(_("Who answers for it"), name_of(one.lead)),
    ]
    facts += [Fact(_("Speaks"), one.speaks)] if one.speaks else []
    facts += [Fact(_("Named place nearby"), name_of(one.place))] if one.place else []
    there = usable([one])[one.pk] - OF_HEALTH
    there_are = [str(words) for name, words in Circumstances if name in there]
    facts.append(Fact(_("Circumstances"), " · ".join(there_are), missing=_("none of those listed")))
    return Block(pgettext("care", "Who"), facts=facts)


def _needs(request: DeskRequest, one: Any) -> Block:
    rows = [_need_row(each, one.is_open) for each in opened.needs(one, [NeedField.DAILY])]
    verbs = [Verb(_("Write down a need"), _href("need", one), icon="plus")] if one.is_open else []
    return Block(_("Daily life"), rows=rows, empty=_("Nothing was said yet."), icon="hand-helping", verbs=verbs)


def _need_row(each: opened.OpenNeed, is_open: bool) -> Row:
    done = each.row.state != NeedState.OPEN
    facts = [_("said %(day)s") % {"day": day_words(each.row.said_on)}, *([each.how] if each.how else [])]
    met = Verb(_("Met"), reverse("desk-care:met", args=[each.row.pk])) if is_open and not done else None
    pill = Pill(str(each.row.get_state_display()), "green" if done else "amber")
    return Row(each.words, facts=facts, pills=[pill], verb=met)


def _notes(request: DeskRequest, one: Any, with_notes: bool) -> list[Block]:
    """What stands in place of the notes for whoever may not read them: nothing at all."""
    if not (one.is_open and reads_notes(request.user, one)):
        return []
    title = _("Health and money")
    if not actions.notes_agreed(one):
        consent = Verb(_("Ask about notes"), _href("notes-consent", one), icon="shield-check")
        advice = _("Nothing may be written before they agree to it, apart from the visits.")
        is_taken_back = one.agreements.filter(subject=NOTES).exists()
        stands = _("They took back that this may be written down.") if is_taken_back else _("They were not asked yet.")
        return [Block(title, empty=stands, advice=advice, icon="lock", verbs=[consent])]
    if not with_notes:
        advice = _("Sealed. Each look is written down with your name.")
        show = Verb(_("Show"), _href("notes", one), post=True, icon="eye")
        return [Block(title, advice=advice, verbs=[show])]
    there = usable([one])[one.pk] & OF_HEALTH
    rows = [Row(str(words)) for name, words in Circumstances if name in there]
    for field in SENSITIVE:
        for each in opened.needs(one, [field]):
            row = _need_row(each, is_open=True)
            about = str(NeedField(field).label)
            rows.append(Row(row.title, facts=[about, *row.facts], pills=row.pills, verb=row.verb))
    write = Verb(_("Write down a need"), _href("need", one), icon="plus")
    return [Block(title, rows=rows, empty=_("Nothing was said yet."), icon="lock-open", verbs=[write])]


def _helpers(request: DeskRequest, one: Any) -> Block:
    rows = []
    found = helpers(one)
    for each in found:
        facts = [str(each.get_role_display()), opened.does(each), opened.aide_phone(each.aide)]
        if each.role == Role.FAMILY and each.asked_on:
            facts.append(_("asked %(day)s") % {"day": day_words(each.asked_on)})
        facts += [_("also at night")] if each.may_ring_at_night else []
        more = Verb(_("Helps no more"), reverse("desk-care:helper", args=[each.pk])) if manages(request) else None
        href = reverse("desk-care:aide", args=[each.aide_id]) if manages(request) else ""
        rows.append(Row(opened.aide_name(each.aide), href, facts=[one for one in facts if one], verb=more))
    if one.is_open and not any(each.role == Role.FAMILY for each in found):
        rows.append(
            Row(_("No family is written down"), tone="amber", facts=[_("Ask the family first: they must help by law.")])
        )
    verbs = (
        [Verb(_("Somebody helps"), _href("help", one), icon="user-plus")] if one.is_open and manages(request) else []
    )
    return Block(pgettext("care", "Who helps"), rows=rows, verbs=verbs, empty=_("Nobody helps there."), icon="users")


def _consents(request: DeskRequest, one: Any) -> Block:
    older = agreed_to_older(one) if one.is_open else []
    rows = [_ask_again(request, one, subject) for subject in older]
    channels = dict(CHANNELS)
    for each in one.agreements.select_related("consent", "heard_by").order_by("consent__given_at"):
        facts = [
            moments.exact(each.consent.given_at),
            str(channels.get(each.consent.channel, each.consent.channel)),
            _("text %(version)s") % {"version": each.consent.text_version},
            _("heard by %(name)s") % {"name": name_of(each.heard_by)},
        ]
        if each.guardian_sealed:
            who = {"name": opened.guardian_of(each), "kin": each.guardian_kin}
            facts.append(_("guardian %(name)s (%(kin)s), paper seen") % who)
        back = None
        if each.consent.withdrawn_at:
            facts.append(_("taken back %(when)s") % {"when": moments.exact(each.consent.withdrawn_at)})
        elif one.emptied_at is None:
            back = Verb(_("Take it back"), _href("take-back", one, each.subject), tone="danger")
        rows.append(Row(str(TITLES[each.subject]), facts=facts, verb=back))
    return Block(pgettext("care", "Consents"), rows=rows)


def _ask_again(request: DeskRequest, one: Any, subject: str) -> Row:
    """What they agreed to was an older text: what that did not name is neither shown nor used."""
    may = manages(request) if subject == CARE else reads_notes(request.user, one)
    name = "agree-again" if subject == CARE else "notes-consent"
    return Row(
        _("Ask again: %(title)s") % {"title": TITLES[subject]}, tone="amber",
        facts=[_("They agreed to an older text. What it did not name is not shown or used until they agree to the new one.")],
        verb=Verb(_("Ask again"), _href(name, one)) if may else None,
    )  # fmt: skip


def _visits(one: Any) -> Block:
    rows = []
    for each in one.visits.select_related("aide__account", "aide__person", "by").order_by("-at")[:MOST_VISITS]:
        who = opened.aide_name(each.aide) if each.aide else name_of(each.by) if each.by else ""
        seen = each.outcome in each.SEEN
        facts = [one for one in (str(each.get_way_display()), who, opened.words_of(each)) if one]
        facts += [_("told by a second helper; counted once")] if each.same_as_id else []
        facts += [_("later said to be pressed by mistake")] if each.mistaken_at else []
        tone: Tone = "green" if each.outcome == Outcome.WELL else "amber" if seen else "grey"
        when, exact = moments.ago(each.at), moments.exact(each.at)
        rows.append(Row(str(each.get_outcome_display()), when=when, exact=exact, tone=tone, facts=facts))
    return Block(pgettext("care", "Visits"), rows=rows, empty=_("No visit yet."), icon="footprints")


@both
@staff(Permission.CARE_WORK)
def need(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Write down what they need."""
    one = there(case_of(request.user, pk))
    may_notes = reads_notes(request.user, one) and actions.notes_agreed(one)
    form = NeedForm(sent(request), with_notes=may_notes)
    how = How(
        _("Write down a need"), _("Write it down"), reverse("desk-care:case", args=[pk]),
        (number_of(one.number), reverse("desk-care:case", args=[pk])), lead=_("Sealed as soon as it is written."),
    )  # fmt: skip

    def act() -> None:
        actions.say_need(by=request.user, case=one, field=form.cleaned_data["field"], words=form.cleaned_data["words"])

    return ask(request, form, act, how)


@both
@staff(Permission.CARE_WORK)
def met(request: DeskRequest, pk: UUID) -> HttpResponse:
    """What became of a need."""
    one = there(need_of(request.user, pk))
    if one.field in SENSITIVE and not reads_notes(request.user, one.case):
        there(None)
    form = Met(sent(request))
    back = reverse("desk-care:case", args=[one.case_id])
    how = How(_("What became of it"), _("Write it down"), back, (number_of(one.case.number), back))

    def act() -> None:
        actions.meet_need(by=request.user, need=one, state=form.cleaned_data["state"], how=form.cleaned_data["how"])

    return ask(request, form, act, how)
