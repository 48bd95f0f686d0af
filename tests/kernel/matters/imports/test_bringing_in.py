"""A table comes in whole, once, with the traces a matter leaves that is taken in by hand."""

from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from shouwang.kernel.journal.models import Record
from shouwang.kernel.journal.queries import broken_chains
from shouwang.kernel.matters import events, follow, incoming, kinds, queries, search
from shouwang.kernel.matters.actions import importing, news, reading
from shouwang.kernel.matters.models import Entry, ImportRow, ImportRun, Matter
from shouwang.kernel.matters.sheets.fields import Field
from shouwang.kernel.people.models import Person
from shouwang.kernel.people.queries import open_person
from tests.cast import Cast
from tests.kernel.matters.tables import HEADINGS, LINES, as_csv, as_xlsx, brought, opened

NAMED = (*HEADINGS, "来电人", "电话", "用户", "答复", "状态")


def named_line(number: str = "7", **other: str) -> tuple[str, ...]:
    cells = {
        "编号": number, "主题": "路灯不亮", "内容": "三天没亮", "时间": "2026-05-01 20:10", "来电人": "赵测试",
        "电话": "138-0000-0001", "用户": "A0012", "答复": "已换灯泡。", "状态": "已办结", **other,
    }  # fmt: skip
    return tuple(cells[name] for name in NAMED)


def test_every_line_becomes_a_matter_with_number_story_and_place_in_the_search(cast: Cast, tmp_path: Path) -> None:
    run = brought(cast.room, as_xlsx(tmp_path / "a.xlsx"))
    matters = list(Matter.objects.order_by("number"))
    assert (run.state, run.total) == ("done", 3)
    assert [matter.reference for matter in matters] == ["HW-2026-0001", "HW-2026-0002", "HW-2026-0003"]
    assert [matter.outside_id for matter in matters] == ["101", "102", "103"]
    assert [list(matter.entries.values_list("verb", flat=True)) for matter in matters] == [["imported"]] * 3
    assert [m.title for m in search.find(queries.visible(cast.officer), "护栏")] == ["河边护栏松动"]
    assert search.find(queries.visible(cast.officer), matters[1].reference).get() == matters[1]


def test_past_records_are_closed_and_no_clock_runs(cast: Cast, tmp_path: Path) -> None:
    brought(cast.room, as_csv(tmp_path / "a.csv"))
    matter = Matter.objects.first()
    assert matter is not None
    assert (matter.state, matter.is_record, matter.channel) == ("closed", True, "import")
    assert matter.ended_at == matter.received_at
    assert {matter.due_at, matter.answer_due_at, matter.update_due_at, matter.whole_due_at} == {None}
    assert matter.follow_lookup == ""


def test_what_is_still_open_waits_at_the_desk_and_its_clocks_start_now(cast: Cast, tmp_path: Path) -> None:
    run = opened(cast.room, as_csv(tmp_path / "a.csv"))
    importing.plan(
        by=cast.officer, run=run, fields=incoming.fields_of(run), origin="热线", kind="help", as_records=False
    )
    importing.carry_on(run=importing.start(by=cast.officer, run=run))
    matter = Matter.objects.get(outside_id="101")
    assert (matter.state, matter.is_record, matter.ended_at, matter.kind) == (
        "collected",
        False,
        None,
        "help",
    )
    assert matter.due_at is not None
    assert matter.due_at > matter.changed_at > matter.received_at
    assert queries.by_code(follow.code_of(matter)) == matter


def test_numbers_are_those_of_the_year_it_was_brought(cast: Cast, tmp_path: Path) -> None:
    lines = [
        ("1", "a", "甲", "2019-12-31 23:59"),
        ("2", "b", "乙", "2020-01-01 00:00"),
        ("3", "c", "丙", "2019-05-01"),
    ]
    brought(cast.room, as_csv(tmp_path / "a.csv", lines))
    numbers = dict(Matter.objects.values_list("outside_id", "reference"))
    assert numbers == {"1": "HW-2019-0001", "2": "HW-2020-0001", "3": "HW-2019-0002"}


def test_a_reporters_name_is_sealed_and_a_masked_user_stays_words(cast: Cast, tmp_path: Path) -> None:
    brought(cast.room, as_csv(tmp_path / "a.csv", [named_line()], NAMED))
    matter = Matter.objects.get()
    assert matter.reporter is not None
    found = open_person(matter.reporter)
    assert (found["name"], found["phone"]) == ("赵测试", "13800000001")
    assert "赵测试" not in matter.text + matter.reporter.name_sealed
    assert "用户：A0012" in matter.text
    assert not ImportRow.objects.exclude(cells="").exists()
    assert not Record.objects.filter(detail__contains="赵测试").exists()


