"""One text becomes pieces by plain rules: what each way needs of it."""

import pytest

from shouwang.systems.outreach import pieces
from shouwang.systems.outreach.relaying import claims_to_warn

TEXT = (
    "近日有人冒充银行客服打电话，说您的账户有问题，要您把钱转到安全账户。"
    "银行和公安都没有安全账户。接到这样的电话，先挂断，再打96110问清楚。"
    "验证码谁也不要告诉。陌生链接不要点开。"
)
TOLD = pieces.Told("没有安全账户", TEXT, "河湾村警务室", "0379-5550101", is_fraud=True)


def test_the_script_says_who_speaks_and_the_number_twice_within_a_minute() -> None:
    said = pieces.script(TOLD)
    assert said.startswith("村民朋友们，这里是河湾村警务室。没有安全账户。")
    assert said.endswith("有事请打96110，再说一遍，96110。")
    assert pieces.seconds(said) <= 60
    assert max(len(one) for one in said.replace("。", "\n").split("\n")) <= 40


def test_a_script_always_says_at_least_one_sentence_of_the_text() -> None:
    assert "长" * 300 in pieces.script(pieces.Told("题", "长" * 300 + "。短句。", "警务室"))


def test_a_relayed_warning_is_said_with_its_source_and_number() -> None:
    told = pieces.Told("暴雨预警", "今晚有暴雨。", "河湾村警务室", source="县气象台", number="2026-017")
    for way in ("speaker", "wechat"):  # of a bulletin it hangs beside the words
        assert "县气象台" in pieces.piece(way, told)
        assert "2026-017" in pieces.piece(way, told)


def test_a_poster_has_four_points_and_a_slide_says_what_to_do() -> None:
    assert pieces.poster(TOLD).split("\n") == [
        "没有安全账户",
        "近日有人冒充银行客服打电话，说您的账户有问题，要您把钱转到安全账户",
        "银行和公安都没有安全账户",
        "接到这样的电话，先挂断，再打96110问清楚",
        "验证码谁也不要告诉",
    ]
    assert pieces.slide(TOLD) == "接到这样的电话，先挂断，再打96110问清楚。验证码谁也不要告诉。陌生链接不要点开。"
    missing = pieces.Told("寻人", "李某，七十岁，今早走失。看到的人请马上打110。", "警务室")
    assert pieces.slide(missing) == "看到的人请马上打110。"
    assert pieces.slide(pieces.Told("题", "今晚停水。", "警务室")) == "今晚停水。"
    assert pieces.slide(pieces.Told("题", "", "警务室")) == "题"


def test_a_film_ends_with_whom_to_ring() -> None:
    assert pieces.film(TOLD).split("\n\n")[-1] == "有事请打 96110"
    assert len(pieces.film(TOLD).split("\n\n")) <= pieces.MOST_SLIDES + 1


@pytest.mark.parametrize(
    ("text", "is_fraud", "call"),
    [
        ("火情请打119。", False, "119"),
        ("小心。", True, "96110"),
        ("小心。", False, "0379-5550101"),
        ("号1101", True, "96110"),
        ("骗走120万元，新增志愿者120人。", True, "96110"),
        ("今年110起火情。请打 119。", False, "119"),
    ],
)
def test_the_number_said_is_the_one_of_the_text(text: str, is_fraud: bool, call: str) -> None:
    assert pieces.call_of(pieces.Told("题", text, "室", "0379-5550101", is_fraud=is_fraud)) == call


def test_only_governments_warn() -> None:
    assert claims_to_warn("诈骗预警")
    assert claims_to_warn("Storm warning")
    assert claims_to_warn("Red alert for the valley")
    assert claims_to_warn("提示", "现发布暴雨橙色预警，请注意")
    assert not claims_to_warn("提示", "96110 是预警劝阻电话，一定要接。")
