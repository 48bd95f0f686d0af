"""What the interface answers, as its description has it."""

from datetime import datetime
from uuid import UUID

from ninja import Schema


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
    """The receipt of a matter. The follow code is for whoever brought it: it opens their page of it."""

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
    """A file of a matter. `url` gives its bytes to the same key."""

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