def test_the_answer_given_stands_in_the_story_and_is_found(cast: Cast, tmp_path: Path) -> None:
    brought(cast.room, as_csv(tmp_path / "a.csv", [named_line()], NAMED))
    entry = Entry.objects.get(verb="answer")
    assert (entry.text, entry.is_public) == ("已换灯泡。", True)
    assert search.find(queries.visible(cast.officer), "换灯泡").exists()


def test_a_second_run_adds_nothing(cast: Cast, tmp_path: Path) -> None:
    path = as_csv(tmp_path / "a.csv")
    brought(cast.room, path)
    again = brought(cast.room, path)
    assert Matter.objects.count() == 3
    assert incoming.counts(again) == {"known": 3}


def test_lines_without_a_number_come_in_once_too(cast: Cast, tmp_path: Path) -> None:
    lines = [line[1:] for line in LINES]
    path = as_csv(tmp_path / "a.csv", [*lines, lines[0]], HEADINGS[1:])
    assert incoming.counts(brought(cast.room, path)) == {"imported": 3, "known": 1}
    assert incoming.counts(brought(cast.room, path)) == {"known": 4}


def test_a_number_twice_in_the_file_comes_in_once_and_other_words_are_kept_aside(cast: Cast, tmp_path: Path) -> None:
    other = ("101", "别的事", "完全不同的内容", "2026-05-04")
    run = brought(cast.room, as_csv(tmp_path / "a.csv", [*LINES, LINES[0], other]))
    assert incoming.counts(run) == {"imported": 3, "known": 1, "aside": 1}
    kept = run.rows.get(outcome="aside")
    assert (kept.line, kept.reason, kept.detail) == (6, "id_taken", "101")


def test_the_same_number_from_elsewhere_or_in_another_room_is_another_matter(cast: Cast, tmp_path: Path) -> None:
    path = as_csv(tmp_path / "a.csv")
    brought(cast.room, path, "热线")
    brought(cast.room, path, "信箱")
    brought(cast.next_room, path, "热线")
    assert Matter.objects.count() == 9


def test_an_erased_matter_does_not_come_back(cast: Cast, tmp_path: Path) -> None:
    path = as_csv(tmp_path / "a.csv")
    brought(cast.room, path)
    Matter.objects.update(sent_digest="")
    assert incoming.counts(brought(cast.room, path)) == {"known": 3}


def test_markup_in_every_cell_stays_words(cast: Cast, tmp_path: Path) -> None:
    markup = "<img src=x onerror=alert(1)>"
    cells = {name: markup for name in NAMED if name != "时间"}
    brought(cast.room, as_csv(tmp_path / "a.csv", [named_line(**cells)], NAMED))
    matter = Matter.objects.get()
    assert (matter.title, matter.outside_id) == (markup, markup)
    assert f"状态：{markup}" in matter.text


def test_the_preview_says_what_will_happen_and_writes_nothing(cast: Cast, tmp_path: Path) -> None:
    broken = ("104", "", "", "2026-05-04")
    other = ("101", "别的事", "不同", "2026-05-04")
    path = as_csv(tmp_path / "a.csv", [*LINES, broken, other, LINES[1]])
    run = opened(cast.room, path)
    seen = incoming.preview(run)
    assert dict(seen.counts) == {"imported": 3, "aside": 2, "known": 1}
    assert [(fault.line, fault.reason) for fault in seen.faults] == [(5, "said_nothing"), (6, "id_taken")]
    assert [line for line, _ in seen.first] == [2, 3, 4, 6, 7]
    assert not Matter.objects.exists()
    importing.carry_on(run=importing.start(by=cast.officer, run=run))
    assert incoming.counts(run) == seen.counts


def test_the_next_table_of_the_same_shape_is_read_as_the_last(cast: Cast, tmp_path: Path) -> None:
    run = opened(cast.room, as_csv(tmp_path / "may.csv"), origin="")
    fields = [Field.OUTSIDE_ID, Field.EXTRA, Field.TEXT, Field.RECEIVED]
    importing.plan(by=cast.officer, run=run, fields=fields, origin="县热线", kind="help", datum="gcj02")
    following = opened(cast.room, as_csv(tmp_path / "june.csv", LINES[:1]), origin="")
    assert (following.origin, following.kind, following.datum) == ("县热线", "help", "gcj02")
    assert incoming.fields_of(following) == tuple(fields)


