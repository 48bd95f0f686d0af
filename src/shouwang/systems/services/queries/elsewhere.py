"""Who helps with what, and what came of those who were handed over."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias
from uuid import UUID

from django.db.models import QuerySet

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters.models import Matter, Matters
from shouwang.kernel.matters.queries import visible
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.systems.services.known_everywhere import NUMBERS
from shouwang.systems.services.models import Elsewhere, HandOver

STALE = timedelta(days=365)
How, Helped = HandOver.How, HandOver.Helped
Entry: TypeAlias = Elsewhere  # for the pages, which know no tables
Handed: TypeAlias = HandOver


def directory(room: Room) -> list[Elsewhere]:
    """The room's own lines; before it has any, the numbers that are the same everywhere (not saved).

    Those of an emergency are there whatever the room has written.
    """
    own = list(Elsewhere.objects.filter(room=room))
    there = {one.phone for one in own}
    return [one for one in shipped(room) if not own or (one.is_emergency and one.phone not in there)] + own


def shipped(room: Room) -> list[Elsewhere]:
    """The numbers that are the same everywhere, as lines of the room that are not saved."""
    return [
        Elsewhere(
            room=room, name=one.name, name_en=one.name_en, does=one.does, does_en=one.does_en, phone=one.phone,
            is_emergency=one.is_emergency, is_everywhere=True, sort=number,
        )
        for number, one in enumerate(NUMBERS, start=1)
    ]  # fmt: skip


def line_of(room: Room, pk: UUID) -> Elsewhere | None:
    return Elsewhere.objects.filter(room=room, pk=pk).first()


def is_unchecked(one: Elsewhere, today: date) -> bool:
    """Whether nobody rang there for a year, so that it may be wrong; the country's numbers stand as they are."""
    return not one.is_everywhere and (one.checked_on is None or one.checked_on < today - STALE)


def handovers(viewer: Account) -> QuerySet[HandOver]:
    """Those of the matters somebody may see and work on, the latest first."""
    seen = visible(viewer, Permission.SERVICE_WORK)
    return HandOver.objects.filter(matter__in=seen).select_related("matter__room", "elsewhere").order_by("-at", "-pk")


def handover_of(viewer: Account, pk: UUID) -> HandOver | None:
    return handovers(viewer).filter(pk=pk).first()


def open_handover(matter: Matter) -> HandOver | None:
    """The one of the matter that nobody asked about yet."""
    return HandOver.objects.filter(matter=matter, helped="").first()


def last_handover(matter: Matter) -> HandOver | None:
    """The matter's latest, whether somebody asked about it or not."""
    return HandOver.objects.filter(matter=matter).select_related("elsewhere").order_by("-at", "-pk").first()


@dataclass(frozen=True)
class HandOverFigures:
    """Of some matters: handed over, warm ones, of these asked, of these helped."""

    all: int
    warm: int
    warm_asked: int
    warm_helped: int


def figures(matters: Matters) -> HandOverFigures:
    rows = HandOver.objects.filter(matter__in=matters)
    warm = rows.filter(how__in=HandOver.WARM)
    asked = warm.filter(helped__in=(Helped.YES, Helped.NO))
    return HandOverFigures(rows.count(), warm.count(), asked.count(), asked.filter(helped=Helped.YES).count())
