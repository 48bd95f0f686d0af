"""What somebody sees at the button while it goes out, when the net is cut, and what a closed page keeps."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, Route, expect

from shouwang.kernel.matters import follow
from shouwang.kernel.matters.models import Entry, Matter
from shouwang.lib.ids import format_code
from tests.browser.accessible import violations
from tests.cast import Cast
from tests.kernel.matters.bringing import bring
from tests.stories.village import only_hewan

pytestmark = pytest.mark.django_db(transaction=True)
TIP = "夜里有人放炮，吵得睡不着。"
ADDRESS = "/r/HW/report/noise/"
CUT = "没网，已存在手机里，有网会自动发"


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    Image.effect_noise((1700, 1300), 80).convert("RGB").save(tmp_path / "bridge.jpg", quality=92)
    return tmp_path / "bridge.jpg"


@pytest.fixture(autouse=True)
def offline_is_no_fault(faults: list[str]) -> object:
    yield
    faults[:] = [fault for fault in faults if "ERR_INTERNET_DISCONNECTED" not in fault and "ERR_FAILED" not in fault]


def fill(phone: Page, picture: Path | None = None) -> None:
    phone.goto(ADDRESS)
    phone.get_by_label("说说是什么事").fill(TIP)
    if picture:
        phone.set_input_files("input[name=photos]", picture)
        expect(phone.locator("[data-chosen] img")).to_have_count(1)
    phone.get_by_role("button", name="下一步").click()
    phone.locator("input[value=anonymous]").check()


def press(phone: Page) -> None:
    phone.get_by_role("button", name="发出").click()


def worker_is_ready(phone: Page) -> None:
    phone.evaluate("navigator.serviceWorker.ready")
    phone.wait_for_function(
        """async path => Boolean(await caches.match(path, {ignoreVary: true}))
           && Boolean(await caches.match('/offline/', {ignoreVary: true}))""",
        arg=phone.evaluate("location.pathname") if "/r/" in phone.url else "/offline/",
    )


def above_the_button(phone: Page, words: str) -> None:
    """The words are seen, and near the button that was pressed."""
    line = phone.get_by_text(words).first
    expect(line).to_be_in_viewport()
    box, button = line.bounding_box(), phone.locator("[data-again]:visible, [data-forward]:visible").bounding_box()
    assert box
    assert button
    assert 0 < button["y"] - box["y"] < 330


def test_the_way_of_a_photo_is_told_at_the_button(phone: Page, cast: Cast, picture: Path) -> None:
    only_hewan(cast)
    fill(phone, picture)
    held: list[Route] = []
    phone.route("**/files/tus/*", lambda route: held.append(route))
    press(phone)
    above_the_button(phone, "正在发… 第 1 张照片 0%")
    expect(phone.locator("[data-progress]")).to_be_visible()
    expect(phone.locator("[data-forward]")).to_have_attribute("aria-disabled", "true")
    phone.locator("[data-back]").evaluate("button => button.click()")  # no press waits for what is disabled
    expect(phone.locator("section[data-part=who]")).to_be_visible()  # nothing goes back while it goes out
    for route in held:
        route.continue_()
    phone.unroute("**/files/tus/*")
    phone.wait_for_url("**/receipt/")
    assert Matter.objects.get().attachments.count() == 1


def test_a_net_cut_in_the_middle_of_a_photo_is_told_at_once(phone: Page, cast: Cast, picture: Path) -> None:
    only_hewan(cast)
    fill(phone, picture)
    held: list[Route] = []
    lost = {"network"}  # what is asked meanwhile hangs, also once it is back
    phone.route("**/files/tus/*", lambda route: held.append(route) if lost else route.continue_())
    press(phone)
    expect(phone.get_by_text("正在发… 第 1 张照片")).to_be_visible()
    phone.context.set_offline(True)
    expect(phone.get_by_text(CUT)).to_be_visible(timeout=1000)
    above_the_button(phone, CUT)
    expect(phone.get_by_role("button", name="现在再试")).to_be_focused()
    expect(phone.locator("[data-forward]")).to_be_hidden()  # one sentence and one button
    expect(phone.locator("[data-unsent] p:visible")).to_have_count(2)
    assert violations(phone) == []
    lost.clear()
    phone.context.set_offline(False)
    phone.wait_for_url("**/receipt/")
    assert Matter.objects.get().attachments.count() == 1


def test_words_photo_and_the_choice_of_no_name_outlast_a_closed_page(phone: Page, cast: Cast, picture: Path) -> None:
    only_hewan(cast)
    fill(phone, picture)
    worker_is_ready(phone)
    phone.context.set_offline(True)
    press(phone)
    expect(phone.get_by_text(CUT)).to_be_visible()
    phone.reload()  # without a network: the page comes from this phone, and all that was in it
    expect(phone.get_by_text(CUT)).to_be_visible()
    expect(phone.locator("input[value=anonymous]")).to_be_checked()
    expect(phone.locator("[data-chosen] img")).to_have_count(1)
    phone.context.set_offline(False)
    phone.wait_for_url("**/receipt/")
    matter = Matter.objects.get()
    assert (matter.text, matter.is_anonymous, matter.attachments.count()) == (TIP, True, 1)
    phone.goto("/r/HW/")
    expect(phone.get_by_text("还没发出去")).to_be_hidden()


def test_the_first_page_shows_what_was_not_sent_and_sends_it(phone: Page, cast: Cast, picture: Path) -> None:
    only_hewan(cast)
    fill(phone, picture)
    phone.context.set_offline(True)
    press(phone)
    expect(phone.get_by_text(CUT)).to_be_visible()
    phone.goto("about:blank")
    phone.context.set_offline(False)
    phone.goto("/r/HW/")
    expect(phone.get_by_text("有 1 件还没发出去")).to_be_visible()
    assert violations(phone) == []
    phone.get_by_role("link", name="看看").click()
    expect(phone.locator("input[value=anonymous]")).to_be_checked()
    phone.wait_for_timeout(500)
    assert Matter.objects.count() == 0  # a look sends nothing
    phone.goto("/r/HW/")
    phone.get_by_role("link", name="发出").click()
    phone.wait_for_url("**/receipt/")
    assert Matter.objects.get().attachments.count() == 1


def test_what_was_not_sent_can_be_deleted_by_two_presses(phone: Page, cast: Cast) -> None:
    only_hewan(cast)
    fill(phone)
    phone.context.set_offline(True)
    press(phone)
    expect(phone.get_by_text(CUT)).to_be_visible()
    phone.goto("about:blank")
    phone.context.set_offline(False)
    phone.goto("/r/HW/")
    phone.get_by_role("button", name="删掉").click()
    expect(phone.get_by_text("有 1 件还没发出去")).to_be_visible()
    phone.get_by_role("button", name="真的删掉？").click()
    expect(phone.get_by_text("有 1 件还没发出去")).to_be_hidden()
    phone.goto(ADDRESS)
    expect(phone.get_by_label("说说是什么事")).to_have_value("")


def test_a_page_never_opened_before_becomes_our_own_words_and_telephones(phone: Page, cast: Cast) -> None:
    village = only_hewan(cast)
    village.room.phone = "0379-5550101"
    village.room.save()
    fill(phone)
    worker_is_ready(phone)
    phone.context.set_offline(True)
    press(phone)
    expect(phone.get_by_text(CUT)).to_be_visible()
    phone.goto("/r/HW/privacy/")
    expect(phone.get_by_role("heading", name="没有网")).to_be_visible()
    expect(phone.locator('a[href="tel:110"]')).to_be_visible()
    expect(phone.locator('main a[href="tel:0379-5550101"]')).to_be_visible()
    expect(phone.get_by_text("有 1 件还没发出去")).to_be_visible()


def test_a_page_behind_a_code_is_never_kept_on_the_phone(phone: Page, cast: Cast) -> None:
    village = only_hewan(cast)
    code = format_code(follow.code_of(bring(village.room).matter))
    phone.goto("/r/HW/")
    worker_is_ready(phone)
    for address in (f"/f/{code}/", f"/f/{code}/receipt/"):
        phone.goto(address)
    names = phone.evaluate(
        """async () => (await Promise.all((await caches.keys()).map(async name =>
             (await (await caches.open(name)).keys()).map(one => new URL(one.url).pathname)))).flat()"""
    )
    assert [name for name in names if name.startswith("/f/")] == []
    assert "/r/HW/" in names
    phone.context.set_offline(True)
    phone.goto(f"/f/{code}/")
    expect(phone.get_by_role("heading", name="没有网")).to_be_visible()


def test_words_under_a_code_wait_for_the_network_too_and_arrive_once(phone: Page, cast: Cast, picture: Path) -> None:
    village = only_hewan(cast)
    matter = bring(village.room).matter
    address = f"/f/{format_code(follow.code_of(matter))}/"
    phone.goto(address)
    phone.get_by_label("还有什么要说的？").fill("第二盏也不亮。")
    phone.set_input_files("input[name=photos]", picture)
    expect(phone.locator("[data-chosen] img")).to_have_count(1)
    # The request arrives, the answer does not.
    phone.route("**/words/", lambda route: (route.fetch(max_redirects=0), route.abort("internetdisconnected")))
    press(phone)
    above_the_button(phone, CUT)
    phone.unroute("**/words/")
    phone.goto("/r/HW/")
    expect(phone.get_by_text(f"补充：{matter.reference}")).to_be_visible()
    phone.get_by_role("link", name="发出").click()
    expect(phone.get_by_text("您补充的话送到了。")).to_be_visible()
    assert Entry.objects.filter(matter=matter, verb="reporter_words").count() == 1
    assert matter.attachments.count() == 1


def test_words_under_a_code_that_were_not_sent_off_leave_nothing_on_the_phone(phone: Page, cast: Cast) -> None:
    village = only_hewan(cast)
    matter = bring(village.room).matter
    phone.goto(f"/f/{format_code(follow.code_of(matter))}/")
    phone.get_by_label("还有什么要说的？").fill("第二盏也不亮。")
    phone.wait_for_timeout(600)  # a draft is written a moment after the last key
    phone.goto("/r/HW/")
    phone.wait_for_timeout(300)
    expect(phone.get_by_text(f"补充：{matter.reference}")).to_have_count(0)


def test_a_draft_stays_with_its_topic(phone: Page, cast: Cast) -> None:
    only_hewan(cast)
    phone.goto(ADDRESS)
    phone.get_by_label("说说是什么事").fill(TIP)
    phone.wait_for_timeout(600)
    phone.goto("/r/HW/report/theft/")
    phone.wait_for_timeout(300)
    expect(phone.get_by_label("说说是什么事")).to_have_value("")
    phone.goto(ADDRESS)
    expect(phone.get_by_label("说说是什么事")).to_have_value(TIP)
    phone.get_by_role("button", name="重新写").click()
    expect(phone.get_by_label("说说是什么事")).to_have_value("")
    phone.reload()
    phone.wait_for_timeout(300)
    expect(phone.get_by_label("说说是什么事")).to_have_value("")


def test_a_press_the_server_refuses_is_asked_once(phone: Page, cast: Cast, picture: Path, faults: list[str]) -> None:
    only_hewan(cast)
    phone.goto(ADDRESS)
    phone.get_by_label("说说是什么事").fill(TIP)
    phone.set_input_files("input[name=photos]", picture)
    expect(phone.locator("[data-chosen] img")).to_have_count(1)
    phone.get_by_role("button", name="下一步").click()
    sent: list[int] = []
    phone.on("response", lambda answer: sent.append(answer.status) if answer.url.endswith(ADDRESS) else None)
    press(phone)
    expect(phone.get_by_role("alert").filter(has_text="请在两个里选一个。")).to_be_focused()
    assert sent == [422]
    phone.locator("input[value=anonymous]").check()
    press(phone)
    phone.wait_for_url("**/receipt/")
    assert Matter.objects.get().attachments.count() == 1
    faults[:] = [fault for fault in faults if "422" not in fault]


def test_without_a_worker_and_a_store_the_page_still_sends_by_itself(window: Callable[..., Page], cast: Cast) -> None:
    only_hewan(cast)
    phone = window(service_workers="block")
    phone.add_init_script("Object.defineProperty(window, 'indexedDB', { get() { throw new Error('private window') } })")
    fill(phone)
    phone.context.set_offline(True)
    press(phone)
    expect(phone.get_by_text("这个浏览器存不住。别关这一页，有网会自动发。")).to_be_visible()
    phone.context.set_offline(False)
    phone.wait_for_url("**/receipt/")
    assert Matter.objects.get().text == TIP
