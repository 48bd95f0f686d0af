"""Reminders: who leads a dispute is told of its days before they come, on the day, and once when one was missed.

A notice says the number, the day and what for; of a sheltered dispute only the number and the day. A PC that was off on a
day tells it on the next: what counts is how near the day is, not whether somebody woke up on it.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from shouwang.kernel.journal.actions import Subject
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.notices import actions as notices
from shouwang.kernel.notices.queries import audience
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.systems.mediation import dates, lifecycle
from shouwang.systems.mediation.dates import Deadline
from shouwang.systems.mediation.models import Dispute, Member
from shouwang.systems.mediation.queries.standing import CHINA, dated

FIRST_HOUR = 7  # nobody is rung out of bed by a day that is a week away
# What became late longer ago is no news. Shorter than notices are kept, by whose keys nothing is told twice.
NEWS_DAYS = 60
LATE = "late"
# How many days before each is told; 0 is the day itself.
BEFORE = {"court": dates.COURT_SOON, "perform": (3, 0), "visit": (0,), "mediate": (7,)}
TOLD_LATE = ("decide", "mediate", "session", "receipt", "perform", "visit", "danger")


def remind(now: datetime | None = None) -> int:
    """Tell of every day that is near or was missed, each once; how many notices are new."""
    moment = now or timezone.now()
    if moment.astimezone(CHINA).hour < FIRST_HOUR:
        return 0
    to_visit = Q(stage=lifecycle.CLOSED, due_date__isnull=False)
    opened = (
        Dispute.objects.filter(Q(stage__in=lifecycle.OPEN) | to_visit)
        .select_related("matter__room", "committee", "lead__account")
        .order_by("pk")
    )
    return sum(_remind(dispute, moment) for dispute in opened.iterator(chunk_size=200))


def _remind(dispute: Dispute, moment: datetime) -> int:
    stands = dated(dispute, moment)
    told = 0
    for one in stands.deadlines:
        mark = mark_of(one, stands.today)
        if mark is None:
            continue
        for account in _who_leads(dispute, stands.today):
            told += len(_tell(dispute, one, mark, account))
    return told


def mark_of(one: Deadline, today: date) -> str | None:
    """Which of a day's reminders it is time for, as a word for the key: days before, or "late"; None for none."""
    left = one.days_left(today)
    if left < 0:
        return LATE if one.key in TOLD_LATE and -left <= NEWS_DAYS else None
    near = [days for days in BEFORE.get(one.key, ()) if left <= days]
    return str(min(near)) if near else None


def _who_leads(dispute: Dispute, today: date) -> Iterable[Account]:
    """Who leads it, else the committee's directors, else the room's officers; of what is sheltered no director."""
    lead = dispute.lead
    if lead and lead.account and lead.account.is_active and lead.serves_on(today):
        return [lead.account]
    if dispute.matter.is_sheltered:
        return audience(dispute.matter.room, Permission.REPORTER_SEE)
    directors = Member.objects.filter(
        committee=dispute.committee_id, post=Member.Post.DIRECTOR, account__is_active=True
    ).select_related("account")
    serving = [one.account for one in directors.order_by("id") if one.account and one.serves_on(today)]
    return serving or audience(dispute.matter.room, Permission.REPORTER_SEE)


def _tell(dispute: Dispute, one: Deadline, mark: str, account: Account) -> list[object]:
    matter: Matter = dispute.matter
    what = "day" if matter.is_sheltered else one.key
    made = notices.tell(
        key=f"mediation.remind:{dispute.pk}:{one.key}:{one.of}:{one.day:%Y%m%d}:{mark}",
        account=account,
        room=matter.room,
        template=f"mediation.{LATE if mark == LATE else 'remind'}.{what}",
        words={"number": matter.reference, "day": one.day.isoformat()},
        about=Subject("matter", str(matter.pk), matter.reference),
    )
    return list(made)
