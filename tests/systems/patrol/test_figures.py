"""The patrols in numbers: a month worked out by hand."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from shouwang.kernel.ground.models import Place
from shouwang.kernel.journal.models import Record
from shouwang.kernel.matters.models import Entry
from shouwang.lib import formula
from shouwang.lib.ids import uuid7
from shouwang.lib.periods import Period, Span, period_of
from shouwang.systems.patrol.actions import formulas, volunteers
from shouwang.systems.patrol.actions.forgetting import forget_old
from shouwang.systems.patrol.models import CheckIn, Finding, Need, Plan, Shift, Stop, Turn, Volunteer
from shouwang.systems.patrol.queries.figures import Figures, figures, rated
from shouwang.systems.patrol.queries.presence import last_presence
from shouwang.systems.patrol.queries.standing import Fate
from shouwang.systems.patrol.queries.turns import person_times
from shouwang.systems.patrol.rates import USUAL, Count, Rate
from shouwang.systems.patrol.volunteering import Reason
from tests.cast import Cast
from tests.kernel.matters.bringing import bring, closed

pytestmark = pytest.mark.django_db
HOUR, MINUTE, DAY = timedelta(hours=1), timedelta(minutes=1), timedelta(days=1)
EIGHT = datetime(2026, 10, 2, 12, tzinfo=UTC)  # 20:00 on Friday 2 October in the village
NOW = datetime(2026, 10, 12, 4, tzinfo=UTC)
OCTOBER = period_of(Span.MONTH, date(2026, 10, 1))


@pytest.fixture
def two(cast: Cast) -> list[Volunteer]:
    return [volunteers.take_on(by=cast.officer, room=cast.room, name=name) for name in ("马小川", "白明")]


@pytest.fixture
def spots(cast: Cast) -> dict[str, Place]:
    """The ferry weighs 3 and wants two visits a night, the school 1 and one until ten, the quarry is closed off."""
    Place.objects.filter(room=cast.room).delete()
    found = {
        name: Place.objects.create(room=cast.room, name=name, kind="other", latitude=34.9 + n, longitude=112.4)
        for n, name in enumerate(("渡口", "学校", "采石场"))
    }
    more = {"set_by": "某警官", "set_at": EIGHT}
    Need.objects.create(place=found["渡口"], weight=3, visits=2, **more)
    Need.objects.create(place=found["学校"], weight=1, visits=1, opens=time(19), closes=time(22), **more)
    Need.objects.create(place=found["采石场"], weight=9, visits=6, is_closed_off=True, **more)
    return found


Walk = Callable[..., Turn]


@pytest.fixture
def shift(cast: Cast) -> Callable[..., Shift]:
    def made(day: int, *, work: str = "round", hours: int = 3, **more: object) -> Shift:
        starts = EIGHT + (day - 2) * DAY
        return Shift.objects.create(
            room=cast.room, work=work, number=Shift.objects.count() + 1, starts_at=starts,
            ends_at=starts + hours * HOUR, fewest=1, most=3, **more,
        )  # fmt: skip

    return made


def walked(shift: Shift, who: Volunteer, late: int = 0, minutes: int = 150, state: str = "taken") -> Turn:
    began = shift.starts_at + late * MINUTE
    return Turn.objects.create(
        shift=shift, volunteer=who, state=state, began_at=began, ended_at=began + minutes * MINUTE
    )


def here(turn: Turn, place: Place, after: int, stayed: int = 0) -> None:
    at = turn.shift.starts_at + after * MINUTE
    CheckIn.objects.create(
        id=uuid7(), turn=turn, place=place, way="code", at=at, left_at=at + stayed * MINUTE, received_at=at
    )


@pytest.fixture
def month(cast: Cast, two: list[Volunteer], spots: dict[str, Place], shift: Callable[..., Shift]) -> dict[str, Shift]:
    """Five nights: walked by two, walked late and alone, nobody put down, called off, and everybody unable to come."""
    first, second = shift(2), shift(5)
    walks = [walked(first, one) for one in two]
    here(walks[0], spots["渡口"], 30, 12)  # 20:30 to 20:42
    here(walks[1], spots["渡口"], 31)  # beside the other: the same visit
    here(walks[0], spots["学校"], 60, 10)  # 21:00 to 21:10
    here(walks[0], spots["渡口"], 130, 10)  # 22:10 to 22:20
    here(walks[0], spots["渡口"], 165)  # 22:45: 25 minutes later is still the same visit
    alone = walked(second, two[0], late=25, minutes=120)
    here(alone, spots["渡口"], 40)
    Turn.objects.create(shift=second, volunteer=two[1], state="gone")
    nobody, off, gone = shift(6), shift(7, cancelled_at=NOW, why_cancelled="大雨"), shift(8)
    Turn.objects.create(shift=gone, volunteer=two[0], state="gone", why_missed="not_insured")
    shift(30)  # still to come
    return {"first": first, "second": second, "nobody": nobody, "off": off, "gone": gone}


def asked(cast: Cast, period: Period = OCTOBER, now: datetime = NOW) -> Figures:
    return figures(cast.room, period, now)


def test_shifts_are_held_late_missed_with_the_reason_or_called_off(cast: Cast, month: dict[str, Shift]) -> None:
    found = asked(cast)
    assert [(one.shift, one.fate) for one in found.standings] == [
        (month["first"], Fate.HELD),
        (month["second"], Fate.LATE),
        (month["nobody"], Fate.NOBODY),
        (month["off"], Fate.CALLED_OFF),
        (month["gone"], Fate.ALL_GONE),
    ]
    assert found.standings[1].late_by == 25 * MINUTE
    counts = found.counts
    assert [counts[one] for one in (Count.SHIFTS, Count.HELD, Count.LATE, Count.MISSED)] == [4, 2, 1, 2]
    assert (found.called_off, counts[Count.NIGHTS]) == (1, 4)


def test_ten_minutes_late_is_not_late_and_nine_minutes_are_no_patrol(
    cast: Cast, two: list[Volunteer], shift: Callable[..., Shift]
) -> None:
    walked(shift(2), two[0], late=10)
    walked(shift(3), two[0], minutes=9)
    Turn.objects.create(shift=shift(4), volunteer=two[0], state="taken")
    assert [one.fate for one in asked(cast).standings] == [Fate.HELD, Fate.TOO_SHORT, Fate.NOT_BEGUN]


def test_a_shift_the_desk_emptied_was_nobodys(cast: Cast, two: list[Volunteer], shift: Callable[..., Shift]) -> None:
    """Whoever the desk took out did not say that they can't come."""
    Turn.objects.create(shift=shift(2), volunteer=two[0], state="gone", why_missed=Reason.TAKEN_OUT)
    assert [one.fate for one in asked(cast).standings] == [Fate.NOBODY]


