"""The addresses outside the desk: open to everyone, to a ticket, to a secret link, to one's own login."""

import pytest

from tests.access.asking import EVERY, HIDDEN, NO_SUCH_METHOD, REFUSED, TO_LOGIN, status, url
from tests.access.table import ACCOUNT, EVERYONE, OTHERS, row_of
from tests.cast import Cast

# What allauth shows before one is logged in; signing up is closed (tests/kernel/people).
BEFORE_LOGIN = {
    "account_login", "account_signup", "account_inactive", "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key", "account_reset_password_from_key_done", "account_confirm_email",
    "account_confirm_login_code", "account_email_verification_sent", "mfa_authenticate", "mfa_login_webauthn",
}  # fmt: skip


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


@pytest.mark.parametrize("name", [name for name in EVERY if getattr(row_of(name), "who", "") == ACCOUNT])
def test_pages_about_ones_own_login_ask_for_it_first(name: str, cast: Cast) -> None:
    asked = status(None, url(name), "get")
    if name not in BEFORE_LOGIN:
        assert asked in (TO_LOGIN, HIDDEN, NO_SUCH_METHOD)
