"""Taking a matter in, from whichever door."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from unicodedata import east_asian_width
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from shouwang.kernel.files.models import File
from shouwang.kernel.ground.models import Place, Room
from shouwang.kernel.journal.actions import Actor
from shouwang.kernel.matters import follow, kinds, lifecycle
from shouwang.kernel.matters.actions import indexing, story
from shouwang.kernel.matters.models import Attachment, Matter, NumberSeries
from shouwang.kernel.matters.numbers import reference
from shouwang.kernel.people.actions import note_person
from shouwang.kernel.people.models import Account, Person
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor, may
from shouwang.lib.ids import uuid7

TITLE_LENGTH, LATIN_LENGTH = 30, 60  # a Chinese letter is as wide as two Latin ones
# One statement where the ORM needs two or three, because everybody else waits meanwhile.
TAKE_NUMBERS = (
    "INSERT INTO matters_numberseries (room_id, year, last) VALUES (%s, %s, %s) "
    "ON CONFLICT (room_id, year) DO UPDATE SET last = matters_numberseries.last + excluded.last RETURNING last"
)


@dataclass(frozen=True)
class Reporter:
    """Who brought it; any part may be empty, phone and ID number are cleaned. Nothing is kept when `is_anonymous`.

    `person` is somebody the room has written down already: a watcher, with the phone they enrolled.
    """

    name: str = ""
    phone: str = ""
    identity: str = ""
    is_anonymous: bool = False
    person: Person | None = None

    @property
    def is_known(self) -> bool:
        return not self.is_anonymous and bool(self.person or self.name or self.phone or self.identity)


@dataclass(frozen=True)
class Position:
    """Where, in WGS-84 degrees, with where the figure comes from and how sure it is in metres."""

    latitude: float
    longitude: float
    source: str
    accuracy_m: float | None = None


@dataclass(frozen=True)
class Brought:
    """What somebody brings to the room. `id` is made on the phone, so that sending twice is one matter.

    `more` is whatever else the door has to find the same again, such as files and whether a name was given.
    """

    kind: str
    text: str
    topic: str = ""
    title: str = ""
    channel: str = Matter.Channel.PUBLIC
    reporter: Reporter = Reporter()
    place: Place | None = None
    where: str = ""
    position: Position | None = None
    is_urgent: bool = False
    files: Sequence[File] = ()
    id: UUID | None = None
    more: str = ""
    received_at: datetime | None = None


@dataclass(frozen=True)
class Receipt:
    """The matter, its follow-code, and whether it is new or the same one sent again."""

    matter: Matter
    code: str
    is_new: bool


class IdTaken(Exception):
    """The id belongs to another matter, or to this one as it was sent first: with other words, files or a name."""


def receive(*, by: Account | Actor, room: Room, brought: Brought) -> Receipt:
    """Take a matter in, once. Raises KeyError for an unknown kind, IdTaken for a foreign id, PermissionDenied."""
    who = by if isinstance(by, Actor) else _registrar(by, room)
    try:
        return _take_in(who, by, room, brought)
    except IntegrityError:
        # Not asked before: nearly every report is new, and the key says so at once when one is not.
        if again := _sent_before(room, brought):
            return again
        raise


def _sent_before(room: Room, brought: Brought) -> Receipt | None:
    if brought.id is None or (before := Matter.objects.filter(pk=brought.id).first()) is None:
        return None
    if before.room_id != room.pk or before.sent_digest != _sent_digest(brought):
        raise IdTaken(str(brought.id))
    return Receipt(before, follow.code_of(before), is_new=False)


@transaction.atomic
def _take_in(who: Actor, by: Account | Actor, room: Room, brought: Brought) -> Receipt:
    kind = kinds.get(brought.kind)
    topic = kind.by_key.get(brought.topic)
    now = timezone.now()
    received_at = min(brought.received_at or now, now)
    year = timezone.localtime(now).year
    number = next_number(room, year)
    matter = Matter(
        id=brought.id or uuid7(),
        room=room,
        year=year,
        number=number,
        reference=reference(room, year, number),
        kind=kind.key,
        topic=topic.key if topic else "",
        title=(brought.title or first_words(brought.text))[:120],
        text=brought.text,
        state=lifecycle.COLLECTED,
        is_urgent=brought.is_urgent or bool(topic and topic.is_urgent),
        channel=brought.channel,
        reporter=_person(who, room, brought),
        is_anonymous=brought.reporter.is_anonymous,
        is_sheltered=kind.is_sheltered,
        sent_digest=_sent_digest(brought),
        registered_by=None if isinstance(by, Actor) else by,
        place=brought.place,
        where=brought.where,
        received_at=received_at,
        changed_at=now,
        version=0,
    )
    if brought.position:
        matter.latitude, matter.longitude = brought.position.latitude, brought.position.longitude
        matter.position_source, matter.accuracy_m = brought.position.source, brought.position.accuracy_m
    code = follow.code_of(matter)
    matter.follow_lookup = follow.lookup_of(code)
    story.add(matter, by=who, verb="received", line=story.Line(is_public=True), at=received_at, is_new=True)
    Attachment.objects.bulk_create(
        Attachment(matter=matter, file=file, is_from_reporter=True, added_at=now) for file in brought.files
    )
    indexing.index_new(matter)
    return Receipt(matter, code, is_new=True)


def next_number(room: Room, year: int, count: int = 1) -> int:
    """Take `count` numbers and return the first. Call inside the transaction that uses them: a rollback gives them back."""
    key = NumberSeries._meta.get_field("room").get_db_prep_save(room.pk, connection)
    with connection.cursor() as cursor:
        cursor.execute(TAKE_NUMBERS, [key, year, count])
        return int(cursor.fetchone()[0]) - count + 1


def first_words(text: str) -> str:
    """A title from the first line of the text, cut at a stop when there is one."""
    line = text.strip().splitlines()[0].strip() if text.strip() else "…"
    most = LATIN_LENGTH if _is_latin(line) else TITLE_LENGTH
    for stop in "。！？；":
        head = line.split(stop)[0]
        if 4 <= len(head) <= most:
            return head
    return line if len(line) <= most else _cut(line, most) + "…"


def _is_latin(line: str) -> bool:
    """Whether hardly a letter of its beginning is a wide one."""
    head = line[:LATIN_LENGTH]
    return sum(east_asian_width(sign) in "WF" for sign in head) <= len(head) // 10


def _cut(line: str, most: int) -> str:
    """The beginning of a long line, a word kept whole."""
    head, following = line[:most], line[most]
    inside_a_word = all(east_asian_width(sign) not in "WF" and sign.isalnum() for sign in (head[-1], following))
    return head.rsplit(" ", 1)[0] if inside_a_word and " " in head else head.rstrip()


def _registrar(account: Account, room: Room) -> Actor:
    if not may(account, Permission.MATTER_REGISTER, room):
        raise PermissionDenied(Permission.MATTER_REGISTER)
    return actor(account)


def _person(by: Actor, room: Room, brought: Brought) -> Person | None:
    reporter = brought.reporter
    if not reporter.is_known:
        return None
    topic = kinds.get(brought.kind).by_key.get(brought.topic)
    if reporter.identity and not (topic and topic.needs_identity):
        raise ValueError("an ID number for a matter that needs none")
    return reporter.person or note_person(
        by=by,
        room=room,
        purpose="matter.answer",
        legal_basis=Person.LegalBasis.CONSENT,
        name=reporter.name,
        phone=reporter.phone,
        identity=reporter.identity,
    )


def _sent_digest(brought: Brought) -> str:
    said = "\x1f".join((brought.kind, brought.topic, brought.text, brought.where, brought.more))
    return hashlib.sha256(said.encode()).hexdigest()
