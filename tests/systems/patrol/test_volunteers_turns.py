"""Who may take which shift, and that no way in goes round the rules."""

import random
from contextlib import suppress
from datetime import date, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from shouwang.kernel.journal.actions import PUBLIC, SYSTEM
from shouwang.kernel.matters.actions.erasing import erase_person
from shouwang.kernel.people.actions import NotOpen, join_team, use_phone_code
from shouwang.kernel.people.models import Person, PhoneCode
from shouwang.systems.patrol.actions import availability, turns, volunteers
from shouwang.systems.patrol.actions.turns import NotFit
from shouwang.systems.patrol.models import Insurance, Shift, Turn, Volunteer
from shouwang.systems.patrol.queries import turns as asked
from shouwang.systems.patrol.queries.fitness import IN
from shouwang.systems.patrol.queries.phone import offered_turn
from shouwang.systems.patrol.queries.volunteers import Lack, lacking
from shouwang.systems.patrol.volunteering import Asked, Days, Facts, Reason, Span, Weekly, fit
from tests.cast import Cast

FRIDAY = date(2026, 11, 27)
ROUND = Span(datetime(2026, 11, 27, 21), datetime(2026, 11, 28, 0, 30))  # noqa: DTZ001
READY = Facts(is_adult=True, trained=[Days(date(2026, 1, 1))])


def made(cast: Cast, name: str = "马小川", *, insured: bool = True) -> Volunteer:
    one = volunteers.take_on(by=cast.officer, room=cast.room, name=name)
    volunteers.check_adult(by=cast.officer, volunteer=one)
    today = timezone.localdate()
    volunteers.train(by=cast.officer, volunteer=one, kind="basic", held_on=today)
    if insured:
        insure(cast, one)
    return one


def insure(cast: Cast, one: Volunteer) -> Insurance:
    today = timezone.localdate()
    return volunteers.insure(
        by=cast.officer,
        volunteer=one,
        insurer="示例保险",
        policy_no="A1",
        starts_on=today,
        ends_on=today + timedelta(90),
    )


def a_shift(cast: Cast, *, days: int = 2, most: int = 2, is_risky: bool = False, **more: object) -> Shift:
    starts = timezone.now() + timedelta(days=days)
    return Shift.objects.create(
        room=cast.room, work="round", number=1, starts_at=starts, ends_at=starts + timedelta(hours=2),
        fewest=1, most=most, is_risky=is_risky, sent_at=timezone.now(), **more,
    )  # fmt: skip


def test_everything_that_stands_against_it_is_said_at_once() -> None:
    assert fit(Facts(), Asked(ROUND, is_risky=True)) == (Reason.NOT_ADULT, Reason.NOT_TRAINED, Reason.NOT_INSURED)
    assert fit(READY, Asked(ROUND)) == ()


def test_insurance_must_hold_on_both_days_of_a_night() -> None:
    until_friday = Facts(is_adult=True, trained=READY.trained, insured=[Days(date(2026, 1, 1), FRIDAY)])
    assert fit(until_friday, Asked(ROUND, is_risky=True)) == (Reason.NOT_INSURED,)
    goes_on = [Days(date(2026, 1, 1), FRIDAY), Days(FRIDAY + timedelta(1), date(2027, 1, 1))]
    assert not fit(Facts(is_adult=True, trained=READY.trained, insured=goes_on), Asked(ROUND, is_risky=True))


def test_an_hour_after_midnight_is_of_the_same_night() -> None:
    trained = READY.trained
    assert fit(Facts(is_adult=True, trained=trained, not_after=time(22)), Asked(ROUND)) == (Reason.TOO_LATE,)
    assert not fit(Facts(is_adult=True, trained=trained, not_after=time(1)), Asked(ROUND))
    evening = Weekly(4, time(20), time(1))
    assert not fit(Facts(is_adult=True, trained=trained, weekly=[evening]), Asked(ROUND))
    away = Span(datetime(2026, 11, 28, 0), datetime(2026, 11, 29))  # noqa: DTZ001
    assert fit(Facts(is_adult=True, trained=trained, weekly=[evening], away=[away]), Asked(ROUND)) == (Reason.NOT_FREE,)


