"""A care case: by consent only, sealed, each look written down, gone when consent is taken back."""

import json
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.utils import timezone

from shouwang.kernel.journal.models import Record
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.actions import withdraw_consent
from shouwang.kernel.people.holdings import holdings
from shouwang.kernel.people.models import Consent, Person
from shouwang.kernel.people.needed import is_needed
from shouwang.kernel.people.queries import actor
from shouwang.systems.care.actions import cases, visits
from shouwang.systems.care.actions.cases import Agreed, Settled, Who
from shouwang.systems.care.models import Agreement, Case, Need, Talk, Visit
from shouwang.systems.care.queries.circumstances import agreed_to_older, usable, written
from shouwang.systems.care.queries.opened import guardian_of, needs, phone_of
from tests.cast import Cast
from tests.systems.care import old_han

SAID = {"daily": "水桶提不动", "money": "低保没下来", "medicine": "降压药断了"}


def verbs(case: Case) -> list[str]:
    return list(Record.objects.filter(object_id=str(case.pk)).order_by("position").values_list("verb", flat=True))


def test_what_they_agreed_to_is_written_down_with_text_way_and_who_heard_it(cast: Cast) -> None:
    case = old_han.begun(cast)
    one = Agreement.objects.get(case=case)
    assert (one.subject, one.heard_by, one.consent.purpose) == ("care", cast.officer, "care")
    assert (one.consent.text_version, one.consent.channel) == ("2", "in_person")
    assert case.number == 1
    assert old_han.begun(cast, name="吕䶮").number == 2
    assert verbs(case) == ["care.begun"]


def test_who_did_not_agree_leaves_a_reason_and_no_name(cast: Cast) -> None:
    before = Person.objects.count()
    cases.note_talk(by=cast.auxiliary, room=cast.room, day=timezone.localdate(), reason="邻居说腿脚不便")
    assert Talk.objects.get().reason == "邻居说腿脚不便"
    assert Person.objects.count() == before


def test_a_guardian_is_named_with_kin_and_paper(cast: Cast) -> None:
    settled = Settled(lead=cast.officer)
    unshown = Agreed("in_person", "韩小栓", "儿子")
    with pytest.raises(Refused, match="guardian_unshown"), transaction.atomic():
        cases.begin(by=cast.officer, room=cast.room, who=Who("韩老栓"), agreed=unshown, settled=settled)
    assert not Case.objects.exists()
    shown = Agreed("in_person", "韩小栓", "儿子", is_paper_seen=True)
    case = cases.begin(by=cast.officer, room=cast.room, who=Who("韩老栓"), agreed=shown, settled=settled)
    assert guardian_of(case.agreements.get()) == "韩小栓"


def test_health_and_money_need_a_consent_of_their_own(cast: Cast) -> None:
    case = old_han.begun(cast)
    for field in ("money", "medicine"):
        with pytest.raises(Refused, match="no_notes"):
            cases.say_need(by=cast.officer, case=case, field=field, words=SAID[field])
    cases.agree_to_notes(by=cast.officer, case=case, agreed=old_han.IN_PERSON)
    cases.say_need(by=cast.officer, case=case, field="money", words=SAID["money"])
    assert [one.words for one in needs(case, ["money"])] == [SAID["money"]]


def test_who_may_not_read_notes_may_not_write_them(cast: Cast) -> None:
    case = old_han.with_notes(cast)
    for who in (cast.auxiliary, cast.mediator, cast.volunteer):
        with pytest.raises(PermissionDenied):
            cases.say_need(by=who, case=case, field="medicine", words="…")
        with pytest.raises(PermissionDenied):
            cases.look_at_notes(by=who, case=case)


def test_taking_back_the_consent_for_notes_shuts_and_deletes_them_at_once(cast: Cast) -> None:
    case = old_han.with_notes(cast)
    for field, words in SAID.items():
        cases.say_need(by=cast.officer, case=case, field=field, words=words)
    cases.take_back(by=cast.auxiliary, case=case, subject="notes")
    assert not cases.notes_agreed(case)
    assert list(Need.objects.values_list("field", flat=True)) == ["daily"]
    assert Case.objects.get().is_open
    assert Consent.objects.filter(withdrawn_at__isnull=False).get().purpose == "care.notes"


