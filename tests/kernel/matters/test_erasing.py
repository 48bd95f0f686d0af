"""Forgetting a person: every row of theirs, every place their words stand in; the count stays."""

import json
from pathlib import Path
from typing import Any

import pytest

from shouwang.kernel.files import actions as files
from shouwang.kernel.files.models import File
from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal.actions import SYSTEM, Subject
from shouwang.kernel.journal.models import Record
from shouwang.kernel.journal.queries import first_fault
from shouwang.kernel.matters import queries, search
from shouwang.kernel.matters.actions import bonds, editing, erasing, intake, news, reading, talk, thanks
from shouwang.kernel.matters.export import columns
from shouwang.kernel.matters.held import copy_of, held, mentions
from shouwang.kernel.matters.models import Attachment, Entry, ImportRow, ImportRun, Matter, SearchText
from shouwang.kernel.notices import actions as notices
from shouwang.kernel.notices.models import Delivery, Notice
from shouwang.kernel.people import actions as people
from shouwang.kernel.people.models import Consent, Person
from shouwang.kernel.people.queries import same_human
from shouwang.lib.traces import FADED
from tests.cast import Cast
from tests.kernel.files.things import photo, sent
from tests.kernel.matters.bringing import bring, closed

NAME, PHONE = "钱多多", "13812345678"
WRITTEN = ("138-1234-5678", "138 1234 5678", "１３８１２３４５６７８", "+86 13812345678", "138****5678")


@pytest.fixture(autouse=True)
def own_store(settings: Any, tmp_path: Path) -> Path:
    settings.FILES_DIR = tmp_path / "files"
    return tmp_path / "files"


def tell(room: Room, text: str, name: str = NAME, phone: str = PHONE, **fields: Any) -> Matter:
    return bring(room, text=text, reporter=intake.Reporter(name=name, phone=phone), **fields).matter


def keep(room: Room, colour: int = 0, name: str = "灯.jpg") -> File:
    content = sent(photo(size=(64 + colour, 48)))
    return files.keep(by=SYSTEM, room=room, content=content, name=name, purpose="matter.reported", keep_days=None)


def erase(matter: Matter, **choice: Any) -> erasing.Erased:
    assert matter.reporter
    rows = same_human(matter.reporter)
    return erasing.erase_person(by=SYSTEM, rows=rows, reason="本人要求", choice=erasing.Choice(**choice))


def everything() -> str:
    """Every text of every matter, its story, its search, its files' names, its notices."""
    found: list[Any] = []
    found += [vars(one) for one in Matter.objects.all()]
    found += [vars(one) for one in Entry.objects.all()]
    found += [vars(one) for one in SearchText.objects.all()]
    found += [vars(one) for one in File.objects.all()]
    found += [vars(one) for one in Notice.objects.all()]
    found += [vars(one) for one in Delivery.objects.all()]
    found += [vars(one) for one in ImportRun.objects.all()] + [vars(one) for one in ImportRow.objects.all()]
    found += list(Matter.objects.values_list("satisfaction__words", flat=True))
    return str(found)


def is_found(cast: Cast, words: str) -> bool:
    return search.find(queries.visible(cast.officer), words).exists()


def test_every_report_under_the_same_phone_forgets_the_person_and_the_count_stays(cast: Cast) -> None:
    first = tell(cast.room, f"我是{NAME}，电话{PHONE}，灯坏了")
    tell(cast.room, f"{NAME}再说一次，路上有坑")
    talk.note(by=cast.officer, matter=first, text=f"给{NAME}回了电话")
    done = erase(first)
    assert (done.persons, done.matters) == (2, 2)
    assert NAME not in everything()
    assert PHONE not in everything()
    assert "灯坏了" in everything()
    assert Matter.objects.count() == 2
    assert not Person.objects.filter(erased_at=None).exists()
    assert not Person.objects.exclude(name_sealed="", phone_sealed="", phone_lookup="").exists()


@pytest.mark.parametrize("written", WRITTEN)
def test_a_number_is_struck_out_however_it_is_written(cast: Cast, written: str) -> None:
    matter = tell(cast.room, f"我电话{written}，灯坏了", where=f"打{written}问路")
    talk.answer(by=cast.officer, matter=matter, text=f"打了{written}没人接")
    editing.revise(by=cast.officer, matter=matter, base={"title": matter.title}, yours={"title": f"找{written}"})
    assert is_found(cast, "5678") or is_found(cast, PHONE) or is_found(cast, f"86{PHONE}")
    erase(matter)
    assert written not in everything()
    for words in ("5678", PHONE, f"86{PHONE}", "138-1234-5678"):
        assert not is_found(cast, words), words


