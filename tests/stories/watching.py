"""A watcher of Hewan as a browser finds them: invited, joined, writing."""

import io
import wave
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from shouwang.systems.watch.actions import groups
from shouwang.systems.watch.models import Group
from tests.cast import Cast
from tests.stories.village import only_hewan

SEEN = "两个孩子在河滩下水，没有大人"
# What a cut network or a broken server writes to the console by itself.
EXPECTED = (
    *("ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "ERR_CONNECTION"),
    *(f"status of {status}" for status in (401, 403, 422, 500)),
)


def group_of(cast: Cast) -> Group:
    if found := Group.objects.filter(room=cast.room).first():
        return found
    only_hewan(cast)
    return groups.form(
        by=cast.officer,
        room=cast.room,
        name="守望三组",
        name_en="Watch group 3",
        kind=Group.Kind.WATCH,
        zone=groups.Zone(),
    )


def invitation(cast: Cast) -> str:
    return groups.invite(by=cast.officer, group=group_of(cast))[1]


def join(page: Page, cast: Cast, name: str = "马小川") -> None:
    page.goto(f"/field/join/{invitation(cast)}/")
    page.locator("input[name=name]").fill(name)
    page.locator("form[data-joining] button").click()
    page.wait_for_url("**/field/")
    ready(page)


def ready(page: Page) -> None:
    page.locator("body[data-ready]").wait_for()
    expect(page.locator("[data-outside]")).to_be_hidden()


def shell_is_kept(page: Page) -> None:
    """The worker has the page, so that it opens without a network."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("async () => Boolean(await caches.match('/field/', {ignoreVary: true}))")


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Waits at most ten seconds for what the page does not show."""
    for _ in range(50):
        if holds():
            return
        page.wait_for_timeout(200)
    raise AssertionError("it did not come to be")


def write(page: Page, text: str = SEEN, topic: str = "water") -> None:
    tile = page.locator(f"label:has(input[name=topic][value={topic}])")
    tile.click()  # not by force: what arrives meanwhile moves the tiles, and the click waits for them to rest
    expect(tile.locator("input")).to_be_checked()
    page.locator("textarea[name=text]").first.fill(text)


def send(page: Page) -> None:
    page.locator("[data-send-off]").click()


def voice(folder: Path) -> Path:
    sound = io.BytesIO()
    with wave.open(sound, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\x00\x10" * 8000)
    path = folder / "said.wav"
    path.write_bytes(sound.getvalue())
    return path


def add_photo(page: Page, picture: Path) -> None:
    before = page.locator("[data-chosen] img").count()
    page.set_input_files("[data-pictures]", picture)
    expect(page.locator("[data-chosen] img")).to_have_count(before + 1)
