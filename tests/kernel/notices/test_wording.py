"""The wordings: no two of one name, no place left empty, the same places in both languages."""

import re

import pytest
from django.utils import translation

from shouwang.kernel.notices import wording

PLACE = re.compile(r"%\((\w+)\)s")


def test_two_wordings_of_one_name_are_refused() -> None:
    wording.register("robot.test.twin", subject="a", body="b")
    wording.register("robot.test.twin", subject="a", body="b")
    with pytest.raises(ValueError, match=r"robot\.test\.twin"):
        wording.register("robot.test.twin", subject="a", body="c")
    del wording.WORDINGS["robot.test.twin"]


@pytest.mark.parametrize("key", sorted(wording.WORDINGS))
def test_both_languages_have_the_same_places(key: str) -> None:
    said = wording.WORDINGS[key]
    places = []
    for language in ("en", "zh-hans"):
        with translation.override(language):
            places.append(set(PLACE.findall(f"{said.subject} {said.body}")))
    assert places[0] == places[1]


def test_a_percent_sign_in_a_word_is_only_a_percent_sign() -> None:
    subject, _ = wording.write("robot.test", {"room": "100%(room)s%"}, "en")
    assert subject == "Test from 100%(room)s%"
