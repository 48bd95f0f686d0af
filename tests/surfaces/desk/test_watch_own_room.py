"""A group's zone stays until another is told; pages of a thing are about its own room, and say whose names were seen."""

import pytest
from django.test import Client
from django.urls import reverse

from shouwang.kernel.ground.models import Grid, Place, Source, Village
from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.journal.models import Record
from shouwang.kernel.people import actions as people
from shouwang.systems.watch.actions import calls, groups
from shouwang.systems.watch.models import Group, Unit
from tests.cast import Cast
from tests.surfaces.desk.test_watch_pages import HALF, SQUARE

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(cast: Cast, client: Client) -> Client:
    client.force_login(cast.officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def group(cast: Cast, desk: Client) -> Group:
    village = Village.objects.create(room=cast.room, name="河湾", geometry=SQUARE)
    grid = Grid.objects.create(village=village, name="一网格", geometry=HALF)
    desk.post(reverse("desk-settings:watch"), {"name": "三组", "kind": "watch", "grids": [str(grid.pk)]})
    return Group.objects.get()


def test_another_name_keeps_the_zone(desk: Client, group: Group) -> None:
    page = reverse("desk-settings:watch-zone", args=[group.pk])
    assert "现在的范围" in desk.get(page).content.decode()
    said = {"name": "守望三组", "kind": "watch", "households": "老街 1–20 号"}
    assert desk.post(page, said).status_code == 302
    kept = Group.objects.get()
    assert (kept.name, kept.geometry, kept.east) == ("守望三组", group.geometry, group.east)
    assert kept.households == "老街 1–20 号"


def test_a_zone_goes_only_when_that_is_said(desk: Client, group: Group) -> None:
    page = reverse("desk-settings:watch-zone", args=[group.pk])
    said = {"name": "三组", "kind": "watch", "without_zone": "on"}
    assert desk.post(page, said | {"grids": [str(Grid.objects.get().pk)]}).status_code == 422
    assert desk.post(page, said).status_code == 302
    assert not Group.objects.get().has_zone
    assert "without_zone" not in desk.get(page).content.decode()


def test_the_map_shows_one_groups_zone_alone(desk: Client, group: Group) -> None:
    covered = reverse("desk-settings:watch-covered")
    kinds = [one["properties"]["kind"] for one in desk.get(f"{covered}?group={group.pk}").json()["features"]]
    assert kinds.count("zone") == 1
    assert "hole" not in kinds
    assert desk.get(f"{covered}?group=x").status_code == 404


def test_a_thing_of_another_room_is_offered_what_that_room_has(cast: Cast, desk: Client) -> None:
    people.appoint(by=SYSTEM, account=cast.officer, role="officer", over=cast.next_room)
    for room, name in ((cast.room, "便民超市"), (cast.next_room, "老码头")):
        Place.objects.create(room=room, name=name, latitude=34.9, longitude=112.6, source=Source.MAP)
        village = Village.objects.create(room=room, name=f"{name}村", geometry=SQUARE)
        Grid.objects.create(village=village, name=f"{name}网格", geometry=HALF)
    there = calls.form_unit(by=cast.officer, room=cast.next_room, name="码头单元", place=None)
    group = groups.form(by=cast.officer, room=cast.next_room, name="五组", kind="watch", zone=groups.Zone())
    member, *_ = groups.join(secret=groups.invite(by=cast.officer, group=group)[1], name="白明", phone="", label="x")
    for name, one in (("unit", there), ("watch-zone", group)):
        shown = desk.get(reverse(f"desk-settings:{name}", args=[one.pk])).content.decode()
        assert "老码头" in shown
        assert "便民超市" not in shown
    chosen = {"people": [str(member.person_id)], "lead": str(member.person_id)}
    assert desk.post(reverse("desk-settings:unit-people", args=[there.pk]), chosen).status_code == 302
    assert Unit.objects.get().members.get().person == member.person


def test_all_names_are_shown_only_where_the_look_is_written_down(cast: Cast, desk: Client) -> None:
    unit = calls.form_unit(by=cast.officer, room=cast.room, name="便民超市单元", place=None)
    group = groups.form(by=cast.officer, room=cast.room, name="三组", kind="watch", zone=groups.Zone())
    groups.join(secret=groups.invite(by=cast.officer, group=group)[1], name="马小川", phone="", label="x")
    assert "马小川" not in desk.get(reverse("desk-settings:unit", args=[unit.pk])).content.decode()
    assert not Record.objects.filter(verb="watch.watchers_seen").exists()
    assert "马小川" in desk.get(reverse("desk-settings:unit-people", args=[unit.pk])).content.decode()
    assert Record.objects.filter(verb="watch.watchers_seen").count() == 1
