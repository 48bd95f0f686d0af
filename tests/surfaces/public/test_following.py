"""Following one matter by its code: what is told, what can be done, and what is told to nobody."""

import re
from datetime import timedelta
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.utils import timezone

from shouwang.kernel.ground.models import Room, Station
from shouwang.kernel.journal.models import Record
from shouwang.kernel.matters import follow, queries
from shouwang.kernel.matters.actions import bonds, editing, progress, talk, thanks, timing
from shouwang.kernel.matters.actions.intake import Reporter
from shouwang.kernel.matters.models import Matter, Satisfaction
from shouwang.kernel.people.models import Account
from shouwang.lib.ids import format_code
from shouwang.surfaces.public import sending
from tests.cast import Cast
from tests.kernel.matters.bringing import bring, closed, reported
from tests.surfaces.public.typing_in import photo

pytestmark = pytest.mark.once

KEY = "01890f3e-6b00-7000-8000-00000000000a"


@pytest.fixture
def matter(cast: Cast) -> Matter:
    return bring(cast.room).matter


def page_of(client: Client, matter: Matter, rest: str = "") -> str:
    return client.get(address(matter, rest)).content.decode()


def address(matter: Matter, rest: str = "") -> str:
    return f"/f/{format_code(follow.code_of(matter))}/{rest}"


def test_whoever_brought_it_reads_their_own_words_also_after_the_desk_changed_them(client: Client, cast: Cast) -> None:
    matter = bring(cast.room, text="灯坏了。俺家门口，晚上看不见。").matter
    editing.revise(by=cast.officer, matter=matter, base={"text": matter.text}, yours={"text": "东口路灯不亮。"})
    page = client.get(f"/f/{format_code(follow.code_of(matter))}/").content.decode()
    assert "俺家门口，晚上看不见。" in page
    assert "东口路灯不亮。" not in page


def test_the_code_opens_the_matter_however_it_is_typed(client: Client, matter: Matter) -> None:
    code = follow.code_of(matter)
    for typed in (code, code.lower(), f" {format_code(code)} ", format_code(code).replace("-", "—")):
        answer = client.post("/f/", {"code": typed})
        assert (answer.status_code, answer["Location"]) == (303, address(matter))
    assert matter.reference in page_of(client, matter)


def test_the_page_says_where_it_stands_and_by_when(client: Client, matter: Matter) -> None:
    page = page_of(client, matter)
    assert "已经送到，等值班的人看。" in page
    assert "第一次答复" in page
    assert "村口的路灯坏了三天了" in page


def test_answers_are_told_notes_are_not(client: Client, cast: Cast, matter: Matter) -> None:
    progress.accept(by=cast.officer, matter=matter)
    talk.answer(by=cast.officer, matter=matter, text="电工周五前来。")
    talk.note(by=cast.officer, matter=matter, text="只给同事看的话")
    page = page_of(client, matter)
    assert "电工周五前来。" in page
    assert "陈警官" in page
    assert "只给同事看的话" not in page


def test_a_pause_is_told_with_its_reason(client: Client, cast: Cast, matter: Matter) -> None:
    timing.pause(by=cast.officer, matter=matter, reason="等电力公司")
    assert "等电力公司" in page_of(client, matter)


def test_why_nobody_else_checked_is_for_the_room(client: Client, cast: Cast) -> None:
    matter = reported(cast)
    progress.close(by=cast.officer, matter=matter, answer="修好了。", reason="村里只有一个人")
    page = page_of(client, matter)
    assert "修好了。" in page
    assert "村里只有一个人" not in page


def test_a_merged_matter_says_so_and_brings_the_answers(client: Client, cast: Cast, matter: Matter) -> None:
    other = bring(cast.room, text="路灯不亮，别人先说的。").matter
    bonds.merge(by=cast.officer, matter=matter, into=other)
    talk.answer(by=cast.officer, matter=other, text="电工明天来")
    page = page_of(client, matter)
    assert "别人也报了同一件事" in page
    assert "电工明天来" in page
    assert "别人先说的" not in page
    assert other.reference not in page


