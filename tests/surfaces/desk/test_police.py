"""Police mediation at the desk: an officer walks a case by its pages, and nobody else finds it."""

import pytest
from django.test import Client
from django.urls import reverse

from shouwang.kernel.journal.models import Record
from shouwang.systems.mediation.actions import police
from shouwang.systems.mediation.models import PoliceCase
from tests.cast import Cast
from tests.kernel.matters.bringing import bring
from tests.systems.mediation import violation

pytestmark = pytest.mark.once


@pytest.fixture
def officer(client: Client, cast: Cast) -> Client:
    client.force_login(cast.officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.cookies["language"] = "en"
    return client


def do(client: Client, case: PoliceCase, verb: str, of: object = None, **said: object) -> int:
    version = violation.fresh(case).matter.version
    address = reverse("desk-police:act", args=[case.pk, verb]) + (f"?of={of}" if of else "")
    return client.post(address, {"version": version, **said}).status_code


def test_from_a_new_case_to_no_penalty(officer: Client) -> None:
    page = officer.get(reverse("desk-police:new"))
    said = {"id": page.context["asks"][0].form["id"].value(), "title": "晒粮占道推搡", "act": "beating",
            "ground": "neighbours", "facts": violation.FACTS}  # fmt: skip
    assert officer.post(reverse("desk-police:new"), said).status_code == 302
    case = PoliceCase.objects.get()
    assert do(officer, case, "name_side", side="offender", name="丁二牛", agent_name="丁大牛") == 422
    assert do(officer, case, "name_side", side="offender", name="丁二牛") == 302
    assert do(officer, case, "name_side", side="victim", name="吕䶮") == 302
    assert do(officer, case, "examine", **dict.fromkeys(violation.NO, "no")) == 302
    assert do(officer, case, "accept") == 302
    form = officer.get(reverse("desk-police:act", args=[case.pk, "sit"])).content.decode()
    assert "invite people of the village committee" in form
    times = {"starts_at": "2026-11-20T09:00", "ends_at": "2026-11-20T10:00", "where": "警务室", "host": "陈警官"}
    assert do(officer, case, "sit", **times, both_present="on", record="各自陈述", outcome="agreed") == 302
    debtor = case.sides.get(side="offender").pk
    duty = {"who1": debtor, "what1": "赔偿", "due1": "2099-01-01", "who2": debtor}
    assert do(officer, case, "draft", content="道歉", reached_date="2026-11-20", **duty) == 422
    assert do(officer, case, "draft", content="道歉", reached_date="2026-11-20", **duty | {"who2": ""}) == 302
    assert do(officer, case, "sign") == 422
    assert do(officer, case, "sign", is_signed="on") == 302
    owed = violation.fresh(case).agreement.duties.get().pk
    assert do(officer, case, "perform", owed, state="done", done_date="2026-11-21") == 302
    assert do(officer, case, "settle") == 302
    page = officer.get(reverse("desk-police:case", args=[case.pk])).content.decode()
    assert "kept: no penalty" in page
    assert Record.objects.filter(verb="police.seen", object_id=str(case.pk)).exists()


def test_the_story_of_a_case_calls_its_end_closed_and_not_closed_without_a_check(officer: Client, cast: Cast) -> None:
    case = violation.failed(cast)
    page = officer.get(reverse("desk:matter", args=[case.pk])).content.decode()
    assert "Closed without a check" not in page
    assert "没有调解成，公安机关依法继续处理。" in page


def test_who_was_slower_is_told_and_keeps_what_was_typed(officer: Client, cast: Cast) -> None:
    case = violation.asked(cast)
    old = case.matter.version
    police.write(by=cast.chief, case=case, told=violation.told(harm="擦伤"))
    said = {"version": old, "act": "beating", "ground": "kin", "facts": "我写的经过"}
    answer = officer.post(reverse("desk-police:act", args=[case.pk, "write"]), said)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "我写的经过" in text
    assert "Somebody changed this meanwhile" in text
    asked = answer.context["asks"][0].form
    assert asked.errors["facts"] == [f"A colleague wrote meanwhile: {violation.FACTS}"]
    assert asked.errors["ground"] == ["A colleague wrote meanwhile: neighbours, over a trifle"]
    assert violation.fresh(case).facts == violation.FACTS
    said["version"] = asked["version"].value()
    assert officer.post(reverse("desk-police:act", args=[case.pk, "write"]), said).status_code == 302
    assert violation.fresh(case).facts == "我写的经过"


@pytest.mark.parametrize("of", ["", "00000000-0000-7000-8000-000000000000"])
def test_an_act_about_a_row_of_another_case_finds_nothing(officer: Client, cast: Cast, of: str) -> None:
    case = violation.agreed(cast)
    assert officer.get(reverse("desk-police:act", args=[case.pk, "perform"]) + f"?of={of}").status_code == 404


def test_a_matter_is_begun_with_and_both_pages_lead_there(officer: Client, cast: Cast) -> None:
    matter = bring(cast.room).matter
    assert officer.post(reverse("desk-police:begin", args=[matter.pk])).status_code == 302
    case = PoliceCase.objects.get()
    assert case.pk != matter.pk
    own = reverse("desk-police:case", args=[case.pk])
    assert own in officer.get(reverse("desk:matter", args=[case.pk])).content.decode()
    assert own in officer.get(reverse("desk-police:cases")).content.decode()
    assert reverse("desk-police:cases") in officer.get(reverse("desk-mediation:disputes")).content.decode()


def test_an_auxiliary_finds_neither_the_way_nor_the_matter(client: Client, cast: Cast) -> None:
    case = violation.examined(cast)
    client.force_login(cast.auxiliary, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(reverse("desk:matter", args=[case.pk])).status_code == 404
    assert client.get(reverse("desk-police:case", args=[case.pk])).status_code == 403
    assert case.matter.reference not in client.get(reverse("desk:matters")).content.decode()
    assert reverse("desk-police:cases") not in client.get(reverse("desk-mediation:disputes")).content.decode()
    assert "police_mediation" not in client.get(reverse("desk:register")).content.decode()


@pytest.mark.parametrize(("shape", "first"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_the_agreement_comes_as_pdf_and_word(officer: Client, cast: Cast, shape: str, first: bytes) -> None:
    case = violation.drafted(cast)
    answer = officer.get(reverse(f"desk-police:agreement-{shape}", args=[case.pk]))
    assert answer.content.startswith(first)
    assert Record.objects.filter(verb="police.seen", object_id=str(case.pk), detail=f"agreement.{shape}").exists()
