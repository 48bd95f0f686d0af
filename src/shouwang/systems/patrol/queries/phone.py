"""What a volunteer's phone keeps to walk a shift without a network."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import islice, pairwise
from typing import Final
from uuid import UUID

from django.db.models import Count, Max, Prefetch, Q, QuerySet

from shouwang.kernel.ground.models import Place, Room
from shouwang.kernel.ground.network import home_of, network_of
from shouwang.kernel.people.sealed import unseal
from shouwang.lib.names import given_name
from shouwang.lib.planning.network import Network
from shouwang.systems.patrol.models import CheckIn, HandOver, Plan, Shift, Stand, Stop, Turn, Volunteer
from shouwang.systems.patrol.queries.fitness import FACTS, IN
from shouwang.systems.patrol.queries.places import editions
from shouwang.systems.patrol.queries.tracks import agreed
from shouwang.systems.patrol.queries.turns import Open, Swap, open_shifts, swaps
from shouwang.systems.patrol.queries.walks import begins_at
from shouwang.systems.patrol.volunteering import SWAPPED, Reason

AHEAD: Final = timedelta(days=14)
STAYS: Final = timedelta(hours=8)  # after its end, for what was not told yet
NOTES_FROM: Final = timedelta(hours=36)  # before a shift: what was said earlier is of another night
MOST_NOTES: Final = 6


@dataclass(frozen=True)
class Walk:
    """A turn with all that is needed to walk it. `way` are points of longitude and latitude along the lanes."""

    turn: Turn
    stops: Sequence[Stop]
    stand: Place | None
    way: Sequence[Sequence[float]]
    beside: Sequence[str]
    notes: Sequence[HandOver]
    check_ins: Sequence[CheckIn]


def turn_of(volunteer: Volunteer, key: UUID) -> Turn | None:
    """One of their own turns."""
    return volunteer.turns.select_related("shift__room").filter(pk=key).first()


def offered_turn(volunteer: Volunteer, key: UUID) -> Turn | None:
    """A place in the room that somebody offers, or offered in a shift that this volunteer is in now: pressed twice."""
    found = Turn.objects.select_related("shift").filter(shift__room=volunteer.room_id, pk=key)
    theirs = Turn.objects.filter(volunteer=volunteer, state=Turn.State.TAKEN).values("shift")
    swapped = Q(state=Turn.State.GONE, shift__in=theirs)
    return found.filter(Q(state=Turn.State.OFFERED) | swapped).exclude(volunteer=volunteer).first()


def sent_shift(volunteer: Volunteer, key: UUID) -> Shift | None:
    """A shift of the room that phones show."""
    return Shift.objects.filter(room=volunteer.room_id, sent_at__isnull=False, pk=key).first()


def walks_of(volunteer: Volunteer, now: datetime) -> list[Walk]:
    """Their turns of the next fourteen days and those that just ended, the next first."""
    turns = list(_turns(volunteer, now))
    shifts = [turn.shift_id for turn in turns]
    stops = _by_shift(_stops(shifts))
    stands = dict(_stands(shifts))
    check_ins: dict[UUID, list[CheckIn]] = {}
    for one in CheckIn.objects.filter(turn__shift__in=shifts).select_related("turn").order_by("at"):
        check_ins.setdefault(one.turn.shift_id, []).append(one)
    ways, notes = _Ways(volunteer.room), _notes(volunteer.room, [turn.shift for turn in turns])
    return [
        Walk(
            turn,
            here := stops.get(turn.shift_id, []),
            stands.get(turn.shift_id) or turn.shift.place,
            ways.along(here),
            _beside(turn),
            _notes_before(turn.shift, notes),
            check_ins.get(turn.shift_id, []),
        )
        for turn in turns
    ]


def taken_from(volunteer: Volunteer, now: datetime) -> list[Turn]:
    """Turns of shifts to come that are theirs no more without their own word, `why_missed` says why: their phone says it."""
    lost = volunteer.turns.filter(state=Turn.State.GONE, began_at=None, why_missed__in=(SWAPPED, *Reason))
    ahead = lost.filter(shift__sent_at__isnull=False, shift__ends_at__gt=now, shift__starts_at__lt=now + AHEAD)
    return list(ahead.select_related("shift__place").order_by("shift__starts_at", "id"))


def mark_of(volunteer: Volunteer, now: datetime) -> str:
    """Another one as soon as `walks_of`, what is open or what is offered differs; cheap, asked every few seconds.

    Not when a place is only called otherwise: that is seen with the next change.
    """
    # Whatever is taken from them is in `others`.
    mine = list(_turns(volunteer, now).values_list("pk", "shift", "state", "began_at", "ended_at", "is_lead"))
    shifts = [row[1] for row in mine]
    ahead = Shift.objects.filter(room=volunteer.room_id, sent_at__isnull=False, ends_at__gt=now - STAYS)
    others = Turn.objects.filter(shift__in=ahead).order_by("pk")
    known = [
        mine,
        list(
            ahead.order_by("pk").values_list(
                "pk", "sent_at", "cancelled_at", "starts_at", "ends_at", "most", "place", "is_risky", "needs_lead"
            )
        ),
        list(others.values_list("pk", "state")),
        list(_stops(shifts).values_list("plan", flat=True).order_by("plan").distinct()),
        list(Stand.objects.filter(shift__in=shifts, plan__state=Plan.State.SENT).order_by("pk").values_list("pk")),
        CheckIn.objects.filter(turn__shift__in=shifts).aggregate(Count("pk"), Max("at"), Max("left_at")),
        [list(getattr(volunteer, name).order_by("pk").values_list()) for name in FACTS],
        volunteer.adult_checked_at,
        HandOver.objects.filter(turn__shift__room=volunteer.room_id, written_at__gt=now - NOTES_FROM).count(),
        agreed(volunteer),
        editions(volunteer.room),
    ]
    return sha256(repr(known).encode()).hexdigest()[:12]


def offers(volunteer: Volunteer, now: datetime) -> tuple[list[Open], list[Swap]]:
    """Open shifts and swaps of the next fourteen days."""
    until = now + AHEAD
    found = [one for one in open_shifts(volunteer, now) if one.shift.starts_at < until]
    return found, [one for one in swaps(volunteer, now) if one.turn.shift.starts_at < until]


def with_company(volunteer: Volunteer, now: datetime) -> list[Turn]:
    """Their turns in which somebody else comes too, whose name the phone shows."""
    return [turn for turn in _turns(volunteer, now) if len(turn.shift.turns.all()) > 1]


def _turns(volunteer: Volunteer, now: datetime) -> QuerySet[Turn]:
    found = volunteer.turns.filter(Q(state__in=IN) | Q(began_at__isnull=False))
    found = found.filter(shift__sent_at__isnull=False, shift__ends_at__gt=now - STAYS)
    found = found.filter(shift__starts_at__lt=now + AHEAD)
    people = Turn.objects.filter(state__in=IN).select_related("volunteer__person").order_by("-is_lead", "id")
    related = found.select_related("shift__place", "shift__room")
    return related.prefetch_related(Prefetch("shift__turns", people)).order_by("shift__starts_at", "id")


def _stops(shifts: Sequence[UUID]) -> QuerySet[Stop]:
    found = Stop.objects.filter(shift__in=shifts, plan__state=Plan.State.SENT)
    return found.select_related("place", "shift").order_by("shift", "number")


def _stands(shifts: Sequence[UUID]) -> Iterable[tuple[UUID, Place]]:
    for one in Stand.objects.filter(shift__in=shifts, plan__state=Plan.State.SENT).select_related("place"):
        yield one.shift_id, one.place


def _by_shift(stops: Iterable[Stop]) -> dict[UUID, list[Stop]]:
    found: dict[UUID, list[Stop]] = {}
    for stop in stops:
        found.setdefault(stop.shift_id, []).append(stop)
    return found


def _beside(turn: Turn) -> list[str]:
    """The given names of who else comes: enough to look for one another, and no more."""
    return [
        given_name(unseal(one.volunteer.person.name_sealed, record=one.volunteer.person.pk))
        for one in turn.shift.turns.all()
        if one.pk != turn.pk and one.volunteer and one.volunteer.person.erased_at is None
    ]


def _notes(room: Room, shifts: Sequence[Shift]) -> Sequence[HandOver]:
    """All that may be of use to one of these shifts, newest first."""
    if not shifts:
        return []
    since = min(shift.starts_at for shift in shifts) - NOTES_FROM
    found = HandOver.objects.filter(turn__shift__room=room, written_at__gt=since)
    return list(found.select_related("turn__shift").order_by("-written_at", "-id"))


def _notes_before(shift: Shift, notes: Sequence[HandOver]) -> list[HandOver]:
    """What the shifts before told, newest first."""
    since = shift.starts_at - NOTES_FROM
    before = (one for one in notes if one.turn.shift.starts_at < shift.starts_at and one.written_at > since)
    return list(islice(before, MOST_NOTES))


class _Ways:
    """The lanes of a room, noded once and only if a round has stops."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.network: Network | None = None
        self.home = (0.0, 0.0)

    def along(self, stops: Sequence[Stop]) -> list[list[float]]:
        """From home by the stops and back, to half a metre."""
        if not stops:
            return []
        if self.network is None:
            self.network = network_of(self.room)
            self.home = home_of(self.room, list(self.room.places.order_by("name")))
        home = begins_at(stops[0].shift, self.home)
        points = [home, *((stop.place.longitude, stop.place.latitude) for stop in stops), home]
        found: list[list[float]] = []
        for start, end in pairwise(points):
            for longitude, latitude in self.network.way(start, end, night=True).points.tolist():
                point = [round(longitude, 6), round(latitude, 6)]
                if not found or found[-1] != point:
                    found.append(point)
        return found
