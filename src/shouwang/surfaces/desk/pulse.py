"""Has anything happened? A page asks every two seconds; the answer costs one look by key.

The page carries a signed ticket that names its rooms, so a question needs neither session nor account: what it
learns is only whether a number grew.
"""

from uuid import UUID

from django.core import signing

from shouwang.kernel.journal.queries import count_of
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import rooms
from shouwang.surfaces.desk.access import DeskRequest

SALT = "shouwang.desk.pulse"
LASTS_SECONDS = 12 * 3600  # as long as a session


def ticket_for(request: DeskRequest) -> str:
    """The ticket for the rooms this person looks at, with where they stand now."""
    reach = [request.room.pk]
    if request.looks_at_all_rooms:
        reach = list(rooms(request.user, Permission.MATTER_SEE).order_by("code").values_list("pk", flat=True))
    return _signed(reach, count_of(reach))


def beat(ticket: str) -> str | None:
    """A new ticket when something happened since this one, "" when nothing did, None for one not signed here."""
    try:
        reach, seen = signing.loads(ticket, salt=SALT, max_age=LASTS_SECONDS)
    except signing.BadSignature:
        return None
    keys = [UUID(key) for key in reach]
    now = count_of(keys)
    return "" if now == seen else _signed(keys, now)


def _signed(reach: list[UUID], seen: int) -> str:
    return signing.dumps([[str(key) for key in reach], seen], salt=SALT)
