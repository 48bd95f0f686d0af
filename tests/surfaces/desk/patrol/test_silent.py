"""At the desk: a shift nobody hears from, whom to ring, and the codes for the places."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from shouwang.kernel.ground.models import Place
from shouwang.kernel.journal.models import Record
from shouwang.lib.ids import uuid7
from shouwang.systems.patrol.actions import walking
from shouwang.systems.patrol.actions.codes import renew
from shouwang.systems.patrol.actions.walking import Here, Told
from shouwang.systems.patrol.queries.places import code_of, place_with
from tests.cast import Cast
from tests.systems.patrol.walkers import a_walker

pytestmark = [pytest.mark.django_db, pytest.mark.once]


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


def test_a_code_that_went_round_is_made_anew_and_the_old_one_proves_nothing(client: Client, cast: Cast) -> None:
    walker = a_walker(cast)
    client.force_login(cast.officer)
    place, other = walker.places[:2]
    old, kept = code_of(place), code_of(other)
    page = reverse("desk-patrol:new-code", args=[place.pk])
    assert page in client.get(reverse("desk-patrol:place", args=[place.pk])).content.decode()
    client.get(page)
    assert code_of(Place.objects.get(pk=place.pk)) == old  # asking changes nothing
    assert "旧码不管用了" in client.post(page, follow=True).content.decode()
    place = Place.objects.get(pk=place.pk)
    assert code_of(place) != old
    assert place_with(cast.room, old) is None
    assert place_with(cast.room, kept) == other
    assert place_with(cast.room, code_of(place)) == place
    client.post(page)
    assert code_of(Place.objects.get(pk=place.pk)) not in (old, code_of(place))
    assert Record.objects.filter(verb="patrol.code_renewed", object_id=str(place.pk)).count() == 2
    here = Here(id=uuid7(), place=place, way="code", code=old)
    assert walking.check_in(volunteer=walker.volunteer, turn=walker.turn, here=here, told=Told()).way == "said"


def test_the_sheet_asks_as_often_for_many_places_as_for_few(client: Client, cast: Cast) -> None:
    walker = a_walker(cast)
    client.force_login(cast.officer)
    renew(by=cast.officer, place=walker.places[0])
    counts = []
    for turn in range(2):
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse("desk-patrol:codes"))
        counts.append(len(seen))
        for place in Place.objects.bulk_create(
            Place(room=cast.room, name=f"又{turn}{n}", latitude=34.9, longitude=112.6) for n in range(5)
        ):
            renew(by=cast.officer, place=place)
    assert counts[0] == counts[1]
