"""Closed disputes that are like one: found, in the right order, with a reason, and gone without a trace."""

import csv
import math
from collections import Counter, defaultdict
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shouwang.lib.grams import gram_of
from shouwang.systems.mediation.precedent import Entry, Memory, Reason, add, find, read, reasons, take_out
from shouwang.systems.mediation.precedent.finding import BY_LENGTH, SATURATION
from shouwang.systems.mediation.precedent.reading import share, term_of
from shouwang.systems.mediation.precedent.shelf import BLOCK
from shouwang.systems.mediation.precedent.words import OF_WORD, SAME

with (Path(__file__).parent / "disputes.csv").open(encoding="utf-8", newline="") as _stream:
    DISPUTES = list(csv.DictReader(_stream))
DRIP = "两家前后院，前院房上的水流到后院墙根"
TEXTS = [DRIP, "借了三万块钱不还", "狗咬了人，要赔药费", "屋檐水滴到隔壁墙上", "欠条上写明年底还钱"]


def shelf_of(texts: list[str], kinds: list[int] | None = None) -> Memory:
    shelf = Memory()
    add(shelf, [Entry(at, read(text), kinds[at] if kinds else 0) for at, text in enumerate(texts)])
    return shelf


def numbers(shelf: Memory, text: str, kind: int = 0) -> list[int]:
    return [hit.number for hit in find(shelf, read(text), kind=kind, enough=0).found]


def test_other_words_for_the_same_thing_find_it() -> None:
    shelf = shelf_of(TEXTS)
    assert numbers(shelf, "房檐的排水冲坏山墙")[:2] in ([0, 3], [3, 0])
    assert set(numbers(shelf, "拿着借据要账，一直没还清")[:2]) == {1, 4}


@pytest.mark.parametrize("part", ["first", "later", "last"])
def test_the_same_quarrel_told_by_another_is_among_the_five_likest(part: str) -> None:
    shelf = shelf_of([one["facts"] for one in DISPUTES], [int(one["type"][1:]) for one in DISPUTES])
    found = wanted = 0
    for number, one in enumerate(DISPUTES):
        mates = {at for at, other in enumerate(DISPUTES) if other["alike"] == one["alike"]} - {number}
        if one["set"] == part:
            five = [at for at in numbers(shelf, one["facts"], int(one["type"][1:])) if at != number][:5]
            found, wanted = found + len(mates & set(five)), wanted + len(mates)
    assert found / wanted >= {"first": 0.9, "later": 0.8, "last": 0.9}[part]


def test_a_type_moves_up_but_does_not_decide() -> None:
    shelf = shelf_of(["两家为院墙吵架", "两家为院墙吵架", "狗咬了人"], [2, 3, 3])
    assert numbers(shelf, "院墙占了地", 2)[0] == 0
    assert numbers(shelf, "院墙占了地", 3)[0] == 1
    assert numbers(shelf, "狗咬伤腿", 2) == [2]


def test_what_shares_too_little_is_not_shown() -> None:
    shelf = shelf_of(TEXTS)
    assert find(shelf, read("评低保没有评上，找组长拍桌子说理，组长要他拿证据，后来到镇上反映")).found == ()
    assert find(Memory(), read(DRIP)).found == ()
    assert find(shelf, read("甲说，乙认为。")).found == ()
    assert find(shelf, read("彗星"), kind=2).found == ()


def test_amounts_dates_and_signs_of_parties_make_nothing_alike() -> None:
    assert read("甲要求乙赔偿3000元").pairs() == read("丙要求丁赔偿8万元").pairs()


