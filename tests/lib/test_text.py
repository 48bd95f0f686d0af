"""Text is cut into words the same way for index and query, highlighted, and made tidy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwang.lib.text import BREAK, bigrams, by_sound, excerpt, folded, index_words, plain, query_phrases


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("河湾村", ["河湾", "湾村"]),
        ("村", ["村"]),
        ("A7县的Ｗi-Fi", ["a7", "县的", "wi", "fi"]),
        ("二〇二〇年", ["二〇", "〇二", "二〇", "〇年"]),
        ("你好，世界", ["你好", "世界"]),
        ("\U00020bb7野家", ["\U00020bb7野", "野家"]),
        ("……！", []),
        ("", []),
    ],
)
def test_chinese_becomes_pairs_and_other_words_stay_whole(text: str, words: list[str]) -> None:
    assert bigrams(text) == words


def test_the_index_has_the_last_character_alone_and_breaks_between_what_is_apart() -> None:
    assert index_words("河湾村A7县, b") == f"河湾 湾村 村 a7 县 {BREAK} b"


@pytest.mark.parametrize(
    ("typed", "phrases"),
    [
        ("河湾村", [["河湾", "湾村"]]),
        ("村", [["村*"]]),
        ("河湾 噪音", [["河湾"], ["噪音"]]),
        ("河湾　噪音", [["河湾"], ["噪音"]]),
        ("河湾A7", [["河湾", "湾", "a7*"]]),
        ("A7县", [["a7", "县*"]]),
        ("2020-01", [["2020", BREAK, "01*"]]),
        ("，。！ ", []),
    ],
)
def test_blanks_part_phrases_and_the_end_may_go_on(typed: str, phrases: list[list[str]]) -> None:
    assert query_phrases(typed) == phrases


def joined(text: str, query: str, width: int = 60) -> str:
    return "".join(f"[{part}]" if is_hit else part for part, is_hit in excerpt(text, query, width))


@pytest.mark.parametrize(
    ("text", "query", "shown"),
    [
        ("村口路灯坏了", "路灯", "村口[路灯]坏了"),
        ("村口路灯坏了", "路灯 村", "[村]口[路灯]坏了"),
        ("ＡＢＣ路", "abc", "[ＡＢＣ]路"),
        ("面积㎡不对", "m2", "面积[㎡]不对"),
        ("路灯路灯", "路灯", "[路灯路灯]"),
        ("路灯", "灯泡", "路灯"),
        ("2020/01/02", "2020-01", "[2020]/[01]/02"),
        ("一\n\t二", "二", "一  [二]"),
        ("一二", "。", "一二"),
        ("", "路灯", ""),
    ],
)
def test_hits_are_marked_where_they_stand(text: str, query: str, shown: str) -> None:
    assert joined(text, query) == shown


def test_a_long_text_is_cut_around_the_first_hit() -> None:
    text = "前" * 100 + "路灯" + "后" * 100
    assert joined(text, "路灯", 20) == "…" + "前" * 5 + "[路灯]" + "后" * 13 + "…"
    assert joined(text, "没有", 20) == "前" * 20 + "…"


@given(st.text(), st.text(), st.integers(1, 80))
def test_an_excerpt_is_part_of_its_text(text: str, query: str, width: int) -> None:
    parts = excerpt(text, query, width)
    shown = "".join(part for part, _ in parts).removeprefix("…").removesuffix("…")
    assert len(shown) <= width + 2
    assert "".join(" " if c.isspace() else c for c in shown.strip("…")) in "".join(
        " " if c.isspace() else c for c in text
    )


@given(st.text(alphabet="路灯坏了ab1，。 \n", min_size=1), st.data())
def test_what_was_cut_from_a_text_is_marked_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    query = text[start : start + data.draw(st.integers(1, 6))]
    hits = [part for part, is_hit in excerpt(text, query, len(text)) if is_hit]
    assert bool(hits) == bool(query_phrases(query))


@pytest.mark.parametrize(
    ("text", "tidy"),
    [
        (
            "\n\t\t\t\t尊敬的书记：\r\n\t您好！\t\t路灯 \u3000坏了。\n\n\n\n谢谢\n",
            "尊敬的书记：\n您好！ 路灯 坏了。\n\n谢谢",
        ),
        ("a\x00b\x08c", "abc"),
        ("\u202eevil\u202c\u200b\ufeff\u2066x", "evilx"),
        ("一\u2028二\x0b三\x85四", "一\n二\n三\n四"),
        ("坏\ud800了\uffff", "坏了"),
        ("👍🏽 ok", "👍🏽 ok"),
        (" \u200b\n ", ""),
    ],
)
def test_imported_text_is_made_tidy(text: str, tidy: str) -> None:
    assert plain(text) == tidy


@given(st.text(st.characters()))
def test_tidy_text_stays_and_can_be_stored(text: str) -> None:
    tidy = plain(text)
    assert plain(tidy) == tidy
    tidy.encode()


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


def test_names_stand_as_a_dictionary_has_them() -> None:
    assert sorted(["渡口", "柳树湾", "A 口", "白石滩", "大槐树"], key=by_sound) == [
        "A 口",
        "白石滩",
        "大槐树",
        "渡口",
        "柳树湾",
    ]
