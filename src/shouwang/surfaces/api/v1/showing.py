"""Rows made into shapes: nothing of a person but what the caller may see."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from shouwang.kernel.ground.models import Place, Room
from shouwang.kernel.matters import kinds
from shouwang.kernel.matters.lifecycle import Step
from shouwang.kernel.matters.models import Attachment, Entry, Matter
from shouwang.kernel.notices.models import Delivery, Webhook
from shouwang.kernel.people.models import Account, Team
from shouwang.surfaces.api.v1.shapes import (
    AttachmentShape,
    DeliveryShape,
    EntryShape,
    HookOpened,
    HookShape,
    KindShape,
    MatterFull,
    MatterRow,
    Named,
    PlaceShape,
    PositionShape,
    ReporterShape,
    RoomShape,
    StepShape,
    TopicShape,
)


def named(one: Account | Team | None) -> Named | None:
    return Named(id=one.pk, name=one.name) if one else None


def room(row: Room, held: Iterable[str]) -> RoomShape:
    return RoomShape(
        code=row.code, name=row.name, name_en=row.name_en, phone=row.phone, permissions=sorted(map(str, held))
    )


def place(row: Place) -> PlaceShape:
    return PlaceShape.model_validate(row)


def kind(one: kinds.Kind) -> KindShape:
    topics = [
        TopicShape(key=topic.key, name=str(topic.name), is_public=topic.is_public, call_first=topic.call_first)
        for topic in one.topics
    ]
    return KindShape(key=one.key, name=str(one.name), may_be_anonymous=one.may_be_anonymous, topics=topics)


def row(matter: Matter, now: datetime) -> MatterRow:
    return MatterRow(**_row(matter, now))


def full(matter: Matter, steps: Iterable[Step], reporter: Mapping[str, str] | None) -> MatterFull:
    return MatterFull(
        **_row(matter, timezone.now()),
        text=matter.text,
        is_anonymous=matter.is_anonymous,
        answer_due_at=matter.answer_due_at,
        update_due_at=matter.update_due_at,
        whole_due_at=matter.whole_due_at,
        public_text=matter.public_text,
        published_at=matter.published_at,
        steps=[StepShape(verb=step.verb, needs=list(step.needs)) for step in steps],
        reporter=ReporterShape(name=reporter["name"], phone=reporter["phone"]) if reporter else None,
    )


def _row(matter: Matter, now: datetime) -> dict[str, Any]:
    return {
        "id": matter.pk,
        "reference": matter.reference,
        "room": matter.room.code,
        "kind": matter.kind,
        "topic": matter.topic,
        "title": matter.title,
        "state": matter.state,
        "level": matter.level,
        "channel": matter.channel,
        "is_urgent": matter.is_urgent,
        "is_record": matter.is_record,
        "is_late": matter.is_late(now),
        "owner": named(matter.owner),
        "team": named(matter.team),
        "where": matter.where,
        "place": matter.place.name if matter.place else None,
        "position": _position(matter),
        "received_at": matter.received_at,
        "changed_at": matter.changed_at,
        "ended_at": matter.ended_at,
        "due_at": matter.due_at,
        "version": matter.version,
    }


def _position(matter: Matter) -> PositionShape | None:
    if matter.latitude is None or matter.longitude is None:
        return None
    return PositionShape(
        latitude=matter.latitude,
        longitude=matter.longitude,
        source=matter.position_source,
        accuracy_m=matter.accuracy_m,
    )


def entry(one: Entry, other: str | None) -> EntryShape:
    return EntryShape(
        id=one.pk,
        at=one.at,
        verb=one.verb,
        actor=one.actor_label,
        state=one.state,
        text=one.text,
        reason=one.reason,
        is_public=one.is_public,
        days=one.days,
        field=one.field,
        before=one.before,
        after=one.after,
        other=other,
    )


def attachment(one: Attachment, url: str) -> AttachmentShape:
    return AttachmentShape(
        id=one.pk,
        name=one.file.name,
        kind=one.file.kind,
        media_type=one.file.media_type,
        size=one.file.size,
        url=url,
        is_from_reporter=one.is_from_reporter,
        added_at=one.added_at,
    )


def hook(one: Webhook) -> HookShape:
    return HookShape(**_hook(one))


def hook_opened(one: Webhook, secret: str) -> HookOpened:
    return HookOpened(**_hook(one), secret=secret)


def _hook(one: Webhook) -> dict[str, Any]:
    return {
        "id": one.pk,
        "room": one.room.code if one.room else None,
        "url": one.url,
        "events": one.events.split(),
        "created_at": one.created_at,
    }


def delivery(one: Delivery) -> DeliveryShape:
    return DeliveryShape(
        id=one.pk,
        event=one.event,
        event_id=one.event_id,
        state=one.state,
        attempts=one.attempts,
        replays=one.replays,
        created_at=one.created_at,
        sent_at=one.sent_at,
        next_try_at=one.not_before,
        response_code=one.response_code,
        trouble=one.trouble,
    )