@pytest.mark.parametrize("words", ["钱多", "多多", NAME])
def test_no_word_of_the_name_is_found_any_more(cast: Cast, words: str) -> None:
    matter = tell(cast.room, f"我是{NAME}，灯坏了")
    assert is_found(cast, words)
    erase(matter)
    assert not is_found(cast, words)
    assert is_found(cast, "灯坏了")


def test_with_words_everything_they_wrote_goes_too(cast: Cast) -> None:
    matter = closed(cast, text="路灯坏了", where="槐树巷 7 号", reporter=intake.Reporter(name=NAME, phone=PHONE))
    thanks.rate(matter=matter, score=3, words="路灯很亮")
    other = tell(cast.room, "另外沟也堵了", where="水沟边")
    editing.revise(by=cast.officer, matter=other, base={"where": "水沟边"}, yours={"where": "水沟东边"})
    talk.add_reporter_words(matter=other, text="沟里有味道")
    erase(matter, with_words=True)
    for words in ("路灯坏", "路灯很亮", "槐树巷", "沟"):
        assert words not in everything()
        assert not is_found(cast, words)
    matter.refresh_from_db()
    assert matter.satisfaction.score == 3, "figures still add up"
    assert Entry.objects.get(verb="rated").after == "3"


def test_without_words_the_place_in_words_stays_and_the_position_goes(cast: Cast) -> None:
    matter = tell(cast.room, "灯坏了", where=f"{NAME}家门口的坡上", position=intake.Position(34.84, 112.52, "gps", 12))
    base, moved = editing.position_words(matter), intake.Position(34.85, 112.53, "map")
    editing.locate(by=cast.officer, matter=matter, place=None, position=moved, base=base)
    assert "112.53" in everything()
    erase(matter)
    matter.refresh_from_db()
    assert (matter.latitude, matter.longitude, matter.accuracy_m, matter.position_source) == (None, None, None, "")
    assert matter.where == f"{FADED}家门口的坡上"
    assert "34.8" not in everything()
    assert "112.5" not in everything()


@pytest.mark.parametrize(
    ("public_text", "with_words", "stays"),
    [("村口路灯已报修", False, True), (f"{NAME}说的灯已报修", False, False), ("村口路灯已报修", True, False)],
)
def test_what_was_published_comes_down_when_it_held_their_words(
    cast: Cast, public_text: str, with_words: bool, stays: bool
) -> None:
    matter = tell(cast.room, "灯坏了")
    editing.publish(by=cast.officer, matter=matter, public_text=public_text)
    erase(matter, with_words=with_words)
    matter.refresh_from_db()
    assert (matter.published_at is not None) == stays
    assert matter.public_text == (public_text if stays else "")
    assert Entry.objects.filter(verb="unpublish").exists() != stays
    assert NAME not in everything()


