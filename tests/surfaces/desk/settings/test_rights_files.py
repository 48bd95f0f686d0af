"""Who is a party to a dispute or a side in a police case is told so by whoever answers what the room holds of them."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.holdings import Holding, holdings
from shouwang.kernel.people.models import Person
from shouwang.lib.ids import uuid7
from shouwang.surfaces.desk.persons import stands_in
from shouwang.systems.mediation.models import Dispute
from tests.cast import Cast
from tests.systems.mediation import quarrel, violation

pytestmark = pytest.mark.once


@pytest.fixture
def desk(cast: Cast, client: Client) -> Client:
    client.force_login(cast.officer)
    client.cookies["language"] = "en"
    return client


def party(dispute: Dispute, side: str) -> Person:
    return dispute.parties.get(side=side).person


def page(desk: Client, person: Person, name: str = "person") -> str:
    return desk.get(reverse(f"desk-settings:{name}", args=[person.pk])).content.decode()


def copy(desk: Client, person: Person) -> dict[str, Any]:
    rows = [str(one) for one in Person.objects.filter(phone_lookup=person.phone_lookup).values_list("pk", flat=True)]
    said = {"act": "copy", "shape": "data", "rows": rows}
    copied: dict[str, Any] = json.loads(desk.post(reverse("desk-settings:person", args=[person.pk]), said).content)
    return copied


def test_a_party_reads_in_which_file_as_what_and_how_long(desk: Client, cast: Cast) -> None:
    dispute = quarrel.at(cast, "archived")
    ended = timezone.now().replace(year=2025, month=3, day=4, hour=4)
    Matter.objects.filter(pk=dispute.pk).update(ended_at=ended)
    person = party(dispute, "respondent")
    for name in ("person", "forget"):
        text = page(desk, person, name)
        assert dispute.matter.reference in text
        assert "the other side" in text
        assert "kept until March 4, 2035" in text
        assert "Law, Art 27" in text
    (told,) = [one for one in copy(desk, person)["files"] if one["as"] == "the other side"]
    assert (told["number"], told["kept_until"], told["kept_years"]) == (dispute.matter.reference, "2035-03-04", 10)
    assert told["since"][:10] == timezone.localtime(person.created_at).date().isoformat()


def test_an_open_file_is_kept_so_long_after_it_is_over(desk: Client, cast: Cast) -> None:
    side = violation.agreed(cast).sides.get(side="victim")
    text = page(desk, side.person)
    assert "a case of police mediation · victim" in text
    assert "kept 10 years after it is over" in text
    assert "not in the copy" not in text


def test_who_sought_shelter_is_not_given_away_by_a_copy(desk: Client, cast: Cast) -> None:
    dispute = quarrel.at(cast, "halted")
    person = party(dispute, "respondent")
    text = page(desk, person)
    assert dispute.matter.reference in text
    assert "not in the copy" in text
    copied = copy(desk, person)
    assert copied["files"] == []
    assert "mediation.file" not in str(copied)


def test_a_case_not_taken_on_yet_is_not_in_the_copy(desk: Client, cast: Cast) -> None:
    side = violation.examined(cast).sides.get(side="offender")
    assert "not in the copy" in page(desk, side.person)
    assert "mediation.police" not in str(copy(desk, side.person))


def test_a_colleague_reads_only_of_files_they_may_see(cast: Cast) -> None:
    victim = violation.agreed(cast).sides.get(side="victim").person
    sheltered = party(quarrel.at(cast, "halted"), "applicant")
    for person in (victim, sheltered):
        assert len(holdings(cast.officer, [person])) == 1
        assert holdings(cast.auxiliary, [person]) == []


def test_who_stands_for_somebody_is_told_too(cast: Cast) -> None:
    case = violation.asked(cast)
    side = violation.side(cast, case, "victim", "吕小䶮", is_minor=True, guardian=violation.Human("吕䶮"))
    assert side.guardian
    (found,) = holdings(cast.officer, [side.guardian])
    with override("en"):
        assert holdings(cast.officer, [side.guardian])[0].role == "victim · their parent or guardian"
    (own,) = holdings(cast.officer, [side.person])
    assert (own.own, found.own) == ({"is_minor": True}, {})
    assert own.since == side.person.created_at


def test_what_no_law_keeps_stands_apart_and_leads_to_its_own_page() -> None:
    case = Holding(
        uuid7(), uuid7(), "HW-C1", "a care case", "who is cared for", timezone.now(), 1, None, "consent",
        is_law=False, page="case",
    )  # fmt: skip
    blocks = stands_in([case])
    assert [row.href for block in blocks for row in block.rows] == [reverse("desk-care:case", args=[case.matter])]
    with override("en"):
        assert all("must be kept" not in str(block.title) for block in stands_in([case]))