def test_a_merged_matter_says_how_the_other_stands_and_is_rated_on_its_own_code(
    client: Client, cast: Cast, matter: Matter
) -> None:
    other = reported(cast, text="路灯不亮，别人先说的。", reporter=Reporter(name="钱多多", phone="13800000000"))
    talk.add_reporter_words(matter=other, text="别人补充的话")
    bonds.merge(by=cast.officer, matter=matter, into=other)
    assert "办完了，换个人再核查一遍。" in page_of(client, matter)
    progress.close(by=cast.officer, matter=other, answer="修好了。", reason="今天只有我一人")
    page = page_of(client, matter)
    assert "修好了。" in page
    assert "您满意吗？" in page
    assert client.post(address(matter, "rate/"), {"score": "3"}).status_code == 303
    assert Satisfaction.objects.get(matter=matter).score == 3
    thanks.rate(matter=other, score=1, words="别人说的评语")
    page = page_of(client, matter)
    for hidden in ("别人", "钱多多", "今天只有我一人", other.reference, follow.code_of(other)):
        assert hidden not in page.replace("别人也报了同一件事", "").replace("和别人报的同一件事", "")


def test_a_handed_over_matter_says_its_new_number_how_it_stands_and_what_was_answered(
    client: Client, cast: Cast, matter: Matter
) -> None:
    opened = bonds.hand_over(by=cast.officer, matter=matter, to_kind="help", words="老人要人陪")
    talk.note(by=cast.officer, matter=opened, text="只给同事看的话")
    page = page_of(client, matter)
    assert opened.reference in page
    assert "已送到" in page
    progress.accept(by=cast.officer, matter=opened)
    talk.answer(by=cast.officer, matter=opened, text="周三有人来")
    page = page_of(client, matter)
    assert "已受理" in page
    assert "周三有人来" in page
    assert "只给同事看的话" not in page
    assert f'href="{address(opened)}"' in page
    assert client.get(address(opened)).status_code == 200


def test_who_was_merged_into_a_handed_over_matter_reads_its_answers_not_its_number(
    client: Client, cast: Cast, matter: Matter
) -> None:
    other = bring(cast.room, text="别人先说的。").matter
    bonds.merge(by=cast.officer, matter=matter, into=other)
    opened = bonds.hand_over(by=cast.officer, matter=other, to_kind="help", words="别人家的事")
    talk.answer(by=cast.officer, matter=opened, text="周三有人来")
    page = page_of(client, matter)
    assert "周三有人来" in page
    for hidden in ("别人家的事", opened.reference, format_code(follow.code_of(opened))):
        assert hidden not in page


def test_an_old_code_opens_as_long_as_the_matter_it_went_on_in_is_seen_to(client: Client, cast: Cast) -> None:
    receipt = bring(cast.room)
    opened = bonds.hand_over(by=cast.officer, matter=receipt.matter, to_kind="help")
    long_ago = timezone.now() - timedelta(days=follow.OPEN_DAYS + 1)
    Matter.objects.filter(pk=receipt.matter.pk).update(state="withdrawn", ended_at=long_ago)
    assert queries.by_code(receipt.code) == receipt.matter
    Matter.objects.filter(pk=opened.pk).update(state="withdrawn", ended_at=long_ago)
    assert queries.by_code(receipt.code) is None


def test_more_words_and_photos_reach_the_room(client: Client, matter: Matter) -> None:
    answer = client.post(address(matter, "words/"), {"text": "第二盏也不亮。", "photos": photo()})
    assert answer.status_code == 303
    page = client.get(answer["Location"]).content.decode()
    assert "您补充的话送到了。" in page
    assert "第二盏也不亮。" in page
    assert "1 张照片" in page


