"""Bringing matters in and changing them."""

import pytest

from shouwang.kernel.ground.models import Place
from shouwang.kernel.matters.actions import editing
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.queries import by_code
from shouwang.kernel.people.models import IdempotentAnswer
from shouwang.kernel.people.queries import open_person
from shouwang.lib.ids import uuid7
from tests.cast import Cast
from tests.kernel.matters.bringing import bring
from tests.surfaces.api.conftest import Keys, read

LIGHT = {"kind": "report", "topic": "streetlight", "text": "村口的路灯坏了三天了。"}


def test_a_matter_comes_in_with_number_and_follow_code(cast: Cast, key: Keys) -> None:
    sent = LIGHT | {"reporter": {"name": "钱某", "phone": "139 0000 0002"}, "where": "东口"}
    response = key(cast.officer).post("/matters", sent)
    receipt, matter = read(response), Matter.objects.get()
    assert response.status_code == 201
    assert response["Location"] == f"/api/v1/matters/{matter.pk}"
    assert receipt["reference"] == matter.reference
    assert by_code(receipt["follow_code"]) == matter
    assert (matter.channel, matter.registered_by, matter.where) == ("api", cast.officer, "东口")
    assert matter.reporter is not None
    assert open_person(matter.reporter)["phone"] == "13900000002"


def test_the_same_id_again_is_the_same_matter(cast: Cast, key: Keys) -> None:
    program, sent = key(cast.officer), LIGHT | {"id": str(uuid7())}
    first, second = program.post("/matters", sent), program.post("/matters", sent)
    assert (first.status_code, second.status_code) == (201, 200)
    assert read(first) | {"is_new": False} == read(second)
    assert Matter.objects.count() == 1


def test_an_id_with_other_words_is_refused(cast: Cast, key: Keys) -> None:
    program, identifier = key(cast.officer), str(uuid7())
    program.post("/matters", LIGHT | {"id": identifier})
    assert program.post("/matters", LIGHT | {"id": identifier, "text": "别的事"}).status_code == 409


def test_an_id_of_another_room_is_refused_like_any_taken_id(cast: Cast, key: Keys) -> None:
    theirs = bring(cast.next_room).matter
    response = key(cast.officer).post("/matters", LIGHT | {"id": str(theirs.pk)})
    assert response.status_code == 409
    assert theirs.reference not in response.content.decode()


def test_the_same_idempotency_key_gets_the_same_answer(cast: Cast, key: Keys) -> None:
    program = key(cast.officer)
    first = program.post("/matters", LIGHT, Idempotency_Key="morning-1")
    second = program.post("/matters", LIGHT, Idempotency_Key="morning-1")
    assert (second.status_code, second.content, second["Location"]) == (201, first.content, first["Location"])
    assert second["Idempotency-Replayed"] == "true"
    assert Matter.objects.count() == 1


def test_an_idempotency_key_with_another_body_is_refused(cast: Cast, key: Keys) -> None:
    program = key(cast.officer)
    program.post("/matters", LIGHT, Idempotency_Key="morning-1")
    assert program.post("/matters", LIGHT | {"where": "西口"}, Idempotency_Key="morning-1").status_code == 422
    assert Matter.objects.count() == 1


def test_idempotency_keys_of_two_programs_do_not_meet(cast: Cast, key: Keys) -> None:
    for program in (key(cast.officer), key(cast.officer)):
        assert program.post("/matters", LIGHT, Idempotency_Key="morning-1").status_code == 201
    assert Matter.objects.count() == 2


def test_a_refused_request_may_be_mended_under_the_same_idempotency_key(cast: Cast, key: Keys) -> None:
    program = key(cast.officer)
    assert program.post("/matters", LIGHT | {"kind": "nothing"}, Idempotency_Key="a").status_code == 422
    assert program.post("/matters", LIGHT, Idempotency_Key="a").status_code == 201


