"""Writing down what a report is compared by, what it may belong to, and what the desk makes of it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone

from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Subject
from shouwang.kernel.matters import lifecycle
from shouwang.kernel.matters.actions import bonds
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor, may
from shouwang.systems.watch.models import Posting, Suggestion, Trait
from shouwang.systems.watch.models.related import TRAITS_KEPT
from shouwang.systems.watch.queries import related as queries
from shouwang.systems.watch.related import Traits, reasons, traits

LONGEST = 120
# One statement where the ORM would need a row at a time.
COUNT = (
    "INSERT INTO watch_gramcount (gram, is_name, reports) VALUES (%s, %s, 1) "
    "ON CONFLICT (gram, is_name) DO UPDATE SET reports = watch_gramcount.reports + 1"
)
UNCOUNT = "UPDATE watch_gramcount SET reports = reports - 1 WHERE gram = %s AND is_name = %s AND reports > 0"


@transaction.atomic
def compare(*, matter: Matter, now: datetime) -> list[Suggestion]:
    """Write down what the matter is compared by and what it may belong to. Twice is once; what was decided stays."""
    known = queries.gazetteer(matter.room)
    own = traits(matter.text, title=matter.title, gazetteer=known)
    remember(matter, own)
    if not matter.is_open:
        return []
    return [_suggest(matter, found, known) for found in queries.like(matter, own, now)]


def remember(matter: Matter, own: Traits) -> None:
    """Put down what it is compared by, or what it is compared by now that its words were changed."""
    forget([matter])
    _count(COUNT, [own])
    Trait.objects.create(matter=matter, names=queries.pack(own.names), words=queries.pack(own.words))
    leads = queries.leads(matter, own, queries.rarity_of([own]))
    Posting.objects.bulk_create(
        Posting(room_id=matter.room_id, matter=matter, kind=one.kind, gram=one.gram) for one in leads
    )


@transaction.atomic
def forget(matters: Sequence[Matter]) -> None:
    """Forget what they are compared by: their words were forgotten, or it is long over."""
    rows = list(Trait.objects.filter(matter__in=matters))
    _count(UNCOUNT, [queries.traits_in(row) for row in rows])
    Posting.objects.filter(matter__in=matters).delete()
    Trait.objects.filter(matter__in=matters).delete()


def forget_old(*, now: datetime, most: int = 500) -> int:
    """Forget what is half a year over; how many."""
    over = Matter.objects.filter(state__in=lifecycle.ENDED, changed_at__lt=now - TRAITS_KEPT)
    old = list(over.filter(pk__in=Trait.objects.values("matter"))[:most])
    forget(old)
    return len(old)


@transaction.atomic
def join(*, by: Account, suggestion: Suggestion) -> Matter:
    """They are one: the matter goes into the other; where that is over, it stays open and the two are linked. What is to be
    worked on now. Raises PermissionDenied, NotAllowedNow."""
    _require(by, suggestion)
    matter, other = suggestion.matter, suggestion.other.merged_into or suggestion.other
    if other.is_open:
        bonds.merge(by=by, matter=matter, into=other)
    elif other.state in (lifecycle.CLOSED, lifecycle.RETURNED):
        bonds.link(by=by, matter=matter, other=other)
    else:
        raise lifecycle.NotAllowedNow("merge", other.state)
    _decide(by, suggestion, Suggestion.State.SAME)
    return other if other.is_open else matter


@transaction.atomic
def part(*, by: Account, suggestion: Suggestion) -> None:
    """They are two; the pair is not shown again. Raises PermissionDenied."""
    _require(by, suggestion)
    _decide(by, suggestion, Suggestion.State.OTHER)


def _suggest(matter: Matter, found: queries.Found, known: Sequence[str]) -> Suggestion:
    why = reasons(
        queries.whole(matter),
        queries.whole(found.alike),
        found.rarity,
        gazetteer=known,
        metres=found.likeness.metres,
        days=queries.days(matter, found.alike),
    )
    kept = {
        "score": found.likeness.score,
        "names": _lines(why.names),
        "words": _lines(why.words),
        "metres": None if why.metres is None else round(why.metres),
    }
    made, _is_new = Suggestion.objects.update_or_create(matter=matter, other=found.matter, defaults=kept)
    return made


def _lines(pieces: Iterable[str]) -> str:
    """As many whole pieces as there is room for."""
    kept = ""
    for piece in pieces:
        longer = f"{kept}\n{piece}" if kept else piece
        if len(longer) > LONGEST:
            break
        kept = longer
    return kept


def _count(statement: str, several: Sequence[Traits]) -> None:
    rows = [(gram, True) for one in several for gram in one.names.grams.tolist()]
    rows += [(gram, False) for one in several for gram in one.words.grams.tolist()]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(statement, sorted(rows))  # in one order, so that two workers never wait in a ring


def _require(by: Account, suggestion: Suggestion) -> None:
    if not may(by, Permission.MATTER_MERGE, suggestion.matter.room):
        raise PermissionDenied(Permission.MATTER_MERGE)


def _decide(by: Account, suggestion: Suggestion, state: str) -> None:
    suggestion.state, suggestion.decided_by, suggestion.decided_at = state, by.name[:80], timezone.now()
    suggestion.save(update_fields=["state", "decided_by", "decided_at"])
    matter = suggestion.matter
    of = Subject("matter", str(matter.pk), matter.reference)
    detail = f"{state}: {suggestion.other.reference}"
    journal.record(by=actor(by), verb="watch.compared", of=of, room=matter.room_id, detail=detail)
