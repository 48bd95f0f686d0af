"""Found by what was said, in scope only."""

import pytest

from shouwang.kernel.matters import queries, search
from shouwang.kernel.matters.actions import editing, talk
from tests.cast import Cast
from tests.kernel.matters.bringing import bring


@pytest.mark.parametrize("words", ["路灯", "看不见路", "灯", "HW-", "村口 三天"])
def test_what_stands_in_the_text_is_found(cast: Cast, words: str) -> None:
    matter = bring(cast.room).matter
    assert list(search.find(queries.visible(cast.officer), words)) == [matter]


@pytest.mark.parametrize("words", ["灯路", "路灯很亮", "路灯 夜市", "", '"', "NEAR(", "*"])
def test_what_does_not_stand_there_is_not(cast: Cast, words: str) -> None:
    bring(cast.room)
    assert not search.find(queries.visible(cast.officer), words).exists()


def test_another_rooms_matters_are_not_found(cast: Cast) -> None:
    bring(cast.next_room)
    assert not search.find(queries.visible(cast.officer), "路灯").exists()


def test_words_said_later_are_found_and_words_taken_out_are_not(cast: Cast) -> None:
    matter = bring(cast.room, where="东口").matter
    talk.note(by=cast.officer, matter=matter, text="变压器烧了")
    editing.revise(by=cast.officer, matter=matter, base={"where": "东口"}, yours={"where": "西口"})
    scope = queries.visible(cast.officer)
    assert search.find(scope, "变压器").exists()
    assert search.find(scope, "西口").exists()
    assert not search.find(scope, "东口").exists()


def test_the_newest_comes_first(cast: Cast) -> None:
    matters = [bring(cast.room).matter for _ in range(3)]
    assert list(search.find(queries.visible(cast.officer), "路灯")) == matters[::-1]
