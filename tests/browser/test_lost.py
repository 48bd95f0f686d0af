"""A tourist tells in English of a phone that was lost, on a small telephone; the desk finds it and hands it back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from shouwang.kernel.people.models import Account
from shouwang.systems.services.models import LostThing
from tests.browser.accessible import violations
from tests.cast import Cast
from tests.systems.services.finding import thing

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_tourist_loses_a_phone_and_gets_it_back(
    phone: Page, page: Page, cast: Cast, enter: Callable[[Page, Account], None], live: Any, faults: list[str]
) -> None:
    phone.context.add_cookies([{"name": "language", "value": "en", "url": live.url}])
    found = thing(cast)
    phone.goto("/r/HW/lost/")
    phone.get_by_role("link", name="I lost something").click()
    phone.get_by_role("button", name="Send it").click()
    expect(phone.get_by_text("Please choose what it is.").first).to_be_visible()
    assert violations(phone) == []
    faults.clear()  # a form that did not go through is answered with 422
    phone.get_by_label("What is it?").select_option(label="Phone")
    phone.get_by_label("Where?", exact=True).fill("bridge 桥头")
    phone.get_by_label("Your telephone").fill("+44 20 7946 0000")
    phone.get_by_role("button", name="Send it").click()
    phone.wait_for_url("**/receipt/")
    sought = LostThing.objects.get(side="lost")
    assert (sought.what, sought.day) == ("phone", timezone.localdate())

    enter(page, cast.officer)
    page.goto(f"/desk/services/lost/{found.pk}/")
    page.get_by_role("button", name="是同一件").click()
    page.get_by_role("link", name="交还失主").click()
    assert violations(page) == []
    page.get_by_label("看到实物之前，对方怎么说的？").fill("黑壳，屏幕有裂")
    page.get_by_label("凭什么确认是其本人的？").fill("当面解锁")
    page.get_by_label("谁领走？").fill("韩梅")
    page.get_by_role("button", name="交还失主").click()
    expect(page.get_by_text("领取人")).to_be_visible()

    phone.goto(phone.url.replace("receipt/", ""))
    expect(phone.get_by_text("Done").first).to_be_visible()
