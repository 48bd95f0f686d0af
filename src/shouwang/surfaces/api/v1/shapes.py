"""What the interface answers: plain shapes made from rows, nothing of a person but what the caller may see."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from ninja import Schema

from shouwang.kernel.ground.models import Place, Room
from shouwang.kernel.matters import kinds
from shouwang.kernel.matters.lifecycle import Step
from shouwang.kernel.matters.models import Attachment, Entry, Matter
from shouwang.kernel.notices.models import Delivery, State, Webhook
from shouwang.kernel.people.models import Account, Team


class Named(Schema):
    """Somebody or some group, by id and name."""

    id: UUID
    name: str


class RoomShape(Schema):
    """A room the key's account works in."""

    code: str
    name: str
    name_en: str
    phone: str
    permissions: list[str]


class PlaceShape(Schema):
    """A named place of a room. WGS-84."""

    id: UUID
    name: str
    name_en: str
    kind: str
    latitude: float
    longitude: float


class Takers(Schema):
    """Who a matter of the room can be handed to."""

    people: list[Named]
    teams: list[Named]


class TopicShape(Schema):
    """A topic of a kind. `call_first` is the emergency number said before the form."""

    key: str
    name: str
    is_public: bool
    call_first: str


class KindShape(Schema):
    """A kind of matter and its topics."""

    key: str
    name: str
    may_be_anonymous: bool
    topics: list[TopicShape]


class PositionShape(Schema):
    """A position in WGS-84 degrees, with where the figure comes from."""

    latitude: float
    longitude: float
    source: str
    accuracy_m: float | None


class MatterRow(Schema):
    """A matter as lists show it. Moments are UTC."""

    id: UUID
    reference: str
    room: str
    kind: str
    topic: str
    title: str
    state: str
    level: str
    channel: str
    is_urgent: bool
    is_record: bool
    is_late: bool
    owner: Named | None
    team: Named | None
    where: str
    place: str | None
    position: PositionShape | None
    received_at: datetime
    changed_at: datetime
    ended_at: datetime | None
    due_at: datetime | None
    version: int


class StepShape(Schema):
    """A step the account may take now, and what it has to say with it."""

    verb: str
    needs: list[str]


class ReporterShape(Schema):
    """Who brought it. Only with `reporter=true` and the permission; each look is written to the journal."""

    name: str
    phone: str


class MatterFull(MatterRow):
    """A matter whole."""

    text: str
    is_anonymous: bool
    answer_due_at: datetime | None
    update_due_at: datetime | None
    whole_due_at: datetime | None
    public_text: str
    published_at: datetime | None
    steps: list[StepShape]
    reporter: ReporterShape | None


class MatterPage(Schema):
    """A page of a list; `next` is the cursor of the page after it, null at the end."""

    items: list[MatterRow]
    next: str | None


class Received(Schema):
    """The receipt of a matter. The follow-code is for whoever brought it: it opens their page of it."""

    id: UUID
    reference: str
    follow_code: str
    is_new: bool


class EntryShape(Schema):
    """One entry of a timeline. `is_public` ones are what the reporter reads."""

    id: UUID
    at: datetime
    verb: str
    actor: str
    state: str
    text: str
    reason: str
    is_public: bool
    days: int | None
    field: str
    before: str
    after: str
    other: str | None


class AttachmentShape(Schema):
    """A file of a matter. `url` is for somebody logged in at the desk."""

    id: UUID
    name: str
    kind: str
    media_type: str
    size: int
    url: str
    is_from_reporter: bool
    added_at: datetime


class HookShape(Schema):
    """A webhook. Without a room: of every room its maker tends."""

    id: UUID
    room: str | None
    url: str
    events: list[str]
    created_at: datetime


class HookOpened(HookShape):
    """A new webhook with its secret (`whsec_…`), shown this once: it proves that a delivery comes from here."""

    secret: str


class DeliveryShape(Schema):
    """One event on its way to one webhook. `event_id` is the webhook-id the receiver gets, the same over every try."""

    id: UUID
    event: str
    event_id: UUID
    state: str
    attempts: int
    replays: int
    created_at: datetime
    sent_at: datetime | None
    next_try_at: datetime | None
    response_code: int | None
    trouble: str


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


def row(matter: Matter, now: datetime | None = None) -> MatterRow:
    return MatterRow(**_row(matter, now or timezone.now()))


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


def _row(matter: Matter, now: datetime) -> dict[str, object]:
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


def _hook(one: Webhook) -> dict[str, object]:
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
        next_try_at=one.not_before if one.state in (State.WAITING, State.SENDING) else None,
        response_code=one.response_code,
        trouble=one.trouble,
    )
