"""Matters told to everybody on the room's page: topic, how far it is, and the words written for the public. Nothing else."""

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters import kinds
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.queries import published
from shouwang.surfaces.public.frame import CHINESE, is_read_in_english
from shouwang.surfaces.public.story import standing
from shouwang.ui.parts import Entry

MOST = 5


def newest(room: Room) -> list[Entry]:
    """The latest that were released."""
    return [_entry(matter) for matter in published(room).order_by("-published_at", "-id")[:MOST]]


def _entry(matter: Matter) -> Entry:
    topic, stands = kinds.get(matter.kind).by_key[matter.topic], standing(matter)
    return Entry(
        title=f"{topic.name} · {stands.word}",
        at=matter.published_at,
        text=matter.public_text,
        icon=topic.icon,
        tone=stands.tone,
        lang=CHINESE if is_read_in_english() else "",
    )
