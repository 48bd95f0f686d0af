"""What a volunteer's phone is told of shifts, and what it may say; joining by a code of one's own."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from shouwang.kernel.journal.models import Record
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Consent
from shouwang.lib.ids import uuid7
from shouwang.systems.patrol.actions import turns, volunteers
from shouwang.systems.patrol.actions.codes import renew
from shouwang.systems.patrol.models import CheckIn, Finding, HandOver, Turn, Volunteer
from shouwang.systems.patrol.queries import phone as queries
from shouwang.systems.patrol.queries.fitness import has_declined, with_facts
from shouwang.systems.patrol.queries.places import code_of, mark_of
from tests.cast import Cast
from tests.surfaces.field.conftest import Phone, post
from tests.systems.patrol.walkers import Walker, a_shift, a_volunteer, a_walker

pytestmark = pytest.mark.django_db
NONCE = "a" * 64


@dataclass(frozen=True)
class Walked:
    """A volunteer's phone on the list."""

    client: Client
    key: str
    walker: Walker

    def get(self, path: str = "patrol/") -> Any:
        return self.client.get(f"/field/api/{path}", headers={"Authorization": f"Device {self.key}"})

    def post(self, path: str, said: Any) -> Any:
        return post(self.client, path, said, {"Authorization": f"Device {self.key}"})

    def step(self, verb: str, **said: Any) -> Any:
        now = timezone.now().isoformat()
        told = {"id": str(uuid7()), "said_at": now, "left_at": now} | said
        return self.post(f"patrol/turns/{self.walker.turn.pk}/{verb}/", told)


def key_of(client: Client, cast: Cast, volunteer: Volunteer, nonce: str = NONCE) -> str:
    secret = volunteers.give_phone_code(by=cast.officer, volunteer=volunteer)
    answer = post(client, "join/", {"secret": secret, "label": "Android", "nonce": nonce})
    assert answer.status_code == 201, answer.content
    return str(answer.json()["key"])


@pytest.fixture
def walked(cast: Cast, client: Client) -> Walked:
    walker = a_walker(cast)
    return Walked(client, key_of(client, cast, walker.volunteer), walker)


def test_one_page_takes_a_code_of_ones_own_and_asks_for_no_name(client: Client, cast: Cast) -> None:
    volunteer = a_volunteer(cast)
    secret = volunteers.give_phone_code(by=cast.officer, volunteer=volunteer)
    page = client.get(f"/field/join/{secret}/")
    assert page.status_code == 200
    assert "马小川" not in page.content.decode()
    first, again = (post(client, "join/", {"secret": secret, "label": "", "nonce": NONCE}) for _each in range(2))
    assert first.json() == again.json() == {"key": first.json()["key"], "group": "", "room": "HW"}
    assert post(client, "join/", {"secret": secret, "label": "", "nonce": "b" * 64}).status_code == 410
    assert client.get(f"/field/join/{secret}/").status_code == 410


def test_a_volunteer_without_a_group_reports_too_and_a_watcher_sees_no_shifts(walked: Walked, phone: Phone) -> None:
    state = walked.get("state/").json()
    assert state["me"]["group"] == ""
    assert len(state["patrol"]) == 12
    said = {"id": str(uuid7()), "topic": "water", "text": "有人下水"}
    assert walked.post("reports/", said).status_code == 201
    assert "patrol" not in phone.get("state/").json()
    assert phone.get("patrol/").status_code == 409


def test_whoever_is_in_a_group_and_walks_has_one_phone_with_one_key(cast: Cast, phone: Phone) -> None:
    volunteers.take_on_known(by=cast.officer, room=cast.room, person=phone.member.person)
    state = phone.get("state/").json()
    assert state["me"]["group"]
    assert phone.get("patrol/").json()["mark"] == state["patrol"]


