"""Where the headings are and what the columns mean."""

from pathlib import Path

import pytest

from shouwang.kernel.matters.sheets import headings, reader
from shouwang.kernel.matters.sheets.fields import Field
from shouwang.kernel.matters.sheets.guess import guess
from tests.kernel.matters.tables import LINES, as_csv, as_xlsx, trapped
from tests.real import MESSAGES, needs_messages


def head_of(path: Path) -> headings.Head:
    return headings.find(reader.open_table(path))


def guessed(names: list[str], *lines: list[str]) -> list[str]:
    return [str(found.field) for found in guess(names, lines)]


def test_a_title_over_the_whole_width_is_no_heading(tmp_path: Path) -> None:
    title = ("2026 年河湾村群众来访登记表", "", "", "")
    path = as_xlsx(tmp_path / "a.xlsx", [("编号", "主题", "内容", "时间"), *LINES], headings=title)
    head = head_of(path)
    assert head.headings == ("编号", "主题", "内容", "时间")
    assert [number for number, _ in head.above] == [1]
    assert [number for number, _ in head.sample] == [3, 4, 5]


def test_a_table_without_headings_keeps_its_first_line(tmp_path: Path) -> None:
    path = as_csv(tmp_path / "a.csv", LINES[1:], headings=LINES[0])
    head = head_of(path)
    assert head.headings == ("#1", "#2", "#3", "#4")
    assert len(head.sample) == 3


def test_two_columns_of_one_name_stay_two(tmp_path: Path) -> None:
    head = head_of(as_csv(tmp_path / "a.csv", [("1", "a", "b", "x")], headings=("编号", "备注", "备注", "")))
    assert head.headings == ("编号", "备注", "备注'", "#4")


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("留言编号", Field.OUTSIDE_ID), ("工单编号（必填）", Field.OUTSIDE_ID), ("Ticket", Field.OUTSIDE_ID),
        ("留言用户", Field.SAID_BY), ("来电人姓名", Field.REPORTER), ("联系电话", Field.PHONE),
        ("留言主题", Field.TITLE), ("群众反映内容", Field.TEXT), ("事发地点", Field.WHERE),
        ("纬度", Field.LATITUDE), ("Lng", Field.LONGITUDE), ("经纬度", Field.POSITION),
        ("诉求类型", Field.KIND), ("办理结果", Field.ANSWER), ("办理状态", Field.STATE), ("办结时间", Field.ENDED),
        ("反对数", Field.EXTRA), ("承办单位", Field.EXTRA), ("timeline owner", Field.EXTRA),
    ],
)  # fmt: skip
def test_a_heading_is_known_by_the_names_registers_use(heading: str, field: Field) -> None:
    assert guessed([heading], ["x"]) == [field]


def test_day_and_hour_in_two_columns_are_told_apart() -> None:
    lines = ["2026/3/1", "09:10", "路灯坏了"], ["2026/3/2", "下午3点", "井盖没了"]
    assert guessed(["日期", "时间", "内容"], *lines) == ["received", "hour", "text"]
    assert guessed(["登记时间", "几点", "内容"], *lines) == ["received", "hour", "text"]
    assert guessed(["时间", "内容"], *(line[1:] for line in lines)) == ["extra", "text"]


def test_a_heading_that_its_cells_contradict_is_unsure() -> None:
    sure, unsure = guess(["受理时间"], [["2026-05-01"]])[0], guess(["受理时间"], [["王庄"]])[0]
    assert sure.confidence > 0.8 > 0.5 > unsure.confidence


def test_without_names_the_cells_tell() -> None:
    lines = [["A-17", "2026-05-01 20:10", "东口第三盏灯三天没亮了，走夜路看不见。", "13800000001"]]
    lines += [["A-18", "2026-05-02 08:05", "桥头护栏一推就晃，孩子在那里玩。", "13800000002"]]
    assert guessed(["#1", "#2", "#3", "#4"], *lines) == ["outside_id", "received", "text", "phone"]


def test_what_only_one_column_may_mean_goes_to_the_surest() -> None:
    assert guessed(["登记序号", "编号"], ["1", "A1"]) == ["extra", "outside_id"]


def needs_no_hand(path: Path) -> bool:
    head = head_of(path)
    found = guess(head.headings, [cells for _, cells in head.sample])
    return [str(column.field) for column in found] == [
        "outside_id", "said_by", "title", "received", "text", "extra", "extra",
    ]  # fmt: skip


def test_a_table_with_the_traps_of_the_real_one_needs_no_hand(tmp_path: Path) -> None:
    assert needs_no_hand(trapped(tmp_path / "a.xlsx"))


@needs_messages
def test_the_real_messages_need_no_hand() -> None:
    assert needs_no_hand(MESSAGES)


TOPICS = frozenset({"噪音、油烟", "吵架", "noise", "其他"})


@pytest.mark.parametrize("heading", ["主题", "类型", "Topic", "甲"])
def test_a_column_of_our_own_topics_is_the_topic_whatever_it_is_called(heading: str) -> None:
    lines = ["吵架", "两家为地界吵起来了"], ["Noise", "小广场夜里放音响"], ["说不清", "村口有人转悠"]
    found = guess([heading, "事情"], lines, TOPICS)
    assert [column.field for column in found] == [Field.TOPIC, Field.TEXT]


def test_subjects_stay_the_subject_although_one_reads_like_a_topic() -> None:
    lines = ["吵架", "两家吵起来了"], ["东口路灯不亮", "三天没亮了"]
    assert guess(["主题", "内容"], lines, TOPICS)[0].field is Field.TITLE


def test_our_own_export_names_its_columns_itself() -> None:
    assert guess(["标题 [title]"], [["其他"], ["其他"]], TOPICS)[0].field is Field.TITLE


@pytest.mark.parametrize("heading", ["事情", "事情经过", "What happened"])
def test_what_happened_is_the_text(heading: str) -> None:
    assert guessed([heading], ["x"]) == [Field.TEXT]
