"""A file is kept as long as the committee's rule says, then nothing of its people is left."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.matters.actions import news, progress
from shouwang.kernel.matters.actions.erasing import erase_person
from shouwang.kernel.matters.actions.retiring import retire_everywhere
from shouwang.kernel.matters.models import Entry, Matter
from shouwang.kernel.people.models import Person
from shouwang.kernel.people.queries import open_person
from shouwang.systems.mediation import because
from shouwang.systems.mediation.actions import parties
from shouwang.systems.mediation.actions.retiring import retire_due
from shouwang.systems.mediation.models import Agreement, Dispute, Party
from tests.cast import Cast
from tests.kernel.matters.bringing import bring
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


def named() -> set[str]:
    """Who is still known by name of those written down for a file."""
    kept = Person.objects.filter(erased_at=None, purpose="mediation.file")
    return {open_person(person)["name"] for person in kept}


def test_who_was_written_down_wrongly_is_forgotten_with_the_change(cast: Cast) -> None:
    quarrel.people(cast)
    dispute = quarrel.with_parties(cast)
    first = dispute.parties.order_by("place")[0]
    agent = parties.Human("马小川")
    entered = parties.Entered(side=first.side, human=parties.Human("马大山"), agent=agent, agent_authority="general")
    changed = parties.name_party(by=cast.officer, dispute=dispute, entered=entered, party=first)
    assert named() == {"马大山", "马小川", "王石头"}
    entered = parties.Entered(side=first.side, human=parties.Human("马大山"))
    parties.name_party(by=cast.officer, dispute=dispute, entered=entered, party=changed)
    assert named() == {"马大山", "王石头"}


def test_a_party_taken_out_again_is_forgotten(cast: Cast) -> None:
    quarrel.people(cast)
    dispute = quarrel.with_parties(cast)
    parties.drop_party(by=cast.officer, dispute=dispute, party=dispute.parties.order_by("place")[1])
    assert named() == {"马大川"}


@pytest.mark.parametrize("kind", ["dispute", "police_mediation"])
def test_what_no_part_has_begun_with_is_emptied_as_any_matter(cast: Cast, kind: str) -> None:
    matter = bring(cast.room, text="两家为滴水吵过").matter
    long_ago = timezone.now() - timedelta(days=366 * 5)
    Matter.objects.filter(pk=matter.pk).update(kind=kind, state="withdrawn", ended_at=long_ago)
    Room.objects.filter(pk=cast.room.pk).update(forgets_since=timezone.now())
    assert retire_everywhere() == 1
    assert Matter.objects.get(pk=matter.pk).emptied_at


def test_what_stands_withdrawn_is_said_in_the_reader_s_language(cast: Cast) -> None:
    dispute = quarrel.at(cast, "asked")
    progress.withdraw(matter=dispute.matter, words="和好了")
    news.spread()
    kept = quarrel.fresh(dispute).ended_because
    with translation.override("zh-hans"):
        assert because.said(kept) == "在公开页面上撤回了"
    with translation.override("en"):
        assert because.said(kept) == "taken back on the public page"
    assert because.said("和好了") == "和好了"
