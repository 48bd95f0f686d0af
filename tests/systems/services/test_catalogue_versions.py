"""The room's own versions of the catalogue: nothing is written over, an errand keeps the one it began with."""

from dataclasses import replace
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from docx import Document
from pypdf import PdfReader

from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.papers.description import Words
from shouwang.kernel.papers.pdf import to_pdf
from shouwang.kernel.papers.word import to_docx
from shouwang.systems.services.actions import catalogue as actions
from shouwang.systems.services.actions.catalogue import ChangedMeanwhile, Draft, draft_of
from shouwang.systems.services.catalogue import BY_KEY, ERRANDS, Proxy, Sure
from shouwang.systems.services.catalogue.answering import Can, Whom, answer
from shouwang.systems.services.catalogue.called import CALLED
from shouwang.systems.services.catalogue.facts import Fact
from shouwang.systems.services.catalogue.item import Item, Part, shipped
from shouwang.systems.services.papers.sheet import MARK, sheet_of, values_of
from shouwang.systems.services.queries import catalogue
from shouwang.systems.services.queries.errands import standing
from tests.cast import Cast
from tests.systems.services import walks

COST = Fact(Words("二十元", "20 yuan"), Sure.SEEN, "户籍窗口")


def draft(cast: Cast, key: str = "card_fetch", **more: object) -> Draft:
    item = catalogue.item(cast.room, key)
    assert item
    return replace(draft_of(item), **more)  # type: ignore[arg-type]


def test_what_we_ship_is_version_0_until_the_room_changes_it(cast: Cast) -> None:
    assert [one.number for one in catalogue.items(cast.room)] == [0] * len(ERRANDS)
    facts = {**draft(cast).facts, Part.COST: (COST,)}
    made = actions.change(
        by=cast.officer, room=cast.room, key="card_fetch", seen=0, draft=draft(cast, facts=facts), why="问了"
    )
    assert (made.number, made.of(Part.COST), made.made_by, made.why) == (1, (COST,), cast.officer.name, "问了")
    assert [one.number for one in catalogue.history(cast.room, "card_fetch")] == [1, 0]
    elsewhere = catalogue.item(cast.next_room, "card_fetch")
    assert elsewhere
    assert elsewhere.number == 0


def test_an_older_version_counts_again_as_a_new_one(cast: Cast) -> None:
    hidden = replace(draft(cast, "passport"), is_offered=False)
    actions.change(by=cast.officer, room=cast.room, key="passport", seen=0, draft=hidden, why="这里不办")
    assert "passport" not in {one.key for one in catalogue.items(cast.room, offered_only=True)}
    again = actions.take_back(by=cast.officer, room=cast.room, key="passport", number=0, why="又办了")
    first = catalogue.version_of(cast.room, "passport", 0)
    assert first
    assert (again.number, dict(again.facts), again.is_offered) == (2, {p: f for p, f in first.facts.items() if f}, True)
    with pytest.raises(KeyError):
        actions.take_back(by=cast.officer, room=cast.room, key="passport", number=9, why="x")


def test_two_who_change_at_once_both_keep_theirs(cast: Cast) -> None:
    first, second = (draft(cast, name=Words(name, "Fetch")) for name in ("取证", "替取身份证"))
    actions.change(by=cast.officer, room=cast.room, key="card_fetch", seen=0, draft=first, why="甲")
    with pytest.raises(ChangedMeanwhile) as meanwhile:
        actions.change(by=cast.chief, room=cast.room, key="card_fetch", seen=0, draft=second, why="乙")
    seen = meanwhile.value.now.number
    actions.change(by=cast.chief, room=cast.room, key="card_fetch", seen=seen, draft=second, why="乙")
    assert [one.name.zh for one in catalogue.history(cast.room, "card_fetch")] == ["替取身份证", "取证", "代领身份证"]


