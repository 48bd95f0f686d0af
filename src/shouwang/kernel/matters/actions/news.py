"""What happened, from the timeline to those who are told: a row with the act, everything else by the worker."""

import logging
from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Actor, Subject
from shouwang.kernel.matters import events
from shouwang.kernel.matters.models import Entry, Matter, News

WITH = ("matter__room", "matter__owner", "matter__team", "matter__checker")  # what listeners ask of it
log = logging.getLogger(__name__)


def note(happened: Iterable[tuple[Matter, Entry]]) -> None:
    """Leave entries to be told of, in the transaction that writes them. Past records are nobody's news."""
    fresh = [News(entry=entry, version=matter.version) for matter, entry in happened if not matter.is_record]
    if len(fresh) == 1:
        fresh[0].save(force_insert=True)
    elif fresh:
        News.objects.bulk_create(fresh)


def spread(*, limit: int = 200) -> int:
    """Tell of what happened, oldest first; how many entries. Any number of workers may do it at once."""
    told = 0
    # A worker with nothing to do only looks: taking SQLite's one write lock every second would cost the others.
    while told < limit and _waiting().exists() and _spread_next():
        told += 1
    return told


@transaction.atomic
def tell_again(*, by: Actor, news: News) -> None:
    """Let the worker try once more what it could not tell. Raises ValueError when it isn't stuck."""
    if not News.objects.filter(pk=news.pk, is_stuck=True).update(is_stuck=False):
        raise ValueError("it is not stuck")
    matter = news.entry.matter
    subject = Subject("matter", str(matter.pk), matter.reference)
    journal.record(by=by, verb="news.revived", of=subject, room=matter.room_id)


def _waiting() -> QuerySet[News]:
    return News.objects.filter(is_stuck=False).order_by("entry")


def _spread_next() -> bool:
    """One entry in one transaction: told of and ticked off together, so nobody is told twice or never."""
    news = None
    try:
        with transaction.atomic():
            news = _waiting().select_for_update(skip_locked=True, of=("self",)).first()
            if news is None:
                return False
            entry = Entry.objects.select_related(*WITH).get(pk=news.entry_id)
            events.tell(events.Happened(entry.matter, entry, news.version))
            News.objects.filter(pk=news.pk).delete()
    except Exception:  # one entry that can't be told must not keep the others waiting
        if news is None:
            raise
        log.exception("news %s", news.pk)
        News.objects.filter(pk=news.pk).update(is_stuck=True)
    return True
