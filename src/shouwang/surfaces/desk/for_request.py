"""The request for which somebody is looked for, carried along in the address while the search goes from page to page."""

from uuid import UUID

from django.utils.translation import gettext as _

from shouwang.kernel.matters import kinds
from shouwang.surfaces.desk.access import DeskRequest
from shouwang.surfaces.desk.settings_page import Said
from shouwang.systems.services.queries.rights import Request, request_of
from shouwang.systems.services.rights_lifecycle import PROVEN

NAME = "for"


def wanted_by(request: DeskRequest) -> Request | None:
    """The request of the address, once it is known who asks; none where the officer looks for another reason."""
    try:
        key = UUID(request.GET.get(NAME, ""))
    except ValueError:
        return None
    found = request_of(request.user, key)
    return found if found and found.stage == PROVEN else None


def along(address: str, wanted: Request | None) -> str:
    """The address with the request in it."""
    return f"{address}?{NAME}={wanted.pk}" if wanted else address


def said_of(wanted: Request | None) -> Said | None:
    """For which request it is, so that nobody does the wrong thing to the wrong person."""
    if wanted is None:
        return None
    matter = wanted.matter
    title = _("For request %(number)s: %(topic)s") % {
        "number": matter.reference, "topic": kinds.topic_name(matter.kind, matter.topic),
    }  # fmt: skip
    return Said(
        title,
        _("What you do here is noted in the request. Its own entry goes once it is answered."),
        icon="shield-check",
    )
