"""Logging in with a second step: reminded, or required, of who may see reporters."""

import time

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.test import Client
from django.urls import reverse

from shouwang.kernel.people import actions
from shouwang.kernel.people.queries import actor, has_second_step
from tests.cast import Cast

pytestmark = pytest.mark.once

PASSWORD = "three lamps by the gate"
REMINDER = '<a href="/account/2fa/">打开登录第二步，账号更安全</a>'


@pytest.fixture
def secret(cast: Cast) -> str:
    found = totp.generate_totp_secret()
    totp.TOTP.activate(cast.officer, found)
    return found


def code(secret: str) -> str:
    return str(totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30)))


def test_an_officer_is_reminded_until_the_second_step_is_on(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    assert REMINDER in client.get(reverse("desk-settings:me")).content.decode()
    totp.TOTP.activate(cast.officer, totp.generate_totp_secret())
    assert REMINDER not in client.get(reverse("desk-settings:me")).content.decode()


def test_who_sees_no_reporters_is_not_reminded(client: Client, cast: Cast) -> None:
    client.force_login(cast.auxiliary)
    assert REMINDER not in client.get(reverse("desk-settings:me")).content.decode()


def test_where_it_is_required_an_officer_without_it_is_led_to_it(client: Client, cast: Cast, settings: object) -> None:
    settings.SECOND_FACTOR = "required"  # type: ignore[attr-defined]
    client.force_login(cast.officer)
    answer = client.get(reverse("desk:today"))
    assert answer.status_code == 302
    assert answer["Location"] == reverse("mfa_activate_totp")
    client.force_login(cast.auxiliary)
    assert client.get(reverse("desk:today")).status_code == 200


def test_with_a_code_app_the_password_alone_does_not_open_the_desk(client: Client, cast: Cast, secret: str) -> None:
    actions.set_password(by=actor(cast.officer), account=cast.officer, password=PASSWORD)
    answer = client.post(reverse("account_login"), {"login": "chen", "password": PASSWORD})
    assert answer["Location"].startswith(reverse("mfa_authenticate"))
    assert client.get(reverse("desk:today")).status_code == 302
    assert client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    answer = client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert answer.status_code == 302
    assert client.get(reverse("desk:today")).status_code == 200


def test_a_lost_phone_takes_the_second_step_away_with_the_new_password(cast: Cast, secret: str) -> None:
    assert has_second_step(cast.officer)
    actions.offer_password(by=actor(cast.administrator), account=cast.officer, is_phone_lost=True)
    assert not has_second_step(cast.officer)


def test_after_many_wrong_passwords_the_door_stays_shut_for_a_while(client: Client, cast: Cast) -> None:
    actions.set_password(by=actor(cast.officer), account=cast.officer, password=PASSWORD)
    for _ in range(6):
        client.post(reverse("account_login"), {"login": "chen", "password": "wrong wrong wrong"})
    answer = client.post(reverse("account_login"), {"login": "chen", "password": PASSWORD})
    assert answer.status_code in {200, 429}
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up(client: Client, cast: Cast) -> None:
    said = {"username": "gate", "password1": PASSWORD, "password2": PASSWORD}
    assert client.post("/account/signup/", said).status_code == 404
    assert not type(cast.officer).objects.filter(username="gate").exists()
