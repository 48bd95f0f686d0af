"""Requests about one's own data: the list with its figures, one on one page, the report of what was deleted."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext
from django.views.decorators.http import require_POST, require_safe

from shouwang.kernel.journal.actions import Subject
from shouwang.kernel.matters import kinds
from shouwang.kernel.papers.actions import give_copy
from shouwang.kernel.papers.fonts import NoChineseFont
from shouwang.kernel.papers.pdf import to_pdf
from shouwang.kernel.people.actions import note_look
from shouwang.kernel.people.queries import actor, open_person
from shouwang.lib.words import date_words
from shouwang.surfaces.desk.access import DeskRequest, scope_of, there
from shouwang.surfaces.desk.copies import once
from shouwang.surfaces.desk.services_tabs import tabs
from shouwang.surfaces.desk.settings_page import Block, page, too_many
from shouwang.surfaces.desk.views.printing import SHAPES
from shouwang.surfaces.desk.views.services import rights_words as words
from shouwang.surfaces.desk.views.services.rights_act import DOINGS, officers
from shouwang.systems.services import rights_lifecycle as lifecycle
from shouwang.systems.services.papers.erasure import REPORT, report_values, stays_in
from shouwang.systems.services.queries import rights as queries
from shouwang.systems.services.queries.rights import About, RightsStanding
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Row, Verb

MOST = 100
SEARCHED = "desk-settings:rights"


@require_safe
@officers
def requests(request: DeskRequest) -> HttpResponse:
    """Those that are open by their last day, then the ones that are over; and how many were answered in time."""
    found = queries.requests(request.user)
    if not request.looks_at_all_rooms:
        found = found.filter(matter__room=request.room)
    waiting = found.filter(stage__in=lifecycle.OPEN).order_by("matter__due_at", "pk")
    rows = [_row(one) for one in waiting[:MOST]]
    over = found.filter(stage__in=lifecycle.OVER)
    lead = _("Everybody may ask what the room holds of them: within %(n)s working days they have an answer.")
    verbs = [
        Verb(_("A new request about data"), reverse("desk-services:request-new"), tone="primary", icon="plus"),
        Verb(_("Find a person"), reverse(SEARCHED), icon="user-search"),
    ]
    return page(
        request, _("Requests about data"),
        Block(_("To be answered"), rows=rows, empty=_("Nobody waits for an answer."), icon="shield-check"),
        Block(_("Over"), rows=[_row(one) for one in over[:MOST]], empty=_("None yet"), icon="check"),
        lead=lead % {"n": lifecycle.ANSWER_WORKING_DAYS}, verbs=verbs, tabs=tabs(request, "rights"),
        beside=[_figures(request)], said=too_many(waiting.count(), MOST),
    )  # fmt: skip


def _row(one: queries.Request) -> Row:
    now = queries.standing(one)
    late = one.is_open and now.due < now.today
    return Row(
        str(kinds.topic_name(one.matter.kind, one.matter.topic)),
        reverse("desk-services:request", args=[one.pk]),
        when=date_words(now.due, now.today, moments.language()) if one.is_open else "",
        tone="red" if late else "grey",
        facts=[str(one.get_about_display())],
        pills=[words.stage_pill(one.stage)],
        number=one.matter.reference,
    )


def _figures(request: DeskRequest) -> Block:
    counted = queries.figures(scope_of(request))
    nobody = _("none is over yet")
    return Block(
        _("How they were answered"),
        facts=[
            Fact(_("Requests"), str(counted.asked), note=_("over: %(n)s") % {"n": counted.over}),
            Fact(
                _("In time, of those that are over"),
                f"{counted.in_time} / {counted.over}" if counted.over else "", missing=nobody,
            ),
            Fact(
                _("Refused with the law, of those that are over"),
                f"{counted.refused} / {counted.over}" if counted.over else "", missing=nobody,
            ),
            Fact(_("With something deleted"), str(counted.deleted)),
        ],
    )  # fmt: skip


@require_safe
@officers
def one(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Where it stands, by when, what was done, what comes next. Whom it is about is shown, and that look is journalled."""
    asked = there(queries.request_of(request.user, pk))
    now = queries.standing(asked)
    if asked.subject and asked.subject.erased_at is None:
        note_look(by=actor(request.user), person=asked.subject)
    return _page(request, now)


def _page(request: DeskRequest, now: RightsStanding, **shown: object) -> HttpResponse:
    matter = now.matter
    title = f"{matter.reference} {kinds.topic_name(matter.kind, matter.topic)}"
    blocks = [_stands(now), _asked(now), *(_report(report) for report in now.erasures)]
    verbs = [Verb(_("Notes and files"), reverse("desk:matter", args=[matter.pk]), icon="paperclip")]
    up = (_("Requests about data"), reverse("desk-services:requests"))
    return page(request, title, *blocks, up=up, verbs=verbs, **shown)  # type: ignore[arg-type]  # `once`, where one is given


def _act(now: RightsStanding, verb: str) -> str:
    return reverse("desk-services:rights-act", args=[now.matter.pk, verb])


