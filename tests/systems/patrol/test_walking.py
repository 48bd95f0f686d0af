"""A shift told by a phone: late, twice, in any order, with a clock that is wrong; and only by whose it is."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from shouwang.kernel.journal.models import Record
from shouwang.kernel.matters.actions.intake import Brought, Reporter
from shouwang.kernel.matters.models import Matter
from shouwang.lib.ids import uuid7
from shouwang.systems.patrol.actions import walking
from shouwang.systems.patrol.actions.alarming import tell_silent
from shouwang.systems.patrol.actions.walking import Here, NotNow, Taken, Told
from shouwang.systems.patrol.models import CheckIn, Finding, HandOver, Turn
from shouwang.systems.patrol.queries.places import code_of, place_with
from shouwang.systems.patrol.queries.silent import Why, silent
from tests.cast import Cast
from tests.systems.patrol.walkers import LATITUDE, LONGITUDE, Walker, a_volunteer, a_walker, minutes_ago

pytestmark = pytest.mark.django_db


@pytest.fixture
def walker(cast: Cast) -> Walker:
    return a_walker(cast)


def told(minutes: float) -> Told:
    """Of something so many minutes ago, by a clock that is right."""
    return Told(minutes_ago(minutes), timezone.now())


def at(walker: Walker, number: int = 0, **more: Any) -> Here:
    return Here(uuid7(), walker.places[number], **more)


def messages(walker: Walker) -> list[Callable[[], object]]:
    """What the phone has to tell of a whole shift."""
    who: dict[str, Any] = {"volunteer": walker.volunteer, "turn": walker.turn}
    first, second = at(walker), at(walker, 1, way="code", code=code_of(walker.places[1]))
    begun, came, gone, later = told(28), told(20), told(8), told(7)
    written, done, note, found = told(3), told(2), uuid7(), uuid7()
    brought = Brought(
        kind="report", topic="water", text="有人下水", reporter=Reporter(person=walker.volunteer.person), id=found
    )
    return [
        lambda: walking.begin_turn(**who, told=begun),
        lambda: walking.check_in(**who, here=first, told=came),
        lambda: walking.leave(**who, here=first, arrived=came, told=gone),
        lambda: walking.check_in(**who, here=second, told=later),
        lambda: walking.finding(**who, brought=brought, is_settled=True),
        lambda: walking.hand_over(**who, key=note, text="桥头的灯坏了", told=written),
        lambda: walking.end_turn(**who, told=done),
    ]


def rows(walker: Walker) -> list[Any]:
    turn = Turn.objects.get(pk=walker.turn.pk)
    return [
        (turn.began_at, turn.ended_at),
        list(CheckIn.objects.order_by("id").values_list("id", "place", "way", "at", "left_at")),
        list(HandOver.objects.values_list("id", "text", "written_at")),
        list(Finding.objects.values_list("matter", "shift", "is_settled")),
        sorted(Record.objects.filter(object_id=str(walker.shift.pk)).values_list("verb", flat=True)),
    ]


@pytest.mark.parametrize("seed", range(6))
def test_any_order_and_any_repetition_gives_the_same_rows(walker: Walker, seed: int) -> None:
    ways = messages(walker)
    for tell in ways:
        tell()
    straight = rows(walker)
    assert straight[4] == sorted(
        ["patrol.begun", "patrol.left_place", "patrol.found", "patrol.handed_over", "patrol.ended"]
        + ["patrol.checked_in"] * 2
    )
    Record.objects.filter(object_id=str(walker.shift.pk)).delete()
    for table in (CheckIn, HandOver, Finding):
        table.objects.all().delete()
    Matter.objects.all().delete()
    Turn.objects.filter(pk=walker.turn.pk).update(began_at=None, ended_at=None)
    chance = random.Random(seed)
    shuffled = [tell for tell in ways for _again in range(chance.randint(1, 3))]
    chance.shuffle(shuffled)
    for tell in shuffled:
        tell()
    assert rows(walker) == straight


def test_a_phone_whose_clock_is_wrong_by_years_is_believed_the_difference(walker: Walker) -> None:
    off = timedelta(days=700)
    walking.begin_turn(
        volunteer=walker.volunteer, turn=walker.turn, told=Told(minutes_ago(20) - off, timezone.now() - off)
    )
    began = Turn.objects.get(pk=walker.turn.pk).began_at
    assert began is not None
    assert abs(began - minutes_ago(20)) < timedelta(seconds=20)


@pytest.mark.parametrize("minutes", [-500, 60 * 24 * 30])
def test_what_cannot_be_is_cut_to_the_shift(walker: Walker, minutes: int) -> None:
    here = at(walker)
    walking.check_in(volunteer=walker.volunteer, turn=walker.turn, here=here, told=told(minutes))
    found = CheckIn.objects.get()
    assert walker.shift.starts_at - walking.EARLY <= found.at <= timezone.now()
    assert found.received_at >= found.at


def test_what_does_not_prove_it_is_kept_as_said(walker: Walker) -> None:
    near = {"way": "position", "latitude": LATITUDE + 0.002, "longitude": LONGITUDE + 0.001, "accuracy": 30.0}
    ways = [
        at(walker, **near),
        at(walker, **(near | {"longitude": LONGITUDE + 0.01})),
        at(walker, **(near | {"longitude": LONGITUDE + 0.01, "accuracy": 50_000.0})),
        at(walker, way="tag", code=code_of(walker.places[0])),
        at(walker, way="code", code=code_of(walker.places[1])),
        at(walker, **(near | {"accuracy": 201.0})),
    ]
    for here in ways:
        walking.check_in(volunteer=walker.volunteer, turn=walker.turn, here=here, told=told(1))
    kept = {one.pk: one.way for one in CheckIn.objects.all()}
    assert [kept[here.id] for here in ways] == ["position", "said", "said", "tag", "said", "said"]
    assert place_with(walker.shift.room, code_of(walker.places[2])) == walker.places[2]


def test_only_whose_turn_it_is_and_only_what_is_theirs(cast: Cast, walker: Walker) -> None:
    other = a_volunteer(cast, "白明")
    for act in (walking.begin_turn, walking.end_turn):
        with pytest.raises(PermissionDenied):
            act(volunteer=other, turn=walker.turn, told=Told())
    theirs = Turn.objects.create(shift=walker.shift, volunteer=other, state="taken")
    here = at(walker)
    walking.check_in(volunteer=walker.volunteer, turn=walker.turn, here=here, told=told(5))
    with pytest.raises(Taken):
        walking.check_in(volunteer=other, turn=theirs, here=here, told=told(5))
    walking.hand_over(volunteer=walker.volunteer, turn=walker.turn, key=here.id, text="一", told=Told())
    with pytest.raises(Taken):
        walking.hand_over(volunteer=walker.volunteer, turn=walker.turn, key=here.id, text="二", told=Told())


def test_a_hand_over_is_kept_whole_or_refused(walker: Walker) -> None:
    who: dict[str, Any] = {"volunteer": walker.volunteer, "turn": walker.turn, "told": Told()}
    assert walking.hand_over(**who, key=uuid7(), text="灯" * 5000).text == "灯" * 5000
    with pytest.raises(walking.TooLong):
        walking.hand_over(**who, key=uuid7(), text="灯" * 5001)


def test_no_moment_is_too_far_away(walker: Walker) -> None:
    first, last = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    walking.begin_turn(volunteer=walker.volunteer, turn=walker.turn, told=Told(first, last))
    assert Turn.objects.get(pk=walker.turn.pk).began_at == walker.shift.starts_at - walking.EARLY


def test_a_shift_that_was_called_off_takes_what_happened_before(walker: Walker) -> None:
    walker.shift.cancelled_at = minutes_ago(10)
    walker.shift.save()
    walking.check_in(volunteer=walker.volunteer, turn=walker.turn, here=at(walker), told=told(15))
    with pytest.raises(NotNow) as no:
        walking.check_in(volunteer=walker.volunteer, turn=walker.turn, here=at(walker), told=told(5))
    assert no.value.why == NotNow.CANCELLED
    assert CheckIn.objects.count() == 1


@pytest.mark.parametrize("why", [NotNow.NOT_SENT, NotNow.GONE, NotNow.TOO_EARLY])
def test_no_other_shift_can_be_begun(walker: Walker, why: str) -> None:
    shift, turn = walker.shift, walker.turn
    if why == NotNow.NOT_SENT:
        shift.sent_at = None
    elif why == NotNow.TOO_EARLY:
        shift.starts_at = timezone.now() + timedelta(hours=5)
        shift.ends_at = shift.starts_at + timedelta(hours=2)
    else:
        turn.state = Turn.State.GONE
    shift.save()
    turn.save()
    with pytest.raises(NotNow) as no:
        walking.begin_turn(volunteer=walker.volunteer, turn=turn, told=Told())
    assert no.value.why == why


def test_a_check_in_that_comes_after_the_end_counts(walker: Walker) -> None:
    walking.begin_turn(volunteer=walker.volunteer, turn=walker.turn, told=told(25))
    walking.end_turn(volunteer=walker.volunteer, turn=walker.turn, told=told(2))
    walking.check_in(volunteer=walker.volunteer, turn=walker.turn, here=at(walker), told=told(15))
    assert CheckIn.objects.get().turn == walker.turn


def test_a_shift_that_nobody_begins_is_told_once_to_whoever_plans(walker: Walker) -> None:
    (one,) = silent(timezone.now(), walker.shift.room)
    assert (one.why, one.shift) == (Why.NOT_BEGUN, walker.shift)
    assert silent(walker.shift.starts_at + timedelta(minutes=9)) == []
    assert tell_silent(now=timezone.now()) > 0
    assert tell_silent(now=timezone.now()) == 0
    assert Record.objects.filter(verb="patrol.silent_not_begun").count() == 1


def test_a_walk_without_a_word_is_silent_after_an_hour_whatever_is_planned(walker: Walker) -> None:
    walking.begin_turn(volunteer=walker.volunteer, turn=walker.turn, told=told(28))
    walking.check_in(volunteer=walker.volunteer, turn=walker.turn, here=at(walker), told=told(1))
    # Stops are half an hour apart, and the last is an hour and a half before the end: longer than anybody waits.
    last = CheckIn.objects.get().at
    assert silent(last + timedelta(minutes=59)) == []
    (one,) = silent(last + timedelta(minutes=61))
    assert one.why == Why.NO_WORD
    walking.end_turn(volunteer=walker.volunteer, turn=walker.turn, told=Told())
    assert silent(last + timedelta(minutes=61)) == []
