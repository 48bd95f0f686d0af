"""The watcher's page in every state, width, language and size: axe, thumbs, keyboard, weight, drafts, what can't be sent."""

import gzip
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Error, Page, Response, Route, expect
from pytest_django.live_server_helper import LiveServer

from shouwang.kernel.ground.models import Place
from shouwang.kernel.matters.models import Matter
from shouwang.systems.watch.actions import groups
from shouwang.systems.watch.models import Member
from tests.browser.accessible import AAA_TEXT, AXE, Look, in_each, violations
from tests.cast import Cast
from tests.stories.watching import EXPECTED, SEEN, add_photo, group_of, invitation, join, ready, send, write
from tests.windows import TELEPHONE, WIDE

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not AXE.exists(), reason="axe-core is brought by make ready"),
]
# Every state in four looks; each language begins with one that the other does not.
LARGE, NORMAL = Look(TELEPHONE, "large"), Look(TELEPHONE)
LOOKS = {
    "zh-hans": [NORMAL, LARGE, Look(WIDE), Look(WIDE, "large")],
    "en": [LARGE, NORMAL, Look(WIDE, "large"), Look(WIDE)],
}
QUEUED = "[data-waiting-list] > li"
SMALL = """() => [...document.querySelectorAll('a, button, summary, select, textarea, input:not([type=hidden])')]
    .filter(one => one.offsetParent && !one.closest('.skip, main p:not(.buttons)') && !one.matches('.skip'))
    .map(one => one.closest('label') || one)
    .filter(one => { const box = one.getBoundingClientRect(); return box.height < 43.5 || box.width < 43.5 })
    .map(one => one.outerHTML.slice(0, 100))"""


@pytest.fixture(autouse=True)
def a_lost_network_is_no_fault(faults: list[str]) -> object:
    yield
    faults[:] = [fault for fault in faults if not any(sign in fault for sign in (*EXPECTED, "status of 410"))]


def looks(page: Page, state: str, among: Sequence[Look] = ()) -> list[str]:
    page.wait_for_load_state()
    found = in_each(page, among, lambda: faults_of(page)) if among else faults_of(page)
    return [f"{state}: {line}" for line in found]


def faults_of(page: Page) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    found = violations(page, rules=AAA_TEXT) + [f"too small: {one}" for one in page.evaluate(SMALL)]
    return found + ([f"{wide} px too wide"] if wide > 0 else [])


def full(route: Route) -> None:
    """A state with all a phone may be told, upon the real one."""
    try:
        told = route.fetch().json()
    except Error:  # the page went away meanwhile, or the machine was slow: it asks again
        with suppress(Error):
            route.abort()
        return
    own = {
        "id": "01900000-0000-7000-8000-000000000001", "reference": "HW-2026-0147", "title": "路灯坏了", "topic": "streetlight",
        "state": "办完了", "tone": "green", "words": "灯修好了", "said_at": "2026-11-20T09:00:00+08:00", "may_rate": True,
        "rating": 3, "answers": [{"at": "2026-11-21T09:00:00+08:00", "text": "电工换了灯泡。"}],
    }  # fmt: skip
    told |= {
        "reports": [own],
        "messages": [{"id": "1", "at": "2026-11-25T09:00:00+08:00", "text": "今晚有雨，请看看河边。"}],
        "calls": [
            {"id": "2", "words": "到村东桥头看一下", "called_at": "2026-11-26T09:00:00+08:00", "state": "called"},
            {
                **{"id": "4", "words": "便民超市单元", "called_at": "2026-11-26T09:00:00+08:00"},
                **{"state": "called", "kind": "roll"},
            },
            {"id": "3", "words": "看看水位", "called_at": "2026-11-25T09:00:00+08:00", "state": "over"},
        ],
    }
    route.fulfill(json=told)


