"""What each column most likely means: by its heading, by what stands under it. A guess to be looked at, never a rule."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from shouwang.kernel.matters.sheets.fields import MANY, Field, by_name, is_own
from shouwang.lib.cells import moment
from shouwang.lib.coordinates import parse_position
from shouwang.lib.identity import clean_phone

SURE, LIKELY, PERHAPS = 0.9, 0.7, 0.5


@dataclass(frozen=True)
class Guess:
    """The field, how sure (0 to 1), and from what: "name", "content" or "nothing"."""

    field: Field
    confidence: float
    source: str


NONE = Guess(Field.EXTRA, 0.0, "nothing")


def guess(headings: Sequence[str], sample: Sequence[Sequence[str]], topics: Collection[str] = ()) -> tuple[Guess, ...]:
    """A guess for every column; what only one column may mean goes to the surest. `topics` are our own, lower-case."""
    columns = [[line[place] for line in sample if place < len(line) and line[place]] for place in range(len(headings))]
    guesses = [
        _of_topics(heading, column, topics) or _by_heading(heading, column)
        for heading, column in zip(headings, columns, strict=True)
    ]
    guesses = _once(_hours_apart(guesses, columns))
    taken = {found.field for found in guesses}
    for place, column in enumerate(columns):
        if guesses[place] is NONE and column and (found := _by_content(column, taken)):
            guesses[place] = found
            taken.add(found.field)
    _longest_is_text(guesses, columns, taken)
    return tuple(guesses)


def _of_topics(heading: str, column: Sequence[str], topics: Collection[str]) -> Guess | None:
    """主题 is a subject to one register and a topic to another: what stands under it says which."""
    named = by_name(heading)
    if is_own(heading) or not column or (named and named[0] not in (Field.TITLE, Field.KIND, Field.TOPIC)):
        return None
    most = _share(column, lambda cell: cell.lower() in topics) > 0.5
    return Guess(Field.TOPIC, SURE, "content") if most else None


def _by_heading(heading: str, column: Sequence[str]) -> Guess:
    named = by_name(heading)
    if named is None:
        return NONE
    field, is_same = named
    confidence = SURE if is_same else LIKELY
    fits = FITS.get(field)
    if fits and column and _share(column, fits) < 0.5:
        confidence = 0.3
    return Guess(field, confidence, "name")


def _hours_apart(guesses: Sequence[Guess], columns: Sequence[Sequence[str]]) -> list[Guess]:
    """Day and hour in two columns: what holds hours only goes with the day, or is no time at all when there is none."""
    are_hours = [bool(column) and _share(column, FITS[Field.HOUR]) >= 0.9 for column in columns]
    has_day = any(
        found.field is Field.RECEIVED and not is_hour for found, is_hour in zip(guesses, are_hours, strict=True)
    )
    hour = Guess(Field.HOUR, LIKELY, "content") if has_day else NONE
    return [
        hour if is_hour and found.field in (Field.RECEIVED, Field.HOUR) else found
        for found, is_hour in zip(guesses, are_hours, strict=True)
    ]


def _once(guesses: Sequence[Guess]) -> list[Guess]:
    best: dict[Field, int] = {}
    for place, found in enumerate(guesses):
        held = best.get(found.field)
        if held is None or found.confidence > guesses[held].confidence:
            best[found.field] = place
    return [found if found.field in MANY or best[found.field] == place else NONE for place, found in enumerate(guesses)]


def _by_content(column: Sequence[str], taken: set[Field]) -> Guess | None:
    for field, share in ((Field.RECEIVED, 0.9), (Field.POSITION, 0.9), (Field.PHONE, 0.9)):
        if field not in taken and _share(column, FITS[field]) >= share:
            return Guess(field, PERHAPS, "content")
    if Field.OUTSIDE_ID not in taken and 1 < len(column) == len(set(column)) and all(map(_is_short_code, column)):
        return Guess(Field.OUTSIDE_ID, PERHAPS, "content")
    return None


def _is_short_code(cell: str) -> bool:
    return len(cell) <= 40 and cell.isascii() and any(sign.isdigit() for sign in cell)


def _longest_is_text(guesses: list[Guess], columns: Sequence[Sequence[str]], taken: set[Field]) -> None:
    """A register without a column of that name still says somewhere what happened."""
    if Field.TEXT in taken:
        return
    lengths = [
        sum(map(len, column)) / len(column) if column and guesses[place] is NONE else 0
        for place, column in enumerate(columns)
    ]
    longest = max(range(len(lengths)), key=lengths.__getitem__, default=0)
    if lengths and lengths[longest] >= 8:
        guesses[longest] = Guess(Field.TEXT, PERHAPS, "content")


def _share(column: Sequence[str], fits: Callable[[str], bool]) -> float:
    return sum(map(fits, column)) / len(column)


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _is_moment(cell: str) -> bool:
    # Bare numbers are taken for times only under a heading that says so: years and counts look like serials.
    return not cell.isdecimal() and moment(cell) is not None


HOUR = re.compile(r"(上午|下午|中午|晚上)?\s*\d{1,2}([:：时点]\d{0,2}){1,2}[分秒]?")

FITS: dict[Field, Callable[[str], bool]] = {
    Field.HOUR: lambda cell: HOUR.fullmatch(cell) is not None,
    Field.RECEIVED: _is_moment,
    Field.ENDED: _is_moment,
    Field.LATITUDE: _is_number,
    Field.LONGITUDE: _is_number,
    Field.POSITION: lambda cell: parse_position(cell) is not None,
    Field.PHONE: lambda cell: clean_phone(cell) is not None,
}
