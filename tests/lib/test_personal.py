"""Numbers of people and houses are seen in a text; money, measures and dates are left alone."""

import pytest

from shouwang.lib.personal import spans
from shouwang.lib.text import in_common


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("电话13800138000，赔8000000元", ["13800138000"]),
        ("打13800138000元旦前有效", ["13800138000"]),
        ("车豫C12345停在12号院门口", ["豫C12345", "12号院"]),
        ("微信号:lamp_2026，邮箱 lamp@example.cn", ["号:lamp_2026", "lamp@example.cn"]),
        ("3月12号下午，2026-03-12，2023-2024年", []),
        ("12号下午去的", []),
        ("面积12000000平方米，12000000斤粮", []),
        ("3组12号", ["12号"]),
        ("住8栋2单元301室", ["8栋2单元301室"]),
        ("四至见第0001234号证", ["第0001234号"]),
    ],
)
def test_what_is_found_and_what_not(text: str, found: list[str]) -> None:
    texts = [text[start:end] for start, end in spans(text)]
    assert [one for one in texts if not any(one != other and one in other for other in texts)] == found


def test_two_texts_share_their_longest_pieces_without_grammar_at_the_ends() -> None:
    assert list(in_common("他家的屋檐水和院墙", "的屋檐水流到院墙")) == ["屋檐水", "院墙"]
    assert list(in_common("一二三", "三二一")) == []
