"""One filter for list, search, export and API: every part narrows, none widens the scope."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from shouwang.kernel.matters.actions import progress, reading, timing
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.queries import visible
from shouwang.surfaces.desk.filters import Filter, apply
from tests.cast import Cast
from tests.kernel.matters.bringing import bring, closed
from tests.kernel.matters.tables import as_csv, brought

SHANGHAI = ZoneInfo("Asia/Shanghai")


def found(cast: Cast, **asked: Any) -> set[Matter]:
    form = Filter(asked, viewer=cast.officer, room=cast.room)
    assert form.is_valid(), form.errors
    return set(apply(visible(cast.officer), form.cleaned_data))


def test_an_empty_filter_shows_the_scope(cast: Cast) -> None:
    mine, _other = bring(cast.room).matter, bring(cast.next_room).matter
    assert found(cast) == {mine}


@pytest.mark.parametrize(
    ("asked", "fields"),
    [
        ({"kind": "report"}, {"kind": "help"}),
        ({"topic": "streetlight"}, {"topic": "noise"}),
        ({"urgent": "on"}, {}),
        ({"channel": "phone"}, {"channel": "walk_in"}),
        ({"q": "路灯"}, {"text": "井盖翘起"}),
        ({"q": "路灯 三天"}, {"text": "路灯刚坏"}),
    ],
)
def test_each_part_narrows(cast: Cast, asked: dict[str, str], fields: dict[str, Any]) -> None:
    fits = bring(cast.room, is_urgent=True, channel="phone").matter
    bring(cast.room, **fields)
    assert found(cast, **asked) == {fits}


def test_states_open_and_over_and_several_at_once(cast: Cast) -> None:
    waiting, over = bring(cast.room).matter, closed(cast)
    assert found(cast, standing="open") == {waiting}
    assert found(cast, standing="over") == {over}
    assert found(cast, state=["collected"]) == {waiting}
    assert found(cast, state=["collected", "closed"]) == {waiting, over}


def test_owner_team_and_level(cast: Cast) -> None:
    handed, moved = bring(cast.room).matter, bring(cast.room).matter
    progress.accept(by=cast.officer, matter=handed)
    progress.assign(by=cast.officer, matter=handed, owner=cast.auxiliary, team=cast.team)
    timing.move(by=cast.officer, matter=moved, up=True, reason="村里办不了")
    assert found(cast, owner=cast.auxiliary.pk) == {handed}
    assert found(cast, team=cast.team.pk) == {handed}
    assert found(cast, level="township") == {moved}
    assert found(cast, owner=uuid4()) == set()


def test_late_ones(cast: Cast) -> None:
    late, _in_time = bring(cast.room).matter, bring(cast.room)
    Matter.objects.filter(pk=late.pk).update(due_at=timezone.now() - timedelta(minutes=1))
    assert {matter.pk for matter in found(cast, late="on")} == {late.pk}


def test_days_are_the_rooms_own_and_both_are_included(cast: Cast) -> None:
    at = {
        day: bring(cast.room, received_at=datetime(2026, 5, day, hour, minute, tzinfo=SHANGHAI)).matter
        for day, hour, minute in ((1, 23, 59), (2, 0, 0), (3, 23, 59), (4, 0, 0))
    }
    assert found(cast, since="2026-05-02", until="2026-05-03") == {at[2], at[3]}


def test_the_matters_of_one_import(cast: Cast, tmp_path: Path) -> None:
    bring(cast.room)
    run = brought(cast.room, as_csv(tmp_path / "a.csv"))
    assert found(cast, run=run.pk) == set(Matter.objects.filter(channel="import"))
    again = reading.open_file(by=cast.officer, room=cast.room, path=tmp_path / "a.csv", name="a.csv")
    assert found(cast, run=again.pk) == set()


@pytest.mark.parametrize(
    "asked",
    [{"kind": "nothing"}, {"state": ["gone"]}, {"owner": "nobody"}, {"since": "gestern"}, {"q": "x" * 201},
     {"since": "2026-05-03", "until": "2026-05-02"}],
)  # fmt: skip
def test_what_can_not_be_read_is_said(cast: Cast, asked: dict[str, Any]) -> None:
    form = Filter(asked, viewer=cast.officer, room=cast.room)
    assert not form.is_valid()
    assert form.errors


@pytest.mark.parametrize("words", ['"', "NEAR(", "'; DROP TABLE", "%", "*", "（"])
def test_hostile_words_find_nothing_and_break_nothing(cast: Cast, words: str) -> None:
    bring(cast.room)
    assert found(cast, q=words) == set()


def test_the_choices_are_the_rooms_people_teams_and_imports(cast: Cast, tmp_path: Path) -> None:
    brought(cast.room, as_csv(tmp_path / "a.csv"))
    form = Filter(viewer=cast.officer, room=cast.room)
    drawn = form.as_div()
    for words in ("李辅警", "守望三组", "a.csv"):
        assert words in drawn
    assert "罗警官" not in drawn
