"""Every address of the desk × every role, in and out of the room. The table is tests/access/table.py."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.queries import visible
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import ROLES, Permission
from tests.access.table import DESK, OTHERS, Row, row_of
from tests.cast import Cast
from tests.kernel.matters.bringing import bring

ROLE_NAMES = sorted(ROLES)
REFUSED, HIDDEN, TO_LOGIN = 403, 404, 302
MATTER = [name for name, row in DESK.items() if row.about == "matter"]
STRANGE = [name for name, row in DESK.items() if row.about not in ("", "matter")]


def addresses(resolver: URLResolver, spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield ":".join([*spaces, pattern.name or ""]), pattern
        else:
            yield from addresses(pattern, (*spaces, pattern.namespace) if pattern.namespace else spaces)


EVERY = dict(addresses(get_resolver()))


def url(name: str, matter: Matter | None = None) -> str:
    """The address, about the matter or about something that does not exist."""
    wants = EVERY[name].pattern.converters
    values = {"pk": matter.pk if matter else uuid4(), "verb": "accept", "line": 1, "day": "2026-01-01"}
    values |= {"page": "index", "picture": "desk.zh.png"}
    return reverse(name, kwargs={key: values[key] for key in wants})


def ask(account: Account | None, address: str, row: Row) -> int:
    client = Client()
    if account is not None:
        client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    response = client.post(address) if row.posts_only else client.get(address)
    if response.status_code == TO_LOGIN and "/account/login/" in response["Location"]:
        return TO_LOGIN
    return 200 if response.status_code < 400 or response.status_code == 422 else response.status_code


def holds(role: str, row: Row) -> bool:
    return {Permission.DESK_OPEN, row.who} <= ROLES[role].permissions


@pytest.fixture
def matter(cast: Cast) -> Matter:
    return bring(cast.room).matter


def test_every_address_has_a_row() -> None:
    assert [name for name in EVERY if row_of(name) is None] == []


def test_every_row_has_an_address() -> None:
    exact = [name for name in DESK | OTHERS if name[-1] not in ":_"]
    assert [name for name in exact if name not in EVERY] == []


@pytest.mark.parametrize("name", sorted(DESK))
def test_nobody_comes_to_the_desk_without_a_login(name: str, matter: Matter) -> None:
    assert ask(None, url(name, matter), DESK[name]) == TO_LOGIN


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


@pytest.mark.parametrize("name", STRANGE)
def test_what_does_not_exist_is_hidden_from_those_who_may(name: str, cast: Cast) -> None:
    someone = next(role for role in ROLE_NAMES if holds(role, DESK[name]))
    assert ask(cast.by_role()[someone], url(name), DESK[name]) == HIDDEN


def test_a_page_of_the_desk_stays_in_no_cache(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(reverse("desk:today")).headers["Cache-Control"] == "private, no-store"
