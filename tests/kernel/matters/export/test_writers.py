"""An export is whole, says how many rows it holds, runs no formula and never swaps a position."""

import csv
import gc
import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from django.utils import translation

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters.actions import intake, talk
from shouwang.kernel.matters.export import columns, writers
from shouwang.kernel.matters.models import Matter, Matters
from tests.cast import Cast
from tests.kernel.matters.bringing import bring, closed
from tests.kernel.matters.tables import brought

SHANGHAI = ZoneInfo("Asia/Shanghai")
FORMULA = '=HYPERLINK("http://example.org","点我")'


def csv_rows(matters: Matters, layout: columns.Layout) -> list[list[str]]:
    whole = b"".join(writers.csv_parts(matters, layout))
    assert whole.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(whole.decode("utf-8-sig"), newline="")))


def by_key(rows: list[list[str]]) -> list[dict[str, str]]:
    keys = [heading.rpartition("[")[2].rstrip("]") for heading in rows[0]]
    return [dict(zip(keys, row, strict=True)) for row in rows[1:-1]]


def geojson(matters: Matters, layout: columns.Layout) -> Any:
    return json.loads(b"".join(writers.geojson_parts(matters, layout)))


def sheets(matters: Matters, layout: columns.Layout, folder: Path) -> list[list[tuple[Any, ...]]]:
    with writers.xlsx_file(matters, layout, folder) as file:
        book = openpyxl.load_workbook(file)
        found = [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]
        book.close()
    return found


def many(room: Room, count: int) -> None:
    at = datetime(2026, 5, 1, tzinfo=SHANGHAI)
    rows = (
        Matter(
            room=room, year=2026, number=n, reference=f"HW-2026-{n:04d}", kind="report", title=f"第 {n} 件",
            text="路灯坏了。" * 20, channel="phone", received_at=at, changed_at=at,
        )
        for n in range(1, count + 1)
    )  # fmt: skip
    Matter.objects.bulk_create(rows, batch_size=1000)


def test_a_csv_row_reads_as_people_say_it_and_the_last_line_counts(cast: Cast) -> None:
    matter = closed(cast, where="东口", received_at=datetime(2026, 5, 1, 20, 10, tzinfo=SHANGHAI))
    with translation.override("zh-hans"):
        rows = csv_rows(Matter.objects.all(), columns.layout("zh-hans"))
    [row] = by_key(rows)
    assert rows[-1][-1] == "1"
    assert rows[-1][0].endswith("[count]")
    assert row["reference"] == matter.reference
    assert (row["state"], row["received"], row["where"]) == ("结案", "2026-05-01 20:10:00", "东口")
    assert row["answer"] == "路灯修好了，谢谢您。"


def test_words_are_in_the_language_asked_for_also_when_none_is_active_any_more(cast: Cast) -> None:
    bring(cast.room)
    layout = columns.layout("en")
    with translation.override("zh-hans"):
        [row] = by_key(csv_rows(Matter.objects.all(), layout))
    assert (row["kind"], row["topic"], row["state"]) == ("Report", "Street light, road, manhole cover", "collected")


def test_no_cell_is_run_as_a_formula(cast: Cast, tmp_path: Path) -> None:
    bring(cast.room, title=FORMULA, text="@SUM(A1)", where="-1+1")
    layout = columns.layout("zh-hans")
    [row] = by_key(csv_rows(Matter.objects.all(), layout))
    assert (row["title"], row["text"], row["where"]) == (f"'{FORMULA}", "'@SUM(A1)", "'-1+1")
    header, line = sheets(Matter.objects.all(), layout, tmp_path)[0]
    values = {heading.rpartition("[")[2].rstrip("]"): value for heading, value in zip(header, line, strict=True)}
    assert values["title"] == f"'{FORMULA}"


def test_a_workbook_holds_times_as_times_and_says_its_count_and_datum(cast: Cast, tmp_path: Path) -> None:
    bring(cast.room, received_at=datetime(2026, 5, 1, 20, 10, tzinfo=SHANGHAI))
    matters, about = sheets(Matter.objects.all(), columns.layout("en"), tmp_path)
    received = next(place for place, heading in enumerate(matters[0]) if heading.endswith("[received]"))
    assert matters[1][received] == datetime.fromisoformat("2026-05-01 20:10")
    facts = {key.rpartition("[")[2].rstrip("]"): value for key, value in about}
    assert (facts["count"], facts["cut"], facts["datum"]) == (1, 0, "WGS-84 (EPSG:4326)")


