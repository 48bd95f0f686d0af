"""Somebody gets an account, or a new password: by a link that works in a browser."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from shouwang.kernel.people.models import Account
from tests.cast import Cast

GOOD = "three lamps by the gate"
Enter = Callable[[Page, Account], None]


def set_and_log_in(phone: Page, link: str, username: str) -> None:
    """On the person's own phone: the link, the password twice, the login with it."""
    phone.goto(urlsplit(link).path)
    phone.get_by_label("新密码", exact=True).fill(GOOD)
    phone.get_by_label("再输一遍新密码").fill(GOOD)
    phone.get_by_role("button", name="设好").click()
    expect(phone).to_have_url(re.compile(reverse("account_login") + "$"))
    phone.get_by_label("登录名").fill(username)
    phone.get_by_label("密码", exact=True).fill(GOOD)
    phone.get_by_role("button", name="登录", exact=True).click()
    expect(phone).to_have_url(re.compile(reverse("desk:today") + "$"))


@pytest.fixture
def desk(page: Page, cast: Cast, enter: Enter) -> Page:
    enter(page, cast.administrator)
    return page


def test_a_new_colleague_sets_a_password_by_the_link_and_logs_in(desk: Page, phone: Page) -> None:
    desk.goto(reverse("desk-settings:accounts"))
    desk.get_by_label("姓名（同事怎么叫）").fill("新辅警")
    desk.get_by_label("登录名").fill("xin")
    desk.get_by_label("角色", exact=True).select_option("auxiliary")
    desk.get_by_role("button", name="开账号").click()
    set_and_log_in(phone, desk.locator("#once").inner_text(), "xin")


def test_who_forgot_the_password_sets_another_by_the_link_and_logs_in(desk: Page, phone: Page, cast: Cast) -> None:
    desk.goto(reverse("desk-settings:account", args=[cast.auxiliary.pk]))
    desk.get_by_role("button", name="生成链接").click()
    set_and_log_in(phone, desk.locator("#once").inner_text(), "li")


def test_the_secret_of_the_link_is_told_to_nothing_the_page_loads(phone: Page, desk: Page, cast: Cast) -> None:
    desk.goto(reverse("desk-settings:account", args=[cast.auxiliary.pk]))
    desk.get_by_role("button", name="生成链接").click()
    link = urlsplit(desk.locator("#once").inner_text()).path
    told: list[str] = []
    phone.on("request", lambda request: told.append(request.headers.get("referer", "")))
    phone.goto(link)
    phone.get_by_role("link", name="守望").click()
    assert [one for one in told if link in one] == []


def test_what_is_shown_once_fits_a_telephone(phone: Page, cast: Cast, enter: Enter) -> None:
    enter(phone, cast.administrator)
    phone.goto(reverse("desk-settings:account", args=[cast.auxiliary.pk]))
    phone.get_by_role("button", name="生成链接").click()
    expect(phone.locator("#once")).to_be_visible()
    phone.wait_for_load_state()  # it is in the page before the style sheet is
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
    box, copy = phone.locator("#once").bounding_box(), phone.get_by_role("button", name="复制").bounding_box()
    assert box
    assert copy
    assert copy["y"] >= box["y"] + box["height"]
