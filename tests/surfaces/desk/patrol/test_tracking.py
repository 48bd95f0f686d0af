"""Where somebody walked, at the desk: of who agreed, each look in the journal, the key of their program shown once."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from shouwang.kernel.ground.models import Place
from shouwang.kernel.journal.models import Record
from shouwang.lib.ids import uuid7
from shouwang.systems.patrol.actions import tracks, volunteers
from shouwang.systems.patrol.actions.tracks import Point
from shouwang.systems.patrol.models import CheckIn, Shift, TrackPoint, Turn, Volunteer
from tests.cast import Cast
from tests.surfaces.desk.conftest import Sit

pytestmark = [pytest.mark.django_db, pytest.mark.once]
HOUR = timedelta(hours=1)


@pytest.fixture
def now() -> datetime:
    return timezone.now().replace(microsecond=0)


@pytest.fixture
def walker(cast: Cast) -> Volunteer:
    return volunteers.take_on(by=cast.officer, room=cast.room, name="马小川")


@pytest.fixture
def walk(cast: Cast, walker: Volunteer, now: datetime) -> Turn:
    """Two positions and a check-in of somebody who agreed."""
    tracks.agree(volunteer=walker, text_version="2026-11", channel="field")
    walker.person.consents.filter(purpose="patrol.track").update(given_at=now - 24 * HOUR)
    shift = Shift.objects.create(
        room=cast.room, work="round", number=1, starts_at=now - 2 * HOUR, ends_at=now + HOUR, fewest=1, most=3
    )
    turn = Turn.objects.create(shift=shift, volunteer=walker, state="taken", began_at=shift.starts_at)
    points = [Point(now - HOUR, 34.9, 112.4), Point(now - HOUR / 2, 34.91, 112.41)]
    assert tracks.note_points(volunteer=walker, points=points) == 2
    place = Place.objects.create(room=cast.room, name="渡口", kind="other", latitude=34.9, longitude=112.4)
    CheckIn.objects.create(id=uuid7(), turn=turn, place=place, way="code", at=now, received_at=now)
    return turn


def tracks_of(walker: Volunteer) -> str:
    return f"/desk/patrol/people/{walker.pk}/tracks/"


def test_a_walk_is_shown_on_the_map_and_the_look_is_told(officer: Client, walker: Volunteer, walk: Turn) -> None:
    listed = officer.get(tracks_of(walker)).content.decode()
    assert "Where 马小川 walked" in listed
    assert "2 positions" in listed
    assert Record.objects.filter(verb="patrol.tracks_listed", object_id=str(walker.pk)).count() == 1
    page = officer.get(f"/desk/patrol/tracks/{walk.pk}/").content.decode()
    assert "112.4" not in page
    assert not Record.objects.filter(verb="patrol.track_seen").exists()
    answer = officer.get(f"/desk/patrol/tracks/{walk.pk}/shapes.geojson")
    assert answer["Cache-Control"] == "private, no-store"
    drawn: list[Any] = [one["geometry"]["coordinates"] for one in answer.json()["features"]]
    assert [[112.4, 34.9], [112.41, 34.91]] in drawn
    assert Record.objects.filter(verb="patrol.track_seen", detail=str(walker.pk)).count() == 1


def test_the_page_of_a_volunteer_leads_there_once_they_agreed(officer: Client, walker: Volunteer) -> None:
    page = f"/desk/patrol/people/{walker.pk}/"
    assert tracks_of(walker) not in officer.get(page).content.decode()
    tracks.agree(volunteer=walker, text_version="2026-11", channel="field")
    assert tracks_of(walker) in officer.get(page).content.decode()


def test_who_took_it_back_has_no_walks(officer: Client, walker: Volunteer, walk: Turn) -> None:
    tracks.withdraw(volunteer=walker)
    page = officer.get(tracks_of(walker)).content.decode()
    assert "No way is kept" in page
    assert "they have not agreed" in page
    assert [one["geometry"]["type"] for one in officer.get(f"/desk/patrol/tracks/{walk.pk}/shapes.geojson").json()[
        "features"] if one["properties"]["tone"] == "blue" and one["properties"]["kind"] == "round"] == []  # fmt: skip
    assert not TrackPoint.objects.exists()


def test_a_key_is_shown_once_and_taken_back(client: Client, officer: Client, walker: Volunteer, walk: Turn) -> None:
    made = officer.post(tracks_of(walker))
    key = made.context["once"].secret
    assert (made.status_code, made["Cache-Control"], len(key)) == (200, "no-store", 24)
    by_localhost = officer.post(tracks_of(walker), headers={"Host": "localhost"})
    assert f"{settings.PUBLIC_URL}/api/positions/owntracks" in by_localhost.content.decode()
    key = by_localhost.context["once"].secret
    asked = {"id": key, "lat": "34.9", "lon": "112.4"}
    assert client.get("/api/positions/traccar", asked).status_code == 200
    assert key not in officer.get(tracks_of(walker)).content.decode()
    assert officer.post(tracks_of(walker), {"do": "drop"}).status_code == 302
    assert client.get("/api/positions/traccar", asked).status_code == 401


def test_without_agreement_there_is_no_key(officer: Client, walker: Volunteer) -> None:
    answer = officer.post(tracks_of(walker), follow=True)
    assert "They have not agreed to be located" in answer.content.decode()


def test_only_who_looks_after_volunteers_of_the_room_sees_it(
    cast: Cast, sit: Sit, walker: Volunteer, walk: Turn
) -> None:
    for address in (
        tracks_of(walker),
        f"/desk/patrol/tracks/{walk.pk}/",
        f"/desk/patrol/tracks/{walk.pk}/shapes.geojson",
    ):
        assert sit(cast.auxiliary).get(address).status_code == 403
        assert sit(cast.neighbour).get(address).status_code in (403, 404)
    assert not Record.objects.filter(verb="patrol.track_seen").exists()