def test_a_text_longer_than_a_cell_is_cut_with_a_word_and_counted(cast: Cast, tmp_path: Path) -> None:
    bring(cast.room, text="长" * 40_000)
    layout = columns.layout("en")
    matters, about = sheets(Matter.objects.all(), layout, tmp_path)
    text = max((str(value) for value in matters[1]), key=len)
    assert len(text) == writers.MOST_SIGNS
    assert text.endswith(layout.sentences["cut"])
    assert [value for key, value in about if key.endswith("[cut]")] == [1]
    assert by_key(csv_rows(Matter.objects.all(), layout))[0]["text"] == "长" * 40_000


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writers, "MOST_ROWS", 2)
    many(cast.room, 5)
    first, second, third, about = sheets(Matter.objects.all(), columns.layout("en"), tmp_path)
    assert [len(rows) - 1 for rows in (first, second, third)] == [2, 2, 1]
    assert about[0][1] == 5


def test_geojson_is_longitude_first_states_its_datum_and_counts_what_has_no_place(cast: Cast) -> None:
    position = intake.Position(34.8123, 112.6123, "gps")
    placed = bring(cast.room, position=position).matter
    bring(cast.room)
    found = geojson(Matter.objects.all(), columns.layout("en"))
    [feature] = found["features"]
    assert (found["type"], found["count"], found["without_position"]) == ("FeatureCollection", 1, 1)
    assert found["datum"].startswith("WGS-84")
    assert feature["geometry"] == {"type": "Point", "coordinates": [112.6123, 34.8123]}
    assert feature["id"] == str(placed.pk)
    assert (feature["properties"]["state"], feature["properties"]["position_source"]) == ("collected", "gps")


def test_empty_exports_are_whole_too(cast: Cast, tmp_path: Path) -> None:
    layout, none = columns.layout("zh-hans"), Matter.objects.none()
    assert csv_rows(none, layout)[-1][-1] == "0"
    assert geojson(none, layout)["count"] == 0
    assert len(sheets(none, layout, tmp_path)[0]) == 1


def test_reporters_stand_only_in_exports_of_rooms_that_may_show_them(cast: Cast) -> None:
    named = intake.Reporter(name="赵测试", phone="13800000001")
    bring(cast.room, reporter=named)
    bring(cast.next_room, reporter=intake.Reporter(name="钱测试"))
    without = csv_rows(Matter.objects.all(), columns.layout("zh-hans"))
    assert not any("测试" in cell for row in without for cell in row)
    assert "reporter" not in by_key(without)[0]
    rows = by_key(csv_rows(Matter.objects.all(), columns.layout("zh-hans", {cast.room.pk})))
    assert {(row["room"], row["reporter"], row["phone"]) for row in rows} == {
        ("HW", "赵测试", "13800000001"),
        ("LP", "", ""),
    }


def test_what_is_among_us_is_not_the_answer(cast: Cast) -> None:
    matter = bring(cast.room).matter
    talk.note(by=cast.officer, matter=matter, text="只给同事看")
    whole = b"".join(writers.csv_parts(Matter.objects.all(), columns.layout("zh-hans"))).decode()
    assert "只给同事看" not in whole


def test_fifty_thousand_rows_are_whole_and_few_are_in_memory_at_a_time(cast: Cast) -> None:
    many(cast.room, 50_000)
    lines = most = 0
    for number, part in enumerate(writers.csv_parts(Matter.objects.all(), columns.layout("zh-hans"))):
        lines += part.count(b"\r\n")
        if number % 50 == 0:
            most = max(most, sum(type(thing) is Matter for thing in gc.get_objects()))
    assert lines == 50_002
    assert 0 < most <= 3 * columns.CHUNK


def test_an_export_comes_in_again_in_another_room(cast: Cast, tmp_path: Path) -> None:
    closed(cast)
    bring(cast.room, position=intake.Position(34.8123, 112.6123, "gps"), where="桥头")
    path = tmp_path / "hewan.csv"
    path.write_bytes(b"".join(writers.csv_parts(Matter.objects.filter(room=cast.room), columns.layout("zh-hans"))))
    run = brought(cast.next_room, path)
    copies = Matter.objects.filter(room=cast.next_room).order_by("number")
    assert [matter.outside_id for matter in copies] == ["HW-2026-0001", "HW-2026-0002"]
    assert (copies[1].latitude, copies[1].where) == (34.8123, "桥头")
    # The line with the number of rows is no matter; it is kept aside, not lost.
    assert [row.line for row in run.rows.filter(outcome="aside")] == [4]
