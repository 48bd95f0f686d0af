"""An open phone page rings when somebody is asked to come, once; and says it also when it is not in front."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from shouwang.kernel.journal.actions import PUBLIC
from shouwang.kernel.matters.actions.intake import Brought, receive
from shouwang.kernel.people.models import Person
from shouwang.systems.watch.actions import calls, messages
from shouwang.systems.watch.models import Call, Called, MessageRead
from tests.browser.accessible import AXE
from tests.browser.test_field_page import looks
from tests.cast import Cast
from tests.stories.watching import EXPECTED, join, ready, until
from tests.windows import TELEPHONE, WIDE

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not AXE.exists(), reason="axe-core is brought by make ready"),
]
SEEN_WITHIN = 15_000
# What the phone did, kept over a reload. A sound counts when it is begun, and when it ends.
INSTRUMENTS = """
    const did = what => sessionStorage.setItem('did', JSON.stringify([...window.done(), what]));
    window.done = () => JSON.parse(sessionStorage.getItem('did') || '[]');
    const param = { setValueAtTime() {} };
    window.AudioContext = class {
        currentTime = 0; destination = {};
        async resume() {} async suspend() {}
        createOscillator() {
            return { frequency: param, connect() {}, start() { did('sound') }, stop(at) { if (!at) did('silence') } };
        }
        createGain() { return { gain: param, connect() {} } }
    };
    navigator.vibrate = pattern => { if (pattern) did(pattern.length > 1 ? 'shake' : 'touch'); return true };
    navigator.setAppBadge = async n => did(`badge ${n}`);
    navigator.clearAppBadge = async () => undefined;
"""
# What is done after a minute is done after a second.
SHORT_MINUTE = """
    const later = window.setTimeout;
    window.setTimeout = (act, wait, ...rest) => later(act, wait === 60000 ? 1000 : wait, ...rest);
"""
# The page says that another one is in front, and what notices it would show.
BEHIND = """
    window.notices = [];
    Object.defineProperty(document, 'visibilityState', { get: () => window.isBehind ? 'hidden' : 'visible' });
    ServiceWorkerRegistration.prototype.showNotification = async (title, told) => window.notices.push([title, told.body]);
