"""The windows of the browser tests notice what goes wrong in them."""

import pytest
from playwright.sync_api import Page, expect

LOGIN = "/account/login/"


@pytest.mark.parametrize("window_name", ["page", "phone"])
def test_the_login_page_opens_without_a_fault(window_name: str, request: pytest.FixtureRequest) -> None:
    page: Page = request.getfixturevalue(window_name)
    answer = page.goto(LOGIN)
    assert answer
    assert answer.ok
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")


def test_an_error_on_the_console_is_a_fault(page: Page, faults: list[str]) -> None:
    page.goto(LOGIN)
    page.evaluate("console.error('lamp is out')")
    assert faults == ["console: lamp is out"]
    faults.clear()


def test_asking_another_host_is_a_fault(page: Page, faults: list[str]) -> None:
    page.goto("about:blank")
    page.evaluate("fetch('http://elsewhere.invalid/').catch(() => null)")
    assert "asked another host: http://elsewhere.invalid/" in faults
    faults.clear()


def test_the_telephone_is_as_narrow_as_an_old_one(phone: Page) -> None:
    phone.goto(LOGIN)
    assert phone.evaluate("[innerWidth, document.documentElement.scrollWidth]") == [360, 360]