@pytest.mark.slow
@pytest.mark.parametrize("language", LOOKS)
def test_every_state_can_be_read_and_hit(
    window: Callable[..., Page], cast: Cast, live: LiveServer, language: str, tmp_path: Path
) -> None:
    among = LOOKS[language]
    page = window(viewport=among[0].viewport, service_workers="block")  # so that a test can stand in for the room
    page.set_default_timeout(30_000)
    page.context.add_cookies(among[0].cookies(live.url, language))
    found = []
    page.goto("/field/")
    page.locator("body[data-ready]").wait_for()
    found += looks(page, "not joined", among)
    page.goto("/field/join/not-one/")
    found += looks(page, "closed", among)
    page.goto(f"/field/join/{invitation(cast)}/")
    page.locator("form[data-joining] button").click()
    page.locator(".error").wait_for()
    found += looks(page, "join, without a name", among)
    page.context.route("**/field/api/state/", full)
    join(page, cast)
    fold = page.locator("[data-own-fold] summary, details.more summary").first
    fold.wait_for(state="attached")  # the state is there before the network is taken away
    write(page)
    page.locator("input[name=anonymous]").check()
    Image.new("RGB", (300, 200), "#246").save(tmp_path / "small.png")
    add_photo(page, tmp_path / "small.png")
    page.locator("input[name=topic][value=quarrel]").check()
    found += looks(page, "writing", among)
    page.locator("textarea[name=text]").first.fill("长" * 6000)
    send(page)
    page.locator(".error").wait_for()
    found += looks(page, "too long", among)
    write(page)
    page.context.set_offline(True)
    send(page)
    page.locator(QUEUED).wait_for()
    found += looks(page, "waiting", among)
    page.locator("[data-sos]").evaluate("button => button.click()")
    found += looks(page, "asked about SOS", among)
    page.locator("[data-yes]").click()
    page.locator("[data-sos-sent]").wait_for()
    found += looks(page, "SOS waits", among)
    page.locator("[data-sos-close]").click()
    page.locator("[data-tabs] a[href='#news']").click()
    found += looks(page, "messages", among)
    page.locator("[data-tabs] a[href='#mine']").click()
    fold.click()
    page.context.route("**/field/api/reports/", lambda route: route.fulfill(status=422, json={"message": "不行"}))
    page.context.set_offline(False)
    page.locator(".problem:visible").first.wait_for()
    found += looks(page, "refused", among)
    assert found == []


@pytest.mark.parametrize("theme", ["dark", "contrast"])
def test_it_can_be_read_in_the_dark_and_in_high_contrast(page: Page, cast: Cast, live: LiveServer, theme: str) -> None:
    page.context.add_cookies([{"name": "theme", "value": theme, "url": live.url}])
    page.context.route("**/field/api/state/", full)
    join(page, cast)
    write(page)
    found = looks(page, "writing")
    page.context.set_offline(True)
    send(page)
    page.locator(QUEUED).wait_for()
    found += looks(page, "waiting")
    assert found == []


def test_the_first_load_weighs_less_than_100_kb(page: Page, cast: Cast) -> None:
    """What the page and its worker fetch, each file once, as a server with gzip would send it."""
    weights: dict[str, int] = {}

    def weigh(answer: Response) -> None:
        if answer.status == 200:
            weights[answer.url] = len(gzip.compress(answer.body(), 6))

    page.context.on("response", weigh)
    page.goto("/field/")
    page.locator("body[data-ready]").wait_for()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1000)
    assert any(url.endswith("field.js") for url in weights)
    assert not any("map" in url or "htmx" in url for url in weights)
    assert sum(weights.values()) < 100_000, weights


def test_what_is_typed_outlasts_a_closed_page(phone: Page, cast: Cast, tmp_path: Path) -> None:
    join(phone, cast)
    write(phone)
    Image.new("RGB", (300, 200), "#246").save(tmp_path / "small.png")
    add_photo(phone, tmp_path / "small.png")
    phone.locator("#id_where").fill("老槐树下")
    phone.wait_for_timeout(500)
    phone.reload()
    ready(phone)
    expect(phone.locator("textarea[name=text]").first).to_have_value(SEEN)
    expect(phone.locator("input[name=topic][value=water]")).to_be_checked()
    expect(phone.locator("[data-chosen] img")).to_have_count(1)
    expect(phone.locator("#id_where")).to_have_value("老槐树下")
    phone.get_by_role("button", name="清空重写").click()
    phone.get_by_role("button", name="真的删掉？").click()
    expect(phone.locator("textarea[name=text]").first).to_have_value("")
    phone.reload()
    ready(phone)
    expect(phone.locator("[data-chosen] img")).to_have_count(0)


