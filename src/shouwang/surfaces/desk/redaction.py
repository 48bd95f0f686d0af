"""What in a public text looks personal: numbers of people and houses, the reporter's own name. A warning; a person decides."""

from collections.abc import Iterable

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Person
from shouwang.kernel.people.queries import traces_of
from shouwang.lib import personal
from shouwang.lib.identity import clean_phone, ids_in, phones_in


def parts_of(text: str, matter: Matter) -> list[tuple[str, bool]]:
    """The text in parts, each with whether it looks personal."""
    parts, edge = [], 0
    for start, end in _spans(text, matter):
        if start >= edge:
            parts += [(text[edge:start], False), (text[start:end], True)]
            edge = end
    return [(part, is_trace) for part, is_trace in [*parts, (text[edge:], False)] if part]


def has_traces(text: str, matter: Matter) -> bool:
    """Whether anything in it looks personal."""
    return bool(_spans(text, matter))


def numbers_in(text: str, room: Room) -> list[str]:
    """Telephones and ID numbers in it, whoever's they are; the room's own telephone is for everybody."""
    own = clean_phone(room.phone)
    return [number for number in [*phones_in(text), *ids_in(text)] if number != own]


def traces_in(text: str, persons: Iterable[Person]) -> list[str]:
    """What looks personal in a text that is about no matter, each once: numbers, houses, and what these persons are called."""
    found = sorted([*traces_of(persons).spans(text), *personal.spans(text)])
    return list(dict.fromkeys(text[start:end] for start, end in found))


def _spans(text: str, matter: Matter) -> list[tuple[int, int]]:
    known = traces_of([matter.reporter] if matter.reporter else []).spans(text)
    return sorted([*known, *personal.spans(text)])
