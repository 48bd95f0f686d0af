"""Finding: by number, by words, by place; in the scope, page by page."""

import pytest
from django.test import Client
from django.urls import reverse

from shouwang.kernel.ground.models import Place
from shouwang.kernel.matters.actions import talk
from tests.cast import Cast
from tests.kernel.matters.bringing import bring, closed
from tests.surfaces.desk.conftest import Sit

SEARCH = "/desk/search/"


def hits(client: Client, **query: str) -> list[str]:
    return [hit["row"].title for hit in client.get(SEARCH, query).context["hits"]]


@pytest.mark.parametrize("typed", ["{}", " {} ", "hw-{year}-{number}", "HW {year} {number}"])
def test_a_number_goes_straight_to_its_matter(cast: Cast, officer: Client, typed: str) -> None:
    matter = bring(cast.room).matter
    words = typed.format(matter.reference, year=matter.year, number=matter.number)
    assert officer.get(SEARCH, {"q": words}).headers["Location"] == reverse("desk:matter", args=[matter.pk])


def test_a_number_of_another_room_leads_nowhere(cast: Cast, officer: Client) -> None:
    assert "Nothing found" in officer.get(SEARCH, {"q": bring(cast.next_room).matter.reference}).content.decode()


def test_bare_digits_offer_the_matter_with_that_number(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room).matter
    assert list(officer.get(SEARCH, {"q": "0001"}).context["same_number"]) == [matter]


def test_words_are_found_in_text_and_answers_and_marked(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room, text="河滩有人下水").matter
    talk.answer(by=cast.officer, matter=matter, text="已经装了护栏")
    [hit] = officer.get(SEARCH, {"q": "护栏"}).context["hits"]
    assert ("护栏", True) in hit["parts"]


def test_only_ones_own_scope_is_searched(cast: Cast, sit: Sit) -> None:
    bring(cast.room, text="路灯坏了")
    bring(cast.room, by=cast.mediator, text="路灯又坏了")
    assert hits(sit(cast.mediator), q="路灯") == ["路灯又坏了"]
    assert hits(sit(cast.neighbour), q="路灯") == []


def test_closed_ones_are_found_unless_left_out(cast: Cast, officer: Client) -> None:
    closed(cast, text="路灯修好的")
    assert hits(officer, q="路灯") == ["路灯修好的"]
    assert hits(officer, q="路灯", open="1") == []


def test_many_hits_come_in_pages_newest_first(cast: Cast, officer: Client) -> None:
    for number in range(30):
        bring(cast.room, text=f"第{number}盏路灯不亮")
    first = officer.get(SEARCH, {"q": "路灯"})
    second = officer.get(SEARCH + first.context["after"])
    shown = [hit["row"].title for page in (first, second) for hit in page.context["hits"]]
    assert shown == [f"第{number}盏路灯不亮" for number in reversed(range(30))]
    assert second.context["after"] == ""


def test_places_are_found_by_name(cast: Cast, officer: Client) -> None:
    Place.objects.create(room=cast.room, name="河滩码头", name_en="River landing", latitude=34.7, longitude=112.5)
    assert [name for name, _ in officer.get(SEARCH, {"q": "码头"}).context["places"]] == ["River landing"]


@pytest.mark.parametrize("words", ["", "  ", '"', "' OR 1=1 --", "*", "(((", "NEAR(", "%00", "字" * 5000])
def test_nothing_typed_breaks_it(cast: Cast, officer: Client, words: str) -> None:
    assert officer.get(SEARCH, {"q": words}).status_code == 200
