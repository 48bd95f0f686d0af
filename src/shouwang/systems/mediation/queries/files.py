"""Finding one dispute, its committee, and the lists of the mediation page."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters.models import Matter, Matters
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.queries import open_person
from shouwang.systems.mediation import lifecycle
from shouwang.systems.mediation.models import Committee, Dispute, Member, Party, Seat
from shouwang.systems.mediation.models.dispute import lasts_since
from shouwang.systems.mediation.queries.scope import disputes
from shouwang.systems.mediation.telling import DISPUTE


def dispute_of(viewer: Account, pk: UUID) -> Dispute | None:
    """The dispute with this key, if the viewer may see it."""
    return disputes(viewer).filter(pk=pk).first()


def has_dispute(matter: Matter) -> bool:
    """Whether the committee has begun to look at it."""
    return Dispute.objects.filter(pk=matter.pk).exists()


def committee_of(room: Room) -> Committee | None:
    """The room's mediation committee; None until it is set up."""
    return Committee.objects.filter(room=room).first()


def committee_with(matter: UUID) -> Committee | None:
    """The committee before which the matter with this key is; None for one that is no dispute."""
    return Committee.objects.filter(disputes__pk=matter).first()


def of_kind(matters: Matters) -> Matters:
    """Those of the matters that are disputes, with what a list shows of them."""
    # The room by a query of its own: joined, SQLite begins with the few rooms and must sort all of their disputes.
    return matters.filter(kind=DISPUTE).select_related("dispute__lead").prefetch_related("room")


def at_work(matters: Matters) -> Matters:
    """Not over yet: also those nobody has looked at."""
    return matters.filter(ended_at__isnull=True)


def lasting(matters: Matters, before: date) -> Matters:
    """Accepted before that day and neither agreed nor ended: they are on somebody's list."""
    # Asked of each open matter in the order of the list, so that a page stops once it is full.
    return at_work(matters).filter(Exists(Dispute.objects.filter(lasts_since(before), pk=OuterRef("pk"))))


def to_visit(matters: Matters) -> Matters:
    """Closed, and somebody still has to look in again: a closed matter has no other day."""
    # A bound, not "is not null": with it SQLite begins from the few days of the index, not from all that are closed.
    waiting = Dispute.objects.filter(stage=lifecycle.CLOSED, due_date__gt=date.min)
    return matters.filter(pk__in=waiting.values("pk"))


def mine(matters: Matters, viewer: Account) -> Matters:
    """Those somebody leads, or at whose table they sit.

    Which they are is asked first, from the person's side: SQLite would go through every matter of the kind instead.
    """
    seats = Seat.objects.filter(member__account=viewer, left_at=None, dispute__stage__in=lifecycle.OPEN)
    seated = seats.exclude(reply=Seat.Reply.DECLINES).values_list("dispute", flat=True)
    led = Matter.objects.filter(owner=viewer, ended_at__isnull=True, kind=DISPUTE).values_list("pk", flat=True)
    return at_work(matters).filter(pk__in={*seated, *led})


def names_of(party: Party) -> dict[str, str]:
    """A party's sealed words; the caller journals the look."""
    return open_person(party.person)


def stands_for(party: Party, role: str) -> dict[str, str]:
    """The sealed words of whoever stands for a party: "agent", "guardian" or "spokesman"."""
    return open_person(getattr(party, role))


def serving(committee: Committee) -> QuerySet[Member]:
    """Who serves now, by post and name."""
    return committee.members.filter(until_date=None).select_related("account").order_by("post", "name", "id")


def member_of(room: Room, pk: UUID) -> Member | None:
    """Somebody who serves in the room's committee."""
    return Member.objects.select_related("committee__room").filter(pk=pk, committee__room=room, until_date=None).first()
