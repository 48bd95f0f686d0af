"""An old man's daughter books a visit on her telephone and moves it; the officer makes three visits in one round."""

from collections.abc import Callable
from datetime import time

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from shouwang.kernel.people.models import Account
from shouwang.systems.services import visit_lifecycle as lifecycle
from shouwang.systems.services.actions import visiting
from shouwang.systems.services.models import Visit
from tests.browser.accessible import violations
from tests.cast import Cast
from tests.stories.village import only_hewan
from tests.systems.services.visiting_room import PHONE, at_stage, visiting_room

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_the_daughters_telephone_to_the_third_door(
    phone: Page, cast: Cast, enter: Callable[[Page, Account], None]
) -> None:
    only_hewan(cast)
    here = visiting_room(cast, weekdays=range(7))
    _books_and_moves(phone)
    booked = Visit.objects.get()
    assert booked.sequence == 1

    whole = [(day, ((time(0), time(0)),)) for day in range(7)]  # so that there is a round at whatever hour this is told
    visiting.set_hours(by=cast.officer, room=here.room, account=cast.officer, week=whole)
    now = timezone.localtime().replace(minute=0, second=0, microsecond=0)
    three = [booked, at_stage(here, lifecycle.BOOKED), at_stage(here, lifecycle.BOOKED)]
    for n, visit in enumerate(three):
        at = now.replace(hour=6 + 5 * n)
        Visit.objects.filter(pk=visit.pk).update(starts_at=at, stage=lifecycle.CONFIRMED, account=cast.officer)
    enter(phone, cast.officer)
    for visit in three:
        phone.goto(f"/desk/services/visits/{now.date()}/")
        assert violations(phone) == []
        expect(phone.get_by_text(visit.matter.reference).first).to_be_visible()
        phone.goto(f"/desk/services/visit/{visit.pk}/")  # at some hours of the day the round says to ring them instead
        phone.get_by_role("button", name="我出发了").first.click()
        phone.get_by_role("button", name="我到门口了").first.click()
        phone.get_by_role("link", name="上门办好了").first.click()
        phone.get_by_label("办了什么？").fill("采了指纹，照了相。")
        phone.get_by_role("button", name="上门办好了").click()
        phone.wait_for_url(f"**/desk/services/visit/{visit.pk}/")
    assert set(Visit.objects.values_list("stage", flat=True)) == {lifecycle.DONE}


def _books_and_moves(phone: Page) -> None:
    phone.goto("/r/HW/")
    phone.get_by_role("link", name="预约上门").click()
    phone.get_by_role("link", name="办身份证").click()
    phone.locator("input[value=cant_walk]").check()
    phone.locator("input[value=relative]").check()
    phone.get_by_label("我们去看谁？").fill("韩大爷")
    phone.get_by_label("哪一户？").fill("村东头第三家，蓝大门")
    assert violations(phone) == []
    phone.get_by_role("button", name="选哪一天").click()
    assert violations(phone) == []
    phone.locator("details.day").first.click()
    phone.locator("details[open] button[name=time]").first.click()
    phone.get_by_label("怎么称呼您？").fill("韩小梅")
    phone.get_by_label("您的电话").fill(PHONE)
    assert violations(phone) == []
    phone.get_by_role("button", name="约好").click()
    phone.wait_for_url("**/receipt/")
    expect(phone.get_by_role("link", name="加到日历")).to_be_visible()
    phone.get_by_role("link", name="换个时间").click()
    phone.locator("details.day").nth(1).click()
    phone.locator("details[open] button[name=time]").last.click()
    phone.get_by_label("约的时候留的电话").fill(PHONE)
    phone.get_by_role("button", name="改到这个时间").click()
    expect(phone.get_by_text("时间换好了")).to_be_visible()
    assert violations(phone) == []
