"""Errands at the desk: the list, one errand on one page, its papers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shouwang.kernel.matters.queries import story_of
from shouwang.kernel.papers.fonts import NoChineseFont
from shouwang.kernel.people.permissions import Permission
from shouwang.lib import words as times
from shouwang.surfaces.desk.access import DeskRequest, scope_of, there
from shouwang.surfaces.desk.forms.services.errands import ASKER
from shouwang.surfaces.desk.rows import loaded, rows_of
from shouwang.surfaces.desk.services_words import proxy_pill, said, version_words
from shouwang.surfaces.desk.settings_page import Block, page, too_many
from shouwang.surfaces.desk.story import entries_of
from shouwang.surfaces.desk.views.printing import SHAPES
from shouwang.surfaces.desk.views.services import errand_words as words
from shouwang.surfaces.desk.views.services.errand_act import BROUGHT, DOINGS, names_for, workers
from shouwang.systems.services import errand_lifecycle as lifecycle
from shouwang.systems.services.actions.errands import look_at
from shouwang.systems.services.queries import errand_papers as papers
from shouwang.systems.services.queries import errands as queries
from shouwang.systems.services.queries.errands import ErrandStanding
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Pill, Row, Tab, Verb

MOST = 200
BESIDE = ("lose",)
PILLS = {"brought": "green", "missing": "red", "not_needed": "grey"}
KEPT = {"here": "amber", "station": "blue", "returned": "green", "kept": "grey", "lost": "red"}


@require_safe
@workers
def errands(request: DeskRequest) -> HttpResponse:
    """Mine, open, whose originals are here, waiting at the station, over."""
    found = queries.errands(request.user)
    if not request.looks_at_all_rooms:
        found = found.filter(matter__room=request.room)
    open_now = found.filter(stage__in=lifecycle.OPEN)
    sorts = {
        "": (_("Still open"), open_now),
        "mine": (_("Mine"), open_now.filter(matter__owner=request.user)),
        "originals": (_("Originals not back"), queries.with_originals(open_now)),
        "station": (_("At the station"), found.filter(stage=lifecycle.HANDED_IN)),
        "over": (_("Over"), found.filter(stage__in=lifecycle.OVER)),
    }
    current = request.GET.get("tab", "") if request.GET.get("tab", "") in sorts else ""
    path = reverse("desk-services:errands")
    narrowed = [
        Tab(
            name, f"{path}?tab={key}" if key else path, key == current, count="" if key == "over" else str(some.count())
        )
        for key, (name, some) in sorts.items()
    ]
    chosen = sorts[current][1]
    order = "-matter__ended_at" if current == "over" else "matter__due_at"
    keys = list(chosen.order_by(order, "pk").values_list("pk", flat=True)[:MOST])
    by_key = {one.pk: one for one in loaded(scope_of(request).filter(pk__in=keys))}
    rows = rows_of([by_key[key] for key in keys if key in by_key], request.held, timezone.now())
    block = Block(
        "", rows=rows, empty=_("No errand is here"), icon="file-check",
        advice=_("When somebody asks for a paper, open an errand: the catalogue says what it needs."),
    )  # fmt: skip
    verbs = [Verb(_("Catalogue"), reverse("desk-services:catalogue"), icon="list-checks")]
    if Permission.MATTER_REGISTER in request.held:
        verbs.insert(0, Verb(_("A new errand"), reverse("desk-services:errand-new"), tone="primary", icon="plus"))
    return page(
        request, _("Errands"), block, tabs=narrowed, verbs=verbs,
        said=None if current == "over" else too_many(chosen.count(), MOST),
        lead=_("Papers done for people: looked through at once, every original on a receipt, nobody travels for nothing."),
    )  # fmt: skip


@require_safe
@workers
def errand(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Where it stands, what comes next, its papers and originals, its story. The look at the names is written down."""
    one = there(queries.errand_of(request.user, pk))
    look_at(by=request.user, errand=one)
    now = queries.standing(one)
    names = names_for(now)
    verbs = [Verb(_("Notes and files"), reverse("desk:matter", args=[pk]), icon="paperclip")]
    if Permission.MATTER_REGISTER in request.held and one.matter.follow_lookup:
        verbs.append(Verb(_("Slip with the follow code"), reverse("desk:slip", args=[pk]), icon="printer"))
    blocks = [_stands(now), _papers(now), _originals(now), _slips(now, names), _answer(now)]
    beside = [_about(now, names)]
    return page(
        request, f"{one.matter.reference} {one.matter.title}", *(block for block in blocks if block), beside=beside,
        up=(_("Errands"), reverse("desk-services:errands")), verbs=verbs, template="desk/services/errand.html",
        more={"story": entries_of(one.matter, list(story_of(one.matter)), [])},
    )  # fmt: skip


