"""At the desk: a shift nobody hears from, whom to ring, and the codes for the places."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from shouwang.kernel.journal.models import Record
from shouwang.systems.patrol.actions import walking
from shouwang.systems.patrol.actions.walking import Told
from shouwang.systems.patrol.queries.places import code_of
from tests.cast import Cast
from tests.systems.patrol.walkers import a_walker

pytestmark = pytest.mark.django_db


def test_a_shift_nobody_began_stands_on_tonights_page_with_whom_to_ring(client: Client, cast: Cast) -> None:
    walker = a_walker(cast)
    client.force_login(cast.officer)
    page = client.get(reverse("desk-patrol:tonight")).content.decode()
    assert "还没有人上班" in page
    numbers = reverse("desk-patrol:numbers", args=[walker.shift.pk])
    assert numbers in page
    assert "马小川" in client.get(numbers).content.decode()
    assert Record.objects.filter(verb="patrol.number_seen", object_id=str(walker.volunteer.pk)).count() == 1
    walking.begin_turn(volunteer=walker.volunteer, turn=walker.turn, told=Told())
    assert numbers not in client.get(reverse("desk-patrol:tonight")).content.decode()


def test_each_place_has_its_own_code_on_the_sheet(client: Client, cast: Cast) -> None:
    walker = a_walker(cast)
    client.force_login(cast.officer)
    sheet = client.get(reverse("desk-patrol:codes"))
    assert sheet["Cache-Control"] == "no-store"
    found = re.findall(r"/field/at/([0-9a-z]{12})/<", sheet.content.decode())
    assert sorted(found) == sorted(code_of(place) for place in walker.places)
    assert len(set(found)) == 3