def test_a_whole_report_by_the_keyboard(page: Page, cast: Cast) -> None:
    join(page, cast)
    page.locator("input[name=topic]").first.focus()
    page.keyboard.press("Space")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "text":
            break
    page.keyboard.type("someone is at the water")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("'sendOff' in document.activeElement.dataset"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("[data-arrived-list] > li")).to_have_count(1)
    assert Matter.objects.get().topic == "water"


def test_a_report_is_sent_once_however_often_it_is_pressed(page: Page, cast: Cast) -> None:
    join(page, cast)
    write(page)
    page.locator("[data-send-off]").dblclick()
    expect(page.locator("[data-arrived-list] > li")).to_have_count(1)
    page.wait_for_timeout(500)
    assert Matter.objects.count() == 1


def test_too_many_letters_are_counted_before_sending_and_none_is_cut(phone: Page, cast: Cast) -> None:
    join(phone, cast)
    write(phone, "长" * 5001)
    expect(phone.locator("p[data-letters]")).to_contain_text("写了 5,001 个字，最多 5,000 个")
    send(phone)
    expect(phone.get_by_role("alert").filter(has_text="一个字都没少")).to_be_visible()
    assert len(phone.locator("textarea[name=text]").first.input_value()) == 5001
    assert Matter.objects.count() == 0


def test_nothing_said_and_no_picture_chosen_are_asked_for(phone: Page, cast: Cast) -> None:
    join(phone, cast)
    send(phone)
    expect(phone.get_by_role("alert").filter(has_text="请选")).to_be_visible()
    phone.locator("input[name=topic][value=noise]").check()
    send(phone)
    expect(phone.get_by_role("alert").filter(has_text="请写几个字")).to_be_visible()


def test_a_photo_the_browser_cannot_draw_is_said(phone: Page, cast: Cast, tmp_path: Path) -> None:
    join(phone, cast)
    (tmp_path / "IMG_1.heic").write_bytes(b"\x00\x00\x00\x18ftypheic" + b"\x00" * 64)
    phone.set_input_files("[data-pictures]", tmp_path / "IMG_1.heic")
    expect(phone.get_by_role("alert").filter(has_text="HEIC")).to_contain_text("IMG_1.heic")


def test_a_photo_of_60_megabytes_is_made_small(phone: Page, cast: Cast, tmp_path: Path) -> None:
    join(phone, cast)
    Image.effect_noise((5200, 4000), 90).convert("RGB").save(tmp_path / "large.bmp")
    assert (tmp_path / "large.bmp").stat().st_size > 60_000_000
    phone.set_default_timeout(40_000)
    phone.set_input_files("[data-pictures]", tmp_path / "large.bmp")
    expect(phone.locator("[data-chosen] img")).to_have_count(1, timeout=40_000)
    write(phone)
    send(phone)
    expect(phone.locator("[data-arrived-list] > li")).to_have_count(1, timeout=20_000)
    assert Matter.objects.get().attachments.get().file.size < 3_000_000


def test_where_by_the_phone_near_a_place_or_chosen(window: Callable[..., Page], cast: Cast) -> None:
    group_of(cast)
    page = window(permissions=["geolocation"], geolocation={"latitude": 34.4012, "longitude": 112.6061, "accuracy": 12})
    join(page, cast)
    page.locator("input[name=topic][value=hazard]").check()
    page.locator("[data-locate]").click()
    expect(page.locator("[data-located]")).to_have_text("在村东桥头附近，准到约 12 米")
    page.locator("textarea[name=text]").first.fill("栏杆松了")
    send(page)
    expect(page.locator("[data-arrived-list] > li")).to_have_count(1)
    matter = Matter.objects.get()
    assert (matter.latitude, matter.longitude) == (34.4012, 112.6061)
    page.locator("[data-tabs] a[href='#new']").click()
    write(page, topic="noise")
    page.locator("select[name=place]").select_option(label="村东桥头")
    send(page)
    expect(page.locator("[data-arrived-list] > li")).to_have_count(2)
    assert Matter.objects.exclude(pk=matter.pk).get().place == Place.objects.get()


