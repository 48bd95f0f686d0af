"""What becomes of a visit: made, nobody home, called off; the calls about it; its round; its figures; its end."""

from datetime import time, timedelta

import pytest

from shouwang.kernel.journal.actions import PUBLIC, SYSTEM
from shouwang.kernel.matters import lifecycle as matters
from shouwang.kernel.matters.actions import story
from shouwang.kernel.matters.course import Missing
from shouwang.kernel.matters.models import Entry, Matter, Satisfaction
from shouwang.kernel.matters.queries import public_story_of
from shouwang.kernel.notices.models import Notice
from shouwang.kernel.people.models import Person
from shouwang.lib.clock import BEIJING
from shouwang.systems.services import visit_lifecycle as lifecycle
from shouwang.systems.services.actions import visit_telling, visiting, visits
from shouwang.systems.services.actions.visit_booking import Time, set_time
from shouwang.systems.services.actions.visit_turns import begin
from shouwang.systems.services.models import Visit, VisitQuarter
from shouwang.systems.services.queries.visit_figures import Promises, figures, promises
from shouwang.systems.services.queries.visit_rounds import round_of
from shouwang.systems.services.queries.visits import calendar_visits, people_in, to_ring
from shouwang.systems.services.queries.visits import visits as seen_by
from tests.cast import Cast
from tests.systems.services.visiting_room import EARLY, MONDAY, PHONE, at, booked, house, visit_of, visiting_room

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_made_it_is_closed_and_they_are_asked_whether_they_are_satisfied(cast: Cast) -> None:
    here = visiting_room(cast)
    visit = visit_of(booked(here, at(10)))
    assert (visit.matter.state, visit.matter.owner, visit.matter.due_at) == (matters.ACCEPTED, cast.officer, at(10))
    visits.set_off(by=cast.officer, visit=visit, now=at(9, 55))
    visits.arrive(by=cast.officer, visit=visit, now=at(10, 20))
    with pytest.raises(Missing):
        visits.finish(by=cast.officer, visit=visit, record=" ")
    made = visits.finish(by=cast.officer, visit=visit, record="采了指纹", answer="下周送来", now=at(10, 50))
    assert (made.stage, made.matter.state) == (lifecycle.DONE, matters.CLOSED)
    assert Satisfaction.objects.filter(matter=made.matter).exists()
    assert not VisitQuarter.objects.exists()
    late = visit_of(booked(here, at(15)))
    for act, when in ((visits.set_off, at(15)), (visits.arrive, at(15, 45))):
        act(by=cast.officer, visit=late, now=when)
    visits.finish(by=cast.officer, visit=late, record="看了", now=at(16))
    found = figures(seen_by(cast.officer), EARLY, at(23), at(23))
    assert (found.made, found.off_by_room) == (2, 0)
    assert (found.promises.kept, found.promises.of) == (1, 2)


def test_nobody_home_leads_on_another_time_or_to_help(cast: Cast) -> None:
    here = visiting_room(cast)
    visit = visit_of(booked(here, at(10)))
    gone = visits.nobody_home(by=cast.officer, visit=visit, words="门锁着", now=at(10))
    assert (gone.stage, gone.missed, gone.matter.is_open) == (lifecycle.NOBODY, 1, True)
    again = set_time(by=cast.officer, visit=visit, time=Time(at(15)), now=at(10, 5))
    assert (again.stage, again.missed) == (lifecycle.BOOKED, 1)
    visits.nobody_home(by=cast.officer, visit=visit, now=at(15))
    opened = visits.worry(by=cast.officer, visit=visit, record="灯亮着，没人应", now=at(15, 5))
    assert (opened.kind, opened.topic, opened.is_urgent, opened.reporter) == (
        "help", "elderly", True, visit.matter.reporter,
    )  # fmt: skip
    visit.refresh_from_db()
    assert (visit.stage, Matter.objects.get(pk=visit.pk).state) == (lifecycle.OFF, matters.CLOSED)
    assert (visit.whose, visit.record) == (Visit.Whose.NOT_MET, "灯亮着，没人应"), "nobody called it off"
    read = "".join(entry.text + entry.reason for entry in public_story_of(visit.matter))
    assert "灯亮着" not in read, "what the officer fears is not told to whoever booked"
    assert (opened.where, opened.latitude) == ("河湾村东头第三家", visit.latitude), (
        "who is sent there must find the door"
    )
    assert opened.title != visit.matter.title


def test_who_called_it_off_is_told_apart(cast: Cast) -> None:
    here = visiting_room(cast)
    theirs, ours, asked = (visit_of(booked(here, when)) for when in (at(9, 30), at(15), None))
    visits.call_off(by=PUBLIC, visit=theirs, whose="theirs", reason="好些了", now=EARLY)
    visits.call_off(by=cast.auxiliary, visit=ours, whose="room", reason="出警", now=EARLY)
    assert [Matter.objects.get(pk=one.pk).state for one in (theirs, ours)] == [matters.WITHDRAWN, matters.CLOSED]
    assert asked.stage == lifecycle.ASKED
    found = figures(seen_by(cast.officer), EARLY, at(23))
    assert (found.off_by_them, found.off_by_room, found.made) == (1, 1, 0)


