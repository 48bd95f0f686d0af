"""Is this a scam?: nothing that leads to a person is written down, the officer's word reaches who waits, and it is learned."""

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
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.holdings import holdings
from shouwang.systems.outreach import monthly, scam_model
from shouwang.systems.outreach.actions import losses, scam_training, scams
from shouwang.systems.outreach.models import Correction, ScamQuestion, Training
from shouwang.systems.outreach.queries.losses import figures
from shouwang.systems.outreach.scam.model import Model
from tests.cast import Cast
from tests.systems.services.test_erasing_everywhere import raw

pytestmark = pytest.mark.once
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
    page = client.post("/r/HW/scam/", {"text": "你好"}).content.decode()
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


def test_the_month_tells_small_sums_only_roughly_and_an_empty_month_honestly(cast: Cast) -> None:
    day = date(2026, 3, 4)
    counted = (date(2026, 3, 1), date(2026, 4, 1))
    assert "2026年3月1日至4日" in monthly.draft(day, figures(cast.room, *counted), day).text
    assert "不等于没有发生" in monthly.draft(day, figures(cast.room, *counted), day).text
    told = losses.Told("loss", "rebate", "wechat", day, Decimal("4213.50"))
    one = losses.write(by=cast.officer, room=cast.room, told=told)
    written = monthly.draft(day, figures(cast.room, *counted), date(2026, 4, 1))
    assert "2026年3月，警务室记下" in written.text
    assert "4,21" not in written.text + written.text_en
    assert "几千元" in written.text
    losses.strike(by=cast.officer, case=one, reason="记错了")
    assert not figures(cast.room, *counted).all
    with pytest.raises(Refused):
        losses.write(by=cast.officer, room=cast.room, told=losses.Told("stopped", "loan", "sms", day))


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
