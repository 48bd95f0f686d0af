"""What the room's places need tonight: weight with its parts, visits, dwell, hours."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from shouwang.kernel.ground import attention
from shouwang.kernel.ground.models import Place, Room
from shouwang.kernel.matters import lifecycle
from shouwang.kernel.matters.models import Entry, Matter
from shouwang.lib.coordinates import distance_m
from shouwang.systems.patrol.models import Need
from shouwang.systems.patrol.models.needs import MOST_VISITS as MOST_VISITS
from shouwang.systems.patrol.models.needs import MOST_WEIGHT as MOST_WEIGHT
from shouwang.systems.patrol.weighing import Part, Why, total, weigh

VERIFIED = (lifecycle.REPORTED, lifecycle.CHECKED, lifecycle.CLOSED)  # somebody went and it was so
LOOKED_BACK = timedelta(days=28)
NEAR = 150  # metres: a report there is a report here


@dataclass(frozen=True)
class Wanted:
    """A place and what it needs: as the officer said, else what is usual. `parts` say why it weighs what it weighs."""

    place: Place
    parts: tuple[Part, ...]
    need: Need

    @property
    def weight(self) -> float:
        return total(self.parts)


def wanted(room: Room, now: datetime) -> list[Wanted]:
    """All places of the room, heaviest first. Asks three times, however many places."""
    places = list(Place.objects.filter(room=room).select_related("patrol_need").order_by("name"))
    drawn = attention.of(room, now)
    spots = list(verified(room, now - LOOKED_BACK, now))
    found = [_wanted(place, drawn, spots) for place in places]
    return sorted(found, key=lambda one: (-one.weight, one.place.name))


def is_near(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether what happens there counts as happening here; latitude and longitude."""
    return distance_m(one, other) <= NEAR


def _wanted(place: Place, drawn: Iterable[attention.Attention], spots: Iterable[tuple[float, float]]) -> Wanted:
    here = (place.latitude, place.longitude)
    near = [
        Part(Why.WARNING, one.weight, one.words, subject=one.subject)
        for one in drawn
        if distance_m(here, (one.latitude, one.longitude)) <= one.radius + NEAR
    ]
    reports = sum(is_near(here, spot) for spot in spots)
    need: Need | None = getattr(place, "patrol_need", None)
    if need is None and place.kind == Place.Kind.ROOM:
        return Wanted(place, (Part(Why.PLAIN, 0.0),), Need(place=place))  # whoever walks begins and ends there anyway
    parts = weigh(said=need.weight if need else None, note=need.note if need else "", drawn=near, reports=reports)
    return Wanted(place, parts, need or Need(place=place))


def verified(room: Room, since: datetime, until: datetime) -> Iterable[tuple[float, float]]:
    """Where the reports of that time were that turned out so."""
    recent = Matter.objects.filter(
        room=room, kind="report", state__in=VERIFIED, received_at__gte=since, received_at__lte=until
    )
    return _spots(recent)


def newly_verified(room: Room, since: datetime) -> Iterable[tuple[float, float]]:
    """Where the reports were that were found to be so after that moment, and not before."""
    entries = Entry.objects.filter(matter=OuterRef("pk"), state__in=VERIFIED)
    reports = Matter.objects.filter(room=room, kind="report", state__in=VERIFIED, received_at__gte=since - LOOKED_BACK)
    return _spots(reports.filter(Exists(entries.filter(at__gte=since)), ~Exists(entries.filter(at__lt=since))))


def _spots(reports: QuerySet[Matter]) -> Iterable[tuple[float, float]]:
    found = reports.values_list("latitude", "longitude", "place__latitude", "place__longitude")
    for latitude, longitude, place_latitude, place_longitude in found:
        if latitude is not None and longitude is not None:
            yield latitude, longitude
        elif place_latitude is not None:
            yield place_latitude, place_longitude
