"""The life of a matter by key: every step of the lifecycle table, by permission."""

import pytest

from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.matters import lifecycle
from shouwang.kernel.matters.actions import erasing, intake, progress
from shouwang.kernel.matters.models import Entry, Matter
from shouwang.surfaces.api.v1.steps import STEPS
from tests.cast import Cast
from tests.kernel.matters.bringing import bring, closed, reported
from tests.surfaces.api.conftest import Keys, read


def test_every_step_of_the_table_can_be_taken_but_the_reporters_own() -> None:
    assert set(STEPS) == {step.verb for step in lifecycle.TABLE if step.who != lifecycle.REPORTER}


def test_a_matter_is_brought_from_phone_to_closing(cast: Cast, key: Keys) -> None:
    matter, officer, auxiliary = bring(cast.room).matter, key(cast.officer), key(cast.auxiliary)
    path = f"/matters/{matter.pk}/steps"
    said = [
        (officer, "accept", {}),
        (officer, "assign", {"owner": str(cast.auxiliary.pk), "team": str(cast.team.pk), "words": "今天去看"}),
        (auxiliary, "start", {}),
        (auxiliary, "report", {"outcome": "换了灯泡"}),
        (officer, "send_back", {"reason": "还是不亮"}),
        (auxiliary, "report", {"outcome": "换了线"}),
        (officer, "check", {"words": "亮了"}),
        (officer, "close", {"answer": "路灯修好了"}),
        (officer, "reopen", {"reason": "又坏了"}),
        (officer, "withdraw_for", {"reason": "他自己修好了"}),
    ]
    for program, verb, words in said:
        response = program.post(f"{path}/{verb}", words)
        assert response.status_code == 200, response.content.decode()
        assert read(response)["state"] == lifecycle.STEPS[verb].target
        assert response["ETag"] == f'"{read(response)["version"]}"'


def test_what_is_not_ours_is_returned_with_an_answer(cast: Cast, key: Keys) -> None:
    matter = bring(cast.room).matter
    told = read(key(cast.officer).post(f"/matters/{matter.pk}/steps/return", {"answer": "找供电所 95598"}))
    assert told["state"] == "returned"


def test_closing_without_a_check_needs_a_reason(cast: Cast, key: Keys) -> None:
    matter, program = reported(cast), key(cast.officer)
    path = f"/matters/{matter.pk}/steps"
    assert program.post(f"{path}/close", {"answer": "好了"}).status_code == 409
    response = program.post(f"{path}/close_unchecked", {"answer": "好了"})
    assert (response.status_code, read(response)["errors"][0]["field"]) == (422, "body.reason")
    assert read(program.post(f"{path}/close_unchecked", {"answer": "好了", "reason": "小事"}))["state"] == "closed"


def test_who_reported_can_not_check_it(cast: Cast, key: Keys) -> None:
    matter = bring(cast.room).matter
    progress.accept(by=cast.officer, matter=matter)
    progress.start(by=cast.officer, matter=matter)
    progress.report(by=cast.officer, matter=matter, outcome="好了")
    response = key(cast.officer).post(f"/matters/{matter.pk}/steps/check", {})
    assert response.status_code == 422
    assert "Somebody other" in read(response)["errors"][0]["message"]


def test_a_matter_is_merged_into_one_of_the_room(cast: Cast, key: Keys) -> None:
    matter, target, foreign = bring(cast.room).matter, bring(cast.room).matter, bring(cast.next_room).matter
    program, path = key(cast.officer), f"/matters/{matter.pk}/steps/merge"
    assert program.post(path, {}).status_code == 422
    assert program.post(path, {"into": str(foreign.pk)}).status_code == 422
    assert program.post(path, {"into": str(matter.pk)}).status_code == 409
    assert read(program.post(path, {"into": str(target.pk)}))["state"] == "merged"