def _href(now: ErrandStanding, verb: str, row: Any = None) -> str:
    address = reverse("desk-services:errand-act", args=[now.errand.pk, verb])
    return f"{address}?of={row.pk}" if row else address


def _stands(now: ErrandStanding) -> Block:
    step = now.next_step
    facts = [Fact(_("Now"), words.stage_pill(now.stage).word)]
    verbs = []
    if step:
        verbs.append(Verb(str(DOINGS[step.verb].button), _href(now, step.verb), tone="primary"))
        facts.append(Fact(_("What comes next"), str(DOINGS[step.verb].button), note=str(DOINGS[step.verb].lead)))
    if now.errand.is_open and now.due:
        key, day = now.due
        facts.append(
            Fact(
                str(words.DAYS[key]),
                times.date_words(day, now.today, moments.language()),
                note=words.late_words(day, now.today),
            )
        )
    elif now.errand.is_open and now.missing_papers:
        facts.append(Fact(_("By when"), _("we wait for the person to bring what is missing")))
    if now.errand.visit:
        number = now.errand.visit.reference
        facts.append(Fact(_("Goes on as"), number, reverse("desk:matter", args=[now.errand.visit_id])))
    for each in lifecycle.steps_from(now.stage):
        if each is not step and each.verb not in BESIDE and not set(now.missing(each.verb)) - BROUGHT:
            tone = "danger" if DOINGS[each.verb].tone == "danger" else "plain"
            verbs.append(Verb(str(DOINGS[each.verb].button), _href(now, each.verb), tone=tone))  # type: ignore[arg-type]
    return Block(_("Where it stands"), facts=facts, verbs=verbs)


def _papers(now: ErrandStanding) -> Block | None:
    rows = []
    for place, fact in enumerate(now.documents):
        found = now.papers.get(place)
        pill = Pill(str(found.get_state_display()), PILLS[found.state]) if found else Pill(_("not looked at"), "amber")  # type: ignore[arg-type]
        more = [found.why, found.late_because] if found else []
        rows.append(Row(said(fact.words), facts=[words for words in more if words], pills=[pill]))
    if not rows or not (now.errand.checks or now.errand.is_open):
        return None
    verbs = _prints(now, "told-once", _("What is missing")) if now.missing_papers else []
    return Block(_("Papers of the list"), rows=rows, verbs=verbs)


def _originals(now: ErrandStanding) -> Block | None:
    rows = []
    for one in now.originals:
        is_out = one.state in queries.OUT
        can_lose = is_out and now.stage in lifecycle.STEPS["lose"].sources
        verb = Verb(_("Lost or damaged?"), _href(now, "lose", one)) if can_lose else None
        facts = [_("receipt %(n)s") % {"n": one.taken.number}, one.lost_because, one.lost_done]
        what = _("%(what)s × %(count)s") % {"what": one.what, "count": one.count}
        pill = Pill(str(one.get_state_display()), KEPT[one.state])  # type: ignore[arg-type]
        rows.append(Row(what, facts=[each for each in facts if each], pills=[pill], verb=verb))
    return Block(_("Originals"), rows=rows) if rows else None


