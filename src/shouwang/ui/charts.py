"""Charts as numbers for SVG: no library, no script, and always with the table that says the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from shouwang.ui.parts import Bar, Bars, Columns, Spell, Strip, Strips

WIDTH, HEIGHT, FLOOR, ROOF = 720, 220, 190, 24
HEAD, LINE, THICK = 34, 64, 28  # of lines of time: the hours above, each line, its spells
LETTER = (8, 14)  # how wide a figure is: on a wide screen, on a telephone


@dataclass(frozen=True, slots=True)
class Column:
    bar: Bar
    x: float
    y: float
    width: float
    height: float
    middle: float
    named: bool  # not every label fits under a long row of columns
    counted: bool  # nor does every number fit over them: the highest have theirs first, and nothing says zero
    roomy: bool  # the number fits on a wide screen only


@dataclass(frozen=True, slots=True)
class Drawing:
    columns: list[Column]
    width: int = WIDTH
    height: int = HEIGHT
    floor: int = FLOOR


def bars_in_percent(item: Bars) -> list[tuple[Bar, str]]:
    """Each bar with its length in percent of the longest, as an SVG width."""
    top = item.top or max((bar.value for bar in item.items), default=0)
    return [(bar, f"{100 * bar.value / top:.1f}%" if top else "0%") for bar in item.items]


def column_drawing(item: Columns) -> Drawing:
    top = max((bar.value for bar in item.items), default=0) or 1
    room = WIDTH / max(len(item.items), 1)
    width = min(room * 0.7, 48)
    every = -(-len(item.items) // 16)
    wide, narrow = (_counted(item.items, room, letter) for letter in LETTER)
    drawn = []
    for place, bar in enumerate(item.items):
        height = round((FLOOR - ROOF) * bar.value / top, 1)
        middle = round(room * (place + 0.5), 1)
        drawn.append(
            Column(
                bar=bar,
                x=round(middle - width / 2, 1),
                y=round(FLOOR - height, 1),
                width=round(width, 1),
                height=height,
                middle=middle,
                named=place % every == 0,
                counted=place in wide,
                roomy=place not in narrow,
            )
        )
    return Drawing(drawn)


def _counted(bars: Sequence[Bar], room: float, letter: int) -> set[int]:
    """Over which columns a number stands: the highest first, the others where they touch none that stands already."""
    wide = [letter * len(bar.words or f"{bar.value:g}") + letter for bar in bars]
    told: set[int] = set()
    for place in sorted(
        (place for place, bar in enumerate(bars) if bar.value > 0), key=lambda place: -bars[place].value
    ):
        if all(abs(other - place) * room >= (wide[place] + wide[other]) / 2 for other in told):
            told.add(place)
    return told


@dataclass(frozen=True, slots=True)
class Drawn:
    spell: Spell
    hours: str  # "20:05–20:17"
    x: float
    y: float
    width: float
    middle: float


@dataclass(frozen=True, slots=True)
class DrawnStrip:
    strip: Strip
    y: float  # of its name
    spells: list[Drawn]


@dataclass(frozen=True, slots=True)
class Lines:
    strips: list[DrawnStrip]
    hours: list[tuple[float, str]]
    height: int
    width: int = WIDTH
    thick: int = THICK


def line_drawing(item: Strips) -> Lines:
    """From the whole hour before the first spell to the one after the last; an hour's name every one, two or more."""
    spells = [spell for strip in item.items for spell in strip.spells]
    if not spells:
        return Lines([], [], HEAD)
    hour = timedelta(hours=1)
    first = timezone.localtime(min(spell.starts for spell in spells)).replace(minute=0, second=0, microsecond=0)
    last = max(spell.ends for spell in spells)
    count = max(1, -(-(last - first) // hour))

    def at(moment: datetime) -> float:
        return round(WIDTH * ((moment - first) / (count * hour)), 1)

    every = -(-count // 6)
    hours = [(at(first + hour * n), f"{first + hour * n:%H:%M}") for n in range(0, count, every)]
    drawn = []
    for place, strip in enumerate(item.items):
        y = HEAD + LINE * place
        drawn.append(
            DrawnStrip(
                strip,
                y + 16,
                [
                    Drawn(
                        spell, hours_of(spell), at(spell.starts), y + 24, max(2.0, at(spell.ends) - at(spell.starts)),
                        (at(spell.starts) + at(spell.ends)) / 2,
                    )
                    for spell in strip.spells
                ],
            )
        )  # fmt: skip
    return Lines(drawn, hours, HEAD + LINE * len(item.items))


def hours_of(spell: Spell) -> str:
    """From when to when, by the village's clock."""
    return f"{timezone.localtime(spell.starts):%H:%M}–{timezone.localtime(spell.ends):%H:%M}"
