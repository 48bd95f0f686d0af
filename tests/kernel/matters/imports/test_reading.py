"""A large file is kept beside and read by the worker; what is tried several times without getting on is given up."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from shouwang.kernel.matters import incoming, tasks, uploads
from shouwang.kernel.matters.actions import importing, reading, trying, undoing
from shouwang.kernel.matters.models import ImportRow, ImportRun
from tests.cast import Cast
from tests.kernel.matters.tables import LINES, as_csv, as_xlsx, opened


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Others who test at the same time keep files too."""
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path_factory.mktemp("uploads")


def held(cast: Cast, path: Path) -> ImportRun:
    return reading.hold_file(by=cast.officer, room=cast.room, path=path, name=path.name)


def carried_on(run: ImportRun) -> ImportRun:
    tasks.carry_on_import.call(str(run.pk))
    run.refresh_from_db()
    return run


def fails(monkeypatch: pytest.MonkeyPatch, where: Any, name: str) -> None:
    def broken(*given: object, **named: object) -> None:
        raise RuntimeError("a fault of the program")

    monkeypatch.setattr(where, name, broken)


def stopped(run: ImportRun) -> ImportRun:
    """The run after as many tries as it is given."""
    for _ in range(tasks.MOST_TRIES):
        assert run.state != "failed"
        with pytest.raises(RuntimeError):
            carried_on(run)
        run.refresh_from_db()
    return run


@pytest.mark.parametrize("make", [as_csv, as_xlsx])
def test_the_worker_reads_what_the_page_kept_and_looks_it_through(cast: Cast, tmp_path: Path, make: Any) -> None:
    path = make(tmp_path / "旧账.table")
    run = held(cast, path)
    assert (run.state, run.total, run.rows.count()) == ("reading", 0, 0)
    path.unlink()
    run = carried_on(run)
    assert (run.state, run.total, run.would_come, run.origin) == ("previewed", 3, 3, "旧账")
    assert not uploads.path_of(run.pk).exists()


def test_a_reader_that_was_killed_is_taken_up_from_the_beginning(cast: Cast, tmp_path: Path) -> None:
    run = held(cast, as_csv(tmp_path / "a.csv"))
    ImportRow.objects.create(run=run, line=2, cells='["101"]')
    assert tasks.resume_stalled() == 0
    ImportRun.objects.update(moved_at=timezone.now() - timedelta(minutes=5))
    assert tasks.resume_stalled() == 1
    assert carried_on(run).rows.count() == 3


def test_two_workers_do_not_read_the_same_file(cast: Cast, tmp_path: Path) -> None:
    run = held(cast, as_csv(tmp_path / "a.csv"))
    with uploads.claimed(run.pk):
        assert reading.read_held(run=run).state == "reading"
    assert reading.read_held(run=run).state == "previewed"


@pytest.mark.parametrize(("content", "reason"), [(b"\x89PNG\r\n\x1a\n\0\0", "binary"), (b'a,b\n1,"2\n3,4\n', "quote")])
def test_a_file_that_is_no_table_fails_with_its_reason(cast: Cast, tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    run = carried_on(held(cast, path))
    assert (run.state, run.faults[0]["reason"]) == ("failed", reason)
    assert not uploads.path_of(run.pk).exists()


def test_a_file_that_is_gone_is_asked_for_again(cast: Cast, tmp_path: Path) -> None:
    run = held(cast, as_csv(tmp_path / "a.csv"))
    uploads.drop(run.pk)
    run = carried_on(run)
    assert (run.state, run.faults[0]["reason"]) == ("failed", "gone")


def test_a_file_thrown_away_while_it_is_read_stays_away(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = held(cast, as_csv(tmp_path / "a.csv"))
    whole = reading.headings.find

    def interrupted(table: Any) -> Any:
        importing.discard(by=cast.officer, run=run)
        return whole(table)

    monkeypatch.setattr(reading.headings, "find", interrupted)
    tasks.carry_on_import.call(str(run.pk))
    assert not ImportRun.objects.exists()
    assert not ImportRow.objects.exists()
    assert not list(uploads.folder().iterdir())


def test_files_that_nobody_reads_any_more_are_deleted_every_day(cast: Cast, tmp_path: Path) -> None:
    waits, is_read = held(cast, as_csv(tmp_path / "a.csv")), opened(cast.room, as_csv(tmp_path / "b.csv", LINES[:1]))
    uploads.keep(is_read.pk, tmp_path / "b.csv")
    tasks.forget_cells()
    assert list(uploads.folder().iterdir()) == [uploads.path_of(waits.pk)]


def test_a_file_that_breaks_off_at_once_leaves_nothing_behind(cast: Cast, tmp_path: Path) -> None:
    path = as_csv(tmp_path / "a.csv", [LINES[0]] * 300 + [("x",) * 400])
    with pytest.raises(reading.Unreadable):
        reading.open_file(by=cast.officer, room=cast.room, path=path, name="a.csv")
    assert not ImportRun.objects.exists()


def test_a_fault_of_the_dry_run_is_not_tried_for_ever(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = opened(cast.room, as_csv(tmp_path / "a.csv"))
    run = trying.forget(run=run)
    with monkeypatch.context() as patch:
        fails(patch, incoming, "try_lines")
        run = stopped(run)
    assert run.state == "failed"
    ImportRun.objects.update(moved_at=timezone.now() - timedelta(minutes=5))
    assert tasks.resume_stalled() == 0
    for begin in (importing.start, undoing.start):
        with pytest.raises(importing.NotNow):
            begin(by=cast.officer, run=run)
    run = carried_on(trying.again(by=cast.officer, run=run))
    assert (run.state, run.would_come) == ("previewed", 3)


def test_what_kills_the_reader_every_time_is_given_up(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = held(cast, as_csv(tmp_path / "a.csv"))
    with monkeypatch.context() as patch:
        patch.setattr(tasks, "_carry_on", lambda run: None)  # no word after it began, as of a killed worker
        for _ in range(tasks.MOST_TRIES):
            assert carried_on(run).state == "reading"
        assert carried_on(run).state == "failed"
    assert carried_on(trying.again(by=cast.officer, run=run)).state == "previewed"


def test_what_kills_the_import_every_time_at_the_same_place_is_given_up(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = importing.start(by=cast.officer, run=opened(cast.room, as_csv(tmp_path / "a.csv")))
    with monkeypatch.context() as patch:
        patch.setattr(tasks, "_carry_on", lambda run: None)
        for _ in range(tasks.MOST_TRIES):
            assert carried_on(run).state == "running"
        ImportRun.objects.update(moved_at=timezone.now())  # a batch came in
        assert [carried_on(run).state for _ in range(tasks.MOST_TRIES + 1)] == ["running"] * tasks.MOST_TRIES + [
            "failed"
        ]
    assert carried_on(importing.start(by=cast.officer, run=run)).state == "done"


def test_the_same_file_is_read_anew_where_only_the_dry_run_failed(cast: Cast, tmp_path: Path) -> None:
    run = opened(cast.room, as_csv(tmp_path / "a.csv"))
    ImportRun.objects.update(state="failed")
    assert opened(cast.room, as_csv(tmp_path / "a.csv")).pk != run.pk
    importing.discard(by=cast.officer, run=run)
    assert ImportRun.objects.count() == 1
