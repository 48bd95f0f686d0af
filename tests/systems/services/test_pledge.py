"""What the room promises, and how it is counted."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from shouwang.kernel.figures import measures, of_matters
from shouwang.kernel.figures.measures import Share
from shouwang.kernel.matters.actions import progress, talk, thanks
from shouwang.kernel.matters.actions.intake import Reporter
from shouwang.kernel.matters.models import Entry, Matter
from shouwang.systems.services.actions.pledge import Changed, Draft, promise
from shouwang.systems.services.pledge import SHIPPED, Heart
from shouwang.systems.services.queries.pledge import kept, sentences
from tests.cast import Cast
from tests.kernel.matters.bringing import bring, closed

pytestmark = pytest.mark.once
SINCE, UNTIL = datetime(2026, 2, 28, 16, tzinfo=UTC), datetime(2026, 3, 31, 16, tzinfo=UTC)  # March in China
DRAFT = Draft("当天回话。", "", "answered_same_day", is_shown=True)


def brought(cast: Cast, at: datetime, answered: datetime | None, phone: str = "") -> Matter:
    """A report of that moment, with its first answer at another."""
    matter = bring(cast.room, received_at=at, reporter=Reporter(name="王秀兰", phone=phone)).matter
    progress.accept(by=cast.officer, matter=matter)
    if answered:
        entry = talk.answer(by=cast.officer, matter=matter, text="知道了。")
        Entry.objects.filter(pk=entry.pk).update(at=answered)
    return matter


def day(number: int, hour: int, minute: int = 0) -> datetime:
    """A moment of March 2026 in China's time."""
    return datetime(2026, 3, number, tzinfo=UTC) + timedelta(hours=hour - 8, minutes=minute)


@pytest.mark.parametrize(
    ("at", "answered", "is_kept"),
    [
        (day(3, 9), day(3, 23, 59), True),
        (day(3, 9), day(4, 0), False),
        (day(3, 17, 59), day(4, 0), False),
        (day(3, 18), day(4, 23, 59), True),
        (day(3, 18), day(5, 0), False),
        (day(31, 23), day(31, 23, 30), True),
        (day(3, 9), None, False),
    ],
)
def test_the_same_day_ends_at_midnight_and_for_the_evening_at_the_next(
    cast: Cast, at: datetime, answered: datetime | None, is_kept: bool
) -> None:
    brought(cast, at, answered)
    assert of_matters.answered_the_same_day(cast.room, SINCE, UNTIL) == Share(int(is_kept), 1)


def test_what_still_has_time_counts_in_neither(cast: Cast) -> None:
    now = datetime.now(UTC)
    bring(cast.room)
    assert of_matters.answered_the_same_day(cast.room, now - timedelta(hours=1), now + timedelta(hours=1)).of == 0


def test_one_working_day_is_counted_where_a_telephone_was_left(cast: Cast) -> None:
    brought(cast, day(6, 10), day(9, 17), phone="13800138000")  # a Friday: until Monday evening
    brought(cast, day(6, 10), day(10, 9), phone="13800138001")
    brought(cast, day(6, 10), None)
    assert of_matters.answered_in_a_working_day(cast.room, SINCE, UNTIL) == Share(1, 2)


def test_of_nobody_nothing_is_said(cast: Cast, client: Client) -> None:
    assert of_matters.satisfied(cast.room, SINCE, UNTIL) == Share(0, 0)
    page = client.get("/r/HW/promise/").content.decode()
    assert "上个月没有可计的" in page
    assert "100" not in page


def test_satisfied_counts_of_those_who_answered(cast: Cast) -> None:
    for score in (3, 2):
        thanks.rate(matter=closed(cast), score=score)
    closed(cast)
    now = datetime.now(UTC)
    assert of_matters.satisfied(cast.room, now - timedelta(days=1), now + timedelta(days=1)) == Share(1, 2)


def test_every_shipped_sentence_names_a_measure_or_stands_without(cast: Cast) -> None:
    """Those whose part is not there are shown without a count, never with a made-up one."""
    for one in kept(cast.room, sentences(cast.room), SINCE, UNTIL):
        assert (one.measure is None) == (measures.get(one.sentence.measure) is None)
        assert one.measure or one.share is None


