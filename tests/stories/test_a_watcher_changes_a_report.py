"""A report whose answer was lost is changed: what had arrived stays, what was added follows, no wish for no name is undone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, Route, expect

from shouwang.kernel.matters.models import Entry, Matter
from tests.cast import Cast
from tests.stories.watching import EXPECTED, SEEN, add_photo, join, send, until, write
from tests.windows import TELEPHONE

pytestmark = pytest.mark.django_db(transaction=True)
QUEUED = "[data-waiting-list] > li"
ARRIVED = "[data-arrived-list] > li"


@pytest.fixture(autouse=True)
def a_lost_network_is_no_fault(faults: list[str]) -> object:
    yield
    faults[:] = [fault for fault in faults if not any(sign in fault for sign in (*EXPECTED, "409", "429"))]


@pytest.fixture
def lost(window: Callable[..., Page], cast: Cast) -> Page:
    """A report that arrived while its answer was lost, back in the form."""
    page = window(viewport=TELEPHONE, has_touch=True, is_mobile=True, service_workers="block")
    join(page, cast)
    lose = lambda route: (route.fetch(), route.abort("connectionreset"))  # noqa: E731
    page.route("**/field/api/reports/", lose)
    write(page, topic="noise")
    send(page)
    until(page, Matter.objects.exists)
    expect(page.locator(QUEUED)).to_contain_text("等着发")
    page.unroute("**/field/api/reports/")
    page.get_by_role("button", name="改一改").click()
    expect(page.locator("textarea[name=text]").first).to_have_value(SEEN)
    return page


def test_words_and_photos_that_were_added_arrive_too(lost: Page, tmp_path: Path) -> None:
    Image.new("RGB", (300, 200), "#246").save(tmp_path / "small.png")
    add_photo(lost, tmp_path / "small.png")
    lost.locator("textarea[name=text]").first.fill("已经喊他们上来了")
    send(lost)
    expect(lost.locator(QUEUED)).to_contain_text("按您最初写的送到了")
    first = Matter.objects.get()
    expect(lost.locator(QUEUED)).to_contain_text(first.reference)
    lost.get_by_role("button", name="补充到已经送到的那条").click()
    expect(lost.locator(QUEUED)).to_have_count(0)
    assert Entry.objects.get(matter=first, verb="reporter_words").text == "已经喊他们上来了"
    second = Matter.objects.exclude(pk=first.pk).get()
    assert second.attachments.count() == 1
    assert first.reference in second.text


def test_no_name_is_never_promised_for_what_arrived_with_one(lost: Page) -> None:
    lost.locator("input[name=anonymous]").check()
    expect(lost.locator("[data-perhaps-named]")).to_be_visible()
    send(lost)
    expect(lost.locator(QUEUED)).to_contain_text("写着您的名字")
    expect(lost.locator("[data-amend]")).to_be_hidden()
    expect(lost.get_by_text("查询码")).to_be_hidden()
    assert not Matter.objects.get().is_anonymous
    lost.get_by_role("button", name="当新的一条发").click()
    expect(lost.locator(QUEUED)).to_have_count(0)
    assert sorted(Matter.objects.values_list("is_anonymous", flat=True)) == [False, True]


def test_a_cry_for_help_does_not_wait_for_an_upload(window: Callable[..., Page], cast: Cast, tmp_path: Path) -> None:
    page = window(viewport=TELEPHONE, service_workers="block")
    join(page, cast)
    Image.effect_noise((1700, 1300), 80).convert("RGB").save(tmp_path / "bank.jpg", quality=92)
    held: list[Route] = []
    page.context.route(
        "**/files/tus/*", lambda route: held.append(route) if route.request.method == "PATCH" else route.continue_()
    )
    write(page)
    add_photo(page, tmp_path / "bank.jpg")
    send(page)
    until(page, lambda: len(held) == 1)
    page.locator("[data-sos]").evaluate("button => button.click()")
    page.locator("[data-yes]").click()
    expect(page.locator("[data-sos-state]")).to_contain_text("送到了")
    assert Matter.objects.get().topic == "sos"
    held[0].continue_()
    page.context.unroute("**/files/tus/*")
    page.locator("[data-tabs] a[href='#mine']").click()
    expect(page.locator(QUEUED)).to_have_count(0)
    assert Matter.objects.count() == 2


def test_photos_that_are_too_many_for_now_hold_up_nothing_else(
    window: Callable[..., Page], cast: Cast, tmp_path: Path
) -> None:
    page = window(viewport=TELEPHONE, service_workers="block")
    join(page, cast)
    page.context.route("**/files/tus/", lambda route: route.fulfill(status=429))
    page.context.set_offline(True)
    Image.new("RGB", (300, 200), "#246").save(tmp_path / "small.png")
    write(page)
    add_photo(page, tmp_path / "small.png")
    send(page)
    page.locator("[data-tabs] a[href='#new']").click()
    write(page, "路灯坏了", "streetlight")
    send(page)
    expect(page.locator(QUEUED)).to_have_count(2)
    page.context.set_offline(False)
    expect(page.locator(QUEUED)).to_have_count(1)
    expect(page.locator(QUEUED)).to_contain_text("过一分钟自动接着发")
    assert Matter.objects.get().text == "路灯坏了"


def test_what_is_typed_in_another_window_is_not_wiped_when_this_one_sends(
    window: Callable[..., Page], cast: Cast
) -> None:
    page = window(viewport=TELEPHONE, service_workers="block")
    join(page, cast)
    write(page, "路灯坏了", "streetlight")
    page.wait_for_timeout(400)
    other = page.context.new_page()
    other.goto("/field/")
    other.locator("body[data-ready]").wait_for()
    text = other.locator("textarea[name=text]").first
    expect(text).to_have_value("路灯坏了")
    text.fill("河边有人")
    send(page)
    expect(page.locator(ARRIVED)).to_have_count(1)
    other.wait_for_timeout(500)
    expect(text).to_have_value("河边有人")
    send(other)
    expect(other.locator(ARRIVED)).to_have_count(2)
    assert {matter.text for matter in Matter.objects.all()} == {"路灯坏了", "河边有人"}
