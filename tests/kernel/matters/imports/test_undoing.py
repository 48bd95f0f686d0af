"""An import can be taken back: what nobody touched goes, what somebody worked on stays and says why."""

from pathlib import Path

import pytest

from shouwang.kernel.journal.models import Record
from shouwang.kernel.matters import incoming, queries, search
from shouwang.kernel.matters.actions import bonds, importing, intake, talk, undoing
from shouwang.kernel.matters.models import Entry, Matter, SearchText
from shouwang.kernel.people.models import Person
from tests.cast import Cast
from tests.kernel.matters.bringing import bring
from tests.kernel.matters.tables import HEADINGS, LINES, as_csv, brought


def undo(cast: Cast, run: object) -> undoing.Undone:
    started = undoing.start(by=cast.officer, run=run)  # type: ignore[arg-type]
    return undoing.carry_on(run=started)


def test_an_import_nobody_touched_goes_without_a_trace_in_the_search(cast: Cast, tmp_path: Path) -> None:
    run = brought(cast.room, as_csv(tmp_path / "a.csv"))
    assert undo(cast, run) == undoing.Undone(removed=3, stay=0)
    assert not Matter.objects.exists()
    assert not Entry.objects.exists()
    assert not SearchText.objects.exists()
    assert not search.find(queries.visible(cast.officer), "护栏").exists()
    run.refresh_from_db()
    assert run.state == "undone"
    assert Record.objects.filter(verb="import.undone", detail="removed 3, stay 0").exists()


def test_matters_that_were_there_before_stay(cast: Cast, tmp_path: Path) -> None:
    before = bring(cast.room).matter
    undo(cast, brought(cast.room, as_csv(tmp_path / "a.csv")))
    assert list(Matter.objects.all()) == [before]
    assert search.find(queries.visible(cast.officer), before.reference).exists()


def test_a_matter_somebody_worked_on_stays_and_the_line_says_why(cast: Cast, tmp_path: Path) -> None:
    run = brought(cast.room, as_csv(tmp_path / "a.csv"))
    worked_on = Matter.objects.get(outside_id="102")
    talk.note(by=cast.officer, matter=worked_on, text="去看过了")
    assert undo(cast, run) == undoing.Undone(removed=2, stay=1)
    assert list(Matter.objects.all()) == [worked_on]
    assert run.rows.get(matter=worked_on).reason == "worked_on"


def test_a_matter_that_another_one_names_stays(cast: Cast, tmp_path: Path) -> None:
    run = brought(cast.room, as_csv(tmp_path / "a.csv"))
    named = Matter.objects.get(outside_id="103")
    bonds.link(by=cast.officer, matter=bring(cast.room).matter, other=named)
    undo(cast, run)
    assert run.rows.get(matter=named).reason == "linked"


def test_numbers_are_not_given_again(cast: Cast, tmp_path: Path) -> None:
    undo(cast, brought(cast.room, as_csv(tmp_path / "a.csv")))
    assert intake.next_number(cast.room, 2026) == 4


def test_what_was_taken_back_can_come_in_again(cast: Cast, tmp_path: Path) -> None:
    path = as_csv(tmp_path / "a.csv")
    undo(cast, brought(cast.room, path))
    again = brought(cast.room, path)
    assert incoming.counts(again) == {"imported": 3}
    assert Matter.objects.count() == 3


def test_reporters_go_with_their_matters(cast: Cast, tmp_path: Path) -> None:
    lines = [(*line, "赵测试") for line in LINES]
    run = brought(cast.room, as_csv(tmp_path / "a.csv", lines, (*HEADINGS, "姓名")))
    kept = bring(cast.room, reporter=intake.Reporter(name="钱测试")).matter.reporter
    undo(cast, run)
    assert list(Person.objects.all()) == [kept]


def test_an_import_killed_while_it_is_taken_back_goes_on(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undoing, "BATCH", 2)
    run = undoing.start(by=cast.officer, run=brought(cast.room, as_csv(tmp_path / "a.csv")))
    assert undoing.take_back_batch(run=run) == 2
    assert Matter.objects.count() == 1
    assert undoing.carry_on(run=run) == undoing.Undone(removed=3, stay=0)


def test_taking_back_that_meets_a_fault_stops_and_can_begin_again(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = undoing.start(by=cast.officer, run=brought(cast.room, as_csv(tmp_path / "a.csv")))
    with monkeypatch.context() as broken:
        broken.setattr(undoing, "_remove", lambda rows: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            undoing.carry_on(run=run)
    run.refresh_from_db()
    assert run.state == "failed"
    assert undo(cast, run) == undoing.Undone(removed=3, stay=0)


def test_what_is_still_only_looked_at_can_not_be_taken_back(cast: Cast, tmp_path: Path) -> None:
    run = brought(cast.room, as_csv(tmp_path / "a.csv"))
    undo(cast, run)
    with pytest.raises(importing.NotNow):
        undoing.start(by=cast.officer, run=run)
