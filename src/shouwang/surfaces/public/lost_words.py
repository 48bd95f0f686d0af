"""What somebody reads who told of a thing: where to bring what they found, whom to ring about what they lost."""

from dataclasses import dataclass

from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters.models import Matter
from shouwang.surfaces.public.frame import either, hours, in_words
from shouwang.systems.services.kinds import KIND as HELP
from shouwang.systems.services.queries.lost import thing_with


@dataclass(frozen=True)
class Advice:
    """`is_found`: it is to be brought; else it is looked for. Where and when, and the room's telephone."""

    is_found: bool
    room: str
    address: str
    hours: str
    phone: str


def advice(matter: Matter) -> Advice | None:
    """What to do now; None for any other matter, and once the thing is here, joined to another, or over."""
    if matter.kind != HELP.key or matter.topic != "lost" or not matter.is_open:
        return None
    thing = thing_with(matter)
    if thing is None or not (thing.is_told or thing.is_only_sought):
        return None
    room: Room = matter.room
    return Advice(
        is_found=thing.is_told, room=in_words(room), address=either(room.address, room.address_en),
        hours=hours(room, timezone.now()), phone=room.phone,
    )  # fmt: skip
