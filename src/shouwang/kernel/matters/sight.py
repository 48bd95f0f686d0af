"""Who else sees a matter: parts say it by plain functions, because they know who sits at a table."""

from collections.abc import Callable

from django.db.models import Q

from shouwang.kernel.people.models import Account

Also = Callable[[Account], Q]
_also: list[Also] = []


def register(also: Also) -> None:
    """Matters that this condition takes in are seen too by somebody who does not see the whole room. Once, in `ready()`."""
    if also not in _also:
        _also.append(also)


def also(viewer: Account) -> Q:
    """What the parts let the viewer see, beside what the kernel knows; nothing where no part says so."""
    found = Q(pk__in=())
    for one in _also:
        found |= one(viewer)
    return found
