"""A villager without JavaScript suggests a lamp; the room answers; the villager reads it and adds a word."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from shouwang.kernel.matters.actions import progress, talk
from shouwang.kernel.matters.models import Matter
from tests.cast import Cast
from tests.stories.village import only_hewan
from tests.windows import TELEPHONE

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_suggestion_is_answered_also_without_javascript(window: Callable[..., Page], cast: Cast) -> None:
    only_hewan(cast)
    page = window(viewport=TELEPHONE, java_script_enabled=False)
    page.goto("/")
    page.get_by_role("link", name="提个建议").click()
    page.get_by_role("link", name="路、灯、水").click()
    page.get_by_label("说说是什么事").fill("学校门口加一盏灯。")
    page.get_by_role("button", name="下一步").click()
    page.locator("input[value=anonymous]").check()
    page.get_by_role("button", name="发出").click()
    page.wait_for_url("**/receipt/")
    code = page.locator("#code").inner_text()

    matter = Matter.objects.get()
    progress.accept(by=cast.officer, matter=matter)
    talk.answer(by=cast.officer, matter=matter, text="下周就装。")

    page.goto("/f/")
    page.get_by_label("回执上的查询码").fill(code)
    page.get_by_role("button", name="查一查").click()
    expect(page.get_by_text("下周就装。")).to_be_visible()
    page.get_by_label("还有什么要说的？").fill("装亮一点的。")
    page.get_by_role("button", name="发出").click()
    expect(page.get_by_text("您补充的话送到了。")).to_be_visible()

    page.get_by_role("link", name="撤回").click()
    page.get_by_role("button", name="撤回").click()
    expect(page.get_by_text("已经撤回，不再办了。").first).to_be_visible()
    assert Matter.objects.get().state == "withdrawn"
