"""The catalogue of one room: its own newest versions, else what we ship."""

from collections.abc import Iterable
from types import MappingProxyType

from django.db.models import QuerySet

from shouwang.kernel.ground.models import Room
from shouwang.kernel.papers.description import Words
from shouwang.lib.text import bigrams, by_sound, folded
from shouwang.systems.services.catalogue import BY_KEY, ERRANDS
from shouwang.systems.services.catalogue.called import CALLED
from shouwang.systems.services.catalogue.facts import Fact, Proxy, Sure
from shouwang.systems.services.catalogue.item import OWN_ICON, SHIPPED, Item, Part, shipped
from shouwang.systems.services.models import CatalogueVersion


def items(room: Room, *, offered_only: bool = False) -> list[Item]:
    """Every errand of the room: those we ship in their order, then its own by name. Two queries."""
    newest: dict[str, Item] = {}
    for version in _versions(room).order_by("number"):
        newest[version.key] = _item(version)
    found = [newest.get(errand.key) or shipped(errand) for errand in ERRANDS]
    found += sorted((one for one in newest.values() if one.is_own), key=lambda one: by_sound(one.name.zh))
    return [one for one in found if one.is_offered or not offered_only]


def item(room: Room, key: str) -> Item | None:
    """As it stands now; None for an unknown key."""
    version = _versions(room).filter(key=key).order_by("-number").first()
    return _item(version) if version else _shipped(key)


def version_of(room: Room, key: str, number: int) -> Item | None:
    """As it stood under that number."""
    if number == SHIPPED:
        return _shipped(key)
    version = _versions(room).filter(key=key, number=number).first()
    return _item(version) if version else None


def history(room: Room, key: str) -> list[Item]:
    """Every version, the newest first; last what we ship, where we ship it."""
    made = [_item(version) for version in _versions(room).filter(key=key).order_by("-number")]
    first = _shipped(key)
    return [*made, first] if first else made


def search(found: Iterable[Item], typed: str) -> list[Item]:
    """Those in whose name every typed word stands, or a word people have for it; all for nothing typed.

    Where there is none, those that share most with what was typed: a neighbour types a sentence, not our name for it.
    """
    names = [(one, folded(f"{one.name.zh} {one.name.en} {CALLED.get(one.key, '')}")) for one in found]
    words = folded(typed).split()
    if exact := [one for one, name in names if all(word in name for word in words)]:
        return exact
    asked = set(bigrams(typed))
    shared = [(len(asked & set(bigrams(name))), one) for one, name in names]
    return [one for count, one in sorted(shared, key=lambda pair: -pair[0]) if count]


def _shipped(key: str) -> Item | None:
    return shipped(BY_KEY[key]) if key in BY_KEY else None


def _versions(room: Room) -> QuerySet[CatalogueVersion]:
    return CatalogueVersion.objects.filter(room=room).prefetch_related("facts")


def _item(version: CatalogueVersion) -> Item:
    facts: dict[Part, list[Fact]] = {}
    for one in sorted(version.facts.all(), key=lambda fact: fact.place):
        facts.setdefault(Part(one.part), []).append(Fact(Words(one.words, one.words_en), Sure(one.sure), one.source))
    known = BY_KEY.get(version.key)
    return Item(
        version.key, version.number, Words(version.name, version.name_en), known.icon if known else OWN_ICON,
        Proxy(version.proxy), MappingProxyType({part: tuple(some) for part, some in facts.items()}), version.is_offered,
        known is None, version.made_at, version.made_by, version.why,
    )  # fmt: skip
