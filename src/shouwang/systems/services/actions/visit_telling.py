"""Notices of visits to the officer who goes: what others booked, moved or called off, and that somebody is to be rung.

A number and a time, never a name or a house.
"""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.journal.actions import Subject
from shouwang.kernel.matters.events import Happened
from shouwang.kernel.notices import actions as notices
from shouwang.kernel.notices import wording
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.queries import actor
from shouwang.lib.clock import BEIJING
from shouwang.systems.services import visiting
from shouwang.systems.services.models import Visit
from shouwang.systems.services.queries.visits import to_ring

FIRST_HOUR = 7  # nobody is rung out of bed by a visit of tomorrow
TOLD = {"book": "booked", "set_time": "booked", "move": "moved", "call_off": "off"}


def register() -> None:
    """The words of the notices; called in `ready()`."""
    wording.register(
        "visit.booked",
        subject=_("%(number)s: a visit is booked, %(when)s"),
        body=_("Somebody booked a visit: %(when)s. Open %(number)s to see who and where."),
    )
    wording.register(
        "visit.moved",
        subject=_("%(number)s: the visit is moved to %(when)s"),
        body=_("The visit %(number)s has another time: %(when)s."),
    )
    wording.register(
        "visit.off",
        subject=_("%(number)s: the visit is called off"),
        body=_("The visit %(number)s does not take place. Its time is free again."),
    )
    wording.register(
        "visit.taken_over",
        subject=_("%(number)s: a colleague makes the visit now"),
        body=_("The visit %(number)s has another time, at which a colleague goes. Yours is free again."),
    )
    wording.register(
        "visit.ring",
        subject=_("Ring today about visits: %(count)s"),
        body=_("Whom to ring stands under Services, Home visits. Tick each off, so that nobody is rung twice."),
    )


def tell_taken_over(visit: Visit, before: Account) -> None:
    """Moved to a time at which another officer comes: the first one need not go."""
    matter = visit.matter
    notices.tell(
        key=f"visit.taken_over:{visit.pk}:{visit.sequence}", account=before, room=matter.room, template="visit.taken_over",
        words={"number": matter.reference}, about=Subject("matter", str(matter.pk), matter.reference),
    )  # fmt: skip


def hear(happened: Happened) -> None:
    """Tell the officer what somebody else did with a visit of theirs."""
    what = TOLD.get(happened.entry.field) if happened.entry.verb == "step" else None
    if what is None:
        return
    visit = Visit.objects.select_related("account").filter(pk=happened.matter.pk).first()
    if visit is None or visit.account is None or happened.entry.actor == actor(visit.account).id:
        return
    if what != "off" and not happened.entry.after:
        return
    matter = happened.matter
    notices.tell(
        key=f"visit.{what}:{happened.entry.pk}", account=visit.account, room=matter.room, template=f"visit.{what}",
        words={"number": matter.reference, "when": happened.entry.after},
        about=Subject("matter", str(matter.pk), matter.reference),
    )  # fmt: skip


def remind(now: datetime | None = None) -> int:
    """Every hour from the morning on: who is to ring somebody about a visit is told once a day; how many notices are new."""
    moment = now or timezone.now()
    if moment.astimezone(BEIJING).hour < FIRST_HOUR:
        return 0
    told, day = 0, visiting.day_of(moment)
    for account in Account.objects.filter(visits__isnull=False, is_active=True).distinct().order_by("pk"):
        rows = to_ring(Visit.objects.filter(account=account).select_related("matter__room", "purpose"), moment)
        if rows:
            room = rows[0].visit.matter.room
            made = notices.tell(
                key=f"visit.ring:{account.pk}:{day:%Y%m%d}", account=account, room=room, template="visit.ring",
                words={"count": str(len(rows))}, about=Subject("room", str(room.pk), room.code),
            )  # fmt: skip
            told += len(list(made))
    return told
