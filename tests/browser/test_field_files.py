"""What is said into a phone arrives as it was recorded; what can't be taken does not hold back the rest."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from shouwang.kernel.files.kinds import WEBM
from shouwang.kernel.matters.models import Matter
from tests.cast import Cast
from tests.stories.watching import EXPECTED, SEEN, add_photo, join, send, voice, write
from tests.windows import TELEPHONE

pytestmark = pytest.mark.django_db(transaction=True)
QUEUED = "[data-waiting-list] > li"
ARRIVED = "[data-arrived-list] > li"


@pytest.fixture(autouse=True)
def a_refused_file_is_no_fault(faults: list[str]) -> object:
    yield
    faults[:] = [fault for fault in faults if not any(sign in fault for sign in (*EXPECTED, "status of 415"))]


def test_a_voice_that_the_browser_recorded_arrives(window: Callable[..., Page], cast: Cast) -> None:
    page = window(viewport=TELEPHONE, permissions=["microphone"])
    join(page, cast)
    page.locator("label:has(input[name=topic][value=noise])").click()
    button = page.locator("[data-record]")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-busy]")).to_be_visible()
    page.wait_for_timeout(1500)
    page.keyboard.press("Enter")
    expect(page.locator("[data-play]")).to_be_visible()
    send(page)
    expect(page.locator(ARRIVED)).to_have_count(1)
    file = Matter.objects.get().attachments.get().file
    assert file.media_type == WEBM.media
    assert file.size > 1000


def test_a_file_that_is_not_taken_is_named_and_the_rest_goes_without_it(
    phone: Page, cast: Cast, tmp_path: Path
) -> None:
    join(phone, cast)
    write(phone)
    Image.new("RGB", (300, 200), "#246").save(tmp_path / "small.png")
    add_photo(phone, tmp_path / "small.png")
    broken = voice(tmp_path)
    broken.write_bytes(b"no sound at all" * 20)
    phone.set_input_files("input[name=voice]", broken)
    expect(phone.locator("[data-play]")).to_be_visible()
    send(phone)
    expect(phone.locator(QUEUED)).to_contain_text("said.wav：")
    phone.get_by_role("button", name="不带这个文件，其余的先发").click()
    expect(phone.locator(ARRIVED)).to_have_count(1)
    matter = Matter.objects.get()
    assert (matter.text, matter.attachments.count()) == (SEEN, 1)


def test_when_nothing_else_was_said_it_can_only_be_changed(phone: Page, cast: Cast, tmp_path: Path) -> None:
    join(phone, cast)
    phone.locator("label:has(input[name=topic][value=noise])").click()
    broken = voice(tmp_path)
    broken.write_bytes(b"no sound at all" * 20)
    phone.set_input_files("input[name=voice]", broken)
    expect(phone.locator("[data-play]")).to_be_visible()
    send(phone)
    expect(phone.locator(QUEUED)).to_contain_text("said.wav")
    expect(phone.locator("[data-leave-out]")).to_be_hidden()
    phone.get_by_role("button", name="改一改").click()
    expect(phone.locator("[data-play]")).to_be_visible()
