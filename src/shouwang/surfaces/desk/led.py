"""Matters that a part leads by a procedure of its own, as lists show them: what comes next there, and its own page."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.matters import kinds
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.words import Words


@dataclass(frozen=True)
class Part:
    """Where a kind has its own pages, who works there, and what is to be done in each stage; "" where it has ended."""

    page: str
    opens: Permission  # who may open the page
    worker: Permission
    following: Mapping[str, Words]


@dataclass(frozen=True)
class Led:
    """One such matter: the address of its page, and what comes next."""

    href: str
    following: str
    worker: Permission


PARTS: Mapping[str, Part] = {
    "dispute": Part(
        "desk-mediation:dispute",
        Permission.MATTER_SEE,
        Permission.MEDIATION_WORK,
        {
            "asked": _("Examine and decide"),
            "accepted": _("Bring both to the table"),
            "mediating": _("Go on mediating"),
            "signing": _("Have it signed"),
            "agreed": _("See that it is kept"),
            "performed": _("Visit, then close"),
            "unperformed": _("Finish the file"),
            "terminated": _("Finish the file"),
            "halted": _("Protect, then decide"),
            "away": _("Ask what came of it"),
            "closed": _("Put it into the archive"),
        },
    ),
    "police_mediation": Part(
        "desk-police:case",
        Permission.POLICE_MEDIATE,
        Permission.POLICE_MEDIATE,
        {
            "asked": _("Examine and decide"),
            "accepted": _("Bring both to the table"),
            "mediating": _("Go on mediating"),
            "agreed": _("See that it is kept"),
        },
    ),
    "errand": Part(
        "desk-services:errand",
        Permission.SERVICE_WORK,
        Permission.SERVICE_WORK,
        {
            "asked": _("Look through the papers"),
            "checked": _("Take in, or wait for what is missing"),
            "taken": _("Hand it in at the station"),
            "handed_in": _("Fetch it when it is ready"),
            "ready": _("Hand the result over"),
            "delivered": _("Give back and close"),
        },
    ),
    "visit": Part(
        "desk-services:visit",
        Permission.SERVICE_WORK,
        Permission.SERVICE_WORK,
        {
            "asked": _("Ring and agree on a time"),
            "booked": _("Ring the day before"),
            "confirmed": _("Go there"),
            "on_way": _("Go there"),
            "there": _("Write what was done"),
            "nobody": _("Find another time"),
        },
    ),
    "rights": Part(
        "desk-services:request",
        Permission.PERSON_ERASE,
        Permission.PERSON_ERASE,
        {"asked": _("Look who it is"), "proven": _("Do it, then answer")},
    ),
}


def led(matters: Iterable[Matter], held: Collection[str]) -> dict[UUID, Led]:
    """Those that their part has begun with, where one may open its page. One query for each such kind among them."""
    by_kind: dict[str, list[UUID]] = {}
    for matter in matters:
        if matter.kind in PARTS and PARTS[matter.kind].opens in held:
            by_kind.setdefault(matter.kind, []).append(matter.pk)
    return {
        key: Led(reverse(PARTS[kind].page, args=[key]), str(PARTS[kind].following.get(stage, "")), PARTS[kind].worker)
        for kind, keys in by_kind.items()
        for key, stage in kinds.stages_of(kind, keys).items()
    }


def address(matter: Matter, held: Collection[str]) -> str:
    """The page on which one works on the matter."""
    one = led([matter], held).get(matter.pk)
    return one.href if one else reverse("desk:matter", args=[matter.pk])
