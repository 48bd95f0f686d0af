"""The map: the ground and what is open, in the scope; the same as a list."""

import json
from typing import Any

from django.test import Client

from shouwang.kernel.ground.models import Place, Village
from shouwang.kernel.matters.actions.intake import Position
from tests.cast import Cast
from tests.kernel.matters.bringing import bring, closed

HERE = Position(34.7, 112.5, "gps")
SQUARE = {"type": "Polygon", "coordinates": [[[112.4, 34.6], [112.6, 34.6], [112.6, 34.8], [112.4, 34.6]]]}


def features(client: Client, **query: str) -> list[dict[str, Any]]:
    answer = client.get("/desk/map/shapes.geojson", query)
    assert answer.headers["Content-Type"] == "application/geo+json"
    return list(json.loads(answer.content)["features"])


def kinds(client: Client, **query: str) -> list[str]:
    return [feature["properties"]["kind"] for feature in features(client, **query)]


def test_open_matters_with_a_position_are_pins_that_lead_to_them(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room, position=HERE).matter
    bring(cast.room)
    closed(cast, position=HERE)
    bring(cast.next_room, position=HERE)
    [pin] = features(officer)
    assert pin["geometry"]["coordinates"] == [112.5, 34.7]
    assert pin["properties"]["href"] == f"/desk/matters/{matter.pk}/"


def test_the_map_says_what_its_signs_mean_and_no_two_look_alike(cast: Cast, officer: Client) -> None:
    page = officer.get("/desk/map/")
    signs = page.context["map"].legend
    assert [sign.words for sign in signs][:3] == ["late", "due today, or waits to be accepted", "still in time"]
    assert len({(sign.tone, sign.kind) for sign in signs}) == len(signs)
    assert "What the signs on the map mean" in page.content.decode()
    assert "What the signs on the map mean" in officer.get("/desk/").content.decode()


def test_a_named_place_puts_its_matters_on_the_map(cast: Cast, officer: Client) -> None:
    place = Place.objects.create(room=cast.room, name="东口", latitude=34.71, longitude=112.51)
    bring(cast.room, place=place)
    assert features(officer)[0]["geometry"]["coordinates"] == [112.51, 34.71]


def test_the_ground_lies_below_and_places_are_named_when_asked(cast: Cast, officer: Client) -> None:
    village = Village.objects.create(room=cast.room, name="河湾村", name_en="Hewan", geometry=SQUARE)
    Place.objects.create(room=cast.room, village=village, name="东口", latitude=34.71, longitude=112.51)
    assert kinds(officer) == ["village"]
    assert kinds(officer, places="1") == ["village", "place"]
    assert features(officer)[0]["properties"]["title"] == "Hewan"


def test_kind_and_lateness_narrow_map_and_list_alike(cast: Cast, officer: Client) -> None:
    bring(cast.room, position=HERE)
    bring(cast.room, kind="help", topic="lost", position=HERE, text="钱包丢了")
    assert len(features(officer, kind="help")) == 1
    assert features(officer, late="1") == []
    assert [row.title for row in officer.get("/desk/map/", {"kind": "help"}).context["rows"]] == ["钱包丢了"]


def test_the_list_says_how_many_have_no_place(cast: Cast, officer: Client) -> None:
    bring(cast.room)
    assert "1 more have no place yet." in officer.get("/desk/map/").content.decode()


def test_one_matter_alone_is_shown_only_in_scope(cast: Cast, officer: Client) -> None:
    mine, elsewhere = bring(cast.room, position=HERE).matter, bring(cast.next_room, position=HERE).matter
    assert [feature["properties"]["title"] for feature in features(officer, matter=str(mine.pk))] == ["here"]
    assert officer.get("/desk/map/shapes.geojson", {"matter": str(elsewhere.pk)}).status_code == 404
    assert officer.get("/desk/map/shapes.geojson", {"matter": "x"}).status_code == 404


def test_a_map_to_pick_from_shows_no_matters(cast: Cast, officer: Client) -> None:
    bring(cast.room, position=HERE)
    assert features(officer, ground="1") == []
