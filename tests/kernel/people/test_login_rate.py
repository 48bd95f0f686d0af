"""Wrong passwords are counted by where they come from, also behind our own proxy; a forged header changes nothing."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests.cast import PASSWORD, Cast

HERE, THERE = "203.0.113.9", "198.51.100.7"
MOST = 10  # ACCOUNT_RATE_LIMITS: login_failed by address, in a minute


@pytest.fixture(autouse=True)
def rested(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def officer(cast: Cast) -> None:
    cast.officer.set_password(PASSWORD)
    cast.officer.save()


def comes_in(forwarded: str, login: str = "chen", password: str = PASSWORD, peer: str = "127.0.0.1") -> bool:
    """Whether the login page lets in; each try is another visitor's browser."""
    client = Client(headers={"X-Forwarded-For": forwarded} if forwarded else {}, REMOTE_ADDR=peer)
    return client.post("/account/login/", {"login": login, "password": password}).status_code == 302


def guess(times: int, forwarded: str, peer: str = "127.0.0.1") -> None:
    """Wrong passwords, each for another name: the limit of one name is another matter."""
    for number in range(times):
        assert not comes_in(forwarded.format(number), f"nobody{number}", "wrong", peer)


def test_wrong_passwords_from_one_address_do_not_lock_another(settings: Any) -> None:
    settings.BEHIND_HTTPS = True
    guess(MOST, HERE)
    assert not comes_in(HERE)
    assert comes_in(THERE)


def test_behind_the_proxy_a_forged_beginning_of_the_header_changes_nothing(settings: Any) -> None:
    settings.BEHIND_HTTPS = True
    guess(MOST, "192.0.2.{}, " + HERE)
    assert not comes_in("192.0.2.99, " + HERE)
    assert comes_in(HERE + ", " + THERE)


def test_without_a_proxy_the_header_of_a_client_is_not_believed(settings: Any) -> None:
    settings.BEHIND_HTTPS = False
    guess(MOST, "192.0.2.{}", peer=HERE)
    assert not comes_in("192.0.2.99", peer=HERE)
    assert comes_in(HERE, peer=THERE)


def test_what_is_no_address_is_counted_as_one(settings: Any) -> None:
    settings.BEHIND_HTTPS = True
    guess(MOST, "not an address " * 40 + "{}")
    assert not comes_in("not an address either")


def test_an_ipv4_address_written_as_ipv6_is_its_own(settings: Any) -> None:
    settings.BEHIND_HTTPS = True
    guess(MOST, f"::ffff:{HERE}")
    assert not comes_in(HERE)
    assert comes_in(f"::ffff:{THERE}")


def test_a_locked_name_is_told_how_long_to_wait(settings: Any) -> None:
    limits = dict(limit.rsplit("/", 1)[::-1] for limit in settings.ACCOUNT_RATE_LIMITS["login_failed"].split(","))
    most, minutes = limits["key"].split("/")
    assert minutes == "5m"  # the words say five minutes
    wrong = {"login": "chen", "password": "wrong"}
    for _ in range(int(most)):
        assert "过五分钟再试" not in Client().post("/account/login/", wrong).content.decode()
    assert "过五分钟再试" in Client().post("/account/login/", wrong).content.decode()
    in_english = Client(headers={"Accept-Language": "en"}).post("/account/login/", wrong | {"password": PASSWORD})
    assert "Wait five minutes" in in_english.content.decode()
