"""Visits by appointment: whom to ring today, what is booked, one visit on one page, a new one for somebody on the telephone."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shouwang.kernel.matters.actions.intake import IdTaken, Receipt
from shouwang.kernel.matters.course import NotAllowedNow
from shouwang.kernel.people.actions import give_consent
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor
from shouwang.surfaces.desk import visit_words as words
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.forms.visits import NewVisit, time_of
from shouwang.surfaces.desk.services_tabs import tabs
from shouwang.surfaces.desk.settings_page import Ask, Block, Said, page, too_many
from shouwang.surfaces.desk.views.services.visit_act import DOINGS, workers
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.services import visit_lifecycle as lifecycle
from shouwang.systems.services import visit_text
from shouwang.systems.services.actions import visits as actions
from shouwang.systems.services.actions.visit_booking import Taken, Time, book
from shouwang.systems.services.queries import visits as queries
from shouwang.systems.services.queries.visit_figures import figures
from shouwang.systems.services.queries.visiting import is_bookable
from shouwang.ui import moments
from shouwang.ui.parts import ButtonTone, Fact, Map, Row, Verb

MOST = 60
MOST_OPEN = 240


@require_safe
@workers
def visits(request: DeskRequest) -> HttpResponse:
    """Whom to ring; who waits for a time; today, the week, later; what was."""
    now = timezone.now()
    found = _here(request)
    wants_past = request.GET.get("which") == "past"
    path = reverse("desk-services:visits")
    verbs = [
        Verb(_("Book a visit"), reverse("desk-services:visit-new"), tone="primary", icon="plus"),
        Verb(_("Round of today"), reverse("desk-services:round", args=[f"{timezone.localdate()}"]), icon="map"),
        Verb(_("Those still to be made"), path) if wants_past else Verb(_("Past visits"), f"{path}?which=past"),
    ]
    if Permission.SERVICE_MANAGE in request.held:
        verbs.append(Verb(_("Hours and purposes"), reverse("desk-services:visiting"), icon="settings"))
    if wants_past:
        past = found.filter(stage__in=lifecycle.OVER).order_by("-over_at", "-pk")[:MOST]
        blocks = [
            _figures(request, now),
            Block(
                _("Past visits"), rows=[_row(one, now) for one in past], empty=_("No visit was made yet"), icon="house"
            ),
        ]
    else:
        blocks = _open_blocks(request, found, now)
    said = None if wants_past else too_many(found.filter(stage__in=lifecycle.OPEN).count(), MOST_OPEN)
    if not is_bookable(request.room):
        said = Said(
            _("Nobody can book a visit yet"), _("Say first when somebody visits, and what for: under “Hours and purposes”."),
            "amber",
        )  # fmt: skip
    return page(request, _("Home visits"), *blocks, tabs=tabs(request, "visits"), verbs=verbs, said=said)


def _figures(request: DeskRequest, now: Any) -> Block:
    """The last thirty days, each number with what it is of."""
    found = figures(_here(request), now - timedelta(days=30), now)
    kept = found.promises
    in_time = _("%(n)s of %(all)s times") % {"n": kept.kept, "all": kept.of}
    off = _("by the people %(them)s, by the room %(us)s") % {"them": found.off_by_them, "us": found.off_by_room}
    facts = [
        Fact(_("Booked"), str(found.booked)),
        Fact(_("Home visits made"), str(found.made)),
        Fact(
            _("Came at the time promised"), in_time if kept.of else "", note=words.kept_words(kept) if kept.of else "",
            missing=_("no promised time is past"),
        ),
        Fact(_("Nobody home"), str(found.missed)),
        Fact(_("Visits called off"), off),
    ]  # fmt: skip
    return Block(_("The last 30 days"), facts=facts)


def _here(request: DeskRequest) -> Any:
    found = queries.visits(request.user)
    return found if request.looks_at_all_rooms else found.filter(matter__room=request.room)


def _open_blocks(request: DeskRequest, found: Any, now: Any) -> list[Block]:
    today = timezone.localdate(now)
    week = today + timedelta(days=7)
    nearest = found.filter(stage__in=lifecycle.OPEN).order_by(F("starts_at").asc(nulls_first=True), "pk")
    waiting = sorted(nearest[:MOST_OPEN], key=_begins)
    in_parts: dict[str, list[Row]] = {"none": [], "today": [], "week": [], "later": []}
    for one in waiting:
        day = timezone.localdate(one.starts_at) if one.starts_at else None
        part = (
            "none"
            if day is None or one.stage == lifecycle.NOBODY
            else "today"
            if day <= today
            else "week"
            if day < week
            else "later"
        )
        in_parts[part].append(_row(one, now, request.user if part != "later" else None))
    ring = [_ring_row(request.user, one) for one in queries.to_ring(found, now)]
    blocks = []
    if ring:
        blocks.append(Block(_("Ring today"), rows=ring, mark="ring"))
    if in_parts["none"]:
        blocks.append(Block(_("Find a time"), rows=in_parts["none"]))
    made = list(queries.made_on(found, today))
    empty = Block(
        _("Today"), rows=in_parts["today"], icon="house",
        empty=_("All visits of today are made") if made else _("No visit today"),
        advice="" if made else _("When somebody who can't come rings, book a visit for them."),
    )  # fmt: skip
    blocks.append(empty)
    if made:
        title = ngettext("Made today: %(n)s house", "Made today: %(n)s houses", len(made)) % {"n": len(made)}
        blocks.append(Block(title, rows=[_row(one, now) for one in made]))
    for key, title in (("week", _("In the next seven days")), ("later", _("Later"))):
        if in_parts[key]:
            blocks.append(Block(title, rows=in_parts[key]))
    return blocks


def _begins(one: Any) -> tuple[bool, Any, bool]:
    """By when it begins as it was said, half days before the times in them; without a time last."""
    return one.said_at is None, one.said_at or one.matter.received_at, one.is_timed


def _where_words(one: Any, reader: Any = None) -> str:
    """Whom and which house, for who goes there now; the look is written down. Else what is near, which names nobody."""
    if reader:
        actions.look_at(by=reader, visit=one, what="list")
        return words.whom_words(one)
    return _("near %(place)s") % {"place": name_of(one.matter.place)} if one.matter.place else ""


def _row(one: Any, now: Any, reader: Any = None) -> Row:
    href = reverse("desk-services:visit", args=[one.pk])
    facts = [name_of(one.purpose)]
    if where := _where_words(one, reader):
        facts.insert(0, where)
    if one.account:
        facts.append(name_of(one.account))
    step = lifecycle.COURSE.next_step(one.stage, frozenset())
    late = one.stage in lifecycle.WAITING and one.starts_at is not None and one.starts_at < now
    is_today = one.starts_at is not None and timezone.localdate(one.starts_at) <= timezone.localdate(now)
    onward = "set_off" if step and step.verb == "confirm" and is_today else step.verb if step else ""
    verb = words.press(one, onward, str(DOINGS[onward].button)) if onward not in ("", "confirm") else None
    has_time = one.starts_at is not None
    return Row(
        words.when_words(one) if has_time else facts.pop(0), href, tone="red" if late else "grey", facts=facts,
        pills=[words.pill_of(one)], number=one.matter.reference, verb=verb,
    )  # fmt: skip


def _ring_row(reader: Any, one: Any) -> Row:
    """Somebody to ring: the number stands on the visit's own page, where the look is written down."""
    visit = one.visit
    about = _("tomorrow's visit") if one.about == queries.About.DAY else _("in less than two hours")
    facts = [_where_words(visit, reader), name_of(visit.purpose), about]
    if one.tried:
        facts.append(_("not reached %(when)s") % {"when": moments.ago(one.tried)})
    href = reverse("desk-services:visit", args=[visit.pk])
    verb = Verb(_("Number"), href, icon="phone")
    return Row(
        words.when_words(visit), href, facts=[fact for fact in facts if fact], number=visit.matter.reference, verb=verb,
        tone="amber",
    )  # fmt: skip


