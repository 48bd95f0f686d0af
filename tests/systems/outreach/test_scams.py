"""Is this a scam?: nothing that leads to a person is written down, the officer's word reaches who waits, and it is learned."""

import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from shouwang.__main__ import main
from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal.actions import PUBLIC
from shouwang.kernel.matters.actions.intake import Brought, Reporter
from shouwang.kernel.matters.queries import closing_answer
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.holdings import holdings
from shouwang.surfaces.desk import paging
from shouwang.systems.outreach import monthly, scam_model
from shouwang.systems.outreach.actions import losses, scam_training, scams
from shouwang.systems.outreach.models import Correction, FraudCase, ScamQuestion, Training
from shouwang.systems.outreach.queries.bulletins import who_release
from shouwang.systems.outreach.queries.losses import figures
from shouwang.systems.outreach.scam import seed
from shouwang.systems.outreach.scam.model import Model
from shouwang.systems.outreach.scam.trainer import Example
from tests.cast import Cast
from tests.systems.services.test_erasing_everywhere import raw

pytestmark = pytest.mark.once
DAY = date(2026, 3, 4)
FEW = [Example("请转账到安全账户", "officials"), Example("明天到村部开会", "ordinary")] * 4
POLICE = "我是市公安局的，你涉嫌洗钱，要保密，把钱转到安全账户，打13800000021"


def ask(room: Room, text: str = POLICE, **more: bool) -> ScamQuestion:
    return scams.ask(by=PUBLIC, room=room, text=text, channel="public", **more)


@pytest.fixture
def own_model(tmp_path: Path, settings: object) -> Path:
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]
    return tmp_path


def test_what_to_do_now_stands_before_the_answer_and_numbers_are_gone(client: Client, cast: Cast) -> None:
    sent = client.post("/r/HW/scam/", {"text": POLICE})
    assert sent.status_code == 303
    page = client.get(sent["Location"]).content.decode()
    page = page[page.index('id="first-aid"') :]  # the head of every page has 110 too
    assert page.index("tel:96110") < page.index("tel:110") < page.index('id="verdict"') < page.index("<mark>")
    assert "很像诈骗" in page
    assert "13800000021" not in page
    assert b"13800000021" not in raw()


def test_what_is_too_short_is_said_to_be_and_two_signs_of_a_fraud_are_not(client: Client, cast: Cast) -> None:
    for text in ("你好", "hello there"):
        page = client.post("/r/HW/scam/", {"text": text}).content.decode()
        assert "太短了" in page
    assert not ScamQuestion.objects.exists()
    assert ask(cast.room, "刷单").answer == "likely"


def test_until_the_word_comes_the_receipt_says_what_to_do_and_going_back_leads_to_where_it_will_stand(
    client: Client, cast: Cast
) -> None:
    page = f"/r/HW/scam/{ask(cast.room).pk}/"
    receipt = client.post(f"{page}ask/", {}, follow=True).content.decode()
    assert receipt.index("不给验证码") < receipt.index("查询码")
    again = client.post(f"{page}ask/", {"text": "还在打"})
    assert again["Location"] == f"{page}#asked"
    assert 'href="/f/"' in client.get(page).content.decode()


@pytest.mark.parametrize("answer", ScamQuestion.Answer)
def test_no_answer_says_that_it_is_safe(answer: str) -> None:
    for language in ("zh-hans", "en"):
        with override(language):
            words = str(ScamQuestion.Answer(answer).label)
        assert "safe" not in words.lower()
        assert "安全" not in words.replace("不等于安全", "")


def test_who_waits_reads_the_officers_word(cast: Cast) -> None:
    question = ask(cast.room)
    brought = Brought(kind="scam", text="他还在打", reporter=Reporter("韩某", "13800000021"))
    receipt = scams.let_officer_look(question=question, brought=brought)
    with pytest.raises(Refused):
        scams.answer(by=cast.auxiliary, question=question, verdict="scam", type_key="officials", words=" ")
    scams.answer(by=cast.auxiliary, question=question, verdict="scam", type_key="officials", words="挂断")
    receipt.matter.refresh_from_db()
    assert not receipt.matter.is_open
    assert not Correction.objects.exists(), "who asked did not agree"


def test_an_answer_put_right_is_read_too(cast: Cast) -> None:
    question = ask(cast.room)
    receipt = scams.let_officer_look(question=question, brought=Brought(kind="scam", text=""))
    scams.answer(by=cast.auxiliary, question=question, verdict="not_scam", words="不是骗子")
    question.refresh_from_db()
    scams.answer(by=cast.auxiliary, question=question, verdict="scam", type_key="officials", words="是骗子，别去")
    assert closing_answer(receipt.matter) == "是骗子，别去"
    receipt.matter.refresh_from_db()
    assert not receipt.matter.is_open


