"""What the player must not forget when its power goes."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from shouwang.player import contract
from shouwang.player.journal import KEPT, Journal
from shouwang.player.programme import Outcome, Why
from tests.player.test_programme import item

NOW = datetime(2026, 11, 28, 4, 0, tzinfo=UTC)


def test_what_was_begun_is_begun_for_ever_and_after_a_kill_it_was_cut(tmp_path: Path) -> None:
    path, one = tmp_path / "j", uuid4()
    first = Journal(path)
    assert first.begin(one, NOW)
    second = Journal(path)  # the first was killed: nothing closed it
    assert second.cut_unfinished() == 1
    assert not second.begin(one, NOW)
    [report] = second.owed()
    assert (report.item, report.outcome, report.why, report.ended_at) == (one, "cut", "stopped", None)
    assert report.began_at == "2026-11-28T12:00:00+08:00"


def test_the_first_word_about_an_end_stands(tmp_path: Path) -> None:
    journal, one = Journal(tmp_path / "j"), uuid4()
    journal.begin(one, NOW)
    journal.end(one, Outcome.PLAYED, Why.NOTHING, NOW, 3.2)
    journal.end(one, Outcome.CUT, Why.STOPPED, NOW, 1.0)
    journal.settle([(one, Outcome.SKIPPED, Why.LATE)], NOW)
    assert [(report.outcome, report.seconds) for report in journal.owed()] == [("played", 3.2)]


def test_a_report_is_owed_until_it_is_taken_and_the_item_remembered_for_a_month(tmp_path: Path) -> None:
    journal, one = Journal(tmp_path / "j"), uuid4()
    journal.settle([(one, Outcome.SKIPPED, Why.QUIET)], NOW)
    assert len(journal.owed()) == 1
    journal.taken([one])
    journal.forget(NOW + KEPT - timedelta(hours=1))
    assert journal.owed() == []
    assert one in journal.settled
    journal.forget(NOW + KEPT + timedelta(hours=1))
    assert one not in journal.settled


def test_a_message_is_heard_once_with_all_it_asks_for(tmp_path: Path) -> None:
    journal, one, other = Journal(tmp_path / "j"), item(urgent=True), uuid4()
    expires = NOW + timedelta(minutes=5)
    play = contract.Message(uuid4(), "play", expires, item=one)
    assert [journal.hear(play, NOW), journal.hear(play, NOW)] == [True, False]
    assert journal.hear(contract.Message(uuid4(), "stop", expires, items=(other,)), NOW)
    again = Journal(tmp_path / "j")
    assert again.pushed() == [one]
    assert again.called_off() == {other}


@settings(max_examples=20)
@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["begin", "end", "skip", "kill"])), max_size=25))
def test_each_item_ends_at_most_once_whatever_the_order(steps: list[tuple[int, str]]) -> None:
    journal, ids, begun = Journal(Path(":memory:")), [uuid4() for _ in range(4)], []
    for number, step in steps:
        if step == "begin" and journal.begin(ids[number], NOW):
            begun.append(number)
        elif step == "end":
            journal.end(ids[number], Outcome.PLAYED, Why.NOTHING, NOW, 1)
        elif step == "skip":
            journal.settle([(ids[number], Outcome.SKIPPED, Why.LATE)], NOW)
        elif step == "kill":
            journal.cut_unfinished()
    assert len(begun) == len(set(begun))
    owed = [report.item for report in journal.owed()]
    assert len(owed) == len(set(owed))
    journal.close()
