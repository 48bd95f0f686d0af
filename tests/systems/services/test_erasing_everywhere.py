"""Somebody whom every part of the room knows: the copy shows all of it, erasing leaves nothing, in the raw file neither."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from shouwang.kernel.journal.actions import PUBLIC
from shouwang.kernel.matters.actions import indexing, intake, talk
from shouwang.kernel.matters.actions.erasing import Choice
from shouwang.kernel.matters.actions.intake import Reporter
from shouwang.kernel.people import holdings as register
from shouwang.kernel.people.models import Person
from shouwang.kernel.people.queries import persons_with, same_human
from shouwang.surfaces.desk.person_copy import HELD as HELD_WORDS
from shouwang.systems.care.actions import aid, cases, lists, visits
from shouwang.systems.outreach.actions import scams
from shouwang.systems.patrol.actions import volunteers
from shouwang.systems.services.actions import elsewhere, errand_way, errands, lost, rights
from shouwang.systems.services.actions.errand_turn import Somebody
from shouwang.systems.services.actions.errands import Asked
from shouwang.systems.watch.actions import groups
from tests.cast import Cast
from tests.kernel.matters.bringing import bring
from tests.kernel.papers.reading import pages_of, squeezed
from tests.systems.care import old_han
from tests.systems.care.old_han import Agreed, Settled, Who
from tests.systems.mediation import quarrel, violation
from tests.systems.services import walks
from tests.systems.services.asking import NAME, PHONE, proven
from tests.systems.services.finding import thing
from tests.systems.services.visiting_room import at, booked, visit_of, visiting_room

HOUSE = "槐树巷 7 号西屋"
WHO = Reporter(name=NAME, phone=PHONE)
# What points to a person and is no holding of its own, with why.
NO_HOLDING = {
    "matters.Matter.reporter": "the copy has all their matters",
    "people.Consent.person": "the copy has all their consents",
    "people.Device.person": "ends with the list it is for",
    "people.PhoneCode.person": "an hour",
    "people.Membership.person": "with the list of volunteers",
    "services.RightsRequest.subject": "emptied with the answer",
    "watch.UnitMember.person": "in the holding of their group",
    "watch.Called.person": "in the holding of their group",
}
HELD = {
    "services.ErrandPerson.person", "services.Visit.visited", "services.LostThing.claimed_by", "care.Case.person",
    "care.Aide.person", "patrol.Volunteer.person", "watch.Member.person",
    *(f"mediation.{model}.{role}" for model, roles in (("Party", ("person", "spokesman", "guardian", "agent")),
                                                       ("PoliceSide", ("person", "guardian", "agent"))) for role in roles),
}  # fmt: skip


def _report(cast: Cast) -> None:
    matter = bring(cast.room, text=f"我是{NAME}，电话{PHONE}，灯坏了", where=HOUSE, reporter=WHO).matter
    talk.note(by=cast.officer, matter=matter, text=f"给{NAME}回了电话")


def _visit(cast: Cast) -> None:
    here = visiting_room(cast)
    visit = visit_of(booked(here, at(10), reporter=WHO, visited_name=NAME, visited_phone=PHONE, address=HOUSE))
    type(visit).objects.filter(pk=visit.pk).update(record=f"{NAME}的指纹采好了")


def _things(cast: Cast) -> None:
    lost.hand_back(by=cast.officer, thing=thing(cast), claim=lost.Claim(NAME, PHONE, "左上角有裂", "当面解锁"))
    told = lost.Told("bag", timezone.localdate(), "桥头", f"蓝布包，里面有{NAME}的本子")
    brought = lost.Brought(kind="help", topic="lost", text="包丢了", reporter=WHO)
    lost.take_in(by=cast.officer, room=cast.room, brought=brought, side="lost", told=told)


def _errand(cast: Cast) -> None:
    brought = errands.Brought(kind="errand", text="替我妈取身份证", channel="room", reporter=WHO)
    said = Asked(key="card_fetch", whom="family", can_come=False)
    receipt = errands.open_errand(by=cast.officer, room=cast.room, brought=brought, asked=said)
    errand = walks.fresh(walks.Errand(pk=receipt.matter.pk))
    errands.check(by=cast.officer, errand=errand, looks=walks.looks(errand))
    errands.authorise(
        by=cast.officer,
        errand=walks.fresh(errand),
        acting=walks.NEAR,
        owner=walks.MOTHER,
        agent=Somebody(name=NAME, phone=PHONE),
    )
    errand_way.call_off(by=cast.officer, errand=walks.fresh(errand), reason=f"{NAME}自己去取了")


def _care(cast: Cast) -> None:
    settled = Settled(lead=cast.officer, rhythm_days=14)
    case = cases.begin(
        by=cast.officer, room=cast.room, who=Who(NAME, PHONE, HOUSE), agreed=Agreed("in_person"), settled=settled
    )
    cases.agree_to_notes(by=cast.officer, case=case, agreed=Agreed("in_person"))
    cases.say_need(by=cast.officer, case=case, field="medicine", words="降压药快吃完了")
    visits.record(by=cast.officer, case=case, told=visits.Told("well", words="院里晒被子"))
    warned = lists.Warned("heat", timezone.now(), timezone.now() + timedelta(days=1), reason="热")
    lists.open_list(by=cast.officer, room=cast.room, warned=warned)
    other = old_han.begun(cast)
    aide = old_han.helping.aide_of_person(by=cast.officer, room=cast.room, name=NAME, phone=PHONE)
    old_han.helping.take_on(by=cast.officer, aide=aide, a_week=3)
    old_han.helping.help_in(
        by=cast.officer, case=other, aide=aide, helping=old_han.helping.Helping("neighbour", "送饭")
    )


def _aid(cast: Cast) -> None:
    told = aid.Asked("living", "生活补助", "屋顶漏雨没钱修", ("户口簿",), name=NAME, phone=PHONE)
    aid.ask(by=cast.auxiliary, room=cast.room, asked=told)


def _handed_on(cast: Cast) -> None:
    matter = bring(cast.room, kind="help", topic="other", text="想问低保", reporter=WHO).matter
    onward = elsewhere.Onward("镇民政办", "rang", timezone.localdate(), "值班窗口", reach="0379-5550188")
    elsewhere.hand_on(by=cast.officer, matter=matter, onward=onward, words=f"给{NAME}打过电话了")


def _helps(cast: Cast) -> None:
    group = groups.form(by=cast.officer, room=cast.room, name="守望三组", kind="watch", zone=groups.Zone())
    groups.join(secret=groups.invite(by=cast.officer, group=group)[1], name=NAME, phone=PHONE, label="Android")
    volunteers.take_on(by=cast.officer, room=cast.room, name=NAME, phone=PHONE)


def _asks(cast: Cast) -> None:
    text = "对方说要保密，让我先把钱转到安全账户"
    question = scams.ask(by=PUBLIC, room=cast.room, text=text, channel="public", came_by="call")
    brought = intake.Brought(kind="", text=f"我是{NAME}", reporter=WHO)
    scams.let_officer_look(question=question, brought=brought)


BY_WISH: tuple[Callable[[Cast], None], ...] = (
    _report, _visit, _things, _errand, _care, _aid, _handed_on, _helps, _asks
)  # fmt: skip
SAID = (NAME, PHONE, HOUSE, "降压药快吃完了", "院里晒被子", "屋顶漏雨没钱修", "左上角有裂", "当面解锁")


def rows_of(cast: Cast) -> list[Person]:
    return persons_with(cast.officer, cast.room, phone=PHONE)


def raw() -> bytes:
    """The database as it lies on the disk, with what was written over and not cleared; else every row."""
    if connection.vendor == "sqlite":
        return bytes(connection.connection.serialize())
    return str([vars(row) for model in apps.get_models() for row in model._default_manager.all()]).encode()


def test_everything_that_points_to_a_person_is_told_or_it_is_said_why_not() -> None:
    found = {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.related_model is Person and field.concrete
    }
    assert found == HELD | set(NO_HOLDING)


@pytest.mark.once
def test_the_copy_shows_every_holding_and_each_leads_to_its_page(cast: Cast, client: Client) -> None:
    for make in BY_WISH:
        make(cast)
    quarrel.people(cast)
    quarrel.party(cast, quarrel.asked(cast), "applicant", NAME, phone=PHONE)
    guardian = violation.Human(NAME, PHONE)
    violation.side(cast, violation.asked(cast), "victim", "钱小小", is_minor=True, guardian=guardian)
    rows = rows_of(cast)
    for tells in register._tells:
        assert tells(cast.officer, rows), tells.__name__
    client.force_login(cast.officer)
    address = reverse("desk-settings:person", args=[rows[0].pk])
    copy: dict[str, Any] = json.loads(
        client.post(address, {"act": "copy", "shape": "data", "rows": [str(row.pk) for row in rows]}).content
    )
    told = {(one["number"], one["as"]) for one in copy["files"]}
    held = register.holdings(cast.officer, rows)
    assert told == {(one.reference, str(one.role)) for one in held if one.is_told}
    words = json.dumps(copy, ensure_ascii=False)
    for said in (
        "降压药快吃完了",
        "院里晒被子",
        "屋顶漏雨没钱修",
        "左上角有裂",
        "当面解锁",
        "指纹采好了",
        "自己去取了",
        "蓝布包",
    ):
        assert said in words, said
    assert {key for one in held for key in one.own} <= set(HELD_WORDS)
    paper = {"act": "copy", "shape": "zh-hans", "rows": [str(row.pk) for row in rows]}
    read = "".join(pages_of(client.post(address, paper).content))
    for said in ("降压药快吃完了", "屋顶漏雨没钱修", "指纹采好了", "蓝布包", HOUSE, PHONE, "住哪一家", "本人同意"):
        assert squeezed(said) in read, said
    for raw in ("consent", "in_person", "matter.", "+08:00"):
        assert raw not in read, raw
    for reader in (cast.officer, cast.chief):
        client.force_login(reader)
        page = client.get(address).content.decode()
        for one in held:
            href = next(href for href in (reverse(name, args=[one.matter]) for name in PAGES[one.page]) if href in page)
            assert client.get(href).status_code == 200, (reader.username, href)


PAGES = {
    "matter": ("desk:matter",), "case": ("desk-care:case",), "aide": ("desk-care:aide",),
    "volunteer": ("desk-patrol:volunteer",), "group": ("desk-settings:watch-group",),
}  # fmt: skip


@pytest.mark.once
def test_who_booked_a_visit_for_a_neighbour_reads_whom_where_when_and_why(cast: Cast) -> None:
    visit = visit_of(booked(visiting_room(cast), at(10), reporter=WHO, visited_name="孙奶奶", address=HOUSE))
    assert visit.matter.reporter
    told = next(one for one in register.holdings(cast.officer, [visit.matter.reporter]) if one.matter == visit.pk)
    assert told.own | {"visited": "孙奶奶", "house": HOUSE, "at": "2026-11-30T10:00+08:00"} == told.own
    assert {"why", "for"} <= set(told.own)
    assert len(register.holdings(cast.officer, same_human(visit.matter.reporter))) == 1


@pytest.mark.once
def test_nothing_of_who_is_erased_is_left_in_the_raw_file(cast: Cast) -> None:
    before = raw()  # another test of this worker may have committed the same invented number to the search
    for make in BY_WISH:
        make(cast)
    indexing.clear_words_taken_out()  # as after a commit: the search has written its words down
    assert all(words.encode() in raw() for words in (NAME, PHONE, HOUSE, "左上角有裂"))
    request = proven(cast)
    report = rights.erase(
        by=cast.officer, request=request, rows=rows_of(cast), reason=f"{NAME}要求", choice=Choice(with_words=True)
    )
    assert (report.cases, report.lists, report.kept) == (1, 3, 0)
    rights.answer(by=cast.officer, request=request, answer=f"{NAME}，已经删除。")
    left = raw()
    assert [words for words in SAID if left.count(words.encode()) > before.count(words.encode())] == []
    assert not Person.objects.filter(
        erased_at=None, phone_lookup__in=[row.phone_lookup for row in rows_of(cast)]
    ).exists()
    assert rows_of(cast) == []
