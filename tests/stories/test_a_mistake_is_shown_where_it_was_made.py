"""Mistakes on a phone: red, beside their field, read out with it, the field in focus; a wrong file is said when it is picked."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from shouwang.kernel.matters import follow
from shouwang.lib.ids import format_code
from tests.browser.accessible import violations
from tests.cast import Cast
from tests.kernel.matters.bringing import bring
from tests.stories.village import only_hewan

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = "/r/HW/report/noise/"


def is_wrong(field: Locator, words: str) -> None:
    page = field.page
    expect(field).to_have_attribute("aria-invalid", "true")
    line = page.locator(f"#{field.get_attribute('id')}-error")
    expect(line).to_contain_text(words)
    assert (line.get_attribute("id") or "") in (field.get_attribute("aria-describedby") or "")
    expect(line.locator("svg")).to_be_visible()
    red = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--red').trim()")
    colour = line.evaluate("line => getComputedStyle(line).color")
    assert colour == "rgb({}, {}, {})".format(*(int(red[n : n + 2], 16) for n in (1, 3, 5)))


def test_nothing_said(phone: Page, cast: Cast) -> None:
    only_hewan(cast)
    phone.goto(ADDRESS)
    phone.get_by_role("button", name="下一步").click()
    text = phone.locator("textarea[name=text]")
    is_wrong(text, "请写几句，或者说一段。")
    expect(text).to_be_focused()
    assert violations(phone) == []
    text.fill("好了")
    expect(phone.locator("#id_text-error")).to_have_count(0)
    assert text.get_attribute("aria-describedby") == "id_text-hint"


def test_too_much_said(phone: Page, cast: Cast) -> None:
    only_hewan(cast)
    phone.goto(ADDRESS)
    phone.locator("textarea[name=text]").fill("水" * 5001)
    phone.get_by_role("button", name="下一步").click()
    is_wrong(phone.locator("textarea[name=text]"), "您写了 5,001 个字")
    expect(phone.locator("textarea[name=text]")).to_be_focused()


@pytest.mark.parametrize("name", ["paper.pdf", "fake.jpg"])
def test_what_is_no_photo_is_refused_when_it_is_picked(phone: Page, cast: Cast, tmp_path: Path, name: str) -> None:
    only_hewan(cast)
    (tmp_path / name).write_bytes(b"%PDF-1.4 no picture")
    phone.goto(ADDRESS)
    phone.set_input_files("input[name=photos]", tmp_path / name)
    is_wrong(phone.locator("input[name=photos]"), f"这里只能加照片。这个不是照片：{name}")
    expect(phone.locator("input[name=photos]")).to_be_focused()
    expect(phone.locator("[data-chosen] img")).to_have_count(0)
    assert phone.locator("input[name=photos]").evaluate("input => input.files.length") == 0


def test_a_photo_of_a_new_phone_that_cannot_be_shown_gets_its_own_words(
    phone: Page, cast: Cast, tmp_path: Path
) -> None:
    only_hewan(cast)
    (tmp_path / "IMG_1.HEIC").write_bytes(b"\x00\x00\x00\x18ftypheic")
    phone.goto(ADDRESS)
    phone.set_input_files("input[name=photos]", tmp_path / "IMG_1.HEIC")
    is_wrong(phone.locator("input[name=photos]"), "请加它的截图：IMG_1.HEIC")


def test_on_the_page_of_a_matter_too(phone: Page, cast: Cast, tmp_path: Path) -> None:
    village = only_hewan(cast)
    (tmp_path / "fake.jpg").write_bytes(b"no picture")
    phone.goto(f"/f/{format_code(follow.code_of(bring(village.room).matter))}/")
    phone.get_by_role("button", name="发出").click()
    is_wrong(phone.locator("textarea[name=text]"), "请写几句，或者加张照片。")
    phone.set_input_files("input[name=photos]", tmp_path / "fake.jpg")
    is_wrong(phone.locator("input[name=photos]"), "这里只能加照片")
