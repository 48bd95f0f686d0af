"""The head of a group invites from the own phone; nobody else does, nor to another group."""

import re
from collections.abc import Callable
from urllib.parse import unquote

import pytest

from shouwang.lib.ids import uuid7
from shouwang.systems.watch.actions import groups
from shouwang.systems.watch.models import Group, Invitation, Member
from shouwang.systems.watch.models.groups import MOST_OPEN
from tests.cast import Cast
from tests.surfaces.field.conftest import Phone, post

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def head(enrol: Callable[..., Phone]) -> Phone:
    return enrol(role=Member.Role.HEAD)


@pytest.mark.parametrize("most", [1, 5])
def test_a_head_gets_a_code_that_a_neighbour_joins_by(head: Phone, most: int) -> None:
    answer = head.post("invitations/", {"most": most})
    assert answer.status_code == 201
    assert "no-store" in answer["Cache-Control"]
    told = answer.json()
    assert (told["most"], told["used"]) == (most, 0)
    assert told["qr"].startswith("data:image/svg+xml")
    assert "<svg" in unquote(told["qr"])
    path = re.sub("^http://testserver", "", told["address"])
    assert head.client.get(path).status_code == 200
    secret = path.split("/")[-2]
    joined = post(head.client, "join/", {"secret": secret, "name": "白明", "phone": "", "label": "Android"})
    assert joined.status_code == 201
    assert Invitation.objects.get(pk=told["id"]).group == head.group


def test_the_state_lists_what_is_open_for_the_head_only_and_without_its_secret(
    head: Phone, enrol: Callable[..., Phone], cast: Cast
) -> None:
    made = head.post("invitations/", {"most": 5}).json()
    groups.invite(by=cast.officer, group=head.group)  # the room's own stays the room's
    [listed] = head.get("state/").json()["invites"]["open"]
    assert listed == {name: made[name] for name in ("id", "most", "used", "expires_at")}
    for role in (Member.Role.MEMBER, Member.Role.DEPUTY):
        assert "invites" not in enrol("白明", "", role=role).get("state/").json()


def test_a_deputy_stands_in_while_there_is_no_head(enrol: Callable[..., Phone]) -> None:
    deputy = enrol(role=Member.Role.DEPUTY)
    assert deputy.get("state/").json()["invites"]["open"] == []
    assert deputy.post("invitations/", {"most": 1}).status_code == 201


def test_one_taken_back_opens_nothing(head: Phone) -> None:
    made = head.post("invitations/", {"most": 1}).json()
    assert head.post(f"invitations/{made['id']}/withdraw/", {}).status_code == 200
    assert head.client.get(made["address"].removeprefix("http://testserver")).status_code == 410
    assert head.get("state/").json()["invites"]["open"] == []
    assert head.post(f"invitations/{made['id']}/withdraw/", {}).status_code == 404


def test_whoever_is_not_head_is_told_so_and_makes_nothing(head: Phone, enrol: Callable[..., Phone]) -> None:
    made = head.post("invitations/", {"most": 1}).json()
    member = enrol("白明", "")
    for path in ("invitations/", f"invitations/{made['id']}/withdraw/"):
        answer = member.post(path, {"most": 1})
        assert answer.status_code == 403
        assert "组长" in answer.json()["message"]
    assert Invitation.objects.filter(made_by="watch head", revoked_at=None).count() == 1


def test_another_groups_invitations_are_not_there(head: Phone, cast: Cast) -> None:
    other = groups.form(by=cast.officer, room=cast.room, name="守望四组", kind=Group.Kind.WATCH, zone=groups.Zone())
    _invitation, secret = groups.invite(by=cast.officer, group=other, role=Member.Role.HEAD)
    stranger, _device, _key = groups.join(secret=secret, name="白明", phone="", label="")
    theirs, _secret = groups.invite(by=stranger, group=other)
    rooms, _secret = groups.invite(by=cast.officer, group=head.group)
    for pk in (theirs.pk, rooms.pk, uuid7()):
        assert head.post(f"invitations/{pk}/withdraw/", {}).status_code == 404
    assert Invitation.objects.filter(pk__in=[theirs.pk, rooms.pk], revoked_at=None).count() == 2


def test_too_many_are_said_with_what_to_do(head: Phone) -> None:
    for _ in range(MOST_OPEN):
        assert head.post("invitations/", {"most": 1}).status_code == 201
    answer = head.post("invitations/", {"most": 1})
    assert answer.status_code == 409
    assert "10" in answer.json()["message"]


@pytest.mark.parametrize("most", [0, 2, 30, -1, "5", None, [], 1.5])
def test_for_one_or_five(head: Phone, most: object) -> None:
    assert head.post("invitations/", {"most": most}).status_code == 422
    assert not Invitation.objects.filter(made_by="watch head").exists()
