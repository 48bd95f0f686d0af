"""A neighbour rings at old Han's, tells it in half a minute without a network, and the room has it once there is one."""

import pytest
from playwright.sync_api import Page, expect

from shouwang.kernel.people.actions.devices import make_phone_code
from shouwang.kernel.people.queries import actor
from shouwang.systems.care.actions import helping
from shouwang.systems.care.models import Case, Chain, Visit
from tests.browser.accessible import violations
from tests.cast import Cast
from tests.stories.watching import EXPECTED, ready, shell_is_kept
from tests.systems.care import old_han

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def being_without_a_network_is_no_fault(faults: list[str]) -> object:
    yield
    faults[:] = [fault for fault in faults if not any(sign in fault for sign in (*EXPECTED, "409"))]


def test_a_visit_is_told_without_a_network(phone: Page, cast: Cast) -> None:
    case = old_han.begun(cast, every=1)
    person = old_han.volunteer(cast, case).aide.person
    assert person
    _code, secret = make_phone_code(by=actor(cast.officer), person=person)
    phone.goto(f"/field/join/{secret}/")
    phone.locator("form[data-joining] button").click()
    phone.wait_for_url("**/field/")
    ready(phone)
    shell_is_kept(phone)
    phone.get_by_role("link", name="探访", exact=True).click()
    card = phone.locator("[data-care-list] > li")
    expect(card).to_contain_text(old_han.NAME)
    assert violations(phone) == []
    phone.context.set_offline(True)
    phone.reload()
    expect(card.locator("textarea")).to_be_visible()
    card.locator("textarea").fill("敲了三次")
    phone.reload()
    expect(card.locator("textarea")).to_have_value("敲了三次")
    card.get_by_role("button", name="没人应").click()
    phone.get_by_role("button", name="是，没人应").click()
    expect(card.locator("[data-kept]")).to_contain_text("已记下")
    assert not Visit.objects.exists()
    phone.context.set_offline(False)
    expect(card.locator("[data-door-told]")).to_contain_text(cast.officer.name)
    visit = Visit.objects.get()
    assert (visit.outcome, visit.case) == ("no_answer", case)
    assert Chain.objects.get().case == case
    helps_no_more_meanwhile(phone, cast, case)


def helps_no_more_meanwhile(phone: Page, cast: Cast, case: Case) -> None:
    """What the room does not take stays on the phone with the reason, until the helper puts it away."""
    helper = case.helpers.get()
    other = old_han.begun(cast, name="尤大年", every=1)
    helping.help_in(by=cast.officer, case=other, aide=helper.aide, helping=helping.Helping("neighbour"))
    phone.reload()
    expect(phone.locator("[data-care-list] > li")).to_have_count(2)
    phone.context.set_offline(True)
    card = phone.locator("[data-care-list] > li", has_text=old_han.NAME)
    card.locator("textarea").fill("今天在家")
    card.get_by_role("button", name="都好").click()
    helping.help_no_more(by=cast.officer, helper=helper)
    phone.context.set_offline(False)
    refused = phone.locator("[data-care-refused] > li")
    expect(refused).to_contain_text("今天在家")
    expect(refused.locator("[data-problem]")).to_contain_text("已经不在这家帮")
    expect(refused.get_by_role("button", name="改一改")).to_be_hidden()  # of somebody whom they visit no more
    assert violations(phone) == []
    refused.locator("[data-delete]").click()
    refused.locator("[data-delete]").click()
    expect(refused).to_have_count(0)