def test_what_of_a_file_is_not_read_is_named(cast: Cast, tmp_path: Path) -> None:
    title = ("2026 年河湾村群众来访登记表", "", "", "")
    run = opened(cast.room, as_xlsx(tmp_path / "a.xlsx", [HEADINGS, *LINES], headings=title))
    assert run.unread == "#1 2026 年河湾村群众来访登记表"
    assert run.total == 3


def test_a_field_that_only_one_column_may_mean_is_refused_twice(cast: Cast, tmp_path: Path) -> None:
    run = opened(cast.room, as_csv(tmp_path / "a.csv"))
    with pytest.raises(importing.FieldTwice):
        importing.plan(by=cast.officer, run=run, fields=[Field.TITLE] * 4, origin="x", kind="help")


def test_a_run_that_began_can_not_be_planned_again_or_thrown_away(cast: Cast, tmp_path: Path) -> None:
    run = brought(cast.room, as_csv(tmp_path / "a.csv"))
    with pytest.raises(importing.NotNow):
        importing.plan(by=cast.officer, run=run, fields=incoming.fields_of(run), origin="x", kind="help")
    with pytest.raises(importing.NotNow):
        importing.discard(by=cast.officer, run=run)


def test_a_file_looked_at_and_not_wanted_leaves_only_its_record(cast: Cast, tmp_path: Path) -> None:
    importing.discard(by=cast.officer, run=opened(cast.room, as_csv(tmp_path / "a.csv")))
    assert not ImportRun.objects.exists()
    assert not ImportRow.objects.exists()
    assert Record.objects.filter(verb="import.discarded").exists()


@pytest.mark.parametrize("who", ["auxiliary", "cadre", "mediator", "lawyer", "administrator", "neighbour", "stranger"])
def test_only_who_may_import_in_the_room_does(cast: Cast, tmp_path: Path, who: str) -> None:
    path, other = as_csv(tmp_path / "a.csv"), getattr(cast, who)
    with pytest.raises(PermissionDenied):
        reading.open_file(by=other, room=cast.room, path=path, name="a.csv")
    run = opened(cast.room, path)
    with pytest.raises(PermissionDenied):
        importing.start(by=other, run=run)
    assert run not in incoming.runs(other)
    assert run in incoming.runs(cast.officer)


def test_the_journal_names_each_batch_with_its_numbers_and_its_chain_holds(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH", 2)
    run = brought(cast.room, as_csv(tmp_path / "a.csv"))
    batches = Record.objects.filter(verb="import.batch", object_id=str(run.pk)).order_by("position")
    assert [record.detail for record in batches] == [
        "2–3: 2/2 HW-2026-0001 – HW-2026-0002",
        "4–4: 1/1 HW-2026-0003 – HW-2026-0003",
    ]
    assert Record.objects.filter(verb="import.done", detail="imported: 3").exists()
    assert not list(broken_chains())


def test_who_listens_to_timelines_hears_of_open_matters_and_of_no_past_record(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(events, "_listeners", [lambda happened: heard.append(happened.entry.verb)])
    lines = [named_line("7", 状态="处理中"), named_line("8")]
    run = opened(cast.room, as_csv(tmp_path / "a.csv", lines, NAMED))
    importing.plan(
        by=cast.officer, run=run, fields=incoming.fields_of(run), origin="热线", kind="help", as_records=False
    )
    importing.carry_on(run=importing.start(by=cast.officer, run=run))
    news.spread()
    assert heard == ["imported", "answer"]


def test_persons_of_a_batch_are_noted_with_their_purpose(cast: Cast, tmp_path: Path) -> None:
    brought(cast.room, as_csv(tmp_path / "a.csv", [named_line("1"), named_line("2", 内容="别的")], NAMED))
    assert set(Person.objects.values_list("purpose", "legal_basis")) == {("matter.record", "duty")}
    assert Record.objects.get(verb="person.noted").detail == "matter.record: 2"


def test_a_column_of_topics_brings_them_in_as_topics(cast: Cast, tmp_path: Path) -> None:
    with translation.override("zh-hans"):
        quarrel, noise = (str(kinds.topic_name("report", key)) for key in ("quarrel", "noise"))
    lines = [("1", quarrel, "两家为地界吵起来了"), ("2", noise, "小广场夜里放音响")]
    brought(cast.room, as_csv(tmp_path / "a.csv", lines, ("编号", "主题", "事情")))
    assert dict(Matter.objects.values_list("outside_id", "topic")) == {"1": "quarrel", "2": "noise"}
    assert set(Matter.objects.values_list("text", flat=True)) == {text for _, _, text in lines}