def test_person_times_and_hours(cast: Cast, month: dict[str, Shift]) -> None:
    counts = asked(cast).counts
    assert counts[Count.PERSON_TIMES] == 3 == person_times(cast.room, OCTOBER.first, OCTOBER.last)
    assert counts[Count.HOURS] == 7.0  # 2.5 + 2.5 + 2


def test_visits_wanted_and_met(cast: Cast, month: dict[str, Shift]) -> None:
    counts = asked(cast).counts
    assert counts[Count.VISITS] == 4  # ferry twice and school once on the first night, ferry once on the second
    assert counts[Count.WANTED] == 12  # four nights with a shift, three visits each
    assert counts[Count.MET] == 4
    rate = asked(cast).rates[Rate.VISIBILITY]
    assert (rate.value, rate.counted.is_usual) == (pytest.approx(100 / 3), True)


def test_a_visit_that_was_only_said_meets_nothing_and_is_a_number_of_its_own(
    cast: Cast, two: list[Volunteer], spots: dict[str, Place], shift: Callable[..., Shift]
) -> None:
    turn = walked(shift(2), two[0])
    here(turn, spots["渡口"], 30)
    here(turn, spots["学校"], 60)
    CheckIn.objects.filter(place=spots["学校"]).update(way="said")
    counts = asked(cast).counts
    assert [counts[one] for one in (Count.VISITS, Count.SAID, Count.MET)] == [2, 1, 1]
    here(turn, spots["学校"], 65)  # by its code, beside the other: that visit is proven
    counts = asked(cast).counts
    assert [counts[one] for one in (Count.VISITS, Count.SAID, Count.MET)] == [2, 0, 2]


def test_more_visits_than_wanted_do_not_make_up_for_others(
    cast: Cast, two: list[Volunteer], spots: dict[str, Place], shift: Callable[..., Shift]
) -> None:
    turn = walked(shift(2), two[0], minutes=175)
    for after in (0, 40, 80, 120):
        here(turn, spots["学校"], after)
    counts = asked(cast).counts
    assert (counts[Count.VISITS], counts[Count.MET], counts[Count.WANTED]) == (4, 1, 3)