def test_whom_to_ring_today_and_nobody_twice(cast: Cast) -> None:
    here = visiting_room(cast)
    today, tomorrow = at(8, 15), MONDAY + timedelta(days=1)
    soon, later = visit_of(booked(here, at(9, 30))), visit_of(booked(here, at(15)))
    next_day = visit_of(booked(here, at(10, day=tomorrow)))
    assert [one.visit for one in to_ring(Visit.objects.all(), today)] == [soon, next_day]
    visits.ring(by=cast.auxiliary, visit=soon, about="hours", result="not_reached", now=today)
    visits.ring(by=cast.auxiliary, visit=next_day, about="day", result="rung", now=today)
    rows = to_ring(Visit.objects.all(), today)
    assert [(one.visit, one.tried) for one in rows] == [(soon, today)]
    next_day.refresh_from_db()
    assert next_day.stage == lifecycle.CONFIRMED
    set_time(by=PUBLIC, visit=next_day, time=Time(at(11, day=tomorrow)), now=EARLY)
    assert next_day in [one.visit for one in to_ring(Visit.objects.all(), today)], "another time is to be said anew"
    assert later.stage == lifecycle.BOOKED, "nobody confirmed it, and no machine calls it off"
    assert visit_telling.remind(at(5)) == 0
    assert visit_telling.remind(today) == 1
    assert visit_telling.remind(today + timedelta(hours=1)) == 0
    assert Notice.objects.filter(template="visit.ring", account=cast.officer).exists()


def test_a_round_gives_half_days_their_time_and_is_ordered_again_from_where_the_officer_is(cast: Cast) -> None:
    here = visiting_room(cast)
    fixed = visit_of(booked(here, at(10), position=house(2000)))
    flexible = visit_of(booked(here, day=MONDAY, half="am", position=house(2100)))
    other = visit_of(booked(here, day=MONDAY, half="am", position=house(-500)))
    first = visits.order_round(by=cast.officer, room=here.room, account=cast.officer, day=MONDAY, now=EARLY)
    assert len(first.legs) == 3
    assert not first.left_out
    for one in (flexible, other):
        one.refresh_from_db()
        assert one.is_timed
    fixed.refresh_from_db()
    assert fixed.starts_at == at(10), "what was promised stays"
    order = [leg.visit for leg in first.legs]
    assert abs(order.index(flexible) - order.index(fixed)) == 1, "the near houses one after the other"
    early = order[0]
    visits.set_off(by=cast.officer, visit=early, now=at(9))
    visits.finish(by=cast.officer, visit=early, record="好了", now=at(9, 40))
    again = round_of(here.room, cast.officer, MONDAY, at(9, 40), viewer=cast.officer)
    assert [one.pk for one in again.over] == [early.pk]
    assert len(again.legs) + len(again.left_out) == 2
    assert all(leg.begins_at >= at(9, 40) for leg in again.legs)
    lost = round_of(here.room, cast.officer, MONDAY, at(11, 45), viewer=cast.officer)
    assert lost.left_out, "what can't be made any more is said"


def test_address_and_name_are_sealed_and_go_with_the_matter(cast: Cast) -> None:
    here = visiting_room(cast)
    visit = visit_of(booked(here, at(10)))
    assert people_in(visit) == {
        "name": "韩大爷", "phone": PHONE, "address": "河湾村东头第三家", "booked_by": "韩小梅", "booker_phone": PHONE,
    }  # fmt: skip
    kept = Person.objects.filter(room=here.room).values_list("name_sealed", "address_sealed", "phone_sealed")
    assert not any("韩" in value or "河湾" in value or PHONE in value for row in kept for value in row)
    visits.call_off(by=PUBLIC, visit=visit, whose="theirs", now=EARLY)
    Matter.objects.filter(pk=visit.pk).update(ended_at=EARLY - timedelta(days=4 * 366))
    assert visits.retire_due(by=SYSTEM, now=EARLY) == 1
    assert visits.retire_due(by=SYSTEM, now=EARLY) == 0
    visit = Visit.objects.get(pk=visit.pk)
    assert (visit.visited, visit.latitude, visit.starts_at) == (None, None, at(10))
    assert not Person.objects.filter(erased_at=None).exclude(name_sealed="").exists()
    assert at(10).astimezone(BEIJING).hour == 10


def test_what_one_may_not_see_takes_its_time_and_shows_nothing(cast: Cast) -> None:
    here = visiting_room(cast)
    hidden = visit_of(booked(here, day=MONDAY, half="am", position=house(900)))
    open_one = visit_of(booked(here, at(15)))
    Matter.objects.filter(pk=hidden.pk).update(room=cast.next_room)
    found = visits.order_round(by=cast.officer, room=here.room, account=cast.officer, day=MONDAY, now=EARLY)
    assert found.seen == {open_one.pk}
    assert {leg.visit.pk for leg in found.legs} == {hidden.pk, open_one.pk}
    hidden.refresh_from_db()
    assert not hidden.is_timed, "nobody orders what they may not work on"
    assert list(calendar_visits(cast.officer, EARLY)) == [open_one]


