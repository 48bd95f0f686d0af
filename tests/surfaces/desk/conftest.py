"""Somebody at the desk of Hewan."""

from collections.abc import Callable

import pytest
from django.test import Client

from shouwang.kernel.people.models import Account
from tests.cast import Cast

Sit = Callable[[Account], Client]


@pytest.fixture
def sit() -> Sit:
    """A client of somebody who has logged in and reads English, so that words can be looked for."""

    def seated(account: Account) -> Client:
        client = Client(headers={"Accept-Language": "en"})
        client.force_login(account)
        client.cookies["language"] = "en"
        return client

    return seated


@pytest.fixture
def officer(cast: Cast, sit: Sit) -> Client:
    return sit(cast.officer)
