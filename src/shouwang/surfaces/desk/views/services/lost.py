"""Lost and found: the list of the room, one thing on one page, the sheet for the notice board."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from shouwang.kernel.ground.queries import work_calendar
from shouwang.kernel.papers.fonts import NoChineseFont
from shouwang.kernel.papers.pdf import to_pdf
from shouwang.kernel.people.actions import note_look
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor, open_person
from shouwang.lib.words import date_words
from shouwang.surfaces.desk.access import DeskRequest, scope_of, there
from shouwang.surfaces.desk.services_tabs import tabs
from shouwang.surfaces.desk.settings_page import Block, page, too_many
from shouwang.surfaces.desk.views.services import lost_words as words
from shouwang.surfaces.desk.views.services.lost_act import BROUGHT, DOINGS, helpers
from shouwang.systems.services import lost_lifecycle as lifecycle
from shouwang.systems.services.papers.lost import NOTICE, notice_values
from shouwang.systems.services.queries import lost as queries
from shouwang.systems.services.queries.lost import LostStanding, Side
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Row, Verb

MOST = 200
ENDED = 20


@require_safe
@helpers
def things(request: DeskRequest) -> HttpResponse:
    """To hand over, over a year, lying here, looked for; then what is over."""
    found = queries.things(request.user)
    if not request.looks_at_all_rooms:
        found = found.filter(matter__room=request.room)
    calendar = work_calendar()
    waiting = found.filter(stage__in=lifecycle.OPEN).order_by("pk")  # the oldest wait longest: they are cut last
    count = waiting.count()
    stands = [queries.standing(thing, calendar=calendar) for thing in waiting[:MOST]]
    ended = found.filter(stage__in=lifecycle.OVER).order_by("-over_date", "-pk")[:ENDED]
    over = [queries.standing(thing, calendar=calendar) for thing in ended]
    lying = sorted((now for now in stands if now.stage in lifecycle.HELD), key=_day)
    to_hand = [now for now in lying if now.joined]
    late = [now for now in lying if not now.joined and "year_over" in now.there]
    told = [now for now in lying if not now.joined and now.thing.is_told]
    here = [now for now in lying if now not in to_hand and now not in late and now not in told]
    sought = [now for now in stands if now.stage == lifecycle.SOUGHT and not now.joined]
    blocks = [
        Block(_("To hand over"), rows=[_row(now) for now in to_hand]),
        Block(_("Over a year: may go to the State"), rows=[_row(now) for now in late]),
        Block(_("Somebody says they found it; not brought yet"), rows=[_row(now) for now in told]),
    ]
    verbs = []
    if Permission.MATTER_REGISTER in request.held:
        new = reverse("desk-services:new-thing")
        verbs.append(
            Verb(pgettext("thing", "Something was found"), f"{new}?side=found", tone="primary", icon="package-search")
        )
        verbs.append(Verb(_("Something was lost"), f"{new}?side=lost", icon="search"))
    verbs.append(Verb(_("Sheet for the notice board"), reverse("desk-services:lost-sheet"), icon="printer"))
    return page(
        request, _("Lost and found"),
        *(block for block in blocks if block.rows),
        Block(_("Lies here"), rows=[_row(now) for now in here], empty=_("Nothing lies here."), icon="package-search"),
        Block(_("Looked for"), rows=[_row(now) for now in sought], empty=_("Nobody looks for anything."), icon="search"),
        Block(_("Over"), rows=[_row(now) for now in over], empty=_("None yet"), icon="check"),
        verbs=verbs, tabs=tabs(request, "lost"), beside=[_figures(request)], said=too_many(count, MOST),
    )  # fmt: skip


def _day(now: LostStanding) -> tuple[str, str]:
    return (now.deadline.day.isoformat() if now.deadline else "9", now.matter.reference)


def _row(now: LostStanding) -> Row:
    thing, one = now.thing, now.deadline
    language = moments.language()
    late = one is not None and one.key != "year" and one.day < now.today
    facts = [
        _("%(side)s %(day)s") % {"side": thing.get_side_display(), "day": date_words(thing.day, now.today, language)},
        thing.place, thing.shelf if thing.is_open else "", str(words.DAYS[one.key]) if one else "",
    ]  # fmt: skip
    return Row(
        words.name(thing),
        reverse("desk-services:thing", args=[thing.pk]),
        when=date_words(one.day, now.today, language) if one else "",
        tone="red" if late else "grey",
        facts=[fact for fact in facts if fact],
        pills=[words.pill(thing)],
        number=now.matter.reference,
    )


def _figures(request: DeskRequest) -> Block:
    counted = queries.figures(scope_of(request))
    of_found = f" / {counted.found}"
    nothing = _("nothing was found yet")
    facts = [
        Fact(_("Told as lost"), str(counted.lost)),
        Fact(_("Told as found, not brought yet"), str(counted.told)),
        Fact(_("Found and brought"), str(counted.found)),
    ]
    for label, number in (
        (_("Handed back, of those found"), counted.returned),
        (_("Given to another office, of those found"), counted.handed_in),
        (_("Gone to the State, of those found"), counted.states),
        (_("Lying here, of those found"), counted.lying),
        (_("Sold, the money lies here, of those found"), counted.sold),
    ):
        facts.append(Fact(label, f"{number}{of_found}" if counted.found else "", missing=nothing))
    return Block(_("What became of them"), facts=facts)


@require_safe
@helpers
def thing(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Where it stands, by when, what it may be; who claimed it is shown, and that look is journalled."""
    one = there(queries.thing_of(request.user, pk))
    now = queries.standing(one)
    title = f"{now.matter.reference} {words.name(one)}"
    up = (_("Lost and found"), reverse("desk-services:lost"))
    verbs = [Verb(_("Notes and files"), reverse("desk:matter", args=[pk]), icon="paperclip")]
    blocks = [_stands(now), *_people(request, now), *_alike(request, now), _facts(now), *_claim(request, now)]
    return page(request, title, *blocks, up=up, verbs=verbs)


