"""How one record is sealed to the one before it."""

from shouwang.kernel.journal.models import Record
from shouwang.lib.hashing import chain

SEALED = (
    "id",
    "room",
    "position",
    "actor",
    "actor_label",
    "verb",
    "object_kind",
    "object_id",
    "object_label",
    "detail",
)


def digest(previous: str, record: Record) -> str:
    """Hex SHA-256 over the previous hash and every field of the record, times in UTC to the microsecond."""
    fields = {name: str(getattr(record, name)) for name in SEALED}
    fields["at"] = f"{record.at.timestamp():.6f}"
    return chain(bytes.fromhex(previous), fields).hex()