@require_safe
@workers
def visit(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Who, where, when, what comes next. The look at the name is written down."""
    one = there(queries.visit_of(request.user, pk))
    actions.look_at(by=request.user, visit=one)
    now = queries.standing(one)
    verbs = [Verb(_("Notes and files"), reverse("desk:matter", args=[pk]), icon="paperclip")]
    if Permission.MATTER_REGISTER in request.held and one.is_open:
        verbs.append(Verb(_("Follow code to tell or print"), reverse("desk:slip", args=[pk]), icon="printer"))
    if one.starts_at:
        day = timezone.localdate(one.starts_at)
        verbs.append(Verb(_("Round of the day"), _round(one, day), icon="map"))
    blocks = [
        _onward(request, one),
        _stands(one, queries.help_for(request.user, one)),
        _people(one),
        _calls(now),
        _where(one),
    ]
    up = (_("Home visits"), reverse("desk-services:visits"))
    return page(
        request,
        f"{one.matter.reference} {name_of(one.purpose)}",
        *(block for block in blocks if block),
        up=up,
        verbs=verbs,
    )


def _round(one: Any, day: Any) -> str:
    address = reverse("desk-services:round", args=[f"{day}"])
    return f"{address}?who={one.account_id}" if one.account_id else address


def _onward(request: DeskRequest, one: Any) -> Block | None:
    """Where to go next, once one is done here."""
    if one.stage in lifecycle.TAKES_TIME or one.stage == lifecycle.ASKED:
        return None
    following = queries.next_house(request.user, one, timezone.now())
    if following is None:
        return None
    go = Verb(_("Open the visit"), reverse("desk-services:visit", args=[following.pk]), tone="primary", icon="map")
    facts = [Fact(words.when_words(following), name_of(following.purpose))]
    return Block(
        _("The next house"),
        facts=facts,
        verbs=[go, Verb(_("Round of the day"), _round(following, timezone.localdate()))],
    )


def _stands(one: Any, help_there: Any) -> Block:
    facts = [
        Fact(_("Where it stands"), words.pill_of(one).word),
        Fact(_("When"), words.when_words(one)),
        Fact(_("How long it takes"), ngettext("%(n)s minute", "%(n)s minutes", one.minutes) % {"n": one.minutes}),
        Fact(_("Who comes"), name_of(one.account) if one.account else "", missing=_("nobody yet")),
    ]
    for label, at in (
        (_("Spoken about"), one.confirmed_at), (_("Set off"), one.set_off_at), (_("At the door"), one.arrived_at),
    ):  # fmt: skip
        if at:
            facts.append(Fact(label, moments.exact(at)))
    if one.missed:
        facts.append(Fact(_("Nobody home"), ngettext("%(n)s time", "%(n)s times", one.missed) % {"n": one.missed}))
    if one.record:
        facts.append(Fact(_("What was done"), one.record))
    if help_there:
        facts.append(Fact(_("Goes on as"), help_there.reference, href=reverse("desk:matter", args=[help_there.pk])))
    step = lifecycle.COURSE.next_step(one.stage, frozenset())
    verbs = []
    for each in sorted(lifecycle.COURSE.steps_from(one.stage), key=lambda each: each is not step):
        doing = DOINGS[each.verb]
        if each.verb in ("ring", "confirm") and (one.starts_at is None or one.stage in lifecycle.WAITING):
            continue  # there the calls stand below, each with one press
        tone: ButtonTone = "primary" if each is step else "danger" if doing.tone == "danger" else "plain"
        verbs.append(words.press(one, each.verb, str(doing.button), tone))
    return Block(_("How the visit goes"), facts=facts, verbs=verbs)


def _people(one: Any) -> Block:
    who = queries.people_in(one)
    facts = [
        Fact(_("Who is visited"), who["name"], missing=_("(name gone)")),
        Fact(_("Telephone"), who["phone"], href=f"tel:{who['phone']}" if who["phone"] else "", missing=_("none")),
        Fact(_("Which house"), who["address"], missing=_("(gone)")),
        Fact(_("Why at home"), str(one.get_why_display())),
    ]
    if one.for_whom != queries.For.SELF:
        phone = who["booker_phone"]
        note = str(one.get_for_whom_display())
        facts.append(
            Fact(_("Say at the door"), _("Who booked it, and what is written down: they did not ask themselves."))
        )
        facts.insert(1, Fact(_("Booked by"), " ".join(filter(None, [who["booked_by"], phone])), note=note))
    if one.matter.text:
        facts.append(Fact(_("They say"), one.matter.text))
    if one.latitude is None:
        facts.append(Fact(_("On the map"), "", missing=_("not known: the way is reckoned at a flat rate")))
    return Block(_("Who and where"), facts=facts)


def _where(one: Any) -> Block | None:
    if one.latitude is None or one.longitude is None:
        return None
    src = reverse("desk-services:visit-shapes", args=[one.pk])
    return Block(_("On the map"), map=Map(_("Where it is"), src, lat=one.latitude, lon=one.longitude, zoom=15))


def _calls(now: Any) -> Block | None:
    one = now.visit
    if one.stage not in lifecycle.WAITING or one.starts_at is None:
        return None
    is_today = timezone.localdate(one.starts_at) == timezone.localdate()
    about = queries.About.HOURS if is_today else queries.About.DAY
    address = reverse("desk-services:visit-rung", args=[one.pk])
    tone: ButtonTone = "primary" if one.stage == lifecycle.BOOKED else "plain"  # else setting off is what comes next
    rows = [
        Row(
            str(call.get_result_display()),
            facts=[str(call.get_about_display()), moments.ago(call.at), name_of(call.by)],
        )
        for call in now.calls
    ]
    verbs = [
        Verb(_("Rung: it stays"), address, post=True, tone=tone, fields={"about": about, "result": "rung"}),
        Verb(_("Not reached"), address, post=True, fields={"about": about, "result": "not_reached"}),
    ]
    return Block(_("Calls about it"), rows=rows, empty=_("Nobody has rung yet"), icon="phone", verbs=verbs)


@require_POST
@workers
def rung(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Tick off a call: told, or not reached."""
    one = there(queries.visit_of(request.user, pk))
    about, result = request.POST.get("about", ""), request.POST.get("result", "")
    if about in queries.About.values and result in queries.Result.values:
        try:
            actions.ring(by=request.user, visit=one, about=about, result=result)
        except (NotAllowedNow, ValueError):
            messages.error(request, _("This can't be done any more: it stands otherwise by now."))
        else:
            messages.success(request, _("Noted."))
    return redirect("desk-services:visits")


@transaction.atomic
def _book(request: DeskRequest, form: NewVisit, time: Time) -> Receipt:
    """With what they agreed to on the telephone."""
    made = book(by=request.user, room=request.room, wish=form.wish(), time=time, id=form.cleaned_data["id"])
    if made.is_new and made.matter.reporter:
        give_consent(
            by=actor(request.user), person=made.matter.reporter, purpose=visit_text.PURPOSE,
            text_version=f"{visit_text.TOLD}{visit_text.current().version}", channel=made.matter.channel,
        )  # fmt: skip
    return made


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Permission.SERVICE_WORK)
def new(request: DeskRequest) -> HttpResponse:
    """Book for somebody on the telephone: first who and where, then the times that fit."""
    form = NewVisit(request.POST if request.method == "POST" else None, room=request.room)
    said = None
    if form.is_bound and form.is_valid():
        chosen = form.cleaned_data["time"]
        if chosen:
            try:
                made = _book(request, form, time_of(chosen))
            except Taken:
                form.add_error("time", _("That time is not free any more. Choose another."))
            except IdTaken:
                form.add_error(None, _("This form was sent before with other words. Open a new one."))
            else:
                messages.success(request, _("Registered as %(number)s.") % {"number": made.matter.reference})
                may_print = Permission.MATTER_REGISTER in request.held
                return redirect("desk:slip" if may_print else "desk-services:visit", pk=made.matter.pk)
        form.offer()
        if not chosen:
            said = Said(
                _("Now choose a time"), _("Below stand the times that fit, the way reckoned in."), "blue", "clock"
            )
    else:
        del form.fields["time"]
    is_last = "time" in form.fields
    ask = Ask(
        form,
        _("Book a visit"),
        _("Book it") if is_last else _("Which times fit?"),
        keep="new-visit",
        fold=("latitude", "longitude"),
        fold_label=_("The point in numbers"),
    )
    lead = _("For somebody who can't walk, or can't come in our hours.")
    return page(
        request,
        _("Book a visit"),
        lead=lead,
        up=(_("Home visits"), reverse("desk-services:visits")),
        asks=[ask],
        said=said,
    )