def test_a_room_writes_its_own_sentence_and_keeps_the_other_four(cast: Cast) -> None:
    promise(by=cast.officer, room=cast.room, heart=Heart.WARM, draft=DRAFT, seen=None)
    own = sentences(cast.room)
    assert [one.heart for one in own] == list(Heart)
    assert own[1].words == "当天回话。"
    assert own[0] == SHIPPED[Heart.TRUE]
    assert sentences(cast.next_room)[1] == SHIPPED[Heart.WARM]


def test_held_to_another_measure_it_is_counted_from_the_first_whole_month_on(cast: Cast) -> None:
    promise(
        by=cast.officer, room=cast.room, heart=Heart.TRUE, draft=Draft("好好答复。", "", "satisfied", True), seen=None
    )
    assert kept(cast.room, sentences(cast.room), SINCE, UNTIL)[0].share is None
    later = datetime.now(UTC) + timedelta(days=1)
    assert kept(cast.room, sentences(cast.room), later, later + timedelta(days=30))[0].share == Share(0, 0)


def test_another_promise_is_not_shown_with_the_count_of_the_one_before(cast: Cast) -> None:
    promise(by=cast.officer, room=cast.room, heart=Heart.TRUE, draft=replace(DRAFT, words="一小时内回话。"), seen=None)
    assert kept(cast.room, sentences(cast.room), SINCE, UNTIL)[0].share is None


def test_the_same_promise_in_other_words_keeps_its_count(cast: Cast) -> None:
    promise(by=cast.officer, room=cast.room, heart=Heart.TRUE, draft=replace(DRAFT, is_same=True), seen=None)
    assert kept(cast.room, sentences(cast.room), SINCE, UNTIL)[0].share == Share(0, 0)


def test_who_was_not_satisfied_is_seen_to_again(cast: Cast) -> None:
    thanks.rate(matter=closed(cast), score=1)
    thanks.rate(matter=closed(cast), score=2)
    now = datetime.now(UTC)
    assert of_matters.seen_to_again(cast.room, now - timedelta(days=1), now + timedelta(days=1)) == Share(1, 1)


def test_two_who_write_at_once_do_not_write_over_one_another(cast: Cast) -> None:
    first = promise(by=cast.officer, room=cast.room, heart=Heart.TRUE, draft=DRAFT, seen=None)
    with pytest.raises(Changed):
        promise(by=cast.officer, room=cast.room, heart=Heart.TRUE, draft=DRAFT, seen=None)
    promise(by=cast.officer, room=cast.room, heart=Heart.TRUE, draft=DRAFT, seen=first.changed_at)


def test_only_who_manages_the_services_writes_it(cast: Cast) -> None:
    for somebody in (cast.auxiliary, cast.cadre, cast.neighbour):
        with pytest.raises(PermissionDenied):
            promise(by=somebody, room=cast.room, heart=Heart.TRUE, draft=DRAFT, seen=None)


def test_a_colleagues_words_come_back_with_what_was_typed(cast: Cast, client: Client) -> None:
    client.force_login(cast.officer)
    promise(by=cast.officer, room=cast.room, heart=Heart.TRUE, draft=DRAFT, seen=None)
    address = "/desk/services/promise/true/"
    typed = {"words": "我的话", "measure": "satisfied", "is_shown": "on", "seen": ""}
    answer = client.post(address, typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "当天回话。" in page
    assert "我的话" in page
    seen = sentences(cast.room)[0].changed_at
    assert seen
    stale = typed | {"seen": seen.isoformat(), "words_en": SHIPPED[Heart.TRUE].words_en}
    promise(
        by=cast.officer, room=cast.room, heart=Heart.TRUE,
        draft=replace(DRAFT, words_en=SHIPPED[Heart.TRUE].words_en), seen=seen,
    )  # fmt: skip
    assert (
        "words_en" in client.post(address, stale).context["asks"][0].form.errors
    )  # the English still says the one before
    seen = sentences(cast.room)[0].changed_at
    assert seen
    client.post(address, typed | {"seen": seen.isoformat()})
    assert sentences(cast.room)[0].words == "我的话"
    assert "我的话" in client.get("/r/HW/promise/").content.decode()