def test_who_asked_without_a_matter_reads_it_beside_the_answer(client: Client, cast: Cast) -> None:
    question = ask(cast.room, "明天上午到村部开会")
    scams.answer(by=cast.officer, question=question, verdict="scam", type_key="officials", words="是骗子别去")
    assert "是骗子别去" in client.get(f"/r/HW/scam/{question.pk}/").content.decode()


def test_who_is_erased_is_forgotten_by_the_model_too_also_after_the_question_went(cast: Cast) -> None:
    question = ask(cast.room, f"王秀兰收到：{POLICE}", may_teach=True)
    brought = Brought(kind="scam", text="", reporter=Reporter("王秀兰", "13800000021"))
    receipt = scams.let_officer_look(question=question, brought=brought, may_teach=True)
    scams.answer(by=cast.officer, question=question, verdict="scam", type_key="officials", words="挂断")
    scams.forget_due(now=timezone.now() + timedelta(days=31))
    assert receipt.matter.reporter
    assert Correction.objects.exists()
    assert scams.forget_person(PUBLIC, receipt.matter.reporter) == {"texts": 1}
    assert not Correction.objects.exists()


def test_a_text_taken_back_leaves_the_model_even_where_that_is_worse(
    cast: Cast, own_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seed, "examples", lambda: FEW)
    taught = scams.teach(by=cast.officer, room=cast.room, text="看风水送红绳", type_key="health_elder")
    assert scam_training.train_when_due()
    assert scam_training.train_when_due() is None
    scams.unteach(by=cast.auxiliary, correction=taught)
    counts = iter((3, 20))  # the new one, the one in use
    monkeypatch.setattr(scam_model, "right", lambda model: next(counts))
    done = scam_training.train_when_due()
    assert done
    assert done.is_taken
    assert scam_training.train_when_due() is None


@pytest.mark.parametrize("left", [10, 1000, None])
def test_a_damaged_model_answers_by_the_rules_and_is_trained_anew(
    own_model: Path, db: None, monkeypatch: pytest.MonkeyPatch, left: int | None
) -> None:
    monkeypatch.setattr(seed, "examples", lambda: FEW)
    scam_training.train_when_due()
    whole = scam_model.place().read_bytes()
    scam_model.place().write_bytes(whole[:left] if left else whole[:600] + bytes([whole[600] ^ 255]) + whole[601:])
    assert scam_model.current() is None
    assert scam_training.train_when_due()
    assert scam_model.current()