def test_a_post_that_stood_is_there_all_the_time(
    cast: Cast, two: list[Volunteer], spots: dict[str, Place], shift: Callable[..., Shift]
) -> None:
    walked(shift(2, work="post", place=spots["渡口"]), two[0], minutes=180)
    found = asked(cast)
    assert (found.counts[Count.MET], found.counts[Count.WANTED], found.counts[Count.VISITS]) == (2, 3, 0)
    ferry = next(one for one in found.places if one.place == spots["渡口"])
    assert (ferry.visits, ferry.idle.visits) == (0, 1)
    assert ferry.last == EIGHT + 3 * HOUR
    assert [one.reached for one in found.hours] == [3.0, 3.0, 3.0]


def test_how_long_places_were_alone(cast: Cast, month: dict[str, Shift], spots: dict[str, Place]) -> None:
    ferry, school = asked(cast).places
    assert (ferry.place, ferry.weight, ferry.wanted, ferry.visits) == (spots["渡口"], 3.0, 8, 3)
    # 20:42 to 22:10 is 88 minutes; from 22:45 on the 2nd to 20:40 on the 5th 69 h 55; from there to noon on the 12th 159 h 20
    assert ferry.idle.worst == 159 * HOUR + 20 * MINUTE
    assert ferry.idle.alone == 88 * MINUTE + 69 * HOUR + 55 * MINUTE + 159 * HOUR + 20 * MINUTE
    assert ferry.idle.gaps == 3
    assert ferry.last == EIGHT + 3 * DAY + 40 * MINUTE
    assert (school.visits, school.wanted, school.idle.worst) == (1, 4, 9 * DAY + 14 * HOUR + 50 * MINUTE)


def test_a_visit_of_the_month_before_begins_the_first_gap(
    cast: Cast, two: list[Volunteer], spots: dict[str, Place], shift: Callable[..., Shift]
) -> None:
    here(walked(shift(-1), two[0]), spots["渡口"], 0)  # on 29 September
    here(walked(shift(2), two[0]), spots["渡口"], 0)
    ferry = asked(cast).places[0]
    assert (ferry.visits, ferry.idle.gaps, ferry.idle.alone) == (1, 2, NOW - EIGHT + 3 * DAY)


def test_hours_of_the_day(cast: Cast, month: dict[str, Shift]) -> None:
    """Four nights from 20 to 23: of the ferry's 3 and the school's 1, which is of use until ten."""
    found = {one.hour: one for one in asked(cast).hours}
    assert list(found) == [20, 21, 22]
    assert [(one.nights, one.wanted) for one in found.values()] == [(4, 16.0), (4, 16.0), (4, 12.0)]
    assert [one.reached for one in found.values()] == [6.0, 1.0, 3.0]
    assert found[22].share == 0.25


def test_planned_against_done(
    cast: Cast, two: list[Volunteer], spots: dict[str, Place], shift: Callable[..., Shift]
) -> None:
    first = shift(2)
    turn = walked(first, two[0])
    plan = Plan.objects.create(
        room=cast.room, night=date(2026, 10, 2), seed=1, state="sent", made_by="某辅警", made_at=EIGHT
    )
    draft = Plan.objects.create(room=cast.room, night=date(2026, 10, 2), seed=2, made_by="某辅警", made_at=EIGHT)
    for number, (name, after) in enumerate((("渡口", 30), ("学校", 60), ("渡口", 120))):
        at = EIGHT + after * MINUTE
        for one in (plan, draft):
            Stop.objects.create(
                plan=one, shift=first, place=spots[name], number=number, arrives_at=at, leaves_at=at + 10 * MINUTE,
                weight=1,
            )  # fmt: skip
    here(turn, spots["渡口"], 0)  # thirty minutes early: in time
    here(turn, spots["渡口"], 75)  # neither for the first, which is made, nor within half an hour of the second
    here(turn, spots["学校"], 101)  # 31 minutes after the ten that were planned
    counts = asked(cast).counts
    assert [counts[one] for one in (Count.PLANNED, Count.ON_TIME, Count.REACHED)] == [3, 1, 3]


def test_findings_are_handled_on_the_spot_or_within_their_time(
    cast: Cast, two: list[Volunteer], shift: Callable[..., Shift]
) -> None:
    first = shift(2)
    in_time, too_late, waits, at_once = closed(cast), closed(cast), bring(cast.room).matter, bring(cast.room).matter
    Entry.objects.filter(matter=too_late, verb="received").update(at=EIGHT - 90 * DAY)
    for matter in (in_time, too_late, waits, at_once):
        Finding.objects.create(matter=matter, shift=first, is_settled=matter == at_once)
    found = asked(cast, now=timezone.now())
    assert [found.counts[one] for one in (Count.FINDINGS, Count.SETTLED, Count.HANDLED)] == [4, 1, 2]
    assert found.rates[Rate.HANDLING].value == 50.0


