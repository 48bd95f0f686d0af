"""Every public page in every state, on a small telephone, in normal and large type: axe finds nothing, nothing sticks out."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from shouwang.kernel.matters import follow
from shouwang.lib.ids import format_code
from tests.browser.accessible import AAA_TEXT, Look, in_each, violations
from tests.cast import Cast
from tests.kernel.matters.bringing import bring, closed
from tests.stories.village import only_hewan
from tests.windows import TELEPHONE

pytestmark = pytest.mark.django_db(transaction=True)
# The first as the room serves it, the second by the styles alone.
LARGE, NORMAL = Look(TELEPHONE, "large"), Look(TELEPHONE)
LOOKS = {"zh-hans": [LARGE, NORMAL], "en": [NORMAL, LARGE]}


def looks(page: Page, among: list[Look]) -> list[str]:
    page.wait_for_load_state()  # sizes mean nothing before the styles are there
    return in_each(page, among, lambda: faults_of(page))


def faults_of(page: Page) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    small = page.evaluate(
        """() => [...document.querySelectorAll('a.button, button, .tile, footer a')]
            .filter((one) => one.offsetParent && one.getBoundingClientRect().height < 43.5)
            .map((one) => one.textContent.trim())"""
    )
    faults = violations(page, rules=AAA_TEXT)
    return (
        faults
        + ([f"{page.url}: {wide} px too wide"] if wide > 0 else [])
        + [f"too small to hit: {one}" for one in small]
    )


@pytest.mark.slow
@pytest.mark.parametrize("language", LOOKS)
def test_every_page_can_be_read_and_hit(
    window: Callable[..., Page], cast: Cast, faults: list[str], live: object, language: str
) -> None:
    village = only_hewan(cast)
    going = format_code(follow.code_of(bring(village.room, is_urgent=True).matter))
    over = format_code(follow.code_of(closed(cast)))
    page = window(viewport=TELEPHONE)
    page.set_default_timeout(30_000)
    among = LOOKS[language]
    page.context.add_cookies(among[0].cookies(live.url, language))  # type: ignore[attr-defined]
    found = []
    for address in (
        "/", "/r/HW/report/", "/r/HW/report/water/", "/r/HW/help/lost/", "/r/HW/lost/found/", "/r/HW/rights/see/",
        "/r/HW/who/", "/r/HW/counts/", "/r/HW/promise/", "/r/HW/privacy/", "/f/",
        f"/f/{going}/", f"/f/{going}/receipt/", f"/f/{going}/withdraw/", f"/f/{over}/", "/f/2345-6789-ABCD/", "/nothing/",
        "/offline/",
    ):  # fmt: skip
        page.goto(address)
        found += [f"{address}: {line}" for line in looks(page, among)]
    page.goto("/r/HW/report/water/")
    page.locator("textarea[name=text]").fill("桥头")
    page.locator("[data-forward]").click()
    found += [f"who: {line}" for line in looks(page, among)]
    page.locator("[data-forward]").click()
    page.locator(".errors").wait_for()
    found += [f"errors: {line}" for line in looks(page, among)]
    assert found == []
    faults[:] = [fault for fault in faults if "404" not in fault and "422" not in fault]


@pytest.mark.parametrize("width", [360, 320])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_code_number_and_step_stand_on_one_line_in_large_type(
    window: Callable[..., Page], cast: Cast, live: object, language: str, width: int
) -> None:
    village = only_hewan(cast)
    code = format_code(follow.code_of(bring(village.room).matter))
    page = window(viewport={"width": width, "height": 740})
    url = live.url  # type: ignore[attr-defined]
    page.context.add_cookies(
        [{"name": "language", "value": language, "url": url}, {"name": "type", "value": "large", "url": url}]
    )
    lines = """one => { const range = document.createRange(); range.selectNodeContents(one);
        return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size }"""
    page.goto(f"/f/{code}/receipt/")
    page.wait_for_load_state()
    for number in page.locator(".big-number").all():
        assert number.evaluate(lines) == 1
        assert number.evaluate("one => one.scrollWidth - one.clientWidth") <= 0
    for address in ("/r/HW/report/", "/r/HW/report/noise/"):
        page.goto(address)
        page.wait_for_load_state()
        step = page.locator(".stepper:visible .here").bounding_box()
        assert step
        assert step["height"] < 24 * 1.6 * 2  # two lines at most, however long the step's name is
        assert page.locator(".stepper:visible .now .label").bounding_box()["width"] <= 1  # type: ignore[index]
