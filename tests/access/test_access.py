"""Every address of the desk × every role, in and out of the room. The table is tests/access/table.py."""

import pytest
from django.test import Client
from django.urls import reverse

from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.queries import visible
from shouwang.kernel.people.models import Account
from tests.access.asking import EVERY, HIDDEN, NO_SUCH_METHOD, REFUSED, ROLE_NAMES, TO_LOGIN, holds, status, url
from tests.access.table import DESK, OTHERS, Row, row_of
from tests.cast import Cast
from tests.kernel.matters.bringing import bring

MATTER = [name for name, row in DESK.items() if row.about == "matter"]
STRANGE = [name for name, row in DESK.items() if row.about not in ("", "matter")]


def ask(account: Account | None, address: str, row: Row) -> int:
    return status(account, address, "post" if row.posts_only else "get")


@pytest.fixture
def matter(cast: Cast) -> Matter:
    return bring(cast.room).matter


def test_every_address_has_a_row() -> None:
    assert [name for name in EVERY if row_of(name) is None] == []


def test_every_row_has_an_address() -> None:
    assert [name for name in DESK | OTHERS if name not in EVERY] == []


@pytest.mark.once  # refused before anything is looked for
@pytest.mark.parametrize("name", sorted(DESK))
def test_nobody_comes_to_the_desk_without_a_login(name: str, matter: Matter) -> None:
    assert ask(None, url(name, matter), DESK[name]) == TO_LOGIN


@pytest.mark.once  # refused before anything is looked for
@pytest.mark.parametrize("name", sorted(DESK))
def test_a_role_without_the_permission_is_refused(name: str, cast: Cast, matter: Matter) -> None:
    refused = [role for role in ROLE_NAMES if not holds(role, DESK[name])]
    asked = {role: ask(cast.by_role()[role], url(name, matter), DESK[name]) for role in refused}
    assert asked == dict.fromkeys(refused, REFUSED)


@pytest.mark.parametrize("name", sorted(name for name, row in DESK.items() if not row.about))
def test_a_role_with_the_permission_comes_in(name: str, cast: Cast) -> None:
    welcome = [role for role in ROLE_NAMES if holds(role, DESK[name])]
    asked = {role: ask(cast.by_role()[role], url(name), DESK[name]) for role in welcome}
    assert asked == dict.fromkeys(welcome, 200)


@pytest.mark.parametrize("name", MATTER)
def test_a_matter_opens_to_those_in_whose_scope_it_lies(name: str, cast: Cast, matter: Matter) -> None:
    for role in ROLE_NAMES:
        if holds(role, DESK[name]):
            account = cast.by_role()[role]
            expected = 200 if visible(account).filter(pk=matter.pk).exists() else HIDDEN
            assert (role, ask(account, url(name, matter), DESK[name])) == (role, expected)


@pytest.mark.parametrize("name", MATTER)
def test_an_officer_of_the_next_village_does_not_learn_that_it_exists(name: str, cast: Cast, matter: Matter) -> None:
    assert ask(cast.neighbour, url(name, matter), DESK[name]) == HIDDEN
    assert ask(cast.stranger, url(name, matter), DESK[name]) == REFUSED


@pytest.mark.once  # refused before anything is looked for
@pytest.mark.parametrize("name", sorted(DESK))
def test_a_post_is_refused_like_the_page_itself(name: str, cast: Cast, matter: Matter) -> None:
    refused = [role for role in ROLE_NAMES if not holds(role, DESK[name])]
    asked = {role: status(cast.by_role()[role], url(name, matter), "post") for role in refused}
    assert set(asked.values()) <= {REFUSED, NO_SUCH_METHOD}, asked
    assert status(None, url(name, matter), "post") in (TO_LOGIN, NO_SUCH_METHOD)
    if DESK[name].about == "matter":
        assert status(cast.neighbour, url(name, matter), "post") in (HIDDEN, NO_SUCH_METHOD)


@pytest.mark.once  # a key that is none is looked for alike everywhere; test_reach asks with keys that are
@pytest.mark.parametrize("name", STRANGE)
def test_what_does_not_exist_is_hidden_from_those_who_may(name: str, cast: Cast) -> None:
    someone = next(role for role in ROLE_NAMES if holds(role, DESK[name]))
    assert ask(cast.by_role()[someone], url(name), DESK[name]) == HIDDEN


def test_a_page_of_the_desk_stays_in_no_cache(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(reverse("desk:today")).headers["Cache-Control"] == "private, no-store"
