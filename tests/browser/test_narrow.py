"""What the narrowest telephone must still hold: one line, nothing over another."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from shouwang.kernel.people.models import Account
from tests.cast import Cast
from tests.kernel.matters.bringing import bring

Enter = Callable[[Page, Account], None]
DOTS = "dots => dots.filter(dot => dot.offsetParent).map(dot => dot.getBoundingClientRect().left)"


def test_the_steps_of_a_report_stand_evenly_so_that_no_line_runs_into_a_dot(phone: Page, cast: Cast) -> None:
    phone.goto(reverse("public:tell", args=["HW", "report", "water"]))
    first, second, third = phone.locator(".stepper .dot").evaluate_all(DOTS)
    assert second - first == pytest.approx(third - second, abs=1)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_reminder_of_the_second_step_is_one_line_and_leads_there(
    phone: Page, live: LiveServer, cast: Cast, enter: Enter, language: str
) -> None:
    enter(phone, cast.officer)
    phone.context.add_cookies([{"name": "language", "value": language, "url": live.url}])
    phone.goto(reverse("desk-settings:me"))
    link = phone.locator(".banner a")
    assert link.evaluate("link => link.offsetHeight") < 30
    link.click()
    assert phone.url.endswith(reverse("mfa_index"))


def test_a_record_of_the_journal_stands_cell_under_cell(phone: Page, cast: Cast, enter: Enter) -> None:
    bring(cast.room, by=cast.officer)
    enter(phone, cast.officer)
    phone.goto(reverse("desk-settings:journal"))
    widths = phone.locator("tbody tr").first.locator("th, td").evaluate_all("cells => cells.map(c => c.offsetWidth)")
    assert min(widths) > 250
