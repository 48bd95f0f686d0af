"""Which closed disputes are like one, for who mediates it; what waits to be read over; what the shelf lacks."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import rooms
from shouwang.systems.mediation import lifecycle
from shouwang.systems.mediation.models import Dispute, Precedent
from shouwang.systems.mediation.models.dispute import SHIELDED
from shouwang.systems.mediation.precedent import EDITION, ENOUGH, Answer, Reason, find, read, reasons
from shouwang.systems.mediation.queries.retold import number_of_type, retold, type_of
from shouwang.systems.mediation.queries.scope import disputes
from shouwang.systems.mediation.queries.shelf import Reading

CLOSED: Final = (lifecycle.CLOSED, lifecycle.ARCHIVED)
MOST: Final = 8
ASKED: Final = 500
"""So many are asked of the index, which knows nothing of who may see what; of those the viewer's likest are shown."""
LEAST: Final = 8  # terms: of fewer words any likeness is chance
SEARCHED: Final = 0.35  # of the likest: a few searched words can't be as like as a whole dispute
FOUND, NOTHING_LIKE, NOTHING_CLOSED, TOO_LITTLE = "found", "nothing_like", "nothing_closed", "too_little"


@dataclass(frozen=True)
class Like:
    """One that is like it. `dispute`: its own file, only where the viewer may open it; `is_own`: of a room they work in."""

    precedent: Precedent
    reasons: tuple[Reason, ...]
    dispute: Dispute | None
    is_own: bool


@dataclass(frozen=True)
class Likes:
    """The likest first, and why there are none."""

    state: str
    found: tuple[Like, ...] = ()


def shown_to(viewer: Account) -> QuerySet[Precedent]:
    """Those of the rooms they mediate in, and of the county's other rooms what somebody there read over."""
    own = rooms(viewer, Permission.MEDIATION_WORK)
    of_county = Q(room__station__county__in=own.values("station__county"), read_at__isnull=False)
    return Precedent.objects.filter(Q(room__in=own) | of_county).select_related("room", "dispute__matter")


def to_read(viewer: Account) -> QuerySet[Precedent]:
    """What nobody has read over in the rooms where the viewer may; the latest first."""
    own = rooms(viewer, Permission.MEDIATION_CLOSE)
    return shown_to(viewer).filter(room__in=own, read_at=None).order_by("-number")


def precedent_of(viewer: Account, pk: UUID) -> Precedent | None:
    """The precedent with this key, if the viewer may see it."""
    return shown_to(viewer).filter(pk=pk).first()


def like(viewer: Account, dispute: Dispute) -> Likes:
    """Closed disputes like this one, by its words and, as a mere hint, its type."""
    text = retold(dispute).facts
    kind = number_of_type(type_of(dispute))
    if len(read(text).grams) < LEAST:
        return Likes(TOO_LITTLE)
    answer = find(Reading(), read(text), kind=kind, most=ASKED, enough=ENOUGH)
    among = shown_to(viewer).exclude(dispute=dispute.pk)
    return _likes(viewer, text, answer, among)


def like_words(viewer: Account, text: str) -> Likes:
    """Closed disputes that speak of what somebody typed."""
    terms = read(text)
    if not len(terms.grams):
        return Likes(TOO_LITTLE)
    answer = find(Reading(), terms, most=ASKED, enough=0)
    least = SEARCHED * max((one.likeness for one in answer.found), default=0.0)
    near = tuple(one for one in answer.found if one.likeness >= least)
    return _likes(viewer, text, Answer(near, answer.weights), shown_to(viewer))


def _likes(viewer: Account, text: str, answer: Answer, among: QuerySet[Precedent]) -> Likes:
    by_number = {one.number: one for one in among.filter(number__in=[hit.number for hit in answer.found])}
    best = [by_number[hit.number] for hit in answer.found if hit.number in by_number][:MOST]
    if not best:
        return Likes(NOTHING_LIKE if among.exists() else NOTHING_CLOSED)
    own = {room.pk for room in rooms(viewer, Permission.MEDIATION_WORK)}
    files = files_of(viewer, best)
    found = tuple(
        Like(one, reasons(text, one.facts, answer.weights), files.get(one.dispute_id), one.room_id in own)
        for one in best
    )
    return Likes(FOUND, found)


def files_of(viewer: Account, precedents: Iterable[Precedent]) -> dict[UUID | None, Dispute]:
    """The disputes behind them that the viewer may open."""
    keys = [one.dispute_id for one in precedents if one.dispute_id]
    return {one.pk: one for one in disputes(viewer).filter(pk__in=keys)}


def makes_one(dispute: Dispute) -> bool:
    """Whether it belongs on the shelf."""
    return _belonging().filter(pk=dispute.pk).exists()


def _belonging() -> QuerySet[Dispute]:
    """Closed, its file not emptied, and nobody in it to be protected: what happened at home is told to no other room."""
    closed = Dispute.objects.filter(stage__in=CLOSED, matter__emptied_at=None, matter__is_sheltered=False)
    return closed.exclude(result=Dispute.Result.STOPPED).exclude(dangers__kind__in=SHIELDED)


def due() -> list[UUID]:
    """Closed disputes that are not on the shelf."""
    return list(_belonging().filter(precedent=None).order_by("closed_date", "pk").values_list("pk", flat=True))


def left_over() -> list[UUID]:
    """Disputes on the shelf that no longer belong there."""
    gone = Dispute.objects.filter(precedent__isnull=False).exclude(pk__in=_belonging().values("pk"))
    return list(gone.values_list("pk", flat=True))


def stale() -> QuerySet[Precedent]:
    """What another edition of the reading put there."""
    return Precedent.objects.exclude(edition=EDITION)