def test_the_score_is_bm25() -> None:
    shelf, asked = shelf_of(TEXTS), read(DRIP)
    held = [dict(read(text).pairs()) for text in TEXTS]
    average = sum(sum(one.values()) for one in held) / len(held)
    by_hand: dict[int, float] = defaultdict(float)
    for term, part in zip(asked.grams.tolist(), share(asked.grams).tolist(), strict=True):
        having = sum(term in one for one in held)
        rarity = math.log1p((len(held) - having + 0.5) / (having + 0.5)) * part
        for number, one in enumerate(held):
            if times := one.get(term, 0):
                length = 1 - BY_LENGTH + BY_LENGTH * sum(one.values()) / average
                by_hand[number] += rarity * times / (times + SATURATION * length)
    hits = find(shelf, asked, enough=0).found
    assert [hit.number for hit in hits] == sorted(by_hand, key=lambda number: -by_hand[number])
    scale = by_hand[0] / hits[0].likeness
    assert [hit.likeness * scale for hit in hits] == pytest.approx([by_hand[hit.number] for hit in hits])


ENTRIES = st.lists(
    st.tuples(st.integers(0, 3 * BLOCK), st.text("井墙水狗地树借钱", min_size=1, max_size=9)),
    max_size=12,
    unique_by=lambda one: one[0],
)


@settings(max_examples=40)
@given(ENTRIES, st.randoms(use_true_random=False))
def test_one_by_one_in_any_order_makes_the_same_index_as_all_at_once(
    told: list[tuple[int, str]], chance: Random
) -> None:
    entries = [Entry(number, read(text), 2) for number, text in told]
    at_once, one_by_one = Memory(), Memory()
    add(at_once, entries)
    chance.shuffle(entries)
    for entry in entries:
        add(one_by_one, [Entry(entry.number, read("旧的"))])
        add(one_by_one, [entry])
    assert one_by_one.rows == at_once.rows


@settings(max_examples=40)
@given(ENTRIES, ENTRIES)
def test_what_is_taken_out_leaves_no_trace(kept: list[tuple[int, str]], gone: list[tuple[int, str]]) -> None:
    numbers = {number for number, _ in kept}
    gone = [(number, text) for number, text in gone if number not in numbers]
    alone, both = Memory(), Memory()
    add(alone, [Entry(number, read(text)) for number, text in kept])
    add(both, [Entry(number, read(text)) for number, text in kept + gone])
    take_out(both, [number for number, _ in gone])
    assert both.rows == alone.rows


def test_reasons_are_the_words_of_both_or_their_words_for_one_thing() -> None:
    shelf = shelf_of([*TEXTS, "乙家新房的雨水流到甲家老宅的后墙"])
    asked = "宅基地紧挨着，屋檐水泡坏后墙"
    weights = find(shelf, read(asked), enough=0).weights
    told = reasons(asked, "乙家新房的雨水流到甲家老宅的后墙", weights)
    assert set(told) == {Reason("后墙", "后墙"), Reason("屋檐水", "雨水"), Reason("宅基地", "老宅")}
    assert {one.is_same for one in told} == {True, False}


def test_where_only_single_characters_are_shared_those_are_the_reason() -> None:
    texts = ["新打的井没有水", "树挡了路", "猪跑了"]
    weights = find(shelf_of(texts), read("老井干了"), enough=0).weights
    assert reasons("老井干了", texts[0], weights) == (Reason("井", "井"),)
    assert reasons("老井干了", texts[2], weights) == ()


def test_every_thing_has_a_number_of_its_own_and_every_word_one_thing() -> None:
    words = [word for line in SAME for word in line]
    assert [word for word, times in Counter(words).items() if times > 1] == []
    terms = [term_of(line[0]) for line in SAME]
    assert len(set(terms)) == len(SAME)
    assert not {gram_of(word[:2]) for word in OF_WORD} & set(terms)
    assert all(0 < term < 2**63 for term in terms)


def test_of_equal_ones_the_newest_come_first_and_no_more_than_asked_for() -> None:
    shelf = shelf_of([DRIP] * 9 + ["房上的水"])
    assert [hit.number for hit in find(shelf, read(DRIP), most=3, enough=0).found] == [8, 7, 6]