def test_one_answer_holds_all_that_is_needed_to_walk(walked: Walked, cast: Cast) -> None:
    walker = walked.walker
    Turn.objects.create(shift=walker.shift, volunteer=a_volunteer(cast, "欧阳小明"), state="taken")
    before = a_shift(cast, begins=timedelta(hours=-5))
    earlier = Turn.objects.create(shift=before, volunteer=walker.volunteer)
    HandOver.objects.create(id=uuid7(), turn=earlier, text="桥头的灯坏了", written_at=timezone.now())
    told = walked.get().json()
    shift = next(one for one in told["shifts"] if one["turn"] == str(walker.turn.pk))
    assert shift["beside"] == ["小明"]
    assert [one["name"] for one in shift["stops"]] == ["地点1", "地点2", "地点3"]
    assert [one["text"] for one in shift["notes"]] == ["桥头的灯坏了"]
    assert shift["way"][0] == shift["way"][-1] == [112.6, 34.9]
    marks = {one["place"]: one["mark"] for one in told["places"]}
    assert marks[str(walker.places[0].pk)] == mark_of(walker.places[0])
    assert code_of(walker.places[0]) not in walked.get().content.decode()
    walked.get()
    assert Record.objects.filter(verb="patrol.team_seen", object_id=str(walker.shift.pk)).count() == 1


def test_a_walk_is_told_step_by_step_and_again(walked: Walked) -> None:
    place = walked.walker.places[1]
    mark = walked.get().json()["mark"]
    assert walked.step("begin").status_code == 200
    here = {"id": str(uuid7()), "place": str(place.pk), "way": "code", "code": code_of(place)}
    for _again in range(2):
        assert walked.step("here", **here).status_code == 200
    assert walked.step("leave", **here, arrived_at=timezone.now().isoformat()).status_code == 200
    assert walked.step("note", text="路灯坏了").status_code == 200
    assert walked.step("note").status_code == 422
    assert walked.step("note", text="长" * 5001).status_code == 422
    assert walked.step("note", text="\ud800桥\x00头").status_code == 200
    assert HandOver.objects.filter(text="桥头").exists()
    assert walked.step("end").status_code == 200
    assert CheckIn.objects.get().way == "code"
    told = walked.get().json()
    assert told["mark"] != mark
    (shift,) = told["shifts"]
    assert shift["ended_at"]
    assert shift["check_ins"][0]["left_at"]


def test_a_code_alone_says_which_place_it_is(walked: Walked) -> None:
    place = walked.walker.places[2]
    assert walked.step("here", place="", way="code", code=code_of(place)).status_code == 200
    assert CheckIn.objects.get().place == place
    assert walked.get(f"patrol/codes/{code_of(place)}/").json() == {"place": str(place.pk)}
    assert walked.get("patrol/codes/aaaaaaaaaaaa/").status_code == 404
    assert walked.step("here", place="", way="code", code="aaaaaaaaaaaa").status_code == 422


def test_a_finding_is_a_matter_under_the_volunteers_name(walked: Walked) -> None:
    said = {"id": str(uuid7()), "topic": "water", "text": "有人下水", "settled": True, "anonymous": True}
    first, again = walked.step("finding", **said), walked.step("finding", **said)
    assert (first.status_code, again.status_code) == (201, 200)
    found = Finding.objects.get()
    assert found.is_settled
    assert found.matter.reporter == walked.walker.volunteer.person
    assert found.matter.text == "有人下水\n当场已处理。"
    assert walked.step("finding", **(said | {"text": "没事了"})).status_code == 409
    assert Matter.objects.count() == 1


def test_a_turn_of_somebody_else_is_not_there(walked: Walked, cast: Cast) -> None:
    other = Turn.objects.create(shift=walked.walker.shift, volunteer=a_volunteer(cast, "白明"), state="taken")
    strange = replace(walked, walker=replace(walked.walker, turn=other))
    assert strange.step("begin").status_code == 404
    assert walked.step("fly").status_code == 404


