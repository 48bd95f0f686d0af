"""Warnings are passed on with their source; the room's own never looks like one. And nothing personal goes out unseen."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from shouwang.kernel.notices.models import Notice, Phone
from shouwang.systems.outreach import redacting, relaying
from shouwang.systems.outreach.actions import bulletins as actions
from shouwang.systems.outreach.actions.bulletins import Words
from shouwang.systems.outreach.lifecycle import Missing, NotAllowedNow
from shouwang.systems.outreach.models import Bulletin
from tests.cast import Cast

pytestmark = pytest.mark.once
NUMBER = "41038141600000_20261128083000_1"


def warning(**said: object) -> Words:
    now = timezone.now()
    whole = {
        "issuer": "河湾县气象台",
        "number": NUMBER,
        "level": "2",
        "issued_at": now,
        "expires_at": now + timedelta(hours=6),
    }
    return Words("暴雨橙色预警信号", "预计 6 小时内降雨 50 毫米以上。", kind="warning", category="Met", **whole | said)  # type: ignore[arg-type]


def draft(cast: Cast, words: Words) -> Bulletin:
    return actions.write(by=cast.auxiliary, room=cast.room, words=words)


class TestWhose:
    @pytest.mark.parametrize("left_out", ["issuer", "number", "level", "issued_at"])
    def test_a_warning_without_its_source_is_refused(self, cast: Cast, left_out: str) -> None:
        with pytest.raises(Missing) as missing:
            draft(cast, warning(**{left_out: None if left_out == "issued_at" else ""}))
        assert missing.value.needs == ("source",)

    def test_a_warning_has_an_end(self, cast: Cast) -> None:
        with pytest.raises(Missing) as missing:
            draft(cast, warning(expires_at=None))
        assert missing.value.needs == ("until",)

    @pytest.mark.parametrize(
        ("words", "fault"),
        [
            (Words("防汛预警", "水大。"), "own_word"),
            (Words("水大", "水大。", "Official warning", "High water."), "own_word"),
            (Words("水大", "现发布暴雨红色预警。"), "own_word"),
            (Words("水大", "水大。", level="1"), "own_source"),
            (Words("水大", "水大。", number=NUMBER), "own_source"),
        ],
    )
    def test_the_rooms_own_is_no_warning(self, cast: Cast, words: Words, fault: str) -> None:
        with pytest.raises(Missing) as missing:
            draft(cast, words)
        assert missing.value.needs == (fault,)

    def test_the_table_itself_refuses_one_without_source(self, cast: Cast) -> None:
        made = draft(cast, warning())
        with pytest.raises(IntegrityError), transaction.atomic():
            Bulletin.objects.filter(pk=made.pk).update(number="")

    def test_a_tip_may_speak_of_warnings_in_its_text(self) -> None:
        assert (
            relaying.faults(
                kind="tip", titles=("听广播",), texts=("听到预警就上楼。",), source=("", "", "", None), until=None
            )
            == ()
        )


class TestPersonal:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("嫌疑人张三军在逃，电话13812345678。", ["张三军", "13812345678"]),
            ("事主李秀英，女，住3号楼2单元。", ["李秀英", "3号楼2单元"]),
            ("车牌豫C·12345，卡号6222 0212 3456 7890 123。", ["豫C·12345", "6222 0212 3456 7890 123"]),
            ("身份证410381199001011234", ["410381199001011234"]),
            ("受害人王小明报警。", ["王小明"]),
            ("The suspect Zhang Wei is gone.", ["Zhang Wei"]),
            ("嫌疑人某某已抓获，受害人李某报警。", []),
            ("拿不准打 96110 或 110，损失 12000 元。", []),
            ("凡是退款先要您转钱的，都是骗子。", []),
        ],
    )
    def test_what_looks_personal_is_pointed_out(self, text: str, found: list[str]) -> None:
        assert redacting.findings(text) == found

    def test_the_rooms_own_telephone_is_for_everybody(self) -> None:
        assert redacting.findings("打 0379-67891234", own_phone="0379-67891234") == []

    def test_each_is_struck_or_passed_with_a_reason_before_it_goes_out(self, cast: Cast) -> None:
        made = draft(cast, Words("找人", "嫌疑人张三军，电话13812345678，派出所电话13900001111。"))
        with pytest.raises(Missing) as missing:
            actions.release(by=cast.officer, bulletin=made)
        assert missing.value.needs == ("redacted",)
        actions.strike(by=cast.auxiliary, bulletin=made, said="张三军")
        actions.strike(by=cast.auxiliary, bulletin=made, said="13812345678")
        with pytest.raises(Missing):
            actions.let_stand(by=cast.officer, bulletin=made, said="13900001111", reason=" ")
        actions.let_stand(by=cast.officer, bulletin=made, said="13900001111", reason="派出所公开电话")
        assert actions.release(by=cast.officer, bulletin=made).text == "嫌疑人×××，电话×××，派出所电话13900001111。"
        with pytest.raises(NotAllowedNow):
            actions.strike(by=cast.officer, bulletin=made, said="13900001111")


def test_an_update_hangs_in_the_place_of_the_first(cast: Cast) -> None:
    first = actions.release(by=cast.officer, bulletin=draft(cast, Words("水大", "别下河。")))
    second = draft(cast, Words("水退了", "可以走桥。", updates=first))
    actions.release(by=cast.officer, bulletin=second)
    first.refresh_from_db()
    assert (first.state, first.taken_down_because) == ("taken_down", "水退了")


def test_only_what_is_urgent_goes_to_phones(cast: Cast) -> None:
    now = timezone.now()
    Phone.objects.create(
        room=cast.room,
        endpoint_lookup="x",
        address_sealed="x",
        language="en",
        agreed_at=now,
        expires_at=now + timedelta(1),
    )
    actions.release(by=cast.officer, bulletin=draft(cast, Words("水大", "别下河。")))
    urgent = draft(cast, Words("水更大", "别下河。", "More water", "Keep away from the river.", is_urgent=True))
    actions.release(by=cast.officer, bulletin=urgent)
    notice = Notice.objects.get(channel="push")
    assert notice.link.endswith(f"/b/{urgent.short}")
    assert notice.urgent
    assert "More water" in notice.subject, "in the language that the phone chose"
    assert "Keep away" in notice.body
