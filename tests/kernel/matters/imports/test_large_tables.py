"""Tables as large as a county's hotline has in a year, and the real one."""

from pathlib import Path

from shouwang.kernel.matters import incoming, search
from shouwang.kernel.matters.models import Matter
from tests.cast import Cast
from tests.kernel.matters.tables import as_csv, brought, opened
from tests.real import MESSAGES, needs_messages


def test_ten_broken_lines_among_a_hundred_thousand_are_named(cast: Cast, tmp_path: Path) -> None:
    broken = {n * 9_999 for n in range(1, 11)}
    lines = [
        (n, "路灯不亮", "" if n % 2 else "三天", "2026-02-30" if n in broken else "2026-05-01")
        for n in range(1, 100_001)
    ]
    run = opened(cast.room, as_csv(tmp_path / "a.csv", lines))
    seen = incoming.preview(run)
    assert run.total == 100_000
    assert dict(seen.counts) == {"imported": 99_990, "aside": 10}
    assert {fault.line - 1 for fault in seen.faults} == broken
    assert {fault.reason for fault in seen.faults} == {"time_unreadable"}


@needs_messages
def test_the_real_messages_come_in_whole_and_the_search_finds_what_they_say(cast: Cast) -> None:
    run = brought(cast.room, MESSAGES)
    assert incoming.counts(run) == {"imported": 4_326}
    matters = Matter.objects.filter(room=cast.room)
    said = {matter.pk for matter in matters if "搅拌站" in matter.title + matter.text}
    assert len(said) == 44
    assert {matter.pk for matter in search.find(matters, "搅拌站")} == said
    assert incoming.counts(brought(cast.room, MESSAGES)) == {"known": 4_326}
