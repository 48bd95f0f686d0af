"""The dry run reads every line once for a plan; what it found stands until the plan or what is here changes."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from shouwang.kernel.matters import incoming, tasks
from shouwang.kernel.matters.actions import importing, trying
from shouwang.kernel.matters.models import ImportRun, Matter
from shouwang.kernel.matters.sheets import lines
from shouwang.kernel.matters.sheets.fields import Field
from tests.cast import Cast
from tests.kernel.matters.tables import LINES, as_csv, brought, opened

BROKEN = ("104", "井盖翘起", "学校门口井盖翘起", "大前天")


def planned(cast: Cast, run: ImportRun, *fields: Field) -> ImportRun:
    return importing.plan(
        by=cast.officer, run=run, fields=fields or incoming.fields_of(run), origin=run.origin, kind=run.kind
    )


def test_what_was_found_is_kept_and_no_matter_is_made(cast: Cast, tmp_path: Path) -> None:
    run = opened(cast.room, as_csv(tmp_path / "a.csv", [*LINES, BROKEN, LINES[0]]))
    assert (run.tried, run.would_come, run.would_be_known, run.would_stay_aside) == (5, 3, 1, 1)
    assert run.faults == [{"line": 5, "reason": "time_unreadable", "detail": "大前天"}]
    assert not run.is_being_tried
    assert not Matter.objects.exists()


def test_looking_at_it_again_reads_only_the_first_lines(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [(n, "灯", "不亮", "2026-05-01") for n in range(500)]
    run = opened(cast.room, as_csv(tmp_path / "a.csv", many))
    read: list[Any] = []
    whole = lines.read
    monkeypatch.setattr(lines, "read", lambda *given: (read.append(given), whole(*given))[1])
    seen = incoming.preview(run)
    assert dict(seen.counts) == {"imported": 500}
    assert len(seen.first) == len(read) == incoming.SHOWN_LINES


def test_a_file_that_is_broken_from_the_top_is_not_read_to_its_end(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = opened(cast.room, as_csv(tmp_path / "a.csv", [(n, "灯", "不亮", "大前天") for n in range(500)]))
    read: list[Any] = []
    whole = lines.read
    monkeypatch.setattr(lines, "read", lambda *given: (read.append(given), whole(*given))[1])
    seen = incoming.preview(run)
    assert (dict(seen.counts), len(seen.faults), list(seen.first)) == ({"aside": 500}, incoming.SHOWN_FAULTS, [])
    assert len(read) == incoming.SEARCHED_LINES


def test_a_trial_leaves_no_cursor_open_while_it_writes_how_far_it_is(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite refuses a write of a connection that still reads once another process wrote: "database is locked"."""
    monkeypatch.setattr(incoming, "CHUNK", 2)
    many = [(n, "灯", "不亮", "2026-05-01") for n in range(7)]
    with CaptureQueriesContext(connection) as asked:
        run = opened(cast.room, as_csv(tmp_path / "a.csv", many))
    reads = [query["sql"] for query in asked if '"line" > ' in query["sql"]]
    assert len(reads) == 5
    assert all("LIMIT 2" in sql for sql in reads)
    assert run.would_come == 7


def test_another_plan_is_tried_anew(cast: Cast, tmp_path: Path) -> None:
    run = opened(cast.room, as_csv(tmp_path / "a.csv", [*LINES, BROKEN]))
    run = planned(cast, run, Field.OUTSIDE_ID, Field.TITLE, Field.TEXT, Field.EXTRA)
    assert run.is_being_tried
    run = trying.try_out(run=run)
    assert (run.would_come, run.would_stay_aside, run.faults) == (4, 0, [])


def test_a_trial_gives_up_when_the_plan_changes_under_it(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = planned(cast, opened(cast.room, as_csv(tmp_path / "a.csv")))
    whole = incoming.try_lines

    def interrupted(current: ImportRun) -> Iterator[incoming.Trial]:
        for trial in whole(current):
            yield trial
            planned(cast, ImportRun.objects.get(pk=run.pk))

    monkeypatch.setattr(incoming, "try_lines", interrupted)
    assert trying.try_out(run=run).is_being_tried


def test_a_trial_does_not_touch_an_import_that_began(cast: Cast, tmp_path: Path) -> None:
    run = planned(cast, opened(cast.room, as_csv(tmp_path / "a.csv")))
    importing.start(by=cast.officer, run=run)
    run = trying.try_out(run=run)
    assert (run.state, run.tried, run.tried_at) == ("running", 0, None)


def test_what_came_in_meanwhile_makes_it_outdated(cast: Cast, tmp_path: Path) -> None:
    run = opened(cast.room, as_csv(tmp_path / "a.csv"))
    assert not incoming.is_outdated(run)
    brought(cast.room, as_csv(tmp_path / "b.csv", LINES[:2]), "别处")
    assert not incoming.is_outdated(run)
    brought(cast.room, as_csv(tmp_path / "c.csv", LINES[:2]))
    assert incoming.is_outdated(run)
    run = trying.try_out(run=trying.forget(run=run))
    assert (run.would_come, run.would_be_known) == (1, 2)
    assert not incoming.is_outdated(run)


def test_a_trial_whose_worker_was_killed_is_taken_up_again(cast: Cast, tmp_path: Path) -> None:
    run = planned(cast, opened(cast.room, as_csv(tmp_path / "a.csv")))
    assert tasks.resume_stalled() == 0
    ImportRun.objects.update(moved_at=timezone.now() - timedelta(minutes=5))
    assert tasks.resume_stalled() == 1
    tasks.carry_on_import.call(str(run.pk))
    assert ImportRun.objects.get().would_come == 3
    ImportRun.objects.update(moved_at=timezone.now() - timedelta(minutes=5))
    assert tasks.resume_stalled() == 0


def test_what_the_faults_quote_goes_when_the_lines_come_in(cast: Cast, tmp_path: Path) -> None:
    run = opened(cast.room, as_csv(tmp_path / "a.csv", [*LINES, BROKEN]))
    assert importing.start(by=cast.officer, run=run).faults == []
