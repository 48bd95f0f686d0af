"""Somebody keeps watch where there is hardly a network: nothing they write is lost, nothing arrives twice."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, Request, Route, expect

from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Device
from shouwang.systems.watch.actions import groups
from tests.cast import Cast
from tests.stories.watching import (
    EXPECTED,
    SEEN,
    add_photo,
    invitation,
    join,
    ready,
    send,
    shell_is_kept,
    until,
    voice,
    write,
)  # fmt: skip
from tests.windows import TELEPHONE

pytestmark = pytest.mark.django_db(transaction=True)
WAITS, HERE = "等着发", "送到了"
QUEUED = "[data-waiting-list] > li"


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    Image.effect_noise((1700, 1300), 80).convert("RGB").save(tmp_path / "bank.jpg", quality=92)
    return tmp_path / "bank.jpg"


@pytest.fixture(autouse=True)
def a_lost_network_is_no_fault(faults: list[str]) -> object:
    yield
    faults[:] = [fault for fault in faults if not any(sign in fault for sign in EXPECTED)]


@pytest.fixture
def bare(window: Callable[..., Page]) -> Page:
    """A telephone whose browser has no worker, so that a test can stand in for the room; WeChat on an iPhone is one."""
    return window(viewport=TELEPHONE, has_touch=True, is_mobile=True, service_workers="block")


def asked(page: Page, ending: str, method: str = "POST") -> list[str]:
    found: list[str] = []

    def note(request: Request) -> None:
        if request.method == method and request.url.endswith(ending):
            found.append(request.url)

    page.context.on("request", note)
    return found


def test_a_report_made_without_a_network_goes_out_once_when_there_is_one(
    phone: Page, cast: Cast, picture: Path, tmp_path: Path
) -> None:
    join(phone, cast)
    shell_is_kept(phone)
    sent = asked(phone, "/reports/")
    phone.context.set_offline(True)
    phone.reload()
    ready(phone)
    expect(phone.get_by_text("没有网络。写好就行，有网会自动发，不会丢。")).to_be_visible()
    write(phone)
    expect(phone.get_by_text("正在发生？先打 110")).to_be_visible()
    add_photo(phone, picture)
    phone.set_input_files("input[name=voice]", voice(tmp_path))
    expect(phone.locator("[data-play]")).to_be_visible()
    send(phone)
    expect(phone.locator(QUEUED)).to_have_count(1)
    expect(phone.locator(QUEUED)).to_contain_text(WAITS)
    expect(phone.locator(QUEUED)).to_contain_text("1 张照片 · 一段录音")
    expect(phone.locator("[data-bar]")).to_contain_text("1 条等着发")
    phone.reload()
    ready(phone)
    assert Matter.objects.count() == 0
    phone.context.set_offline(False)
    expect(phone.locator("[data-bar]")).to_contain_text(HERE)
    matter = Matter.objects.get()
    assert (matter.text, matter.topic, matter.is_urgent, matter.attachments.count()) == (SEEN, "water", True, 2)
    assert len(sent) <= 1  # none when the worker was quicker
    phone.goto("/field/#mine")
    expect(phone.locator("[data-arrived-list]")).to_contain_text(matter.reference)
    expect(phone.locator(QUEUED)).to_have_count(0)
    assert left_on(phone) == [0, 0]


def left_on(page: Page) -> list[int]:
    """How many entries that still wait, and files, lie in the phone's database."""
    found: list[int] = page.evaluate(
        """() => new Promise(done => { const open = indexedDB.open('shouwang-field', 1); open.onsuccess = () => {
             const look = open.result.transaction(['queue', 'files']); const all = look.objectStore('queue').getAll();
             const files = look.objectStore('files').count();
             look.oncomplete = () => done([all.result.filter(one => one.state !== 'arrived').length, files.result]) } })"""
    )
    return found


def test_two_windows_of_one_phone_send_once_and_show_the_same_list(bare: Page, cast: Cast) -> None:
    join(bare, cast)
    other = bare.context.new_page()
    other.goto("/field/#mine")
    ready(other)
    sent = asked(bare, "/reports/")
    bare.context.set_offline(True)
    write(bare)
    send(bare)
    expect(bare.locator(QUEUED)).to_have_count(1)
    expect(other.locator(QUEUED)).to_have_count(1)
    bare.context.set_offline(False)
    expect(other.locator(QUEUED)).to_have_count(0)
    expect(bare.locator(QUEUED)).to_have_count(0)
    assert Matter.objects.count() == 1
    assert len(sent) == 1


