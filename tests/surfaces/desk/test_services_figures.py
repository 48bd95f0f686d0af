"""The services in numbers: each with what it is of, and the list behind it."""

import pytest
from django.test import Client

from shouwang.kernel.matters.actions import thanks
from shouwang.kernel.matters.models import Matter
from tests.access.things import errand, to_ask
from tests.cast import Cast
from tests.systems.services.visiting_room import at, booked, visiting_room

pytestmark = pytest.mark.once
ADDRESS = "/desk/services/figures/"


@pytest.fixture
def page(client: Client, cast: Cast) -> Client:
    client.force_login(cast.officer)
    return client


def test_a_month_without_a_request_says_so(page: Client) -> None:
    assert "这段时间没有人来办事" in page.get(ADDRESS).content.decode()
    assert "100" not in page.get(ADDRESS).content.decode()


def test_what_was_asked_and_how_it_went_is_counted_and_leads_to_its_list(page: Client, cast: Cast) -> None:
    errand(cast.room, cast.officer)
    thanks.rate(matter=Matter.objects.get(pk=to_ask(cast.room)), score=3)
    to_ask(cast.next_room)
    shown = " ".join(page.get(ADDRESS).content.decode().split())
    assert "共提出 1 件" in shown
    assert "1 位评价的里" in shown
    link = next(part.split('"')[0].replace("&amp;", "&") for part in shown.split('href="') if "kind=errand" in part)
    assert page.get(link).content.decode().count("HW-") >= 1
    for key in ("closed", "asked", "answered", "satisfied"):
        assert f"&amp;list={key}" in shown
        assert page.get(f"{ADDRESS}?list={key}").content.decode().count("HW-"), key


def test_the_number_of_visits_leads_to_those_visits(page: Client, cast: Cast) -> None:
    booked(visiting_room(cast), at(10))
    shown = page.get(f"{ADDRESS}?list=booked&span=month&day=2026-11-30").content.decode()
    assert "HW-" in shown
    for key in ("made", "promised", "missed", "off_by_them", "off_by_room", "went_on"):
        assert page.get(f"{ADDRESS}?list={key}&span=month&day=2026-11-30").status_code == 200


def test_figures_are_for_who_works_in_the_services(client: Client, cast: Cast) -> None:
    client.force_login(cast.lawyer)
    assert client.get(ADDRESS).status_code == 403
