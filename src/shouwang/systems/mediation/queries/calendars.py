"""Who sits where when: clashes, somebody's sessions, the hours they gave."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, QuerySet, Sum

from shouwang.kernel.people.busy import Span
from shouwang.kernel.people.models import Account
from shouwang.systems.mediation.models import Member, Seat, Service, Session
from shouwang.systems.mediation.queries.standing import CHINA

ADVISER_MINUTES = 4 * 60  # a month, by a notice of Henan's Department of Justice (domain a1)
LECTURES = 1  # a quarter


@dataclass(frozen=True)
class Clash:
    """Somebody who already sits elsewhere, from when."""

    name: str
    starts_at: datetime


def clashes(members: Collection[UUID], starts_at: datetime, ends_at: datetime) -> list[Clash]:
    """Which of the members already sit in another session that touches this time; also of another committee."""
    accounts = list(Member.objects.filter(pk__in=members, account__isnull=False).values_list("account", flat=True))
    same = (
        Member.objects.filter(account__in=accounts)
        .values("pk")
        .union(Member.objects.filter(pk__in=members).values("pk"))
    )
    keys = [row["pk"] for row in same]
    touching = Session.objects.filter(state=Session.State.CALLED, starts_at__lt=ends_at, ends_at__gt=starts_at)
    taken = (
        Seat.objects.filter(sessions__in=touching, member__in=keys, left_at=None)
        .exclude(reply=Seat.Reply.DECLINES)
        .select_related("member")
        .prefetch_related("sessions")
        .order_by("id")
    )
    found = []
    for seat in taken:
        first = min(
            one.starts_at
            for one in seat.sessions.all()
            if one.state == Session.State.CALLED and one.starts_at < ends_at and one.ends_at > starts_at
        )
        found.append(Clash(seat.name, first))
    return found


def sessions_of(account: Account, since: datetime) -> QuerySet[Session]:
    """The sessions somebody is called to, from a moment on, those called off too, the earliest first: for calendars."""
    seats = Seat.objects.filter(member__account=account, left_at=None).exclude(reply=Seat.Reply.DECLINES)
    called = Session.objects.filter(seats__in=seats, ends_at__gte=since)
    return called.select_related("dispute__matter").distinct().order_by("starts_at", "id")


def taken(account: Account, since: datetime, until: datetime) -> list[Span]:
    """When somebody sits in a mediation, for other parts: see kernel.people.busy."""
    called = sessions_of(account, since).filter(state=Session.State.CALLED, starts_at__lt=until)
    return [Span(one.starts_at, one.ends_at) for one in called]


@dataclass(frozen=True)
class Hours:
    """What somebody gave in a month: at sessions, otherwise, talks in the quarter."""

    member: Member
    session_minutes: int
    other_minutes: int
    lectures: int

    @property
    def minutes(self) -> int:
        return self.session_minutes + self.other_minutes


def hours(members: Collection[Member], month: date) -> list[Hours]:
    """The month's hours of each; talks are counted over the quarter the month lies in. Three queries, whoever serves."""
    first = month.replace(day=1)
    until = (first + timedelta(days=32)).replace(day=1)
    quarter = first.replace(month=(first.month - 1) // 3 * 3 + 1)
    quarter_end = (quarter + timedelta(days=95)).replace(day=1)
    start, end = (datetime(day.year, day.month, 1, tzinfo=CHINA) for day in (first, until))
    held = Session.objects.filter(
        seats__member__in=members, state=Session.State.HELD, starts_at__gte=start, starts_at__lt=end
    )
    sat: Counter[UUID] = Counter()
    for member, starts, ends, _key in held.values_list("seats__member", "starts_at", "ends_at", "pk").distinct():
        sat[member] += int((ends - starts).total_seconds()) // 60
    given = Service.objects.filter(member__in=members).order_by()
    rows = given.filter(day__gte=first, day__lt=until).values_list("member").annotate(sum=Sum("minutes"))
    other: dict[UUID, int] = dict(rows)
    lectures = given.filter(what=Service.What.LECTURE, day__gte=quarter, day__lt=quarter_end)
    talks: dict[UUID, int] = dict(lectures.values_list("member").annotate(count=Count("pk")))
    return [Hours(one, sat[one.pk], other.get(one.pk, 0), talks.get(one.pk, 0)) for one in members]
