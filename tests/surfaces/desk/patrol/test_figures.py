"""The patrols' numbers at the desk: a period to choose, a formula to change, a table to take along."""

import csv
import io
from datetime import UTC, date, datetime, time, timedelta
from html import unescape

import pytest
import time_machine
from django.test import Client
from django.utils import translation

from shouwang.kernel.ground.models import Place
from shouwang.lib import formula
from shouwang.lib.ids import uuid7
from shouwang.surfaces.desk.patrol_words import FATES, MEANINGS, NAMES, plain, spoken
from shouwang.systems.patrol.actions import volunteers
from shouwang.systems.patrol.models import CheckIn, Need, OldMonth, Shift, Turn
from shouwang.systems.patrol.queries.standing import Fate
from shouwang.systems.patrol.rates import USUAL, Count
from tests.cast import Cast
from tests.surfaces.desk.conftest import Sit

pytestmark = pytest.mark.django_db
PAGE, TABLE = "/desk/figures/patrol/", "/desk/figures/patrol/table.csv"
FORMULA = "/desk/figures/patrol/formulas/visibility/"
NOON = datetime(2026, 11, 25, 4, tzinfo=UTC)
EVENING = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def in_november() -> object:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def ferry(cast: Cast) -> Place:
    """A place that wants two visits and got one, in a night of two hours; the next night was called off, one missed."""
    Place.objects.filter(room=cast.room).delete()
    one = Place.objects.create(
        room=cast.room, name="=渡口", name_en="Ferry", kind="other", latitude=34.9, longitude=112.4
    )
    Need.objects.create(place=one, weight=3, visits=2, opens=time(19), closes=time(23), set_by="某警官", set_at=NOON)
    walker = volunteers.take_on(by=cast.officer, room=cast.room, name="马小川")
    shifts = [
        Shift.objects.create(
            room=cast.room, work="round", number=1, starts_at=EVENING + timedelta(n), fewest=1, most=3,
            ends_at=EVENING + timedelta(n) + 2 * HOUR, cancelled_at=NOON if n == 1 else None,
            why_cancelled="大雨" if n == 1 else "",
        ) for n in range(3)
    ]  # fmt: skip
    turn = Turn.objects.create(
        shift=shifts[0], volunteer=walker, state="taken", began_at=EVENING, ended_at=EVENING + 2 * HOUR
    )
    CheckIn.objects.create(id=uuid7(), turn=turn, place=one, way="code", at=EVENING, received_at=EVENING)
    return one


def test_an_empty_time_says_so(cast: Cast, officer: Client) -> None:
    page = officer.get(PAGE).content.decode()
    assert "There was no shift in this time" in page
    assert "span=week&amp;day=2026-11-25" in page


def test_the_numbers_of_a_month(cast: Cast, officer: Client, ferry: Place) -> None:
    page = officer.get(PAGE)
    counters = [(one.label, one.value, one.of) for one in page.context["counters"]]
    assert counters == [
        ("Patrol person-times", "1", "in 2 hours together"),
        ("Shifts held", "1", "of 2 shifts"),
        ("Shifts missed", "1", "of 2 shifts"),
        ("Presence rate", "25%", "1 of 4 visits wanted"),
        ("Handling rate", "–", "nothing was found"),
    ]
    assert page.context["places"].rows == [["Ferry", "3", "1 of 4", "112 h", "112 h", "112 h"]]
    assert [(bar.label, bar.words) for bar in page.context["hours"].items] == [("20", "50%"), ("21", "0%")]
    rows = page.context["shifts"].rows
    assert [(row[0].text, row[2].text, row[2].note) for row in rows] == [
        ("Nov. 22, 2026", "nobody was put down", ""),
        ("Nov. 21, 2026", "called off", "大雨"),
    ]
    for row in rows:
        assert officer.get(row[0].href).status_code == 200
    assert "马小川" not in page.content.decode()


