"""Who is still relied on is not forgotten for leaving one part of the room."""

import pytest

from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.matters.actions.intake import Reporter
from shouwang.kernel.people.actions import let_go, note_person
from shouwang.kernel.people.models import Person
from tests.cast import Cast
from tests.kernel.matters.bringing import bring

pytestmark = pytest.mark.once


def test_who_brought_a_matter_keeps_their_name_when_they_leave_a_part(cast: Cast) -> None:
    person = bring(cast.room, reporter=Reporter("韩梅", "13800000031")).matter.reporter
    assert person
    assert not let_go(by=SYSTEM, person=person, reason="helps no more")
    basis = Person.LegalBasis.CONSENT
    other = note_person(by=SYSTEM, room=cast.room, purpose="care.aide", legal_basis=basis, name="邱实")
    assert let_go(by=SYSTEM, person=other, reason="helps no more")
