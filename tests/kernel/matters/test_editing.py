"""Two people at one matter: both keep their words."""

import pytest

from shouwang.kernel.matters import lifecycle
from shouwang.kernel.matters.actions import editing
from tests.cast import Cast
from tests.kernel.matters.bringing import bring


def test_two_officers_changing_two_fields_both_keep_their_words(cast: Cast) -> None:
    matter = bring(cast.room, where="东口").matter
    base = {"title": matter.title, "where": "东口"}
    editing.revise(by=cast.officer, matter=matter, base=base, yours=base | {"where": "东口大槐树"})
    after = editing.revise(by=cast.auxiliary, matter=matter, base=base, yours=base | {"title": "路灯不亮"})
    assert (after.where, after.title) == ("东口大槐树", "路灯不亮")


def test_two_officers_changing_one_field_are_both_shown_and_nothing_is_lost(cast: Cast) -> None:
    matter = bring(cast.room, where="东口").matter
    editing.revise(by=cast.officer, matter=matter, base={"where": "东口"}, yours={"where": "东口北边"})
    with pytest.raises(editing.Clashes) as caught:
        editing.revise(by=cast.auxiliary, matter=matter, base={"where": "东口"}, yours={"where": "东口南边"})
    assert caught.value.clashes == [editing.Clash("where", "东口", "东口北边", "东口南边")]
    matter.refresh_from_db()
    assert matter.where == "东口北边"


def test_the_same_change_twice_is_no_quarrel(cast: Cast) -> None:
    matter = bring(cast.room, where="东口").matter
    for officer in (cast.officer, cast.auxiliary):
        editing.revise(by=officer, matter=matter, base={"where": "东口"}, yours={"where": "西口"})
    assert matter.entries.filter(verb="revise").count() == 1


def test_a_field_with_a_verb_of_its_own_cannot_be_edited(cast: Cast) -> None:
    with pytest.raises(KeyError):
        editing.revise(by=cast.officer, matter=bring(cast.room).matter, base={"state": "x"}, yours={"state": "closed"})


def test_only_a_public_topic_can_be_published_and_only_in_new_words(cast: Cast) -> None:
    secret, light = bring(cast.room, topic="fraud").matter, bring(cast.room).matter
    with pytest.raises(lifecycle.NotAllowedNow):
        editing.publish(by=cast.officer, matter=secret, public_text="有人被骗")
    with pytest.raises(lifecycle.Missing):
        editing.publish(by=cast.officer, matter=light, public_text=" ")
    assert editing.publish(by=cast.officer, matter=light, public_text="村口路灯在修").published_at
    assert editing.unpublish(by=cast.officer, matter=light).public_text == ""
