"""The page of disputes in numbers: each number leads to its list, the return to the county is a file, no name stands in it."""

import io
import re
import zipfile

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from shouwang.lib.periods import Span, period_of
from shouwang.surfaces.desk.views.mediation.counted import NAMES
from shouwang.systems.mediation.queries.counting import choices
from tests.cast import Cast
from tests.surfaces.desk.conftest import Sit
from tests.systems.mediation import quarrel
from tests.systems.mediation.test_figures import LATER, MONTH, NOVEMBER, handful

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # what pages say; test_figures asks both databases
PAGE = "/desk/figures/mediation/"
HERE = "?span=month&day=2026-11-01"


def test_every_number_has_its_name() -> None:
    assert set(choices(MONTH, LATER)) == set(NAMES)


def test_the_page_says_shares_with_what_they_are_of_and_leads_to_the_lists(cast: Cast, officer: Client) -> None:
    handful(cast)
    page = officer.get(PAGE + HERE).content.decode()
    assert "of 6 that are over: 67%" in page
    assert "4 of 6, 67%" in page  # settled in the village
    assert "3,200" in page
    links = {link.replace("&amp;", "&") for link in re.findall(r'href="(/desk/mediation/\?[^"]*count=[^"]*)"', page)}
    assert len(links) > 15
    for link in links:
        answer = officer.get(link)
        assert answer.status_code == 200
        assert answer.context["rows"], link


def test_a_list_behind_a_number_is_named_and_leads_back(cast: Cast, officer: Client) -> None:
    handful(cast)
    answer = officer.get(f"/desk/mediation/{HERE}&count=accepted&type=J02")
    page = answer.content.decode()
    assert len(answer.context["rows"]) == 1
    assert "Taken on, Between neighbours" in page
    assert escape(PAGE + HERE) in page


def test_an_address_that_asks_for_no_known_number_is_the_ordinary_list(cast: Cast, officer: Client) -> None:
    handful(cast)
    assert "tabs" in officer.get("/desk/mediation/?count=nonsense").context
    assert officer.get("/desk/mediation/?count=accepted&type=%27&level=x&day=never").context["rows"] == []


def test_the_return_is_a_workbook_of_the_month_and_only_for_who_gives_out_tables(
    cast: Cast, officer: Client, sit: Sit
) -> None:
    with time_machine.travel(NOVEMBER, tick=False):
        answer = officer.get(reverse("desk:mediation-return") + "?span=year&day=2026-10-20")
        assert answer.content.startswith(b"PK")
        assert "HW-disputes-2026-10.xlsx" in answer.headers["Content-Disposition"]
        page = sit(cast.cadre).get(PAGE).content.decode()
        assert reverse("desk:mediation-return") not in page
        assert "An officer makes the return to the county" in page


def test_the_return_is_in_the_committees_name(cast: Cast, officer: Client) -> None:
    quarrel.people(cast)
    book = officer.get(reverse("desk:mediation-return")).content
    words = zipfile.ZipFile(io.BytesIO(book)).read("xl/sharedStrings.xml").decode()
    assert "填报单位：河湾村人民调解委员会" in words


def test_a_time_in_which_nothing_happened_says_so_and_still_offers_the_return(cast: Cast, officer: Client) -> None:
    period = period_of(Span.MONTH, MONTH.first).before
    page = officer.get(f"{PAGE}?span=month&day={period.first}").content.decode()
    assert "Nothing happened in any dispute in this time" in page
    assert reverse("desk:mediation-return") in page
