"""The tables of codes: whole, each code once, in both languages; every topic has its codes."""

from itertools import pairwise

import pytest
from django.db.models import TextChoices
from django.utils import translation

from shouwang.systems.mediation.codes import (
    EVENTS,
    GRADES,
    JUSTICE,
    OF_TOPICS,
    REFERRERS,
    RESULTS,
    SIZES,
    SOURCES,
    TABLES,
    Status,
    Table,
    size_of,
)
from shouwang.systems.mediation.kinds import KIND
from shouwang.systems.mediation.models import Dispute


def named(table: Table) -> str:
    return table.key


@pytest.mark.parametrize("table", TABLES, ids=named)
def test_every_code_is_there_once_below_one_that_is_there(table: Table) -> None:
    keys = [code.key for code in table.codes]
    assert len(set(keys)) == len(keys)
    assert {code.within for code in table.codes} - {""} <= set(keys)


@pytest.mark.parametrize(
    ("table", "choices"),
    [(SOURCES, Dispute.Source), (REFERRERS, Dispute.Referrer), (RESULTS, Dispute.Result), (GRADES, Dispute.Grade)],
)
def test_what_a_dispute_keeps_is_in_its_table_under_the_same_name(table: Table, choices: type[TextChoices]) -> None:
    for language in ("en", "zh-hans"):
        with translation.override(language):
            assert [(code.key, str(code.name)) for code in table.codes] == [
                (one.value, str(one.label)) for one in choices
            ]


def test_the_tables_have_keys_of_their_own() -> None:
    assert len({table.key for table in TABLES}) == len(TABLES)


@pytest.mark.parametrize("table", TABLES, ids=named)
def test_every_word_is_said_in_both_languages(table: Table) -> None:
    words = [table.name, table.source, *(code.name for code in table.codes)]
    told = {}
    for language in ("en", "zh-hans"):
        with translation.override(language):
            told[language] = [str(one) for one in words]
    assert [one for one in told["en"] if not one.isascii()] == []
    assert [
        one for one in told["zh-hans"] if not one.isdigit() and not any("\u4e00" <= sign <= "\u9fff" for sign in one)
    ] == []


def test_codes_of_events_say_by_their_digits_what_they_belong_to() -> None:
    groups = [code.key for code in EVENTS.under()]
    assert groups == [f"{number:02}" for number in range(1, 17)] + ["99"]
    for group in groups:
        members = [code.key for code in EVENTS.under(group)]
        assert [key for key in members if key[:2] != group or len(key) != 4] == []
        numbers = [int(key[2:]) for key in members if not key.endswith("99")]
        assert numbers == list(range(1, len(numbers) + 1))


def test_what_the_standard_was_not_compared_with_says_so() -> None:
    assert EVENTS.status is Status.UNVERIFIED
    confirmed = [table for table in TABLES if table.status is Status.CONFIRMED]
    with translation.override("en"):
        assert [str(table.source) for table in confirmed if "Article" not in str(table.source)] == []


def test_every_topic_has_its_type_and_a_suggested_event() -> None:
    assert [topic.key for topic in KIND.topics] == list(OF_TOPICS)
    assert sorted(one.justice for one in OF_TOPICS.values()) == sorted(JUSTICE.by_key)
    assert [one.event for one in OF_TOPICS.values() if one.event not in EVENTS.by_key] == []


def test_a_topic_and_its_type_have_the_same_name() -> None:
    for language in ("en", "zh-hans"):
        with translation.override(language):
            assert [
                topic.key
                for topic in KIND.topics
                if str(topic.name) != str(JUSTICE.name_of(OF_TOPICS[topic.key].justice))
            ] == []


def test_a_code_that_is_gone_is_shown_as_it_was_stored() -> None:
    assert JUSTICE.name_of("J77") == "J77"


@pytest.mark.parametrize(("people", "size"), [(2, "below-50"), (49, "below-50"), (50, "50-100"), (100, "50-100")])
def test_people_fall_into_the_returns_classes(people: int, size: str) -> None:
    assert size_of(people) == size


def test_the_upper_classes_leave_no_gap() -> None:
    order = [code.key for code in SIZES.codes]
    found = [order.index(size_of(people)) for people in range(2_000)]
    assert all(before <= after <= before + 1 for before, after in pairwise(found))
    assert (size_of(101), size_of(500), size_of(501)) == ("101-500", "101-500", "above-500")
