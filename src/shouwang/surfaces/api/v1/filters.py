"""Narrowing a list of matters to what was asked for."""

from collections.abc import Callable, Mapping

from django.utils import timezone

from shouwang.kernel.matters.models import Matters
from shouwang.kernel.people.models import Account
from shouwang.surfaces.api.v1.bodies import Filters

PLAIN: Mapping[str, str] = {
    "room": "room__code",
    "kind": "kind",
    "topic": "topic",
    "urgent": "is_urgent",
    "received_since": "received_at__gte",
    "received_until": "received_at__lt",
}


def narrowed(matters: Matters, asked: Filters, account: Account) -> Matters:
    """Those of the matters that fit; words are looked for elsewhere (`matters.search.find`)."""
    plain = {PLAIN[name]: value for name, value in asked if name in PLAIN and value is not None}
    matters = matters.filter(**plain)
    if asked.state:
        matters = matters.filter(state__in=[str(state) for state in asked.state])
    if asked.open is not None:
        matters = matters.filter(ended_at__isnull=asked.open)
    if asked.late is not None:
        late = matters.late(timezone.now())
        matters = late if asked.late else matters.exclude(pk__in=late.values("pk"))
    return _owned(matters, asked, account)


def _owned(matters: Matters, asked: Filters, account: Account) -> Matters:
    by_word: Mapping[str, Callable[[], Matters]] = {
        "me": lambda: matters.filter(owner=account),
        "none": lambda: matters.filter(owner=None, team=None),
    }
    if asked.owner is None:
        return matters
    if isinstance(asked.owner, str):
        return by_word[asked.owner]()
    return matters.filter(owner=asked.owner)
