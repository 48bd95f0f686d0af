"""陈警官 brings the hotline's old table in, mends the line without a time, and finds a lamp in it by two characters."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from shouwang.kernel.matters import tasks
from shouwang.kernel.matters.actions import importing
from shouwang.kernel.matters.models import ImportRun, Matter
from shouwang.kernel.people.models import Account
from tests.browser.accessible import violations
from tests.cast import Cast
from tests.kernel.matters.tables import TRAPPED_BROKEN, TRAPPED_HEADINGS, trapped
from tests.stories.village import only_hewan
from tests.windows import TELEPHONE, WIDE

pytestmark = pytest.mark.django_db(transaction=True)

MEANINGS = ("outside_id", "said_by", "title", "received", "text", "extra", "extra")
CHINESE = {
    "door": "导入旧记录", "read": "读出来给我看", "sure": "有把握", "why": "“大前天下午”不是时间", "start": "导入 5 件事项",
    "half": "2 / 6", "done": "已导入", "mend": "改第 5 行", "again": "再试一次", "mended": "第 5 行改好了。",
    "whole": "每一行都有着落",
}  # fmt: skip
ENGLISH = {
    "door": "Bring in older records", "read": "Read it and show me", "sure": "sure", "why": "“大前天下午” is no time",
    "start": "Bring in 5 matters", "half": "2 of 6", "done": "brought in", "mend": "Mend line 5", "again": "Try again",
    "mended": "Line 5 is in order now.", "whole": "Every line is accounted for",
}  # fmt: skip


def looks(page: Page) -> list[str]:
    """What is wrong with the page as it stands: axe's rules, and what hangs over the edge."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return violations(page) + ([f"{page.url}: {wide} px too wide"] if wide > 0 else [])


def counted(page: Page) -> list[str]:
    """The first counters: come in, here already, kept aside."""
    return page.locator(".counter .value").all_inner_texts()[:3]


@pytest.mark.parametrize(
    ("size", "language", "words"), [(WIDE, "zh-hans", CHINESE), (TELEPHONE, "en", ENGLISH)], ids=["wide", "telephone"]
)
def test_an_old_table_comes_in_and_what_it_says_is_found(
    window: Callable[..., Page],
    enter: Callable[[Page, Account], None],
    live: LiveServer,
    cast: Cast,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    size: dict[str, int],
    language: str,
    words: dict[str, str],
) -> None:
    monkeypatch.setattr(importing, "BATCH", 2)  # so that there is something to see between nothing and all
    only_hewan(cast)
    page = window(viewport=size)
    enter(page, cast.officer)
    page.context.add_cookies([{"name": "language", "value": language, "url": live.url}])

    page.goto("/desk/settings/")
    page.get_by_role("link", name=words["door"]).click()
    page.wait_for_url("**/desk/import/")
    assert looks(page) == []
    page.set_input_files("input[type=file]", trapped(tmp_path / "hotline.xlsx"))
    page.get_by_role("button", name=words["read"]).click()

    for heading, meaning in zip(TRAPPED_HEADINGS, MEANINGS, strict=True):
        expect(page.get_by_label(heading)).to_have_value(meaning)
    expect(page.get_by_text(words["sure"], exact=True)).to_have_count(5)
    expect(page.get_by_text(words["why"])).to_be_visible()
    assert counted(page) == ["5", "0", "1"]
    assert looks(page) == []
    assert not Matter.objects.exists()
    page.get_by_role("button", name=words["start"]).click()

    progress = page.locator("progress")
    expect(progress).to_have_attribute("value", "0")
    run = ImportRun.objects.get()
    importing.bring_batch(run=run)
    expect(progress).to_have_attribute("value", "2")
    expect(page.get_by_text(words["half"]).first).to_be_visible()
    assert looks(page) == []
    tasks.carry_on_import.call(str(run.pk))
    expect(page.get_by_role("heading", level=1)).to_contain_text(words["done"])
    assert counted(page) == ["5", "0", "1"]
    assert looks(page) == []

    page.get_by_role("link", name=words["mend"]).click()
    expect(page.get_by_label("留言时间")).to_have_value("大前天下午")
    assert looks(page) == []
    page.get_by_label("留言时间").fill("2025-03-03 15:30")
    page.get_by_role("button", name=words["again"]).click()
    expect(page.get_by_text(words["mended"])).to_be_visible()
    expect(page.get_by_text(words["whole"])).to_be_visible()
    assert counted(page) == ["6", "0", "0"]
    assert not run.rows.filter(line=TRAPPED_BROKEN).exclude(outcome="imported").exists()

    page.locator("#search").fill("路灯")
    page.locator("#search").press("Enter")
    expect(page.locator(".row .title")).to_have_text(["东口路灯不亮"])
    assert looks(page) == []
    page.get_by_role("link", name="东口路灯不亮").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("东口路灯不亮")
    expect(page.get_by_text("东口第三盏路灯三天没亮。").first).to_be_visible()
    assert looks(page) == []