def test_a_kept_answer_can_not_be_read_from_a_stolen_disk(cast: Cast, key: Keys) -> None:
    receipt = read(key(cast.officer).post("/matters", LIGHT, Idempotency_Key="a"))
    kept = IdempotentAnswer.objects.get().answer_sealed
    assert kept
    assert receipt["follow_code"] not in kept
    assert receipt["reference"] not in kept


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "nothing"}, "body.kind"),
        ({"topic": "papers"}, "body.topic"),
        ({"text": "  "}, "body.text"),
        ({"text": "长" * 5001}, "body.text"),
        ({"text": "a\x00b"}, "body.text"),
        ({"title": "长" * 121}, "body.title"),
        ({"colour": "red"}, "body.colour"),
        ({"room": "LP"}, "body.room"),
        ({"room": "ZZ"}, "body.room"),
        ({"place": str(uuid7())}, "body.place"),
        ({"position": {"latitude": 112.6, "longitude": 34.8}}, "body.position"),
        ({"position": {"latitude": 80.0, "longitude": 34.8}}, "body.position"),
        ({"position": {"latitude": 91, "longitude": 112.6}}, "body.position.latitude"),
        ({"position": {"latitude": 10**400, "longitude": 112.6}}, "body.position.latitude"),
        ({"position": {"latitude": 34.8}}, "body.position.longitude"),
        ({"position": {"latitude": "north", "longitude": 34.8}}, "body.position.latitude"),
        ({"received_at": "2026-11-01T10:00:00"}, "body.received_at"),
        ({"kind": "help", "topic": "lost", "reporter": {"is_anonymous": True}}, "body.reporter.is_anonymous"),
    ],
)
def test_what_does_not_fit_is_named_and_nothing_is_saved(
    cast: Cast, key: Keys, change: dict[str, object], field: str
) -> None:
    response = key(cast.officer).post("/matters", LIGHT | change)
    problem = read(response)
    assert (response.status_code, response["Content-Type"]) == (422, "application/problem+json")
    assert [error["field"] for error in problem["errors"]] == [field]
    assert all(error["message"] for error in problem["errors"])
    assert not Matter.objects.exists()


@pytest.mark.parametrize("datum", ["wgs84", "gcj02", "bd09"])
@pytest.mark.parametrize("latitude", [112.4, 85.0, "112.4"])  # a longitude beyond 90 is no latitude, one below it is
def test_an_exchanged_position_is_called_exchanged(cast: Cast, key: Keys, datum: str, latitude: object) -> None:
    position = {"latitude": latitude, "longitude": 34.6, "datum": datum}
    for language, words in (("en", "look swapped: latitude comes first"), ("zh-CN", "经纬度好像写反了")):
        (error,) = read(key(cast.officer, language=language).post("/matters", LIGHT | {"position": position}))["errors"]
        assert error["field"] == "body.position"
        assert words in error["message"]
    assert not Matter.objects.exists()


def test_a_position_from_a_chinese_map_is_converted(cast: Cast, key: Keys) -> None:
    program = key(cast.officer)
    for datum in ("wgs84", "gcj02", "bd09"):
        program.post("/matters", LIGHT | {"position": {"latitude": 34.8, "longitude": 112.6, "datum": datum}})
    plain, gcj, baidu = Matter.objects.order_by("number")
    assert (plain.latitude, plain.longitude, plain.position_source) == (34.8, 112.6, "api")
    assert 0.0005 < 112.6 - (gcj.longitude or 0) < 0.008
    assert 0.005 < (gcj.longitude or 0) - (baidu.longitude or 0) < 0.009


def test_a_place_of_the_room_is_taken(cast: Cast, key: Keys) -> None:
    place = Place.objects.create(room=cast.room, name="河湾小学", latitude=34.8, longitude=112.6)
    program = key(cast.officer)
    assert program.post("/matters", LIGHT | {"place": str(place.pk)}).status_code == 201
    assert read(program.get("/matters"))["items"][0]["place"] == "河湾小学"


def test_html_is_kept_as_the_words_it_is(cast: Cast, key: Keys) -> None:
    program, words = key(cast.officer), "<script>alert(1)</script> & 灯"
    program.post("/matters", LIGHT | {"text": words, "title": words, "where": words})
    row = read(program.get("/matters"))["items"][0]
    assert (row["title"], row["where"]) == (words, words)


