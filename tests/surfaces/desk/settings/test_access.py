"""Who may open which page of the settings."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast

pytestmark = pytest.mark.once

PAGES = {
    "room": {"officer", "administrator"},
    "workdays": {"officer", "administrator"},
    "ground": {"officer", "chief", "administrator"},
    "divisions": {"officer", "chief", "administrator"},
    "accounts": {"officer", "administrator"},
    "teams": {"officer", "chief", "administrator"},
    "duty": {"officer", "chief", "administrator"},
    "robots": {"officer", "chief", "technician"},
    "webhooks": {"officer", "chief", "technician"},
    "keys": {"officer", "chief", "technician"},
    "dead": {"officer", "chief", "technician"},
    "journal": {"officer", "chief"},
    "rights": {"officer", "chief"},
    "retention": {"officer", "chief"},
    "me": {"officer", "chief", "auxiliary", "cadre", "mediator", "lawyer", "administrator", "technician"},
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_for_whom_it_is_meant_and_nobody_else(client: Client, cast: Cast, name: str) -> None:
    address = reverse(f"desk-settings:{name}")
    opened = set()
    for role, account in cast.by_role().items():
        client.force_login(account)
        answer = client.get(address)
        assert answer.status_code in {200, 403}, role
        opened |= {role} if answer.status_code == 200 else set()
    assert opened == PAGES[name]


@pytest.mark.parametrize("name", PAGES)
def test_without_a_login_every_page_leads_to_the_login(client: Client, cast: Cast, name: str) -> None:
    answer = client.get(reverse(f"desk-settings:{name}"))
    assert answer.status_code == 302
    assert "/account/login/" in answer["Location"]


def test_the_settings_show_only_the_ways_one_may_go(client: Client, cast: Cast) -> None:
    client.force_login(cast.technician)
    page = client.get(reverse("desk:settings")).content.decode()
    assert reverse("desk-settings:robots") in page
    assert reverse("desk-settings:accounts") not in page
    assert reverse("desk-settings:journal") not in page
