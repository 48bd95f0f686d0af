"""What happened is told by the worker: each entry once, in order, and one that can't be told keeps no other waiting."""

import pytest
from django.db import transaction

from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.journal.models import Record
from shouwang.kernel.matters import events
from shouwang.kernel.matters.actions import news, progress
from shouwang.kernel.matters.events import Happened
from shouwang.kernel.matters.models import Matter, News
from shouwang.kernel.notices.models import Notice
from tests.cast import Cast
from tests.kernel.matters.bringing import bring


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[Happened]:
    said: list[Happened] = []
    monkeypatch.setattr(events, "_listeners", [said.append])
    return said


def test_the_act_tells_nobody_itself(cast: Cast, heard: list[Happened]) -> None:
    bring(cast.room)
    assert heard == []
    assert News.objects.count() == 1


def test_entries_are_told_in_order_with_the_state_and_version_they_made(cast: Cast, heard: list[Happened]) -> None:
    matter = bring(cast.room).matter
    progress.accept(by=cast.officer, matter=matter)
    assert news.spread() == 2
    assert [(one.entry.verb, one.entry.state, one.version) for one in heard] == [
        ("received", "collected", 1),
        ("accept", "accepted", 2),
    ]


def test_nothing_is_told_a_second_time(cast: Cast, heard: list[Happened]) -> None:
    bring(cast.room)
    news.spread()
    assert news.spread() == 0
    assert len(heard) == 1


def test_an_act_that_was_taken_back_is_no_news(cast: Cast, heard: list[Happened]) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        bring(cast.room)
        raise ZeroDivisionError
    assert news.spread() == 0
    assert heard == []


def test_one_that_cannot_be_told_keeps_no_other_waiting_and_leaves_no_half_told_notices(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, sound = bring(cast.room).matter, bring(cast.room).matter
    hear = events._listeners[0]

    def fail_after_telling(happened: Happened) -> None:
        hear(happened)
        if happened.matter == broken:
            raise ZeroDivisionError

    monkeypatch.setattr(events, "_listeners", [fail_after_telling])
    news.spread()
    assert set(Notice.objects.values_list("about_id", flat=True)) == {str(sound.pk)}
    assert list(News.objects.filter(is_stuck=True).values_list("entry__matter", flat=True)) == [broken.pk]


def test_one_that_could_not_be_told_is_told_when_somebody_asks_and_never_twice(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, heard: list[Happened]
) -> None:
    bring(cast.room)
    News.objects.update(is_stuck=True)
    assert news.spread() == 0
    stuck = News.objects.get()
    news.tell_again(by=SYSTEM, news=stuck)
    with pytest.raises(ValueError, match="not stuck"):
        news.tell_again(by=SYSTEM, news=stuck)
    assert news.spread() == 1
    assert len(heard) == 1
    assert Record.objects.filter(verb="news.revived").count() == 1


def test_a_round_has_an_end(cast: Cast, heard: list[Happened]) -> None:
    for _ in range(3):
        bring(cast.room)
    assert news.spread(limit=2) == 2
    assert news.spread(limit=2) == 1


def test_past_records_are_nobodys_news(cast: Cast, heard: list[Happened]) -> None:
    matter = bring(cast.room).matter
    news.spread()
    Matter.objects.filter(pk=matter.pk).update(is_record=True)
    matter.refresh_from_db()
    news.note([(matter, matter.entries.get())])
    assert news.spread() == 0