def test_nothing_happened_is_no_rate_and_no_error(cast: Cast) -> None:
    found = asked(cast)
    assert [one.value for one in found.rates.values()] == [None, None]
    assert not found.hours
    assert set(found.counts.values()) == {0}


def test_another_room_and_another_month_are_not_counted(cast: Cast, month: dict[str, Shift]) -> None:
    assert figures(cast.next_room, OCTOBER, NOW).counts[Count.SHIFTS] == 0
    assert asked(cast, OCTOBER.before).counts[Count.VISITS] == 0


def test_the_room_counts_its_rate_its_own_way_and_back(cast: Cast, month: dict[str, Shift]) -> None:
    own = "held / shifts * 100"
    formulas.say(by=cast.officer, room=cast.room, rate=Rate.VISIBILITY, text=own)
    rate = asked(cast).rates[Rate.VISIBILITY]
    assert (rate.value, rate.counted.text, rate.counted.is_usual) == (50.0, own, False)
    assert Record.objects.get(verb="patrol.formula_set").detail == f"{USUAL[Rate.VISIBILITY]} → {own}"
    formulas.say(by=cast.officer, room=cast.room, rate=Rate.VISIBILITY, text=own)
    assert Record.objects.filter(verb="patrol.formula_set").count() == 1
    formulas.say(by=cast.officer, room=cast.room, rate=Rate.VISIBILITY, text=USUAL[Rate.VISIBILITY])
    assert asked(cast).rates[Rate.VISIBILITY].counted.is_usual
    assert Record.objects.get(verb="patrol.formula_reset").detail == f"{own} → {USUAL[Rate.VISIBILITY]}"
    with pytest.raises(PermissionDenied):
        formulas.say(by=cast.auxiliary, room=cast.room, rate=Rate.VISIBILITY, text=own)
    with pytest.raises(formula.Wrong):
        formulas.say(by=cast.officer, room=cast.room, rate=Rate.VISIBILITY, text="met / people")


def test_a_formula_that_names_what_is_counted_no_more_gives_no_value() -> None:
    assert rated("met / gone_by", dict.fromkeys(Count, 1.0)) is None
    assert [rated(text, dict.fromkeys(Count, 1.0)) for text in USUAL.values()] == [100.0, 100.0]


def test_what_is_forgotten_after_three_years_still_counts_in_its_month(cast: Cast, month: dict[str, Shift]) -> None:
    Shift.objects.filter(ends_at__gt=NOW).delete()
    before, later = asked(cast), NOW + 3 * 366 * DAY
    assert forget_old(now=later)["shifts"] == 5
    found = asked(cast, now=later)
    kept = (Count.PERSON_TIMES, Count.HOURS, Count.SHIFTS, Count.HELD, Count.LATE, Count.MISSED)
    assert [found.counts[one] for one in kept] == [before.counts[one] for one in kept]
    assert (found.called_off, found.has_forgotten, before.has_forgotten) == (1, True, False)
    assert asked(cast, period_of(Span.WEEK, date(2026, 10, 5)), later).has_forgotten


def test_when_somebody_was_last_there(
    cast: Cast, two: list[Volunteer], spots: dict[str, Place], shift: Callable[..., Shift]
) -> None:
    turn = walked(shift(2), two[0])
    here(turn, spots["学校"], 20, 10)
    post = shift(3, work="post", place=spots["渡口"])
    Turn.objects.create(shift=post, volunteer=two[1], state="taken", began_at=post.starts_at)
    ferry, school = spots["渡口"].pk, spots["学校"].pk
    during = post.starts_at + HOUR
    assert last_presence(cast.room, during) == {school: EIGHT + 30 * MINUTE, ferry: during}
    assert last_presence(cast.room, EIGHT) == {}
    assert last_presence(cast.room, EIGHT + 25 * MINUTE) == {school: EIGHT + 25 * MINUTE}


def test_it_asks_as_often_for_a_month_as_for_a_night(
    cast: Cast, month: dict[str, Shift], django_assert_max_num_queries: Callable[..., object]
) -> None:
    with django_assert_max_num_queries(26):  # type: ignore[attr-defined]
        asked(cast)
