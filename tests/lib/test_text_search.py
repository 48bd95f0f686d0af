"""Searching finds exactly the texts that contain what was typed, whatever is typed."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from shouwang.lib.text import (
    FTS5_TOKENIZER,
    folded,
    index_words,
    postgres_tsquery,
    query_phrases,
    sqlite_match,
)
from tests.real import MESSAGES, needs_messages

hostile = st.text(alphabet=st.sampled_from("\"'*^:()-+{}&|!<>\\\x00%_ANDORNOT河湾村路a1 \n，　")) | st.text(
    st.characters()
)


class Index:
    """A contentless FTS5 table of texts."""

    def __init__(self, texts: list[str]) -> None:
        self.connection = sqlite3.connect(":memory:")
        self.connection.execute(
            f"CREATE VIRTUAL TABLE found USING fts5(words, content='', tokenize='{FTS5_TOKENIZER}')"
        )
        rows = [(place, index_words(text)) for place, text in enumerate(texts)]
        self.connection.executemany("INSERT INTO found (rowid, words) VALUES (?, ?)", rows)

    def find(self, query: str) -> set[int]:
        rows = self.connection.execute("SELECT rowid FROM found WHERE found MATCH ?", [sqlite_match(query)])
        return {place for (place,) in rows}


@pytest.fixture(scope="module")
def small() -> Iterator[Index]:
    index = Index(["河湾村路灯坏了", "A7县a75路", "iphone，7", "iphone7", "一", "wi-fi 坏了", "AND OR NOT NEAR"])
    yield index
    index.connection.close()


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("路灯", {0}),
        ("灯路", set()),
        ("了", {0, 5}),
        ("河", {0}),
        ("一", {4}),
        ("坏了 河湾", {0}),
        ("a7", {1}),
        ("a75路", {1}),
        ("县a75", {1}),
        ("iphone 7", {2}),
        ("iphone-7", {2}),
        ("iphone", {2, 3}),
        ("WI-FI", {5}),
        ("wifi", set()),
        ("not", {6}),
        ("near", {6}),
        ("", set()),
        ('"', set()),
    ],
)
def test_a_query_finds(small: Index, query: str, places: set[int]) -> None:
    assert small.find(query) == places


@given(hostile)
def test_no_input_breaks_the_query(query: str) -> None:
    index = Index(["河湾村路灯a1"])
    assert index.find(query) <= {0}
    index.connection.close()


@pytest.mark.parametrize("query", ["河 " * 5000, "河湾" * 5000, "a" * 5000, "a1河 " * 5000, "-".join("ab" * 5000)])
def test_no_length_breaks_the_query(small: Index, query: str) -> None:
    assert small.find(query) <= set(range(7))
    assert len(postgres_tsquery(query)) < 50_000


@given(st.lists(st.text(alphabet="河湾村路a1，", max_size=12), min_size=1, max_size=8), st.data())
@settings(max_examples=200)
def test_chinese_is_found_where_it_stands_and_only_there(texts: list[str], data: st.DataObject) -> None:
    query = data.draw(st.text(alphabet="河湾村路", min_size=1, max_size=4))
    index = Index(texts)
    assert index.find(query) == {place for place, text in enumerate(texts) if query in text}
    index.connection.close()


@given(hostile)
def test_a_postgresql_query_is_made_of_quoted_words_only(query: str) -> None:
    expression = postgres_tsquery(query)
    assert bool(expression) == bool(query_phrases(query))
    words = expression.replace(" & ", " ").replace(" <-> ", " ").replace(":*", "").replace("(", "").replace(")", "")
    for word in words.split():
        assert word[0] == word[-1] == "'"
        assert not set(word[1:-1]) & set("'\\&|!<>()*: ")


def test_a_postgresql_query_says_phrases_and_prefixes() -> None:
    assert postgres_tsquery("河湾村 a7县") == "('河湾' <-> '湾村') & ('a7' <-> '县':*)"


PLACES = ("东口", "村委会门前", "河滩码头", "菜园巷", "小学门口", "１２号院", "A7县河湾镇")
THINGS = ("路灯坏了", "井盖松了", "垃圾没人收", "水管漏水", "有人放音响", "护栏一推就晃", "接到说要退款的电话")
SINCE = ("\n\t\t\t三天了，", "从昨天晚上开始，", "已经一个星期；\t", "每天都这样。", "下雨以后更严重，")
PLEASE = ("请来看看。", "孩子放学看不见路。", "希望早点处理！", "麻烦给个答复。\n\t\t")


def test_in_invented_messages_search_agrees_with_looking_through_all_of_them() -> None:
    draw = random.Random(7)
    parts = (PLACES, THINGS, SINCE, PLEASE)
    agrees_with_looking(["".join(draw.choice(part) for part in parts) for _ in range(800)])


@needs_messages
def test_in_real_messages_search_agrees_with_looking_through_all_of_them() -> None:
    with closing(load_workbook(MESSAGES, read_only=True)) as book:
        rows = book.worksheets[0].iter_rows(min_row=2, values_only=True)
        texts = [f"{row[2]}\n{row[4]}" for row in rows]
    agrees_with_looking(texts)


def agrees_with_looking(texts: list[str]) -> None:
    flat = [folded(text) for text in texts]
    index = Index(texts)
    draw = random.Random(8)
    for length in (1, 2, 3, 4, 8):
        queries = 0
        while queries < 60:
            text = draw.choice(flat)
            start = draw.randrange(len(text))
            query = text[start : start + length]
            if len(query) == length and all("\u4e00" <= sign <= "\u9fff" for sign in query):
                queries += 1
                assert index.find(query) == {place for place, one in enumerate(flat) if query in one}, query
    index.connection.close()