def test_open_shifts_say_why_not_and_are_taken(walked: Walked, cast: Cast) -> None:
    risky = a_shift(cast, begins=timedelta(days=1), is_risky=True)
    easy = a_shift(cast, begins=timedelta(days=2), number=2, most=1)
    told = {one["shift"]: one for one in walked.get().json()["open"]}
    assert "保险" in told[str(risky.pk)]["why_not"]
    assert told[str(easy.pk)]["why_not"] == ""
    refused = walked.post(f"patrol/shifts/{risky.pk}/take/", {})
    assert (refused.status_code, "保险" in refused.json()["message"]) == (409, True)
    assert walked.post(f"patrol/shifts/{easy.pk}/take/", {}).status_code == 200
    assert Turn.objects.get(shift=easy).state == "taken"


def test_somebody_comes_in_for_another(walked: Walked, cast: Cast) -> None:
    shift, other = a_shift(cast, begins=timedelta(days=1)), a_volunteer(cast, "白明")
    offered = Turn.objects.create(shift=shift, volunteer=other, state="offered")
    assert [one["turn"] for one in walked.get().json()["swaps"]] == [str(offered.pk)]
    for _again in range(2):  # the first answer may be lost on the way
        assert walked.post(f"patrol/turns/{offered.pk}/take/", {}).status_code == 200
    own = shift.turns.get(volunteer=walked.walker.volunteer)
    own.state = Turn.State.GONE
    own.save()
    assert walked.post(f"patrol/turns/{offered.pk}/take/", {}).status_code == 409
    own.state = Turn.State.TAKEN
    own.save()
    mine = Turn.objects.get(shift=shift, volunteer=walked.walker.volunteer)
    turn = replace(walked, walker=replace(walked.walker, turn=mine))
    for verb, state in (("offer", "offered"), ("keep", "taken"), ("cannot", "gone")):
        assert turn.step(verb).status_code == 200
        mine.refresh_from_db()
        assert mine.state == state
    assert turn.step("begin").status_code == 409
    told = walked.get().json()
    assert str(mine.pk) not in [one["turn"] for one in told["shifts"]]  # they said so themselves
    assert [one["though"] for one in told["open"] if one["shift"] == str(shift.pk)] == ["您说过这一班来不了。"]


def test_a_shift_that_was_taken_from_somebody_says_why_and_nothing_of_who_comes(walked: Walked, cast: Cast) -> None:
    """Somebody was found for the one; for the other, risky since yesterday, the insurance is missing."""
    volunteer, other = walked.walker.volunteer, a_volunteer(cast, "白明")
    offered = Turn.objects.create(shift=a_shift(cast, begins=timedelta(days=1)), volunteer=volunteer, state="offered")
    turns.accept_swap(volunteer=other, turn=offered)
    risky = a_shift(cast, begins=timedelta(days=2), is_risky=True)
    unfit = Turn.objects.create(shift=risky, volunteer=volunteer, state="taken")
    before = walked.get("news/").json()["mark"]
    assert turns.recheck_of(volunteer=volunteer) == [unfit]
    assert walked.get("news/").json()["mark"] != before
    told = {one["turn"]: one for one in walked.get().json()["shifts"]}
    gone = told[str(offered.pk)]
    assert gone["gone"] == "这一班现在没有排您。有人替您来了。"
    assert (gone["state"], gone["beside"], gone["stops"], gone["notes"]) == ("gone", [], [], [])
    assert "保险" in told[str(unfit.pk)]["gone"]
    assert told[str(walked.walker.turn.pk)]["gone"] == ""
    turns.cannot_come(by=volunteer, turn=walked.walker.turn)
    assert walked.step("begin").json()["message"] == "这一班现在没有排您。请打电话给警务室。"