def _slips(now: ErrandStanding, names: dict[Any, Any]) -> Block | None:
    rows = []
    for slip in now.slips:
        who = names[slip.person_id] if slip.person_id else names[ASKER]
        title = _("%(what)s: %(who)s") % {"what": slip.get_kind_display(), "who": who}
        facts = [moments.exact(timezone.localtime(slip.at)), slip.by, str(slip.get_how_display())]
        address = reverse("desk-services:errand-pdf", args=[now.errand.pk, f"slip-{slip.number}"])
        number = f"{now.matter.reference}-{slip.number}"
        rows.append(Row(title, facts=facts, number=number, verb=Verb(_("Print"), address, icon="printer")))
    return Block(_("Receipts"), rows=rows) if rows else None


def _answer(now: ErrandStanding) -> Block | None:
    errand = now.errand
    if not errand.procedure:
        return None
    parts = (
        (_("Why"), "reason"),
        (_("How to do it"), "procedure"),
        (_("What to bring"), "documents"),
        (_("How long it takes"), "time"),
    )
    facts = [Fact(label, " · ".join(getattr(errand, name).splitlines())) for label, name in parts]
    facts.append(Fact(_("They get it"), str(errand.get_answered_how_display())))
    return Block(_("The full answer"), facts=facts, verbs=_prints(now, "answer", _("The answer")))


def _about(now: ErrandStanding, names: dict[Any, Any]) -> Block:
    errand, item = now.errand, now.item
    facts = []
    if item:
        href = reverse("desk-services:item", args=[item.key])
        facts.append(Fact(_("Errand"), said(item.name), href, note=version_words(item)))
        facts.append(Fact(_("Can somebody else do it?"), proxy_pill(item).word))
    facts.append(Fact(_("Asked for by"), names[ASKER] or _("nobody by name"), note=str(errand.get_whom_display())))
    if errand.whom != queries.Whom.DEAD:
        facts.append(Fact(_("Can the person come?"), _("Yes") if errand.can_come else _("No")))
    if errand.authorised_at:
        people = [with_name(names, one) for one in now.people if one.role != "hand"]
        acts = " · ".join(filter(None, [str(errand.get_kin_display()), str(errand.get_authority_display())]))
        facts.append(Fact(_("Who acts for whom"), acts, note=" · ".join(people)))
        if errand.whom != queries.Whom.DEAD:
            facts.append(Fact(_("Their own wish"), str(errand.get_wish_display()), note=errand.station_asked))
    if errand.handed_in_at:
        handed = " · ".join(filter(None, [errand.handed_to, errand.station_receipt]))
        facts.append(Fact(_("At the station"), handed, note=moments.exact(timezone.localtime(errand.handed_in_at))))
    if errand.result:
        facts.append(Fact(_("What came of it"), errand.result))
    if errand.told_late:
        facts.append(
            Fact(_("Called missing late"), str(errand.told_late), note=_("papers that an earlier look had left unsaid"))
        )
    return Block(_("About it"), facts=facts)


def with_name(names: dict[Any, Any], one: Any) -> str:
    return _("%(name)s (%(role)s)") % {"name": names[one.pk], "role": one.get_role_display()}


def _prints(now: ErrandStanding, key: str, name: str) -> list[Verb]:
    said = {"paper": name}
    return [
        Verb(
            _("%(paper)s as PDF") % said, reverse("desk-services:errand-pdf", args=[now.errand.pk, key]), icon="printer"
        ),
        Verb(
            _("%(paper)s for Word") % said,
            reverse("desk-services:errand-docx", args=[now.errand.pk, key]),
            icon="file-text",
        ),
    ]


@require_safe
@workers
def paper(request: DeskRequest, pk: UUID, key: str, shape: str) -> HttpResponse:
    """One of its papers in the language of the page; names stand on it, so the look is written down."""
    one = there(queries.errand_of(request.user, pk))
    language = moments.language()
    paper, values = there(papers.paper_of(queries.standing(one), key, language))
    look_at(by=request.user, errand=one, what=f"{key}.{shape}")
    make, media_type = SHAPES[shape]
    try:
        content = make(paper, values, language)
    except NoChineseFont as wrong:
        messages.error(request, str(wrong))
        return redirect("desk-services:errand", pk=pk)
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'inline; filename="{one.matter.reference}-{key}.{shape}"'
    return response
