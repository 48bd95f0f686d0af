"""What somebody agreed to who booked a visit; by what right we know of whoever is visited; taken back, nobody comes."""

from datetime import timedelta

import pytest

from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.actions import give_consent, withdraw_consent
from shouwang.kernel.people.models import Person
from shouwang.kernel.people.needed import is_needed
from shouwang.systems.services import visit_lifecycle as lifecycle
from shouwang.systems.services import visit_text
from shouwang.systems.services.actions import visits
from shouwang.systems.services.models import Visit
from tests.cast import Cast
from tests.systems.services.visiting_room import EARLY, at, booked, visit_of, visiting_room

pytestmark = pytest.mark.once


def test_every_text_says_the_same_in_both_languages_and_has_its_own_version() -> None:
    assert len({one.version for one in visit_text.TEXTS}) == len(visit_text.TEXTS)
    assert all(len(one.zh) == len(one.en) for one in visit_text.TEXTS)


@pytest.mark.parametrize(("whom", "basis"), [("self", "consent"), ("relative", "duty"), ("neighbour", "duty")])
def test_only_who_booked_it_themselves_is_visited_by_consent(cast: Cast, whom: str, basis: str) -> None:
    visit = visit_of(booked(visiting_room(cast), at(10), for_whom=whom))
    assert visit.visited
    assert visit.visited.legal_basis == basis


def test_consent_taken_back_calls_off_what_is_still_to_come(cast: Cast) -> None:
    here = visiting_room(cast)
    receipt, at_door = booked(here, at(10)), visit_of(booked(here, at(15)))
    Visit.objects.filter(pk=at_door.pk).update(stage=lifecycle.THERE)
    for one in (receipt.matter, at_door.matter):
        assert one.reporter
        version = visit_text.current().version
        consent = give_consent(by=SYSTEM, person=one.reporter, purpose="visit", text_version=version, channel="public")
        withdraw_consent(by=SYSTEM, consent=consent)
    off = visit_of(receipt)
    assert (off.stage, off.whose, off.matter.state) == (lifecycle.OFF, Visit.Whose.THEIRS, "withdrawn")
    at_door.refresh_from_db()
    assert at_door.stage == lifecycle.THERE


def test_an_old_visit_leaves_the_name_of_whom_another_part_still_needs(cast: Cast) -> None:
    here = visiting_room(cast)
    old, new = (visit_of(booked(here, when)) for when in (at(10), at(15)))
    visits.finish(by=cast.officer, visit=old, record="好了", now=at(10, 30))
    person = old.visited
    assert person
    Visit.objects.filter(pk=new.pk).update(visited=person)
    assert is_needed(person)
    here.room.forgets_since = EARLY
    here.room.save()
    Matter.objects.filter(pk=old.pk).update(ended_at=EARLY - timedelta(days=4 * 366))
    assert visits.retire_due(by=SYSTEM, now=EARLY) == 1
    assert Person.objects.get(pk=person.pk).erased_at is None
