"""Whole stories, thousands of them: what holds for the three clocks however a matter goes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from dataclasses import field as made
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import time_machine
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shouwang.kernel.matters import lifecycle
from shouwang.kernel.matters.actions import bonds, progress, story, talk, timing
from shouwang.kernel.matters.clock import ANSWERED, REPORTER, REPORTER_ERASED, Clocks, read_clocks
from shouwang.kernel.matters.kinds import Limits
from shouwang.kernel.matters.models import Matter
from shouwang.lib.clock import china_calendar
from shouwang.lib.stopwatch import Limit, Reading
from tests.cast import Cast
from tests.kernel.matters.bringing import bring

CALENDAR = china_calendar()
MONDAY = datetime(2026, 9, 21, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
LATER = timedelta(days=9)
many = settings(max_examples=200)
RESTARTS = {"answer": (), "update": ("answer", "reopen"), "whole": ("reopen",)}

limits = st.builds(
    Limits,
    answer=st.sampled_from([Limit(1, "working_days"), Limit(30, "minutes")]),
    update=st.sampled_from([Limit(3, "working_days"), Limit(1, "days")]),
    whole=st.sampled_from([Limit(5, "working_days"), Limit(600, "working_minutes")]),
)
gaps = st.one_of(st.integers(0, 90), st.integers(0, 4 * 1440)).map(lambda minutes: timedelta(minutes=minutes))


@dataclass(frozen=True)
class Said:
    """An entry as clocks read it, and whether the matter stands paused after it."""

    at: datetime
    verb: str
    state: str
    reason: str = ""
    after: str = ""
    field: str = ""
    is_public: bool = True
    days: int | None = None
    is_paused: bool = False


@dataclass
class Course:
    """A matter as it goes, by the rules of the actions."""

    at: datetime = MONDAY
    state: str = lifecycle.COLLECTED
    before: str = ""
    is_paused: bool = False
    is_answered: bool = False  # since it was merged
    said: list[Said] = made(default_factory=list)

    def may(self) -> list[str]:
        if self.state == lifecycle.MERGED:
            return ["unmerge", "answer", "answered_there", "reporter_words", "forgotten"]
        if self.state in lifecycle.ENDED:
            return ["reopen", "answer", "note", "forgotten"]
        turns = ["answer", "resume"] if self.is_paused else ["pause", "pause"]
        return [
            *turns,
            "answer",
            "extend",
            "merge",
            "merge",
            "close",
            "withdraw",
            "accept",
            "note",
            "forgotten",
            "merged_in",
        ]

    def say(self, verb: str, days: int) -> None:
        if verb == "answered_there":
            self.is_answered = True
            return
        after = ANSWERED if verb == "unmerge" and self.is_answered else REPORTER if verb == "forgotten" else ""
        self.is_answered = verb == "answer" or (self.is_answered and verb not in ("merge", "unmerge"))
        if verb in ("pause", "resume", "reopen"):
            self.is_paused = verb == "pause"
        if verb == "merge":
            self.before = self.state
        ends = {"merge": lifecycle.MERGED, "close": lifecycle.CLOSED, "withdraw": lifecycle.WITHDRAWN}
        ups = {"accept": lifecycle.ACCEPTED, "reopen": lifecycle.ACCEPTED, "unmerge": self.before}
        self.state = (ends | ups).get(verb, self.state)
        self.said.append(
            Said(
                self.at,
                verb,
                self.state,
                reason=verb,
                after=after,
                is_public=verb not in ("note", "forgotten", "merged_in"),
                days=days if verb == "extend" else None,
                is_paused=self.is_paused and self.state in lifecycle.OPEN,
            )
        )


@st.composite
def stories(draw: st.DrawFn) -> list[Said]:
    course = Course()
    course.say("received", 0)
    for _ in range(draw(st.integers(0, 12))):
        course.at += draw(gaps)
        course.say(draw(st.sampled_from(course.may())), draw(st.integers(1, 5)))
    return course.said


def read(told: Sequence[Said], given_limits: Limits, now: datetime) -> Clocks:
    return read_clocks(told, given_limits, CALENDAR, now)


def beginnings(told: Sequence[Said]) -> list[tuple[list[Said], datetime]]:
    """Every beginning of the story, with the moment until which nothing else happens."""
    return [
        (list(told[: n + 1]), told[n + 1].at if n + 1 < len(told) else told[n].at + LATER) for n in range(len(told))
    ]


def leaves_nobody(told: Sequence[Said]) -> bool:
    """Whether the reporter was erased while no other matter had been merged in."""
    verbs = [one.verb for one in told]
    return "forgotten" in verbs and "merged_in" not in verbs[: verbs.index("forgotten")]


@many
@given(stories(), limits)
def test_nobody_is_promised_anything_once_the_reporter_is_erased(told: list[Said], given_limits: Limits) -> None:
    for earlier, until in beginnings(told):
        clocks = read(earlier, given_limits, until)
        if leaves_nobody(earlier):
            assert {clocks.answer.state, clocks.update.state} <= {"stopped", "not started"}
        stays = [one for one in earlier if one.verb != "forgotten"]
        assert clocks.whole == read(stays, given_limits, until).whole
        if not leaves_nobody(earlier):
            assert clocks == read(stays, given_limits, until)
            assert REPORTER_ERASED not in (clocks.answer.reason, clocks.update.reason)


@many
@given(stories(), limits)
def test_used_time_never_shrinks_but_by_a_restart_of_the_rule(told: list[Said], given_limits: Limits) -> None:
    for earlier, until in beginnings(told):
        begun, then = (read(earlier, given_limits, now).named for now in (earlier[-1].at, until))
        following = told[len(earlier)] if len(earlier) < len(told) else None
        for name in RESTARTS:
            assert begun[name].used <= then[name].used
            if following is None or following.verb in RESTARTS[name]:
                continue
            if following.after == ANSWERED and name == "update":
                continue
            assert then[name].used <= read([*earlier, following], given_limits, until).named[name].used


@many
@given(stories(), limits)
def test_an_extension_is_lost_only_with_what_it_extended(told: list[Said], given_limits: Limits) -> None:
    for earlier, until in beginnings(told)[:-1]:
        following = told[len(earlier)]
        if following.verb != "reopen":
            before = read(earlier, given_limits, until).whole.allowed
            assert before <= read([*earlier, following], given_limits, until).whole.allowed


@many
@given(stories(), limits)
def test_a_paused_matter_is_never_late_because_of_the_pause(told: list[Said], given_limits: Limits) -> None:
    for earlier, until in beginnings(told):
        if not earlier[-1].is_paused:
            continue
        begun, then = read(earlier, given_limits, earlier[-1].at), read(earlier, given_limits, until)
        for before, after in ((begun.update, then.update), (begun.whole, then.whole)):
            is_over = after is then.update and leaves_nobody(earlier)
            assert after.state in (("stopped", "not started") if is_over else ("paused", "not started"))
            assert (after.is_late, after.used, after.left) == (before.is_late, before.used, before.left)
        assert then.due_at == then.answer.due_at if then.answer.state == "running" else then.due_at is None


@many
@given(stories(), limits)
def test_the_first_answer_is_waited_for_until_it_comes(told: list[Said], given_limits: Limits) -> None:
    for earlier, until in beginnings(told):
        is_answered = any(one.verb in ("answer", "close") or one.after == ANSWERED for one in earlier)
        was_withdrawn = any(one.verb == "withdraw" for one in earlier)
        waits = earlier[-1].state in lifecycle.OPEN and not is_answered and not was_withdrawn
        waits = waits and not leaves_nobody(earlier)
        assert (read(earlier, given_limits, until).answer.state == "running") is waits


@many
@given(stories(), limits)
def test_what_the_sum_counts_up_to_the_due_moment_is_what_was_allowed(told: list[Said], given_limits: Limits) -> None:
    for earlier, until in beginnings(told):
        for name, reading in read(earlier, given_limits, until).named.items():
            if reading.state == "running":
                calendar = getattr(given_limits, name).calendar(CALENDAR)
                assert _counted_until_due(reading, calendar.working_minutes_between, until) == reading.allowed


def _counted_until_due(reading: Reading, minutes: Callable[[datetime, datetime], int], now: datetime) -> int:
    due = reading.due_at
    assert due is not None
    lines = [line for line in reading.sum_lines if line.key == "counted" and line.start < due]
    return sum(minutes(line.start, min(line.end, due)) for line in lines) + max(0, minutes(now, due))


ACTS = ("accept", "start", "answer", "pause", "resume", "extend", "merge", "unmerge", "send_away", "reopen", "withdraw")


def _act(cast: Cast, matter: Matter, other: Matter, verb: str) -> None:
    by = cast.officer
    acts: dict[str, Callable[[], object]] = {
        "accept": lambda: progress.accept(by=by, matter=matter),
        "start": lambda: progress.start(by=by, matter=matter),
        "answer": lambda: talk.answer(by=by, matter=matter, text="电工明天来"),
        "answer_other": lambda: talk.answer(by=by, matter=other, text="电工后天来"),
        "pause": lambda: timing.pause(by=by, matter=matter, reason="等电力公司"),
        "resume": lambda: timing.resume(by=by, matter=matter),
        "extend": lambda: timing.extend(by=by, matter=matter, days=2, reason="要等配件"),
        "merge": lambda: bonds.merge(by=by, matter=matter, into=other),
        "unmerge": lambda: bonds.unmerge(by=by, matter=matter, reason="不是一件事"),
        "send_away": lambda: progress.send_away(by=by, matter=matter, answer="请打 95598"),
        "reopen": lambda: progress.reopen(by=by, matter=matter, reason="又坏了"),
        "withdraw": lambda: progress.withdraw(matter=matter),
    }
    try:
        acts[verb]()
    except lifecycle.NotAllowedNow:
        return


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(gaps, st.sampled_from([*ACTS, "answer_other"])), max_size=14))
def test_the_stored_due_moment_is_that_of_the_timeline(cast: Cast, steps: list[tuple[timedelta, str]]) -> None:
    with time_machine.travel(MONDAY, tick=False) as clock:
        matter, other = bring(cast.room).matter, bring(cast.room).matter
        for gap, verb in steps:
            clock.shift(gap + timedelta(minutes=1))
            _act(cast, matter, other, verb)
            stored = Matter.objects.get(pk=matter.pk)
            told = story.clocks(stored, timezone.now() + LATER)
            running = {name: one.due_at if one.state == "running" else None for name, one in told.named.items()}
            assert stored.due_at == told.due_at
            assert running == {
                "answer": stored.answer_due_at,
                "update": stored.update_due_at,
                "whole": stored.whole_due_at,
            }