def test_whoever_the_desk_takes_out_of_a_shift_is_told_and_may_be_put_in_again(walked: Walked, cast: Cast) -> None:
    volunteer, turn = walked.walker.volunteer, walked.walker.turn
    before = walked.get("news/").json()["mark"]
    turns.take_out(by=cast.officer, turn=turn)
    assert walked.get("news/").json()["mark"] != before
    told = {one["turn"]: one["gone"] for one in walked.get().json()["shifts"]}
    assert told[str(turn.pk)] == "这一班现在没有排您。警务室重新排过班，这一班不用您来。"
    assert walked.step("begin").status_code == 409
    assert str(turn.shift_id) not in [one["shift"] for one in walked.get().json()["open"]]
    with pytest.raises(turns.NotFit):
        turns.sign_up(volunteer=volunteer, shift=turn.shift)
    assert not has_declined(with_facts(Volunteer.objects.filter(pk=volunteer.pk)).get(), turn.shift_id)
    turns.put_on(by=cast.officer, shift=turn.shift, volunteer=volunteer)
    assert {one["turn"]: one["gone"] for one in walked.get().json()["shifts"]}[str(turn.pk)] == ""
    hidden = Turn.objects.create(shift=a_shift(cast, begins=timedelta(days=1), sent_at=None), volunteer=volunteer)
    turns.take_out(by=cast.officer, turn=hidden)
    assert not Turn.objects.filter(pk=hidden.pk).exists()


def test_open_shifts_and_swaps_ask_as_often_for_many_as_for_few(walked: Walked, cast: Cast) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            found = queries.offers(walked.walker.volunteer, timezone.now())
            queries.walks_of(walked.walker.volunteer, timezone.now())
        assert (len(found[0]), len(found[1])) == (2 * count, count)
        return len(seen)

    def one_more(number: int) -> None:
        day = timedelta(days=1 + number)
        a_shift(cast, begins=day, needs_lead=True, most=1)
        offered = a_shift(cast, begins=day, needs_lead=True, most=2)
        Turn.objects.create(shift=offered, volunteer=other, state="offered")
        mine = a_shift(cast, begins=day + timedelta(hours=5), most=1)
        Turn.objects.create(shift=mine, volunteer=walked.walker.volunteer, state="taken")

    other, count = a_volunteer(cast, "白明"), 1
    one_more(0)
    few = asked()
    for count in range(2, 6):
        one_more(count)
    assert asked() == few


def test_what_changes_for_a_phone_changes_its_mark(walked: Walked, cast: Cast) -> None:
    one, today = walked.walker.volunteer, timezone.localdate()
    place = walked.walker.places[0]
    here = {"id": str(uuid7()), "place": str(place.pk), "way": "said"}
    marks = [queries.mark_of(one, timezone.now())]
    walked.step("here", **here)
    marks.append(queries.mark_of(one, timezone.now()))
    walked.step("leave", **here, arrived_at=timezone.now().isoformat())
    marks.append(queries.mark_of(one, timezone.now()))
    volunteers.insure(by=cast.officer, volunteer=one, insurer="示例", policy_no="A", starts_on=today, ends_on=today)
    marks.append(queries.mark_of(one, timezone.now()))
    walked.walker.shift.place = place
    walked.walker.shift.save()
    marks.append(queries.mark_of(one, timezone.now()))
    renew(by=cast.officer, place=place)
    marks.append(queries.mark_of(one, timezone.now()))
    assert len(set(marks)) == len(marks)


def test_being_located_begins_with_a_yes_and_ends_with_a_no(walked: Walked) -> None:
    point = {"at": timezone.now().isoformat(), "latitude": 34.9, "longitude": 112.6, "accuracy": 9}
    walked.step("begin")
    walked.post("patrol/points/", {"points": [point]})
    assert not walked.walker.turn.track.exists()
    assert walked.post("patrol/locating/", {"agree": True}).status_code == 200
    assert Consent.objects.get(purpose="patrol.track").channel == "field"
    later = point | {"at": timezone.now().isoformat()}
    walked.post("patrol/points/", {"points": [later, {"at": "?"}, 7]})
    assert walked.walker.turn.track.count() == 1
    assert walked.get().json()["locating"] is True
    walked.post("patrol/locating/", {"agree": False})
    assert not walked.walker.turn.track.exists()