"""


@pytest.fixture(autouse=True)
def a_lost_network_is_no_fault(faults: list[str]) -> object:
    yield
    faults[:] = [fault for fault in faults if not any(sign in fault for sign in EXPECTED)]


def call_out(cast: Cast) -> Call:
    unit = calls.form_unit(by=cast.officer, room=cast.room, name="桥头单元", place=None)
    calls.put_into_unit(by=cast.officer, unit=unit, people=[Person.objects.get(erased_at=None)], lead=None)
    brought = Brought(kind="report", topic="fight", text="桥头有人打架", where="桥头")
    matter = receive(by=PUBLIC, room=cast.room, brought=brought).matter
    return calls.call_out(by=cast.officer, matter=matter, unit=unit)


def did(page: Page, *what: str) -> list[str]:
    return [one for one in page.evaluate("window.done()") if one in what]


@pytest.fixture
def watcher(phone: Page, cast: Cast) -> Page:
    phone.add_init_script(INSTRUMENTS)
    join(phone, cast)
    phone.locator("[data-tabs] a[href='#mine']").click()  # a browser lets a page sound once it was touched
    return phone


def test_a_call_rings_on_an_open_page_once_and_not_after_a_reload(watcher: Page, cast: Cast) -> None:
    call_out(cast)
    bar = watcher.locator("[data-asked]")
    expect(bar).to_be_visible(timeout=SEEN_WITHIN)
    expect(bar).to_contain_text("请您去一趟")
    until(watcher, lambda: did(watcher, "sound", "shake", "badge 1") == ["badge 1", "shake", "sound"])
    assert watcher.url.endswith("#mine")  # it goes nowhere by itself
    watcher.wait_for_function("() => document.title.includes('请您去一趟')")
    watcher.reload()
    ready(watcher)
    expect(bar).to_be_visible()
    watcher.locator("#mine-head").click()
    watcher.wait_for_timeout(1000)
    assert did(watcher, "sound", "shake") == ["shake", "sound"]
    bar.get_by_role("link", name="去看，去回话").click()
    expect(watcher.get_by_role("button", name="收到，就去")).to_be_visible()
    expect(bar.get_by_role("link")).to_be_hidden()


def test_it_is_quiet_once_it_was_answered(watcher: Page, cast: Cast) -> None:
    title = watcher.title()
    call_out(cast)
    watcher.locator("[data-asked] a").click(timeout=SEEN_WITHIN)
    until(watcher, lambda: did(watcher, "sound") == ["sound"])
    assert did(watcher, "silence") == []
    watcher.get_by_role("button", name="收到，就去").click()
    expect(watcher.locator("[data-asked]")).to_be_hidden()
    assert did(watcher, "silence") == ["silence"]
    until(watcher, lambda: Called.objects.get().acknowledged_at is not None)
    watcher.wait_for_timeout(1200)
    assert watcher.title() == title


def test_it_does_not_ring_for_ever(phone: Page, cast: Cast) -> None:
    phone.add_init_script(INSTRUMENTS)
    phone.add_init_script(SHORT_MINUTE)
    join(phone, cast)
    call_out(cast)
    expect(phone.locator("[data-asked]")).to_be_visible(timeout=SEEN_WITHIN)
    until(phone, lambda: did(phone, "sound", "silence") == ["sound", "silence"])
    expect(phone.locator("[data-asked]")).to_be_visible()


def test_who_wants_no_movement_gets_a_title_that_stands_still(window: Callable[..., Page], cast: Cast) -> None:
    page = window(viewport=TELEPHONE, reduced_motion="reduce")
    page.add_init_script(INSTRUMENTS)
    join(page, cast)
    call_out(cast)
    expect(page.locator("[data-asked]")).to_be_visible(timeout=SEEN_WITHIN)
    page.evaluate("""() => { window.titles = new Set(); setInterval(() => window.titles.add(document.title), 100) }""")
    page.wait_for_timeout(2500)
    assert page.evaluate("[...window.titles]") == ["(1) 请您去一趟"]


def test_a_message_touches_once_and_makes_no_sound(watcher: Page, cast: Cast) -> None:
    messages.write(by=cast.officer, room=cast.room, group=None, text="今晚有雨，请看看河边。")
    expect(watcher.locator("[data-tabs] a[href='#news'] [data-count]")).to_have_text("1", timeout=SEEN_WITHIN)
    until(watcher, lambda: did(watcher, "touch", "shake", "sound") == ["touch"])
    expect(watcher.locator("[data-asked]")).to_be_hidden()
    watcher.locator("[data-tabs] a[href='#news']").click()
    expect(watcher.locator("[data-messages]")).to_contain_text("今晚有雨")
    until(watcher, lambda: MessageRead.objects.count() == 1)
    expect(watcher.locator("[data-tabs] a[href='#news'] [data-count]")).to_be_hidden()


def test_a_page_behind_another_shows_a_notice_when_it_was_allowed_to(window: Callable[..., Page], cast: Cast) -> None:
    page = window(viewport=TELEPHONE)
    asked = "window.asked = 0; Notification.requestPermission = async () => { window.asked += 1; return 'granted' };"
    permission = (
        "Object.defineProperty(Notification, 'permission', { get: () => window.asked ? 'granted' : 'default' });"
    )
    page.add_init_script(BEHIND + asked + permission)
    join(page, cast)
    page.wait_for_timeout(500)
    assert page.evaluate("window.asked") == 0  # never by the page itself
    page.locator("[data-tabs] a[href='#news']").click()
    page.get_by_role("button", name="页面不在眼前也告诉我").click()
    expect(page.get_by_role("button", name="页面不在眼前也告诉我")).to_be_hidden()
    expect(page.locator("[data-tell-state]")).to_contain_text("不在眼前也会弹出通知")
    page.evaluate("navigator.serviceWorker.ready.then(() => { window.isBehind = true })")
    call_out(cast)
    page.wait_for_function("() => window.notices.length === 1", timeout=45_000)
    [[title, words]] = page.evaluate("window.notices")
    assert title == "请您去一趟"
    assert words


def test_the_notice_leads_to_the_call(watcher: Page) -> None:
    """What the worker tells the page when the notice is pressed."""
    watcher.evaluate("navigator.serviceWorker.dispatchEvent(new MessageEvent('message', { data: { what: 'rung' } }))")
    expect(watcher.locator("#news-head")).to_be_visible()


@pytest.mark.parametrize(("viewport", "size"), [(TELEPHONE, "large"), (WIDE, "normal")], ids=["telephone", "wide"])
def test_the_red_bar_can_be_read_and_hit(
    window: Callable[..., Page], cast: Cast, viewport: dict[str, int], size: str
) -> None:
    page = window(viewport=viewport)
    join(page, cast)
    if size == "large":
        page.get_by_role("button", name="大字").click()
    call_out(cast)
    expect(page.locator("[data-asked]")).to_be_visible(timeout=SEEN_WITHIN)
    found = looks(page, "asked to come")
    page.context.set_offline(True)
    expect(page.locator("[data-bar]")).to_contain_text("没有网络")
    found += looks(page, "asked to come, without a network")
    page.locator("[data-asked] a").click()
    found += looks(page, "messages")
    assert found == []
