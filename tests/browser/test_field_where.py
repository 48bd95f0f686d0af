"""Where it is: only when it was asked for, never against the wish for no name, and never as a dead end."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from shouwang.kernel.matters.models import Entry, Matter
from tests.cast import Cast
from tests.stories.watching import EXPECTED, group_of, join, send, write
from tests.windows import TELEPHONE

pytestmark = pytest.mark.django_db(transaction=True)
HERE = {"latitude": 34.4012, "longitude": 112.6061, "accuracy": 12}
FAR = {"latitude": 31.2, "longitude": 112.6, "accuracy": 12}
ARRIVED = "[data-arrived-list] > li"


@pytest.fixture(autouse=True)
def a_lost_network_is_no_fault(faults: list[str]) -> object:
    yield
    faults[:] = [fault for fault in faults if not any(sign in fault for sign in EXPECTED)]


@pytest.fixture
def standing(window: Callable[..., Page], cast: Cast) -> Callable[[dict[str, float]], Page]:
    def at(position: dict[str, float]) -> Page:
        group_of(cast)
        cast.room.latitude, cast.room.longitude = 34.4, 112.6
        cast.room.save()
        page = window(viewport=TELEPHONE, permissions=["geolocation"], geolocation=position)
        join(page, cast)
        return page

    return at


def test_a_position_goes_along_only_when_it_was_pressed_for(standing: Callable[..., Page]) -> None:
    page = standing(HERE)
    write(page, topic="noise")
    page.wait_for_timeout(500)
    expect(page.locator("[data-located]")).to_be_empty()
    send(page)
    expect(page.locator(ARRIVED)).to_have_count(1)
    assert Matter.objects.get().latitude is None


def test_without_a_name_it_is_asked_whether_the_place_may_go_along(standing: Callable[..., Page]) -> None:
    page = standing(HERE)
    write(page, topic="noise")
    page.locator("[data-locate]").click()
    expect(page.locator("[data-located]")).not_to_be_empty()
    expect(page.locator("[data-tells]")).to_be_hidden()
    page.locator("input[name=anonymous]").check()
    expect(page.locator("[data-tells]")).to_contain_text("位置可能让人看出是谁报的")
    page.get_by_role("button", name="不带位置").last.click()
    expect(page.locator("[data-tells]")).to_be_hidden()
    send(page)
    expect(page.locator(ARRIVED)).to_have_count(1)
    assert Matter.objects.get().latitude is None


def test_a_position_far_off_is_said_before_it_is_sent(standing: Callable[..., Page]) -> None:
    page = standing(FAR)
    write(page, topic="noise")
    page.locator("[data-locate]").click()
    expect(page.locator("[data-located]")).to_contain_text("离村子 356 公里，不对吧")
    send(page)
    expect(page.get_by_role("alert").filter(has_text="离村子 356 公里")).to_be_visible()
    assert not Matter.objects.exists()
    page.locator("#id_where").fill("老槐树下")
    send(page)
    expect(page.locator(ARRIVED)).to_have_count(1)
    assert Matter.objects.get().where == "老槐树下"
    expect(page.locator("[data-add-where]:visible")).to_have_count(0)


def test_whoever_sends_it_so_can_add_where_later(standing: Callable[..., Page]) -> None:
    page = standing(FAR)
    write(page, topic="noise")
    page.locator("[data-locate]").click()
    expect(page.locator("[data-located]")).to_contain_text("公里")
    send(page)
    expect(page.get_by_role("alert").filter(has_text="公里")).to_be_visible()
    send(page)
    expect(page.locator(ARRIVED)).to_contain_text("请补充在哪里")
    page.reload()
    page.locator("[data-add-where]").click()
    page.keyboard.type("老槐树下")
    page.locator(".own form button").click()
    expect(page.locator("[data-add-where]:visible")).to_have_count(0)
    page.wait_for_timeout(1000)
    assert Entry.objects.get(verb="reporter_words").text == "老槐树下"


def test_without_a_name_it_is_added_by_the_code(standing: Callable[..., Page]) -> None:
    page = standing(FAR)
    write(page, topic="noise")
    page.locator("[data-locate]").click()
    expect(page.locator("[data-located]")).to_contain_text("公里")
    page.locator("input[name=anonymous]").check()
    send(page)
    send(page)
    page.get_by_role("link", name="补上在哪里").click()
    page.wait_for_url("**/f/**")


def test_the_map_opens_at_the_village_and_comes_back_to_it(standing: Callable[..., Page]) -> None:
    page = standing(FAR)
    page.locator("[data-locate]").click()
    expect(page.locator("[data-located]")).to_contain_text("公里")
    page.locator("[data-open-map]").click()
    expect(page.locator(".maplibregl-canvas")).to_be_visible()
    place = page.locator("[data-map]")
    assert place.get_attribute("data-lat") == "34.4"
    place.scroll_into_view_if_needed()
    pin = page.locator(".map .pin").filter(has_text="村东桥头")
    pin.wait_for(state="attached", timeout=20_000)
    page.wait_for_timeout(500)
    before = pin.bounding_box()
    page.locator(".maplibregl-canvas").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(400)
    assert pin.bounding_box() != before
    page.get_by_role("button", name="回到村子").click()
    page.wait_for_timeout(500)
    here, there = pin.bounding_box(), before
    assert here
    assert there
    assert abs(here["x"] - there["x"]) < 3
