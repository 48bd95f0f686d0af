"""The thread of whoever brought a matter: merged, taken apart, handed over, and what they read of it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shouwang.kernel.journal.actions import PUBLIC
from shouwang.kernel.matters import lifecycle, queries
from shouwang.kernel.matters.actions import bonds, progress, talk
from shouwang.kernel.matters.models import Matter
from tests.cast import Cast
from tests.kernel.matters.bringing import bring


def read_by(matter: Matter) -> list[str]:
    """The words whoever brought it may read, besides those they said themselves."""
    told = queries.public_story_of(Matter.objects.get(pk=matter.pk))
    return [entry.text for entry in told if entry.text]


def some(cast: Cast, count: int) -> list[Matter]:
    return [bring(cast.room).matter for _ in range(count)]


def merge(cast: Cast, matter: Matter, into: Matter) -> None:
    bonds.merge(by=cast.officer, matter=matter, into=into)


def unmerge(cast: Cast, matter: Matter) -> None:
    bonds.unmerge(by=cast.officer, matter=matter, reason="不是一件事")


def answer(cast: Cast, matter: Matter, text: str) -> None:
    talk.answer(by=cast.officer, matter=matter, text=text)


def test_what_was_answered_on_the_way_stays_and_what_comes_later_is_told_too(cast: Cast) -> None:
    one, two, three = some(cast, 3)
    merge(cast, one, into=two)
    answer(cast, two, "电工明天来")
    answer(cast, three, "别处早先的话")
    merge(cast, two, into=three)
    answer(cast, three, "换了灯泡")
    assert read_by(one) == read_by(two) == ["电工明天来", "换了灯泡"]


@pytest.mark.parametrize("end", ["return", "close", "close_unchecked"])
def test_the_words_a_matter_ends_with_reach_whoever_was_merged_into_it(cast: Cast, end: str) -> None:
    one, two = some(cast, 2)
    merge(cast, one, into=two)
    _end(cast, two, end)
    assert read_by(one) == ["路灯归供电所管，请打 95598。"]


def _end(cast: Cast, matter: Matter, end: str) -> None:
    words = "路灯归供电所管，请打 95598。"
    if end == "return":
        progress.send_away(by=cast.officer, matter=matter, answer=words)
        return
    progress.accept(by=cast.officer, matter=matter)
    progress.start(by=cast.auxiliary, matter=matter)
    progress.report(by=cast.auxiliary, matter=matter, outcome="问过了")
    if end == "close":
        progress.check(by=cast.officer, matter=matter)
    progress.close(by=cast.officer, matter=matter, answer=words, reason="" if end == "close" else "今天只有我一人")


def test_what_was_answered_while_joined_stays_readable_and_later_answers_are_not_told(cast: Cast) -> None:
    one, two = some(cast, 2)
    merge(cast, one, into=two)
    answer(cast, two, "电工明天来")
    unmerge(cast, one)
    answer(cast, two, "只给另一家的话")
    assert read_by(one) == ["电工明天来"]


def test_who_is_taken_apart_hears_no_more_from_where_the_other_went_on(cast: Cast) -> None:
    one, two, three = some(cast, 3)
    merge(cast, one, into=two)
    merge(cast, two, into=three)
    unmerge(cast, one)
    answer(cast, three, "只给另外两家的话")
    assert read_by(one) == []


def test_who_joins_late_is_not_told_what_was_answered_before(cast: Cast) -> None:
    one, two = some(cast, 2)
    opened = bonds.hand_over(by=cast.officer, matter=two, to_kind="help")
    answer(cast, opened, "早先的话")
    merge(cast, one, into=two)
    answer(cast, opened, "周三有人来")
    assert read_by(one) == ["周三有人来"]


def test_what_was_merged_into_it_goes_with_a_matter_that_is_taken_apart(cast: Cast) -> None:
    one, two, three, four = some(cast, 4)
    merge(cast, four, into=one)
    merge(cast, one, into=two)
    merge(cast, two, into=three)
    unmerge(cast, two)
    for matter in (one, four):
        matter.refresh_from_db()
        assert matter.merged_into == two
    answer(cast, three, "只给另一家的话")
    answer(cast, two, "电工明天来")
    assert read_by(one) == read_by(four) == ["电工明天来"]


def test_what_was_merged_into_the_other_by_itself_stays_there(cast: Cast) -> None:
    one, two, three = some(cast, 3)
    merge(cast, one, into=three)
    merge(cast, two, into=three)
    unmerge(cast, two)
    one.refresh_from_db()
    assert one.merged_into == three


def test_a_handed_over_matter_is_answered_on_the_old_code(cast: Cast) -> None:
    one = bring(cast.room).matter
    opened = bonds.hand_over(by=cast.officer, matter=one, to_kind="help", words="老人要人陪")
    talk.note(by=cast.officer, matter=opened, text="只给同事看的话")
    answer(cast, opened, "周三有人来")
    assert read_by(one) == ["老人要人陪", "周三有人来"]


def test_a_handed_over_matter_that_is_merged_is_still_answered_on_the_old_code(cast: Cast) -> None:
    one, other = some(cast, 2)
    opened = bonds.hand_over(by=cast.officer, matter=one, to_kind="help")
    merge(cast, opened, into=other)
    answer(cast, other, "周三有人来")
    assert "周三有人来" in read_by(one)


def test_matters_that_lead_to_one_another_are_told_once(cast: Cast) -> None:
    one = bring(cast.room).matter
    opened = bonds.hand_over(by=cast.officer, matter=one, to_kind="help")
    merge(cast, opened, into=one)
    answer(cast, one, "周三有人来")
    assert read_by(one).count("周三有人来") == read_by(opened).count("周三有人来") == 1


VERBS = [*["merge"] * 4, *["answer"] * 3, *["unmerge"] * 2, "hand_over", "return", "reopen", "reporter_words", "note"]
many = settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
numbers = st.integers(0, 2)
steps = st.lists(st.tuples(st.sampled_from(VERBS), numbers, numbers), min_size=8, max_size=24)


class Village:
    """Three matters and what a neighbour with a good memory knows: who is told what, at the moment it is said."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.matters = some(cast, 3)
        self.told: dict[int, set[str]] = {n: set() for n in range(3)}
        self.joined: dict[int, int] = {}
        self.handed: dict[int, set[int]] = {}
        self.said = 0

    def step(self, verb: str, n: int, m: int) -> None:
        self.said += 1
        try:
            getattr(self, verb if verb != "return" else "send_away")(n, m, f"{verb}-{n}-{self.said}")
        except lifecycle.NotAllowedNow:
            return

    def hears(self, n: int) -> set[int]:
        """The matters whose answers reach whoever brought the n-th, now."""
        found: set[int] = set()
        ahead = {n}
        while ahead:
            found |= ahead
            joined = {self.joined[at] for at in ahead if at in self.joined}
            ahead = (joined | {m for at in ahead for m in self.handed.get(at, ())}) - found
        return found

    def tell(self, at: int, words: str, *, only: bool = False) -> None:
        for n in self.told:
            if n == at or (not only and at in self.hears(n)):
                self.told[n].add(words)

    def answer(self, n: int, _: int, words: str) -> None:
        answer(self.cast, self.matters[n], words)
        self.tell(n, words)

    def send_away(self, n: int, _: int, words: str) -> None:
        progress.send_away(by=self.cast.officer, matter=self.matters[n], answer=words)
        self.tell(n, words)

    def reporter_words(self, n: int, _: int, words: str) -> None:
        talk.add_reporter_words(matter=self.matters[n], text=words)
        self.tell(n, words, only=True)

    def note(self, n: int, _: int, words: str) -> None:
        talk.note(by=self.cast.officer, matter=self.matters[n], text=words)

    def reopen(self, n: int, _: int, __: str) -> None:
        progress.reopen(by=self.cast.officer, matter=self.matters[n], reason="又坏了")

    def merge(self, n: int, m: int, _: str) -> None:
        merge(self.cast, self.matters[n], into=self.matters[m])
        self.joined[n] = m

    def unmerge(self, n: int, _: int, __: str) -> None:
        unmerge(self.cast, self.matters[n])
        del self.joined[n]

    def hand_over(self, n: int, _: int, words: str) -> None:
        self.matters.append(bonds.hand_over(by=self.cast.officer, matter=self.matters[n], to_kind="help", words=words))
        at = len(self.matters) - 1
        self.told[at] = set()
        self.handed.setdefault(n, set()).add(at)
        self.tell(n, words, only=True)


@many
@given(steps=steps)
def test_everybody_reads_what_reached_them_and_no_word_of_another_reporter(
    cast: Cast, steps: list[tuple[str, int, int]]
) -> None:
    village = Village(cast)
    for step in steps:
        village.step(*step)
    for n, matter in enumerate(village.matters):
        assert set(read_by(matter)) == village.told[n]
        foreign = [entry for entry in queries.public_story_of(matter) if entry.matter_id != matter.pk]
        assert all(entry.is_public and entry.actor != PUBLIC.id for entry in foreign)


@many
@given(steps=steps)
def test_a_merged_matter_points_to_the_one_that_is_seen_to(cast: Cast, steps: list[tuple[str, int, int]]) -> None:
    village = Village(cast)
    for step in steps:
        village.step(*step)
    for n, matter in enumerate(village.matters):
        matter.refresh_from_db()
        last = n
        while last in village.joined:
            last = village.joined[last]
        assert matter.merged_into == (None if last == n else village.matters[last])
