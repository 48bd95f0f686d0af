"""What is held of one person: the answer to "what do you have about me?" (PIPL Art 45), as rows and as a file."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from shouwang.kernel.matters.actions.erasing import strikes
from shouwang.kernel.matters.models import Attachment, Entry, Matter
from shouwang.kernel.people.models import Person
from shouwang.kernel.people.queries import open_person


@dataclass(frozen=True)
class Held:
    """How much there is, and of it what erasing takes: files from the person go, traces are struck out."""

    matters: tuple[Matter, ...]
    entries: int
    files: int
    consents: int
    traces: int

    @property
    def open_matters(self) -> tuple[Matter, ...]:
        """Those that somebody still works on."""
        return tuple(matter for matter in self.matters if matter.is_open)


def held(person: Person) -> Held:
    """Counts of everything that hangs on the person. The caller journals the look."""
    matters = tuple(Matter.objects.filter(reporter=person).select_related("room").order_by("-received_at"))
    known = [value for value in open_person(person).values() if len(value) >= 2]
    return Held(
        matters=matters,
        entries=Entry.objects.filter(matter__in=matters).count(),
        files=Attachment.objects.filter(matter__in=matters, is_from_reporter=True).count(),
        consents=person.consents.count(),
        traces=sum(strikes(matter, known) for matter in matters),
    )


def copy_of(person: Person) -> dict[str, Any]:
    """Everything of the person as plain data for a file. Notes of the staff among themselves are not theirs to have."""
    matters = Matter.objects.filter(reporter=person).select_related("room").order_by("received_at")
    return {
        "made_at": timezone.localtime().isoformat(timespec="seconds"),
        "person": open_person(person)
        | {"purpose": person.purpose, "legal_basis": person.legal_basis, "noted_at": _moment(person.created_at)},
        "consents": [
            {
                "purpose": consent.purpose,
                "text_version": consent.text_version,
                "given_at": _moment(consent.given_at),
                "withdrawn_at": _moment(consent.withdrawn_at),
            }
            for consent in person.consents.order_by("given_at")
        ],
        "matters": [_matter(matter) for matter in matters],
    }


def _matter(matter: Matter) -> dict[str, Any]:
    said = matter.entries.filter(is_public=True).order_by("at", "id")
    files = Attachment.objects.filter(matter=matter, is_from_reporter=True).select_related("file")
    return {
        "number": matter.reference,
        "room": matter.room.name,
        "kind": matter.kind,
        "topic": matter.topic,
        "title": matter.title,
        "text": matter.text,
        "where": matter.where,
        "position": None if matter.latitude is None else [matter.longitude, matter.latitude],
        "state": matter.state,
        "received_at": _moment(matter.received_at),
        "ended_at": _moment(matter.ended_at),
        "said": [{"at": _moment(entry.at), "what": entry.verb, "text": entry.text} for entry in said],
        "files": [{"name": one.file.name, "kind": one.file.kind, "size": one.file.size} for one in files],
    }


def _moment(moment: Any) -> str | None:
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else None
