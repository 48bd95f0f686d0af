"""When somebody who works here is taken up by another part: each part says it by a plain function, registered in `ready()`.

Systems never import one another, so whoever offers an officer's time asks here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from shouwang.kernel.people.models import Account


@dataclass(frozen=True, order=True)
class Span:
    """From one moment to another, both aware."""

    starts_at: datetime
    ends_at: datetime


Says = Callable[[Account, datetime, datetime], Iterable[Span]]
_says: dict[str, Says] = {}


def register(part: str, says: Says) -> None:
    """Ask this for when somebody is taken up by the part."""
    _says[part] = says


def busy(account: Account, since: datetime, until: datetime, besides: str = "") -> list[Span]:
    """What of the time is taken, in order; not what the part `besides` has, which knows its own."""
    found = [span for part, says in _says.items() if part != besides for span in says(account, since, until)]
    return sorted(span for span in found if span.starts_at < until and span.ends_at > since)
