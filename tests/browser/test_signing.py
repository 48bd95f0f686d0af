"""Signing on the screen: with the mouse, kept when the telephone is turned, and said in words when it is too little."""

from base64 import b64decode
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from shouwang.ui import signatures
from tests.browser import hewan
from tests.browser.accessible import violations

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def gallery(settings: Any) -> None:
    settings.SHOW_GALLERY = True
    settings.ROOT_URLCONF = hewan.__name__


def stroke(page: Page, *points: tuple[float, float]) -> None:
    """Press at the first point, go over the others, let go; each as a part of the pad's width and height."""
    box = page.locator(".signature-box canvas").bounding_box()
    assert box
    places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in points]
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place, steps=4)
    page.mouse.up()


def sent(page: Page) -> str:
    return page.locator(".signature-box input").input_value()


def ink(page: Page) -> int:
    """How many points of the pad are drawn on, for each thousand."""
    return int(
        page.evaluate(
            """() => { const c = document.querySelector('.signature-box canvas');
            const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
            let n = 0; for (let i = 3; i < d.length; i += 4) if (d[i] > 96) n += 1;
            return 4000 * n / d.length }"""
        )
    )


def test_a_name_drawn_with_the_mouse_arrives_as_black_ink(phone: Page) -> None:
    phone.goto("/gallery/form/?theme=dark")
    pad = phone.locator(".signature-box")
    pad.scroll_into_view_if_needed()
    expect(pad.get_by_role("status")).to_have_text("还没有签。")
    stroke(phone, (0.2, 0.5), (0.22, 0.52))
    expect(pad.get_by_role("status")).to_contain_text("签得太少")
    phone.get_by_role("button", name="发出").click()
    expect(pad.locator("xpath=ancestor::fieldset").get_by_role("alert")).to_contain_text("请把姓名写全")
    assert phone.url.endswith("theme=dark")
    assert violations(phone) == []

    stroke(phone, (0.1, 0.2), (0.4, 0.2), (0.25, 0.8))
    stroke(phone, (0.5, 0.2), (0.7, 0.8), (0.9, 0.3))
    expect(pad.get_by_role("status")).to_contain_text("签好了")
    expect(phone.locator(".signature-box").locator("xpath=ancestor::fieldset").get_by_role("alert")).to_have_count(0)
    whole = sent(phone)
    image = Image.open(BytesIO(b64decode(whole.removeprefix(signatures.PREFIX))))
    assert image.width <= signatures.MOST_WIDTH
    assert image.height <= signatures.MOST_HEIGHT
    assert len(signatures.from_address(whole)) < signatures.MOST_BYTES
    assert phone.locator(".pad").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 255, 255)"

    before = ink(phone)
    phone.set_viewport_size({"width": 740, "height": 360})  # turned
    phone.wait_for_timeout(100)
    assert abs(ink(phone) - before) <= before / 5
    pad.get_by_role("button", name="退一笔").click()
    assert sent(phone) != whole
    phone.get_by_role("button", name="发出").click()  # the other fields are empty: the form comes back
    expect(phone.get_by_role("alert").first).to_contain_text("还没发出去")
    expect(pad.get_by_role("status")).to_contain_text("签好了")
    assert ink(phone) > 0
    pad.get_by_role("button", name="清空重签").click()
    assert (sent(phone), ink(phone)) == ("", 0)
