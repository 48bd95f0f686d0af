"""A helper at a door: "nobody answered" is asked about once, then the phone says what to do there; a slip goes no further."""

import pytest
from playwright.sync_api import Page, expect

from shouwang.systems.care.actions import helping
from shouwang.systems.care.models import Visit
from tests.browser.accessible import AXE
from tests.cast import Cast
from tests.stories.watching import ready, until
from tests.systems.care import old_han

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not AXE.exists(), reason="axe-core is brought by make ready"),
]


def test_nobody_answered_is_asked_once_and_says_what_to_do_at_the_door(
    phone: Page, cast: Cast, faults: list[str]
) -> None:
    helper = old_han.volunteer(cast, old_han.begun(cast))
    phone.goto(f"/field/join/{helping.give_phone_code(by=cast.officer, aide=helper.aide)}/")
    phone.locator("form[data-joining] button").click()
    phone.wait_for_url("**/field/")
    ready(phone)
    phone.locator("[data-tabs] a[href='#care']").click()
    card, question = phone.locator("[data-care-list] > li"), phone.locator("[data-care-ask]")
    card.locator("button[value=no_answer]").click()
    expect(question).to_contain_text(old_han.NAME)
    question.locator("[data-care-no]").click()
    expect(card.locator("[data-door]")).to_be_hidden()
    phone.context.set_offline(True)
    card.locator("button[value=no_answer]").click()
    question.locator("[data-care-yes]").click()
    expect(card.locator("[data-door-told]")).to_contain_text("还没发出去")
    expect(card.locator("[data-door] a[href='tel:120']")).to_be_visible()
    slip = card.locator("[data-mistaken]")
    slip.click()
    slip.click()
    expect(card.locator("[data-door]")).to_be_hidden()
    phone.context.set_offline(False)
    assert not Visit.objects.exists()
    card.locator("button[value=no_answer]").click()
    question.locator("[data-care-yes]").click()
    expect(card.locator("[data-door-told]")).to_contain_text(cast.officer.name)
    slip.click()
    slip.click()
    expect(card.locator("[data-door-told]")).to_contain_text("按错了")
    expect(card.locator("[data-door] ol")).to_be_hidden()
    until(phone, lambda: Visit.objects.get().mistaken_at is not None)
    faults[:] = [fault for fault in faults if "ERR_INTERNET_DISCONNECTED" not in fault]
