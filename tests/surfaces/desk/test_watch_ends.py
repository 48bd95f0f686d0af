"""Nothing of the watch net ends at one press: the page asks once, and says what goes along."""

import re
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from shouwang.systems.watch.actions import calls
from shouwang.systems.watch.models import Call, Group, Invitation, Member, Unit
from tests.access.things import THINGS
from tests.cast import Cast

pytestmark = pytest.mark.django_db

ENDS = {
    "watch-give-up": ("watch group", "解散小组"),
    "unit-give-up": ("unit", "撤销单元"),
    "watch-leave": ("watcher", "退出小组"),
    "watch-take-off": ("phone", "停用这部手机"),
    "watch-withdraw": ("invitation", "收回邀请码"),
}


@pytest.fixture
def desk(cast: Cast, client: Client) -> Client:
    client.force_login(cast.officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def standing() -> tuple[int, ...]:
    return (
        Group.objects.filter(is_active=True).count(),
        Unit.objects.filter(is_active=True).count(),
        Member.objects.filter(left_at=None).count(),
        Member.objects.filter(person__devices__revoked_at=None).count(),
        Invitation.objects.filter(revoked_at=None).count(),
    )


@pytest.mark.parametrize("name", ENDS)
def test_it_is_asked_once_before_it_ends(cast: Cast, desk: Client, name: str) -> None:
    thing, words = ENDS[name]
    pk = THINGS[thing](cast.room, cast.officer, Path())
    assert isinstance(pk, UUID)
    address, before = reverse(f"desk-settings:{name}", args=[pk]), standing()
    asked = desk.get(address).content.decode()
    assert words in asked
    assert "返回" in asked
    assert standing() == before
    assert desk.post(address).status_code == 302
    assert standing() != before


def test_no_page_ends_anything_at_one_press(cast: Cast, desk: Client) -> None:
    unit, member = (THINGS[one](cast.room, cast.officer, Path()) for one in ("unit", "watcher"))
    group = Member.objects.get(pk=member).group_id
    for page in (
        reverse("desk-settings:watch-group", args=[group]),
        reverse("desk-settings:watch-member", args=[member]),
        reverse("desk-settings:unit", args=[unit]),
    ):
        forms = re.findall(r'<form[^>]* action="([^"]*)"', desk.get(page).content.decode())
        assert not [to for to in forms if to.endswith(("/give-up/", "/leave/", "/take-off/", "/withdraw/"))]


def test_a_unit_that_is_being_called_cannot_be_closed(cast: Cast, desk: Client) -> None:
    call = Call.objects.get(pk=THINGS["call"](cast.room, cast.officer, Path()))
    assert call.unit
    address = reverse("desk-settings:unit-give-up", args=[call.unit.pk])
    for answer in (desk.get(address, follow=True), desk.post(address, follow=True)):
        assert "正在被呼叫" in answer.content.decode()
    assert Unit.objects.get().is_active
    calls.end(by=cast.officer, call=call)
    assert desk.post(address).status_code == 302
    assert not Unit.objects.get().is_active
