"""What people may ask of the room: found by a number, shown, copied, forgotten."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from shouwang.kernel.files import actions as files
from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.journal.models import Record
from shouwang.kernel.matters.actions import talk
from shouwang.kernel.matters.actions.intake import Reporter
from shouwang.kernel.matters.models import Attachment, Matter
from shouwang.kernel.people import actions as people
from shouwang.kernel.people.models import Account, Consent, Person
from shouwang.systems.care.actions import cases
from shouwang.systems.services.actions import rights
from tests.cast import Cast
from tests.kernel.files.things import photo, sent
from tests.kernel.matters.bringing import bring, closed
from tests.systems.services import walks
from tests.systems.services.asking import ask

pytestmark = pytest.mark.once

NAME, PHONE, CARD = "钱多多", "13800000000", "11010519491231002X"
SURE = {"reason": "本人要求", "is_sure": "on"}


@pytest.fixture(autouse=True)
def own_store(settings: Any, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path / "files"


@pytest.fixture
def desk(cast: Cast, client: Client) -> Client:
    client.force_login(cast.officer)
    return client


def tell(cast: Cast, text: str = f"村口路灯坏了。我叫{NAME}，电话{PHONE}", **reporter: str) -> Matter:
    return bring(cast.room, text=text, reporter=Reporter(**({"name": NAME, "phone": PHONE} | reporter))).matter


@pytest.fixture
def person(cast: Cast) -> Person:
    return of(tell(cast))


def of(matter: Matter) -> Person:
    assert matter.reporter
    return matter.reporter


def go(desk: Client, name: str, data: dict[str, Any] | None = None, *args: Any) -> Any:
    return desk.post(reverse(f"desk-settings:{name}", args=args), data or {})


def words(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize("typed", ["138 0000 0000", "+86 138-0000-0000", "hw-{year}-1", "HW {year} 0001"])
def test_a_person_is_found_by_a_whole_number_and_the_search_is_written_down(
    desk: Client, person: Person, typed: str
) -> None:
    typed = typed.format(year=Matter.objects.get().year)
    assert reverse("desk-settings:person", args=[person.pk]) in words(go(desk, "rights", {"who": typed}))
    assert "没有人在这里留过" in words(go(desk, "rights", {"who": "13800000001"}))
    details = Record.objects.filter(verb="person.looked_for").values_list("detail", flat=True)
    assert sorted(details) == ["found 0", "found 1"]
    assert PHONE not in "".join(details)


def test_a_person_is_found_by_the_id_number(desk: Client, cast: Cast) -> None:
    one = people.note_person(
        by=SYSTEM, room=cast.room, purpose="matter.answer", legal_basis="consent", name=NAME, identity=CARD
    )
    page = words(go(desk, "rights", {"who": "110105 19491231 002x"}))
    assert reverse("desk-settings:person", args=[one.pk]) in page
    assert "110***********002X" in page
    assert CARD not in page


@pytest.mark.parametrize("typed", ["1380000", "110105194912310021", "钱多多"])
def test_half_a_number_or_a_name_finds_nobody_and_says_so(desk: Client, person: Person, typed: str) -> None:
    answer = go(desk, "rights", {"who": typed})
    assert answer.status_code == 422
    assert "号码不全" in words(answer)


def test_who_left_no_phone_is_reached_from_the_matter_by_those_who_may(client: Client, cast: Cast) -> None:
    matter = tell(cast, phone="")
    address = reverse("desk-settings:person", args=[of(matter).pk])
    reached = set()
    for role, account in cast.by_role().items():
        client.force_login(account)
        if address in words(client.get(reverse("desk:matter", args=[matter.pk]))):
            reached.add(role)
    assert reached == {"officer", "chief"}
    client.force_login(cast.officer)
    assert client.get(address).status_code == 200


def test_every_row_under_the_same_number_is_shown(desk: Client, cast: Cast, person: Person) -> None:
    second = tell(cast, "第二件", name="老钱")
    page = words(desk.get(reverse("desk-settings:person", args=[person.pk])))
    assert second.reference in page
    assert Matter.objects.earliest("received_at").reference in page


def test_a_name_is_shown_on_asking_only_and_the_look_is_written_down(desk: Client, person: Person) -> None:
    address = reverse("desk-settings:person", args=[person.pk])
    for page in (words(desk.get(address)), words(desk.get(reverse("desk-settings:forget", args=[person.pk])))):
        assert PHONE not in page
        assert "钱** · 138****0000" in page
        assert NAME not in page
    assert PHONE in words(desk.post(address, {"act": "show"}))
    assert Record.objects.filter(verb="person.seen").count() == 1


def test_a_look_is_written_down_for_every_row_it_shows(desk: Client, cast: Cast, person: Person) -> None:
    rows = {str(person.pk), str(of(tell(cast, "第二件", name="老钱")).pk)}
    address = reverse("desk-settings:person", args=[person.pk])

    def looks(verb: str) -> list[str]:
        return sorted(Record.objects.filter(verb=verb).values_list("object_id", flat=True))

    assert "老钱" in words(desk.post(address, {"act": "show"}))
    assert looks("person.seen") == sorted(rows)
    desk.get(reverse("desk-settings:forget", args=[person.pk]))
    assert looks("person.looked_up") == sorted(rows)


def test_the_copy_holds_all_their_words_and_no_notes_of_ours(desk: Client, cast: Cast, person: Person) -> None:
    second = tell(cast, "第二件", name="老钱")
    talk.note(by=cast.officer, matter=second, text="内部的话")
    rows = [str(person.pk), str(of(second).pk)]
    copy = json.loads(words(go(desk, "person", {"act": "copy", "shape": "data", "rows": rows}, person.pk)))
    assert {one["name"] for one in copy["persons"]} == {NAME, "老钱"}
    assert [one["text"] for one in copy["matters"]] == [f"村口路灯坏了。我叫{NAME}，电话{PHONE}", "第二件"]
    assert "内部的话" not in str(copy)
    assert Record.objects.filter(verb="person.copied").count() == 2


def test_the_copy_leaves_out_somebody_else_with_the_reason(desk: Client, cast: Cast, person: Person) -> None:
    hers = tell(cast, "别人的事", name="李小花")
    said = {"act": "copy", "shape": "data", "rows": [str(person.pk)]}
    assert go(desk, "person", said, person.pk).status_code == 422
    copy = words(go(desk, "person", said | {"why_left_out": f"是{NAME}的爱人"}, person.pk))
    assert "别人的事" not in copy
    assert "李小花" not in copy
    assert Record.objects.get(verb="person.left_out", object_id=str(of(hers).pk)).detail == "是×××的爱人"


def test_what_goes_is_shown_before_anybody_is_forgotten(desk: Client, cast: Cast, person: Person) -> None:
    tell(cast, "第二件")
    page = words(desk.get(reverse("desk-settings:forget", args=[person.pk])))
    for told in ("事项 1 件，经过 1 条，本人给的文件 0 个，通知 0 条", "经过里的条数", "给同事的通知", "地图上的点"):
        assert told in page
    person.refresh_from_db()
    assert person.erased_at is None


def test_nobody_is_forgotten_before_the_tick(desk: Client, person: Person) -> None:
    assert go(desk, "forget", {"reason": "本人要求"}, person.pk).status_code == 422
    assert go(desk, "forget", SURE, person.pk).status_code == 302
    person.refresh_from_db()
    assert person.erased_at
    assert NAME not in Matter.objects.get().text
    assert "已抹去" in words(desk.get(reverse("desk-settings:person", args=[person.pk])))
    assert go(desk, "forget", SURE, person.pk).status_code == 302, "twice does nothing more"
    assert Record.objects.filter(verb="person.erased").count() == 1


def test_one_is_left_out_only_with_a_reason(desk: Client, cast: Cast, person: Person) -> None:
    hers = tell(cast, "别人的事", name="李小花")
    chosen = SURE | {"rows": [str(person.pk)]}
    assert go(desk, "forget", chosen, person.pk).status_code == 422
    assert not Person.objects.filter(erased_at__isnull=False).exists()
    go(desk, "forget", chosen | {"why_left_out": "合用电话"}, person.pk)
    assert Person.objects.get(erased_at=None) == of(hers)


def test_a_row_under_another_number_can_not_be_chosen(desk: Client, cast: Cast, person: Person) -> None:
    tell(cast, "第二件")
    other = of(tell(cast, "外人", name="孔某", phone="13900000009"))
    rows = [str(key) for key in Person.objects.values_list("pk", flat=True)]
    assert str(other.pk) in rows
    assert go(desk, "forget", SURE | {"rows": rows}, person.pk).status_code == 422
    assert not Person.objects.filter(erased_at__isnull=False).exists()


def test_files_of_the_desk_are_listed_and_only_the_chosen_go(
    desk: Client, cast: Cast, person: Person, django_capture_on_commit_callbacks: Any
) -> None:
    matter = Matter.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        kept = [
            files.keep(
                by=SYSTEM, room=cast.room, content=sent(photo(size=(64 + n, 48))), name=f"证明{n}.jpg",
                purpose="matter.attached", keep_days=None,
            )
            for n in (1, 2)
        ]  # fmt: skip
        talk.attach(by=cast.officer, matter=matter, files=kept)
    page = words(desk.get(reverse("desk-settings:forget", args=[person.pk])))
    assert "证明1.jpg" in page
    assert "证明2.jpg" in page
    chosen = Attachment.objects.get(file=kept[0])
    with django_capture_on_commit_callbacks(execute=True):
        go(desk, "forget", SURE | {"desk_files": [str(chosen.pk)]}, person.pk)
    assert not kept[0].path.exists()
    assert kept[1].path.exists()


def test_others_matters_that_name_them_are_offered(desk: Client, cast: Cast, person: Person) -> None:
    other = bring(cast.room, text=f"{NAME}家的狗没拴").matter
    page = words(desk.get(reverse("desk-settings:forget", args=[person.pk])))
    assert other.reference in page
    assert "只有姓名相同" in page
    go(desk, "forget", SURE | {"elsewhere": [str(other.pk)]}, person.pk)
    other.refresh_from_db()
    assert NAME not in other.text


@pytest.mark.parametrize("with_words", [{}, {"with_words": "on"}])
def test_afterwards_no_page_and_no_program_shows_them(
    desk: Client, cast: Cast, client: Client, with_words: dict[str, str]
) -> None:
    matter = closed(cast, text=f"{NAME}，138-0000-0000", reporter=Reporter(name=NAME, phone=PHONE))
    talk.note(by=cast.officer, matter=matter, text=f"{NAME}来过")
    _token, secret = people.issue_token(by=SYSTEM, account=cast.officer, name="程序", scopes=["matters:read"])
    go(desk, "forget", SURE | with_words, of(matter).pk)
    pages = [
        reverse("desk:matter", args=[matter.pk]),
        reverse("desk:sheet", args=[matter.pk]),
        reverse("desk:matters"),
        reverse("desk-settings:person", args=[of(matter).pk]),
    ]
    for page in pages:
        answer = desk.get(page)
        shown = words(answer)
        assert answer.status_code == 200
        assert NAME not in shown, page
        assert "0000-0000" not in shown, page
    for sought in (NAME, "钱多", "138-0000-0000", PHONE, "0000"):
        assert matter.reference not in words(desk.get(reverse("desk:search"), {"q": sought})), sought
    program = Client(headers={"Authorization": f"Bearer {secret}"})
    told = words(program.get(f"/api/v1/matters/{matter.pk}")) + words(
        program.get(f"/api/v1/matters/{matter.pk}/entries")
    )
    assert matter.reference in told
    assert NAME not in told
    assert "0000-0000" not in told


def test_a_person_of_another_room_is_not_there(client: Client, cast: Cast, person: Person) -> None:
    client.force_login(cast.neighbour)
    assert go(client, "person", {"act": "copy", "shape": "data"}, person.pk).status_code == 404
    assert go(client, "forget", SURE, person.pk).status_code == 404
    reference = Matter.objects.get().reference
    for who in (PHONE, reference):
        assert "没有人在这里留过" in words(go(client, "rights", {"who": who}))


def test_a_chief_reaches_a_person_of_any_room_of_theirs(client: Client, cast: Cast) -> None:
    matter = bring(cast.next_room, reporter=Reporter(name=NAME)).matter
    chief: Account = cast.chief
    client.force_login(chief)
    assert client.get(reverse("desk-settings:person", args=[of(matter).pk])).status_code == 200


def test_a_consent_is_taken_back(desk: Client, person: Person) -> None:
    consent = people.give_consent(by=SYSTEM, person=person, purpose="回访", text_version="1", channel="walk_in")
    address = reverse("desk-settings:withdraw-consent", args=[consent.pk])
    asked = words(desk.get(address))
    consent.refresh_from_db()
    assert (consent.withdrawn_at, NAME in asked, "回访" in asked) == (None, False, True)
    assert desk.post(address)["Location"] == reverse("desk-settings:person", args=[person.pk])
    consent.refresh_from_db()
    assert consent.withdrawn_at


def test_a_consent_older_than_the_newest_fifty_is_taken_back_on_its_persons_page_for_their_request(
    desk: Client, cast: Cast, person: Person
) -> None:
    old = people.give_consent(by=SYSTEM, person=person, purpose="回访", text_version="1", channel="walk_in")
    other = of(tell(cast, "外人", name="孔某", phone="13900000009"))
    for _n in range(51):
        people.give_consent(by=SYSTEM, person=other, purpose="回访", text_version="1", channel="walk_in")
    address = reverse("desk-settings:withdraw-consent", args=[old.pk])
    assert address not in words(desk.get(reverse("desk-settings:rights")))
    request = ask(cast.room, "withdraw")
    rights.prove(by=cast.officer, request=request, seen="card")
    page = words(desk.get(reverse("desk-settings:person", args=[person.pk]) + f"?for={request.pk}"))
    assert f"{address}?for={request.pk}" in page
    desk.post(f"{address}?for={request.pk}")
    old.refresh_from_db()
    assert old.withdrawn_at
    assert request.deeds.get().kind == "withdrawn"


def test_who_left_no_number_is_found_by_a_care_case_a_matter_they_stand_in_or_a_proven_requests_name(
    desk: Client, cast: Cast, client: Client
) -> None:
    case = cases.begin(
        by=cast.officer, room=cast.room, who=cases.Who("韩老栓", "", "3组7号"), agreed=cases.Agreed("in_person"),
        settled=cases.Settled(lead=cast.officer, rhythm_days=14),
    )  # fmt: skip
    here = reverse("desk-settings:person", args=[case.person_id])
    Consent.objects.all().delete()  # the page lists them below, with the same address
    assert here in words(go(desk, "rights", {"who": f"hw-c{case.number}"}))
    assert here not in words(go(desk, "rights", {"who": f"HW C{case.number + 1}"}))
    assert go(desk, "rights", {"who": "LP-C1"}).status_code == 422
    errand = walks.authorised(cast)
    owner = errand.people.get(role="owner").person
    assert reverse("desk-settings:person", args=[owner.pk]) in words(
        go(desk, "rights", {"who": errand.matter.reference})
    )
    assert go(desk, "rights", {"who": "韩老栓"}).status_code == 422, "no fishing by names"
    request = ask(cast.room)
    rights.prove(by=cast.officer, request=request, seen="card")
    search = f"{reverse('desk-settings:rights')}?for={request.pk}"
    assert here in words(desk.post(search, {"who": "韩 老栓"}))
    assert here not in words(desk.post(search, {"who": "韩老"}))
    client.force_login(cast.neighbour)
    assert here not in words(go(client, "rights", {"who": f"HW-C{case.number}"}))


def test_a_consent_stands_on_the_page_of_whose_it_is_in_words_and_beside_nobody_else(
    desk: Client, cast: Cast, person: Person
) -> None:
    given = [("2026-11", "public"), ("desk-2026-11", "walk_in"), ("desk-identity-2026-11", "phone"), ("2", "in_person")]
    for version, channel in [*given, ("visit-2026-11", "desk")]:
        people.give_consent(by=SYSTEM, person=person, purpose="visit", text_version=version, channel=channel)
    other = of(tell(cast, name="孔某", phone="13900000009"))
    people.give_consent(by=SYSTEM, person=other, purpose="care", text_version="1", channel="in_person")
    found = words(go(desk, "rights", {"who": PHONE}))
    assert found.count("** · ") == 1, "nobody else's row stands beside it"
    page = words(desk.get(reverse("desk-settings:person", args=[person.pk])))
    for said in (
        "网页上看的，2026年11月的告知书",
        "当面说的，2026年11月的说法",
        "当面",
        "电话",
        "第 2 版说明",
        "预约上门",
    ):
        assert said in page, said
    for raw in ("public<", "walk_in", "desk-2026", "in_person", "visit<", "孔"):
        assert raw not in page, raw


def test_who_came_twice_is_one_and_who_left_no_number_is_found_too(desk: Client, cast: Cast, person: Person) -> None:
    tell(cast, "第二件", name="老钱")
    found = words(go(desk, "rights", {"who": PHONE}))
    assert (found.count("** · "), "登记过 2 次" in found, "2 件事项" in found) == (1, True, True)
    unnamed = of(tell(cast, "第三件", name="史某", phone=""))
    people.give_consent(by=SYSTEM, person=unnamed, purpose="watch.member", text_version="2026-11", channel="field")
    listed = words(desk.get(reverse("desk-settings:rights"), {"no-number": "1"}))
    assert ("史**" in listed, "钱**" in listed) == (True, False)


def test_afterwards_the_page_says_what_was_done_and_not_what_would_be(desk: Client, person: Person) -> None:
    desk.cookies["language"] = "en"
    before = words(desk.get(reverse("desk-settings:person", args=[person.pk])))
    assert "erasing deletes them" in before
    go(desk, "forget", SURE, person.pk)
    after = words(desk.get(reverse("desk-settings:person", args=[person.pk])))
    assert "A person who was forgotten" in after
    assert "those they sent were deleted" in after
    assert "erasing" not in after