def test_only_people_and_teams_of_the_room_can_take_it(cast: Cast, key: Keys) -> None:
    matter, program = bring(cast.room).matter, key(cast.officer)
    progress.accept(by=cast.officer, matter=matter)
    path = f"/matters/{matter.pk}/steps/assign"
    assert read(program.post(path, {"owner": str(cast.neighbour.pk)}))["errors"][0]["field"] == "body.owner"
    assert read(program.post(path, {"team": str(cast.room.pk)}))["errors"][0]["field"] == "body.team"
    assert read(program.post(path, {}))["errors"][0]["field"] == "body.owner"


@pytest.mark.parametrize("verb", sorted(STEPS))
def test_a_step_that_does_not_lead_on_changes_nothing(cast: Cast, key: Keys, verb: str) -> None:
    before = closed(cast) if "closed" not in lifecycle.STEPS[verb].sources else bring(cast.room).matter
    words = {"answer": "a", "outcome": "a", "reason": "a", "owner": str(cast.auxiliary.pk), "into": str(before.pk)}
    response = key(cast.officer).post(f"/matters/{before.pk}/steps/{verb}", words)
    assert (response.status_code, read(response)["state"]) == (409, before.state)
    assert Matter.objects.get(pk=before.pk).version == before.version


def test_the_step_of_the_reporter_is_none_here(cast: Cast, key: Keys) -> None:
    matter = bring(cast.room).matter
    assert key(cast.officer).post(f"/matters/{matter.pk}/steps/withdraw", {}).status_code == 422


def test_a_step_without_permission_is_refused(cast: Cast, key: Keys) -> None:
    mine = intake.receive(by=cast.cadre, room=cast.room, brought=intake.Brought(kind="report", text="井盖没了")).matter
    response = key(cast.cadre).post(f"/matters/{mine.pk}/steps/accept", {})
    assert response.status_code == 403
    assert "matter.accept" in read(response)["detail"]


def test_a_step_based_on_an_old_version_is_refused(cast: Cast, key: Keys) -> None:
    matter, program = bring(cast.room).matter, key(cast.officer)
    etag = program.get(f"/matters/{matter.pk}")["ETag"]
    progress.accept(by=cast.auxiliary, matter=matter)
    assert program.post(f"/matters/{matter.pk}/steps/start", {}, If_Match=etag).status_code == 412
    etag = program.get(f"/matters/{matter.pk}")["ETag"]
    assert program.post(f"/matters/{matter.pk}/steps/start", {}, If_Match=etag).status_code == 200


def test_notes_stay_inside_and_answers_go_out(cast: Cast, key: Keys) -> None:
    matter, program = bring(cast.room).matter, key(cast.officer)
    note = program.post(f"/matters/{matter.pk}/notes", {"text": "已联系电工"})
    answer = program.post(f"/matters/{matter.pk}/answers", {"text": "明天来修"})
    assert (note.status_code, read(note)["is_public"]) == (201, False)
    assert (answer.status_code, read(answer)["is_public"]) == (201, True)
    assert program.post(f"/matters/{matter.pk}/notes", {"text": " "}).status_code == 422


def test_a_note_sent_twice_under_one_key_stands_once(cast: Cast, key: Keys) -> None:
    matter, program = bring(cast.room).matter, key(cast.officer)
    first, second = (
        program.post(f"/matters/{matter.pk}/notes", {"text": "已联系电工"}, Idempotency_Key="n1") for _ in range(2)
    )
    assert first.content == second.content
    assert Entry.objects.filter(verb="note").count() == 1


def test_after_a_person_was_forgotten_the_same_note_sent_again_says_nothing_and_is_not_written_again(
    cast: Cast, key: Keys
) -> None:
    matter, program = bring(cast.room, reporter=intake.Reporter(name="钱多多")).matter, key(cast.auxiliary)
    send = {"text": "钱多多已回电"}
    assert program.post(f"/matters/{matter.pk}/notes", send, Idempotency_Key="n1").status_code == 201
    assert matter.reporter
    erasing.erase_person(by=SYSTEM, rows=[matter.reporter], reason="本人要求")
    again = program.post(f"/matters/{matter.pk}/notes", send, Idempotency_Key="n1")
    assert again.status_code == 422
    assert "钱多多" not in again.content.decode()
    assert Entry.objects.filter(verb="note").count() == 1
