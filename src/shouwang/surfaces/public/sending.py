"""Sending what somebody typed: one matter however often it is sent, with their consent beside their name."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from shouwang.kernel.ground.models import Place, Room, Source
from shouwang.kernel.journal.actions import PUBLIC
from shouwang.kernel.matters.actions import bonds, talk
from shouwang.kernel.matters.actions.intake import Brought, Position, Receipt, Reporter, receive
from shouwang.kernel.matters.kinds import Kind, Topic
from shouwang.kernel.matters.models import Entry, Matter
from shouwang.kernel.people.actions import give_consent
from shouwang.surfaces.public.forms import What, Who
from shouwang.surfaces.public.kept import Kept, claim

# The privacy notice the person read; change it when the words of privacy.html change what is promised.
NOTICE = "2026-12"


@transaction.atomic
def send(
    *,
    room: Room,
    kind: Kind,
    topic: Topic,
    what: What,
    who: Who,
    kept: Sequence[Kept],
    key: UUID,
    before: Matter | None = None,
) -> Receipt:
    """Take the matter in, beside the one of `before` when that trouble is back.

    Raises files.Refused when a file is gone, intake.IdTaken when the key has other words.
    """
    said, person = what.cleaned_data, who.cleaned_data
    place = what.places.get(said["place"]) if said["place"] else None
    reporter = Reporter(is_anonymous=True)
    if who.is_named:
        reporter = Reporter(name=person["name"], phone=person["phone"])
    receipt = receive(
        by=PUBLIC,
        room=room,
        brought=Brought(
            kind=kind.key,
            topic=topic.key,
            text=said["text"],
            title="" if said["text"] else str(topic.name),
            channel=Matter.Channel.PUBLIC,
            reporter=reporter,
            place=place,
            where=said["where"],
            position=_position(said, place),
            is_urgent=said["is_urgent"],
            files=claim(kept, room),
            id=key,
        ),
    )
    if receipt.is_new and before:
        bonds.link(by=PUBLIC, matter=receipt.matter, other=before)
    if receipt.is_new and receipt.matter.reporter:
        give_consent(
            by=PUBLIC, person=receipt.matter.reporter, purpose="matter.answer", text_version=NOTICE, channel="public"
        )
    return receipt


def add_words(*, matter: Matter, text: str, kept: Sequence[Kept], key: UUID) -> None:
    """Add words and photos, once however often they are sent. Raises files.Refused, lifecycle.NotAllowedNow."""
    with transaction.atomic():
        if _is_said(Matter.objects.select_for_update(of=("self",)).get(pk=matter.pk), text, key):
            return
        # Other words under a key that arrived before: they are new.
        own = None if Entry.objects.filter(pk=key).exists() else key
        talk.add_reporter_words(matter=matter, text=text, files=claim(kept, matter.room), id=own)


def _is_said(locked: Matter, text: str, key: UUID) -> bool:
    return Entry.objects.filter(pk=key, matter=locked, text=text).exists()


def _position(said: dict[str, float | None], place: Place | None) -> Position | None:
    latitude, longitude, accuracy = said["latitude"], said["longitude"], said["accuracy"]
    if latitude is not None and longitude is not None:
        return Position(latitude, longitude, Source.GPS, accuracy if accuracy and accuracy > 0 else None)
    return Position(place.latitude, place.longitude, Source.PLACE) if place else None
