"""A person who is forgotten: what was theirs opens nothing any more."""

import pytest

from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.journal.models import Record
from shouwang.kernel.people import actions
from shouwang.kernel.people.queries import open_phone_code
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_the_phones_and_codes_of_whoever_is_forgotten_are_taken_back(cast: Cast) -> None:
    person = actions.note_person(
        by=SYSTEM, room=cast.room, purpose="matter", legal_basis="duty", name="赵测试", phone="13800000001"
    )
    device, _key = actions.enrol(by=SYSTEM, person=person, label="Android")
    code, _secret = actions.make_phone_code(by=SYSTEM, person=person)
    actions.empty_person(by=SYSTEM, person=person, reason="本人要求")
    device.refresh_from_db()
    code.refresh_from_db()
    assert device.revoked_at
    assert code.revoked_at == person.erased_at
    assert open_phone_code(person, code.made_at) is None
    assert Record.objects.filter(verb="device.revoked", object_id=str(person.pk)).count() == 1