def test_words_whose_second_sender_asked_before_the_first_committed_are_added_once(
    matter: Matter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def add() -> None:
        sending.add_words(matter=matter, text="又来了。", kept=[], key=UUID(KEY))

    def first_commits_meanwhile() -> transaction.Atomic:
        monkeypatch.undo()
        add()
        return transaction.atomic()

    monkeypatch.setattr(sending, "transaction", SimpleNamespace(atomic=first_commits_meanwhile))
    add()
    assert matter.entries.filter(verb="reporter_words").count() == 1


def test_words_sent_twice_are_added_once_with_their_photo(client: Client, matter: Matter) -> None:
    for _ in range(2):
        said = {"text": "第二盏也不亮。", "photos": photo(), "key": KEY}
        assert client.post(address(matter, "words/"), said).status_code == 303
    assert matter.entries.filter(verb="reporter_words").count() == 1
    assert matter.attachments.count() == 1


def test_other_words_under_the_same_key_are_not_lost(client: Client, matter: Matter) -> None:
    for text in ("第二盏也不亮。", "第三盏也不亮。"):
        client.post(address(matter, "words/"), {"text": text, "key": KEY})
    assert matter.entries.filter(verb="reporter_words").count() == 2


def test_the_key_of_another_matter_loses_nothing_either(client: Client, cast: Cast, matter: Matter) -> None:
    other = bring(cast.room).matter
    for one in (other, matter):
        client.post(address(one, "words/"), {"text": "第二盏也不亮。", "key": KEY})
        assert one.entries.filter(verb="reporter_words").count() == 1


def test_a_file_that_is_no_photo_is_said_at_the_form_with_what_it_takes(client: Client, matter: Matter) -> None:
    bad = SimpleUploadedFile("x.jpg", b"no picture", "image/jpeg")
    answer = client.post(address(matter, "words/"), {"text": "第二盏也不亮。", "photos": bad})
    page = answer.content.decode()
    assert answer.status_code == 422
    form = page[page.index("words/") :]
    assert "x.jpg: 这里只收照片。" in form
    assert 'id="id_photos-error"' in form
    assert "x.jpg" not in page[: page.index("words/")]
    assert "第二盏也不亮。" in form
    assert "PDF" not in page


def test_english_readers_get_the_english_names_of_those_who_answer(client: Client, cast: Cast, matter: Matter) -> None:
    Account.objects.filter(pk=cast.officer.pk).update(name_en="Officer Chen")
    progress.accept(by=cast.officer, matter=matter)
    talk.answer(by=cast.auxiliary, matter=matter, text="The electrician comes on Friday.")
    client.cookies["language"] = "en"
    page = page_of(client, matter)
    assert "Officer Chen" in page
    assert "陈警官" not in page
    assert "李辅警" in page  # nobody wrote down an English name


def test_a_date_is_said_once(client: Client, matter: Matter) -> None:
    page = page_of(client, matter, "receipt/")
    facts = re.findall(r"<dd>(.*?)</dd>", page, re.S)
    assert [len(re.findall(r"\d+月\d+日（", fact)) for fact in facts] == [1, 1]
    assert 'class="note"' not in page


def test_nothing_more_to_say_is_asked_for(client: Client, matter: Matter) -> None:
    answer = client.post(address(matter, "words/"), {"text": ""})
    assert answer.status_code == 422
    assert "请写几句，或者加张照片。" in answer.content.decode()


def test_a_photo_alone_may_be_added(client: Client, matter: Matter) -> None:
    assert client.post(address(matter, "words/"), {"text": "", "photos": photo()}).status_code == 303


def test_words_too_long_are_kept(client: Client, matter: Matter) -> None:
    answer = client.post(address(matter, "words/"), {"text": "灯" * 5001})
    assert answer.status_code == 422
    assert "灯" * 5001 in answer.content.decode()


def test_taking_back_asks_once_and_then_does_it(client: Client, matter: Matter) -> None:
    assert "要撤回吗？" in page_of(client, matter, "withdraw/")
    assert Matter.objects.get().state == "collected"
    assert client.post(address(matter, "withdraw/"), {"text": "自己好了"}).status_code == 303
    assert Matter.objects.get().state == "withdrawn"
    assert "已经撤回，不再办了。" in page_of(client, matter)


def test_what_is_over_cannot_be_taken_back_or_added_to(client: Client, cast: Cast) -> None:
    matter = closed(cast)
    assert client.post(address(matter, "withdraw/")).status_code == 409
    assert client.post(address(matter, "words/"), {"text": "还有"}).status_code == 409
    assert "撤回</a>" not in page_of(client, matter)


def test_only_what_is_done_is_rated(client: Client, matter: Matter) -> None:
    assert "您满意吗？" not in page_of(client, matter)
    assert client.post(address(matter, "rate/"), {"score": "3"}).status_code == 409


def test_a_rating_is_kept_and_can_be_changed(client: Client, cast: Cast) -> None:
    matter = closed(cast)
    assert "您满意吗？" in page_of(client, matter)
    client.post(address(matter, "rate/"), {"score": "2", "text": "等太久"})
    client.post(address(matter, "rate/"), {"score": "3", "text": "后来很好"})
    satisfaction = Satisfaction.objects.get()
    assert (satisfaction.score, satisfaction.words) == (3, "后来很好")
    assert "您评了： 满意" in re.sub(r"\s+", " ", page_of(client, matter))


@pytest.mark.parametrize("score", ["", "0", "4", "x"])
def test_a_rating_is_one_of_three(client: Client, cast: Cast, score: str) -> None:
    matter = closed(cast)
    answer = client.post(address(matter, "rate/"), {"score": score, "text": "话还在"})
    assert answer.status_code == 422
    assert "话还在" in answer.content.decode()


def test_pages_behind_a_code_leave_no_trace(client: Client, matter: Matter) -> None:
    for rest in ("", "receipt/", "withdraw/"):
        answer = client.get(address(matter, rest))
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer["X-Robots-Tag"]
        assert "no-store" in answer["Cache-Control"]
    assert client.post("/f/", {"code": "x"})["Referrer-Policy"] == "no-referrer"


def test_ones_own_look_is_not_journalled(client: Client, matter: Matter) -> None:
    before = Record.objects.count()
    page_of(client, matter)
    page_of(client, matter, "receipt/")
    assert Record.objects.count() == before


def test_forms_behind_a_code_need_no_cookie(cast: Cast, matter: Matter) -> None:
    browser = Client(enforce_csrf_checks=True)
    assert browser.post("/f/", {"code": follow.code_of(matter)}, headers={"origin": "null"}).status_code == 303
    answer = browser.post(address(matter, "words/"), {"text": "还有一句"}, headers={"origin": "null"})
    assert answer.status_code == 303


def test_a_page_behind_a_code_asks_the_database_at_most_ten_times(
    client: Client, cast: Cast, django_assert_max_num_queries: object
) -> None:
    matter = closed(cast)
    for rest in ("", "receipt/"):
        with django_assert_max_num_queries(10):  # type: ignore[operator]
            page_of(client, matter, rest)


def test_search_engines_are_told_to_stay_out(client: Client, db: None) -> None:
    assert "Disallow: /f/" in client.get("/robots.txt").content.decode()


def test_the_receipt_has_number_code_picture_and_what_comes_next(client: Client, matter: Matter) -> None:
    page = page_of(client, matter, "receipt/")
    assert f'id="code">{format_code(follow.code_of(matter))}<' in page
    for words in (matter.reference, format_code(follow.code_of(matter)), "<svg", "截个屏", "第一次答复", "18:00 前"):
        assert words in page


def test_the_head_of_the_page_is_that_of_the_matters_room(client: Client, cast: Cast) -> None:
    matter = bring(cast.next_room).matter
    assert cast.next_room.name in page_of(client, matter)
    assert Room.objects.count() == 3
    assert Station.objects.count() == 2
