"""“Can this be done for me?”: the questions in their order, and the answer in plain words."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shouwang.kernel.ground.models import Room
from shouwang.kernel.papers.description import Words
from shouwang.surfaces.public.frame import without_hole
from shouwang.systems.services.catalogue.answering import Can, Whom, answer
from shouwang.systems.services.catalogue.facts import Proxy
from shouwang.systems.services.catalogue.item import Item, Part
from shouwang.systems.services.queries.visiting import is_bookable, purpose_for
from shouwang.ui.moments import language
from shouwang.ui.parts import Tile, Tone

DEATH = "death"  # nobody is asked whether the person can come
YES, NO = "yes", "no"
Text = str | Promise

SHORT: Mapping[Proxy, Text] = {
    Proxy.YES: gettext_lazy("can be done for you"),
    Proxy.LETTER: gettext_lazy("with a power of attorney"),
    Proxy.PART: gettext_lazy("only partly"),
    Proxy.KIN: gettext_lazy("by near relatives"),
    Proxy.NO: gettext_lazy("the person must come"),
    Proxy.COUNTER: gettext_lazy("the person must come"),
    Proxy.ASK: gettext_lazy("ask first"),
}
WHOM: Mapping[Whom, tuple[Text, Text, str]] = {
    Whom.SELF: (gettext_lazy("For myself"), "", "user-round"),
    Whom.FAMILY: (gettext_lazy("For somebody of my family"), gettext_lazy("Parents, children, husband, wife"), "users"),
    Whom.OTHER: (gettext_lazy("For somebody else"), gettext_lazy("A neighbour, a friend"), "hand-helping"),
}
VERDICTS: Mapping[Can, tuple[Text, Text, str, Tone]] = {
    Can.YES: (
        gettext_lazy("Yes, it can be done for you"),
        gettext_lazy("Bring the papers below to the room; you need not travel to the station."),
        "circle-check", "green",
    ),
    Can.PARTLY: (
        gettext_lazy("Only partly"),
        gettext_lazy("Somebody else may carry the papers. Read who may do what, below."),
        "circle-alert", "amber",
    ),
    Can.KIN_ONLY: (
        gettext_lazy("Only by near relatives"),
        gettext_lazy("Nobody else may act. Read below who may, and with what."),
        "circle-alert", "amber",
    ),
    Can.MUST_COME: (
        gettext_lazy("No, the person must come"),
        gettext_lazy("It can't be done by somebody else. Take everything below along, then one trip is enough."),
        "footprints", "amber",
    ),
    Can.AT_HOME: (
        gettext_lazy("Nobody else can do it, but the officer can come"),
        gettext_lazy("Tell us who can't walk: the officer comes to their home."),
        "house", "blue",
    ),
    Can.ASK: (
        gettext_lazy("Ask the police station first"),
        gettext_lazy("It depends on the paper. Ring us, and we ask for you."),
        "phone-call", "blue",
    ),
}  # fmt: skip
LABELS: Mapping[Part, Text] = {
    Part.WHO: gettext_lazy("Who may do it"),
    Part.WHY: gettext_lazy("Why"),
    Part.DOCUMENT: gettext_lazy("What to bring"),
    Part.TIME: gettext_lazy("How long it takes"),
    Part.COST: gettext_lazy("What it costs"),
    Part.WHERE: gettext_lazy("Where to go"),
    Part.STEP: gettext_lazy("How it goes"),
    Part.NOTE: gettext_lazy("To be minded"),
}


@dataclass(frozen=True)
class Line:
    """One fact; where it is not sure the page says so beside it."""

    words: str
    is_sure: bool


@dataclass(frozen=True)
class Answer:
    """What the page says."""

    can: Can
    title: str
    text: str
    icon: str
    tone: Tone
    parts: list[tuple[str, list[Line]]]
    is_sure: bool
    visit: str  # address where the officer is asked to come; "" where the room has no such page


def said(words: Words) -> str:
    return words.said(language())


def tiles_of_items(room: Room, items: list[Item]) -> list[Tile]:
    return without_hole(
        [Tile(said(one.name), str(SHORT[one.proxy]), _first(room, one), icon=one.icon) for one in items]
    )


def _first(room: Room, item: Item) -> str:
    address = reverse("public:can-item", args=[room.code, item.key])
    return f"{address}?for={Whom.DEAD}&come={NO}" if item.key == DEATH else address


def tiles_of_whom(address: str) -> list[Tile]:
    return [
        Tile(str(name), str(hint), f"{address}?for={whom}", icon=icon, wide=True)
        for whom, (name, hint, icon) in WHOM.items()
    ]


def tiles_of_coming(address: str, whom: Whom) -> list[Tile]:
    is_self = whom is Whom.SELF
    yes = _("Yes, I can come") if is_self else _("Yes, they can come")
    no = _("No, I can't") if is_self else _("No, they can't")
    hint = _("Too old, ill, can't walk, far away, no time in office hours")
    return [
        Tile(yes, "", f"{address}?for={whom}&come={YES}", icon="footprints", wide=True),
        Tile(no, hint, f"{address}?for={whom}&come={NO}", icon="house", wide=True),
    ]


def answer_of(room: Room, item: Item, whom: Whom, can_come: bool) -> Answer:
    can = answer(item.proxy, whom, can_come)
    title, text, icon, tone = VERDICTS[can]
    parts = [
        (str(label), [Line(said(one.words), one.sure.may_be_said) for one in item.of(part)])
        for part, label in LABELS.items()
        if item.of(part)
    ]
    return Answer(
        can,
        str(title),
        str(text),
        icon,
        tone,
        parts,
        not item.unsure,
        _visit(room, item) if can is not Can.MUST_COME and not can_come else "",
    )


def _visit(room: Room, item: Item) -> str:
    """Where to ask the officer to come for it: the room's visit for cards or papers, else the first question of all."""
    if not is_bookable(room):
        return ""
    purpose = purpose_for(room, item.key)
    return (
        reverse("public:visit-book", args=[room.code, purpose.pk])
        if purpose
        else reverse("public:visit", args=[room.code])
    )