def test_a_campaign_of_it_has_its_text_and_the_address_has_not(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    question = ask(cast.room)
    page = client.get(f"/desk/outreach/scam/{question.pk}/").content.decode()
    address = re.search(r'href="(/desk/outreach/new/[^"]+)"', page)
    assert address
    assert len(address[1]) < 300
    assert "安全账户" in client.get(address[1].replace("&amp;", "&")).content.decode()


def test_every_question_can_be_found(client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "PAGE", 1)
    ask(cast.room, "第一条：明天上午到村部开会")
    ask(cast.room, "第二条：明天上午到村部开会")
    client.force_login(cast.officer)
    pages = [client.get(f"/desk/outreach/scam/?page={page}").content.decode() for page in (1, 2, "x")]
    assert ["第一条" in page for page in pages] == [False, True, False]
    assert "?page=2" in pages[0]


def test_what_the_officer_confirms_is_learned(cast: Cast, own_model: Path) -> None:
    text = "村口老槐树底下看风水送红绳，先交功德钱"
    before = scam_training.train_at_once(by=cast.officer, room=cast.room)
    assert before
    assert before.is_taken
    for number in range(6):
        scams.teach(by=cast.officer, room=cast.room, text=f"{text}{'一二三四五六'[number]}", type_key="health_elder")
    scam_training.train(by=PUBLIC)
    model = scam_model.current()
    assert model
    assert model.predict(text)[0].key == "health_elder"


def test_a_model_that_got_worse_is_not_taken(cast: Cast, own_model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = scam_training.train(by=PUBLIC)
    kept = scam_model.place().read_bytes()
    counts = iter((3, 20))  # the new one, the one in use
    monkeypatch.setattr(scam_model, "right", lambda model: next(counts))
    second = scam_training.train(by=PUBLIC)
    assert first
    assert first.is_taken
    assert second
    assert not second.is_taken
    assert scam_model.place().read_bytes() == kept
    assert isinstance(scam_model.current(), Model)


def test_a_model_that_cannot_be_read_is_trained_anew_and_by_the_command_too(
    cast: Cast, own_model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert scam_training.train_when_due()
    assert not scam_training.train_when_due()
    scam_model.place().write_bytes(b"of another release")
    assert main(["train-scam"]) == 0
    assert scam_model.current()
    assert Training.objects.count() == 2
    assert "24" in capsys.readouterr().out
    assert not scam_training.train_when_due()
    scam_model.place().write_bytes(b"torn")
    assert scam_training.train_when_due()


def test_questions_go_after_thirty_days_but_not_while_somebody_waits(cast: Cast) -> None:
    ask(cast.room)
    waits = ask(cast.room)
    scams.let_officer_look(question=waits, brought=Brought(kind="scam", text=""))
    scams.forget_due(now=timezone.now() + timedelta(days=31))
    assert [one.pk for one in ScamQuestion.objects.all()] == [waits.pk]


def month_of(room: Room, *told: losses.Told) -> str:
    by = who_release(room).first()
    assert by
    for one in told:
        losses.write(by=by, room=room, told=one)
    return monthly.draft(DAY, figures(room, date(2026, 3, 1), date(2026, 4, 1)), date(2026, 4, 1)).text


def test_the_month_tells_nothing_of_a_single_case_and_an_empty_month_honestly(cast: Cast) -> None:
    assert "不等于没有发生" in month_of(cast.room)
    text = month_of(cast.room, losses.Told("loss", "rebate", "wechat", DAY, Decimal("4213.50")))
    assert "2026年3月，警务室记下涉诈情况 少于 3 起" in text
    counted = figures(cast.room, date(2026, 3, 1), date(2026, 4, 1))
    assert "2026年3月1日至4日" in monthly.draft(DAY, counted, DAY).text
    assert not re.search(r"刷单|4,21|元|件", text)
    one = FraudCase.objects.get()
    losses.strike(by=cast.officer, case=one, reason="记错了")
    assert not figures(cast.room, date(2026, 3, 1), date(2026, 4, 1)).all
    with pytest.raises(Refused):
        losses.write(by=cast.officer, room=cast.room, told=losses.Told("stopped", "loan", "sms", DAY))


def test_sums_are_of_what_they_are_said_of(cast: Cast) -> None:
    stopped = [losses.Told("stopped", "loan", "sms", DAY, saved=Decimal(1000), stopped_by="bank")] * 3
    back = [losses.Told("loss", "loan", "sms", DAY, saved=Decimal(50_000))] * 3
    known = [losses.Told("loss", "loan", "sms", DAY, Decimal(7000))] * 2
    text = month_of(cast.room, *stopped, *back, *known)
    assert "及时拦下：3 件；共 3,000 元（3 件中知道金额的 3 件）" in text
    assert "银行拦下 3 件" in text
    assert "钱被骗走：5 件；知道金额的太少" in text
    assert "追回 150,000 元（3 起）" in text


def test_the_months_english_comes_along(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    page = client.get("/desk/outreach/losses/month/?month=2026-03").content.decode()
    address = re.search(r'href="(/desk/outreach/bulletins/[^"]+)"', page)
    assert address
    assert "nobody told the room" in client.get(address[1].replace("&amp;", "&")).content.decode()


def test_nothing_says_who_asked_unless_they_brought_a_matter(cast: Cast) -> None:
    asked = {field.name for field in ScamQuestion._meta.get_fields()}
    assert asked == {"id", "room", "channel", "came_by", "text", "answer", "types", "cues", "may_teach", "asked_at", "matter",
                     "verdict", "verdict_type", "words", "answered_by", "answered_at", "correction"}  # fmt: skip
    ask(cast.room)
    question = ask(cast.room, may_teach=True)
    brought = Brought(kind="scam", text="他还在打", reporter=Reporter("韩某", "13800000021"))
    person = scams.let_officer_look(question=question, brought=brought).matter.reporter
    assert person
    scams.answer(by=cast.officer, question=question, verdict="scam", type_key="officials", words="挂断")
    (held,) = holdings(cast.officer, [person])
    assert held.own["text"] == question.text
    assert "taught" in held.own


def test_the_rail_and_the_tab_say_how_many_wait(cast: Cast, client: Client) -> None:
    scams.let_officer_look(question=ask(cast.room), brought=Brought(kind="scam", text=""))
    ask(cast.room)
    client.force_login(cast.officer)
    found = client.get("/desk/outreach/scam/")
    (item,) = [one for one in found.context["desk"].rail if one.icon == "megaphone"]
    assert item.count == "1"
    assert [tab.count for tab in found.context["tabs"] if tab.current] == ["1"]