def test_what_they_sent_is_deleted_from_the_disk(
    cast: Cast, own_store: Path, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        matter = tell(cast.room, "灯坏了", files=[keep(cast.room)])
    sha256 = File.objects.get().sha256
    assert list(own_store.rglob(f"*{sha256}*"))
    with django_capture_on_commit_callbacks(execute=True):
        assert erase(matter).files == 1
    assert not File.objects.exists()
    assert not Attachment.objects.exists()
    assert not list(own_store.rglob(f"*{sha256}*")), "neither the content nor a small picture of it"


def test_the_same_picture_of_somebody_else_stays(cast: Cast, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        matter = tell(cast.room, "灯坏了", files=[keep(cast.room)])
        other = tell(cast.room, "我也看见了", name="孔某", phone="13900000000", files=[keep(cast.room)])
    with django_capture_on_commit_callbacks(execute=True):
        erase(matter)
    left = Attachment.objects.get()
    assert left.matter == other
    assert left.file.path.is_file()


def test_a_file_that_hangs_on_somebody_elses_matter_too_is_only_taken_off_here(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        shared = keep(cast.room)
        matter = tell(cast.room, "灯坏了", files=[shared])
        other = bring(cast.room, text="别人的事", files=[shared]).matter
        erase(matter)
    assert Attachment.objects.get().matter == other
    assert shared.path.is_file()


def test_files_of_the_desk_go_when_chosen_and_else_lose_the_name(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    matter = tell(cast.room, "灯坏了")
    with django_capture_on_commit_callbacks(execute=True):
        told = [keep(cast.room, n, f"{NAME}的申请{n}.jpg") for n in (1, 2)]
        talk.attach(by=cast.officer, matter=matter, files=told)
    chosen, other = held([matter.reporter] if matter.reporter else []).desk_files
    with django_capture_on_commit_callbacks(execute=True):
        erase(matter, desk_files=[chosen.pk])
    assert not chosen.file.path.exists()
    left = File.objects.get()
    assert left.pk == other.file_id
    assert left.path.is_file()
    assert left.name == f"{FADED}的申请2.jpg"


def test_a_file_in_a_chosen_matter_of_somebody_else_loses_the_name(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    matter = tell(cast.room, "灯坏了")
    with django_capture_on_commit_callbacks(execute=True):
        shown = keep(cast.room, 1, f"{NAME}家的狗.jpg")
        other = bring(cast.room, text=f"{NAME}家的狗没拴", files=[shown]).matter
        erase(matter, elsewhere=[other.pk])
    assert File.objects.get().name == f"{FADED}家的狗.jpg"
    assert Attachment.objects.get().matter == other


def test_notices_and_deliveries_that_quote_them_lose_the_words(cast: Cast) -> None:
    notices.open_webhook(by=cast.officer, room=cast.room, url="https://example.org/x", events="*")
    matter = tell(cast.room, "灯坏了")
    news.spread()
    in_app, dead = notices_of(matter, cast)
    Notice.objects.filter(pk=dead.pk).update(state="dead", not_before=None, last_error=NAME)
    Notice.objects.update(subject=f"{NAME}来电", body=f"请回 {WRITTEN[0]}", words={"where": f"{NAME}家"})
    Delivery.objects.update(body=json.dumps({"said": NAME}, ensure_ascii=False), response_excerpt=WRITTEN[1])
    assert erase(matter).notices == Notice.objects.count() + Delivery.objects.filter(event="matter.received").count()
    in_app.refresh_from_db()
    assert (in_app.subject, in_app.body) == ("×××来电", "请回 ×××")
    for words in (NAME, WRITTEN[0], WRITTEN[1]):
        assert words not in everything()


def notices_of(matter: Matter, cast: Cast) -> tuple[Notice, Notice]:
    """One in the program and one that will not get through, both about the matter."""
    about = Subject("matter", str(matter.pk), matter.reference)
    made = [
        notices.queue(
            key=way, room=cast.room, channel=way, account=cast.officer, template="robot.test", words={"room": "HW"},
            about=about,
        )
        for way in (Notice.By.APP, Notice.By.EMAIL)
    ]  # fmt: skip
    assert made[0]
    assert made[1]
    return made[0], made[1]


def test_tables_brought_in_lose_the_words(cast: Cast, tmp_path: Path) -> None:
    matter = tell(cast.room, "灯坏了")
    file = tmp_path / "old.csv"
    file.write_text(f"日期,内容,电话\n2026-03-01,{NAME}家路灯坏了,{WRITTEN[0]}\n2026-03-02,井盖,\n", encoding="utf-8")
    reading.open_file(by=SYSTEM, room=cast.room, path=file, name=f"{NAME}的旧账.csv")
    erase(matter)
    assert NAME not in everything()
    assert WRITTEN[0] not in everything()
    cells = [json.loads(row.cells) for row in ImportRow.objects.order_by("line")]
    assert cells == [["2026-03-01", "×××家路灯坏了", "×××"], ["2026-03-02", "井盖", ""]]


def test_the_headings_of_a_table_lose_the_words_and_stay_apart(cast: Cast, tmp_path: Path) -> None:
    matter = tell(cast.room, "灯坏了")
    file = tmp_path / "old.csv"
    file.write_text(f"日期,内容,{NAME},{WRITTEN[0]}\n2026-03-01,井盖,1,2\n", encoding="utf-8")
    run = reading.open_file(by=SYSTEM, room=cast.room, path=file, name="旧账.csv")
    meant = [column["field"] for column in run.mapping]
    erase(matter)
    run.refresh_from_db()
    assert [column["heading"] for column in run.mapping] == ["日期", "内容", FADED, f"{FADED}'"]
    assert [column["field"] for column in run.mapping] == meant


def test_the_faults_a_dry_run_met_lose_the_words(cast: Cast, tmp_path: Path) -> None:
    matter = tell(cast.room, "灯坏了")
    file = tmp_path / "old.csv"
    file.write_text("日期,内容\n2026-03-01,井盖\n", encoding="utf-8")
    run = reading.open_file(by=SYSTEM, room=cast.room, path=file, name="旧账.csv")
    met = [
        {"line": 2, "reason": "too_many_cells", "detail": f"{NAME} | {WRITTEN[0]}"},
        {"line": 3, "reason": "time_unreadable", "detail": "春天"},
    ]
    ImportRun.objects.filter(pk=run.pk).update(faults=met)
    erase(matter)
    run.refresh_from_db()
    assert run.faults == [met[0] | {"detail": "××× | ×××"}, met[1]]


def test_the_journal_keeps_no_name_and_its_chain_holds(cast: Cast) -> None:
    matter = tell(cast.room, f"我是{NAME}", files=[keep(cast.room)])
    assert matter.reporter
    wife = tell(cast.room, "别的事", name="李小花").reporter
    assert wife
    erasing.erase_person(
        by=SYSTEM,
        rows=[matter.reporter],
        reason=f"{NAME}（{WRITTEN[0]}）本人要求",
        left_out=erasing.LeftOut([wife], f"这是李小花，{NAME}的爱人"),
    )
    kept = str([vars(record) for record in Record.objects.all()])
    for words in (NAME, PHONE, WRITTEN[0], "李小花"):
        assert words not in kept
    assert Record.objects.get(verb="person.erased").detail == "×××（×××）本人要求"
    assert Record.objects.get(verb="person.left_out").detail == "这是×××，×××的爱人"
    assert Record.objects.filter(verb="matter.forgotten", object_label=matter.reference).exists()
    assert first_fault(cast.room.pk) is None


def test_somebody_else_with_the_same_phone_is_left_as_they_are(cast: Cast) -> None:
    matter = tell(cast.room, f"我是{NAME}")
    hers = tell(cast.room, "李小花问路灯", name="李小花")
    assert matter.reporter
    assert set(same_human(matter.reporter)) == {matter.reporter, hers.reporter}
    erasing.erase_person(by=SYSTEM, rows=[matter.reporter], reason="本人要求")
    hers.refresh_from_db()
    assert hers.text == "李小花问路灯"
    assert hers.reporter
    assert hers.reporter.erased_at is None


def test_the_same_phone_in_another_room_is_not_touched(cast: Cast) -> None:
    matter = tell(cast.room, f"我是{NAME}")
    elsewhere = tell(cast.next_room, f"我是{NAME}")
    erase(matter)
    elsewhere.refresh_from_db()
    assert NAME in elsewhere.text


def test_it_is_safe_to_run_twice(cast: Cast) -> None:
    matter = tell(cast.room, f"我是{NAME}")
    assert matter.reporter
    rows = same_human(matter.reporter)
    assert erasing.erase_person(by=SYSTEM, rows=rows, reason="本人要求").persons == 1
    records, version = Record.objects.count(), Matter.objects.get().version
    assert erasing.erase_person(by=SYSTEM, rows=rows, reason="本人要求") == erasing.Erased()
    assert (Record.objects.count(), Matter.objects.get().version) == (records, version)


def test_it_is_done_whole_or_not_at_all(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    matter = tell(cast.room, f"我是{NAME}")

    def fail(**_: Any) -> int:
        raise OSError("the power went")

    monkeypatch.setattr(notices, "strike", fail)
    with pytest.raises(OSError, match="power"):
        erase(matter)
    assert NAME in Matter.objects.get().text
    assert Person.objects.get().erased_at is None


def test_a_title_of_full_length_still_fits(cast: Cast) -> None:
    matter = tell(cast.room, "灯坏了", name="王明", title="王明" * 60, where="王明" * 100)
    erase(matter)
    matter.refresh_from_db()
    assert (len(matter.title), len(matter.where)) == (120, 200)


def test_a_matter_handed_over_to_another_kind_is_theirs_too(cast: Cast) -> None:
    matter = tell(cast.room, f"我是{NAME}，钱包丢了")
    bonds.hand_over(by=cast.officer, matter=matter, to_kind="help")
    assert erase(matter).matters == 2
    assert NAME not in everything()


def test_where_others_name_them_is_shown_and_struck_out_when_chosen(cast: Cast) -> None:
    matter = tell(cast.room, "灯坏了")
    by_number = bring(cast.room, text="找老钱 138 1234 5678", position=intake.Position(34.8, 112.5, "gps")).matter
    by_name = bring(cast.room, text=f"{NAME}家的狗没拴").matter
    bring(cast.next_room, text=f"{NAME}家的狗没拴")
    bring(cast.room, text="别的事")
    assert matter.reporter
    named = mentions(cast.officer, same_human(matter.reporter))
    assert {(one.matter, one.by_number) for one in named} == {(by_number, True), (by_name, False)}
    erase(matter, elsewhere=[by_number.pk])
    by_number.refresh_from_db()
    by_name.refresh_from_db()
    assert by_number.text == f"找老钱 {FADED}"
    assert by_number.latitude == 34.8, "whose matter it is stays theirs"
    assert NAME in by_name.text


def test_what_they_agreed_to_ends_with_it(cast: Cast) -> None:
    matter = tell(cast.room, "灯坏了")
    assert matter.reporter
    people.give_consent(by=SYSTEM, person=matter.reporter, purpose="回访", text_version="1", channel="walk_in")
    erase(matter)
    assert Consent.objects.get().withdrawn_at


def test_what_a_program_was_answered_is_forgotten_and_not_done_again(cast: Cast) -> None:
    token, _ = people.issue_token(by=SYSTEM, account=cast.officer, name="程序", scopes=["matters:write"])
    matter = tell(cast.room, f"我是{NAME}")
    row, _ = people.claim_answer(token=token, key="k", request_digest="d")
    people.keep_answer(row=row, answer=f'{{"id": "{matter.pk}", "text": "{NAME}"}}')
    other, _ = people.claim_answer(token=token, key="other", request_digest="d")
    people.keep_answer(row=other, answer="别的")
    erase(matter)
    with pytest.raises(people.AnswerGone):
        people.claim_answer(token=token, key="k", request_digest="d")
    assert people.claim_answer(token=token, key="other", request_digest="d")[1] == "别的"


def test_neither_export_nor_copy_shows_them(cast: Cast) -> None:
    matter = tell(cast.room, f"我是{NAME}，{WRITTEN[0]}")
    rows = same_human(matter.reporter) if matter.reporter else []
    layout = columns.layout("zh-hans", [cast.room.pk])

    def shown() -> str:
        given_out = columns.rows_of(Matter.objects.all(), with_reporters=True)
        cells = [str(layout.cell(column, one)) for one in given_out for column in layout.columns]
        return "".join(cells) + str(copy_of(list(Person.objects.filter(pk__in=[row.pk for row in rows]))))

    assert NAME in shown()
    assert PHONE in shown()
    erase(matter)
    for words in (NAME, PHONE, WRITTEN[0]):
        assert words not in shown()


def test_the_preview_counts_what_goes(cast: Cast) -> None:
    matter = tell(cast.room, f"我是{NAME}", files=[keep(cast.room)], position=intake.Position(34.84, 112.52, "gps", 12))
    tell(cast.room, "第二件", name="老钱")
    editing.publish(by=cast.officer, matter=matter, public_text="灯已报修")
    talk.attach(by=cast.officer, matter=matter, files=[keep(cast.room, 3)])
    news.spread()
    assert matter.reporter
    what = held(same_human(matter.reporter))
    assert len(what.shares) == 2
    assert (len(what.matters), what.entries, what.files, len(what.desk_files)) == (2, 4, 1, 1)
    assert (what.positions, what.published, what.consents) == (1, 1, 0)
    assert what.traces == 2, "title and text"
    assert what.notices == Notice.objects.count() > 0


def test_two_numbers_in_one_cell_join_by_the_first_and_are_both_struck(cast: Cast) -> None:
    pair = tell(cast.room, f"打{PHONE}或13900139000", phone=f"{PHONE}/13900139000")
    other = tell(cast.room, "灯坏了")
    assert pair.reporter
    assert set(same_human(pair.reporter)) == {pair.reporter, other.reporter}
    erase(pair)
    assert PHONE not in everything()
    assert "13900139000" not in everything()