def test_forgotten_nights_are_said_to_be_so(cast: Cast, officer: Client, ferry: Place) -> None:
    assert "only known as counts" not in officer.get(PAGE).content.decode()
    OldMonth.objects.create(room=cast.room, first=date(2026, 11, 1), person_times=40, minutes=90, held=3)
    page = officer.get(PAGE)
    assert "only known as counts" in page.content.decode()
    assert (page.context["counters"][0].value, page.context["counters"][0].of) == ("41", "in 3.5 hours together")


def test_the_table_says_the_same_and_runs_nothing(officer: Client, ferry: Place) -> None:
    officer.cookies["language"] = "zh-hans"
    answer = officer.get(f"{TABLE}?span=month&day=2026-11-01")
    assert answer["Content-Disposition"] == 'attachment; filename="HW-patrol-2026-11-01-month.csv"'
    text = answer.content.decode("utf-8-sig")
    rows = [row for row in csv.reader(io.StringIO(text)) if row]
    assert rows[0] == ["2026年11月"]
    assert ["见警率 %", "25.0", "达标到访 / 应到 * 100"] in rows
    assert next(row for row in rows if row[0] == "人次")[:2] == ["人次", "1"]
    assert rows[-1] == ["'=渡口", "3.0", "1", "4", "112.0", "112.0", "112.0"]
    assert "马小川" not in text


def test_the_officer_changes_a_formula_in_their_own_words_and_back(cast: Cast, officer: Client, ferry: Place) -> None:
    officer.cookies["language"] = "zh-hans"
    assert officer.post(FORMULA, {"text": "（已巡 ÷ 班次）× 100"}).status_code == 302
    assert officer.get(PAGE).context["counters"][3].value == "50%"
    assert "(已巡 / 班次)* 100" in officer.get(FORMULA).content.decode()
    officer.cookies["language"] = "en"
    assert "(held / shifts)* 100" in officer.get(FORMULA).content.decode()
    assert officer.post(FORMULA, {"act": "reset"}).status_code == 302
    assert officer.get(PAGE).context["counters"][3].value == "25%"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "This field is required"),
        ("met / people", "“people” is none of the names"),
        ("met ** 2", "“met ** 2” can’t stand here"),
        ("met / (wanted", "a bracket is missing"),
        ("98", "only numbers"),
        ("met + " * 40 + "met", "At most 200 signs"),
    ],
)
def test_what_is_wrong_with_a_formula_is_said_and_what_was_typed_stays(
    cast: Cast, officer: Client, text: str, words: str
) -> None:
    answer = officer.post(FORMULA, {"text": text})
    assert answer.status_code == 422
    assert words in unescape(answer.content.decode())
    assert answer.context["asks"][0].form["text"].value() == text


def test_only_who_runs_the_room_changes_it(cast: Cast, sit: Sit) -> None:
    auxiliary = sit(cast.auxiliary)
    assert auxiliary.get(PAGE).status_code == 200
    assert auxiliary.post(FORMULA, {"text": "held / shifts"}).status_code == 403
    assert sit(cast.officer).get("/desk/figures/patrol/formulas/ranking/").status_code == 404


def test_how_long_nobody_was_there_stands_beside_what_a_place_needs(officer: Client, ferry: Place) -> None:
    assert "112 hours since somebody was there" in officer.get("/desk/patrol/places/").content.decode()
    assert "112 hours since somebody was there" in officer.get(f"/desk/patrol/places/{ferry.pk}/").content.decode()
    CheckIn.objects.all().delete()
    assert "nobody was there yet" in officer.get("/desk/patrol/places/").content.decode()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_name_of_a_formula_can_be_typed_and_means_one_thing(language: str) -> None:
    with translation.override(language):
        names = [str(NAMES[one]) for one in Count]
        assert len(set(names)) == len(names)
        assert all(name.isidentifier() for name in names)
        assert set(MEANINGS) == set(Count)
        assert set(FATES) == set(Fate)
        for usual in USUAL.values():
            assert plain(spoken(usual)) == usual
            assert formula.read(spoken(usual), names).names
