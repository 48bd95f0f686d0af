"""Kinds of matter. A system registers its own in `ready()`; the kernel knows none by name."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise

from shouwang.lib.stopwatch import Limit

Words = str | Promise
ENDING = frozenset(
    {"return", "report", "check", "close", "close_unchecked", "merge"}
)  # not withdrawing: people may at any time


@dataclass(frozen=True)
class Topic:
    """What a matter of a kind is about, as the reporter chooses it by picture."""

    key: str
    name: Words
    icon: str
    hint: Words = ""
    is_public: bool = False  # listed in Open311; its matters may be published
    call_first: str = ""  # "110", "119" or "120": said before the form
    needs_identity: bool = False  # a counter asks for the ID number, so it may be written down (PIPL Art 6)
    is_urgent: bool = False  # somebody may be in danger: every matter of it begins urgent
    is_offered: bool = True  # among the pictures people choose from; a cry for help is pressed, not chosen


@dataclass(frozen=True)
class Limits:
    """How long until the first answer, the next update, the end."""

    answer: Limit
    update: Limit
    whole: Limit


@dataclass(frozen=True)
class Procedure:
    """A kind whose steps its own part takes, by a law of its own: the general buttons give way to it.

    `told`: how each of its acts stands in the story. `due`: the nearest of a matter's own dates, by its key, in place of
    the whole clock. `row`: what the part's own row of a matter is called from there. `stages`: where each of some matters
    stands in the part's procedure, in one query; not those it has not begun with. `reminds`: the part tells of its days
    itself, so that nobody hears twice that one was missed.
    """

    told: Mapping[str, Words]
    due: Callable[[UUID], datetime | None]
    row: str
    stages: Callable[[Collection[UUID]], Mapping[UUID, str]]
    reminds: bool = False


@dataclass(frozen=True)
class Kind:
    """A kind of matter: its words, topics and clocks."""

    key: str
    system: str
    name: Words
    public_name: Words
    public_hint: Words
    icon: str
    topics: tuple[Topic, ...]
    limits: Limits
    urgent_limits: Limits
    may_be_anonymous: bool = True
    order: int = 100
    is_offered: bool = True  # on the page for everybody; else the room opens it itself
    is_sheltered: bool = False  # hidden from its first moment, and only its own part opens one
    is_confidential: bool = False  # of a whole room only who may see reporters sees one
    is_opened_by_part: bool = False  # only its own part opens one, because it asks for more than words
    procedure: Procedure | None = None
    is_held: Callable[[UUID], bool] | None = None  # while it says so, none of ENDING is taken: its part has not decided
    is_named: bool = False  # whoever works on it knows who brought it; of other kinds only who may see reporters does
    is_for_unhappy: bool = False  # opened when somebody is not satisfied with what a part has ended for good
    told: Mapping[str, Words] = field(
        default_factory=dict
    )  # acts of its part beside the general steps, as the story has them
    reads: Callable[[str], str] | None = (
        None  # its own sentences and titles, kept in the room's language, in the reader's
    )
    came: Words = ""  # how its story begins at the desk, where people do not come to report something
    by_key: Mapping[str, Topic] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {topic.key: topic for topic in self.topics})


_registry: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known; the same key twice is a mistake in the program."""
    if kind.key in _registry and _registry[kind.key] != kind:
        raise ValueError(f"kind {kind.key} registered twice")
    _registry[kind.key] = kind


def get(key: str) -> Kind:
    """The kind. Raises KeyError."""
    return _registry[key]


def known() -> tuple[Kind, ...]:
    """Every kind, in the order people meet them."""
    return tuple(sorted(_registry.values(), key=lambda kind: (kind.order, kind.key)))


def offered() -> tuple[Kind, ...]:
    """Those that people may bring themselves, in the order they meet them."""
    return tuple(kind for kind in known() if kind.is_offered)


def for_the_unhappy() -> Kind | None:
    """The kind in which somebody looks again at what a part has ended for good; None where no part brings one."""
    return next((kind for kind in known() if kind.is_for_unhappy), None)


def named() -> frozenset[str]:
    """Keys of every kind whose reporter is no secret among those who work on it."""
    return frozenset(key for key, kind in _registry.items() if kind.is_named)


def confidential() -> frozenset[str]:
    """Keys of every kind that of a whole room only those see who may see reporters."""
    return frozenset(key for key, kind in _registry.items() if kind.is_confidential)


def open_to_all(standing: str = "") -> tuple[Kind, ...]:
    """Those that any colleague or program may open or choose; beside them the kind that a matter has already."""
    return tuple(kind for kind in known() if kind.key == standing or not (kind.is_sheltered or kind.is_opened_by_part))


def holds(key: str, verb: str, matter: UUID) -> bool:
    """Whether the kind's own part does not let the matter take this step yet, because it would end undecided."""
    kind = _registry.get(key)
    return verb in ENDING and kind is not None and kind.is_held is not None and kind.is_held(matter)


def is_led_by_part(key: str) -> bool:
    """Whether the kind has a procedure of its own, so that only its part moves it along."""
    return key in _registry and _registry[key].procedure is not None


def led_by_parts() -> frozenset[str]:
    """Keys of every kind with a procedure of its own."""
    return frozenset(key for key, kind in _registry.items() if kind.procedure)


def rows_of_parts() -> Mapping[str, str]:
    """Of every kind with a procedure of its own, what its part's row of a matter is called."""
    return {key: kind.procedure.row for key, kind in _registry.items() if kind.procedure}


def stages_of(key: str, matters: Collection[UUID]) -> Mapping[UUID, str]:
    """Where matters of the kind stand in its own procedure; nothing for a kind without one."""
    procedure = _registry[key].procedure if key in _registry else None
    return procedure.stages(matters) if procedure else {}


def reminding() -> frozenset[str]:
    """Keys of every kind whose part tells of its days itself."""
    return frozenset(key for key, kind in _registry.items() if kind.procedure and kind.procedure.reminds)


def told_as(key: str, step: str) -> Words:
    """How an act of the kind's own part stands in the story; one that is no longer known is shown as it is."""
    kind = _registry.get(key)
    told = (kind.procedure.told if kind.procedure else kind.told) if kind else {}
    return told.get(step, step)


def as_read(key: str, text: str) -> str:
    """A title or sentence the kind's part wrote of itself, in the language of the page; anybody's own words as they are."""
    kind = _registry.get(key)
    return kind.reads(text) if kind and kind.reads and text else text


def topic_name(kind: str, topic: str) -> Words:
    """The topic's words; a key that is no longer known is shown as it is."""
    found = _registry[kind].by_key.get(topic) if kind in _registry else None
    return found.name if found else topic