def test_two_windows_of_an_old_browser_share_a_lease(window: Callable[..., Page], cast: Cast) -> None:
    phone = window(service_workers="block")
    phone.context.add_init_script(
        """delete Navigator.prototype.locks; delete window.BroadcastChannel; delete Element.prototype.replaceChildren;
        delete Navigator.prototype.serviceWorker; delete Navigator.prototype.permissions;"""
    )
    join(phone, cast)
    other = phone.context.new_page()
    other.goto("/field/#mine")
    ready(other)
    sent = asked(phone, "/reports/")
    phone.context.set_offline(True)
    write(phone)
    send(phone)
    expect(other.locator(QUEUED)).to_have_count(1)
    phone.context.set_offline(False)
    expect(phone.locator(QUEUED)).to_have_count(0)
    expect(other.locator(QUEUED)).to_have_count(0)
    assert Matter.objects.count() == 1
    assert len(sent) == 1


def again(page: Page) -> None:
    """Press "try again"; by then it may have gone out by itself, and the button with it."""
    page.locator("[data-again]").first.evaluate("button => button.click()")


@pytest.mark.parametrize("broken", ["answers 500", "is killed", "is a login page of the Wi-Fi"])
def test_a_room_that_does_not_take_it_leaves_it_on_the_phone(bare: Page, cast: Cast, broken: str) -> None:
    join(bare, cast)
    answers: dict[str, Callable[[Route], None]] = {
        "answers 500": lambda route: route.fulfill(status=500, body="<h1>500</h1>"),
        "is killed": lambda route: route.abort("connectionreset"),
        "is a login page of the Wi-Fi": lambda route: route.fulfill(status=200, content_type="text/html", body="<p>Hi"),
    }
    bare.route("**/field/api/reports/", answers[broken])
    write(bare)
    send(bare)
    expect(bare.locator(QUEUED)).to_contain_text(WAITS)
    bare.reload()
    ready(bare)
    expect(bare.locator(QUEUED)).to_contain_text(SEEN)
    bare.unroute("**/field/api/reports/")
    again(bare)
    expect(bare.locator(QUEUED)).to_have_count(0)
    assert Matter.objects.get().text == SEEN


def test_an_answer_that_was_lost_makes_no_second_matter(bare: Page, cast: Cast) -> None:
    join(bare, cast)
    bare.route("**/field/api/reports/", lambda route: (route.fetch(), route.abort("connectionreset")))
    write(bare)
    send(bare)
    until(bare, Matter.objects.exists)
    expect(bare.locator(QUEUED)).to_contain_text(WAITS)
    assert Matter.objects.count() == 1
    bare.unroute("**/field/api/reports/")
    again(bare)
    expect(bare.locator(QUEUED)).to_have_count(0)
    assert Matter.objects.count() == 1


def test_a_photo_goes_on_where_it_stood_when_the_page_was_closed(bare: Page, cast: Cast, picture: Path) -> None:
    join(bare, cast)
    begun, pieces = asked(bare, "/files/tus/"), []

    def only_one_piece(route: Route) -> None:
        if route.request.method == "PATCH":
            pieces.append(route.request.headers["upload-offset"])
            if len(pieces) > 1:
                route.abort("connectionreset")
                return
        route.continue_()

    bare.context.route("**/files/tus/*", only_one_piece)
    write(bare)
    add_photo(bare, picture)
    send(bare)
    until(bare, lambda: len(pieces) == 2)
    expect(bare.locator(QUEUED)).to_contain_text(WAITS)
    assert pieces == ["0", str(512 * 1024)]
    context = bare.context
    bare.close()
    context.unroute("**/files/tus/*")
    after = context.new_page()
    offsets: list[str] = []
    after.on(
        "request",
        lambda one: offsets.append(one.headers.get("upload-offset", "")) if one.method == "PATCH" else None,
    )
    after.goto("/field/#mine")
    expect(after.locator("[data-arrived-list] > li")).to_have_count(1)
    assert Matter.objects.get().attachments.count() == 1
    assert len(begun) == 1
    assert offsets[0] == str(512 * 1024)


