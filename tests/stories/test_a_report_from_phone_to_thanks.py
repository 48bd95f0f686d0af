"""吴秀兰 sees children at the high water and reports it on her phone; the room sees to it; she says thank you."""

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from shouwang.kernel.matters.models import Matter, Satisfaction
from tests.browser.accessible import violations
from tests.cast import Cast
from tests.stories.village import TEXT, only_hewan, see_to

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_the_wall_to_the_thanks(phone: Page, cast: Cast, tmp_path: Path) -> None:
    village = only_hewan(cast)
    Image.effect_noise((1800, 1400), 80).convert("RGB").save(tmp_path / "bridge.jpg", quality=95)

    phone.goto("/r/HW/")
    phone.get_by_role("link", name="报个情况").click()
    phone.get_by_role("link", name="水边危险").click()
    expect(phone.get_by_role("link", name="打 110").first).to_have_attribute("href", "tel:110")

    phone.get_by_label("说说是什么事").fill(TEXT)
    phone.set_input_files("input[name=photos]", tmp_path / "bridge.jpg")
    expect(phone.locator("[data-chosen] img")).to_have_count(1)
    phone.get_by_label("在哪里？").select_option("村东桥头")
    phone.get_by_role("button", name="下一步").click()
    phone.locator("input[value=named]").check()
    phone.get_by_label("怎么称呼您？").fill("吴秀兰")
    phone.get_by_label("您的电话").fill("13800138000")
    assert violations(phone) == []
    phone.get_by_role("button", name="发出").click()

    phone.wait_for_url("**/receipt/")
    matter = Matter.objects.get()
    expect(phone.get_by_text(matter.reference)).to_be_visible()
    assert matter.text == TEXT
    assert matter.attachments.count() == 1
    assert matter.attachments.get().file.size < (tmp_path / "bridge.jpg").stat().st_size
    code = phone.locator("#code").inner_text()
    assert re.fullmatch(r"\w{4}-\w{4}-\w{4}", code)
    assert violations(phone) == []

    see_to(village, matter, "孩子送回家了，桥头装了护栏。")
    phone.goto("/f/")
    phone.get_by_label("回执上的查询码").fill(code.lower())
    phone.get_by_role("button", name="查一查").click()
    expect(phone.get_by_text("孩子送回家了，桥头装了护栏。").first).to_be_visible()
    phone.locator("input[name=score][value='3']").check()
    phone.get_by_label("哪里好，哪里不好？").fill("来得快。")
    assert violations(phone) == []
    phone.get_by_role("button", name="发出").click()
    expect(phone.get_by_text("谢谢您。每一条评价警务室都看。")).to_be_visible()
    satisfaction = Satisfaction.objects.get()
    assert (satisfaction.score, satisfaction.words) == (3, "来得快。")


def test_a_report_begins_within_three_taps(phone: Page, cast: Cast) -> None:
    only_hewan(cast)
    phone.goto("/")
    phone.get_by_role("link", name="报个情况").click()
    phone.get_by_role("link", name="水边危险").click()
    expect(phone.get_by_label("说说是什么事")).to_be_visible()