@pytest.mark.django_db
def test_nobody_without_insurance_gets_into_a_risky_shift_by_any_way(cast: Cast) -> None:
    safe, unsafe, risky = made(cast), made(cast, "白明", insured=False), a_shift(cast, is_risky=True)
    with pytest.raises(NotFit) as refused:
        turns.sign_up(volunteer=unsafe, shift=risky)
    assert refused.value.reasons == (Reason.NOT_INSURED,)
    with pytest.raises(NotFit):
        turns.put_on(by=cast.officer, shift=risky, volunteer=unsafe, agreed=True)
    turn = turns.sign_up(volunteer=safe, shift=risky)
    turns.offer_swap(by=safe, turn=turn)
    with pytest.raises(NotFit):
        turns.accept_swap(volunteer=unsafe, turn=turn)
    assert [one.against for one in asked.swaps(unsafe)] == [[Reason.NOT_INSURED]]


@pytest.mark.django_db
def test_who_loses_their_insurance_is_out_of_the_risky_shift(cast: Cast) -> None:
    one, risky = made(cast), a_shift(cast, is_risky=True)
    turn = turns.sign_up(volunteer=one, shift=risky)
    assert volunteers.drop_insurance(by=cast.officer, insurance=one.insurances.get()) == [turn]
    turn.refresh_from_db()
    assert (turn.state, turn.why_missed) == (Turn.State.GONE, Reason.NOT_INSURED)


@pytest.mark.django_db
def test_a_swap_moves_the_place_and_nothing_else(cast: Cast) -> None:
    first, second, shift = made(cast), made(cast, "白明"), a_shift(cast, most=1)
    turn = turns.sign_up(volunteer=first, shift=shift)
    with pytest.raises(NotFit):
        turns.sign_up(volunteer=second, shift=shift)
    turns.offer_swap(by=first, turn=turn)
    taken = turns.accept_swap(volunteer=second, turn=turn)
    assert taken.volunteer == second
    assert shift.turns.filter(state__in=IN).get() == taken
    with pytest.raises(PermissionDenied):
        turns.cannot_come(by=first, turn=taken)
    again = offered_turn(second, turn.pk)
    assert again is not None
    assert turns.accept_swap(volunteer=second, turn=again) == taken
    assert offered_turn(made(cast, "程远"), turn.pk) is None


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
def test_no_sequence_overfills_a_shift_or_leaves_the_uninsured_in_a_risky_one(cast: Cast, seed: int) -> None:
    draw = random.Random(seed)
    people = [
        made(cast, name, insured=number % 2 == 0) for number, name in enumerate(("马小川", "白明", "程远", "施敏"))
    ]
    shifts = [a_shift(cast, days=2 + n, most=1 + n % 2, is_risky=n != 1) for n in range(3)]
    for _ in range(40):
        who, shift = draw.choice(people), draw.choice(shifts)
        turn = draw.choice(list(Turn.objects.order_by("pk")) or [None])
        with suppress(NotFit, PermissionDenied):
            match draw.randrange(7):
                case 0:
                    turns.put_on(by=cast.officer, shift=shift, volunteer=who, agreed=draw.random() < 0.5)
                case 1:
                    turns.sign_up(volunteer=who, shift=shift)
                case 2 if turn:
                    turns.offer_swap(by=cast.officer, turn=turn)
                case 3 if turn:
                    turns.accept_swap(volunteer=who, turn=turn)
                case 4 if turn:
                    turns.cannot_come(by=cast.officer, turn=turn)
                case 5 if insurance := who.insurances.first():
                    volunteers.drop_insurance(by=cast.officer, insurance=insurance)
                case 6:
                    insure(cast, who)
        for one in shifts:
            here = list(one.turns.filter(state__in=IN))
            assert len(here) <= one.most
            assert not one.is_risky or all(Insurance.objects.filter(volunteer=each.volunteer).exists() for each in here)