def test_the_room_adds_its_own_and_says_why_of_what_nobody_else_may_do(cast: Cast) -> None:
    whole = draft(cast, "no_record", name=Words("电动车上牌", "E-bike plate"))
    made = actions.add(by=cast.officer, room=cast.room, draft=whole, why="乡里新规")
    assert made.is_own
    assert catalogue.items(cast.room)[-1] == made
    assert catalogue.search(catalogue.items(cast.room), "BIKE plate") == [made]
    with pytest.raises(Refused, match="lacks"):
        actions.add(by=cast.officer, room=cast.room, draft=replace(whole, proxy=Proxy.NO), why="x")
    for account in (cast.auxiliary, cast.neighbour):
        with pytest.raises(PermissionDenied):
            actions.add(by=account, room=cast.room, draft=whole, why="x")


def test_an_errand_keeps_the_version_it_began_with(cast: Cast) -> None:
    errand = walks.asked(cast)
    actions.change(
        by=cast.officer,
        room=cast.room,
        key="card_fetch",
        seen=0,
        draft=draft(cast, name=Words("取证", "Fetch")),
        why="x",
    )
    now = standing(walks.fresh(errand))
    assert now.item
    assert (now.item.number, now.item.name.zh) == (0, "代领身份证")


@pytest.mark.once
@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("我妈的身份证快过期了", "card_renew"),
        ("老人去世", "death"),
        ("孩子 上户口", "birth"),
        ("去香港", "hongkong"),
        ("身份证丢了怎么办", "card_replace"),
        ("my ID card expired", "card_renew"),
    ],
)
def test_a_neighbour_finds_a_thing_by_their_own_words(cast: Cast, typed: str, first: str) -> None:
    assert catalogue.search(catalogue.items(cast.room), typed)[0].key == first


@pytest.mark.once
def test_words_of_nothing_we_do_find_nothing(cast: Cast) -> None:
    assert catalogue.search(catalogue.items(cast.room), "修拖拉机") == []
    assert set(CALLED) == set(BY_KEY)


@pytest.mark.once
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_sheet_fits_on_one_page_in_large_type(cast: Cast, language: str) -> None:
    pages = {}
    for errand in ERRANDS:
        item = shipped(errand)
        values = values_of(item, cast.room, "2026年11月27日", language)
        pages[item.key] = len(PdfReader(BytesIO(to_pdf(sheet_of(item), values, language, large=True))).pages)
        assert (MARK in str(values)) == bool(item.unsure)
    assert pages == dict.fromkeys(pages, 1)


@pytest.mark.once
def test_the_sheet_for_word_says_the_same(cast: Cast) -> None:
    item = shipped(ERRANDS[0])
    made = Document(
        BytesIO(to_docx(sheet_of(item), values_of(item, cast.room, "今天", "zh-hans"), "zh-hans", large=True))
    )
    words = "".join(cell.text for table in made.tables for row in table.rows for cell in row.cells)
    assert all(fact.words.zh in words for fact in item.documents)


@pytest.mark.parametrize(
    ("proxy", "whom", "can_come", "first"),
    [
        (Proxy.NO, Whom.SELF, True, Can.MUST_COME),
        (Proxy.NO, Whom.FAMILY, False, Can.AT_HOME),
        (Proxy.COUNTER, Whom.FAMILY, False, Can.MUST_COME),
        (Proxy.YES, Whom.OTHER, False, Can.YES),
        (Proxy.PART, Whom.FAMILY, False, Can.PARTLY),
        (Proxy.PART, Whom.OTHER, False, Can.PARTLY),
        (Proxy.KIN, Whom.OTHER, False, Can.KIN_ONLY),
        (Proxy.KIN, Whom.FAMILY, True, Can.KIN_ONLY),
        (Proxy.ASK, Whom.SELF, True, Can.ASK),
    ],
)
def test_the_three_questions_have_one_answer(proxy: Proxy, whom: Whom, can_come: bool, first: Can) -> None:
    assert answer(proxy, whom, can_come) is first


def test_whatever_is_asked_somebody_may_be_told(cast: Cast) -> None:
    """No item of the room lacks what the four-part answer needs."""
    for item in catalogue.items(cast.room):
        assert isinstance(item, Item)
        assert all(item.of(part) for part in (Part.STEP, Part.DOCUMENT, Part.TIME))
