"""One dispute on one screen: where it stands, what comes next, by when and why; who, what was said, what was agreed."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from shouwang.kernel.matters.models import Attachment
from shouwang.kernel.matters.queries import story_of
from shouwang.kernel.notices import actions as notices
from shouwang.kernel.notices.queries import is_told_of
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import permissions_in
from shouwang.surfaces.desk import story
from shouwang.surfaces.desk.access import DeskRequest, scope_of, staff, there
from shouwang.surfaces.desk.settings_page import Block
from shouwang.surfaces.desk.views.mediation import about, words
from shouwang.surfaces.desk.views.mediation.dispute_act import BROUGHT, names_for
from shouwang.surfaces.desk.views.mediation.doings import DOINGS
from shouwang.surfaces.desk.views.mediation.one_paper import address as paper_address
from shouwang.surfaces.desk.views.mediation.one_paper import state_facts, title_of
from shouwang.systems.mediation import lifecycle
from shouwang.systems.mediation.actions import looking
from shouwang.systems.mediation.actions.panel import may_reply
from shouwang.systems.mediation.lifecycle import Step
from shouwang.systems.mediation.queries import files, review
from shouwang.systems.mediation.queries.filling.source import source_of
from shouwang.systems.mediation.queries.paper_check import states_of
from shouwang.systems.mediation.queries.standing import Standing, standing
from shouwang.ui import moments
from shouwang.ui.parts import Cell, Fact, Head, Row, Table, Verb
from shouwang.ui.parts import Step as Walk

# Acts that stand with what they are about, not among the others.
BESIDE = frozenset(
    {
        "name_party",
        "drop_party",
        "leave",
        "unseat",
        "call_off",
        "perform",
        "reply",
        "sit",
        "agree_to_seat",
        "invite",
        "write",
    }
)
GRAVE = ("report_danger", "halt")
AS_GOOD_AS = {"come_back": ("settled_above",)}  # what stands with the next step, because nobody can know which it is
ON_PAPERS = ("sign_paper", "put_in", "take_out")  # on the page of each paper


@require_safe
@staff(Permission.MATTER_SEE)
def dispute(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The page. The look at the parties is written down; their addresses are shown only when asked for."""
    one = files.dispute_of(request.user, pk)
    if one is None:
        return _not_begun(request, pk)
    if is_told_of(request.user, str(pk)):
        notices.mark_read(by=request.user, about=str(pk))
    looking.look_at(by=request.user, dispute=one)
    return _page(request, standing(one))


