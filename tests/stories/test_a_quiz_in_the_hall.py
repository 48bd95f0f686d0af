"""Two phones and a screen play two questions together; one phone loses the network with its answer in hand."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from shouwang.kernel.people.models import Account
from shouwang.systems.outreach.actions import quiz
from shouwang.systems.outreach.models import Answer, Round
from tests.cast import Cast
from tests.stories.village import only_hewan
from tests.windows import TELEPHONE

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_questions_on_two_phones(
    window: Callable[..., Page], enter: Callable[[Page, Account], None], cast: Cast, faults: list[str]
) -> None:
    only_hewan(cast)
    quiz.take_starting(by=cast.officer, room=cast.room)
    screen = window()
    enter(screen, cast.officer)
    screen.goto("/desk/outreach/quiz/start/")
    screen.get_by_label("几道题").fill("2")
    screen.get_by_role("button", name="开始：出二维码").click()
    code = screen.locator(".wall-number").inner_text()
    phones = [window(viewport=TELEPHONE) for _ in range(2)]
    for phone in phones:
        phone.goto(f"/r/HW/quiz/{code}/")
        expect(phone.get_by_text("您进来了")).to_be_visible()
    expect(screen.get_by_text("2 部手机")).to_be_visible()
    for number, next_step in enumerate(("第一题", "下一题"), 1):
        screen.get_by_role("button", name=next_step).click()
        for phone in phones:
            expect(phone.get_by_text(f"第 {number} 题，共 2 题")).to_be_visible()
            is_cut_off = number == 2 and phone is phones[1]
            phone.locator("[data-quiz] label").first.click()
            if is_cut_off:
                phone.context.set_offline(True)
            phone.get_by_role("button", name="就这么答").click()
            if is_cut_off:
                expect(phone.get_by_text("现在没有网络")).to_be_visible()
                phone.context.set_offline(False)
            expect(phone.get_by_text("您的答案收到了")).to_be_visible()
        expect(screen.get_by_text("2 部手机，2 部已答")).to_be_visible()
        screen.get_by_role("button", name="公布答案").click()
        expect(phones[0].get_by_text(re.compile("答对了|这个不对"))).to_be_visible()
    screen.get_by_role("button", name="要记住的").click()
    expect(phones[1].get_by_role("heading", name="要记住的")).to_be_visible()
    faults[:] = [fault for fault in faults if "ERR_INTERNET_DISCONNECTED" not in fault]  # it was cut off on purpose
    assert Answer.objects.count() == 4
    assert Round.objects.get().joined == 2
