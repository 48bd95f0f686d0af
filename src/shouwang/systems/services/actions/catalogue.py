"""Changing what the room says about an errand: every change is a new version, the older ones stay."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Subject
from shouwang.kernel.matters.actions.leading import need
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.papers.description import Words
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor, may
from shouwang.lib.ids import uuid7
from shouwang.systems.services.catalogue.facts import Fact, Proxy
from shouwang.systems.services.catalogue.item import SHIPPED, Item, Part, lacking
from shouwang.systems.services.models import CatalogueFact, CatalogueVersion
from shouwang.systems.services.queries import catalogue

OWN = "own-"  # no errand that we ship begins so


class ChangedMeanwhile(Exception):
    """A colleague saved another version since the page was made; `now` is how it stands."""

    def __init__(self, now: Item) -> None:
        super().__init__(f"{now.key} is at version {now.number}")
        self.now = now


@dataclass(frozen=True)
class Draft:
    """What a version says."""

    name: Words
    proxy: Proxy
    facts: Mapping[Part, Sequence[Fact]]
    is_offered: bool = True


@transaction.atomic
def add(*, by: Account, room: Room, draft: Draft, why: str) -> Item:
    """An errand of the room's own. Raises Refused "lacks", Missing, PermissionDenied."""
    return _save(by, room, f"{OWN}{uuid7().hex[-12:]}", SHIPPED, draft, why)


@transaction.atomic
def change(*, by: Account, room: Room, key: str, seen: int, draft: Draft, why: str) -> Item:
    """Say it anew. `seen`: the number the page showed. Raises ChangedMeanwhile, KeyError, and those of `add`.

    Nothing is written over: who saves second after looking makes the next version.
    """
    now = _current(room, key)
    if now.number != seen:
        raise ChangedMeanwhile(now)
    return _save(by, room, key, now.number, draft, why)


@transaction.atomic
def take_back(*, by: Account, room: Room, key: str, number: int, why: str) -> Item:
    """Let an older version count again, as a new one. Raises KeyError."""
    now, older = _current(room, key), catalogue.version_of(room, key, number)
    if older is None:
        raise KeyError(number)
    return _save(by, room, key, now.number, draft_of(older), why)


def draft_of(item: Item) -> Draft:
    """What it says, to begin a change with."""
    return Draft(item.name, item.proxy, item.facts, item.is_offered)


def _current(room: Room, key: str) -> Item:
    Room.objects.select_for_update().get(pk=room.pk)  # two who save at once come one after the other
    found = catalogue.item(room, key)
    if found is None:
        raise KeyError(key)
    return found


def _save(by: Account, room: Room, key: str, before: int, draft: Draft, why: str) -> Item:
    if not may(by, Permission.SERVICE_MANAGE, room):
        raise PermissionDenied(Permission.SERVICE_MANAGE)
    need("change", why=why)
    facts = {part: tuple(some) for part, some in draft.facts.items()}
    if lacks := lacking(draft.proxy, facts):
        raise Refused("lacks", lacks[0], part=lacks[0])
    version = CatalogueVersion.objects.create(
        room=room, key=key, number=before + 1, name=draft.name.zh, name_en=draft.name.en, proxy=draft.proxy,
        is_offered=draft.is_offered, made_at=timezone.now(), made_by=by.name, why=why.strip(),
    )  # fmt: skip
    CatalogueFact.objects.bulk_create(
        CatalogueFact(
            version=version, part=part, place=place, words=one.words.zh, words_en=one.words.en, sure=one.sure,
            source=one.source,
        )
        for part, some in facts.items()
        for place, one in enumerate(some)
    )  # fmt: skip
    of = Subject("room", str(room.pk), room.code)
    journal.record(by=actor(by), verb="catalogue.changed", of=of, room=room.pk, detail=f"{key} {version.number}")
    made = catalogue.item(room, key)
    assert made is not None  # noqa: S101  # just saved
    return made
