"""What happens to a visit after it is booked: confirmed, on the way, there, done; nobody home; called off; rung about."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import PUBLIC, SYSTEM, Actor, Subject
from shouwang.kernel.matters.actions import bonds, indexing, intake, progress, retiring
from shouwang.kernel.matters.actions import story as stories
from shouwang.kernel.matters.actions.intake import Brought, Position, Reporter
from shouwang.kernel.matters.actions.leading import need
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.models.matter import KEPT_YEARS, years_before
from shouwang.kernel.people.actions import empty_person
from shouwang.kernel.people.models import Account, Consent, Person
from shouwang.kernel.people.needed import is_needed
from shouwang.kernel.people.queries import actor, traces_of
from shouwang.lib.clock import BEIJING
from shouwang.lib.traces import Traces
from shouwang.systems.services import visit_lifecycle as lifecycle
from shouwang.systems.services import visiting
from shouwang.systems.services.actions.visit_booking import hold, lay_out, write_quarters
from shouwang.systems.services.actions.visit_turns import VisitTurn, begin
from shouwang.systems.services.kinds import KIND as HELP
from shouwang.systems.services.models import Visit, VisitCall, VisitingDay, VisitQuarter
from shouwang.systems.services.queries.visit_days import visits_on
from shouwang.systems.services.queries.visit_rounds import Round, round_of
from shouwang.systems.services.queries.visits import people_in, to_come
from shouwang.systems.services.stored import stored
from shouwang.systems.services.visit_text import PURPOSE

REASON = "kept for its time"
DONE = _("We have been there.")  # for whoever booked it, where the officer wrote nothing for them
OFF = _("The visit was called off.")
NOT_MET = _("We came, and nobody opened. We see to it on.")  # what the officer fears is for the room alone
FORGOTTEN = _("The visit was called off: what was held of them is deleted.")
TAKEN_BACK = _("They no longer agree to be visited.")
PERHAPS = _("Nobody opened: somebody may lie inside and need help")


@transaction.atomic
def look_at(*, by: Account, visit: Visit, what: str = "") -> None:
    """Somebody read who is visited and where; `what`: on which paper."""
    of = Subject("matter", str(visit.pk), visit.matter.reference)
    journal.record(by=actor(by), verb="visit.seen", of=of, room=visit.matter.room_id, detail=what)


@transaction.atomic
def confirm(*, by: Account | Actor, visit: Visit, now: datetime | None = None) -> Visit:
    """They were told, and it stays as booked."""
    turn = begin(by, visit, "confirm", now)
    turn.take()
    turn.visit.confirmed_at = turn.now
    return turn.tell()


@transaction.atomic
def set_off(*, by: Account, visit: Visit, now: datetime | None = None) -> Visit:
    """The officer is on the way: from now on the people read it under their follow code."""
    turn = begin(by, visit, "set_off", now)
    turn.take()
    turn.visit.set_off_at = turn.now
    turn.lead(("accept", ""), ("start", ""))
    return turn.tell(is_public=True)


@transaction.atomic
def arrive(*, by: Account, visit: Visit, now: datetime | None = None) -> Visit:
    """The officer is at the door."""
    turn = begin(by, visit, "arrive", now)
    turn.take()
    turn.visit.arrived_at = turn.now
    return turn.tell()


@transaction.atomic
def finish(*, by: Account, visit: Visit, record: str, answer: str = "", now: datetime | None = None) -> Visit:
    """It was made. `record`: what was done, for the room; `answer`: for whoever booked it. Ends the matter."""
    turn = begin(by, visit, "finish", now)
    need("finish", record=record)
    turn.take("record")
    turn.visit.record, turn.visit.over_at = record, turn.now
    _free(turn)
    turn.save()
    turn.lead(("accept", ""), ("start", ""), ("report", record), ("close_unchecked", answer.strip() or stored(DONE)))
    return turn.tell(record)


@transaction.atomic
def nobody_home(*, by: Account, visit: Visit, words: str = "", now: datetime | None = None) -> Visit:
    """Nobody opened. The matter stays open: somebody rings, finds another time, or looks after them."""
    turn = begin(by, visit, "nobody_home", now)
    turn.take()
    turn.visit.missed += 1
    turn.visit.arrived_at = turn.visit.arrived_at or turn.now  # who finds nobody home stands at the door
    turn.visit.over_at = turn.now
    _free(turn)
    return turn.tell(words, is_public=False)


@transaction.atomic
def worry(*, by: Account, visit: Visit, record: str, now: datetime | None = None) -> Matter:
    """Nobody opened, and somebody may need help: opens an urgent help matter beside it, and the visit ends there."""
    turn = begin(by, visit, "worry", now)
    need("worry", record=record)
    turn.take("record")
    opened = intake.receive(by=turn.who, room=turn.matter.room, brought=_help_for(turn.visit, record)).matter
    look_at(by=by, visit=turn.visit, what=opened.reference)
    turn.visit.whose, turn.visit.record, turn.visit.over_at = Visit.Whose.NOT_MET, record, turn.now
    turn.visit.sequence += 1
    turn.save()
    bonds.link(by=turn.who, matter=turn.matter, other=opened)
    turn.matter = stories.locked(turn.matter)
    _end(turn, stored(NOT_MET))
    turn.tell(record)
    return opened


def _help_for(visit: Visit, record: str) -> Brought:
    """The help that is asked for there, with the house and its place on the map: who is sent must find the door."""
    position = None
    if visit.latitude is not None and visit.longitude is not None:
        position = Position(visit.latitude, visit.longitude, visit.position_source)
    booker = visit.matter.reporter
    return Brought(
        kind=HELP.key, topic="elderly", title=stored(PERHAPS), text=record, channel=Matter.Channel.ROOM,
        reporter=Reporter(person=booker) if booker else Reporter(), is_urgent=True,
        where=people_in(visit)["address"][:200], position=position,
    )  # fmt: skip


@transaction.atomic
def call_off(
    *, by: Account | Actor, visit: Visit, whose: str, reason: str = "", now: datetime | None = None
) -> Visit:  # fmt: skip
    """It does not take place; who said so is written down. Late is as good as early: nobody is held to have come in vain."""
    turn = begin(by, visit, "call_off", now)
    turn.take(*(("whose",) if whose else ()))
    turn.visit.whose, turn.visit.over_at = whose, turn.now
    turn.visit.sequence += 1
    _free(turn)
    turn.save()
    if whose == Visit.Whose.ROOM:
        _end(turn, reason or stored(OFF))
    elif turn.who == PUBLIC:
        turn.matter = progress.withdraw(matter=turn.matter, words=reason)
    else:
        turn.lead(("withdraw_for", reason or stored(OFF)))
    return turn.tell(reason=reason)


def _end(turn: VisitTurn, answer: str) -> None:
    turn.lead(("accept", ""), ("start", ""), ("report", answer), ("close_unchecked", answer))


def _free(turn: VisitTurn) -> None:
    """Let go of the time it held; what stands beside it on that day is laid out anew."""
    visit = turn.visit
    VisitQuarter.objects.filter(visit=visit).delete()
    if visit.account and visit.starts_at:
        hold([visit.account])
        turn.save()
        lay_out(turn.matter.room, visit.account, visiting.day_of(visit.starts_at), turn.now)


@transaction.atomic
def ring(
    *, by: Account, visit: Visit, about: str, result: str, confirms: bool = True, now: datetime | None = None
) -> VisitCall:  # fmt: skip
    """Somebody rang about it. Who was told and let it stand has confirmed it."""
    turn = begin(by, visit, "ring", now)
    said = turn.visit.said_at
    if said is None:
        raise ValueError("there is no time to ring about")
    turn.take()
    call = VisitCall.objects.create(visit=turn.visit, about=about, result=result, starts_at=said, at=turn.now, by=by)
    if result == VisitCall.Result.NOT_REACHED:
        turn.verb = result
    turn.tell()
    if confirms and result == VisitCall.Result.RUNG and turn.visit.stage == lifecycle.BOOKED:
        confirm(by=by, visit=turn.visit, now=turn.now)
    return call


@transaction.atomic
def order_round(*, by: Account, room: Room, account: Account, day: date, now: datetime | None = None) -> Round:
    """Put the day's visits in order, from now on where it has begun: those of a half day get their time.

    What was promised stays promised; where it can't be kept any more the answer says so. Those that who orders may not work
    on keep their half day: only where they are held in it may change.
    """
    moment = now or timezone.now()
    who = stories_actor(by, room)
    for matter in Matter.objects.filter(visit__in=visits_on(account, day)).order_by("pk"):
        stories.locked(matter)  # every act holds the matter first and the calendar after it: so does this one
    hold([account])
    found = round_of(room, account, day, moment, viewer=by)
    taken: dict[datetime, object] = {}
    for leg in found.legs:
        visit = leg.visit
        if not visit.is_timed and not found.sees(visit):
            Visit.objects.filter(pk=visit.pk).update(starts_at=leg.begins_at)
        elif not visit.is_timed:
            visit.starts_at, visit.is_timed = leg.begins_at, True
            visit.sequence += 1
            visit.save(update_fields=["starts_at", "is_timed", "sequence"])
            matter = stories.locked(visit.matter)
            stories.require(by, lifecycle.WHO, matter)
            when = f"{leg.begins_at.astimezone(BEIJING):%Y-%m-%d %H:%M}"
            line = stories.Line(field="timed", after=when, is_public=True)
            stories.add(matter, by=who, verb="step", line=line)
        start, end = leg.quarters
        for at in range(max(0, start), min(end, visiting.DAY_LONG)):
            taken[visiting.moment(day, at)] = visit.pk
    kept = [visit.pk for visit in (*found.left_out, *found.under_way)]
    write_quarters(account, day, taken, leave=kept)  # type: ignore[arg-type]
    journal.record(
        by=who, verb="visit.ordered", of=Subject("account", str(account.pk), account.name), room=room.pk,
        detail=f"{day}: {len(found.legs)}",
    )  # fmt: skip
    return round_of(room, account, day, moment, viewer=by)


def stories_actor(by: Account, room: Room) -> Actor:
    """The account as an actor where it may work on visits of the room. Raises PermissionDenied."""
    return stories.require(by, lifecycle.WHO, Matter(room=room))


@transaction.atomic
def follow_withdrawal(matter: Matter) -> None:
    """Whoever brought it took it back on the page for all matters: then nobody goes there either."""
    visit = Visit.objects.select_related("account").filter(pk=matter.pk, stage__in=lifecycle.OPEN).first()
    if visit is None:
        return
    visit.stage, visit.whose, visit.over_at = lifecycle.OFF, Visit.Whose.THEIRS, timezone.now()
    visit.sequence += 1
    visit.save()
    VisitQuarter.objects.filter(visit=visit).delete()


@transaction.atomic
def hear_taken_back(by: Actor, consent: Consent) -> None:
    """They agree no more: nobody comes. Whoever stands at their door already is told there, and writes it down."""
    if consent.purpose != PURPOSE:
        return
    sources = lifecycle.COURSE.steps["call_off"].sources
    theirs = Visit.objects.filter(matter__reporter=consent.person_id, stage__in=sources).select_related("matter__room")
    for visit in theirs.order_by("pk"):
        call_off(by=by, visit=visit, whose=Visit.Whose.THEIRS, reason=stored(TAKEN_BACK))


@transaction.atomic
def forget_person(by: Actor, person: Person) -> dict[str, int]:
    """Whoever is visited or booked it is forgotten: where they live goes with them. The visit stays for the counts.

    One still to come is called off: nobody is left to ring, and no door to find. Raises NotAllowedNow for one at whose
    door somebody stands.
    """
    known, done = traces_of([person]), {"positions": 0, "texts": 0, "visits": 0}
    for visit in to_come([person]):
        call_off(by=by, visit=visit, whose=Visit.Whose.THEIRS, reason=stored(FORGOTTEN))
        done["visits"] += 1
    for visit in Visit.objects.filter(visited=person) | Visit.objects.filter(matter__reporter=person):
        done["positions"] += visit.latitude is not None
        done["texts"] += known.stand_in(visit.record)
        _forget_where(visit)
        visit.record = known.struck(visit.record)
        visit.save(update_fields=["latitude", "longitude", "position_source", "record"])
        if visit.whose == Visit.Whose.NOT_MET:
            _forget_help(known, visit)
    return done


def _forget_help(known: Traces, visit: Visit) -> None:
    """The help that was asked for at their door says where it is."""
    for one in Matter.objects.select_for_update().filter(links_back__matter=visit.pk, kind=HELP.key):
        one.where, one.text = known.struck(one.where)[:200], known.struck(one.text)
        one.latitude = one.longitude = None
        one.position_source = ""
        one.save(update_fields=["where", "text", "latitude", "longitude", "position_source"])
        indexing.index(one)


def _forget_where(visit: Visit) -> None:
    visit.latitude = visit.longitude = None
    visit.position_source = ""


def retire_due(*, by: Actor = SYSTEM, now: datetime | None = None) -> int:
    """Empty every visit whose time is over, in every room: it was promised when it was booked. How many; safe to run twice."""
    moment = now or timezone.now()
    due = Visit.objects.filter(
        matter__ended_at__lt=years_before(moment, KEPT_YEARS), matter__emptied_at=None
    ).select_related("matter__room", "visited")  # fmt: skip
    done = 0
    for visit in due.order_by("pk"):
        _retire(by, visit, moment)
        done += 1
    return done


@transaction.atomic
def _retire(by: Actor, visit: Visit, now: datetime) -> None:
    people = [key for key in (visit.visited_id, visit.matter.reporter_id) if key]
    visit.visited, visit.record = None, ""
    _forget_where(visit)
    visit.save()
    visit.calls.all().delete()
    matter = stories.locked(visit.matter)
    retiring.empty(by=by, matter=matter, now=now)
    for person in Person.objects.filter(pk__in=people, erased_at=None, matters=None):
        if not is_needed(person):
            empty_person(by=by, person=person, reason=REASON)
    of = Subject("matter", str(visit.pk), matter.reference)
    journal.record(by=by, verb="visit.retired", of=of, room=matter.room_id, at=now)


def forget_days(*, now: datetime | None = None) -> int:
    """Single days that were not as usual go after a year; how many."""
    until = (now or timezone.now()).date() - timedelta(days=366)
    gone, _kinds = VisitingDay.objects.filter(date__lt=until).delete()
    return gone
