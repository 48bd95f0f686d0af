"""The export gives out exactly the list one looks at, after asking what for."""

import io
import json
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from shouwang.kernel.journal.models import Record
from shouwang.kernel.matters.actions.intake import Position, Reporter
from tests.cast import Cast
from tests.kernel.matters.bringing import bring, closed

ASKED = {"shape": "csv", "reason": "年度归档"}


@pytest.fixture
def desk(cast: Cast, client: Client) -> Client:
    client.force_login(cast.officer)
    return client


def given(desk: Client, query: str = "", **said: Any) -> bytes:
    answer = desk.post(f"{reverse('desk:export')}?{query}", ASKED | said)
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "private, no-store"
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def test_the_page_says_how_many_and_the_file_holds_them(desk: Client, cast: Cast) -> None:
    bring(cast.room), bring(cast.room, kind="help", topic="")
    bring(cast.next_room)
    assert desk.get(reverse("desk:export")).context["count"] == 2
    assert given(desk).decode().splitlines()[-1].endswith(",2")


def test_the_filter_of_the_list_is_the_filter_of_the_file(desk: Client, cast: Cast) -> None:
    lamp = bring(cast.room).matter
    other = bring(cast.room, text="井盖翘起来了").matter
    whole = given(desk, "q=路灯&kind=report").decode()
    assert lamp.reference in whole
    assert other.reference not in whole


def test_the_tab_of_the_list_is_the_tab_of_the_file(desk: Client, cast: Cast) -> None:
    waiting, over = bring(cast.room).matter, closed(cast)
    whole = given(desk, "tab=waiting").decode()
    assert waiting.reference in whole
    assert over.reference not in whole


def test_a_workbook_and_a_map_file_too(desk: Client, cast: Cast) -> None:
    bring(cast.room, position=Position(34.8, 112.6, "gps"))
    book = openpyxl.load_workbook(io.BytesIO(given(desk, shape="xlsx")))
    assert book.worksheets[0].max_row == 2
    book.close()
    assert json.loads(given(desk, shape="geojson"))["count"] == 1


def test_it_is_written_down_before_it_goes_out(desk: Client, cast: Cast) -> None:
    bring(cast.room)
    given(desk)
    assert Record.objects.get(verb="matter.exported").detail == "csv, 1, without reporters: 年度归档"


def test_reporters_only_when_asked(desk: Client, cast: Cast) -> None:
    bring(cast.room, reporter=Reporter(name="赵测试", phone="13800000001"))
    assert "赵测试" not in given(desk).decode()
    assert "赵测试" in given(desk, with_reporters="on").decode()


@pytest.mark.parametrize("said", [{"reason": ""}, {"shape": "exe"}])
def test_without_a_reason_or_a_shape_there_is_no_file(desk: Client, said: dict[str, str]) -> None:
    answer = desk.post(reverse("desk:export"), ASKED | said)
    assert answer.status_code == 422
    assert not Record.objects.filter(verb="matter.exported").exists()


def test_a_filter_that_can_not_be_read_gives_no_file(desk: Client) -> None:
    assert desk.post(f"{reverse('desk:export')}?kind=nothing", ASKED).status_code == 422


@pytest.mark.parametrize("who", ["auxiliary", "cadre", "mediator", "lawyer"])
def test_who_may_not_export_gets_nothing(cast: Cast, client: Client, who: str) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(reverse("desk:export")).status_code == 403
    assert client.post(reverse("desk:export"), ASKED).status_code == 403
