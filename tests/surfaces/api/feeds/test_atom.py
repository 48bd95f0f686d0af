"""The Atom feed as RFC 4287 wants it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from shouwang.surfaces.api.feeds.atom import Entry, Feed, build

NOW = datetime(2026, 3, 3, 4, 0, tzinfo=UTC)
FEED = Feed(
    "河湾村警务室",
    "https://room.invalid/feeds/HW/bulletins.atom",
    "https://room.invalid/HW/",
    "河湾村警务室",
    "zh-hans",
    NOW,
)
XML = {"a": "http://www.w3.org/2005/Atom"}


def entry(title: str = "河边水急", text: str = "请不要下河。") -> Entry:
    return Entry("urn:uuid:0190-1", title, text, "https://room.invalid/HW/#0190-1", NOW, NOW)


def read(entries: list[Entry]) -> etree._Element:
    return etree.fromstring(build(FEED, entries))


def texts(root: etree._Element, path: str) -> list[str]:
    return [str(found) for found in root.xpath(path, namespaces=XML)]


@pytest.mark.parametrize("entries", [[], [entry()]])
def test_the_feed_has_what_every_feed_must_have(entries: list[Entry]) -> None:
    root = read(entries)
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    assert texts(root, "a:id/text()") == [FEED.url]
    assert texts(root, "a:title/text()") == ["河湾村警务室"]
    assert texts(root, "a:author/a:name/text()") == ["河湾村警务室"]
    assert texts(root, "a:link[@rel='self']/@href") == [FEED.url]
    assert texts(root, "a:link[@rel='alternate']/@href") == [FEED.home]


def test_a_feed_that_did_not_change_is_the_same_to_the_byte() -> None:
    assert texts(read([]), "a:updated/text()") == ["2026-03-03T04:00:00+00:00"]
    assert build(FEED, []) == build(FEED, [])


def test_an_entry_has_what_every_entry_must_have() -> None:
    root = read([entry()])
    assert texts(root, "a:entry/a:id/text()") == ["urn:uuid:0190-1"]
    assert texts(root, "a:entry/a:published/text()") == ["2026-03-03T04:00:00+00:00"]
    assert texts(root, "a:entry/a:updated/text()") == ["2026-03-03T04:00:00+00:00"]
    assert texts(root, "a:entry/a:link[@rel='alternate']/@href") == ["https://room.invalid/HW/#0190-1"]


def test_what_was_typed_is_never_markup() -> None:
    root = read([entry("<b>&amp;", "<script>alert(1)</script>\n二")])
    assert texts(root, "a:entry/a:title/text()") == ["<b>&amp;"]
    [summary] = root.xpath("a:entry/a:summary", namespaces=XML)
    assert summary.get("type") == "html"
    assert summary.text == "<p>&lt;script&gt;alert(1)&lt;/script&gt;<br>二</p>"


@given(title=st.text(max_size=40), text=st.text(max_size=200))
def test_whatever_is_typed_it_stays_xml(title: str, text: str) -> None:
    assert len(read([entry(title, text)]).findall("a:entry", XML)) == 1
