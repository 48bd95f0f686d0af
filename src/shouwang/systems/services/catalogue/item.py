"""One errand as it stands in one room now: the facts we ship, or the room's own version of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from shouwang.kernel.papers.description import Words
from shouwang.systems.services.catalogue.facts import Errand, Fact, Proxy

SHIPPED = 0  # the number of the version that comes with the program
OWN_ICON = "file-text"


class Part(StrEnum):
    """What a fact says, in the order of the sheet."""

    WHO = "who"
    WHY = "why"
    DOCUMENT = "document"
    TIME = "time"
    COST = "cost"
    WHERE = "where"
    STEP = "step"
    NOTE = "note"


ALWAYS = (Part.WHO, Part.DOCUMENT, Part.TIME, Part.WHERE, Part.STEP)  # without these nobody can be told what to do


@dataclass(frozen=True)
class Item:
    """Whichever version it is. `number` 0 is what we ship; `made_by` a name as it was that day."""

    key: str
    number: int
    name: Words
    icon: str
    proxy: Proxy
    facts: Mapping[Part, tuple[Fact, ...]]
    is_offered: bool = True
    is_own: bool = False  # the room's own: nothing of it is shipped
    made_at: datetime | None = None
    made_by: str = ""
    why: str = ""

    def of(self, part: Part) -> tuple[Fact, ...]:
        return self.facts.get(part, ())

    @property
    def documents(self) -> tuple[Fact, ...]:
        return self.of(Part.DOCUMENT)

    def all_facts(self) -> Iterator[Fact]:
        for part in Part:
            yield from self.of(part)

    @property
    def unsure(self) -> tuple[Fact, ...]:
        """What is not said without "ask the station first"."""
        return tuple(one for one in self.all_facts() if not one.sure.may_be_said)

    @property
    def is_changed(self) -> bool:
        return self.number != SHIPPED


def lacking(proxy: str, facts: Mapping[Part, tuple[Fact, ...]]) -> tuple[Part, ...]:
    """What the answer to a villager would lack: the four parts, and why somebody else may not act."""
    needed = (*ALWAYS, Part.WHY) if Proxy(proxy).says_why else ALWAYS
    return tuple(part for part in Part if part in needed and not facts.get(part))


def shipped(errand: Errand) -> Item:
    """Version 0 of it."""
    facts = {
        Part.WHO: (errand.who,),
        Part.WHY: (errand.why,) if errand.why else (),
        Part.DOCUMENT: errand.documents,
        Part.TIME: errand.time,
        Part.COST: (errand.cost,) if errand.cost else (),
        Part.WHERE: (errand.where,),
        Part.STEP: errand.steps,
        Part.NOTE: errand.notes,
    }
    return Item(errand.key, SHIPPED, errand.name, errand.icon, errand.proxy, MappingProxyType(facts))
