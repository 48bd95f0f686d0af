"""Broken lines wait to be mended; nothing of them is lost."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.matters import incoming
from shouwang.kernel.matters.actions import importing
from shouwang.kernel.matters.models import ImportRow, ImportRun, Matter
from shouwang.kernel.matters.models.imports import CELLS_KEPT
from shouwang.kernel.matters.sheets import lines
from tests.cast import Cast
from tests.kernel.matters.tables import LINES, as_csv, brought

BROKEN = ("104", "井盖翘起", "学校门口井盖翘起", "大前天")


@pytest.fixture
def kept(cast: Cast, tmp_path: Path) -> ImportRow:
    run = brought(cast.room, as_csv(tmp_path / "a.csv", [*LINES, BROKEN]))
    return run.rows.get(outcome="aside")


def test_a_broken_line_keeps_its_cells_its_line_and_the_reason(kept: ImportRow) -> None:
    assert incoming.cells_of(kept) == list(BROKEN)
    assert (kept.line, kept.reason, kept.detail) == (5, "time_unreadable", "大前天")
    assert Matter.objects.count() == 3


def test_a_line_put_right_comes_in(cast: Cast, kept: ImportRow) -> None:
    row = importing.correct(by=cast.officer, row=kept, cells=[*BROKEN[:3], "2026-05-04"])
    assert row.outcome == "imported"
    assert row.matter is not None
    assert row.matter.title == "井盖翘起"
    assert ImportRow.objects.get(pk=row.pk).cells == ""


def test_a_line_that_is_still_wrong_stays_with_the_new_words_and_reason(cast: Cast, kept: ImportRow) -> None:
    importing.correct(by=cast.officer, row=kept, cells=[*BROKEN[:3], ""])
    kept.refresh_from_db()
    assert (kept.outcome, kept.reason) == ("aside", "time_missing")
    assert incoming.cells_of(kept)[3] == ""


def test_a_line_that_came_in_is_not_corrected_twice(cast: Cast, kept: ImportRow) -> None:
    importing.correct(by=cast.officer, row=kept, cells=[*BROKEN[:3], "2026-05-04"])
    with pytest.raises(importing.NotNow):
        importing.correct(by=cast.officer, row=kept, cells=[*BROKEN[:3], "2026-05-04"])
    assert Matter.objects.count() == 4


def test_a_line_nobody_wants_is_left_out_by_a_person(cast: Cast, kept: ImportRow) -> None:
    importing.leave_out(by=cast.officer, row=kept)
    assert incoming.counts(kept.run) == {"imported": 3, "skipped": 1}


def test_a_huge_cell_comes_in_when_somebody_agrees_to_shorten_it(cast: Cast, tmp_path: Path) -> None:
    huge = ("105", "长信", "长" * 150_000, "2026-05-04")
    row = brought(cast.room, as_csv(tmp_path / "b.csv", [huge])).rows.get()
    assert (row.outcome, row.reason) == ("aside", "too_long")
    row = importing.correct(by=cast.officer, row=row, cells=incoming.cells_of(row), shorten=True)
    assert row.matter is not None
    assert len(row.matter.text) == lines.MOST_SIGNS


def test_cells_nobody_mended_are_forgotten_after_their_time(kept: ImportRow) -> None:
    assert importing.forget_cells(by=SYSTEM) == 0
    ImportRun.objects.update(moved_at=timezone.now() - CELLS_KEPT - timedelta(hours=1))
    assert importing.forget_cells(by=SYSTEM) == 1
    kept.refresh_from_db()
    assert (kept.cells, kept.outcome) == ("", "aside")
