"""The design system in Debian's chromium: keys, forms, photos, the map, and axe on every page of the gallery."""

import json
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser import hewan
from tests.browser.accessible import AXE, violations

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def gallery(settings: Any) -> None:
    settings.SHOW_GALLERY = True
    settings.ROOT_URLCONF = hewan.__name__


def faults_on(page: Page, names: list[str], find: Callable[[], list[str]]) -> list[str]:
    """What is found on each page of the gallery, one after the other in one window."""
    found = []
    for name in names:
        page.goto(f"/gallery/{name}")
        found += [f"{name}: {line}" for line in find()]
    return found


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is brought by make ready")
def test_axe_finds_nothing(page: Page) -> None:
    names = [
        *(f"?surface={surface}&{look}" for surface in ("desk", "public") for look in ("theme=light", "theme=dark")),
        "?theme=contrast&lang=en",
        *("desk/", "matter/", "public/", "form/", "ask/", "print/"),
    ]
    assert faults_on(page, names, lambda: violations(page)) == []


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is brought by make ready")
def test_public_text_has_the_contrast_of_aaa(phone: Page) -> None:
    names = [f"{name}?{look}" for name in ("public/", "form/") for look in ("theme=light", "theme=dark", "type=large")]
    assert faults_on(phone, names, lambda: violations(phone, ["wcag2aaa"])) == []


@pytest.mark.parametrize("look", ["", "&type=large", "&lang=en"])
def test_nothing_hangs_over_the_edge_of_a_telephone(phone: Page, look: str) -> None:
    def too_wide() -> list[str]:
        wide = phone.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        return [f"{wide} px too wide"] if wide > 0 else []

    names = [f"{name}{look}" for name in ("?", "?surface=public", "desk/?", "matter/?", "public/?", "form/?")]
    assert faults_on(phone, names, too_wide) == []


def test_public_targets_are_large_enough_for_a_thumb(phone: Page) -> None:
    def small() -> list[str]:
        found: list[str] = phone.evaluate(
            """least => [...document.querySelectorAll('a, button, select, input:not([type=hidden]):not([type=file])')]
            .filter(e => e.offsetParent && !e.closest('main p') && !e.classList.contains('skip'))
            .map(e => [e.closest('label') || e, e]).map(([t, e]) => [e.outerHTML.slice(0, 90), t.getBoundingClientRect()])
            .filter(([, box]) => box.height < least || box.width < least).map(([html]) => html)""",
            44,
        )
        return found

    assert faults_on(phone, ["public/", "form/"], small) == []


def test_letters_work_the_desk(page: Page) -> None:
    page.goto("/gallery/desk/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator(".row.at .title")).to_have_text("东口 2 号摄像头没有画面")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url("**/gallery/matter/")
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("n")
    expect(page.locator("#search")).to_have_value("n")
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("t")
    page.wait_for_url("**/gallery/desk/")
    page.keyboard.press("n")
    page.wait_for_url("**/gallery/form/")


def test_the_list_of_keys_can_turn_letters_off(page: Page) -> None:
    page.goto("/gallery/desk/")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    dialog.get_by_role("checkbox").check()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.keyboard.press("n")
    page.keyboard.press("j")
    expect(page.locator(".row.at")).to_have_count(0)
    assert page.url.endswith("/gallery/desk/")


def test_a_press_too_many_sends_once(page: Page) -> None:
    sent: list[str] = []
    page.goto("/gallery/form/")
    page.route("**/gallery/form/", lambda route: sent.append(route.request.method))  # never answered
    page.get_by_role("button", name="发出").dblclick()
    page.wait_for_timeout(300)
    assert sent == ["POST"]


def test_photos_are_made_smaller_and_lose_their_place(phone: Page, tmp_path: Path) -> None:
    picture = Image.effect_noise((3000, 2000), 40).convert("RGB")
    exif = Image.Exif()
    exif[0x010F] = "Maker"
    buffer = BytesIO()
    picture.save(buffer, "JPEG", quality=95, exif=exif)
    (tmp_path / "river.jpg").write_bytes(buffer.getvalue())
    phone.goto("/gallery/form/")
    phone.set_input_files("[name=photos]", tmp_path / "river.jpg")
    expect(phone.locator(".chosen img")).to_have_count(1)
    head = phone.evaluate(
        """async () => { const f = document.querySelector('[name=photos]').files[0];
        return [f.size, [...new Uint8Array(await f.arrayBuffer())]] }"""
    )
    small = Image.open(BytesIO(bytes(head[1])))
    assert small.size == (1600, 1067)
    assert not small.getexif()
    assert head[0] < len(buffer.getvalue()) / 2
    phone.get_by_role("button", name="不要这张照片 1").click()
    expect(phone.locator(".chosen img")).to_have_count(0)
    assert phone.evaluate("document.querySelector('[name=photos]').files.length") == 0


def test_speaking_fills_the_form(window: Callable[..., Page]) -> None:
    page = window(permissions=["microphone"])
    page.add_init_script(
        """navigator.mediaDevices.getUserMedia = async () => {
          const c = new AudioContext(); const d = c.createMediaStreamDestination();
          const o = c.createOscillator(); o.connect(d); o.start(); return d.stream; }"""
    )
    page.goto("/gallery/form/")
    button = page.get_by_role("button", name="按住说话")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-record]")).to_have_attribute("aria-pressed", "true")
    page.wait_for_timeout(900)
    page.keyboard.press("Enter")
    expect(page.locator("[data-status]")).to_contain_text("录音 1 秒")
    assert page.evaluate("document.querySelector('[name=voice]').files[0].type").startswith("audio/")
    page.get_by_role("button", name="删掉录音").click()
    assert page.evaluate("document.querySelector('[name=voice]').files.length") == 0


def test_a_closed_microphone_leaves_the_file_picker(page: Page) -> None:
    page.add_init_script("navigator.mediaDevices.getUserMedia = async () => { throw new Error('no') }")
    page.goto("/gallery/form/")
    page.get_by_role("button", name="按住说话").click()
    expect(page.locator("[data-voice] [data-pick]")).to_be_visible()
    expect(page.locator("[data-status]")).to_contain_text("话筒")


def test_the_map_draws_our_shapes_with_their_words_and_no_other_host(page: Page) -> None:
    page.goto("/gallery/desk/")
    expect(page.locator(".map .pin")).to_have_text("警务室")
    expect(page.locator(".map .pin")).to_have_attribute("href", "/gallery/")
    expect(page.get_by_role("link", name="看清单")).to_have_attribute("href", "#now-list")


def test_pages_work_without_scripts(window: Callable[..., Page]) -> None:
    page = window(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page.goto("/gallery/form/")
    page.get_by_role("button", name="发出").click()
    expect(page.get_by_role("alert")).to_contain_text("还没发出去")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("button", name="Large type").click()
    expect(page.locator("html")).to_have_attribute("data-type", "large")


def test_a_dark_device_gets_a_dark_page(window: Callable[..., Page]) -> None:
    page = window(color_scheme="dark")
    page.goto("/gallery/desk/")
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert max(map(int, re.findall(r"\d+", colour))) < 40


def test_reduced_motion_is_obeyed(window: Callable[..., Page]) -> None:
    page = window(reduced_motion="reduce")
    page.goto("/gallery/form/")
    page.evaluate("document.querySelector('.send .button').classList.add('busy')")
    lasts = page.evaluate("getComputedStyle(document.querySelector('.send .button'), '::after').animationDuration")
    assert json.loads(lasts.removesuffix("s")) < 0.001
