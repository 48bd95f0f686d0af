"""The page of the watch net's numbers: a period to choose, each number with what it is of, and with its list."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from shouwang.kernel.matters.actions import progress
from shouwang.surfaces.desk.access import ALL_ROOMS_KEY
from tests.cast import Cast
from tests.kernel.matters.bringing import bring
from tests.surfaces.desk.conftest import Sit

pytestmark = pytest.mark.django_db
PAGE = "/desk/watch/figures/"
NOON = datetime(2026, 11, 25, 4, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_november() -> object:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def test_an_empty_time_says_so_and_another_can_be_chosen(cast: Cast, officer: Client) -> None:
    page = officer.get(PAGE).content.decode()
    assert "No report came in this time" in page
    assert "November 2026" in page
    assert "span=week&amp;day=2026-11-25" in page


def test_every_number_is_as_long_as_its_list(cast: Cast, officer: Client) -> None:
    progress.accept(by=cast.officer, matter=bring(cast.room, topic="noise").matter)
    bring(cast.room, topic="theft")
    bring(cast.room, topic="theft", received_at=datetime(2026, 10, 31, 15, 59, tzinfo=UTC))
    page = officer.get(PAGE)
    came, still_open, closed, _in_time = page.context["counters"]
    assert (came.value, still_open.value, closed.value) == ("2", "2", "0")
    numbers = [(came.href, came.value), (still_open.href, still_open.value), (closed.href, closed.value)]
    for href, value in [*numbers, *((bar.href, bar.words) for bar in page.context["topics"].items)]:
        assert len(officer.get(href).context["rows"]) == int(value), href
    assert officer.get(f"{PAGE}?span=month&day=2026-10-01").context["counters"][0].value == "1"


def test_a_time_without_answers_has_no_share(cast: Cast, officer: Client) -> None:
    bring(cast.room)
    page = officer.get(PAGE)
    assert page.context["counters"][3].value == "–"
    assert [row[1:] for row in page.context["times"].rows] == [["–", "–", "0"]] * 3


@pytest.mark.parametrize("asked", ["?span=x", "?day=never", "?day=9999-12-31", "?day=0001-01-01", "?day=", "?span="])
def test_what_cannot_be_read_is_this_month(cast: Cast, officer: Client, asked: str) -> None:
    assert officer.get(PAGE + asked).context["name"] == "November 2026"


@pytest.mark.parametrize(
    ("span", "name", "name_before"),
    [
        ("week", "Nov. 23, 2026 to Nov. 29, 2026", "Nov. 16, 2026 to Nov. 22, 2026"),
        ("quarter", "Quarter 4 of 2026", "Quarter 3 of 2026"),
        ("year", "2026", "2025"),
    ],
)
def test_each_length_has_its_name_and_leads_no_further_than_today(
    cast: Cast, officer: Client, span: str, name: str, name_before: str
) -> None:
    page = officer.get(f"{PAGE}?span={span}")
    assert page.context["name"] == name
    [earlier] = page.context["verbs"]
    before = officer.get(PAGE + earlier.href)
    assert before.context["name"] == name_before
    assert [verb.label for verb in before.context["verbs"]] == ["Earlier", "Later"]


def test_all_rooms_together_have_no_list_of_one_rooms_numbers(cast: Cast, sit: Sit) -> None:
    chief = sit(cast.chief)
    session = chief.session
    session[ALL_ROOMS_KEY] = True
    session.save()
    bring(cast.room)
    page = chief.get(PAGE)
    assert {counter.href for counter in page.context["counters"]} == {""}
    assert "Choose it alone" in page.content.decode()


def test_the_settings_lead_there_for_those_who_may(cast: Cast, officer: Client, sit: Sit) -> None:
    assert PAGE in officer.get(reverse("desk:settings")).content.decode()
    assert PAGE not in sit(cast.auxiliary).get(reverse("desk:settings")).content.decode()
    assert sit(cast.auxiliary).get(PAGE).status_code == 403
