"""Care at the desk: notes only by a button and only for a few, each look written down; what was refused stays typed."""

import re
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from shouwang.kernel.journal.models import Record
from shouwang.kernel.people.models import Account
from shouwang.systems.care.actions import aid, cases, visits
from shouwang.systems.care.models import Call, Case, Chain, Gift
from shouwang.systems.care.queries.aid import aids
from tests.access.things import THINGS
from tests.cast import Cast
from tests.systems.care import old_han
from tests.ui.test_signatures import address as picture
from tests.ui.test_signatures import png

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NOTES = ("降压药断了", "低保没下来")


@pytest.fixture
def case(cast: Cast) -> Case:
    made = old_han.with_notes(cast)
    for field, words in zip(("medicine", "money"), NOTES, strict=True):
        cases.say_need(by=cast.officer, case=made, field=field, words=words)
    return made


def at(account: Account) -> Client:
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def looks(verb: str) -> int:
    return Record.objects.filter(verb=verb).count()


def test_the_page_of_a_case_shows_no_note_until_the_button_is_pressed(cast: Cast, case: Case) -> None:
    page = at(cast.officer).get(reverse("desk-care:case", args=[case.pk])).content.decode()
    assert old_han.NAME in page
    assert not any(words in page for words in NOTES)
    assert (looks("care.seen"), looks("care.notes_seen")) == (1, 0)
    page = at(cast.officer).post(reverse("desk-care:notes", args=[case.pk])).content.decode()
    assert all(words in page for words in NOTES)
    assert looks("care.notes_seen") == 1


def test_an_auxiliary_reads_no_note_by_any_address(cast: Cast, case: Case) -> None:
    client = at(cast.auxiliary)
    needs = [reverse("desk-care:met", args=[one.pk]) for one in case.needs.all()]
    names = ("case", "need", "visit")
    for address in (*(reverse(f"desk-care:{name}", args=[case.pk]) for name in names), *needs):
        assert not any(words in client.get(address).content.decode() for words in NOTES)
    assert client.post(reverse("desk-care:notes", args=[case.pk])).status_code == 403
    assert [client.get(address).status_code for address in needs] == [404, 404]


def test_after_the_consent_was_taken_back_the_button_shows_nothing(cast: Cast, case: Case) -> None:
    client = at(cast.officer)
    client.post(reverse("desk-care:take-back", args=[case.pk, "notes"]))
    page = client.post(reverse("desk-care:notes", args=[case.pk])).content.decode()
    assert not any(words in page for words in NOTES)


def test_without_the_tick_nobody_is_written_down_and_what_was_typed_stays(cast: Cast) -> None:
    typed = {"channel": "in_person", "name": "某某", "rhythm_days": 14, "way": "home", "lead": cast.officer.pk}
    client = at(cast.officer)
    answer = client.post(reverse("desk-care:begin"), typed)
    assert answer.status_code == 422
    assert "某某" in answer.content.decode()
    assert not Case.objects.exists()
    client.post(reverse("desk-care:begin"), typed | {"heard": "on"})
    assert Case.objects.get().agreements.get().heard_by == cast.officer


def test_a_visit_with_nobody_answering_leads_to_the_steps_and_they_are_ticked_off(cast: Cast, case: Case) -> None:
    client = at(cast.auxiliary)
    now = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    told = {"outcome": "no_answer", "way": "home", "at": now}
    client.post(reverse("desk-care:visit", args=[case.pk]), told)
    chain = Chain.objects.get()
    address = reverse("desk-care:chain", args=[chain.pk])
    assert client.post(address, {"step": "ring", "words": ""}).status_code == 422
    client.post(address, {"step": "ring", "words": "接了，在地里", "is_seen": "on"})
    chain.refresh_from_db()
    assert chain.ended_at


def test_a_call_list_is_opened_with_its_source_or_a_reason(cast: Cast, case: Case) -> None:
    client = at(cast.auxiliary)
    times = {"starts_at": "2026-07-01T10:00", "ends_at": "2026-07-01T20:00"}
    assert client.post(reverse("desk-care:open-list"), {"kind": "heat", **times}).status_code == 422
    assert not Call.objects.exists()
    client.post(reverse("desk-care:open-list"), {"kind": "heat", "reason": "闷热", **times})
    assert Call.objects.get().case == case


def test_a_receipt_is_signed_with_a_finger_once_and_drawn_on_the_print(
    cast: Cast, tmp_path: Path, settings: Any
) -> None:
    settings.FILES_DIR = tmp_path / "files"
    key = THINGS["gift"](cast.room, cast.officer, tmp_path)
    address, client = reverse("desk-care:signed", args=[key]), at(cast.auxiliary)
    assert "大米" not in client.get(address).content.decode()  # somebody else handed it over
    assert not Gift.objects.filter(is_signed_on_paper=True).exists()
    Gift.objects.update(given_by=cast.auxiliary)
    assert "大米" in client.get(address).content.decode()
    assert client.post(address, {}).status_code == 422
    client.post(address, {"drawn": picture(png())})
    gift = Gift.objects.get()
    assert gift.signature
    assert gift.is_signed
    assert b"%PDF" in at(cast.officer).get(reverse("desk-care:receipt", args=[key])).content
    assert at(cast.auxiliary).get(reverse("desk-care:receipt", args=[key])).status_code == 403
    assert client.get(reverse("files:file", args=[gift.signature.pk])).status_code in (403, 404)


