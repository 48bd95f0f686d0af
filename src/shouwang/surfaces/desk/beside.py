"""What a report may belong to, shown beside it: words, photos, distance, age, and why it is shown."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from shouwang.kernel.matters.models import Attachment, Matter
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest
from shouwang.surfaces.desk.story import pictures_of
from shouwang.surfaces.desk.words import STATES, distance_words
from shouwang.systems.watch.queries.related import Pair, pairs, undecided
from shouwang.ui import moments
from shouwang.ui.parts import Picture, Verb

MOST_LETTERS = 240
NEXT_DOOR = 50  # metres; nearer than that the phones' positions say nothing


@dataclass(frozen=True)
class Beside:
    """Another report as it stands beside this one."""

    reference: str
    title: str
    href: str
    text: str
    pictures: Sequence[Picture]
    facts: Sequence[str]
    why: str
    same: Verb
    other: Verb


def alike_among(request: DeskRequest, matters: Iterable[Matter]) -> Collection[UUID]:
    """Which of a list may belong to another matter, for whoever may join them."""
    return undecided(request.user, matters, timezone.now()) if Permission.MATTER_MERGE in request.held else ()


def beside(request: DeskRequest, matter: Matter) -> list[Beside]:
    """What it may belong to, for whoever may join it; the likest first."""
    if Permission.MATTER_MERGE not in request.held or not matter.is_open:
        return []
    found = pairs(request.user, matter, timezone.now())
    shown = {other.pk: list[Attachment]() for other in (pair.other for pair in found)}
    for one in Attachment.objects.filter(matter__in=shown).select_related("file").order_by("added_at", "id"):
        shown[one.matter_id].append(one)
    return [_beside(matter, pair, shown[pair.other.pk], is_first=not number) for number, pair in enumerate(found)]


def _beside(matter: Matter, pair: Pair, attached: Sequence[Attachment], *, is_first: bool) -> Beside:
    other = pair.other
    return Beside(
        reference=other.reference,
        title=other.title,
        href=reverse("desk:matter", args=[other.pk]),
        text=_cut(other.text),
        pictures=pictures_of(attached),
        facts=list(_facts(matter, pair)),
        why=pgettext("between reasons", "; ").join(_why(pair)),
        same=Verb(
            _("The same: join") if other.is_open else _("The same again: link"),
            reverse("desk:join-pair", args=[pair.key]),
            post=True,
            tone="primary" if is_first else "plain",
            icon="merge" if other.is_open else "link",
            key="J" if is_first else "",
        ),
        other=Verb(_("Not the same"), reverse("desk:part-pair", args=[pair.key]), post=True),
    )


def _facts(matter: Matter, pair: Pair) -> Iterator[str]:
    other = pair.other
    yield str(STATES[other.state])
    yield moments.ago(other.received_at)
    if pair.metres is not None:
        yield (
            _("next door")
            if pair.metres < NEXT_DOOR
            else _("%(distance)s away") % {"distance": distance_words(pair.metres)}
        )
    if other.place and matter.place_id == other.place_id:
        yield _("the same place")


def _why(pair: Pair) -> Iterator[str]:
    if pair.names:
        yield _("both name %(names)s") % {"names": _listed(pair.names)}
    if pair.words:
        yield _("both say %(words)s") % {"words": _listed(pair.words)}


def _listed(pieces: Iterable[str]) -> str:
    return " · ".join(pieces)


def _cut(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS]}…"
