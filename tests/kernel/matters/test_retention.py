"""What is past its time is emptied; no past record out of a table goes before somebody agreed."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from shouwang.kernel.files import actions as files
from shouwang.kernel.files.models import File
from shouwang.kernel.ground import actions as ground
from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.journal.models import Record
from shouwang.kernel.journal.queries import first_fault
from shouwang.kernel.matters import queries, search
from shouwang.kernel.matters.actions import intake, retiring, talk, thanks
from shouwang.kernel.matters.models import Attachment, Entry, Matter
from shouwang.kernel.matters.models.matter import years_before
from shouwang.kernel.matters.retention import preview
from shouwang.kernel.people import actions as people
from shouwang.kernel.people.models import Attempt, Person, SecretLink, Token
from tests.cast import Cast
from tests.kernel.files.things import photo, sent
from tests.kernel.matters.bringing import bring, closed

THEN = datetime(2023, 3, 1, 2, tzinfo=UTC)
LATER = datetime(2026, 3, 2, 2, tzinfo=UTC)
NAME, PHONE = "钱多多", "13800000000"


@pytest.fixture(autouse=True)
def own_store(settings: Any, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path / "files"


@pytest.fixture
def old(cast: Cast) -> Matter:
    """A matter that ended three years and a day before LATER, with everything a matter can have."""
    with time_machine.travel(THEN, tick=False):
        matter = closed(
            cast,
            text=f"我是{NAME}，电话{PHONE}，村口路灯坏了",
            where="槐树巷 7 号",
            position=intake.Position(34.84, 112.52, "gps", 12),
            reporter=intake.Reporter(name=NAME, phone=PHONE),
        )
        thanks.rate(matter=matter, score=3, words=f"{NAME}很满意")
        file = files.keep(
            by=SYSTEM,
            room=cast.room,
            content=sent(photo()),
            name="灯.jpg",
            purpose="matter.attached",
            keep_days=None,
        )
        talk.attach(by=cast.officer, matter=matter, files=[file])
    return matter


def test_words_persons_files_and_search_are_gone_and_the_count_stays(
    cast: Cast, old: Matter, django_capture_on_commit_callbacks: Any
) -> None:
    before = (old.reference, old.kind, old.topic, old.state, old.received_at)
    path = File.objects.get().path
    with django_capture_on_commit_callbacks(execute=True):
        assert retiring.retire_due(room=cast.room, now=LATER) == 1
    old.refresh_from_db()
    assert (old.reference, old.kind, old.topic, old.state, old.received_at) == before
    said = "".join(
        str(value) for row in Entry.objects.values_list("text", "reason", "before", "after") for value in row
    )
    everything = old.title + old.text + old.where + said + old.satisfaction.words
    assert NAME not in everything
    assert PHONE not in everything
    assert "路灯" not in everything
    assert old.latitude is None
    assert old.satisfaction.score == 3, "figures still add up"
    assert Person.objects.get().erased_at
    assert not Attachment.objects.exists()
    assert not path.exists()
    assert not search.find(queries.visible(cast.officer), "路灯").exists()


def test_running_it_twice_empties_nothing_twice(cast: Cast, old: Matter) -> None:
    assert retiring.retire_due(room=cast.room, now=LATER) == 1
    records = Record.objects.count()
    assert retiring.retire_due(room=cast.room, now=LATER) == 0
    assert Record.objects.count() == records


def test_what_ended_a_day_less_ago_stays(cast: Cast, old: Matter) -> None:
    assert retiring.retire_due(room=cast.room, now=years_after(old.ended_at) - timedelta(days=1)) == 0
    old.refresh_from_db()
    assert old.emptied_at is None


def years_after(moment: datetime | None) -> datetime:
    assert moment is not None
    return moment.replace(year=moment.year + 3)


def test_an_open_matter_stays_however_old_it_is(cast: Cast) -> None:
    with time_machine.travel(THEN, tick=False):
        bring(cast.room)
    assert retiring.retire_due(room=cast.room, now=LATER + timedelta(days=3000)) == 0


def test_a_person_with_a_younger_matter_is_not_forgotten(cast: Cast, old: Matter) -> None:
    young = bring(cast.room, reporter=intake.Reporter(name=NAME, phone=PHONE)).matter
    person = old.reporter
    Matter.objects.filter(pk=young.pk).update(reporter=person)
    assert preview(cast.officer, cast.room, LATER).persons == 0
    retiring.retire_due(room=cast.room, now=LATER)
    assert person is not None
    person.refresh_from_db()
    assert person.erased_at is None


def test_the_preview_tells_what_will_go(cast: Cast, old: Matter) -> None:
    what = preview(cast.officer, cast.room, LATER)
    assert (what.matters, what.persons, what.files, what.oldest) == (1, 1, 1, old.ended_at)
    assert preview(cast.auxiliary, cast.room, LATER).matters == 0, "who may not erase learns nothing"
    assert preview(cast.officer, cast.next_room, LATER).matters == 0


def test_what_was_promised_to_whoever_brought_it_goes_without_anybody_agreeing(cast: Cast, old: Matter) -> None:
    assert retiring.retire_everywhere(now=LATER) == 1
    old.refresh_from_db()
    assert old.emptied_at


def test_at_night_no_past_record_goes_before_somebody_agreed(cast: Cast, old: Matter) -> None:
    Matter.objects.update(is_record=True)
    assert retiring.retire_everywhere(now=LATER) == 0
    ground.agree_to_forget(by=SYSTEM, room=cast.room)
    assert retiring.retire_everywhere(now=LATER) == 1
    ground.stop_forgetting(by=SYSTEM, room=cast.room)
    assert cast.room.forgets_since is None


def test_what_was_done_stands_in_the_journal_without_words(cast: Cast, old: Matter) -> None:
    retiring.retire_due(room=cast.room, now=LATER)
    record = Record.objects.get(verb="matters.retired")
    assert old.reference in record.detail
    assert NAME not in "".join(Record.objects.values_list("detail", flat=True))
    assert first_fault(cast.room.pk) is None


def test_an_emptied_matter_holds_no_words_whoever_writes(cast: Cast, old: Matter) -> None:
    retiring.retire_due(room=cast.room, now=LATER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Matter.objects.filter(pk=old.pk).update(text="又写了点")


def test_a_leap_day_three_years_ago_is_the_day_before() -> None:
    assert years_before(datetime(2024, 2, 29, tzinfo=UTC), 3) == datetime(2021, 2, 28, tzinfo=UTC)


def test_expired_attempts_and_keys_go_and_running_ones_stay(cast: Cast) -> None:
    day = timedelta(days=1)
    with time_machine.travel(THEN, tick=False):
        people.count_attempt(key="door", most=3, per=day)
        people.issue_token(by=SYSTEM, account=cast.officer, name="短", scopes=["rooms:read"], lasts=day)
        people.issue_token(by=SYSTEM, account=cast.officer, name="长", scopes=["rooms:read"])
        people.make_secret_link(by=SYSTEM, account=cast.officer)
    gone = people.forget_expired(by=SYSTEM, now=LATER)
    assert gone == {"attempts": 1, "keys": 1}
    assert [token.name for token in Token.objects.all()] == ["长"]
    assert (Attempt.objects.count(), SecretLink.objects.count()) == (0, 1)
    assert Record.objects.get(verb="rows.forgotten").detail == "attempts 1, keys 1"
    assert people.forget_expired(by=SYSTEM, now=LATER) == {}
