"""Questions to the journal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from shouwang.kernel.journal.chain import digest
from shouwang.kernel.journal.models import CHAIN_START, Chain, Record


@dataclass(frozen=True)
class Broken:
    """The first place where a room's chain does not hold, and what is wrong there."""

    room: str
    position: int
    fault: str  # "missing", "changed", "cut short", "unknown room"


def of_object(kind: str, object_id: str) -> QuerySet[Record]:
    """Every record about one thing, newest first."""
    return Record.objects.filter(object_kind=kind, object_id=object_id).order_by("-at", "-position")


def of_room(room: UUID | str, *, number: str = "", account: str = "") -> QuerySet[Record]:
    """The room's records, newest first; only about the matter with this number, only by or about this account's id."""
    found = Record.objects.filter(room=str(room))
    if number:
        found = found.filter(object_label=number)
    if account:
        found = Record.objects.filter(Q(room=str(room)) | Q(room=""), Q(actor=account) | Q(object_id=account))
    return found.order_by("-at", "-id")


def objects_in(room: UUID | str, verb: str) -> set[str]:
    """Ids of what this was done to in the room."""
    return set(Record.objects.filter(room=str(room), verb=verb).values_list("object_id", flat=True))


def first_fault(room: UUID | str) -> Broken | None:
    """Where the room's chain breaks first; None when it holds. Reads the whole chain."""
    chain = Chain.objects.filter(room=str(room)).first()
    return _first_fault(chain) if chain else None


def count_of(rooms: Sequence[UUID]) -> int:
    """How many records the rooms have. It grows with every act, so it tells for one look by key whether anything happened."""
    total = Chain.objects.filter(room__in=[str(room) for room in rooms]).aggregate(total=Sum("length"))["total"]
    return total or 0


def broken_chains() -> Iterator[Broken]:
    """Walk every room's chain; yield the first broken place of each broken one."""
    known = set()
    for chain in Chain.objects.order_by("room"):
        known.add(chain.room)
        if fault := _first_fault(chain):
            yield fault
    for room in Record.objects.exclude(room__in=known).order_by("room").values_list("room", flat=True).distinct():
        yield Broken(room, 1, "unknown room")


def _first_fault(chain: Chain) -> Broken | None:
    head, expected = CHAIN_START, 1
    for record in Record.objects.filter(room=chain.room).order_by("position").iterator(chunk_size=2000):
        if record.position != expected:
            return Broken(chain.room, expected, "missing")
        head = digest(head, record)
        if head != record.hash:
            return Broken(chain.room, expected, "changed")
        expected += 1
    if expected - 1 != chain.length or head != chain.head:
        return Broken(chain.room, expected, "cut short")
    return None
