"""A phone that sent too much for now keeps the rest and sends it later by itself; nothing else is held up behind it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from shouwang.kernel.matters.models import Matter
from shouwang.surfaces.field import pace
from tests.cast import Cast
from tests.stories.watching import EXPECTED, join, send, until, write
from tests.windows import TELEPHONE

pytestmark = pytest.mark.django_db(transaction=True)
QUEUED = "[data-waiting-list] > li"


@pytest.fixture(autouse=True)
def a_full_room_is_no_fault(faults: list[str]) -> object:
    yield
    faults[:] = [fault for fault in faults if not any(sign in fault for sign in (*EXPECTED, "status of 429"))]


def test_what_is_too_much_for_now_waits_with_words_and_goes_out_later(window: Callable[..., Page], cast: Cast) -> None:
    page = window(viewport=TELEPHONE, service_workers="block")
    asked: list[str] = []

    def take(route: Route) -> None:
        asked.append(route.request.url)
        wait = {"Retry-After": "8", "Content-Type": "application/json"}
        route.fulfill(status=429, headers=wait, json={"message": "发得太多了，过一会儿自动发。"})

    page.context.route("**/field/api/reports/", take)
    join(page, cast)
    page.context.set_offline(True)
    for text in ("路上有个坑", "路灯坏了", "树倒了"):
        page.locator("[data-tabs] a[href='#new']").click()
        write(page, text, topic="hazard")
        send(page)
    expect(page.locator(QUEUED)).to_have_count(3)
    page.context.set_offline(False)
    expect(page.locator(".problem").filter(has_text="过一会儿自动发")).to_have_count(3)
    assert len(asked) == 1  # the others need not be refused one by one
    expect(page.locator(f"{QUEUED}.red")).to_have_count(0)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    page.wait_for_timeout(500)
    assert len(asked) == 1
    page.context.unroute("**/field/api/reports/")
    page.wait_for_timeout(8000)
    page.evaluate("window.dispatchEvent(new Event('online'))")  # the page tries every minute by itself
    expect(page.locator("[data-arrived-list] > li")).to_have_count(3)
    assert Matter.objects.count() == 3


def test_a_cry_for_help_is_not_held_up_by_reports(phone: Page, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "REPORTS", (pace.Limit("none", 0, pace.REPORTS[0].per),))
    join(phone, cast)
    write(phone)
    send(phone)
    expect(phone.locator(QUEUED)).to_contain_text("不会丢")
    phone.locator("[data-sos]").evaluate("button => button.click()")
    phone.locator("[data-yes]").click()
    expect(phone.locator("[data-sos-state]")).to_contain_text("送到了")
    until(phone, lambda: Matter.objects.filter(topic="sos").count() == 1)
    expect(phone.locator(QUEUED)).to_have_count(1)


def test_a_cry_too_many_says_whom_to_ring(phone: Page, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "CRIES", (pace.Limit("none", 0, pace.CRIES[0].per),))
    join(phone, cast)
    phone.locator("[data-sos]").evaluate("button => button.click()")
    phone.locator("[data-yes]").click()
    expect(phone.locator("[data-sos-state]")).to_contain_text("现在就打 110", timeout=10_000)
    phone.locator("[data-tabs] a[href='#mine']").click()
    expect(phone.locator(QUEUED)).to_contain_text("求救太多了")
