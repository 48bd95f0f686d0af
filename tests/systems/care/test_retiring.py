"""A case is kept as many days after its end as the room says, then no word and no name is left."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shouwang.config.demo.pretend import pretend
from shouwang.config.schedule import JOBS
from shouwang.kernel.journal.models import Record
from shouwang.kernel.matters.actions.erasing import erase_person
from shouwang.kernel.people.models import Person
from shouwang.kernel.people.queries import actor
from shouwang.systems.care.actions import aid, cases, visits
from shouwang.systems.care.models import Aid, Aide, Case, Visit
from tests.cast import Cast
from tests.systems.care import old_han
from tests.systems.mediation.test_police_retiring import everything

SAID = (old_han.NAME, old_han.PHONE, old_han.HOUSE, "提水", "郑小兰", "院里晒被子")


def ended(cast: Cast) -> Case:
    case = old_han.with_notes(cast)
    cases.say_need(by=cast.officer, case=case, field="daily", words="提水")
    old_han.volunteer(cast, case)
    visits.record(by=cast.officer, case=case, told=visits.Told("well", words="院里晒被子"))
    return cases.end(by=cast.officer, case=case, because="better")


def test_the_job_leaves_no_name_and_no_word_and_the_counts(cast: Cast) -> None:
    case = ended(cast)
    job = next(job for job in JOBS if job.name == "empty care cases past their time")
    later = timezone.now() + timedelta(days=364)
    with pretend(later):
        job.run()
    assert Case.objects.get().emptied_at is None
    with pretend(later + timedelta(days=2)):
        job.run()
        job.run()
    left = everything()
    assert [words for words in SAID if words in left] == []
    assert Case.objects.get().ended_because == "better"
    assert (Visit.objects.count(), Aide.objects.count()) == (1, 0)
    assert Record.objects.filter(verb="care.retired", object_id=str(case.pk)).count() == 1


def test_the_room_may_say_a_shorter_time(cast: Cast) -> None:
    ended(cast)
    cases.change_rules(by=cast.officer, room=cast.room, values={"days_kept": 30})
    job = next(job for job in JOBS if job.name == "empty care cases past their time")
    with pretend(timezone.now() + timedelta(days=31)):
        job.run()
    assert Case.objects.get().emptied_at


@pytest.mark.once
def test_aid_goes_three_years_after_its_end_as_its_consent_says(cast: Cast) -> None:
    told = aid.Asked("living", "临时生活补助", "屋顶漏雨", ("户口簿",), name="韩老栓")
    one = aid.ask(by=cast.auxiliary, room=cast.room, asked=told)
    aid.decide(by=cast.officer, aid=one, decision="refused", reason="超过标准", complaint="镇民政办")
    job = next(job for job in JOBS if job.name == "empty care cases past their time")
    later = timezone.now() + timedelta(days=3 * 365 - 2)
    with pretend(later):
        job.run()
    assert Aid.objects.get().details_sealed
    with pretend(later + timedelta(days=5)):
        job.run()
        job.run()
    one.refresh_from_db()
    assert (one.details_sealed, one.decision, one.matter.reporter) == ("", "refused", None)
    assert not Person.objects.filter(erased_at=None).exists()
    assert "临时生活补助" not in everything()


def test_who_is_erased_at_their_wish_leaves_nothing_in_care(cast: Cast) -> None:
    case = old_han.with_notes(cast)
    cases.say_need(by=cast.officer, case=case, field="medicine", words="降压药")
    erase_person(by=actor(cast.officer), rows=[case.person], reason="本人要求")
    case.refresh_from_db()
    assert (case.ended_because, bool(case.emptied_at)) == ("withdrawn", True)
    assert not case.needs.exists()