@pytest.mark.django_db
def test_hours_count_what_was_walked(cast: Cast) -> None:
    one, shift = made(cast), a_shift(cast)
    turn = turns.sign_up(volunteer=one, shift=shift)
    now = timezone.now()
    Turn.objects.filter(pk=turn.pk).update(began_at=now - timedelta(minutes=100), ended_at=now)
    assert str(asked.service_hours(one)) == "1.5"
    Turn.objects.filter(pk=turn.pk).update(began_at=now - timedelta(minutes=9))
    assert asked.service_hours(one) == 0
    assert asked.person_times(cast.room, timezone.localdate() - timedelta(1), timezone.localdate()) == 0


@pytest.mark.django_db
def test_who_leaves_is_forgotten_and_past_turns_stay_without_them(cast: Cast) -> None:
    one, shift = made(cast), a_shift(cast)
    turn = turns.sign_up(volunteer=one, shift=shift)
    Turn.objects.filter(pk=turn.pk).update(began_at=timezone.now(), ended_at=timezone.now())
    join_team(by=SYSTEM, team=cast.team, person=one.person)
    assert volunteers.leave(by=cast.officer, volunteer=one)
    person = Person.objects.get(pk=one.person_id)
    assert person.erased_at
    assert not person.memberships.exists()
    assert Turn.objects.get(pk=turn.pk).volunteer is None


@pytest.mark.django_db
def test_who_is_erased_is_gone_as_a_volunteer_too(cast: Cast) -> None:
    one, shift = made(cast), a_shift(cast)
    Volunteer.objects.filter(pk=one.pk).update(
        account=cast.neighbour, calendar_digest="a", calendar_made_at=timezone.now()
    )
    turns.sign_up(volunteer=one, shift=shift)
    availability.set_wishes(by=one, volunteer=one, wishes=availability.Wishes(at_most=2))
    join_team(by=SYSTEM, team=cast.team, person=one.person)
    erase_person(by=SYSTEM, rows=[one.person], reason="asked for it")
    kept = Volunteer.objects.get(pk=one.pk)
    assert kept.left_at
    assert (kept.account, kept.calendar_digest) == (None, "")
    for rows in (kept.trainings, kept.insurances, kept.wishes, kept.turns, kept.person.memberships):
        assert not rows.exists()
    assert not shift.turns.exists()


@pytest.mark.django_db
def test_a_phone_code_works_once_and_is_asked_again_safely(cast: Cast) -> None:
    one = made(cast)
    secret = volunteers.give_phone_code(by=cast.officer, volunteer=one)
    device, key = use_phone_code(by=PUBLIC, secret=secret, label="Android", nonce="a" * 64)
    assert use_phone_code(by=PUBLIC, secret=secret, label="Android", nonce="a" * 64) == (device, key)
    with pytest.raises(NotOpen):
        use_phone_code(by=PUBLIC, secret=secret, label="Android", nonce="b" * 64)
    assert PhoneCode.objects.get().digest not in secret


@pytest.mark.django_db
def test_what_is_missing_is_said_with_its_day(cast: Cast) -> None:
    one = volunteers.take_on(by=cast.officer, room=cast.room, name="马小川")
    assert [each.what for each in lacking(one)] == [Lack.ADULT, Lack.TRAINING, Lack.INSURANCE]
    today = timezone.localdate()
    ready = made(cast, "白明", insured=False)
    volunteers.insure(
        by=cast.officer, volunteer=ready, insurer="示例", policy_no="B", starts_on=today, ends_on=today + timedelta(6)
    )
    assert [(each.what, each.on) for each in lacking(ready)] == [(Lack.INSURANCE_ENDS, today + timedelta(6))]


@pytest.mark.django_db
def test_the_database_holds_what_must_hold(cast: Cast) -> None:
    one = made(cast)
    wrong = [
        lambda: insure_backwards(one),
        lambda: Volunteer.objects.filter(pk=one.pk).update(adult_checked_by=""),
        lambda: availability.set_wishes(by=one, volunteer=one, wishes=availability.Wishes(at_most=15)),
    ]
    for act in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def insure_backwards(one: Volunteer) -> None:
    Insurance.objects.create(
        volunteer=one, insurer="示例", policy_no="C", starts_on=date(2026, 2, 2), ends_on=date(2026, 2, 1)
    )