def test_ordering_a_round_holds_the_matters_first_and_the_calendar_after_them(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = visiting_room(cast)
    keys = sorted(visit_of(booked(here, day=MONDAY, half=half)).pk for half in ("am", "pm"))
    held: list[object] = []
    lock, hold = story.locked, visits.hold
    monkeypatch.setattr(story, "locked", lambda matter: held.append(matter.pk) or lock(matter))
    monkeypatch.setattr(visits, "hold", lambda accounts: held.append("calendar") or hold(accounts))
    visits.order_round(by=cast.officer, room=here.room, account=cast.officer, day=MONDAY, now=EARLY)
    assert held[:3] == [*keys, "calendar"]


def test_every_promise_that_is_past_counts_and_a_miss_in_its_own_month(cast: Cast) -> None:
    here = visiting_room(cast)
    shut, late, theirs, unnoted = (visit_of(booked(here, when)) for when in (at(9, 15), at(10), at(11), at(15)))
    visits.nobody_home(by=cast.officer, visit=shut, now=at(9, 20))
    visits.worry(by=cast.officer, visit=shut, record="没人应", now=at(9, 25))
    visits.set_off(by=cast.officer, visit=late, now=at(10))
    visits.arrive(by=cast.officer, visit=late, now=at(10, 45))
    visits.call_off(by=PUBLIC, visit=theirs, whose="theirs", now=EARLY)
    found = Visit.objects.all()
    assert promises(found, EARLY, at(23), at(9, 30)) == Promises(), "half an hour late is still in time"
    assert promises(found, EARLY, at(23), at(23)) == Promises(kept=1, of=3, moved=0, unnoted=1)
    assert figures(found, EARLY, at(23), at(23)).promises == promises(found, EARLY, at(23), at(23))
    set_time(by=cast.officer, visit=unnoted, time=Time(at(16)), now=EARLY)
    assert promises(found, EARLY, at(23), at(23)).moved == 1
    assert unnoted.arrived_at is None
    december = at(9, day=MONDAY + timedelta(days=1))
    Visit.objects.filter(pk=shut.pk).update(over_at=december)
    Entry.objects.filter(matter=shut.pk, field="nobody_home").update(at=at(9, 20))
    month = december.replace(hour=0)
    assert (figures(found, EARLY, month).missed, figures(found, month, month + timedelta(days=31)).missed) == (1, 0)


def test_erasing_strikes_the_name_out_of_what_was_written_down(cast: Cast) -> None:
    here = visiting_room(cast)
    visit = visit_of(booked(here, at(10)))
    visits.nobody_home(by=cast.officer, visit=visit, now=at(10))
    opened = visits.worry(by=cast.officer, visit=visit, record="韩大爷没人应", now=at(10, 5))
    person = Visit.objects.get(pk=visit.pk).visited
    assert person is not None
    visits.forget_person(SYSTEM, person)
    visit.refresh_from_db()
    opened.refresh_from_db()
    assert "韩大爷" not in visit.record + opened.text
    assert ("东头" in opened.where, opened.latitude) == (False, None)


def test_who_was_told_of_a_half_day_is_not_rung_again_when_the_plan_holds_it_elsewhere(cast: Cast) -> None:
    here = visiting_room(cast)
    visit = visit_of(booked(here, day=MONDAY, half="am"))
    day_before = EARLY - timedelta(days=1)
    visits.ring(by=cast.auxiliary, visit=visit, about="day", result="rung", now=day_before)
    assert not to_ring(Visit.objects.all(), day_before)
    Visit.objects.filter(pk=visit.pk).update(starts_at=at(11))
    assert not to_ring(Visit.objects.all(), day_before)


def test_the_first_officer_is_told_when_a_colleague_gets_the_visit(cast: Cast) -> None:
    here = visiting_room(cast)
    visit = visit_of(booked(here, at(10)))
    visiting.set_hours(by=cast.officer, room=here.room, account=cast.auxiliary, week=[(0, ((time(9), time(12)),))])
    visiting.set_hours(by=cast.officer, room=here.room, account=cast.officer, week=[(0, ((time(14), time(17)),))])
    set_time(by=PUBLIC, visit=visit, time=Time(at(11)), now=EARLY)
    assert Notice.objects.filter(template="visit.taken_over", account=cast.officer).exists()


def test_an_act_writes_only_what_it_changed(cast: Cast) -> None:
    here = visiting_room(cast)
    visit = visit_of(booked(here, day=MONDAY, half="am"))
    turn = begin(cast.officer, visit, "confirm", EARLY)
    Visit.objects.filter(pk=visit.pk).update(starts_at=at(11))  # a booking lays the day out anew meanwhile
    turn.take()
    turn.tell()
    visit.refresh_from_db()
    assert (visit.stage, visit.starts_at) == (lifecycle.CONFIRMED, at(11))