def test_the_map_comes_only_when_it_is_asked_for(page: Page, cast: Cast) -> None:
    heavy: list[str] = []
    page.on("request", lambda request: heavy.append(request.url) if "dist/map" in request.url else None)
    join(page, cast)
    expect(page.locator("select[name=place] option")).to_have_count(2)  # has the room's places
    assert heavy == []
    page.context.set_offline(True)
    page.locator("[data-open-map]").click()
    expect(page.locator("[data-located]")).to_contain_text("地图要有网才能看")
    page.context.set_offline(False)
    page.locator("[data-open-map]").click()
    expect(page.locator(".maplibregl-canvas")).to_be_visible()
    expect(page.locator(".map .pin")).to_contain_text("村东桥头", timeout=20_000)  # drawn without a graphics card
    page.locator(".maplibregl-canvas").click(position={"x": 80, "y": 80})
    expect(page.locator("[data-located]")).to_contain_text("地图上点的")
    write(page, topic="noise")
    send(page)
    expect(page.locator("[data-arrived-list] > li")).to_have_count(1)
    assert Matter.objects.get().position_source == "map"


def test_a_map_opened_before_the_rooms_places_are_known_gets_them(page: Page, cast: Cast) -> None:
    asked: list[Route] = []
    page.context.route("**/field/api/state/", lambda route: asked.append(route))
    join(page, cast)
    page.locator("[data-open-map]").click()
    expect(page.locator(".maplibregl-canvas")).to_be_visible()
    expect(page.locator(".map .pin")).to_have_count(0)
    for one in asked:
        one.continue_()
    page.context.unroute("**/field/api/state/")
    expect(page.locator(".map .pin")).to_contain_text("村东桥头", timeout=20_000)


def test_words_and_thanks_go_the_same_way_as_reports(window: Callable[..., Page], cast: Cast) -> None:
    page = window(viewport=TELEPHONE, service_workers="block")
    sent: list[tuple[str, Any]] = []

    def take(route: Route) -> None:
        sent.append((route.request.url.split("/api/")[1], json.loads(route.request.post_data or "{}")))
        route.fulfill(json={})

    page.context.route("**/field/api/state/", full)
    page.context.route("**/field/api/reports/*/*/", take)
    page.context.route("**/field/api/calls/**", take)
    join(page, cast)
    expect(page.locator("[data-tabs] a[href='#news'] [data-count]")).to_have_text("3")
    page.context.set_offline(True)
    page.locator("[data-tabs] a[href='#mine']").click()
    page.get_by_role("button", name="一般").click()
    page.locator(".own details.more summary").click()
    page.locator(".own textarea").fill("又坏了")
    page.locator(".own form button").click()
    expect(page.locator(QUEUED)).to_have_count(2)
    page.locator("[data-tabs] a[href='#news']").click()
    page.get_by_role("button", name="收到，就去").first.click()
    page.context.set_offline(False)
    expect(page.locator("[data-tabs] a[href='#mine'] [data-count]")).to_be_hidden()
    assert [path.split("/")[-2] for path, _ in sent] == ["rating", "words", "ack"]
    assert sent[0][1]["score"] == 2
    assert sent[1][1]["text"] == "又坏了"


def test_a_dark_corner_of_the_village_leaves_the_switches_alone(phone: Page, cast: Cast) -> None:
    join(phone, cast)
    write(phone)
    phone.get_by_role("button", name="大字").click()
    expect(phone.locator("html")).to_have_attribute("data-type", "large")
    expect(phone.locator("textarea[name=text]").first).to_have_value(SEEN)
    phone.get_by_role("button", name="English").click()
    expect(phone.locator("html")).to_have_attribute("lang", "en")
    expect(phone.get_by_text("Watch group 3").first).to_be_visible()
    phone.context.set_offline(True)
    phone.get_by_role("button", name="中文").click()
    expect(phone.locator("[data-bar]")).to_contain_text("Without a network this can't be changed")
    assert phone.url.endswith("/field/")


