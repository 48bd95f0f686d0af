"""What a helper's phone shows: whom they visit, how to reach them, what to look at in daily life. Never health or money."""

from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from shouwang.kernel.people.models import Person
from shouwang.systems.care.models import Case, Helper, Need, Planned, Visit
from shouwang.systems.care.queries.cases import Standing, standings
from shouwang.systems.care.queries.opened import OpenNeed, does, needs


@dataclass(frozen=True)
class Round:
    """One case of a helper: how it stands, when it is planned for them, what they do there, what to look at."""

    standing: Standing
    planned: date | None
    does: str
    daily: list[OpenNeed]


def helps_in(person: Person) -> list[Helper]:
    """The open cases in which they help."""
    mine = Helper.objects.filter(aide__person=person, case__ended_at=None)
    return list(mine.select_related("case__person", "case__room", "aide").order_by("case__number"))


def rounds(person: Person, today: date) -> list[Round]:
    """Whom they visit, the most urgent first. The caller journals that names were told."""
    mine = {one.case_id: one for one in helps_in(person)}
    ahead = Planned.objects.filter(aide__person=person, visit=None, day__gte=today - timedelta(days=3))
    days = dict(ahead.order_by("-day").values_list("case_id", "day"))  # the nearest stays
    return [
        Round(one, days.get(one.case.pk), does(mine[one.case.pk]), _daily(one.case))
        for one in standings([one.case for one in mine.values()], today)
    ]


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
        list(Visit.objects.filter(case__in=keys).order_by("id").values_list("id", "outcome")),
        list(Need.objects.filter(case__in=keys, field=Need.Field.DAILY).order_by("id").values_list("id", "state")),
        list(Planned.objects.filter(aide__person=person, visit=None).order_by("id").values_list("id", "day")),
        today,
    ]
    return sha256(str(told).encode()).hexdigest()[:12]
