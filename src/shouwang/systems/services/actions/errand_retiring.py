"""Emptying errands whose time is over, in every room: it was promised when whoever asked agreed."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from shouwang.kernel.files import actions as files
from shouwang.kernel.files.models import File
from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import SYSTEM, Actor, Subject
from shouwang.kernel.matters.actions import retiring
from shouwang.kernel.matters.models.matter import KEPT_YEARS, years_before
from shouwang.kernel.people.actions import empty_person
from shouwang.kernel.people.models import Person
from shouwang.kernel.people.needed import is_needed
from shouwang.kernel.people.queries import traces_of
from shouwang.lib.traces import Traces
from shouwang.systems.services.models import Errand, Original, PaperCheck, Slip

REASON, FORGOTTEN = "kept for its time", "erased"
WORDS = (
    "station_asked", "handed_to", "station_receipt", "result", "reason", "procedure", "documents", "time", "where", "contact",
)  # fmt: skip
IN_ROWS: Mapping[type[Model], Sequence[str]] = {
    PaperCheck: ("why", "late_because"),
    Original: ("what", "lost_because", "lost_done"),
}


def past_their_time(room: Room, now: datetime) -> QuerySet[Errand]:
    """The room's errands that are due to be emptied, the oldest first."""
    ended = Errand.objects.filter(matter__room=room, matter__emptied_at=None).select_related("matter")
    return ended.filter(matter__ended_at__lt=years_before(now, KEPT_YEARS)).order_by("matter__ended_at", "pk")


def retire_due(*, by: Actor = SYSTEM, now: datetime | None = None) -> int:
    """Empty every errand that is past its time; how many. Safe to run twice."""
    moment = now or timezone.now()
    done = 0
    for room in Room.objects.order_by("code"):
        for errand in past_their_time(room, moment):
            _retire(by, errand, moment)
            done += 1
    return done


def _pictures(slips: QuerySet[Slip], *names: str) -> list[File]:
    """What was drawn on them: "picture" is theirs, "our_picture" of who of the room signed."""
    keys = {key for row in slips.values_list(*names) for key in row if key}
    return list(File.objects.filter(pk__in=keys))


@transaction.atomic
def _retire(by: Actor, errand: Errand, now: datetime) -> None:
    people = set(errand.people.values_list("person", flat=True))
    people |= {errand.matter.reporter_id} if errand.matter.reporter_id else set()
    for picture in _pictures(errand.slips.all(), "picture", "our_picture"):
        files.discard(by=by, file=picture, reason=REASON)
    errand.originals.all().delete()
    errand.slips.all().delete()
    errand.people.all().delete()
    errand.papers.update(why="", late_because="")
    for name in WORDS:
        setattr(errand, name, "")
    errand.save()
    of = Subject("matter", str(errand.pk), errand.matter.reference)
    journal.record(by=by, verb="errand.retired", of=of, room=errand.matter.room_id, at=now)
    retiring.empty(by=by, matter=errand.matter, now=now)
    for person in Person.objects.filter(pk__in=people, erased_at=None, matters=None):
        if not is_needed(person):
            empty_person(by=by, person=person, reason=REASON)


def _strike(known: Traces, row: Model, names: Sequence[str]) -> int:
    """Strike the name out of the row's words; in how many it stood."""
    struck = 0
    for name in names:
        most, said = getattr(row._meta.get_field(name), "max_length", None), getattr(row, name)
        setattr(row, name, known.struck(said)[:most])
        struck += getattr(row, name) != said
    row.save(update_fields=names)
    return struck


@transaction.atomic
def forget(by: Actor, person: Person) -> dict[str, int]:
    """Somebody is erased from the whole room: what they signed with their hand goes, and their name out of every word.

    Called before their row is emptied, so that it is known what to strike out.
    """
    known = traces_of([person])
    done = {"texts": 0, "files": 0}
    theirs = Errand.objects.filter(Q(people__person=person) | Q(matter__reporter=person)).distinct()
    for errand in theirs:
        done["texts"] += _strike(known, errand, WORDS)
        for row in (*errand.papers.all(), *errand.originals.all()):
            done["texts"] += _strike(known, row, IN_ROWS[type(row)])
    own = Slip.objects.filter(person__person=person) | Slip.objects.filter(person=None, errand__matter__reporter=person)
    for picture in _pictures(own, "picture"):
        files.discard(by=by, file=picture, reason=FORGOTTEN)
        done["files"] += 1
    return done
