"""An ID card nobody else may renew is answered in four parts; a death without kin is filed by the village committee."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from shouwang.kernel.people.models import Account
from shouwang.systems.services.models import Errand, Original
from tests.cast import Cast
from tests.stories.village import only_hewan
from tests.windows import TELEPHONE, WIDE

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_id_card_is_answered_and_a_death_is_filed(
    window: Callable[..., Page], enter: Callable[[Page, Account], None], cast: Cast
) -> None:
    only_hewan(cast)
    phone = window(viewport=TELEPHONE, java_script_enabled=False)
    phone.goto("/")
    phone.get_by_role("link", name="这事能代办吗").click()
    phone.get_by_label("办什么事？打几个字找").fill("到期")
    phone.get_by_role("button", name="看看").click()
    phone.get_by_role("link", name="身份证到期换领").click()
    phone.get_by_role("link", name="给家里人办").click()
    phone.get_by_role("link", name="本人能来").click()
    expect(phone.get_by_role("heading", name="要本人去，不能代办")).to_be_visible()
    phone.go_back()
    phone.get_by_role("link", name="本人来不了").click()
    phone.get_by_label("怎么称呼您").fill("万小川")
    phone.get_by_role("button", name="请警务室来办").click()
    phone.wait_for_url("**/receipt/")
    code = phone.locator("#code").inner_text()

    desk = window(viewport=WIDE)
    enter(desk, cast.officer)
    desk.goto("/desk/services/errands/")
    desk.get_by_role("link", name="身份证到期换领", exact=True).click()
    desk.get_by_role("link", name="当面答复清楚").click()
    desk.get_by_label("在查询码下答复").check()
    desk.get_by_role("button", name="当面答复清楚").click()
    expect(desk.get_by_text("记下了。")).to_be_visible()
    assert Errand.objects.get().stage == "advised"
    phone.goto(f"/f/{code}/")
    for words in ("为什么不能代办", "怎么办", "带什么", "多长时间"):
        expect(phone.get_by_text(words).first).to_be_visible()

    village = window(viewport=WIDE)
    enter(village, cast.cadre)
    village.goto("/desk/services/errands/new/")
    village.get_by_label("办什么事").select_option("death")
    village.get_by_label("给谁办").select_option("dead")
    village.get_by_label("谁来求办").fill("村委会")
    village.locator("input[name=is_told]").check()
    village.get_by_role("button", name="写下来").click()
    village.wait_for_url("**/slip/**")  # the follow code is told at once
    village.goto(reverse("desk-services:errand", args=[Errand.objects.get(item_key="death").pk]))
    village.get_by_role("link", name="核对材料").first.click()
    for one in village.get_by_label("带来了").all():
        one.check()
    village.get_by_role("button", name="核对材料").click()
    village.get_by_role("link", name="写明谁替谁办").first.click()
    village.locator("input[name=owner_name]").fill("吕老根")
    village.locator("select[name=kin]").select_option("committee")
    village.locator("select[name=authority]").select_option("rule")
    village.locator("input[name=has_seen_cards]").check()
    village.get_by_role("button", name="写明谁替谁办").click()
    village.get_by_role("link", name="收原件").first.click()
    village.locator("input[name=who]").first.check()
    village.locator("input[name=how][value=paper]").check()
    village.locator("input[name=what1]").fill("户口簿")
    village.get_by_role("button", name="收原件").click()
    village.get_by_role("link", name="送派出所办").first.click()
    village.get_by_label("交给派出所谁").fill("户籍窗口")
    village.get_by_role("button", name="送派出所办").click()
    village.get_by_role("link", name="办好了").first.click()
    village.locator("textarea[name=result]").fill("户口已注销")
    village.get_by_role("button", name="办好了").click()
    village.get_by_role("link", name="交结果").first.click()
    village.locator("input[name=who]").first.check()
    village.locator("input[name=how][value=paper]").check()
    village.get_by_role("button", name="交结果").click()
    village.get_by_role("link", name="办结").first.click()
    village.get_by_role("button", name="办结").click()
    expect(village.get_by_text("记下了。")).to_be_visible()
    assert Errand.objects.get(item_key="death").stage == "closed"
    assert Original.objects.get().state == "returned"
