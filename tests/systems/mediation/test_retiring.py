"""A file is kept as long as the committee's rule says, then nothing of its people is left."""

from datetime import timedelta

from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.matters.actions import news, progress
from shouwang.kernel.matters.actions.erasing import erase_person
from shouwang.kernel.matters.actions.retiring import retire_everywhere
from shouwang.kernel.matters.models import Entry, Matter
from shouwang.kernel.people.models import Person
from shouwang.systems.mediation.actions.retiring import retire_due
from shouwang.systems.mediation.models import Agreement, Dispute, Party
from tests.cast import Cast
from tests.systems.mediation import quarrel


def over(cast: Cast, years: int, grade: str = "ordinary") -> Dispute:
    dispute = quarrel.at(cast, "archived")
    Matter.objects.filter(pk=dispute.pk).update(ended_at=timezone.now() - timedelta(days=366 * years))
    Dispute.objects.filter(pk=dispute.pk).update(grade=grade)
    Room.objects.filter(pk=cast.room.pk).update(forgets_since=timezone.now())
    return dispute


def test_after_its_time_no_name_and_no_word_is_left(cast: Cast) -> None:
    dispute = over(cast, 11)
    assert retire_due() == 1
    assert not Party.objects.exists()
    assert not Agreement.objects.exists()
    assert not Person.objects.filter(purpose="mediation.file", erased_at=None).exists()
    told = Entry.objects.filter(matter=dispute.pk).exclude(verb="assign")  # that names a colleague
    words = told.values_list("text", "reason", "before", "after")
    assert {word for row in words for word in row} <= {""} | set(Matter.Level.values)
    left = Dispute.objects.get(pk=dispute.pk)
    assert (left.result, left.file_number, left.summary) == ("written", 1, "")
    assert left.matter.emptied_at
    assert retire_due() == 0


def test_before_its_time_and_for_ever_it_stays(cast: Cast) -> None:
    early, major = over(cast, 9), over(cast, 99, grade="major")
    assert retire_due() == 0
    assert retire_everywhere() == 0  # the kernel's three years are not a file's
    assert Party.objects.filter(dispute__in=(early, major)).count() == 4


def test_a_room_that_has_not_agreed_forgets_nothing(cast: Cast) -> None:
    over(cast, 11)
    Room.objects.filter(pk=cast.room.pk).update(forgets_since=None)
    assert retire_due() == 0


def test_who_asks_to_be_forgotten_stays_in_the_file_the_law_demands(cast: Cast) -> None:
    dispute = quarrel.at(cast, "accepted")
    party = dispute.parties.first()
    assert party
    done = erase_person(by=SYSTEM, rows=[party.person], reason="本人要求")
    assert (done.persons, done.kept) == (0, 1)
    assert Person.objects.get(pk=party.person_id).erased_at is None


def test_an_application_taken_back_on_the_public_page_is_withdrawn_here_too(cast: Cast) -> None:
    dispute = quarrel.at(cast, "asked")
    progress.withdraw(matter=dispute.matter, words="和好了")
    news.spread()
    assert quarrel.fresh(dispute).stage == "withdrawn"
