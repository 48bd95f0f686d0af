"""What a helper's phone shows: whom they visit, how to reach them, what to look at in daily life. Never health or money."""

from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from shouwang.kernel.notices import queries as notices
from shouwang.kernel.people.models import Account, Person
from shouwang.systems.care.models import Case, Chain, Helper, Need, Planned, Visit
from shouwang.systems.care.queries.cases import Standing, standings
from shouwang.systems.care.queries.chains import begun_key
from shouwang.systems.care.queries.opened import OpenNeed, does, needs


@dataclass(frozen=True)
class Search:
    """Nobody answered there and nobody was seen yet: who was told, and by which visit of this helper, if by one."""

    chain: Chain
    told: list[Account]
    mine: Visit | None


@dataclass(frozen=True)
class Round:
    """One case of a helper: how it stands, when it is planned for them, what they do there, what to look at; the last visit
    of today, and whether two told of that one."""

    standing: Standing
    planned: date | None
    does: str
    daily: list[OpenNeed]
    told: Visit | None = None
    is_told_by_two: bool = False
    search: Search | None = None


def helps_in(person: Person) -> list[Helper]:
    """The open cases in which they visit: who takes on no visits sees nobody, but whom a visit is planned for by hand."""
    mine = Helper.objects.filter(aide__person=person, case__ended_at=None)
    near = timezone.localdate() - timedelta(days=3)
    planned = Planned.objects.filter(aide=OuterRef("aide"), case=OuterRef("case"), visit=None, day__gte=near)
    mine = mine.filter(Q(aide__a_week__gt=0) | Q(Exists(planned)))
    return list(mine.select_related("case__person", "case__room", "aide").order_by("case__number"))


def rounds(person: Person, today: date) -> list[Round]:
    """Whom they visit, the most urgent first. The caller journals that names were told."""
    mine = {one.case_id: one for one in helps_in(person)}
    ahead = Planned.objects.filter(aide__person=person, visit=None, day__gte=today - timedelta(days=3))
    days = dict(ahead.order_by("-day").values_list("case_id", "day"))  # the nearest stays
    told = list(Visit.objects.filter(case__in=mine, at__date=today).order_by("at"))
    last = {one.case_id: one for one in told}
    searches = _searches(person, list(mine))
    by_two = {one.case_id for one in told if one.same_as_id}
    return [
        Round(
            one,
            days.get(one.case.pk),
            does(mine[one.case.pk]),
            _daily(one.case),
            last.get(one.case.pk),
            one.case.pk in by_two,
            searches.get(one.case.pk),
        )
        for one in standings([one.case for one in mine.values()], today)
    ]


def _searches(person: Person, keys: list[UUID]) -> dict[UUID, Search]:
    found = {}
    for chain in Chain.objects.filter(case__in=keys, ended_at=None):
        mine = Visit.objects.filter(case=chain.case_id, aide__person=person, outcome=Visit.Outcome.NO_ANSWER)
        visit = mine.filter(at__gte=chain.opened_at).order_by("-at").first()
        found[chain.case_id] = Search(chain, notices.told(begun_key(chain)), visit)
    return found


def _daily(case: Case) -> list[OpenNeed]:
    return [one for one in needs(case, [Need.Field.DAILY]) if one.row.state == Need.State.OPEN]


def mark_of(person: Person, today: date) -> str:
    """Another one as soon as the phone would show something else, without opening a sealed word; "" for who helps nowhere."""
    mine = helps_in(person)
    if not mine:
        return ""
    keys = [one.case_id for one in mine]
    told = [
        [(one.pk, one.does_sealed, one.case.rhythm_days, one.case.way, one.case.place_id) for one in mine],
        [(one.case.person.name_sealed, one.case.person.phone_sealed, one.case.person.address_sealed) for one in mine],
        list(Visit.objects.filter(case__in=keys).order_by("id").values_list("id", "outcome", "mistaken_at")),
        list(Chain.objects.filter(case__in=keys, ended_at=None).order_by("id").values_list("id")),
        list(Need.objects.filter(case__in=keys, field=Need.Field.DAILY).order_by("id").values_list("id", "state")),
        list(Planned.objects.filter(aide__person=person, visit=None).order_by("id").values_list("id", "day")),
        today,
    ]
    return sha256(str(told).encode()).hexdigest()[:12]
