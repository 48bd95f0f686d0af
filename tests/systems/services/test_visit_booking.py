"""Booking: nothing twice, way and all; however many want one time; whatever is booked, moved and called off in between."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from itertools import pairwise
from threading import Barrier

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shouwang.kernel.journal.actions import PUBLIC
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people import busy
from shouwang.lib.clock import BEIJING
from shouwang.systems.services import visit_lifecycle as lifecycle
from shouwang.systems.services import visiting
from shouwang.systems.services.actions import visits
from shouwang.systems.services.actions.visit_booking import Taken, Time, set_time
from shouwang.systems.services.actions.visiting import set_day
from shouwang.systems.services.models import Visit, VisitQuarter
from shouwang.systems.services.queries import visit_days
from shouwang.systems.services.queries.visit_days import Want
from shouwang.systems.services.queries.visiting import visitors
from tests.cast import Cast
from tests.systems.services.visiting_room import EARLY, MONDAY, Visiting, at, booked, house, visit_of, visiting_room

AT_ONCE = 50


@pytest.mark.django_db(transaction=True)
def test_of_fifty_who_want_one_time_one_gets_it_and_all_others_are_told(cast: Cast) -> None:
    here = visiting_room(cast)
    together = Barrier(AT_ONCE)

    def want(_number: int) -> bool:
        together.wait()
        try:
            booked(here, at(10))
        except Taken:
            return False
        else:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        got = list(threads.map(want, range(AT_ONCE)))
    assert got.count(True) == 1
    assert Visit.objects.count() == Matter.objects.count() == 1
    assert Matter.objects.get().number == 1, "nobody who came too late has used up a number"
    assert visit_days.near(here.room, Want(30, None), at(10), EARLY), "those told so are offered other times"


@pytest.mark.django_db
def test_the_way_there_is_part_of_the_time(cast: Cast) -> None:
    here = visiting_room(cast)
    booked(here, at(10), position=house(2500))  # 2.5 km, 1.4 times as far by lane, 12 km/h: 17.5 minutes
    taken = set(VisitQuarter.objects.values_list("at", flat=True))
    assert {one.astimezone(BEIJING).strftime("%H:%M") for one in taken} == {"09:30", "09:45", "10:00", "10:15"}
    with pytest.raises(Taken):
        booked(here, at(9, 15), position=house(-2500))  # done by 9:45, and then twice as far
    booked(here, at(9, 30), position=house(2500))  # the same house: no way between


@pytest.mark.django_db
@pytest.mark.once
def test_a_half_day_is_fitted_in_between_and_only_while_it_fits(cast: Cast) -> None:
    here = visiting_room(cast)
    flexible = visit_of(booked(here, day=MONDAY, half="am", position=None))  # nobody knows where: 15 minutes each way
    assert not flexible.is_timed
    held = flexible.starts_at
    assert held
    booked(here, held, position=None)  # gives way: it is moved within its half day
    flexible.refresh_from_db()
    assert flexible.starts_at != held
    assert flexible.starts_at
    assert flexible.starts_at.astimezone(BEIJING).hour < 12
    with pytest.raises(Taken):
        for quarter in range(12):
            booked(here, at(9, 15) + timedelta(minutes=15 * quarter), position=None)
        for _ in range(6):
            booked(here, day=MONDAY, half="am", position=None)
    flexible.refresh_from_db()
    assert flexible.quarters.exists()


@pytest.mark.django_db
@pytest.mark.once
def test_other_duties_holidays_and_days_off_offer_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    here = visiting_room(cast)
    monkeypatch.setitem(busy._says, "mediation", lambda account, since, until: [busy.Span(at(9), at(11, 50))])
    want = Want(30, None)
    morning = visit_days.free_day(visit_days.ground_of(here.room), want, MONDAY, EARLY)
    assert morning.times[0][0].astimezone(BEIJING).hour == 14
    assert [name for name, _who, _part in morning.halves] == ["pm"]
    set_day(by=cast.officer, room=here.room, account=cast.officer, day=MONDAY, reason="开会")
    assert visit_days.free_day(visit_days.ground_of(here.room), want, MONDAY, EARLY).is_empty
    new_year = date(2026, 1, 1)  # a Thursday
    assert visit_days.free_day(visit_days.ground_of(here.room), want, new_year, EARLY.replace(year=2025)).is_empty


@pytest.mark.django_db
@pytest.mark.once
def test_the_old_time_stands_until_the_new_one_is_certain(cast: Cast) -> None:
    here = visiting_room(cast)
    first, second = visit_of(booked(here, at(9, 30))), visit_of(booked(here, at(15)))
    with pytest.raises(Taken):
        set_time(by=PUBLIC, visit=first, time=Time(at(15)), now=EARLY)
    first.refresh_from_db()
    assert first.starts_at == at(9, 30)
    moved = set_time(by=PUBLIC, visit=first, time=Time(at(16)), now=EARLY)
    assert (moved.starts_at, moved.sequence, moved.stage) == (at(16), 1, lifecycle.BOOKED)
    visits.call_off(by=PUBLIC, visit=second, whose="theirs", now=EARLY)
    assert visit_of(booked(here, at(15))).starts_at == at(15)
    assert not set(first.quarters.values_list("at", flat=True)) & {at(9, 15), at(9, 30)}


acts = st.lists(
    st.tuples(st.sampled_from(["book", "half", "move", "off"]), st.integers(0, 95), st.integers(-3, 3), st.integers(0, 3)),
    max_size=12,
)  # fmt: skip


@pytest.mark.django_db
@pytest.mark.once
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(acts=acts)
def test_whatever_is_booked_moved_and_called_off_no_two_overlap(
    cast: Cast, acts: list[tuple[str, int, int, int]]
) -> None:
    Visit.objects.all().delete()
    here = visiting_room(cast)
    for act, quarter, km, half in acts:
        _act(here, act, quarter, km, half)
        _no_overlap(here)


def _act(here: Visiting, act: str, quarter: int, km: int, half: int) -> None:
    day = MONDAY + timedelta(days=half % 2)
    starts = visiting.moment(day, quarter)
    standing = list(Visit.objects.filter(stage=lifecycle.BOOKED).select_related("matter__room").order_by("pk"))
    one = standing[quarter % len(standing)] if standing else None
    try:
        if act == "book":
            booked(here, starts, position=house(1000.0 * km))
        elif act == "half":
            booked(here, day=day, half="am" if half < 2 else "pm", position=house(1000.0 * km))
        elif one and act == "move":
            set_time(by=PUBLIC, visit=one, time=Time(starts), now=EARLY)
        elif one:
            visits.call_off(by=PUBLIC, visit=one, whose="theirs", now=EARLY)
    except Taken:
        pass


def _no_overlap(here: Visiting) -> None:
    """Said again from the visits alone: between the end of one and the beginning of the next lies the way between."""
    for day in (MONDAY, MONDAY + timedelta(days=1)):
        plan = visit_days.officer_day(visit_days.ground_of(here.room), here.officer, day, EARLY)
        for n, (one, after) in enumerate(pairwise(plan.visits)):
            assert one.starts_at
            assert after.starts_at
            ends = one.starts_at + timedelta(minutes=one.minutes + plan.minutes[n][n + 1])
            assert ends <= after.starts_at
        for n, one in enumerate(plan.visits):
            assert one.starts_at
            held = set(one.quarters.values_list("at", flat=True))
            assert one.starts_at in held
            local = one.starts_at.astimezone(BEIJING)
            assert 9 <= local.hour < 18
            back = one.starts_at + timedelta(minutes=one.minutes + plan.minutes[n][-1])
            assert back <= at(12, day=day) or back <= at(17, 30, day=day)


@given(
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.lists(st.tuples(st.integers(0, 95), st.integers(1, 96)), max_size=4),
)
@pytest.mark.once
def test_no_hour_is_lost_or_doubled_at_midnight_or_at_the_end_of_a_month(
    day: date, parts: list[tuple[int, int]]
) -> None:
    moments = [visiting.moment(day, quarter) for quarter in range(visiting.DAY_LONG + 1)]
    assert len(set(moments)) == 97
    assert moments[-1] == visiting.moment(day + timedelta(days=1), 0)
    assert all(b - a == visiting.QUARTER for a, b in pairwise(moments))
    assert [visiting.quarter_of(one, day) for one in moments] == list(range(97))
    spans = [(start, end) for start, end in parts if start < end]
    whole = visiting.without([(0, 96)], spans)
    free = {quarter for start, end in whole for quarter in range(start, end)}
    gone = {quarter for start, end in spans for quarter in range(start, end)}
    assert free | gone == set(range(96))
    assert not free & gone


@pytest.mark.django_db
@pytest.mark.once
def test_a_button_made_up_books_no_day_beyond_those_offered_and_tries_one_time_only(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = visiting_room(cast)
    with pytest.raises(Taken):
        booked(here, at(10, day=MONDAY + timedelta(days=28)))
    tried: list[int] = []
    fits = visit_days.OfficerDay.fits

    def noted(self: visit_days.OfficerDay, opens: int, closes: int) -> bool:
        tried.append(opens)
        return fits(self, opens, closes)

    monkeypatch.setattr(visit_days.OfficerDay, "fits", noted)
    booked(here, at(10))
    assert tried == [40], "everybody waits while a time is looked for"


@pytest.mark.django_db
@pytest.mark.once
def test_nobody_is_booked_who_works_there_no_more(cast: Cast) -> None:
    here = visiting_room(cast)
    assert list(visitors(here.room)) == [cast.officer]
    cast.officer.appointments.all().delete()
    assert not visitors(here.room)
    with pytest.raises(Taken):
        booked(here, at(10))
