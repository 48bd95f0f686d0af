"""Who may open which page of the desk: every address, every member of the cast."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from shouwang.surfaces.desk import urls
from tests.cast import Cast
from tests.kernel.matters.bringing import bring
from tests.surfaces.desk.conftest import Sit

PLAIN = ("today", "rooms", "register", "search", "map", "map-shapes", "notices", "matters", "settings")
OF_A_MATTER = ("matter", "news", "edit", "place", "attach", "publish", "sheet", "sheet-pdf", "sheet-docx", "slip")
NO_MATTERS = {"administrator", "technician"}
MAY: dict[str, set[str]] = {
    "register": {"officer", "auxiliary", "cadre", "mediator", "chief"},
    "slip": {"officer", "auxiliary", "chief"},
    "publish": {"officer", "chief"},
}
WHOLE_ROOM = {"officer", "auxiliary", "chief"}


@pytest.mark.parametrize("name", PLAIN)
def test_pages_open_for_their_roles_only(cast: Cast, sit: Sit, name: str) -> None:
    needs_no_matters = name in ("today", "rooms", "notices", "settings")
    for role, account in cast.by_role().items():
        status = sit(account).get(reverse(f"desk:{name}")).status_code
        if role == "volunteer":
            expected = {403}
        elif role in MAY.get(name, set(cast.by_role())) - (set() if needs_no_matters else NO_MATTERS):
            expected = {200, 302} if name == "today" else {200}
        else:
            expected = {403}
        assert status in expected, (role, name, status)


@pytest.mark.parametrize("name", OF_A_MATTER)
def test_a_matter_opens_for_whom_it_is_in_scope(cast: Cast, sit: Sit, name: str) -> None:
    matter = bring(cast.room).matter
    for role, account in cast.by_role().items():
        status = sit(account).get(reverse(f"desk:{name}", args=[matter.pk])).status_code
        if role in MAY.get(name, WHOLE_ROOM):
            assert status in (200, 204), (role, name, status)
        else:
            assert status in (403, 404), (role, name, status)


@pytest.mark.parametrize("name", OF_A_MATTER)
def test_a_matter_of_another_room_is_not_there(cast: Cast, officer: Client, name: str) -> None:
    elsewhere = bring(cast.next_room).matter
    assert officer.get(reverse(f"desk:{name}", args=[elsewhere.pk])).status_code == 404
    assert officer.get(reverse(f"desk:{name}", args=[uuid4()])).status_code == 404


def test_nobody_comes_in_without_logging_in(cast: Cast, client: Client) -> None:
    for name in PLAIN:
        answer = client.get(reverse(f"desk:{name}"))
        assert answer.status_code == 302
        assert "/account/login/" in answer.headers["Location"]


def test_a_page_stays_in_no_cache(officer: Client) -> None:
    assert officer.get(reverse("desk:today")).headers["Cache-Control"] == "private, no-store"


def test_every_address_is_in_these_tables() -> None:
    elsewhere = {"pulse", "notices-read", "notice", "reporter", "take"}
    named = {pattern.name for pattern in urls.urlpatterns if getattr(pattern, "name", None)}
    assert named == {*PLAIN, *OF_A_MATTER, *elsewhere}