def test_a_chief_names_the_room(cast: Cast, key: Keys) -> None:
    program = key(cast.chief)
    assert program.post("/matters", LIGHT).status_code == 422
    assert program.post("/matters", LIGHT | {"room": "LP"}).status_code == 201
    assert program.post("/matters", LIGHT | {"room": "YC"}).status_code == 422


def test_who_may_see_but_not_register_is_told_so(cast: Cast, key: Keys) -> None:
    assert key(cast.lawyer).post("/matters", LIGHT | {"room": "HW"}).status_code == 403
    assert key(cast.lawyer).post("/matters", LIGHT).status_code == 403


def test_a_change_names_the_version_it_is_based_on(cast: Cast, key: Keys) -> None:
    matter, program = bring(cast.room).matter, key(cast.officer)
    path = f"/matters/{matter.pk}"
    assert program.patch(path, {"title": "路灯"}).status_code == 428
    response = program.patch(path, {"title": "路灯", "is_urgent": True}, If_Match=program.get(path)["ETag"])
    assert response.status_code == 200
    assert (read(response)["title"], read(response)["is_urgent"]) == ("路灯", True)
    assert response["ETag"] == program.get(path)["ETag"]


def test_a_stale_change_is_refused_with_both_words(cast: Cast, key: Keys) -> None:
    matter, program = bring(cast.room, where="东口").matter, key(cast.officer)
    path = f"/matters/{matter.pk}"
    etag = program.get(path)["ETag"]
    editing.revise(by=cast.auxiliary, matter=matter, base={"where": "东口"}, yours={"where": "东口北边"})
    response = program.patch(path, {"where": "东口南边"}, If_Match=etag)
    assert response.status_code == 412
    assert read(response)["clashes"] == [{"field": "where", "base": "", "theirs": "东口北边", "yours": "东口南边"}]
    assert response["ETag"] == program.get(path)["ETag"] != etag


def test_with_a_base_two_changes_of_two_fields_both_stand(cast: Cast, key: Keys) -> None:
    matter, program = bring(cast.room, where="东口").matter, key(cast.officer)
    path = f"/matters/{matter.pk}"
    etag = program.get(path)["ETag"]
    editing.revise(by=cast.auxiliary, matter=matter, base={"where": "东口"}, yours={"where": "东口北边"})
    stale = {"title": "路灯不亮", "base": {"title": matter.title}}
    told = read(program.patch(path, stale, If_Match=etag))
    assert (told["title"], told["where"]) == ("路灯不亮", "东口北边")


def test_with_a_base_a_quarrel_shows_all_three_words(cast: Cast, key: Keys) -> None:
    matter, program = bring(cast.room, where="东口").matter, key(cast.officer)
    path = f"/matters/{matter.pk}"
    etag = program.get(path)["ETag"]
    editing.revise(by=cast.auxiliary, matter=matter, base={"where": "东口"}, yours={"where": "东口北边"})
    response = program.patch(path, {"where": "东口南边", "base": {"where": "东口"}}, If_Match=etag)
    assert response.status_code == 412
    assert read(response)["clashes"] == [{"field": "where", "base": "东口", "theirs": "东口北边", "yours": "东口南边"}]


def test_a_field_with_a_verb_of_its_own_can_not_be_patched(cast: Cast, key: Keys) -> None:
    matter = bring(cast.room).matter
    response = key(cast.officer).patch(f"/matters/{matter.pk}", {"state": "closed"}, If_Match="*")
    assert response.status_code == 422
    assert read(response)["errors"][0]["field"] == "body.state"


def test_a_topic_has_to_be_one_of_the_kind(cast: Cast, key: Keys) -> None:
    matter, program = bring(cast.room).matter, key(cast.officer)
    path = f"/matters/{matter.pk}"
    assert program.patch(path, {"topic": "papers"}, If_Match="*").status_code == 422
    assert program.patch(path, {"kind": "gossip"}, If_Match="*").status_code == 422
    told = read(program.patch(path, {"kind": "help", "topic": "papers"}, If_Match="*"))
    assert (told["kind"], told["topic"]) == ("help", "papers")
