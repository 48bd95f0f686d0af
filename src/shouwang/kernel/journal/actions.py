"""Writing the journal, inside the transaction of the act itself: no act without its record, no record without its act."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from shouwang.kernel.journal.chain import digest
from shouwang.kernel.journal.models import Chain, Record


@dataclass(frozen=True)
class Actor:
    """Who did it, as strings: an account's id and name, or "public", "system"; with a key, the key's name too."""

    id: str
    label: str
    key: str = ""

    @property
    def journal_label(self) -> str:
        """How the journal names them: "陈警官", or through another program "陈警官 · weather station"."""
        return f"{self.label} · {self.key}" if self.key else self.label


SYSTEM = Actor("system", "system")
PUBLIC = Actor("public", "public")


@dataclass(frozen=True)
class Subject:
    """What it was done to: kind ("matter"), id, and a label without personal data ("HW-2026-0147")."""

    kind: str
    id: str
    label: str = ""


@transaction.atomic(savepoint=False)
def record(
    *, by: Actor, verb: str, of: Subject, room: UUID | str = "", detail: str = "", at: datetime | None = None
) -> Record:
    """Append one record to the room's chain."""
    chain, _ = Chain.objects.select_for_update().get_or_create(room=str(room))
    entry = Record(
        room=str(room),
        position=chain.length + 1,
        at=at or timezone.now(),
        actor=by.id,
        actor_label=by.journal_label[:130],
        verb=verb,
        object_kind=of.kind,
        object_id=of.id,
        object_label=of.label[:120],
        detail=detail,
    )
    entry.hash = digest(chain.head, entry)
    entry.save(force_insert=True)
    Chain.objects.filter(room=chain.room).update(length=entry.position, head=entry.hash)
    return entry
