"""What components are filled with: plain frozen records of ready, translated strings.

Views make them, templates draw them (`{% rows items %}`). `tone` never stands alone: a word goes with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Tone = Literal["", "red", "amber", "green", "blue", "grey"]
ButtonTone = Literal["plain", "primary", "danger", "alarm", "quiet"]


@dataclass(frozen=True, slots=True)
class Verb:
    """A button that does one thing. `post=True` sends a form with `fields`; otherwise it is a link."""

    label: str
    href: str
    post: bool = False
    tone: ButtonTone = "plain"
    icon: str = ""
    key: str = ""  # keyboard letter, shown and obeyed at the desk
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pill:
    word: str
    tone: Tone = "grey"
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list: how late or when, what, the facts and the next step in words, one verb."""

    title: str
    href: str = ""
    when: str = ""  # "超时 1 天"
    exact: str = ""  # the same moment written out, shown on hover
    tone: Tone = "grey"
    facts: Sequence[str] = ()
    verb: Verb | None = None
    pills: Sequence[Pill] = ()
    number: str = ""
    mark: str = ""  # id of the element, for htmx and for links to one row
    phone: str = ""  # a number to tap
    more: Sequence[Verb] = ()  # beside the verb, where a row has a second way


@dataclass(frozen=True, slots=True)
class Counter:
    """A number together with what it is of."""

    label: str
    value: str
    of: str = ""
    tone: Tone = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo with its words. `small` is the address of the thumbnail."""

    href: str
    small: str
    words: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing said or done, on a timeline."""

    title: str
    at: datetime | None = None
    who: str = ""
    text: str = ""
    icon: str = "circle"
    tone: Tone = "grey"
    facts: Sequence[str] = ()
    pictures: Sequence[Picture] = ()
    sound: str = ""  # address of a recording
    sound_words: str = ""  # what is said in it, as far as it was written down
    quiet: bool = False  # drawn small: looked at, moved, counted
    mark: str = ""
    lang: str = ""  # of the text, where it is not the page's


@dataclass(frozen=True, slots=True)
class Fact:
    """A label with its value. A missing value is said in words, with where it is filled."""

    label: str
    value: str = ""
    href: str = ""
    note: str = ""
    missing: str = ""  # "Nobody asked yet"
    fill: Verb | None = None


@dataclass(frozen=True, slots=True)
class Step:
    label: str
    state: Literal["done", "now", "next", "skipped"] = "next"
    note: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    href: str
    current: bool = False
    count: str = ""
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class Pager:
    """Keyset paging: addresses of the neighbours, empty where there is none. `words` says what is shown."""

    newer: str = ""
    older: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """A large way in, on a public page."""

    title: str
    text: str
    href: str
    icon: str = ""
    wide: bool = False
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class Head:
    label: str
    number: bool = False  # numbers stand right
    href: str = ""  # sorts by this column
    sorted: Literal["", "ascending", "descending"] = ""


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    href: str = ""
    tone: Tone = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows to compare. The first cell of each row names the row; where it `stacks`, a telephone shows cell under cell."""

    caption: str
    heads: Sequence[Head]
    rows: Sequence[Sequence[Cell | str]]
    foot: Sequence[Cell | str] = ()
    empty: str = ""
    hide_caption: bool = False
    stacks: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. `value` is drawn, `words` is read ("23 of 24")."""

    label: str
    value: float
    words: str = ""
    tone: Tone = "blue"
    href: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart that is its own table: a line per bar, longest = `top` or the greatest value."""

    caption: str
    items: Sequence[Bar]
    top: float = 0
    label_head: str = ""
    value_head: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """Values over time as columns, with the same values as a table underneath."""

    caption: str
    items: Sequence[Bar]
    label_head: str = ""
    value_head: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Spell:
    """From one moment to another on a line of time; `mark` is the letter or number that fits in it."""

    starts: datetime
    ends: datetime
    words: str
    mark: str = ""
    tone: Tone = "blue"


@dataclass(frozen=True, slots=True)
class Strip:
    """One line of time: a team, a person, a place."""

    label: str
    spells: Sequence[Spell]
    href: str = ""


@dataclass(frozen=True, slots=True)
class Strips:
    """Lines of time under one another, with the same as a table underneath."""

    caption: str
    items: Sequence[Strip]
    label_head: str = ""
    when_head: str = ""
    what_head: str = ""


@dataclass(frozen=True, slots=True)
class Sign:
    """What a pin of this look means; `kind` "place" for a name alone."""

    words: str
    tone: Tone = "blue"
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Map:
    """A map of our own GeoJSON. `table_id` names the list on the page that says the same in words.

    `src` answers a FeatureCollection; each feature's properties: `title`, `tone`, `href`, `kind`
    ("village", "place", …). With `lat_name` and `lon_name` the map picks a position into those inputs.
    """

    label: str
    src: str = ""
    table_id: str = ""
    lat: float | None = None
    lon: float | None = None
    zoom: float = 14
    lat_name: str = ""
    lon_name: str = ""
    tall: bool = False
    legend: Sequence[Sign] = ()


@dataclass(frozen=True, slots=True)
class RailItem:
    label: str
    href: str
    icon: str = "circle"
    count: str = ""  # what waits for *me*
    tone: Tone = ""  # red when some of it is late
    current: bool = False
    gap: bool = False  # a line above it
    key: str = ""  # second key after G


@dataclass(frozen=True, slots=True)
class DeskFrame:
    """What stands around every page of the desk; template variable `desk`."""

    room: str
    rail: Sequence[RailItem] = ()
    on_duty: str = ""
    search_href: str = ""
    register_href: str = ""
    account: str = ""
    who: str = ""  # whose words a tab keeps: an id, no name
    account_href: str = ""
    room_href: str = ""  # where another room is chosen, for those who see several
    banner: str = ""  # words that stand on every page, one short line
    banner_href: str = ""  # where one does what they say
    alarm: str = ""  # somebody cries for help and nobody has taken it on
    alarm_href: str = ""


@dataclass(frozen=True, slots=True)
class PublicFrame:
    """What stands around every public page; template variable `public`."""

    room: str
    duty: str = ""
    hours: str = ""
    phone: str = ""
    home_href: str = "/"
    foot: Sequence[Tab] = ()
    worker: str = ""  # script of the worker that shows these pages without a network


@dataclass(frozen=True, slots=True)
class Question:
    """A page that asks before something is done; drawn by `ui/confirm.html` as variable `question`."""

    title: str
    text: str
    verb: str
    back_href: str
    tone: ButtonTone = "primary"
    facts: Sequence[Fact] = ()
    fields: dict[str, str] = field(default_factory=dict)
    surface: Literal["desk", "public"] = "desk"

    @property
    def frame(self) -> str:
        return f"ui/{self.surface}.html"
