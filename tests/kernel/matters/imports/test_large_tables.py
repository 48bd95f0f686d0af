"""Tables as large as a county's hotline has in a year, and the real one."""

from pathlib import Path

import pytest
from django.db import connection

from shouwang.kernel.matters import incoming, search
from shouwang.kernel.matters.models import Matter
from tests.cast import Cast
from tests.kernel.matters.tables import as_csv, brought, opened
from tests.real import MESSAGES, needs_messages


def with_ten_broken(path: Path, count: int) -> tuple[Path, set[int]]:
    """A table of so many lines, ten of them with a day that never was; and the broken lines as the spreadsheet numbers them."""
    broken = {n * (count // 10 - 1) for n in range(1, 11)}
    lines = [
        (n, "路灯不亮", "" if n % 2 else "三天", "2026-02-30" if n in broken else "2026-05-01")
        for n in range(1, count + 1)
    ]
    return as_csv(path, lines), {n + 1 for n in broken}


@pytest.mark.slow
def test_ten_broken_lines_among_a_hundred_thousand_are_named(cast: Cast, tmp_path: Path) -> None:
    path, broken = with_ten_broken(tmp_path / "a.csv", 100_000)
    run = opened(cast.room, path)
    seen = incoming.preview(run)
    assert run.total == run.tried == 100_000
    assert dict(seen.counts) == {"imported": 99_990, "aside": 10}
    assert {fault.line for fault in seen.faults} == broken
    assert {fault.reason for fault in seen.faults} == {"time_unreadable"}


# A hundred thousand lines come in the same way, in five times the time.
@pytest.mark.slow
@pytest.mark.skipif(connection.vendor != "sqlite", reason="once is enough; small tables come in on PostgreSQL too")
def test_ten_broken_lines_among_twenty_thousand_are_kept_aside_and_all_others_come_in(
    cast: Cast, tmp_path: Path
) -> None:
    path, broken = with_ten_broken(tmp_path / "a.csv", 20_000)
    run = brought(cast.room, path)
    assert incoming.counts(run) == {"imported": 19_990, "aside": 10}
    kept = run.rows.filter(outcome="aside")
    assert set(kept.values_list("line", flat=True)) == broken
    assert set(kept.values_list("reason", "detail")) == {("time_unreadable", "2026-02-30")}
    matters = Matter.objects.filter(room=cast.room)
    assert matters.count() == 19_990
    assert sorted(matters.values_list("number", flat=True)) == list(range(1, 19_991))
    again = brought(cast.room, path)
    assert incoming.counts(again) == {"known": 19_990, "aside": 10}
    assert matters.count() == 19_990


@needs_messages
def test_the_real_messages_come_in_whole_and_the_search_finds_what_they_say(cast: Cast) -> None:
    run = brought(cast.room, MESSAGES)
    assert incoming.counts(run) == {"imported": 4_326}
    matters = Matter.objects.filter(room=cast.room)
    said = {matter.pk for matter in matters if "搅拌站" in matter.title + matter.text}
    assert len(said) == 44
    assert {matter.pk for matter in search.find(matters, "搅拌站")} == said
    assert incoming.counts(brought(cast.room, MESSAGES)) == {"known": 4_326}