def _act(now: LostStanding, verb: str) -> str:
    return reverse("desk-services:lost-act", args=[now.matter.pk, verb])


def _stands(now: LostStanding) -> Block:
    thing, step, one = now.thing, now.next_step, now.deadline
    facts = [Fact(_("Now"), words.pill(thing).word, note=thing.went_to)]
    verbs: list[Verb] = []
    if one:
        facts.append(Fact(str(words.DAYS[one.key]), date_words(one.day, now.today, moments.language())))
    if now.joined:
        href = reverse("desk-services:thing", args=[now.joined.pk])
        facts.append(Fact(_("Belongs to"), now.joined.matter.reference, href=href))
        if now.stage == lifecycle.SOUGHT:
            verbs.append(Verb(_("Open what was found"), href, tone="primary", icon="package-search"))
    if thing.proceeds:
        facts.append(Fact(_("Sold for, yuan"), f"{thing.proceeds:,.2f}"))
    if step:
        verbs.append(Verb(str(DOINGS[step.verb].button), _act(now, step.verb), tone="primary"))
        facts.append(Fact(_("What comes next"), str(DOINGS[step.verb].button), note=str(DOINGS[step.verb].lead)))
    verbs += [
        Verb(str(DOINGS[each.verb].button), _act(now, each.verb))
        for each in lifecycle.COURSE.steps_from(now.stage)
        if each is not step
        and each.verb in DOINGS
        and not (each.verb == "receive" and now.thing.is_here)
        and not set(now.missing(each.verb)) - BROUGHT
    ]
    return Block(_("Where it stands"), facts=facts, verbs=verbs)


