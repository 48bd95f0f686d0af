"""In which errands, visits and things handed back somebody stands: for kernel.people.holdings."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.models.matter import KEPT_YEARS, years_before
from shouwang.kernel.people.holdings import Holding
from shouwang.kernel.people.models import Account, Person
from shouwang.systems.services.lost_lifecycle import year_after
from shouwang.systems.services.models import Errand, ErrandPerson, LostThing, Visit
from shouwang.systems.services.queries.errands import errands, owes_an_original
from shouwang.systems.services.queries.lost import things
from shouwang.systems.services.queries.visits import people_in, visits

HAND = ErrandPerson.Role.HAND
OWES = _("An original of theirs is not back yet: it must be known whose it is.")
OF_ERRAND = ("handed_to", "station_receipt", "result", "reason", "procedure", "documents", "time", "where", "contact")
OF_THING = ("marks", "place")


def in_errands(viewer: Account, rows: Sequence[Person]) -> list[Holding]:
    """As who asked for it, whose papers it is about, who acts, or who brought or fetched something."""
    asked = errands(viewer).filter(matter__reporter__in=rows).select_related("matter__reporter")
    found: list[tuple[Errand, Person | None, str | Promise, bool]]
    found = [(one, one.matter.reporter, _("who asked for it"), True) for one in asked]
    there = ErrandPerson.objects.filter(person__in=rows, errand__in=errands(viewer)).select_related(
        "errand__matter", "person"
    )
    found += [(one.errand, one.person, one.get_role_display(), one.role != HAND) for one in there]
    return [_in_errand(errand, person, role, is_theirs) for errand, person, role, is_theirs in found if person]


def _in_errand(errand: Errand, person: Person, role: str | Promise, is_theirs: bool) -> Holding:
    """`is_theirs`: what is written of it is about them; who only brought something has no part in it."""
    owes = owes_an_original(person)
    return Holding(
        person.pk, errand.pk, errand.matter.reference, _("an errand"), role, person.created_at, KEPT_YEARS,
        _until(errand.matter), OWES if owes else _("They asked the room to do it."),
        own=_of_errand(errand) if is_theirs else {}, is_law=owes,
    )  # fmt: skip


def _of_errand(errand: Errand) -> dict[str, object]:
    left = [f"{row.what} × {row.count}: {row.get_state_display()}" for row in errand.originals.order_by("place")]
    told: dict[str, object] = {"item": errand.matter.title} if errand.item_key else {}
    return told | _said(errand, OF_ERRAND) | ({"originals": left} if left else {})


def stands_in(viewer: Account, matter: UUID) -> list[Person]:
    """Who is visited, stands in the errand's papers or took the thing home."""
    visited = visits(viewer).filter(pk=matter, visited__isnull=False).values("visited")
    papers = ErrandPerson.objects.filter(errand__in=errands(viewer), errand=matter).values("person")
    claimed = things(viewer).filter(pk=matter, claimed_by__isnull=False).values("claimed_by")
    return list(Person.objects.filter(Q(pk__in=visited) | Q(pk__in=papers) | Q(pk__in=claimed)))


def in_visits(viewer: Account, rows: Sequence[Person]) -> list[Holding]:
    """As the one who is visited, and as who booked it for somebody else: whom they named and where is theirs to read again."""
    keys = [row.pk for row in rows]
    found = visits(viewer).filter(Q(visited__in=keys) | Q(matter__reporter__in=keys))
    told = []
    for visit in found.select_related("purpose", "visited", "matter__reporter"):
        is_visited, booker = visit.visited_id in keys, visit.matter.reporter_id
        if is_visited and visit.visited_id:
            told.append(_in_visit(visit, visit.visited_id, _("is visited")))
        if booker in keys and booker and not (is_visited and visit.for_whom == Visit.For.SELF):
            told.append(_in_visit(visit, booker, _("who booked it")))
    return told


def _in_visit(visit: Visit, person: UUID, role: str | Promise) -> Holding:
    return Holding(
        person, visit.pk, visit.matter.reference, _("Visit by appointment"), role, visit.matter.received_at, KEPT_YEARS,
        _until(visit.matter), _("so that we come to the right door at the right time"), own=_of_visit(visit), is_law=False,
    )  # fmt: skip


def _of_visit(visit: Visit) -> dict[str, object]:
    of = people_in(visit)
    told: dict[str, object] = {
        "for": visit.purpose.name, "why": str(visit.get_why_display()), "visited": of["name"], "house": of["address"],
        "position": _position(visit),
        "at": _moment(visit.said_at), "until": None if visit.is_timed else _moment(visit.window_ends), "record": visit.record,
    }  # fmt: skip
    return {name: said for name, said in told.items() if said}


def _moment(moment: datetime | None) -> str:
    return timezone.localtime(moment).isoformat(timespec="minutes") if moment else ""


def _position(visit: Visit) -> list[float] | None:
    return None if visit.latitude is None or visit.longitude is None else [visit.longitude, visit.latitude]


def in_things(viewer: Account, rows: Sequence[Person]) -> list[Holding]:
    """As who lost or found a thing, and as who took one home."""
    mine, claimed = things(viewer).filter(matter__reporter__in=rows), things(viewer).filter(claimed_by__in=rows)
    found = [_holding(one, one.matter.reporter, one.get_side_display(), _said(one, OF_THING)) for one in mine]
    found += [_holding(one, one.claimed_by, _("who took it home"), _said(one, ("knew", "seen"))) for one in claimed]
    return [one for one in found if one]


def _holding(thing: LostThing, person: Person | None, role: str | Promise, own: Mapping[str, object]) -> Holding | None:
    if person is None:
        return None
    is_claim = person == thing.claimed_by
    until = year_after(thing.over_date) if is_claim and thing.over_date else _until(thing.matter)
    why = _("that it went to whom it belongs") if is_claim else _("so that the right one gets it back")
    return Holding(
        person.pk, thing.pk, thing.matter.reference, _("lost and found"), role, thing.matter.received_at,
        1 if is_claim else KEPT_YEARS, until, why, own=own, is_law=False,
    )  # fmt: skip


def _said(row: Errand | LostThing, names: Sequence[str]) -> dict[str, object]:
    return {name: said for name in names if (said := getattr(row, name))}


def _until(matter: Matter) -> date | None:
    """The day after which it is emptied; None while it is open."""
    return timezone.localtime(years_before(matter.ended_at, -KEPT_YEARS)).date() if matter.ended_at else None