def _find(now: RightsStanding) -> Verb:
    return Verb(
        _("Find what is held, see, copy or delete it"), f"{reverse(SEARCHED)}?for={now.matter.pk}", tone="primary",
        icon="user-search",
    )  # fmt: skip


def _stands(now: RightsStanding) -> Block:
    facts = [Fact(_("Now"), words.stage_pill(now.stage).word)]
    verbs: list[Verb] = []
    if now.request.is_open:
        late = _("that day is past") if now.due < now.today else ""
        day = date_words(now.due, now.today, moments.language())
        facts.append(Fact(_("Answer until"), day, note=late or _("15 working days, the day it came not counted")))
    step = now.next_step
    if step and step.verb == "note":
        verbs.append(_find(now))
    elif step:
        verbs.append(Verb(str(DOINGS[step.verb].button), _act(now, step.verb), tone="primary"))
        if now.stage == lifecycle.PROVEN:
            verbs.append(Verb(str(_find(now).label), _find(now).href, icon="user-search"))
    for each in lifecycle.COURSE.steps_from(now.stage):
        is_shown = any(each.verb in verb.href for verb in verbs) or each.verb == "delete"
        is_shown |= each.verb == "hand_over" and each.done in now.there
        if not is_shown and not {"fulfilled", "made"} & set(now.missing(each.verb)):
            verbs.append(_verb(now, each.verb))
    if now.request.article:
        facts.append(Fact(_("Refused by"), str(now.request.get_article_display())))
    return Block(_("Where it stands"), facts=facts, verbs=verbs)


def _verb(now: RightsStanding, verb: str) -> Verb:
    return Verb(str(DOINGS[verb].button), _act(now, verb), tone="danger" if DOINGS[verb].tone == "danger" else "plain")


def _asked(now: RightsStanding) -> Block:
    asked = now.request
    facts = [
        Fact(_("What they ask"), str(kinds.topic_name(now.matter.kind, now.matter.topic)), note=now.matter.text),
        Fact(_("About whom"), str(asked.get_about_display()), note=asked.tie),
    ]
    if asked.about != About.SELF:
        name = open_person(asked.subject)["name"] if asked.subject else ""
        facts.append(Fact(_("Their name"), name, missing=_("forgotten, because it is answered")))
    seen = str(asked.get_seen_display()) if asked.seen else ""
    when = f"{moments.exact(asked.proven_at)} · {asked.proven_by}" if asked.proven_at else ""
    facts.append(
        Fact(_("What was seen"), " · ".join(filter(None, (seen, asked.seen_tie))), note=when, missing=_("nothing yet"))
    )
    done = [f"{deed.get_kind_display()} · {moments.exact(deed.at)} · {deed.by}" for deed in now.deeds]
    facts += [Fact(pgettext("request about data", "Done"), words_) for words_ in done]
    return Block(_("The request"), facts=facts)


def _report(report: queries.Report) -> Block:
    facts = [Fact(_("When and by whom"), f"{moments.exact(report.at)} · {report.by}"), *words.count_facts(report)]
    facts += [
        Fact(_("Stays: %(file)s") % {"file": file}, role, note=f"{reference} · {why}")
        for file, role, reference, why in stays_in(report, moments.language())
    ]
    href = {shape: reverse(f"desk-services:report-{shape}", args=[report.pk]) for shape in SHAPES}
    verbs = [
        Verb(_("Report as PDF"), href["pdf"], icon="file-text"),
        Verb(_("Report for Word"), href["docx"], icon="file-text"),
        Verb(
            _("Give it to their phone"),
            reverse("desk-services:report-copy", args=[report.pk]),
            post=True,
            icon="qr-code",
        ),
    ]
    return Block(_("What was deleted"), facts=facts, verbs=verbs)


@require_safe
@officers
def paper(request: DeskRequest, pk: UUID, shape: str) -> HttpResponse:
    """The report of what was deleted and what must stay, as PDF or DOCX in the language of the page. It names nobody."""
    report = there(queries.report_of(request.user, pk))
    make, media_type = SHAPES[shape]
    language = moments.language()
    try:
        content = make(REPORT, report_values(report, language), language)
    except NoChineseFont as wrong:
        messages.error(request, str(wrong))
        return redirect("desk-services:request", pk=report.request_id)
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'inline; filename="{report.request.matter.reference}.{shape}"'
    return response


@require_POST
@officers
def copy(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The report on their own telephone, by a code that is shown this once."""
    report = there(queries.report_of(request.user, pk))
    matter, language = report.request.matter, moments.language()
    try:
        pdf = to_pdf(REPORT, report_values(report, language), language)
    except NoChineseFont as wrong:
        messages.error(request, str(wrong))
        return redirect("desk-services:request", pk=matter.pk)
    of = Subject("matter", str(matter.pk), matter.reference)
    with override(language):
        title = REPORT.title.said(language)
    given, secret = give_copy(by=actor(request.user), room=matter.room, title=title, pdf=pdf, of=of)
    now = queries.standing(there(queries.request_of(request.user, matter.pk)))
    return _page(request, now, once=once(request, given, secret))
