"""What a key for another program may be used for. Its account's permissions are needed beside: the narrower of both holds."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Scope(StrEnum):
    """One use of a key. The subject comes first so that they sort by it."""

    HOOKS_WRITE = "hooks:write"
    MATTERS_EXPORT = "matters:export"
    MATTERS_READ = "matters:read"
    MATTERS_WRITE = "matters:write"
    OPEN311_WRITE = "open311:write"
    ROOMS_READ = "rooms:read"


@dataclass(frozen=True)
class Use:
    """A scope in the words of the page where a key is made."""

    scope: Scope
    name: str | Promise
    description: str | Promise


USES: tuple[Use, ...] = (
    Use(Scope.ROOMS_READ, _("Read rooms"), _("Rooms, kinds of matter, places, colleagues and teams.")),
    Use(Scope.MATTERS_READ, _("Read matters"), _("What the account itself may see, and no more.")),
    Use(Scope.MATTERS_WRITE, _("Write matters"), _("Bring matters in, take steps, write notes and answers.")),
    Use(Scope.MATTERS_EXPORT, _("Export matters"), _("Whole lists as CSV, XLSX or GeoJSON.")),
    Use(Scope.HOOKS_WRITE, _("Tend webhooks"), _("Addresses that are told when something happens.")),
    Use(Scope.OPEN311_WRITE, _("Send by Open311"), _("Send requests as other cities' programs do.")),
)


def in_words(scopes: str) -> str:
    """What a key may be used for as people read it, with the names programs know in brackets."""
    known = {use.scope.value: use.name for use in USES}
    return " · ".join(
        gettext("%(use)s (%(scope)s)") % {"use": known[one], "scope": one} if one in known else one
        for one in scopes.split()
    )
