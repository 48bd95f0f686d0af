"""A dispute told without its people and places: what it was about, and what settled it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shouwang.kernel.ground.models import Place, Room, Village, Way
from shouwang.kernel.people.queries import open_person
from shouwang.systems.mediation.codes.topics import OF_TOPICS
from shouwang.systems.mediation.models import Committee, Dispute
from shouwang.systems.mediation.precedent import without_names, without_places
from shouwang.systems.mediation.queries.standing import Standing, standing

CUT = "\f"  # between the two texts, which are made nameless in one go so that a party has one sign in both
LONG_NAME = 3  # a shorter name of a lane or shop is a word: 桥头, 东头
NAMED_KINDS = (
    Place.Kind.SCHOOL,
    Place.Kind.SHOP,
    Place.Kind.SCENIC,
)  # others have no name of their own: 卫生室, 打谷场
_ASIDE = re.compile(r"[（(][^）)]*[）)]")
_APART = re.compile(r"[、，,;；/和与]")


@dataclass(frozen=True)
class Retold:
    facts: str
    settled: str = ""


def retold(dispute: Dispute) -> Retold:
    """The names are opened, and nobody is shown them: no look to journal."""
    now = standing(dispute)
    facts, settled = "\n".join(_about(now)), "\n".join(_ending(now))
    return _nameless(now, Retold(facts, settled))


def nameless(dispute: Dispute, told: Retold) -> Retold:
    """The same for words that a reader changed, so that no name comes back in."""
    return _nameless(standing(dispute), told)


def type_of(dispute: Dispute) -> str:
    """Its type; where nobody chose one, that of the topic."""
    codes = OF_TOPICS.get(dispute.matter.topic)
    return dispute.justice_type or (codes.justice if codes else "")


def number_of_type(justice_type: str) -> int:
    """0 where it is not known."""
    return int(justice_type[1:] or 0)


def _about(now: Standing) -> list[str]:
    dispute, agreement = now.dispute, now.agreement
    words = [
        dispute.matter.title, dispute.matter.text, dispute.found, agreement.facts if agreement else "",
        dispute.requests, dispute.points, agreement.points if agreement else "",
    ]  # fmt: skip
    return _once(words)


def _ending(now: Standing) -> list[str]:
    """The terms; without an agreement why there was none."""
    dispute, agreement = now.dispute, now.agreement
    if agreement is None:
        return _once([dispute.ended_because])
    owed = [f"{one.what}{f'，{one.amount:f}元' if one.amount else ''}" for one in now.obligations]
    return _once([agreement.content or "；".join(owed), dispute.ended_because])


def _once(words: Iterable[str]) -> list[str]:
    """Each thing once: the agreement's facts often are the report's words again."""
    told: list[str] = []
    for said in words:
        said = said.replace(CUT, " ").strip()
        if said and not any(said in one for one in told):
            told.append(said)
    return told


def _nameless(now: Standing, told: Retold) -> Retold:
    known = [open_person(party.person) for party in now.parties]
    beside = [
        open_person(person)
        for party in now.parties
        for person in (party.agent, party.guardian, party.spokesman)
        if person
    ]
    reporter = now.dispute.matter.reporter
    if reporter and reporter.erased_at is None:
        beside.append(open_person(reporter))
    parties = [one["name"] for one in known]
    others = {*(one["name"] for one in beside), *_named(now)} - set(parties)  # a party may be visited or asked, too
    text = without_names(
        CUT.join([told.facts, told.settled]),
        names=parties,
        phones=[one["phone"] for one in [*known, *beside] if one["phone"]],
        others=sorted(others),
    )
    text = without_places(text, _places(now.dispute.matter.room, now.dispute.committee))
    facts, _cut, settled = text.partition(CUT)
    return Retold(facts.strip(), settled.strip())


def _named(now: Standing) -> Iterator[str]:
    """Who else is named in the file: at the table, asked, writing, visiting, giving evidence."""
    said = [seat.name for seat in now.seats]
    said += [word for one in now.inquiries for word in (one.asked, one.others, one.investigator, one.recorder)]
    said += [one.given_by for one in now.evidence] + [one.recorder for one in now.sessions]
    said += [word for one in now.visits for word in (one.visited, one.visitor)]
    said += [one.receipted_by for one in now.passings]
    said += [now.dispute.filer, now.agreement.recorder if now.agreement else ""]
    for names in said:
        yield from (name.strip() for name in _APART.split(_ASIDE.sub("", names)) if name.strip())


def _places(room: Room, committee: Committee) -> Iterator[str]:
    station = room.station
    yield from (
        room.name,
        room.name_en,
        station.name,
        station.name_en,
        committee.name,
        committee.name_en,
        committee.court,
    )
    division = station.county
    while division:
        yield division.name
        division = division.parent  # type: ignore[assignment]
    for village in Village.objects.filter(room=room).select_related("division"):
        yield from (village.name, village.name_en, village.division.name if village.division else "")
    own = Place.objects.filter(room=room, kind__in=NAMED_KINDS).values_list("name", flat=True)
    lanes = Way.objects.filter(room=room).exclude(name="").values_list("name", flat=True).distinct()
    yield from (name for name in [*own, *lanes] if len(name) >= LONG_NAME)
