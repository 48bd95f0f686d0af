"""What the journal says beside a verb, as people say it. The records themselves are strings for ever and stay as they are."""

import re
from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from shouwang.kernel.files.models import File
from shouwang.kernel.journal.models import Record
from shouwang.kernel.matters.models import ImportRow
from shouwang.kernel.people.permissions import ROLES
from shouwang.kernel.people.scopes import in_words
from shouwang.surfaces.desk.forms.settings.outside import TOLD_TO_GROUPS, TOLD_TO_PROGRAMS
from shouwang.surfaces.desk.words import FIELDS, PURPOSES, Words

# Parts of a detail that stand between commas, colons and numbers.
KNOWN: dict[str, Words] = {
    "second step removed": gettext_lazy("second step taken away"),
    "with reporters": gettext_lazy("with reporters"),
    "without reporters": gettext_lazy("without reporters"),
    "removed": gettext_lazy("taken out"),
    "stay": gettext_lazy("stay"),
    "villages": gettext_lazy("villages"),
    "grids": gettext_lazy("grids"),
    "ways": gettext_lazy("lanes and roads"),
    "places": gettext_lazy("places"),
    "attempts": gettext_lazy("attempts"),
    "answers": gettext_lazy("answers to programs"),
    "keys": gettext_lazy("keys"),
    "copies": gettext_lazy("copies of papers"),
    "addresses": gettext_lazy("calendar addresses"),
    "consents": gettext_lazy("consents"),
    "notices": gettext_lazy("notices"),
    "deliveries": gettext_lazy("deliveries to programs"),
    "name": gettext_lazy("name"),
    "name_en": gettext_lazy("name in English"),
    "phone": gettext_lazy("phone"),
    "address": gettext_lazy("address"),
    "address_en": gettext_lazy("address in English"),
    "opens_at": gettext_lazy("opens at"),
    "closes_at": gettext_lazy("closes at"),
    "privacy_contact": gettext_lazy("who answers for personal data"),
    "latitude": gettext_lazy("place on the map"),
    "longitude": gettext_lazy("place on the map"),
    **dict(ImportRow.Outcome.choices),
    **FIELDS,
    **PURPOSES,
}
WORD = re.compile(r"[a-z][a-z_.]*(?: (?:step removed|reporters))?")
PLAIN = ("file.", "person.noted", "consent.", "import.", "ground.", "rows.", "notices.", "room.", "matter.exported")


def about(record: Record, names: Mapping[str, str]) -> str:
    """What it was done to: accounts by their name, not by what they log in with; files by their kind; what is told to
    everybody by its title as it is now."""
    if record.object_kind == "account":
        return names.get(record.object_id, record.object_label)
    if record.object_kind == "file":
        kind, _space, digest = record.object_label.partition(" ")
        known = dict(File.Kind.choices)
        return _("%(kind)s %(number)s") % {"kind": known.get(kind, kind), "number": digest[:4]}
    return names.get(record.object_id) or record.object_label


def more(record: Record) -> str:
    """The detail in words; what a person typed stays as it is."""
    said = record.detail[:120]
    if record.verb in SAID:
        return SAID[record.verb](said)
    if record.verb == "account.password_offered" or record.verb.startswith((*PLAIN, "matter.")):
        facts, colon, typed = said.partition(": ") if record.verb == "matter.exported" else (said, "", "")
        return WORD.sub(lambda found: str(KNOWN.get(found[0], found[0])), facts) + colon + typed
    return said


def _role(said: str) -> str:
    key = said.partition(" ")[0]
    return str(ROLES[key].name) if key in ROLES else said


def _found(said: str) -> str:
    n = int(said.removeprefix("found ") or 0) if said.startswith("found ") else 0
    return ngettext("%(n)s person found", "%(n)s people found", n) % {"n": n}


def _key(said: str) -> str:
    name, colon, scopes = said.rpartition(": ")
    return name + colon + in_words(scopes)


def _events(said: str) -> str:
    known = dict([*TOLD_TO_GROUPS, *TOLD_TO_PROGRAMS])
    return " · ".join(str(known.get(event, event)) for event in said.split())


SAID: dict[str, Callable[[str], str]] = {
    "account.appointed": _role,
    "account.dismissed": _role,
    "person.looked_for": _found,
    "robot.kept": _events,
    "token.issued": _key,
    "webhook.opened": _events,
}