def test_an_invitation_that_closed_while_somebody_typed_says_why(phone: Page, cast: Cast, faults: list[str]) -> None:
    group = group_of(cast)
    opened, secret = groups.invite(by=cast.officer, group=group)
    phone.goto(f"/field/join/{secret}/")
    phone.locator("input[name=name]").fill("马小川")
    phone.locator("input[name=phone]").fill("12")
    phone.locator("form[data-joining] button").click()
    expect(phone.get_by_role("alert").filter(has_text="这个电话号码不对")).to_be_visible()
    phone.locator("input[name=phone]").fill("")
    groups.withdraw(by=cast.officer, invitation=opened)
    phone.locator("form[data-joining] button").click()
    expect(phone.locator("[data-trouble]")).to_be_visible()
    faults[:] = [fault for fault in faults if "422" not in fault]


def test_a_lost_answer_to_joining_uses_the_invitation_up_only_once(window: Callable[..., Page], cast: Cast) -> None:
    page = window(viewport=TELEPHONE, service_workers="block")
    page.goto(f"/field/join/{invitation(cast)}/")
    page.locator("input[name=name]").fill("马小川")
    page.route("**/field/api/join/", lambda route: (route.fetch(), route.abort("connectionreset")))
    page.locator("form[data-joining] button").click()
    expect(page.locator("[data-trouble]")).to_be_visible()
    page.unroute("**/field/api/join/")
    page.locator("form[data-joining] button").click()
    page.wait_for_url("**/field/")
    ready(page)
    assert Member.objects.count() == 1


def test_a_roll_call_wants_one_press_and_sends_nobody_out(window: Callable[..., Page], cast: Cast) -> None:
    page = window(viewport=TELEPHONE, service_workers="block")
    page.context.route("**/field/api/state/", full)
    page.context.route("**/field/api/calls/**", lambda route: route.abort("connectionreset"))
    join(page, cast)
    page.locator("[data-tabs] a[href='#news']").click()
    card = page.locator("[data-calls] [data-id='4']")
    expect(card).to_contain_text("点名：收到请按一下，不用去")
    expect(card.locator("button:visible")).to_have_count(1)
    card.get_by_role("button", name="收到", exact=True).click()
    expect(card.locator("button:visible")).to_have_count(0)
    expect(card).to_contain_text("收到 · 等着发")
    real = page.locator("[data-calls] [data-id='2']")
    expect(real).to_contain_text("请您去一趟")
    expect(real.locator("button:visible")).to_have_count(2)


def test_whoever_has_joined_is_told_once_what_one_can_do(phone: Page, cast: Cast) -> None:
    join(phone, cast)
    expect(phone.get_by_role("heading", name="欢迎")).to_be_visible()
    phone.evaluate(
        """() => { const event = new Event('beforeinstallprompt'); event.prompt = async () => { window.asked = true };
        window.dispatchEvent(event) }"""
    )
    phone.get_by_role("button", name="把这一页放到手机桌面").click()
    assert phone.evaluate("window.asked")
    expect(phone.get_by_text("添加到主屏幕")).to_be_visible()
    phone.get_by_role("button", name="好，知道了").click()
    expect(phone.locator("[data-welcome]")).to_be_hidden()
    phone.reload()
    ready(phone)
    expect(phone.locator("[data-welcome]")).to_be_hidden()


def test_a_lost_answer_can_be_asked_for_again_from_the_closed_invitation(
    window: Callable[..., Page], cast: Cast
) -> None:
    page = window(viewport=TELEPHONE, service_workers="block")
    page.goto(f"/field/join/{invitation(cast)}/")
    page.locator("input[name=name]").fill("马小川")
    page.route("**/field/api/join/", lambda route: (route.fetch(), route.abort("connectionreset")))
    page.locator("form[data-joining] button").click()
    expect(page.locator("[data-trouble]")).to_be_visible()
    page.unroute("**/field/api/join/")
    page.reload()
    page.get_by_role("button", name="接着加入").click()
    page.wait_for_url("**/field/")
    ready(page)
    assert Member.objects.count() == 1


def test_an_unknown_invitation_says_whom_to_ring(phone: Page, cast: Cast) -> None:
    group_of(cast)
    cast.next_room.__class__.objects.exclude(pk=cast.room.pk).delete()
    phone.goto("/field/join/not-one/")
    expect(phone.locator("a[href='tel:0379-5550101']")).to_be_visible()
