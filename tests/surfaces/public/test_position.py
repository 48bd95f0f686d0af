"""A position that can't be right is asked about, never refused, and never loses the words."""

import pytest
from django.test import Client

from shouwang.kernel.ground.models import Room
from tests.surfaces.public.typing_in import TEXT, send, sent

pytestmark = pytest.mark.once

NEAR = {"latitude": "34.405", "longitude": "112.61", "accuracy": "12"}
SWAPPED = {"latitude": "112.61", "longitude": "34.405"}
SEA = {"latitude": "20.0", "longitude": "125.0"}
PARIS = {"latitude": "48.85", "longitude": "2.35"}
NOWHERE = {"latitude": "912", "longitude": "-1000"}


def test_a_position_in_the_village_is_taken(client: Client, room: Room) -> None:
    matter, _ = sent(client, **NEAR)
    assert (matter.latitude, matter.longitude, matter.position_source, matter.accuracy_m) == (34.405, 112.61, "gps", 12)


@pytest.mark.parametrize("position", [SWAPPED, SEA, PARIS, NOWHERE])
def test_an_unlikely_position_is_asked_about_and_the_words_stay(
    client: Client, room: Room, position: dict[str, str]
) -> None:
    answer = send(client, **position)
    assert answer.status_code == 422
    assert "不在村里" in answer.content.decode()
    assert TEXT in answer.content.decode()
    matter, _ = sent(client, position_answer="drop", **position)
    assert matter.latitude is None


def test_the_distance_is_said(client: Client, room: Room) -> None:
    assert "公里" in send(client, **PARIS).content.decode()


def test_who_says_it_was_there_is_believed(client: Client, room: Room) -> None:
    matter, _ = sent(client, position_answer="keep", **PARIS)
    assert matter.latitude == 48.85


def test_swapped_numbers_can_be_swapped_back(client: Client, room: Room) -> None:
    assert "对调" in send(client, **SWAPPED).content.decode()
    matter, _ = sent(client, position_answer="swap", **SWAPPED)
    assert (matter.latitude, matter.longitude) == (34.405, 112.61)


def test_what_is_nowhere_on_earth_cannot_be_kept(client: Client, room: Room) -> None:
    assert send(client, position_answer="keep", **NOWHERE).status_code == 422


@pytest.mark.parametrize("latitude", ["abc", "nan", "inf", ""])
def test_what_is_no_number_is_left_out(client: Client, room: Room, latitude: str) -> None:
    matter, _ = sent(client, latitude=latitude, longitude="112.6")
    assert matter.latitude is None


def test_a_room_without_a_position_asks_only_outside_china(client: Client, room: Room) -> None:
    Room.objects.update(latitude=None, longitude=None)
    assert send(client, **SEA).status_code == 303
    assert send(client, key="", **PARIS).status_code == 422
