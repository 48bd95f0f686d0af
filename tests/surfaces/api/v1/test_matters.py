"""Reading matters: lists, pages, one whole."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from shouwang.kernel.journal.models import Record
from shouwang.kernel.matters.actions import bonds, intake, progress, talk
from shouwang.kernel.matters.actions.intake import Reporter
from tests.cast import Cast
from tests.kernel.matters.bringing import bring, closed
from tests.surfaces.api.conftest import Keys, read


def test_a_list_holds_what_the_account_sees_and_nothing_else(cast: Cast, key: Keys) -> None:
    here, there = bring(cast.room).matter, bring(cast.next_room).matter
    references = [item["reference"] for item in read(key(cast.officer).get("/matters"))["items"]]
    assert here.reference in references
    assert there.reference not in references


def test_pages_follow_one_another_without_gap_or_double(cast: Cast, key: Keys) -> None:
    moment = timezone.now() - timedelta(hours=1)
    made = [str(bring(cast.room, received_at=moment).matter.pk) for _ in range(5)]
    made += [str(bring(cast.room).matter.pk) for _ in range(4)]
    program, seen, cursor = key(cast.officer), [], ""
    while cursor is not None:
        page = read(program.get(f"/matters?limit=2&cursor={cursor}"))
        seen += [item["id"] for item in page["items"]]
        cursor = page["next"]
    assert len(seen) == len(set(seen))
    assert seen == list(reversed(made))


def test_a_search_pages_too(cast: Cast, key: Keys) -> None:
    for number in range(5):
        bring(cast.room, text=f"搅拌站夜里施工 {number}")
    bring(cast.room, text="路灯坏了")
    program, seen, cursor = key(cast.officer), [], ""
    while cursor is not None:
        page = read(program.get(f"/matters?q=搅拌站&limit=2&cursor={cursor}"))
        seen += [item["title"] for item in page["items"]]
        cursor = page["next"]
    assert len(seen) == 5
    assert all("搅拌站" in title for title in seen)


@pytest.mark.parametrize("cursor", ["x", "bm9uc2Vuc2U", "WyJuIiwiYSIsImIiXQ", "WyJoIiwiMSJd", "WzEsMiwzXQ"])
def test_a_cursor_from_elsewhere_is_refused_in_words(cast: Cast, key: Keys, cursor: str) -> None:
    response = key(cast.officer).get(f"/matters?cursor={cursor}")
    assert response.status_code == 422
    assert read(response)["errors"][0]["field"] == "query.cursor"


def test_filters_narrow_the_list(cast: Cast, key: Keys) -> None:
    program = key(cast.officer)
    light = bring(cast.room).matter
    water = bring(cast.room, topic="water", is_urgent=True, received_at=timezone.now() - timedelta(days=30)).matter
    over = closed(cast)
    progress.accept(by=cast.officer, matter=light)
    progress.assign(by=cast.officer, matter=light, owner=cast.officer)

    def found(query: str) -> set[str]:
        return {item["id"] for item in read(program.get(f"/matters?{query}"))["items"]}

    everything = {str(light.pk), str(water.pk), str(over.pk)}
    assert found("topic=water") == {str(water.pk)}
    assert found("kind=opinion") == set()
    assert found("state=closed&state=assigned") == {str(over.pk), str(light.pk)}
    assert found("open=true") == everything - {str(over.pk)}
    assert found("late=true") == {str(water.pk)}
    assert found("late=false") == everything - {str(water.pk)}
    assert found("urgent=true") == {str(water.pk)}
    assert found("owner=me") == {str(light.pk)}
    assert found("owner=none") == {str(water.pk)}
    assert found(f"owner={cast.auxiliary.pk}") == {str(over.pk)}
    assert found("room=LP") == set()
    since = (timezone.now() - timedelta(days=1)).isoformat().replace("+", "%2B")
    assert found(f"received_since={since}") == everything - {str(water.pk)}
    assert found(f"received_until={since}") == {str(water.pk)}


def test_a_filter_that_does_not_fit_is_named(cast: Cast, key: Keys) -> None:
    response = key(cast.officer).get("/matters?received_since=2026-01-01T00:00:00&state=gone&limit=0")
    fields = {error["field"] for error in read(response)["errors"]}
    assert response.status_code == 422
    assert fields == {"query.received_since", "query.state.0", "query.limit"}


def test_one_matter_whole_with_its_version_and_open_steps(cast: Cast, key: Keys) -> None:
    matter = bring(cast.room, where="东口").matter
    response = key(cast.officer).get(f"/matters/{matter.pk}")
    told = read(response)
    assert response["ETag"] == f'"{matter.version}"'
    assert (told["reference"], told["where"], told["state"]) == (matter.reference, "东口", "collected")
    assert {"verb": "return", "needs": ["answer"]} in told["steps"]
    assert told["reporter"] is None


def test_a_version_already_known_is_not_sent_again(cast: Cast, key: Keys) -> None:
    matter, program = bring(cast.room).matter, key(cast.officer)
    etag = program.get(f"/matters/{matter.pk}")["ETag"]
    response = program.get(f"/matters/{matter.pk}", If_None_Match=etag)
    assert (response.status_code, response.content) == (304, b"")
    talk.note(by=cast.officer, matter=matter, text="打过电话")
    assert program.get(f"/matters/{matter.pk}", If_None_Match=etag).status_code == 200


def test_who_brought_it_is_shown_to_officers_who_ask_and_each_look_is_written_down(cast: Cast, key: Keys) -> None:
    matter = bring(cast.room, reporter=Reporter("独一无二名", "13900000001")).matter
    program = key(cast.officer)
    assert "独一无二名" not in program.get(f"/matters/{matter.pk}").content.decode()
    assert not Record.objects.filter(verb="reporter.looked").exists()
    told = read(program.get(f"/matters/{matter.pk}?reporter=true"))
    assert told["reporter"] == {"name": "独一无二名", "phone": "13900000001"}
    look = Record.objects.get(verb="reporter.looked")
    assert (look.actor, look.object_id) == (str(cast.officer.pk), str(matter.pk))


def test_who_brought_it_is_not_shown_to_an_auxiliary(cast: Cast, key: Keys) -> None:
    matter = bring(cast.room, reporter=Reporter("独一无二名", "13900000001")).matter
    response = key(cast.auxiliary).get(f"/matters/{matter.pk}?reporter=true")
    assert response.status_code == 403
    assert "独一无二名" not in response.content.decode()
    assert not Record.objects.filter(verb="reporter.looked").exists()


def test_the_timeline_tells_the_story_in_order(cast: Cast, key: Keys) -> None:
    matter = closed(cast)
    told = read(key(cast.officer).get(f"/matters/{matter.pk}/timeline"))
    assert [entry["verb"] for entry in told] == ["received", "accept", "assign", "start", "report", "check", "close"]
    assert told[1]["actor"] == "陈警官"


def test_a_timeline_names_no_matter_the_account_may_not_see(cast: Cast, key: Keys) -> None:
    mine = intake.receive(by=cast.cadre, room=cast.room, brought=intake.Brought(kind="report", text="井盖没了")).matter
    other = bring(cast.room).matter
    bonds.link(by=cast.officer, matter=mine, other=other)
    path = f"/matters/{mine.pk}/timeline"
    assert read(key(cast.officer).get(path))[-1]["other"] == other.reference
    assert read(key(cast.cadre).get(path))[-1]["other"] is None


def test_a_longer_list_asks_the_database_no_more_often(
    cast: Cast, key: Keys, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    program = key(cast.officer)
    for _ in range(12):
        matter = bring(cast.room).matter
        progress.accept(by=cast.officer, matter=matter)
        progress.assign(by=cast.officer, matter=matter, owner=cast.auxiliary, team=cast.team)
    program.get("/matters")
    with django_assert_max_num_queries(6):
        assert len(read(program.get("/matters"))["items"]) == 12
    with django_assert_max_num_queries(9):
        program.get(f"/matters/{matter.pk}")
