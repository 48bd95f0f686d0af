"""What stands in the copy for somebody to read: everything held of them, in the words of the language they read."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from shouwang.kernel.matters import kinds
from shouwang.kernel.matters.held import matters_of
from shouwang.kernel.matters.models import Attachment, Matter
from shouwang.kernel.papers.description import Values
from shouwang.kernel.people.holdings import Holding, holdings
from shouwang.kernel.people.models import Account, Consent, Person
from shouwang.kernel.people.queries import open_person
from shouwang.surfaces.desk import story
from shouwang.surfaces.desk.persons import consent_text, kept_words, purpose_words
from shouwang.surfaces.desk.rows import kind_name
from shouwang.surfaces.desk.words import STATES, Words, name_of
from shouwang.ui import moments
from shouwang.ui.parts import Entry

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?[+-]\d\d:\d\d")
HELD: Mapping[str, Words] = {
    "for": pgettext_lazy("held of somebody", "What for"),
    "why": pgettext_lazy("held of somebody", "Why at home"),
    "text": pgettext_lazy("held of somebody", "Text"),
    "came_by": _("How it reached them"),
    "taught": _("The program learns from it"),
    "visited": _("Who is visited"),
    "house": _("Which house"),
    "position": _("Point on the map"),
    "at": pgettext_lazy("held of somebody", "When"),
    "until": pgettext_lazy("held of somebody", "Until"),
    "record": pgettext_lazy("held of somebody", "What was done there"),
    "item": pgettext_lazy("held of somebody", "Which errand"),
    "handed_to": pgettext_lazy("held of somebody", "Handed to"),
    "station_receipt": _("Receipt of the station"),
    "result": pgettext_lazy("held of somebody", "Outcome"),
    "reason": pgettext_lazy("held of somebody", "Reason"),
    "procedure": _("How it is done"),
    "documents": pgettext_lazy("held of somebody", "Which papers"),
    "time": pgettext_lazy("held of somebody", "How long"),
    "where": pgettext_lazy("held of somebody", "Where"),
    "contact": _("Whom to ask"),
    "originals": _("Originals"),
    "marks": _("What it is like"),
    "place": pgettext_lazy("held of somebody", "Place"),
    "knew": _("What they said of it"),
    "seen": _("What proved it"),
    "every_days": _("Visited every … days"),
    "speaks": _("Language or dialect"),
    "circumstances": _("How they live"),
    "needs": _("What they need"),
    "visits": _("Visits in care"),
    "calls": _("Calls in care"),
    "nobody_answered": _("Where nobody answered"),
    "guardian": _("Guardian"),
    "details": pgettext_lazy("held of somebody", "What was asked for"),
    "papers_seen": _("Papers that were seen"),
    "passed_to": _("Passed on to"),
    "passed_on": _("Passed on on"),
    "answer": pgettext_lazy("held of somebody", "Answer"),
    "decision": pgettext_lazy("held of somebody", "Decision"),
    "given": pgettext_lazy("held of somebody", "Given"),
    "visits a week": _("Visits a week"),
    "sex": pgettext_lazy("held of somebody", "Sex"),
    "birth_year": _("Year of birth"),
    "occupation": _("Occupation"),
    "identity_seen": _("Paper that was seen"),
    "identity_last4": _("Its last four signs"),
    "is_minor": _("Under age"),
    "of_age_seen": _("Of age, looked at on"),
    "trainings": _("Trainings"),
    "insurances": _("Insurances"),
    "can_come": _("Can come (day of the week: hours)"),
    "times_for_once": _("Times for once"),
    "skills": _("Skills"),
    "wishes": _("Wishes"),
    "shifts": _("Shifts"),
    "group": pgettext_lazy("held of somebody", "Group"),
    "units": pgettext_lazy("held of somebody", "Units"),
    "called_out": _("How often called out"),
}


def copy_values(by: Account, rows: Sequence[Person], number: str, language: str) -> Values:
    """The values for `systems.services.papers.held.HELD` in "zh-hans" or "en"; the same as `matters.held.copy_of` gives.

    Of the files in which they stand only those go in that the copy may show; the rows of the others stay out too.
    """
    with override(language):  # the parts tell what they hold in the words of the moment
        files = holdings(by, rows)
        secret = {one.person for one in files if not one.is_told}
        told = [row for row in rows if row.pk not in secret]
        return {
            "room": name_of(rows[0].room),
            "number": number,
            "made": timezone.now(),
            "by": name_of(by),
            "persons": [_person(row) for row in told],
            "consents": [_consent(one) for one in Consent.objects.filter(person__in=told).order_by("given_at", "id")],
            "matters": [_matter(matter) for matter in matters_of(told)],
            "files": [_file(one) for one in files if one.is_told],
            "taker": "",
            "room_seals": "",
        }


def _person(row: Person) -> dict[str, object]:
    basis = str(Person.LegalBasis(row.legal_basis).label)
    return open_person(row) | {"purpose": purpose_words(row.purpose), "basis": basis, "noted": row.created_at}


def _consent(one: Consent) -> dict[str, object]:
    said = {"purpose": purpose_words(one.purpose), "text": consent_text(one), "given": one.given_at}
    return said | {"withdrawn": one.withdrawn_at}


def _matter(matter: Matter) -> dict[str, object]:
    public = list(matter.entries.filter(is_public=True).order_by("at", "id"))
    files = Attachment.objects.filter(matter=matter, is_from_reporter=True).select_related("file").order_by("added_at")
    topic = str(kinds.topic_name(matter.kind, matter.topic)) if matter.topic else ""
    lines = [
        "\n".join(filter(None, (_line(one), "" if one.text == matter.text else one.text)))
        for one in story.entries_of(matter, public, [])
    ]
    return {
        "number": matter.reference,
        "kind": " · ".join(filter(None, (kind_name(matter), topic))),
        "state": str(STATES[matter.state]),
        "received": matter.received_at,
        "ended": matter.ended_at,
        "where": matter.where,
        "position": "" if matter.latitude is None else f"{matter.latitude:.5f}, {matter.longitude:.5f}",
        "title": matter.title,
        "text": matter.text,
        "story": "\n".join(lines),
        "files": "\n".join(f"{one.file.get_kind_display()} · {one.file.name}" for one in files),
    }


def _line(one: Entry) -> str:
    return "  ".join(filter(None, (moments.exact(one.at) if one.at else "", one.title)))


def _file(one: Holding) -> dict[str, object]:
    told = _("%(what)s: %(detail)s")
    lines = [told % {"what": HELD.get(key, key), "detail": _said(value)} for key, value in one.own.items()]
    return {
        "what": str(one.file),
        "role": str(one.role),
        "number": one.reference,
        "since": one.since,
        "kept": kept_words(one),
        "why": str(one.why),
        "held": "\n".join(lines),
    }


def _said(value: object) -> str:
    """A value of a part as one reads it: moments as they are written, several one after the other."""
    if value is True:
        return str(_("yes"))
    if isinstance(value, list):
        if len(value) == 2 and all(isinstance(one, float) for one in value):
            return f"{value[1]:.5f}, {value[0]:.5f}"  # as matters do: north before east
        return "; ".join(_said(one) for one in value)
    return MOMENT.sub(lambda found: moments.exact(datetime.fromisoformat(found[0])), str(value))
