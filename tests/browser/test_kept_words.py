"""What was typed at the desk outlives the end of the session, in its own tab, and nothing else."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Account
from tests.cast import PASSWORD, Cast
from tests.kernel.matters.bringing import bring

Enter = Callable[[Page, Account], None]
WORDS = "东口的井盖松了，车一过就响"
NOTE = "您刚才写的还在。"
KEPT = "Object.keys(sessionStorage).filter(name => name.startsWith('kept:')).length"


@pytest.fixture
def desk(page: Page, cast: Cast, enter: Enter) -> Page:
    for account in (cast.officer, cast.auxiliary):
        account.set_password(PASSWORD)
        account.save()
    enter(page, cast.officer)
    return page


def log_in(page: Page, username: str) -> None:
    page.get_by_label("登录名").fill(username)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()


def type_a_matter(page: Page) -> None:
    page.goto(reverse("desk:register"))
    page.locator("[name=text]").fill(WORDS)
    page.locator("[name=name]").fill("钱多多")


def until(page: Page, number: int) -> None:
    """Wait until the tab keeps that many forms: words are kept a moment after they were typed."""
    for _ in range(50):
        if page.evaluate(KEPT) == number:
            return
        page.wait_for_timeout(100)
    pytest.fail(f"the tab keeps {page.evaluate(KEPT)}, not {number}")


def end_session(page: Page) -> None:
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)


def test_a_form_sent_after_the_session_ended_is_filled_again_after_the_login(desk: Page) -> None:
    type_a_matter(desk)
    end_session(desk)
    desk.locator("form [type=submit]", has_text="登记").last.click()
    expect(desk.get_by_text("您刚才写的还在这台电脑上")).to_be_visible()
    log_in(desk, "chen")
    expect(desk).to_have_url(re.compile(reverse("desk:register")))
    expect(desk.get_by_text(NOTE)).to_be_visible()
    expect(desk.locator("[name=text]")).to_have_value(WORDS)
    expect(desk.locator("[name=name]")).to_have_value("钱多多")
    assert desk.evaluate("Object.keys(localStorage).length") == 0
    words, button = (desk.locator(f"[data-keep] {part}").bounding_box() for part in ("span", "button"))
    assert words
    assert button
    assert words["y"] + words["height"] / 2 == pytest.approx(button["y"] + button["height"] / 2, abs=2)


def test_a_note_for_a_matter_is_filled_again_and_forgotten_once_it_is_written(desk: Page, cast: Cast) -> None:
    matter = bring(cast.room).matter
    desk.goto(reverse("desk:matter", args=[matter.pk]))
    desk.locator("#say [name=text]").fill(WORDS)
    desk.locator("#say [name=to]").first.check()
    end_session(desk)
    desk.get_by_role("button", name="写下").click()
    log_in(desk, "chen")
    expect(desk.locator("#say [name=text]")).to_have_value(WORDS)
    desk.get_by_role("button", name="写下").click()
    expect(desk.locator("#say [name=text]")).to_have_value("")
    assert Matter.objects.get().entries.filter(text=WORDS).count() == 1
    until(desk, 0)


def test_a_change_kept_over_the_end_of_a_session_still_meets_a_colleagues_change(
    desk: Page, cast: Cast, faults: list[str]
) -> None:
    matter = bring(cast.room).matter
    desk.goto(reverse("desk:edit", args=[matter.pk]))
    desk.locator("[name=text]").fill(WORDS)
    end_session(desk)
    Matter.objects.filter(pk=matter.pk).update(text="同事改过了")
    desk.get_by_role("button", name="存下修改").click()
    log_in(desk, "chen")
    expect(desk.locator("[name=text]")).to_have_value(WORDS)
    desk.get_by_role("button", name="存下修改").click()
    expect(desk.locator("main")).to_contain_text("同事改过了")
    assert Matter.objects.get().text == "同事改过了"
    faults.clear()  # the 409 of the clash


def test_nothing_stays_after_logging_out_in_any_tab(desk: Page) -> None:
    type_a_matter(desk)
    until(desk, 1)
    other = desk.context.new_page()
    other.goto(reverse("account_logout"))
    other.get_by_role("button", name="退出").click()
    expect(other).to_have_url(re.compile(reverse("account_login")))
    expect(other.get_by_text("您刚才写的还在这台电脑上")).to_be_hidden()
    until(desk, 0)


def test_who_logs_in_next_at_the_same_tab_finds_nothing(desk: Page) -> None:
    type_a_matter(desk)
    until(desk, 1)
    end_session(desk)
    desk.goto(reverse("desk:register"))
    log_in(desk, "li")
    expect(desk.locator("[name=text]")).to_have_value("")
    until(desk, 0)


def test_an_id_number_is_not_kept(desk: Page) -> None:
    type_a_matter(desk)
    desk.locator("[name=identity]").evaluate(
        "field => { field.value = '41030810420000'; field.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    desk.wait_for_timeout(600)
    kept = desk.evaluate("JSON.stringify(sessionStorage)")
    assert WORDS in kept
    assert "41030810420000" not in kept


def test_the_slip_forgets_what_was_registered(desk: Page) -> None:
    type_a_matter(desk)
    desk.locator("[name=about]").select_option("report:noise")
    desk.locator("[name=is_told]").check()
    desk.locator("form [type=submit]", has_text="登记").last.click()
    expect(desk).to_have_url(re.compile("/slip/"))
    until(desk, 0)
    desk.get_by_role("link", name="再登记一件").click()
    expect(desk.locator("[name=name]")).to_have_value("")


def test_the_slip_of_an_older_matter_leaves_what_is_being_typed(desk: Page, cast: Cast) -> None:
    matter = bring(cast.room).matter
    type_a_matter(desk)
    until(desk, 1)
    desk.goto(reverse("desk:slip", args=[matter.pk]))
    desk.wait_for_timeout(300)
    assert desk.evaluate(KEPT) == 1