def test_taking_back_the_consent_to_care_ends_the_case_and_takes_its_words(cast: Cast) -> None:
    case = old_han.with_notes(cast)
    cases.say_need(by=cast.officer, case=case, field="daily", words=SAID["daily"])
    helper = old_han.volunteer(cast, case)
    visits.record(by=cast.officer, case=case, told=visits.Told("well", words="菜还够"))
    cases.take_back(by=cast.auxiliary, case=case, subject="care")
    case.refresh_from_db()
    assert (case.ended_because, case.is_open) == ("withdrawn", False)
    assert not Need.objects.exists()
    assert Visit.objects.get().words_sealed == ""
    case.person.refresh_from_db()
    assert (case.person.phone_sealed, case.person.address_sealed, bool(case.person.name_sealed)) == ("", "", True)
    assert helper.aide.person
    helper.aide.person.refresh_from_db()
    assert helper.aide.person.erased_at  # she helps nobody any more
    assert Consent.objects.filter(withdrawn_at=None).count() == 0
    assert verbs(case)[-1] == "care.ended"


def test_a_consent_taken_back_on_the_page_of_ones_rights_ends_the_case_too(cast: Cast) -> None:
    case = old_han.with_notes(cast)
    cases.say_need(by=cast.officer, case=case, field="medicine", words=SAID["medicine"])
    withdraw_consent(by=actor(cast.officer), consent=case.agreements.get(subject="care").consent)
    assert (Case.objects.get().ended_because, Need.objects.exists()) == ("withdrawn", False)
    assert not Consent.objects.filter(withdrawn_at=None).exists()


def test_of_somebody_who_died_the_family_is_told_what_is_kept(cast: Cast) -> None:
    case = old_han.begun(cast)
    with pytest.raises(Refused, match="family_untold"):
        cases.end(by=cast.officer, case=case, because="died")
    cases.end(by=cast.officer, case=case, because="died", is_family_told=True)
    assert not Case.objects.get().is_open


def test_the_database_file_holds_no_word_of_it(cast: Cast) -> None:
    case = old_han.with_notes(cast)
    for field, words in SAID.items():
        need = cases.say_need(by=cast.officer, case=case, field=field, words=words)
        cases.meet_need(by=cast.officer, need=need, state="met", how="已经办妥了")
    there = frozenset({"lives_alone", "severely_disabled"})
    cases.settle(by=cast.officer, case=case, settled=Settled(lead=cast.officer, circumstances=there))
    old_han.volunteer(cast, case)
    visits.record(by=cast.officer, case=case, told=visits.Told("well", words="院里晒着被子"))
    raw = stored()
    plain = [
        *there,
        old_han.NAME,
        old_han.PHONE,
        old_han.HOUSE,
        *SAID.values(),
        "已经办妥了",
        "院里晒着被子",
        "送菜",
        "郑小兰",
    ]
    assert [words for words in plain if words.encode() in raw] == []
    assert "河湾村警务室".encode() in raw  # so that the reading itself works


def stored() -> bytes:
    """What lies in the database: the bytes of SQLite's file, elsewhere every cell of every table."""
    if connection.vendor == "sqlite":
        return bytes(connection.connection.serialize())
    with connection.cursor() as cursor:
        cells: list[Any] = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # our own tables
            cells += cursor.fetchall()
    return json.dumps(cells, default=str, ensure_ascii=False).encode()


def test_a_persons_copy_holds_all_of_theirs_and_the_helper_nothing_of_them(cast: Cast) -> None:
    case = old_han.with_notes(cast)
    for field, words in SAID.items():
        cases.say_need(by=cast.officer, case=case, field=field, words=words)
    helper = old_han.volunteer(cast, case)
    told = holdings(cast.officer, [case.person])
    assert all(words in str(told[0].own) for words in SAID.values())
    assert helper.aide.person
    other = str(holdings(cast.officer, [helper.aide.person])[0])
    assert not any(words in other for words in (*SAID.values(), old_han.NAME))
    assert holdings(cast.auxiliary, [case.person]) == []
    assert is_needed(case.person)
    assert is_needed(helper.aide.person)


def test_nobody_outside_the_room_begins_or_reads_a_case(cast: Cast) -> None:
    case = old_han.begun(cast)
    for who in (cast.neighbour, cast.volunteer, cast.mediator, cast.technician):
        with pytest.raises(PermissionDenied):
            cases.look_at(by=who, case=case)
        with pytest.raises(PermissionDenied):
            old_han.begun(cast, by=who, name="某某")


