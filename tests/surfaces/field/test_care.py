"""What a helper's phone is told of visits, and what it may say: daily life only, once however often it is sent."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from shouwang.kernel.journal.models import Record
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.notices.models import Notice
from shouwang.lib.ids import uuid7
from shouwang.systems.care.actions import cases, helping
from shouwang.systems.care.models import Case, Chain, Helper, Visit
from shouwang.systems.care.queries.figures import counted, figures
from shouwang.systems.care.queries.opened import words_of
from tests.cast import Cast
from tests.surfaces.field.conftest import post
from tests.systems.care import old_han

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def case(cast: Cast) -> Case:
    made = old_han.with_notes(cast)
    for field, words in (("daily", "提水"), ("medicine", "降压药"), ("money", "低保")):
        cases.say_need(by=cast.officer, case=made, field=field, words=words)
    return made


@pytest.fixture
def helper(cast: Cast, case: Case) -> Helper:
    return old_han.volunteer(cast, case)


def key_of(helper: Helper) -> dict[str, str]:
    assert helper.aide.person
    return {"Authorization": f"Device {old_han.phone(helper.aide.person)}"}


def said(**more: Any) -> dict[str, Any]:
    now = timezone.now().isoformat()
    return {"id": str(uuid7()), "outcome": "well", "text": "在院里", "said_at": now, "left_at": now} | more


def test_it_shows_name_house_phone_and_daily_life_and_each_fetch_is_written_down(
    client: Client, helper: Helper
) -> None:
    answer = client.get("/field/api/care/", headers=key_of(helper))
    told = str(answer.json())
    assert answer.json()["cases"][0]["daily"] == ["提水"]
    assert old_han.NAME in told
    assert not any(words in told for words in ("降压药", "低保"))
    assert Record.objects.filter(verb="care.phone_told").count() == 1


def test_a_phone_is_told_of_nobody_they_do_not_help(client: Client, cast: Cast, case: Case) -> None:
    other = old_han.volunteer(cast, old_han.begun(cast, name="某甲"))
    headers = key_of(other)
    assert "care" in client.get("/field/api/state/", headers=headers).json()
    told = str(client.get("/field/api/care/", headers=headers).json())
    assert old_han.NAME not in told
    assert client.get("/field/api/care/").status_code == 401


def test_a_visit_sent_twice_is_one_and_its_words_are_sealed(client: Client, case: Case, helper: Helper) -> None:
    headers, told = key_of(helper), said()
    for _again in range(2):
        assert post(client, f"care/{case.pk}/visits/", told, headers).status_code == 200
    visit = Visit.objects.get()
    assert words_of(visit) == "在院里"
    assert visit.aide == helper.aide


@pytest.mark.parametrize("wrong", [{"outcome": "great"}, {"id": "1"}, {"way": "pigeon"}, {"text": "字" * 601}])
def test_what_cannot_be_understood_is_said(client: Client, case: Case, helper: Helper, wrong: dict[str, str]) -> None:
    assert post(client, f"care/{case.pk}/visits/", said(**wrong), key_of(helper)).status_code == 422
    assert not Visit.objects.exists()


def test_who_helps_no_more_is_told_to_ring(client: Client, cast: Cast, case: Case, helper: Helper) -> None:
    headers = key_of(helper)
    second = helping.help_in(
        by=cast.officer, case=old_han.begun(cast, name="某乙"), aide=helper.aide, helping=helping.Helping("neighbour")
    )
    helping.help_no_more(by=cast.officer, helper=helper)
    assert post(client, f"care/{case.pk}/visits/", said(), headers).status_code == 409
    assert post(client, f"care/{second.case_id}/visits/", said(), headers).status_code == 200


def test_two_who_went_together_both_tell_and_it_counts_once(
    client: Client, cast: Cast, case: Case, helper: Helper
) -> None:
    other = helping.aide_of_person(by=cast.officer, room=cast.room, name="麦小妹", phone="13800000033")
    helping.take_on(by=cast.officer, aide=other, a_week=2)
    second = helping.help_in(by=cast.officer, case=case, aide=other, helping=helping.Helping("neighbour"))
    told = [
        (key_of(helper), said(outcome="needs", text="缺米")),
        (key_of(second), said(outcome="needs", text="米吃完了")),
    ]
    for headers, words in [*told, told[1]]:  # the second sends it again
        assert post(client, f"care/{case.pk}/visits/", words, headers).status_code == 200
    assert {words_of(one) for one in Visit.objects.all()} == {"缺米", "米吃完了"}  # nothing is lost
    assert Matter.objects.count() == 1  # one request for help
    today = timezone.localdate()
    assert figures(counted(cast.officer, cast.room, today.replace(day=1), today)).visits == 1
    for headers, _words in told:
        assert "两个人都记了" in client.get("/field/api/care/", headers=headers).json()["cases"][0]["lately"]


def test_who_takes_on_no_visits_sees_nobody_on_their_phone(client: Client, cast: Cast, helper: Helper) -> None:
    headers = key_of(helper)
    helping.take_on(by=cast.officer, aide=helper.aide, a_week=0)
    assert client.get("/field/api/care/", headers=headers).json()["cases"] == []
    assert "care" not in client.get("/field/api/state/", headers=headers).json()


def test_of_a_case_that_has_ended_it_is_said_why_nothing_was_taken(
    client: Client, cast: Cast, case: Case, helper: Helper
) -> None:
    cases.end(by=cast.officer, case=case, because="moved")
    answer = post(client, f"care/{case.pk}/visits/", said(), key_of(helper))
    assert answer.status_code == 409
    assert "已经结束" in answer.json()["message"]


def test_who_found_nobody_reads_who_was_told_and_a_slip_is_told_and_ends_nothing(
    client: Client, cast: Cast, case: Case, helper: Helper
) -> None:
    headers, told = key_of(helper), said(outcome="no_answer")

    def shown() -> Any:
        return client.get("/field/api/care/", headers=headers).json()["cases"][0]["search"]

    assert shown() is None
    post(client, f"care/{case.pk}/visits/", told, headers)
    assert cast.officer.name in shown()["told"]
    mark = client.get("/field/api/news/", headers=headers).json()["mark"]
    for _again in range(2):
        answer = post(client, f"care/visits/{shown()['visit'] or told['id']}/mistaken/", {"id": str(uuid7())}, headers)
        assert answer.status_code == 200
    assert shown()["is_mistaken"]
    assert client.get("/field/api/news/", headers=headers).json()["mark"] != mark
    assert Chain.objects.get().ended_at is None  # until somebody rang and heard them
    assert Notice.objects.filter(template="care.chain_mistaken", account=cast.officer).count() == 1
    today = timezone.localdate()
    assert figures(counted(cast.officer, cast.room, today, today)).no_answer == 0
    post(client, f"care/{case.pk}/visits/", said(), headers)
    assert shown() is None


def test_nobody_else_takes_a_visit_back(client: Client, cast: Cast, case: Case, helper: Helper) -> None:
    told = said(outcome="no_answer")
    post(client, f"care/{case.pk}/visits/", told, key_of(helper))
    other = helping.aide_of_person(by=cast.officer, room=cast.room, name="麦小妹", phone="13800000033")
    second = helping.help_in(by=cast.officer, case=case, aide=other, helping=helping.Helping("neighbour"))
    answer = post(client, f"care/visits/{told['id']}/mistaken/", {"id": str(uuid7())}, key_of(second))
    assert answer.status_code == 409
    assert not Visit.objects.exclude(mistaken_at=None).exists()
