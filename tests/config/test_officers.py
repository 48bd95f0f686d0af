"""The first officer's account is opened whole or not at all."""

from collections.abc import Callable, Iterator

import pytest

from shouwang.config import officers
from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal.models import Record
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import may
from tests.cast import PASSWORD, Cast


def answering(*answers: str) -> Callable[[str], str]:
    left: Iterator[str] = iter(answers)
    return lambda question: next(left)


def test_the_officer_can_close_matters_of_the_room_only(cast: Cast) -> None:
    made = officers.create(answering("hw", "林警官", "Lin"), answering(PASSWORD, PASSWORD))
    assert made.username == "lin"
    assert made.check_password(PASSWORD)
    assert may(made, Permission.MATTER_CLOSE, cast.room)
    assert not may(made, Permission.MATTER_CLOSE, cast.next_room)


def test_the_journal_says_it_was_done_in_the_terminal(cast: Cast) -> None:
    made = officers.create(answering("HW", "林警官", "lin"), answering(PASSWORD, PASSWORD))
    records = Record.objects.filter(object_id=str(made.pk)).order_by("id")
    assert [(one.actor, one.verb) for one in records] == [
        ("terminal", "account.opened"),
        ("terminal", "account.appointed"),
    ]


def test_an_unknown_room_a_taken_name_and_empty_answers_are_asked_again(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    made = officers.create(answering("XX", "n", "", "HW", " ", "林警官", "chen", "lin"), answering(PASSWORD, PASSWORD))
    said = capsys.readouterr().out
    assert made.username == "lin"
    assert "XX" in said
    assert "HW, LP, YC" in said


def test_the_first_room_is_opened_with_its_officer(db: None) -> None:
    answers = ("LP", "y", "柳坡村警务室", "柳坡派出所", "12345", "990103", "示例县", "林警官", "lin")
    made = officers.create(answering(*answers), answering(PASSWORD, PASSWORD))
    room = Room.objects.get(code="LP")
    assert (room.name, room.station.name, room.station.county_id) == ("柳坡村警务室", "柳坡派出所", "990103")
    assert may(made, Permission.MATTER_CLOSE, room)


def test_a_new_room_joins_a_known_station(cast: Cast) -> None:
    answers = ("SK", "y", "山口村警务室", "河湾派出所", "林警官", "lin")
    officers.create(answering(*answers), answering(PASSWORD, PASSWORD))
    assert Room.objects.get(code="SK").station == cast.room.station


@pytest.mark.parametrize("bad", ["short", "123456789012", "lin"])
def test_a_bad_password_is_asked_again(cast: Cast, bad: str) -> None:
    made = officers.create(answering("HW", "林警官", "lin"), answering(bad, PASSWORD, "else", PASSWORD, PASSWORD))
    assert made.check_password(PASSWORD)


def test_when_the_appointment_fails_there_is_no_account(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(officers, "ROLE", "unknown")
    with pytest.raises(ValueError, match="unknown role"):
        officers.create(answering("HW", "林警官", "lin"), answering(PASSWORD, PASSWORD))
    assert not Account.objects.filter(username="lin").exists()
