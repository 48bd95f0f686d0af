"""Opening accounts, giving roles, setting passwords: who may do what to whom."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.journal.models import Record
from shouwang.kernel.people import actions
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import GIVES
from shouwang.kernel.people.queries import account_of_offer, kept_by
from tests.cast import Cast, account

pytestmark = pytest.mark.once

GOOD = "three lamps by the gate"


@pytest.fixture
def desk(cast: Cast, client: Client) -> Client:
    client.force_login(cast.administrator)
    return client


def new(room: Room, **change: Any) -> dict[str, Any]:
    said = {"name": "新辅警", "username": "xin", "role": "auxiliary", "over": str(room.pk), "language": "zh-hans"}
    return said | change


def link_in(page: str) -> str:
    found = re.search(r"http://[^<]*(/desk/settings/password/[^<\s]+)", page)
    assert found
    return found[1]


def test_a_new_account_gets_a_link_and_sets_its_own_password(desk: Client, cast: Cast) -> None:
    page = desk.post(reverse("desk-settings:accounts"), new(cast.room))
    assert page["Cache-Control"] == "no-store"
    account = Account.objects.get(username="xin")
    assert not account.has_usable_password()
    visitor = Client()
    link = link_in(page.content.decode())
    assert visitor.get(link).status_code == 200
    assert visitor.post(link, {"password": GOOD, "again": GOOD}).status_code == 302
    account.refresh_from_db()
    assert account.check_password(GOOD)
    assert visitor.get(link).status_code == 404, "it works once"
    assert Record.objects.filter(verb="account.password_set", actor=str(account.pk)).exists()


def test_who_cannot_be_changed_here_is_named_without_a_link(desk: Client, cast: Cast) -> None:
    page = desk.get(reverse("desk-settings:accounts"))
    links = {row.title: row.href for block in page.context["blocks"] for row in block.rows}
    assert (links["管理员"], links["何所长"]) == ("", "")
    assert links["陈警官"] == reverse("desk-settings:account", args=[cast.officer.pk])
    one = desk.get(links["陈警官"])
    assert {row.href for block in one.context["blocks"] for row in block.rows} == {""}


def test_where_somebody_works_is_called_a_room(desk: Client, client: Client, cast: Cast) -> None:
    def label() -> str:
        found = re.search(r'for="id_over">\s*(\w+)', client.get(reverse("desk-settings:accounts")).content.decode())
        return found[1] if found else ""

    assert label() == "警务室"
    client.force_login(account("zhan", "所里的管理员", "administrator", cast.room.station))
    assert label() == "警务室或派出所"


@pytest.mark.parametrize(
    ("password", "again"), [("short", "short"), (GOOD, "another one here"), ("password123", "password123"), ("", "")]
)
def test_a_weak_or_mistyped_password_is_not_taken(cast: Cast, client: Client, password: str, again: str) -> None:
    secret = actions.offer_password(by=SYSTEM, account=cast.lawyer)
    answer = client.post(reverse("desk-settings:password", args=[secret]), {"password": password, "again": again})
    assert answer.status_code == 422
    cast.lawyer.refresh_from_db()
    assert not cast.lawyer.has_usable_password()


def test_a_made_up_link_opens_nothing(client: Client, cast: Cast) -> None:
    for secret in ("x", f"{cast.officer.pk.hex}.abc-def", "00000000000000000000000000000000.a-b"):
        assert client.get(reverse("desk-settings:password", args=[secret])).status_code == 404


def test_a_closed_account_sets_no_password(cast: Cast) -> None:
    secret = actions.offer_password(by=SYSTEM, account=cast.lawyer)
    actions.close_account(by=SYSTEM, account=cast.lawyer)
    assert account_of_offer(secret) is None


def test_a_password_offer_ends_the_sessions_of_the_account(desk: Client, cast: Cast) -> None:
    other = Client()
    other.force_login(cast.lawyer)
    desk.post(reverse("desk-settings:account", args=[cast.lawyer.pk]), {"act": "offer"})
    assert other.get(reverse("desk-settings:me")).status_code == 302


def test_the_same_username_twice_is_refused_and_what_was_typed_stays(desk: Client, cast: Cast) -> None:
    page = desk.post(reverse("desk-settings:accounts"), new(cast.room, username="chen"))
    assert page.status_code == 422
    assert "已有人用这个名字登录" in page.content.decode()
    assert 'value="新辅警"' in page.content.decode()


def test_nobody_is_appointed_outside_the_own_reach(desk: Client, cast: Cast) -> None:
    for over in (cast.next_room.pk, cast.room.station_id):
        assert desk.post(reverse("desk-settings:accounts"), new(cast.room, over=str(over))).status_code == 422
    assert not Account.objects.filter(username="xin").exists()


def test_an_account_that_reaches_further_than_ones_own_is_out_of_reach(desk: Client, cast: Cast) -> None:
    kept = kept_by(cast.administrator)
    assert cast.officer in kept
    for out_of_reach in (cast.chief, cast.neighbour, cast.administrator):
        assert out_of_reach not in kept
        address = reverse("desk-settings:account", args=[out_of_reach.pk])
        assert desk.post(address, {"act": "offer"}).status_code == 404


@pytest.mark.parametrize("role", sorted(GIVES["officer"]))
def test_the_officer_of_a_room_opens_the_accounts_of_its_people(client: Client, cast: Cast, role: str) -> None:
    client.force_login(cast.officer)
    assert link_in(client.post(reverse("desk-settings:accounts"), new(cast.room, role=role)).content.decode())
    assert list(Account.objects.get(username="xin").appointments.values_list("role", "room")) == [(role, cast.room.pk)]


@pytest.mark.parametrize("role", ["chief", "administrator"])
def test_an_officer_gives_no_role_that_stands_over_the_room(client: Client, cast: Cast, role: str) -> None:
    client.force_login(cast.officer)
    page = client.get(reverse("desk-settings:accounts")).content.decode()
    assert f'<option value="{role}"' not in page
    assert client.post(reverse("desk-settings:accounts"), new(cast.room, role=role)).status_code == 422
    given = {"act": "role", "role": role, "over": str(cast.room.pk)}
    assert client.post(reverse("desk-settings:account", args=[cast.cadre.pk]), given).status_code == 422
    assert not cast.cadre.appointments.filter(role=role).exists()


def test_who_manages_two_rooms_gives_in_each_only_what_may_be_given_there(client: Client, cast: Cast) -> None:
    actions.appoint(by=SYSTEM, account=cast.officer, role="administrator", over=cast.next_room)
    client.force_login(cast.officer)
    address = reverse("desk-settings:accounts")
    assert client.post(address, new(cast.room, role="administrator")).status_code == 422
    assert client.post(address, new(cast.next_room, role="administrator")).status_code == 200


def test_an_officer_keeps_the_accounts_of_the_room_and_no_others(client: Client, cast: Cast) -> None:
    kept = set(kept_by(cast.officer))
    assert kept == {cast.auxiliary, cast.cadre, cast.mediator, cast.lawyer, cast.volunteer, cast.technician}
    client.force_login(cast.officer)
    for out_of_reach in (cast.administrator, cast.chief, cast.neighbour, cast.stranger, cast.officer):
        address = reverse("desk-settings:account", args=[out_of_reach.pk])
        assert client.post(address, {"act": "offer"}).status_code == 404
    assert cast.lawyer not in kept_by(cast.auxiliary)


def test_who_left_the_room_is_still_kept_by_its_officer_and_by_no_other(cast: Cast) -> None:
    actions.dismiss(by=SYSTEM, appointment=cast.lawyer.appointments.get())
    assert cast.lawyer in kept_by(cast.officer)
    assert cast.lawyer not in kept_by(cast.neighbour)


def test_one_role_elsewhere_takes_an_account_out_of_reach(cast: Cast) -> None:
    actions.appoint(by=SYSTEM, account=cast.officer, role="officer", over=cast.far_room)
    assert cast.officer not in kept_by(cast.administrator)


def test_a_closed_account_cannot_log_in_and_its_keys_open_nothing(desk: Client, cast: Cast) -> None:
    token, _secret = actions.issue_token(by=SYSTEM, account=cast.officer, name="表", scopes=["rooms:read"])
    desk.post(reverse("desk-settings:switch-account", args=[cast.officer.pk]))
    token.refresh_from_db()
    cast.officer.refresh_from_db()
    assert token.revoked_at
    assert not cast.officer.is_active
    desk.post(reverse("desk-settings:switch-account", args=[cast.officer.pk]))
    cast.officer.refresh_from_db()
    assert cast.officer.is_active


def test_a_role_taken_away_closes_the_desk(desk: Client, cast: Cast) -> None:
    appointment = cast.lawyer.appointments.get()
    desk.post(reverse("desk-settings:dismiss", args=[appointment.pk]))
    desk.force_login(cast.lawyer)
    assert desk.get(reverse("desk-settings:me")).status_code == 403


def test_a_key_is_shown_once_and_then_only_its_name(cast: Cast, client: Client) -> None:
    client.force_login(cast.officer)
    address = reverse("desk-settings:keys")
    page = client.post(address, {"name": "县里的表", "scopes": ["matters:read"], "lasts": "90"}).content.decode()
    shown = re.search(r"sw_[\w-]{40,}", page)
    assert shown
    assert shown[0] not in client.get(address).content.decode()
    assert "县里的表" in client.get(address).content.decode()
    assert "查看事项（matters:read）" in client.get(reverse("desk-settings:me")).content.decode()


def test_who_has_no_key_is_offered_none_among_what_is_ones_own(cast: Cast, client: Client) -> None:
    client.force_login(cast.auxiliary)
    page = client.get(reverse("desk-settings:me")).content.decode()
    assert "我的密钥" not in page
    assert "matters:read" not in page


@pytest.mark.parametrize(("read_in", "named"), [("en", "Chinese 中文"), ("zh-hans", "英文 English")])
def test_each_language_is_named_in_the_readers_words_and_in_its_own(
    cast: Cast, client: Client, read_in: str, named: str
) -> None:
    client.force_login(cast.auxiliary)
    client.cookies["language"] = read_in
    assert named in client.get(reverse("desk-settings:me")).content.decode()


def test_ones_language_is_changed_on_ones_own_page_and_the_browser_follows(cast: Cast, client: Client) -> None:
    client.force_login(cast.auxiliary)
    page = client.post(reverse("desk-settings:me"), {"language": "en"}, follow=True)
    cast.auxiliary.refresh_from_db()
    assert cast.auxiliary.language == "en"
    assert "My account" in page.content.decode()
    assert Record.objects.filter(verb="account.edited", actor=str(cast.auxiliary.pk)).exists()
    assert client.post(reverse("desk-settings:me"), {"language": "xx"}).status_code == 422


def test_ones_key_is_revoked_by_oneself_only(cast: Cast, client: Client) -> None:
    token, _secret = actions.issue_token(by=SYSTEM, account=cast.officer, name="表", scopes=["rooms:read"])
    address = reverse("desk-settings:revoke-own-key", args=[token.pk])
    client.force_login(cast.lawyer)
    assert client.post(address).status_code == 404
    client.force_login(cast.officer)
    client.post(address)
    token.refresh_from_db()
    assert token.revoked_at


def test_the_calendar_address_is_made_anew_and_taken_away(cast: Cast, client: Client) -> None:
    client.force_login(cast.officer)
    address = reverse("desk-settings:calendar")
    page = client.post(address).content.decode()
    assert re.search(r"/feeds/due/[\w-]{20,}\.ics", page)
    client.post(address, {"do": "revoke"})
    assert not cast.officer.secret_links.filter(revoked_at=None).exists()
