"""Somebody books a visit and presses Back on the way: the step before is there, with what was typed."""

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.stories.village import only_hewan
from tests.systems.services.visiting_room import visiting_room

pytestmark = pytest.mark.django_db(transaction=True)


def test_back_shows_the_step_before_and_never_says_no_network(phone: Page, cast: Cast, faults: list[str]) -> None:
    only_hewan(cast)
    visiting_room(cast, weekdays=range(7))
    phone.goto("/r/HW/")
    phone.evaluate("navigator.serviceWorker.ready")
    phone.goto("/r/HW/visit/")
    phone.locator(".tile").first.click()
    phone.get_by_role("button", name="选哪一天").click()
    expect(phone.locator(".error").first).to_be_visible()
    phone.goto("/r/HW/")
    phone.go_back()
    expect(phone.get_by_label("哪一户？")).to_be_visible()
    phone.locator("input[name=why]").first.check(force=True)
    phone.locator("input[value=self]").check(force=True)
    expect(phone.get_by_label("我们去看谁？")).to_be_hidden()
    phone.get_by_label("哪一户？").fill("东头第三家")
    phone.get_by_role("button", name="选哪一天").click()
    phone.locator("details.day").first.click()
    phone.locator("details[open] button[name=time]").first.click()
    expect(phone.get_by_label("怎么称呼您？")).to_be_visible()
    phone.go_back()
    phone.go_back()
    expect(phone.get_by_label("哪一户？")).to_have_value("东头第三家")
    faults[:] = [fault for fault in faults if "422" not in fault]
