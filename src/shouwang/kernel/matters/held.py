"""What is held of one person: the answer to "what do you have about me?" (PIPL Art 45), as rows and as a file.

A person is written down anew with every matter, so somebody may stand in several rows (people.queries.same_human).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone

from shouwang.kernel.matters import search
from shouwang.kernel.matters.models import Attachment, Entry, Matter, Satisfaction
from shouwang.kernel.matters.queries import visible
from shouwang.kernel.notices.queries import about_matters
from shouwang.kernel.people.holdings import Holding
from shouwang.kernel.people.models import Account, Consent, Person
from shouwang.kernel.people.queries import open_person, traces_of
from shouwang.lib.traces import traces

WORDS_OF_MATTER = ("title", "text", "where", "public_text")
WORDS_OF_ENTRY = ("text", "reason", "before", "after")
MOST_MENTIONS = 50


@dataclass(frozen=True)
class Share:
    """What hangs on one row of the person; `files` are those they sent."""

    person: Person
    matters: tuple[Matter, ...]
    entries: int
    files: int
    notices: int
    consents: int


@dataclass(frozen=True)
class Held:
    """Everything that hangs on the person. `traces`: in how many texts of their matters a word of theirs stands."""

    shares: tuple[Share, ...]
    desk_files: tuple[Attachment, ...]
    traces: int

    @property
    def matters(self) -> tuple[Matter, ...]:
        return tuple(matter for share in self.shares for matter in share.matters)

    @property
    def open_matters(self) -> tuple[Matter, ...]:
        """Those that somebody still works on."""
        return tuple(matter for matter in self.matters if matter.is_open)

    @property
    def positions(self) -> int:
        return sum(matter.latitude is not None for matter in self.matters)

    @property
    def published(self) -> int:
        return sum(matter.published_at is not None for matter in self.matters)

    @property
    def entries(self) -> int:
        return sum(share.entries for share in self.shares)

    @property
    def files(self) -> int:
        return sum(share.files for share in self.shares)

    @property
    def notices(self) -> int:
        return sum(share.notices for share in self.shares)

    @property
    def consents(self) -> int:
        return sum(share.consents for share in self.shares)


def held(rows: Sequence[Person]) -> Held:
    """What is held of the person who stands in these rows; seven queries. The caller journals the look."""
    matters = list(Matter.objects.filter(reporter__in=rows).select_related("room").order_by("-received_at", "-id"))
    entries = _count(Entry.objects.filter(matter__in=matters), "matter")
    files = _count(Attachment.objects.filter(matter__in=matters, is_from_reporter=True), "matter")
    notices = _count(about_matters([matter.pk for matter in matters]), "about_id")
    consents = _count(Consent.objects.filter(person__in=rows), "person")
    known = traces_of(rows)
    shares = []
    for row in rows:
        theirs = tuple(matter for matter in matters if matter.reporter_id == row.pk)
        shares.append(
            Share(
                person=row,
                matters=theirs,
                entries=sum(entries.get(matter.pk, 0) for matter in theirs),
                files=sum(files.get(matter.pk, 0) for matter in theirs),
                notices=sum(notices.get(str(matter.pk), 0) for matter in theirs),
                consents=consents.get(row.pk, 0),
            )
        )
    desk_files = Attachment.objects.filter(matter__in=matters, is_from_reporter=False).select_related("file", "matter")
    return Held(
        tuple(shares),
        tuple(desk_files.order_by("added_at", "id")),
        sum(known.stand_in(text) for text in _texts(matters)),
    )


def _count(rows: QuerySet[Any], by: str) -> dict[Any, int]:
    return dict(rows.order_by().values_list(by).annotate(Count("pk")))


def _texts(matters: Sequence[Matter]) -> Iterator[str]:
    for matter in matters:
        yield from (getattr(matter, name) for name in WORDS_OF_MATTER)
    for row in Entry.objects.filter(matter__in=matters).values_list(*WORDS_OF_ENTRY):
        yield from row
    yield from Satisfaction.objects.filter(matter__in=matters).values_list("words", flat=True)


@dataclass(frozen=True)
class Mention:
    """Somebody else's matter in which the person is named. `by_number`: not by a name alone, which others may have."""

    matter: Matter
    by_number: bool


def mentions(viewer: Account, rows: Sequence[Person]) -> list[Mention]:
    """Matters of the room that others brought and in which the search finds the person; the latest first, some at most."""
    scope = visible(viewer).filter(room=rows[0].room_id).exclude(reporter__in=rows).select_related("search_text")
    found: dict[Any, Matter] = {}
    for words in _searched(rows):
        found |= {matter.pk: matter for matter in search.find(scope, words)[:MOST_MENTIONS]}
    numbers = traces(numbers=[said[name] for said in map(open_person, rows) for name in ("phone", "identity")])
    latest = sorted(found.values(), key=lambda matter: matter.received_at, reverse=True)[:MOST_MENTIONS]
    return [Mention(matter, numbers.stand_in(matter.search_text.text)) for matter in latest]


def _searched(rows: Sequence[Person]) -> set[str]:
    """The usual ways to write who it is, as a search takes them: a dash stands for any sign that parts two groups."""
    ways: set[str] = set()
    for said in map(open_person, rows):
        phone, name = said["phone"], said["name"]
        ways |= {said["identity"], phone, phone.replace("-", ""), phone.rpartition("-")[2]}
        if len(phone) == 11 and phone.isdigit():
            ways |= {f"{phone[:3]}-{phone[3:7]}-{phone[7:]}", f"86{phone}"}
        ways.add(name if len(name) >= 2 else "")
    return ways - {""}


def copy_of(rows: Sequence[Person], stands_in: Sequence[Holding] = ()) -> dict[str, Any]:
    """Everything of the person as plain data for a file. Notes of the staff among themselves are not theirs to have.

    `stands_in`: the files of the parts in which they stand, as far as the copy may show them; so their rows go too.
    """
    secret = {one.person for one in stands_in if not one.is_told}
    rows = [row for row in rows if row.pk not in secret]
    return {
        "made_at": timezone.localtime().isoformat(timespec="seconds"),
        "persons": [
            open_person(row)
            | {"purpose": row.purpose, "legal_basis": row.legal_basis, "noted_at": _moment(row.created_at)}
            for row in rows
        ],
        "consents": [
            {
                "purpose": consent.purpose,
                "text_version": consent.text_version,
                "given_at": _moment(consent.given_at),
                "withdrawn_at": _moment(consent.withdrawn_at),
            }
            for consent in Consent.objects.filter(person__in=rows).order_by("given_at", "id")
        ],
        "matters": [_matter(matter) for matter in matters_of(rows)],
        "files": [_file(one) for one in stands_in if one.is_told],
    }


def matters_of(rows: Sequence[Person]) -> QuerySet[Matter]:
    """Those they brought, the oldest first, as a copy tells them."""
    return Matter.objects.filter(reporter__in=rows).select_related("room").order_by("received_at", "id")


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


def _file(one: Holding) -> dict[str, Any]:
    return {
        "number": one.reference,
        "file": str(one.file),
        "as": str(one.role),
        "since": _moment(one.since),
        "kept_years": one.years or None,
        "kept_days": one.days or None,
        "kept_until": one.until.isoformat() if one.until else None,
        "kept_because": str(one.why),
        "held": dict(one.own),
    }


def _moment(moment: datetime | None) -> str | None:
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else None