def test_a_phone_taken_off_the_list_keeps_what_was_written_until_it_joins_anew(phone: Page, cast: Cast) -> None:
    join(phone, cast)
    phone.context.set_offline(True)
    write(phone)
    send(phone)
    phone.get_by_role("link", name="报情况").click()
    write(phone, "河边还有一个人", "other")
    send(phone)
    expect(phone.locator(QUEUED)).to_have_count(2)
    groups.take_off(by=cast.officer, device=Device.objects.get())
    phone.context.set_offline(False)
    expect(phone.locator("[data-bar]")).to_contain_text("这部手机已不在名单上。您写的 2 条还在手机里：请联系警务室。")
    expect(phone.locator("[data-bar] a")).to_have_attribute("href", "tel:0379-5550101")
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    phone.get_by_role("button", name="复制文字").first.click()
    expect(phone.get_by_role("button", name="已复制")).to_be_visible()
    assert SEEN in phone.evaluate("navigator.clipboard.readText()")
    assert Matter.objects.count() == 0
    phone.goto(f"/field/join/{invitation(cast)}/")
    expect(phone.get_by_text("这部手机已经加入了")).to_be_visible()
    phone.locator("input[name=name]").fill("马小川")
    phone.get_by_role("button", name="加入").click()
    phone.wait_for_url("**/field/")
    ready(phone)
    phone.get_by_role("link", name="我的").click()
    expect(phone.locator(QUEUED)).to_have_count(0)
    assert {matter.text for matter in Matter.objects.all()} == {SEEN, "河边还有一个人"}


def test_what_the_room_refuses_is_said_in_its_words_and_can_be_changed(bare: Page, cast: Cast) -> None:
    join(bare, cast)
    no = lambda route: route.fulfill(status=422, json={"field": "text", "message": "这句话收不下"})  # noqa: E731
    bare.route("**/field/api/reports/", no)
    write(bare)
    send(bare)
    expect(bare.locator(QUEUED)).to_contain_text("没收下")
    expect(bare.locator(QUEUED)).to_contain_text("这句话收不下")
    bare.unroute("**/field/api/reports/")
    bare.get_by_role("button", name="改一改").click()
    expect(bare.locator("textarea[name=text]").first).to_have_value(SEEN)
    write(bare, f"{SEEN}。已经喊了")
    send(bare)
    expect(bare.locator("[data-arrived-list] > li")).to_have_count(1)
    assert Matter.objects.get().text == f"{SEEN}。已经喊了"
    assert left_on(bare) == [0, 0]


def test_without_a_name_the_phone_keeps_the_number_and_its_code(phone: Page, cast: Cast) -> None:
    join(phone, cast)
    write(phone, topic="fraud")
    phone.locator("input[name=anonymous]").check()
    expect(phone.get_by_text("警务室不会知道是您报的")).to_be_visible()
    send(phone)
    expect(phone.locator("[data-arrived-list]")).to_contain_text(HERE)
    matter = Matter.objects.get()
    assert matter.is_anonymous
    phone.locator("[data-arrived-list] a.big-number").click()
    phone.wait_for_url("**/f/**")
    expect(phone.get_by_text(matter.reference).first).to_be_visible()


def test_the_worker_sends_after_the_page_was_closed(phone: Page, cast: Cast) -> None:
    join(phone, cast)
    shell_is_kept(phone)
    phone.context.set_offline(True)
    write(phone)
    send(phone)
    expect(phone.locator(QUEUED)).to_contain_text(WAITS)
    context = phone.context
    blank = context.new_page()
    session = context.new_cdp_session(blank)
    found: list[str] = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: found.extend(
            one["registrationId"] for one in told["registrations"] if one["scopeURL"].endswith("/field/")
        ),
    )
    session.send("ServiceWorker.enable")
    origin = phone.evaluate("location.origin")
    phone.close()
    context.set_offline(False)
    blank.goto(f"{origin}/healthz")
    blank.wait_for_timeout(500)
    assert found
    session.send(
        "ServiceWorker.dispatchSyncEvent",
        {"origin": origin, "registrationId": found[-1], "tag": "field", "lastChance": False},
    )
    until(blank, Matter.objects.exists)
    assert Matter.objects.get().text == SEEN