def test_one_case_for_one_person_and_ended_only_with_why(cast: Cast) -> None:
    case = old_han.begun(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(ended_at=timezone.now())


def test_no_table_of_care_ranks_or_scores_anybody() -> None:
    fields = {field.name for model in apps.get_app_config("care").get_models() for field in model._meta.fields}
    assert not {name for name in fields if any(word in name for word in ("score", "rank", "risk", "class", "grade"))}


def test_a_consent_taken_back_after_the_end_takes_words_guardian_and_reach_too(cast: Cast) -> None:
    shown = Agreed("in_person", "韩小栓", "儿子", is_paper_seen=True)
    who = Who(old_han.NAME, old_han.PHONE, old_han.HOUSE)
    case = cases.begin(by=cast.officer, room=cast.room, who=who, agreed=shown, settled=Settled(lead=cast.officer))
    visits.record(by=cast.officer, case=case, told=visits.Told("well", words="菜还够"))
    cases.end(by=cast.officer, case=case, because="better")
    cases.take_back(by=cast.officer, case=case, subject="care")
    case.person.refresh_from_db()
    assert (Visit.objects.get().words_sealed, case.agreements.get().guardian_sealed) == ("", "")
    assert (case.person.phone_sealed, case.person.address_sealed) == ("", "")
    assert Case.objects.get().ended_because == "better"


def test_a_disability_needs_the_separate_consent_and_goes_with_it(cast: Cast) -> None:
    case = old_han.begun(cast)
    disabled = Settled(lead=cast.officer, circumstances=frozenset({"severely_disabled"}))
    with pytest.raises(Refused, match="no_notes"):
        cases.settle(by=cast.officer, case=case, settled=disabled)
    cases.agree_to_notes(by=cast.officer, case=case, agreed=old_han.IN_PERSON)
    cases.settle(by=cast.officer, case=case, settled=disabled)
    cases.take_back(by=cast.officer, case=case, subject="notes")
    assert written(Case.objects.get()) == frozenset()


def test_notes_are_read_by_officers_and_by_the_cadre_who_answers_for_the_case(cast: Cast) -> None:
    case = old_han.with_notes(cast)
    with pytest.raises(PermissionDenied):
        cases.look_at_notes(by=cast.cadre, case=case)
    cases.settle(by=cast.officer, case=case, settled=Settled(lead=cast.cadre))
    cases.look_at_notes(by=cast.cadre, case=case)
    cases.look_at_notes(by=cast.officer, case=case)


def test_a_wrong_telephone_is_corrected_and_that_is_written_down(cast: Cast) -> None:
    case = old_han.begun(cast)
    cases.correct(by=cast.officer, case=case, phone="13800000039", address="")
    case.person.refresh_from_db()
    assert (phone_of(case.person), case.person.address_sealed) == ("13800000039", "")
    assert verbs(case)[-1] == "care.corrected"
    with pytest.raises(PermissionDenied):
        cases.correct(by=cast.auxiliary, case=case, phone="", address="")


def test_who_died_without_kin_is_not_kept_for_ever(cast: Cast) -> None:
    cases.end(by=cast.officer, case=old_han.begun(cast), because="died", has_no_family=True)
    assert not Case.objects.get().is_open


def test_who_agreed_to_an_older_text_is_asked_again_before_what_it_did_not_name_is_used(cast: Cast) -> None:
    case = old_han.begun(cast, lives_alone=True, severely_disabled=True)
    Consent.objects.update(text_version="1")
    assert usable([case]) == {case.pk: frozenset()}
    assert agreed_to_older(case) == ["care", "notes"]
    asked = Settled(lead=cast.officer, circumstances=frozenset({"empty_nest"}))
    with pytest.raises(Refused, match="ask_again"):
        cases.settle(by=cast.officer, case=case, settled=asked)
    cases.agree_again(by=cast.officer, case=case, agreed=old_han.IN_PERSON)
    assert usable([case]) == {case.pk: frozenset({"lives_alone"})}
    cases.agree_to_notes(by=cast.officer, case=case, agreed=old_han.IN_PERSON)
    assert usable([case])[case.pk] == {"lives_alone", "severely_disabled"}
    cases.take_back(by=cast.officer, case=case, subject="care")  # and with it every older one
    assert not Consent.objects.filter(withdrawn_at=None).exists()
    assert Case.objects.get().ended_because == "withdrawn"
