"""WeCom's limits are bytes: nothing over, nothing lost, no character broken."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwang.kernel.notices.channels.cutting import cut
from shouwang.kernel.notices.channels.wecom.messages import defused, messages

ANY = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=3000)


def content(message: dict[str, object]) -> str:
    inner = message[str(message["msgtype"])]
    assert isinstance(inner, dict)
    return str(inner["content"])


@given(text=ANY, most=st.integers(4, 500))
def test_pieces_put_together_are_the_text_and_none_is_too_long(text: str, most: int) -> None:
    pieces = cut(text, most)
    assert "".join(pieces) == text
    assert all(len(piece.encode()) <= most for piece in pieces)


@given(body=ANY, urgent=st.booleans())
def test_no_message_is_over_its_limit(body: str, urgent: bool) -> None:
    limit = {"text": 2048, "markdown": 4096}
    for message in messages("事项 HW-2026-0147", body, urgent=urgent):
        assert len(content(message).encode()) <= limit[str(message["msgtype"])]


def test_a_short_letter_is_one_text_without_a_number() -> None:
    [message] = messages("提醒", "请看一下。", urgent=False)
    assert message == {"msgtype": "text", "text": {"content": "提醒\n请看一下。"}}


def test_2048_bytes_fit_and_2049_do_not() -> None:
    assert len(messages("a", "b" * 2046, urgent=True)) == 1
    assert len(messages("a", "b" * 2047, urgent=True)) == 2


def test_an_urgent_letter_calls_everybody_once() -> None:
    made = messages("紧急", "字" * 1500, urgent=True)
    assert [message["msgtype"] for message in made] == ["text"] * len(made)
    called = ["mentioned_list" in message["text"] for message in made]  # type: ignore[operator]
    assert called == [True] + [False] * (len(made) - 1)


def test_a_long_letter_is_cut_at_sentence_ends_and_numbered() -> None:
    sentence = "今天下午两点在村委会开会，请带上户口本。"
    made = [content(message) for message in messages("开会", sentence * 100, urgent=False)]
    assert len(made) == 2
    assert [re.search(r" \((\d/\d)\)$", part)[1] for part in made] == ["1/2", "2/2"]  # type: ignore[index]
    assert all(re.sub(r" \(\d/\d\)$", "", part).endswith("。") for part in made)


@pytest.mark.parametrize("typed", ["# 标题", "> 引用", "[点这里](http://x.invalid)", "<font color>", "**重**"])
def test_what_somebody_typed_does_not_become_markdown(typed: str) -> None:
    assert not re.search(r"^\s*[#>]|[\[<*`]", defused(typed), re.MULTILINE)


def test_an_address_with_a_hash_stays_an_address() -> None:
    assert defused("见 https://room.invalid/m#2") == "见 https://room.invalid/m#2"
