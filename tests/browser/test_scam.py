"""Is this a scam? on a telephone: what to do first, then what it looks like and why; and the officer has the last word."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from shouwang.kernel.people.models import Account
from shouwang.systems.outreach.models import ScamQuestion
from tests.browser.accessible import AA, AAA_TEXT, AXE, violations
from tests.cast import Cast

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not AXE.exists(), reason="axe-core is brought by make ready"),
]
# As they are written to people, with numbers that lead nowhere; and the words that give each away.
SCAMS = (
    ("【市公安局】你名下的银行卡涉嫌洗钱，请配合调查并保密，把资金转到安全账户核查，警官13800000021", "安全账户"),
    ("您好，快递客服：您的包裹丢失，给您三倍理赔。请加企业微信，下载会议软件打开屏幕共享办理。", "会议软件"),
    ("点赞关注一单三块，先垫付两百做任务，做完返两百六，名额有限，进群领佣金", "垫付"),
)
BANK = "【农业银行】您尾号6677的卡于3月2日10:20支出人民币35.00元，余额1200.50元。"


def asked(phone: Page, text: str) -> str:
    """The answer's words, as one who looks at the telephone reads them from the top."""
    phone.goto("/r/HW/scam/")
    phone.locator("textarea").fill(text)
    phone.locator("select").select_option("sms")
    phone.locator("form.form button").click()
    phone.wait_for_url("**/scam/0*/")
    first, verdict = phone.locator("#first-aid").bounding_box(), phone.locator("#verdict").bounding_box()
    assert first
    assert verdict
    assert first["y"] + first["height"] <= verdict["y"]
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    words = phone.locator("main").inner_text()
    assert "安全" not in words.replace("安全账户", "").replace("不等于安全", "")
    return words


def test_three_scams_and_a_bank_notice_on_a_telephone_and_the_officer_corrects_one(
    phone: Page, page: Page, cast: Cast, enter: Callable[[Page, Account], None]
) -> None:
    for text, tell_tale in SCAMS:
        words = asked(phone, text)
        assert "很像诈骗" in words
        assert tell_tale in "".join(phone.locator("mark").all_inner_texts())
        assert phone.locator(".reasons li").first.inner_text().strip()
        assert phone.locator("#like b").first.inner_text().strip()
    assert violations(phone, AA, rules=AAA_TEXT) == []
    assert "很像诈骗" in phone.locator("#verdict").inner_text()
    aloud = phone.locator("button[data-aloud]").get_attribute("data-aloud") or ""
    assert phone.locator(aloud).count() >= 6, "four things to do, the verdict, a reason"
    expect(phone.locator("button[data-copy-from='#warn-words']")).to_be_visible()
    assert "没有发现明显诈骗特征" in asked(phone, BANK)

    enter(page, cast.officer)
    page.goto("/desk/outreach/scam/")
    page.locator(".row", has_text="点赞关注").get_by_role("link").first.click()
    page.locator("input[value=not_scam]").check()
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url("**/outreach/scam/")
    expect(page.locator(".row", has_text="点赞关注")).to_contain_text("不是诈骗")
    assert violations(page) == []
    question = ScamQuestion.objects.get(verdict="not_scam")
    assert (question.came_by, question.verdict_type) == ("sms", "")