def test_a_full_phone_says_so_and_sends_at_once(bare: Page, cast: Cast, picture: Path) -> None:
    join(bare, cast)
    bare.evaluate(
        """() => { const put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (what) {
          if (['files', 'queue'].includes(this.name)) throw new DOMException('full', 'QuotaExceededError');
          return put.apply(this, arguments) } }"""
    )
    bare.route("**/field/api/reports/", lambda route: route.abort("connectionreset"))
    write(bare)
    add_photo(bare, picture)
    expect(bare.locator("[data-bar]")).to_contain_text("手机存满了")
    send(bare)
    expect(bare.locator(QUEUED)).to_contain_text(WAITS)
    bare.unroute("**/field/api/reports/")
    again(bare)
    expect(bare.locator(QUEUED)).to_have_count(0)
    assert Matter.objects.get().attachments.count() == 1


def middle(page: Page) -> tuple[float, float]:
    box = page.locator("[data-sos]").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_cry_for_help_wants_three_seconds_and_letting_go_cancels_it(page: Page, cast: Cast) -> None:
    join(page, cast)
    page.mouse.move(*middle(page))
    page.mouse.down()
    expect(page.get_by_role("alert").filter(has_text="按住别松：2")).to_be_visible()
    page.mouse.up()
    expect(page.get_by_text("已取消，没有发。")).to_be_visible()
    page.wait_for_timeout(2500)
    assert Matter.objects.count() == 0
    page.mouse.move(*middle(page))
    page.mouse.down()
    expect(page.locator("[data-sos-sent]")).to_be_visible(timeout=5000)
    page.mouse.up()
    expect(page.locator("[data-sos-state]")).to_contain_text(HERE)
    matter = Matter.objects.get()
    assert (matter.topic, matter.is_urgent) == ("sos", True)
    expect(page.locator("[data-sos-sent] a[href='tel:110']")).to_be_visible()


@pytest.mark.parametrize("key", ["Space", "Enter"])
def test_a_cry_for_help_by_the_keyboard(page: Page, cast: Cast, key: str) -> None:
    join(page, cast)
    page.locator("[data-sos]").focus()
    page.keyboard.down(key)
    page.wait_for_timeout(600)
    page.keyboard.up(key)
    expect(page.get_by_text("已取消，没有发。")).to_be_visible()
    page.keyboard.down(key)
    expect(page.locator("[data-sos-sent]")).to_be_visible(timeout=5000)
    page.keyboard.up(key)
    expect(page.locator("[data-sos-state]")).to_contain_text(HERE)
    assert Matter.objects.count() == 1


def test_whoever_cannot_hold_is_asked_instead(page: Page, cast: Cast) -> None:
    join(page, cast)
    page.locator("[data-sos]").evaluate("button => button.click()")  # as a screen reader or a switch presses it
    box = page.get_by_role("alertdialog", name="要发求救吗？")
    expect(box).to_be_visible()
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    assert Matter.objects.count() == 0
    page.locator("[data-sos]").evaluate("button => button.click()")
    box.get_by_role("button", name="发出求救").click()
    expect(page.locator("[data-sos-state]")).to_contain_text(HERE)
    assert Matter.objects.get().topic == "sos"


def test_a_cry_for_help_without_a_network_says_ring_110_and_waits(phone: Page, cast: Cast) -> None:
    join(phone, cast)
    phone.context.set_offline(True)
    phone.locator("[data-sos]").evaluate("button => button.click()")
    phone.get_by_role("button", name="发出求救").click()
    expect(phone.locator("[data-sos-state]")).to_have_text("还没发出去，求救在手机里等着发。现在就打 110。")
    expect(phone.locator("[data-sos-sent] a[href='tel:110']")).to_be_in_viewport()
    phone.context.set_offline(False)
    expect(phone.locator("[data-sos-state]")).to_contain_text(HERE)
    assert Matter.objects.get().topic == "sos"
