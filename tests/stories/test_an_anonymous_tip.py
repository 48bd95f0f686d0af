"""Somebody tells of a suspected fraud without a name, loses the network on the way, and nothing is lost or doubled."""

import pytest
from playwright.sync_api import Page, expect

from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Person
from tests.cast import Cast
from tests.stories.village import only_hewan

pytestmark = pytest.mark.django_db(transaction=True)
TIP = "有人在村口发传单，说交一千块能办低保。"


def fill(phone: Page) -> None:
    phone.goto("/r/HW/report/fraud/")
    phone.get_by_label("说说是什么事").fill(TIP)
    phone.get_by_role("button", name="下一步").click()
    phone.locator("input[value=anonymous]").check()


def test_a_tip_without_a_name_leaves_no_person(phone: Page, cast: Cast) -> None:
    only_hewan(cast)
    fill(phone)
    expect(phone.get_by_label("您的电话")).to_be_hidden()
    phone.get_by_role("button", name="发出").click()
    phone.wait_for_url("**/receipt/")
    assert Matter.objects.get().is_anonymous
    assert Matter.objects.get().pk.version == 7
    assert Person.objects.count() == 0


def test_without_a_network_it_stays_on_the_phone_and_goes_out_by_itself(
    phone: Page, cast: Cast, faults: list[str]
) -> None:
    only_hewan(cast)
    fill(phone)
    phone.context.set_offline(True)
    phone.get_by_role("button", name="发出").click()
    expect(phone.get_by_text("没网，已存在手机里，有网会自动发")).to_be_visible()
    assert Matter.objects.count() == 0
    phone.context.set_offline(False)
    phone.wait_for_url("**/receipt/")
    assert Matter.objects.get().text == TIP
    faults[:] = [fault for fault in faults if "ERR_INTERNET_DISCONNECTED" not in fault]


def test_an_answer_lost_on_the_way_makes_no_second_matter(phone: Page, cast: Cast, faults: list[str]) -> None:
    only_hewan(cast)
    fill(phone)
    # The request arrives, the answer does not.
    phone.route("**/report/fraud/", lambda route: (route.fetch(), route.abort("internetdisconnected")))
    phone.get_by_role("button", name="发出").click()
    expect(phone.get_by_text("没网，已存在手机里，有网会自动发")).to_be_visible()
    assert Matter.objects.count() == 1
    phone.unroute("**/report/fraud/")
    phone.get_by_role("button", name="现在再试").click()
    phone.wait_for_url("**/receipt/")
    assert Matter.objects.count() == 1
    faults[:] = [fault for fault in faults if "ERR_INTERNET_DISCONNECTED" not in fault]


def test_pressing_many_times_sends_once(phone: Page, cast: Cast) -> None:
    only_hewan(cast)
    fill(phone)
    send = phone.get_by_role("button", name="发出")
    send.evaluate("button => { for (let n = 0; n < 5; n += 1) button.click(); }")
    phone.wait_for_url("**/receipt/")
    assert Matter.objects.count() == 1


def test_what_was_typed_is_there_again_until_it_is_sent(phone: Page, cast: Cast) -> None:
    only_hewan(cast)
    phone.goto("/r/HW/report/fraud/")
    phone.get_by_label("说说是什么事").fill(TIP)
    phone.wait_for_timeout(600)  # a draft is written a moment after the last key
    phone.goto("/r/HW/report/fraud/")
    expect(phone.get_by_label("说说是什么事")).to_have_value(TIP)
    phone.get_by_role("button", name="下一步").click()
    phone.locator("input[value=anonymous]").check()
    phone.get_by_role("button", name="发出").click()
    phone.wait_for_url("**/receipt/")
    phone.goto("/r/HW/report/fraud/")
    expect(phone.get_by_label("说说是什么事")).to_have_value("")


def test_two_million_letters_stay_in_the_browser_with_words(phone: Page, cast: Cast) -> None:
    only_hewan(cast)
    phone.goto("/r/HW/report/fraud/")
    phone.get_by_label("说说是什么事").evaluate("box => { box.value = ('a'.repeat(99) + '\\n').repeat(20000); }")
    phone.locator("[data-forward]").evaluate("button => button.click()")
    expect(phone.get_by_text("您写了 2,000,000 个字")).to_be_visible()
    assert phone.get_by_label("说说是什么事").evaluate("box => box.value.length") == 2_000_000
    assert Matter.objects.count() == 0


def test_the_phones_position_is_added_when_asked(phone: Page, cast: Cast) -> None:
    only_hewan(cast)
    phone.context.grant_permissions(["geolocation"])
    phone.context.set_geolocation({"latitude": 34.402, "longitude": 112.603, "accuracy": 15})
    fill_without_step(phone)
    phone.get_by_role("button", name="加上我现在的位置").click()
    expect(phone.get_by_text("位置加上了，误差 15 米。")).to_be_visible()
    phone.get_by_role("button", name="下一步").click()
    phone.locator("input[value=anonymous]").check()
    phone.get_by_role("button", name="发出").click()
    phone.wait_for_url("**/receipt/")
    assert Matter.objects.get().latitude == 34.402


def fill_without_step(phone: Page) -> None:
    phone.goto("/r/HW/report/fraud/")
    phone.get_by_label("说说是什么事").fill(TIP)
