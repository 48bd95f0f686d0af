"""A small table with the traps of the real one (see tests/kernel/matters/tables.py) comes in whole."""

from pathlib import Path

from django.utils import timezone

from shouwang.kernel.matters import incoming, queries, search
from shouwang.kernel.matters.models import Matter
from tests.cast import Cast
from tests.kernel.matters.tables import TRAPPED_BROKEN, brought, trapped


def test_only_the_line_without_a_time_is_kept_aside(cast: Cast, tmp_path: Path) -> None:
    run = brought(cast.room, trapped(tmp_path / "a.xlsx"))
    assert incoming.counts(run) == {"imported": 5, "aside": 1}
    kept = run.rows.get(outcome="aside")
    assert (kept.line, kept.reason, kept.detail) == (TRAPPED_BROKEN, "time_unreadable", "大前天下午")


def test_numbers_times_and_texts_are_what_a_person_sees(cast: Cast, tmp_path: Path) -> None:
    brought(cast.room, trapped(tmp_path / "a.xlsx"))
    came = {m.outside_id: timezone.localtime(m.received_at).strftime("%Y-%m-%d %H:%M:%S") for m in Matter.objects.all()}
    assert came == {
        "188006": "2025-02-28 11:25:05",
        "188007": "2025-03-01 08:05:00",
        "188031": "2025-03-02 19:18:54",
        "188045": "2025-03-04 00:00:00",
        "188050": "2025-03-05 07:30:00",
    }
    texts = {m.outside_id: m.text for m in Matter.objects.all()}
    assert texts["188006"].splitlines()[0] == "东口第三盏路灯三天没亮。"
    assert "用户：A000102948" in texts["188006"]
    assert not any("\t" in text or text != text.strip() for text in texts.values())


def test_what_came_in_is_found_by_two_characters_and_half_width_digits(cast: Cast, tmp_path: Path) -> None:
    brought(cast.room, trapped(tmp_path / "a.xlsx"))
    seen = queries.visible(cast.officer)
    assert [m.outside_id for m in search.find(seen, "路灯")] == ["188006"]
    assert [m.outside_id for m in search.find(seen, "12号院")] == ["188031"]


def test_the_same_table_again_adds_nothing(cast: Cast, tmp_path: Path) -> None:
    path = trapped(tmp_path / "a.xlsx")
    brought(cast.room, path)
    assert incoming.counts(brought(cast.room, path)) == {"known": 5, "aside": 1}
    assert Matter.objects.count() == 5
