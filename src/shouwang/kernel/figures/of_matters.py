"""Measures of what people bring to the room, whichever part it belongs to."""

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta

from django.db.models import Min, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.figures import measures
from shouwang.kernel.figures.measures import Measure, Share
from shouwang.kernel.ground.models import Room
from shouwang.kernel.ground.queries import work_calendar
from shouwang.kernel.matters import kinds, lifecycle
from shouwang.kernel.matters.clock import ANSWERS
from shouwang.kernel.matters.models import Matter, Matters, Satisfaction
from shouwang.kernel.matters.queries import room_thanks

LATE_IN_THE_DAY = time(18)  # what comes later than this is answered by the end of the next day


def same_day_ends(received: datetime) -> datetime:
    """Until when an answer is still of the same day: midnight, or the one after for what came in the evening."""
    local = timezone.localtime(received)
    days = 1 if local.time() < LATE_IN_THE_DAY else 2
    return (local + timedelta(days=days)).replace(hour=0, minute=0, second=0, microsecond=0)


def answered_the_same_day(room: Room, since: datetime, until: datetime) -> Share:
    """What people brought, and of it what had an answer the same day."""
    return _in_time(_brought(room, since, until), same_day_ends)


def answered_in_a_working_day(room: Room, since: datetime, until: datetime) -> Share:
    """What was brought by somebody who left a telephone, and of it what was answered within one working day."""
    calendar = work_calendar()
    with_phone = _brought(room, since, until).exclude(reporter=None).exclude(reporter__phone_lookup="")
    return _in_time(with_phone, lambda received: calendar.add_working_days(received, 1))


def satisfied(room: Room, since: datetime, until: datetime) -> Share:
    """Who said how it went, and of them who was satisfied."""
    said = room_thanks(room, since, until)
    return Share(said.satisfied, said.answered)


def _brought(room: Room, since: datetime, until: datetime) -> Matters:
    """What was brought in the time and answered by the room itself: not what was taken back or joined with another, nor
    what a part leads, which has days of its own."""
    left_out = Q(state__in=(lifecycle.WITHDRAWN, lifecycle.MERGED)) | Q(kind__in=kinds.led_by_parts())
    brought = Matter.objects.filter(room=room, received_at__gte=since, received_at__lt=until, is_record=False)
    return brought.exclude(left_out).exclude(channel__in=(Matter.Channel.ROOM, Matter.Channel.IMPORT))


def _in_time(matters: Matters, ends: Callable[[datetime], datetime]) -> Share:
    """Of those that were answered or whose time is over, how many were in time. One that still has time counts in neither."""
    counted = list(_verdicts(matters, ends, timezone.now()))
    return Share(sum(counted), len(counted))


def _verdicts(matters: Matters, ends: Callable[[datetime], datetime], now: datetime) -> Iterator[bool]:
    answers = Q(entries__verb__in=ANSWERS, entries__is_public=True)
    told = matters.order_by().annotate(first=Min("entries__at", filter=answers))
    for received, first in told.values_list("received_at", "first"):
        end = ends(received)
        if first is not None and first < end:
            yield True
        elif end <= now:
            yield False


def seen_to_again(room: Room, since: datetime, until: datetime) -> Share:
    """Who was not satisfied, and of them for whom somebody looked at it again."""
    unhappy = Satisfaction.objects.filter(
        matter__room=room, score=Satisfaction.Score.NOT, answered_at__gte=since, answered_at__lt=until
    )
    return Share(unhappy.filter(reopened_at__isnull=False).count(), unhappy.count())


MEASURES = (
    Measure(
        "answered_same_day",
        _("Answered the same day"),
        _(
            "Counts the first answer to whoever brought something; what comes after 18:00 has until the end of the next day. "
            "Errands, visits and disputes have days of their own and are not in it."
        ),
        _("brought to the room"),
        answered_the_same_day,
    ),
    Measure(
        "answered_working_day",
        _("Answered within one working day, where a telephone was left"),
        _(
            "Counts the first answer until the end of the working day after the one it arrived on. "
            "Errands, visits and disputes have days of their own and are not in it."
        ),
        _("who left a telephone"),
        answered_in_a_working_day,
    ),
    Measure(
        "satisfied",
        _("Satisfied, of those who said how it went"),
        _("Counts who chose “Satisfied”; “So-so” is not satisfied. Who did not answer is not counted."),
        _("who said how it went"),
        satisfied,
    ),
    Measure(
        "seen_to_again",
        _("Seen to again, where somebody was not satisfied"),
        _("Counts who chose “Not satisfied”, and of them those whose matter was opened again."),
        _("who were not satisfied"),
        seen_to_again,
    ),
)


def register() -> None:
    """Called once, in `ready()`."""
    for measure in MEASURES:
        measures.register(measure)
