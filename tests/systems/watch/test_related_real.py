"""Six matters among 4,326 citizens' messages; the messages may not be shipped (tests/real.py)."""

import csv
from collections import defaultdict

import pytest

from benchmarks.messages import messages
from shouwang.systems.watch.related import Report, group, learned, traits
from tests.real import FOLDER, needs_messages

pytestmark = [needs_messages, pytest.mark.slow]


@pytest.fixture(scope="module")
def suggestions() -> list[set[str]]:
    told = messages(FOLDER / "hotline" / "messages.xlsx")
    names = learned([one.title for one in told])
    reports = [Report(traits(one.text, title=one.title, gazetteer=names), one.day) for one in told]
    return [{told[number].id for number in one.members} for one in group(reports)]


def test_every_known_matter_is_one_suggestion(suggestions: list[set[str]]) -> None:
    known: dict[str, set[str]] = defaultdict(set)
    with (FOLDER / "hotline" / "groups.csv").open(encoding="utf-8", newline="") as stream:
        for name, number in list(csv.reader(stream))[1:]:
            known[name].add(number)
    found = {}
    for name, wanted in known.items():
        best = max(suggestions, key=lambda one: (len(one & wanted), -len(one)))
        found[name] = (len(best & wanted) / len(wanted), len(best & wanted) / len(best))
    assert len(found) == 6
    assert all(recall >= 0.9 and precision >= 0.9 for recall, precision in found.values()), found