@require_http_methods(["POST"])
@staff(Permission.MEDIATION_WORK)
def addresses(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The same with telephones and addresses; who looked is written down. Of a sheltered one only for who sees reporters."""
    one = there(files.dispute_of(request.user, pk))
    held = permissions_in(request.user, one.matter.room)
    if one.matter.is_sheltered and Permission.REPORTER_SEE not in held:
        return redirect("desk-mediation:dispute", pk=pk)
    looking.look_at(by=request.user, dispute=one, what="addresses")
    return _page(request, standing(one), with_addresses=True)


def _not_begun(request: DeskRequest, pk: UUID) -> HttpResponse:
    """A matter of the kind that nobody has looked at: its page offers to begin."""
    there(scope_of(request).filter(pk=pk).first())
    return redirect("desk:matter", pk=pk)


def _page(request: DeskRequest, now: Standing, *, with_addresses: bool = False) -> HttpResponse:
    one = now.dispute
    held = permissions_in(request.user, one.matter.room)
    names = names_for(now)
    told = list(story_of(one.matter))
    attached = list(Attachment.objects.filter(matter=one.matter).select_related("file").order_by("added_at", "id"))
    allowed = [step for step in lifecycle.steps_from(now.stage) if Permission(step.who) in held]
    seen = about.Seen(
        now,
        names,
        frozenset(step.verb for step in allowed),
        with_addresses,
        with_files=Permission.MEDIATION_WORK in held,
    )
    chosen = now.next_step
    as_good = AS_GOOD_AS.get(chosen.verb, ()) if chosen else ()
    context = {
        "dispute": one,
        "matter": one.matter,
        "stage": words.stage_pill(now.stage),
        "walk": _walk(now),
        "next": _next(now, chosen, allowed),
        "mine": [Verb(str(DOINGS["reply"].button), about.href(now, "reply", seat.pk), tone="primary")
                 for seat in now.seats if may_reply(request.user, seat) and seat.reply == "waiting"],
        "days": _days(now, names),
        "left": [about.facts_block(seen), *about.parties_blocks(seen), about.table_block(seen), *about.said_blocks(seen),
                 *about.agreed_blocks(seen)],
        "entries": story.entries_of(one.matter, told, attached),
        "faults": _faults(now, allowed) if now.stage in lifecycle.OVER else None,
        "others": [Verb(str(DOINGS[step.verb].button), about.href(now, step.verb), icon=_icon(step))
                   for step in allowed if step is not chosen and step.verb not in as_good and _is_ready(now, step)],
        "grave": [Verb(str(DOINGS[step.verb].button), about.href(now, step.verb), tone="danger", icon="shield-alert")
                  for step in allowed if step.verb in GRAVE],
        "show_addresses": _may_show_addresses(now, held) and not with_addresses,
        "dangers": about.dangers(seen),
        "may_print": Permission.MEDIATION_WORK in held,
        "warnings": list(_warnings(now)),
    }  # fmt: skip
    return render(request, "desk/mediation/dispute.html", context)


def _is_ready(now: Standing, step: Step) -> bool:
    """Whether an act stands among the others: nothing that must be there before is missing."""
    return step.verb not in {*BESIDE, *GRAVE, *ON_PAPERS} and not set(now.missing(step.verb)) - BROUGHT


def _may_show_addresses(now: Standing, held: frozenset[Permission]) -> bool:
    needed = {Permission.MEDIATION_WORK} | ({Permission.REPORTER_SEE} if now.dispute.matter.is_sheltered else set())
    return needed <= held


def _icon(step: Step) -> str:
    return {"pass_up": "chevron-up", "extend": "calendar", "inquire": "search", "add_evidence": "paperclip"}.get(
        step.verb, ""
    )


def _walk(now: Standing) -> list[Walk]:
    """The usual way, with where it stands; what is off the way stands where it left it."""
    order = [stage for stage, name in words.WALK]
    here = now.stage
    if here in (lifecycle.HALTED, lifecycle.AWAY):
        here = now.dispute.stage_before
    here = {
        lifecycle.REFUSED: lifecycle.ASKED, lifecycle.WITHDRAWN: lifecycle.ASKED,
        lifecycle.UNPERFORMED: lifecycle.PERFORMED, lifecycle.TERMINATED: lifecycle.PERFORMED,
    }.get(here, here)  # fmt: skip
    at = order.index(here)
    skipped = {lifecycle.SIGNING, lifecycle.AGREED} if now.stage == lifecycle.TERMINATED else set()
    skipped |= {lifecycle.SIGNING} if now.dispute.result == "oral" else set()
    if here == lifecycle.ARCHIVED:
        at += 1  # the last step is no stay: with it all is done
    return [
        Walk(str(name), "skipped" if stage in skipped else "done" if n < at else "now" if n == at else "next")
        for n, (stage, name) in enumerate(words.WALK)
    ]


def _next(now: Standing, step: Step | None, allowed: Sequence[Step]) -> dict[str, Any]:
    """The next act: its button for who may, what it lacks with where that is filled, why, by when."""
    if step is None:
        name, _tone = words.STAGES[now.stage]
        return {
            "title": str(name),
            "text": _("Nothing more to do here."),
            "verb": None,
            "also": [],
            "lacks": [],
            "rule": "",
        }
    doing, row = DOINGS[step.verb], _first_row(now, step)
    lacks = [need for need in now.missing(step.verb) if need in _FILLED_BY]
    verb = (
        Verb(str(doing.button), about.href(now, step.verb, row.pk if row else None), tone="primary")
        if step in allowed
        else None
    )
    return {
        "title": _title(step, row),
        "text": str(doing.lead) if verb else _("This is for a colleague who may do it. You can read and note."),
        "verb": verb,
        "also": [
            Verb(str(DOINGS[also].button), about.href(now, also), tone="primary")
            for also in (AS_GOOD_AS.get(step.verb, ()) if verb else ())
        ],
        "lacks": [
            Fact(
                words.need_words(need),
                fill=Verb(str(DOINGS[_FILLED_BY[need]].button), about.href(now, _FILLED_BY[need], _about(now, need))),
            )
            for need in lacks
        ],
        "rule": words.rule_words(step.rule) if step.rule else "",
    }


def _title(step: Step, row: Any) -> str:
    """What comes next; of two ways that are as good as each other neither gives its name."""
    if step.verb == "perform" and row:
        return str(row.what)
    return _("What came of it up there") if step.verb == "come_back" else str(DOINGS[step.verb].button)


def _first_row(now: Standing, step: Step) -> Any:
    """What the next act is about: the oldest danger; the next session called; of the things owed the one due first."""
    if step.verb == "report_danger":
        return next(iter(now.unreported), None)
    if step.verb == "sit":
        return next(iter(now.called), None)
    if step.verb != "perform":
        return None
    return min((one for one in now.obligations if one.state == "owed"), key=lambda one: one.due_date, default=None)


def _about(now: Standing, need: str) -> Any:
    """The party a need is about: who refuses, who has no guardian yet."""
    if need == "willing":
        return next((party.pk for party in now.here if party.is_willing is False), None)
    return next((party.pk for party in now.here if need == "guardians" and party.needs_guardian), None)


# Which act fills a need that another act lacks.
_FILLED_BY = {
    "both_sides": "name_party", "examined": "examine", "willing": "name_party", "guardians": "name_party", "informed": "inform",
    "mediator": "invite", "panel_consent": "agree_to_seat", "sat": "sit", "all_signed": "sign", "mediator_signed": "sign",
    "visited": "visit", "reported": "report", "checked": "check",
}  # fmt: skip


def _days(now: Standing, names: dict[Any, str]) -> Table:
    """What must be kept by when, and by which rule."""
    rows = []
    for one in now.deadlines:
        left, tone = words.left_words(one, now.today)
        what = str(words.DAYS[one.key])
        if one.key == "perform":
            duty = next(each for each in now.obligations if str(each.number) == one.of)
            what = _("%(name)s: %(what)s") % {"name": names[duty.obligor_id], "what": duty.what}
        cells = [
            Cell(what, note=words.rule_words(one.rule)),
            Cell(words.day_words(one.day, now.today), note=left, tone=tone),
        ]
        rows.append(cells)
    heads = [Head(_("What")), Head(pgettext("deadline", "By"))]
    return Table(_("Days to keep"), heads, rows, empty=_("No day to keep now."), hide_caption=True)


def _faults(now: Standing, allowed: Sequence[Step]) -> Block:
    may = {step.verb for step in allowed}
    rows = []
    for one in review.faults(now):
        verb = Verb(_("Put it right"), about.href(now, one.act, one.row)) if one.act in may else None
        facts = [words.rule_words(one.rule)] + ([] if one.is_needed else [_("may stay so")])
        rows.append(Row(str(one.words), facts=facts, verb=verb, tone="amber" if one.is_needed else "grey"))
    if "sign_paper" in may:
        rows += _unfinished(now)
    return Block(_("What the file lacks"), rows=rows, empty=_("The file is whole."), icon="badge-check")


def _unfinished(now: Standing) -> Iterator[Row]:
    """Papers with something empty or a hand that lacks. The agreement's own signatures are checked with the rest."""
    source = source_of(now, moments.language())
    for state in states_of(source):
        if not state.is_whole and not state.wanted.is_offered:
            verb = Verb(_("Put it right"), paper_address(now.dispute, state.wanted))
            facts = [*state_facts(source, state), _("may stay so")]
            yield Row(title_of(source, state.wanted), facts=facts, verb=verb, tone="grey")


def _warnings(now: Standing) -> Iterator[str]:
    """What must be minded all the way."""
    about_ownership = now.answers.get("ownership") or (now.agreement and now.agreement.is_about_ownership)
    if about_ownership and now.stage not in lifecycle.ENDED:
        yield _("No court will confirm an agreement on who owns it. What one does, pays or lets pass can be confirmed.")
    if now.answers.get("contract_land") and now.stage in lifecycle.AT_WORK:
        yield _("About contracted farmland the agreement must be in writing.")
