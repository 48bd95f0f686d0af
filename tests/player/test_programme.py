"""What a loudspeaker may play and when, tried against every course of things that hypothesis can think of."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from uuid import UUID, uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from shouwang.player.programme import BEIJING, Item, Known, Outcome, Quiet, Sound, Why, decide

NOON = datetime(2026, 11, 28, 12, 0, tzinfo=BEIJING)
NAP = Quiet(time(12, 30), time(14))
NIGHT = Quiet(time(21), time(7))


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


def item(at: float = 0, *, lasts: float = 600, late: float = 60, length: float = 10, **more: bool) -> Item:
    return Item(
        id=uuid4(),
        campaign=uuid4(),
        title="防诈骗",
        sound=Sound("a" * 64, "/a", 1, length),
        at=NOON + seconds(at),
        late=seconds(late),
        expires_at=NOON + seconds(at + lasts),
        **more,
    )


def known(*items: Item, **more: object) -> Known:
    return replace(Known(items=items, at_hand={"a" * 64}), **more)  # type: ignore[arg-type]


def test_an_item_begins_when_it_is_time_and_not_before() -> None:
    one = item(30)
    before = decide(NOON, known(one), None)
    assert (before.begin, before.again_at) == (None, one.at)
    assert decide(one.at, known(one), None).begin == one


def test_what_was_begun_once_never_begins_again() -> None:
    one = item()
    assert decide(NOON, known(one, settled={one.id}), None).begin is None


def test_an_urgent_one_stops_an_ordinary_one_and_waits_for_an_urgent_one() -> None:
    ordinary, urgent, second = item(), item(5, urgent=True), item(6, urgent=True)
    now = NOON + seconds(6)
    assert decide(now, known(ordinary, urgent, second), ordinary).stop is Why.PREEMPTED
    assert decide(now, known(ordinary, urgent, second), ordinary).begin == urgent
    later = decide(now, known(urgent, second, settled={urgent.id}), urgent)
    assert (later.stop, later.begin) == (None, None)


def test_an_urgent_one_whose_sound_has_not_come_stops_nothing() -> None:
    ordinary, urgent = item(), replace(item(urgent=True), sound=Sound("b" * 64, "/b", 1, 3))
    assert decide(NOON, known(ordinary, urgent), ordinary).stop is None


def test_two_at_one_moment_follow_one_another_and_the_second_may_come_too_late() -> None:
    first, second = sorted((item(length=90, late=60), item(length=90, late=60)), key=lambda one: str(one.id))
    assert decide(NOON, known(second, first), None).begin == first
    after = decide(NOON + seconds(90), known(second, first, settled={first.id}), None)
    assert after.over == ((second.id, Outcome.SKIPPED, Why.LATE),)


def test_nothing_is_heard_from_its_expiry_on() -> None:
    one = item(lasts=5)
    assert decide(one.expires_at, known(one, settled={one.id}), one).stop is Why.EXPIRED
    assert decide(one.expires_at, known(one), None).over == ((one.id, Outcome.SKIPPED, Why.EXPIRED),)


def test_called_off_means_silence_also_in_the_middle_and_for_what_is_not_known_yet() -> None:
    one, unheard = item(), uuid4()
    wanted = decide(NOON, known(one, settled={one.id}, called_off={one.id, unheard}), one)
    assert wanted.stop is Why.CALLED_OFF
    assert wanted.over == ((unheard, Outcome.SKIPPED, Why.CALLED_OFF),)


def test_quiet_hours_go_over_midnight_and_hold_for_the_whole_sound() -> None:
    late = item(late=99999, lasts=99999)
    for hours, minute, quiet in ((20, 59, False), (21, 0, True), (3, 0, True), (6, 59, True), (7, 0, False)):
        now = NOON.replace(hour=hours, minute=minute)
        one = replace(late, at=now)
        assert bool(decide(now, known(one, quiet=[NIGHT]), None).over) is quiet, (hours, minute)
    before_the_nap = NOON.replace(minute=29, second=55)
    one = replace(late, at=before_the_nap - seconds(5))
    assert decide(one.at, known(one, quiet=[NAP]), None).begin == one, "it ends when the nap begins"
    one = replace(late, at=before_the_nap)
    assert decide(before_the_nap, known(one, quiet=[NAP]), None).over[0][2] is Why.QUIET
    for free in (replace(one, urgent=True), replace(one, over_quiet=True)):
        assert decide(before_the_nap, known(free, quiet=[NAP]), None).begin == free


def test_hours_that_begin_when_they_end_are_none() -> None:
    assert not Quiet(time(9), time(9)).reaches(NOON - seconds(99999), NOON + seconds(99999))


def test_why_it_could_not_be_had_is_said_and_not_only_that_it_is_late() -> None:
    one = item(late=5)
    now = NOON + seconds(6)
    assert decide(now, known(one, at_hand=set(), faults={"a" * 64: Why.CHECKSUM}), None).over[0][2] is Why.CHECKSUM
    assert decide(now, known(one, can_play=False), None).over[0][1:] == (Outcome.FAILED, Why.DEVICE)
    assert decide(now, known(one, at_hand=set()), None).over[0][1:] == (Outcome.SKIPPED, Why.LATE)


items = st.builds(
    item,
    at=st.integers(-50, 150),
    lasts=st.integers(1, 120),
    late=st.integers(0, 60),
    length=st.integers(1, 40),
    urgent=st.booleans(),
    over_quiet=st.booleans(),
)
minutes = st.integers(-2, 4).map(lambda minute: (NOON + timedelta(minutes=minute)).time())
STEPS = st.lists(
    st.tuples(st.integers(-30, 60), st.sampled_from(["", "", "", "kill", "call off", "no output"])), max_size=60
)


def may_begin_now(one: Item, now: datetime, quiet: list[Quiet]) -> None:
    assert one.at <= now <= one.at + one.late
    assert now < one.expires_at
    last = now if one.urgent else min(now + one.length, one.expires_at)
    assert one.over_quiet or not any(hours.reaches(now, last) for hours in quiet)


@settings(max_examples=150)
@given(st.lists(items, max_size=7), st.lists(st.builds(Quiet, minutes, minutes), max_size=2), STEPS)
def test_whatever_happens_nothing_is_heard_twice_or_out_of_its_time(
    planned: list[Item], quiet: list[Quiet], steps: list[tuple[int, str]]
) -> None:
    """The clock jumps back and forth, the player is killed, items are called off, the output comes and goes."""
    now, playing, until = NOON, None, 0.0
    begun: list[UUID] = []
    settled: dict[UUID, Outcome | None] = {}
    called_off: set[UUID] = set()
    steps = [*steps, (400, ""), (400, "")]
    for jump, event in steps:
        now += seconds(jump)
        until -= max(0, jump)
        if playing and (until <= 0 or event == "kill"):
            settled[playing.id] = Outcome.CUT if event == "kill" else Outcome.PLAYED
            playing = None
        if event == "call off" and planned:
            called_off.add(planned[0].id)
        state = known(*planned, settled=set(settled), called_off=called_off, quiet=quiet, can_play=event != "no output")
        wanted = decide(now, state, playing)
        assert not settled.keys() & {ended for ended, _outcome, _why in wanted.over}
        settled |= {ended: outcome for ended, outcome, _why in wanted.over}
        if playing and wanted.stop is not None:
            settled[playing.id] = Outcome.CUT
            if wanted.stop is Why.PREEMPTED:
                assert wanted.begin
                assert wanted.begin.urgent > playing.urgent
            playing = None
        if one := wanted.begin:
            assert playing is None
            assert one.id not in begun
            may_begin_now(one, now, quiet)
            begun.append(one.id)
            settled[one.id] = None
            playing, until = one, one.sound.seconds
        if playing:
            assert now < playing.expires_at
            assert playing.id not in called_off
        assert wanted.again_at is None or wanted.again_at > now
        if not playing and event != "no output":
            assert all(one.id in settled or one.at > now for one in planned), "an item that may play was not begun"
    assert {one.id for one in planned} <= set(settled)
    assert None not in settled.values() or playing
