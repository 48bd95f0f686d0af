"""Lists as files for other programs: whole, in scope, written down, reporters only when asked."""

import json

import pytest

from shouwang.kernel.journal.models import Record
from shouwang.kernel.matters.actions.intake import Position, Reporter
from tests.cast import Cast
from tests.kernel.matters.bringing import bring
from tests.surfaces.api.conftest import Keys


def whole(answer: object) -> bytes:
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def test_the_file_holds_what_the_list_holds_and_is_written_down(cast: Cast, key: Keys) -> None:
    lamp = bring(cast.room).matter
    cover = bring(cast.room, text="井盖翘起来了").matter
    away = bring(cast.next_room).matter
    answer = key(cast.officer).get("/matters.csv?reason=archive&q=路灯")
    text = whole(answer).decode()
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert lamp.reference in text
    assert cover.reference not in text
    assert away.reference not in text
    assert Record.objects.get(verb="matter.exported").detail == "csv, 1, without reporters: archive"


def test_maps_get_geojson(cast: Cast, key: Keys) -> None:
    bring(cast.room, position=Position(34.8, 112.6, "gps"))
    found = json.loads(whole(key(cast.officer).get("/matters.geojson?reason=map")))
    assert found["features"][0]["geometry"]["coordinates"] == [112.6, 34.8]


def test_reporters_only_when_asked_and_allowed(cast: Cast, key: Keys) -> None:
    bring(cast.room, reporter=Reporter(name="赵测试"))
    officer = key(cast.officer)
    assert "赵测试" not in whole(officer.get("/matters.csv?reason=x")).decode()
    assert "赵测试" in whole(officer.get("/matters.csv?reason=x&reporters=true")).decode()


@pytest.mark.parametrize("query", ["", "?reason=", "?reason=%20", "?reason=x&kind=A!"])
def test_without_a_reason_there_is_no_file(cast: Cast, key: Keys, query: str) -> None:
    assert key(cast.officer).get(f"/matters.xlsx{query}").status_code == 422
    assert not Record.objects.filter(verb="matter.exported").exists()


def test_an_unknown_shape_is_no_file(cast: Cast, key: Keys) -> None:
    assert key(cast.officer).get("/matters.exe?reason=x").status_code == 422