def test_an_auxiliary_reads_no_reason_and_no_sum_of_aid(cast: Cast, tmp_path: Path) -> None:
    gift = Gift.objects.get(pk=THINGS["gift"](cast.room, cast.officer, tmp_path))
    page = reverse("desk-care:aid", args=[gift.aid_id])
    story = reverse("desk:matter", args=[gift.aid_id])
    assert all(words in at(cast.officer).get(page).content.decode() for words in ("符合", "大米"))
    for address in (page, story):
        told = at(cast.auxiliary).get(address).content.decode()
        assert not any(words in told for words in ("符合", "大米"))


def hidden(page: str) -> dict[str, str]:
    """The version and the marks that the page sends along."""
    found = {name: re.search(rf'name="{name}" value="([^"]*)"', page) for name in ("version", "seen")}
    return {name: unescape(one[1]) for name, one in found.items() if one}


def test_the_second_of_two_who_change_a_case_is_told_and_keeps_what_they_typed(cast: Cast, case: Case) -> None:
    address = reverse("desk-care:settle", args=[case.pk])
    typed = {"rhythm_days": "14", "way": "home", "lead": str(cast.officer.pk), "speaks": "", "place": ""}
    first, second = at(cast.officer), at(cast.chief)
    shown = hidden(second.get(address).content.decode())
    first.post(address, typed | hidden(first.get(address).content.decode()) | {"speaks": "瑶话", "rhythm_days": "7"})
    late = second.post(address, typed | shown | {"speaks": "客家话"})
    page = late.content.decode()
    assert late.status_code == 409
    assert 'value="客家话"' in page  # what they typed
    assert "瑶话" in page  # what the first wrote
    assert 'name="rhythm_days" value="7"' in page  # never touched: as the first left it
    case.refresh_from_db()
    assert (case.speaks, case.rhythm_days) == ("瑶话", 7)
    second.post(address, typed | hidden(page) | {"speaks": "客家话", "rhythm_days": "7"})
    case.refresh_from_db()
    assert (case.speaks, case.rhythm_days) == ("客家话", 7)


def test_why_somebody_asks_for_aid_is_read_by_who_decides_and_afterwards_by_few(cast: Cast) -> None:
    told = aid.Asked("living", "补助", "屋顶漏雨没钱修", name="韩老栓")
    one = aid.ask(by=cast.auxiliary, room=cast.room, asked=told)
    address = reverse("desk-care:aid", args=[one.pk])

    def readers() -> list[bool]:
        return [
            "屋顶漏雨" in at(who).get(address).content.decode() for who in (cast.officer, cast.cadre, cast.auxiliary)
        ]

    assert readers() == [True, True, False]  # the cadre may decide it
    aid.decide(by=cast.officer, aid=one, decision="granted", reason="符合")
    assert readers() == [True, False, False]
    assert looks("care.aid_seen") == 3


def test_of_many_applications_those_not_decided_stand_first(cast: Cast) -> None:
    told = aid.Asked("living", "补助", "…", name="韩老栓")
    first, second = (aid.ask(by=cast.auxiliary, room=cast.room, asked=told) for _n in range(2))
    aid.decide(by=cast.officer, aid=second, decision="granted", reason="符合")
    assert [one.pk for one in aids(cast.officer)] == [first.pk, second.pk]


def test_each_number_leads_to_the_records_that_it_counts(cast: Cast, case: Case) -> None:
    visits.record(by=cast.officer, case=case, told=visits.Told("well"))
    visits.record(by=cast.officer, case=case, told=visits.Told("no_answer"))
    client = at(cast.officer)
    page = client.get(reverse("desk-care:figures")).content.decode()
    links = re.findall(r'href="(/desk/care/figures/[a-z-]+/[^"]*)"[^>]*>([^<]*)', page)
    assert len(links) == 11
    for href, number in links:
        found = client.get(unescape(href)).content.decode()
        if number.strip().isdecimal():
            assert found.count('<li class="row') == int(number), href
    assert looks("care.list_seen") >= 11


def test_notes_that_nobody_asked_about_are_not_called_refused(cast: Cast) -> None:
    case = old_han.begun(cast)
    address = reverse("desk-care:case", args=[case.pk])
    assert "还没问过" in at(cast.officer).get(address).content.decode()
    cases.agree_to_notes(by=cast.officer, case=case, agreed=old_han.IN_PERSON)
    cases.take_back(by=cast.officer, case=case, subject="notes")
    assert "收回" in at(cast.officer).get(address).content.decode()


def test_an_opened_list_is_shown_and_ticked_with_one_press_a_house(cast: Cast, case: Case) -> None:
    client, now = at(cast.officer), timezone.localtime()
    times = {"starts_at": now, "ends_at": now + timedelta(hours=3)}
    said = {"kind": "heat", "reason": "热"} | {name: f"{at:%Y-%m-%dT%H:%M}" for name, at in times.items()}
    answer = client.post(reverse("desk-care:open-list"), said, follow=True)
    page = answer.content.decode()
    assert f'href="tel:{old_han.PHONE}"' in page
    call = Call.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("desk-care:list", args=[call.danger_id])
    client.post(reverse("desk-care:ring", args=[call.pk]), {"result": "well", "words": ""})
    call.refresh_from_db()
    assert call.result == "well"
