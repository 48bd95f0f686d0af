"""A passkey is added in one's own account and opens it without the password, in chromium with a virtual authenticator.

WebAuthn knows names only: the live server answers to `localhost`, as the room does before it has a domain.
"""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import CDPSession, Page, expect

from shouwang.kernel.people.models import Account
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def officer(cast: Cast) -> Account:
    cast.officer.set_password(PASSWORD)
    cast.officer.save()
    return cast.officer


def fingerprint(page: Page) -> CDPSession:
    """A reader in the machine whose owner is always recognised."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options: dict[str, Any] = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True}
    options |= dict.fromkeys(("hasResidentKey", "hasUserVerification", "isUserVerified"), True)
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return devices


def log_in(page: Page) -> None:
    page.goto("/account/login/")
    page.fill("[name=login]", "chen")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    expect(page).to_have_url(re.compile("/desk/"))


def add_passkey(page: Page, name: str) -> None:
    page.goto("/account/2fa/webauthn/")
    page.get_by_role("link", name="加一个通行密钥").click()
    if page.locator("[name=password]").count():  # asked once more before the account is changed
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
    page.fill("[name=name]", name)
    page.get_by_label("只用它登录，不输密码").check()
    page.click("#mfa_webauthn_add")
    page.wait_for_url(lambda address: not address.endswith("/add/"))


def log_out(page: Page) -> None:
    page.context.clear_cookies()


def test_a_passkey_is_added_and_opens_the_desk_without_the_password(page: Page, officer: Account) -> None:
    assert urlsplit(page.goto("/account/login/").url).hostname == "localhost"  # type: ignore[union-attr]
    fingerprint(page)
    log_in(page)
    add_passkey(page, "值班室电脑")
    page.goto("/account/2fa/webauthn/")
    expect(page.get_by_text("值班室电脑")).to_be_visible()
    log_out(page)
    page.goto("/desk/")
    expect(page).to_have_url(re.compile("/account/login/"))
    page.get_by_role("button", name="用通行密钥登录").click()
    expect(page).to_have_url(re.compile("/desk/"))
    expect(page.get_by_text("陈警官").first).to_be_visible()
    used = Authenticator.objects.get(user=officer, type=Authenticator.Type.WEBAUTHN)
    assert used.last_used_at is not None
