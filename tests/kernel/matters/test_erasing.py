"""Forgetting a person."""

from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.matters import queries, search
from shouwang.kernel.matters.actions import erasing, intake, talk
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Person
from tests.cast import Cast
from tests.kernel.matters.bringing import bring


def test_a_person_is_gone_from_every_place_and_the_count_stays(cast: Cast) -> None:
    reporter = intake.Reporter(name="钱多多", phone="13800000000")
    matter = bring(cast.room, text="我是钱多多，电话13800000000，灯坏了", reporter=reporter).matter
    talk.note(by=cast.officer, matter=matter, text="给钱多多回了电话")
    assert search.find(queries.visible(cast.officer), "钱多多").exists()
    assert erasing.erase_person(by=SYSTEM, person=Person.objects.get(), reason="本人要求") == 1
    matter.refresh_from_db()
    everything = matter.text + matter.title + "".join(entry.text for entry in queries.story_of(matter))
    assert "钱多多" not in everything
    assert "13800000000" not in everything
    assert "灯坏了" in matter.text
    assert not search.find(queries.visible(cast.officer), "钱多多").exists()
    assert Matter.objects.count() == 1
    assert Person.objects.get().name_sealed == ""


def test_with_words_everything_the_person_wrote_goes_too(cast: Cast) -> None:
    matter = bring(cast.room, reporter=intake.Reporter(name="钱多多")).matter
    erasing.erase_person(by=SYSTEM, person=Person.objects.get(), reason="本人要求", with_words=True)
    matter.refresh_from_db()
    assert "路灯" not in matter.text + matter.title
    assert not search.find(queries.visible(cast.officer), "路灯").exists()