def _alike(request: DeskRequest, now: LostStanding) -> list[Block]:
    if now.joined:
        return []
    rows = []
    for other in queries.alike(request.user, now.thing):
        join = Verb(
            _("The same thing"), reverse("desk-services:join-thing", args=[now.thing.pk]), post=True, icon="link",
            fields={"other": str(other.thing.pk)},
        )  # fmt: skip
        rows.append(
            Row(
                words.name(other.thing), reverse("desk-services:thing", args=[other.thing.pk]),
                when=date_words(other.thing.day, now.today, moments.language()), number=other.thing.matter.reference,
                facts=[other.thing.place, *words.why_words(other.why)], verb=join,
            )
        )  # fmt: skip
    return [Block(_("May be the same"), rows=rows)] if rows else []


def _facts(now: LostStanding) -> Block:
    thing = now.thing
    since = date_words(thing.noticed_date, now.today, moments.language()) if thing.noticed_date else ""
    hung = " · ".join(filter(None, (since, thing.noticed_where)))
    facts = [
        Fact(_("What"), str(thing.get_what_display())),
        Fact(
            _("Lost or found"), str(thing.get_side_display()), note=date_words(thing.day, now.today, moments.language())
        ),
        Fact(_("Where"), thing.place, missing=_("not told")),
        Fact(_("What it is like"), words.looks(thing), missing=_("not told")),
    ]
    if thing.side == Side.FOUND:
        facts.append(Fact(_("Where it lies"), thing.shelf, missing=_("not written down")))
        facts.append(Fact(_("Notice hangs since"), hung, missing=_("not yet")))
    return Block(_("The thing"), facts=facts)


def _people(request: DeskRequest, now: LostStanding) -> list[Block]:
    """Whom to ring: who told of it, and of the joined one who told of that. The look at each is journalled."""
    labels = {Side.LOST: _("Whoever lost it"), Side.FOUND: _("Whoever found it")}
    facts = []
    for one in filter(None, (now.thing, now.joined)):
        if (person := one.matter.reporter) is None:
            continue
        note_look(by=actor(request.user), person=person)
        said = open_person(person)
        label, phone = labels[Side(one.side)], said["phone"]
        facts.append(Fact(label, said["name"], missing=_("no name")))
        facts.append(Fact(_("Ring"), phone, href=f"tel:{phone}" if phone else "", missing=_("no number")))
    return [Block(_("Names and telephones"), facts=facts)] if facts else []


def _claim(request: DeskRequest, now: LostStanding) -> list[Block]:
    thing = now.thing
    if thing.claimed_by is None:
        return []
    note_look(by=actor(request.user), person=thing.claimed_by)
    said = open_person(thing.claimed_by)
    facts = [
        Fact(
            _("Who got the money") if thing.proceeds else _("Who took it"),
            " · ".join(filter(None, (said["name"], said["phone"]))),
            missing=_("forgotten"),
        ),
        Fact(_("What they said before they saw it"), thing.knew),
        Fact(_("What proved it"), thing.seen),
    ]
    if thing.costs:
        facts.append(Fact(_("Costs of keeping they bore, yuan"), f"{thing.costs:,.2f}"))
    if thing.proceeds:
        facts.append(Fact(_("Paid out, yuan"), f"{thing.paid_out:,.2f}"))
    if thing.signature_id:
        facts.append(Fact(_("Signature"), _("Look"), href=reverse("files:file", args=[thing.signature_id])))
    return [Block(_("Paid out") if thing.proceeds else _("Handed back"), facts=facts)]


@require_safe
@helpers
def sheet(request: DeskRequest) -> HttpResponse:
    """招领公告 in large type: number, kind, day, place of what lies here; no names, no marks."""
    language = moments.language()
    lying = queries.shown_outside(request.room)
    try:
        content = to_pdf(
            NOTICE, notice_values(request.room, lying, timezone.localdate(), language), language, large=True
        )
    except NoChineseFont as wrong:
        messages.error(request, str(wrong))
        return redirect("desk-services:lost")
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="lost-and-found.pdf"'
    return response
