"""What a line says: a draft with nothing lost, or the fault that keeps it aside."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from shouwang.kernel.matters.sheets import faults, lines
from shouwang.kernel.matters.sheets.fields import Field
from shouwang.kernel.matters.sheets.lines import Draft, Fault, Plan
from shouwang.lib import coordinates

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
SHANGHAI = ZoneInfo("Asia/Shanghai")
PLACE = (34.8123456, 112.6123456)


def read(cells: dict[str, str], **plan: Any) -> Draft:
    """A line whose headings are the fields' own names; what is no field's name is an extra."""
    fields = tuple(Field(name.rstrip("'")) if name.rstrip("'") in list(Field) else Field.EXTRA for name in cells)
    settings = {"kind": "report", **plan}
    return lines.read(list(cells.values()), Plan(tuple(cells), fields, **settings), NOW)


def fault(cells: dict[str, str], **plan: Any) -> tuple[str, str]:
    with pytest.raises(Fault) as kept:
        read({"text": "灯坏了", **cells}, **plan)
    assert faults.words(kept.value.reason, kept.value.detail) not in ("", kept.value.reason)
    return kept.value.reason, kept.value.detail


def test_both_ways_to_write_a_time_in_one_column_are_read() -> None:
    first = read({"text": "灯", "received": "2019/2/28 11:25:05"}).received_at
    second = read({"text": "灯", "received": "2019-02-28 11:25:05"}).received_at
    assert first == second == datetime(2019, 2, 28, 11, 25, 5, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("day", "hour"),
    [("2019/2/28", "11:25"), ("2019-02-28 00:00:00", "11:25:00"), ("2019年2月28日", "上午11点25分")],
)
def test_day_and_hour_in_two_columns_are_one_moment(day: str, hour: str) -> None:
    draft = read({"text": "灯", "received": day, "hour": hour})
    assert draft.received_at == datetime(2019, 2, 28, 11, 25, tzinfo=SHANGHAI)
    assert draft.text == "灯"


def test_a_day_without_its_hour_is_the_day() -> None:
    assert read({"text": "灯", "received": "2019/2/28", "hour": ""}).received_at == datetime(
        2019, 2, 28, tzinfo=SHANGHAI
    )


def test_an_hour_without_a_day_stands_under_the_text() -> None:
    draft = read({"text": "灯", "hour": "11:25"})
    assert (draft.received_at, draft.text) == (None, "灯\n\nhour：11:25")


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "time_missing"),
        ("昨天", "time_unreadable"),
        ("2026-02-30", "time_unreadable"),
        ("2027-01-01", "time_ahead"),
    ],
)
def test_a_time_that_can_not_be_keeps_the_line_aside(written: str, reason: str) -> None:
    assert fault({"received": written})[0] == reason


def test_without_a_column_for_the_time_it_is_left_open() -> None:
    assert read({"text": "灯"}).received_at is None


def test_a_line_that_says_nothing_is_kept_aside() -> None:
    with pytest.raises(Fault, match="said_nothing"):
        read({"title": " \t", "text": "\u200b", "where": "东口"})


def test_nothing_is_lost_what_no_field_takes_stands_under_the_text() -> None:
    draft = read(
        {
            "text": "灯坏了",
            "said_by": "A000102948",
            "反对数": "0",
            "点赞数": "",
            "kind": "举报",
            "topic": "照明",
        }
    )
    assert draft.text == "灯坏了\n\nsaid_by：A000102948\n反对数：0\nkind：举报\ntopic：照明"
    assert draft.reporter == ""


def test_a_column_left_out_on_purpose_is_left_out() -> None:
    assert "secret" not in read({"text": "灯", "ignore": "secret"}).text


def test_stray_tabs_and_breaks_are_tidied_and_markup_stays_words() -> None:
    draft = read({"text": "\n\t\t\t灯坏了\n\t\t<script>alert(1)</script>\t\n"})
    assert draft.text == "灯坏了\n<script>alert(1)</script>"


def test_a_long_subject_is_cut_in_the_title_and_whole_in_the_text() -> None:
    draft = read({"title": "长" * 300, "text": "内容"})
    assert len(draft.title) == lines.TITLE
    assert draft.text == "长" * 300 + "\n内容"


def test_a_long_place_and_a_long_number_stay_whole_in_the_text() -> None:
    draft = read({"text": "灯", "where": "巷" * 300, "outside_id": "9" * 200})
    assert len(draft.where) == lines.WHERE
    assert "巷" * 300 in draft.text
    assert "9" * 200 in draft.text
    assert len(draft.outside_id) <= lines.ID


def test_a_huge_cell_is_kept_aside_with_its_size() -> None:
    assert fault({"where": "长" * 20_971_520}) == ("too_long", "20,971,520")


def test_more_cells_than_headings_are_not_dropped() -> None:
    with pytest.raises(Fault) as kept:
        lines.read(["灯", "多出来"], Plan(("text",), (Field.TEXT,), "report"), NOW)
    assert (kept.value.reason, kept.value.detail) == ("too_many_cells", "多出来")


@pytest.mark.parametrize(
    ("datum", "shift"),
    [
        ("wgs84", lambda lat, lon: (lat, lon)),
        ("gcj02", coordinates.wgs84_to_gcj02),
        ("bd09", lambda lat, lon: coordinates.gcj02_to_bd09(*coordinates.wgs84_to_gcj02(lat, lon))),
    ],
)
def test_a_position_of_any_datum_is_kept_in_wgs84(datum: str, shift: Any) -> None:
    lat, lon = shift(*PLACE)
    for cells in ({"latitude": str(lat), "longitude": str(lon)}, {"position": f"{lat}, {lon}"}):
        found = read({"text": "灯", **cells}, datum=datum).position
        assert found is not None
        assert coordinates.distance_m(found, PLACE) < 0.1


@pytest.mark.parametrize(
    ("cells", "reason", "detail"),
    [
        ({"latitude": "112.6", "longitude": "34.8"}, "position_swapped", "34.8, 112.6"),
        ({"position": "112.6,34.8"}, "position_swapped", "34.8, 112.6"),
        ({"latitude": "34.8", "longitude": ""}, "position_half", "34.8"),
        ({"latitude": "34.8", "longitude": "东"}, "position_unreadable", "34.8, 东"),
        ({"position": "桥头"}, "position_unreadable", "桥头"),
        ({"latitude": "0", "longitude": "0"}, "position_far", "0, 0"),
    ],
)
def test_a_wrong_position_is_refused_with_what_was_likely_meant(
    cells: dict[str, str], reason: str, detail: str
) -> None:
    assert fault(cells) == (reason, detail)


@pytest.mark.parametrize("datum", ["wgs84", "gcj02", "bd09"])
@pytest.mark.parametrize("latitude", ["112.4", "85.0"])  # a longitude beyond 90 is no latitude, one below it is
def test_an_exchanged_position_is_called_exchanged_on_every_map(datum: str, latitude: str) -> None:
    for cells in ({"latitude": latitude, "longitude": "34.6"}, {"position": f"{latitude}, 34.6"}):
        with pytest.raises(Fault) as refused:
            read({"text": "灯", **cells}, datum=datum)
        assert refused.value.reason == "position_swapped"


def test_kind_and_topic_are_found_by_the_words_people_use() -> None:
    plan = {"kinds": {"求助": "help", "help": "help"}, "topics": {"help": {"路灯": "lamp"}}}
    draft = read({"text": "灯", "kind": "求助", "topic": "路灯"}, **plan)
    assert (draft.kind, draft.topic, draft.text) == ("help", "lamp", "灯")


@pytest.mark.parametrize(
    ("word", "as_records", "state", "stands_in_text"),
    [
        ("", True, "closed", False), ("已办结", True, "closed", False), ("退回", True, "returned", False),
        ("办理中", True, "closed", True), ("归档", True, "closed", True),
        ("", False, "collected", False), ("待受理", False, "collected", False), ("已受理", False, "accepted", False),
        ("办理中", False, "accepted", True), ("已办结", False, "closed", False), ("归档", False, "collected", True),
    ],
)  # fmt: skip
def test_how_far_it_is_becomes_a_state_or_stays_in_words(
    word: str, as_records: bool, state: str, stands_in_text: bool
) -> None:
    draft = read({"text": "灯", "state": word}, as_records=as_records)
    assert draft.state == state
    assert (f"state：{word}" in draft.text) is stands_in_text


def test_an_end_before_the_beginning_is_kept_as_words() -> None:
    draft = read({"text": "灯", "received": "2026-05-02", "ended": "2026-05-01"})
    assert draft.ended_at is None
    assert "ended：2026-05-01" in draft.text


def test_counts_that_change_from_copy_to_copy_do_not_make_another_matter() -> None:
    old, new = (read({"text": "灯", "outside_id": "7", "点赞数": likes}) for likes in ("1", "50"))
    here: dict[str, str] = {}
    assert lines.is_new(old, here)
    assert not lines.is_new(new, here)


def test_the_same_number_with_other_words_is_nobodys_double() -> None:
    here: dict[str, str] = {}
    lines.is_new(read({"text": "灯", "outside_id": "7"}), here)
    with pytest.raises(Fault, match="id_taken"):
        lines.is_new(read({"text": "桥", "outside_id": "7"}), here)


def test_lines_without_a_number_are_told_apart_by_their_words() -> None:
    one, same, other = read({"text": "灯"}), read({"text": "灯 "}), read({"text": "桥"})
    assert one.outside_id == same.outside_id != other.outside_id


def test_several_columns_of_text_stand_one_under_the_other() -> None:
    assert read({"text": "灯坏了", "text'": "请修", "answer": "已修", "answer'": "谢谢"}).text == "灯坏了\n请修"
