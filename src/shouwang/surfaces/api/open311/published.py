"""What other programs may read of a matter: the one place where Open311 turns a matter into something public.

Only matters whose topic is public and whose text for the public was released. The reporter's own words, where
they say it was, names, phones, files and the timeline never pass through here.
"""

from django.utils.translation import gettext as _

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters import lifecycle, queries
from shouwang.kernel.matters.models import Matter, Matters
from shouwang.surfaces.api.open311.catalogue import services
from shouwang.surfaces.api.open311.formats import Value

DECIMALS = 3  # of a degree: about 100 m, so that no house can be told from another

# Where a matter stands, in public words.
STANDS = {
    lifecycle.CLOSED: "done",
    lifecycle.RETURNED: "returned",
    lifecycle.WITHDRAWN: "withdrawn",
    lifecycle.MERGED: "merged",
}


def published(room: Room) -> Matters:
    """Released matters of the room, newest first."""
    return queries.published(room).select_related("room", "place").order_by("-received_at", "-id")


def shown(matter: Matter) -> Value:
    """The matter as GeoReport has it."""
    known = next(one for one in services() if one.kind.key == matter.kind and one.topic.key == matter.topic)
    return {
        "service_request_id": matter.reference,
        "status": "open" if matter.is_open else "closed",
        "status_notes": _notes(matter),
        "service_name": str(known.topic.name),
        "service_code": known.code,
        "description": matter.public_text,
        "agency_responsible": matter.room.name,
        "service_notice": None,
        "requested_datetime": matter.received_at,
        "updated_datetime": matter.ended_at or matter.changed_at,  # when closed, the standard wants that moment
        "expected_datetime": matter.whole_due_at,
        "address": matter.place.name if matter.place else None,
        "address_id": None,
        "zipcode": None,
        "lat": _rounded(matter.latitude),
        "long": _rounded(matter.longitude),
        "media_url": None,
    }


def _notes(matter: Matter) -> str:
    words = {
        "done": _("It is done."),
        "returned": _("Somebody else takes care of it."),
        "withdrawn": _("It was taken back."),
        "merged": _("It is looked after together with another one."),
    }
    if matter.state == lifecycle.COLLECTED:
        return _("It waits to be accepted.")
    return words.get(STANDS.get(matter.state, ""), _("It is being worked on."))


def _rounded(degrees: float | None) -> float | None:
    return None if degrees is None else round(degrees, DECIMALS)
