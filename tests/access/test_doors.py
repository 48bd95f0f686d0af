"""The addresses outside the desk: open to everyone, to a ticket, to a secret link, to one's own login."""

import pytest

from tests.access.asking import HIDDEN, NO_SUCH_METHOD, REFUSED, TO_LOGIN, status, url
from tests.access.table import ACCOUNT, DOOR, EVERYONE, OTHERS
from tests.cast import Cast

pytestmark = pytest.mark.once


@pytest.mark.parametrize("name", [name for name, row in OTHERS.items() if row.who == EVERYONE and not row.about])
def test_what_is_open_to_everyone_answers_everyone_alike(name: str, cast: Cast) -> None:
    asked = {status(someone, url(name), "get") for someone in (None, *cast.by_role().values(), cast.stranger)}
    assert len(asked) == 1
    assert asked <= {200, HIDDEN, NO_SUCH_METHOD}


@pytest.mark.parametrize(
    "name", [name for name, row in OTHERS.items() if row.who in ("ticket", "guard", "secret link")]
)
def test_a_ticket_or_secret_that_is_none_opens_nothing_to_anybody(name: str, cast: Cast) -> None:
    for someone in (None, *cast.by_role().values()):
        assert status(someone, url(name), "get") in (REFUSED, HIDDEN, NO_SUCH_METHOD)


@pytest.mark.parametrize("name", [name for name, row in OTHERS.items() if row.who == ACCOUNT])
def test_pages_about_ones_own_login_ask_for_it_first(name: str, cast: Cast) -> None:
    for method in ("get", "post"):
        assert status(None, url(name), method) in (TO_LOGIN, NO_SUCH_METHOD)


@pytest.mark.parametrize("name", [name for name, row in OTHERS.items() if row.who == DOOR])
def test_the_way_to_a_login_breaks_for_nobody(name: str, cast: Cast) -> None:
    for someone in (None, *cast.by_role().values()):
        for method in ("get", "post"):
            assert status(someone, url(name), method) in (200, TO_LOGIN, REFUSED, HIDDEN, NO_SUCH_METHOD)


@pytest.mark.parametrize(
    "path",
    [
        "signup/", "email/", "confirm-email/", "confirm-email/x/", "password/reset/", "password/reset/done/",
        "password/reset/key/1-x/", "password/reset/key/done/", "login/code/", "login/code/confirm/", "sessions/",
        "3rdparty/", "2fa/webauthn/signup/",
    ],
)  # fmt: skip
def test_what_the_room_does_not_use_of_the_login_is_not_there(path: str, cast: Cast) -> None:
    for someone in (None, cast.officer):
        assert {status(someone, f"/account/{path}", method) for method in ("get", "post")} == {HIDDEN}
