"""Narrowing a list of matters to what was asked for: the desk's own filter, and what only programs ask for."""

from django.utils import timezone

from shouwang.kernel.matters.models import Matters
from shouwang.kernel.people.models import Account
from shouwang.surfaces.api.v1.bodies import Filters
from shouwang.surfaces.desk import filters as desk


def narrowed(matters: Matters, asked: Filters, account: Account) -> Matters:
    """Those of the matters that fit; words are looked for elsewhere (`matters.search.find`)."""
    found = desk.apply(matters, _as_at_the_desk(asked, account))
    more = {
        "room__code": asked.room,
        "received_at__gte": asked.received_since,
        "received_at__lt": asked.received_until,
    }
    found = found.filter(**{name: value for name, value in more.items() if value is not None})
    if asked.owner == "none":
        found = found.filter(owner=None, team=None)
    if asked.urgent is False:
        found = found.filter(is_urgent=False)
    if asked.late is False:
        found = found.exclude(pk__in=matters.late(timezone.now()).values("pk"))
    return found


def _as_at_the_desk(asked: Filters, account: Account) -> dict[str, object]:
    standing = {True: desk.OPEN, False: desk.OVER, None: ""}[asked.open]
    owners = {"me": account.pk, "none": None}
    return {
        "kind": asked.kind,
        "topic": asked.topic,
        "state": [str(state) for state in asked.state],
        "standing": standing,
        "late": asked.late,
        "urgent": asked.urgent,
        "level": asked.level,
        "channel": asked.channel,
        "owner": owners[asked.owner] if isinstance(asked.owner, str) else asked.owner,
        "team": asked.team,
        "run": asked.run,
    }
