"""What the interface takes in, checked as far as the words alone allow."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from shouwang.kernel.matters import lifecycle
from shouwang.kernel.matters.lifecycle import REPORTER
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.models.timeline import VERBS
from shouwang.kernel.notices.models import EVERY_EVENT
from shouwang.lib.coordinates import looks_swapped
from shouwang.surfaces.api.v1.paging import MOST
from shouwang.systems.outreach.actions.bulletins import RELEASED, TAKEN_DOWN

# No NUL: PostgreSQL can't hold it.
PLAIN = r"^[^\x00]*$"
MOST_WORDS = 5000

Title = Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=PLAIN, strip_whitespace=True)]
Words = Annotated[str, StringConstraints(max_length=MOST_WORDS, pattern=PLAIN)]
Said = Annotated[str, StringConstraints(min_length=1, max_length=MOST_WORDS, pattern=PLAIN, strip_whitespace=True)]
Reason = Annotated[str, StringConstraints(max_length=500, pattern=PLAIN)]
Where = Annotated[str, StringConstraints(max_length=200, pattern=PLAIN)]
Name = Annotated[str, StringConstraints(max_length=60, pattern=PLAIN)]
Key = Annotated[str, StringConstraints(max_length=30, pattern=r"^[a-z0-9_]*$")]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,6}$")]
Moment = Annotated[AwareDatetime, Field(ge=datetime(1970, 1, 2, tzinfo=UTC), le=datetime(2999, 12, 31, tzinfo=UTC))]

Level = StrEnum("Level", {level: level for level in Matter.Level.values})  # type: ignore[misc]  # made from the field
Channel = StrEnum("Channel", {way: way for way in Matter.Channel.values})  # type: ignore[misc]  # made from the field
State = StrEnum("State", {state: state for state in lifecycle.STATES})  # type: ignore[misc]  # made from the table
EVENTS = (EVERY_EVENT, *(f"matter.{verb}" for verb in VERBS), RELEASED, TAKEN_DOWN)
Event = StrEnum("Event", {event: event for event in EVENTS})  # type: ignore[misc]  # made from what happens
Verb = StrEnum(  # type: ignore[misc]  # made from the table
    "Verb", {step.verb: step.verb for step in lifecycle.TABLE if step.who != REPORTER}
)


class Strict(Schema):
    """A body in which an unknown field is a mistake, not silence."""

    model_config = ConfigDict(extra="forbid")


class Filters(Schema):
    """What a list is narrowed to; the same as at the desk."""

    room: Code | None = None
    kind: Key | None = None
    topic: Key | None = None
    state: list[State] = Field(default_factory=list, max_length=len(lifecycle.STATES))
    open: bool | None = None
    late: bool | None = None
    urgent: bool | None = None
    level: Level | None = None
    channel: Channel | None = None
    owner: UUID | Literal["me", "none"] | None = None
    team: UUID | None = None
    run: UUID | None = None
    q: Annotated[str, StringConstraints(max_length=100, pattern=PLAIN)] | None = None
    received_since: Moment | None = None
    received_until: Moment | None = None


class PageOf(Schema):
    """Where in a list."""

    limit: int = Field(50, ge=1, le=MOST)
    cursor: Annotated[str, StringConstraints(max_length=300, pattern=r"^[A-Za-z0-9_-]*$")] = ""


class PositionIn(Strict):
    """A position in degrees. `datum` says which map it is read from; GCJ-02 and BD-09 are converted to WGS-84."""

    latitude: float = Field(ge=-90, le=90, allow_inf_nan=False)
    longitude: float = Field(ge=-180, le=180, allow_inf_nan=False)
    datum: Literal["wgs84", "gcj02", "bd09"] = "wgs84"
    accuracy_m: float | None = Field(None, ge=0, le=100_000, allow_inf_nan=False)

    @model_validator(mode="before")
    @classmethod
    def refuse_exchanged(cls, given: Any) -> Any:
        """Before the ranges are looked at: most longitudes of China are no latitude, and "at most 90" would not help."""
        if not isinstance(given, dict):
            return given
        try:
            exchanged = looks_swapped(float(given["latitude"]), float(given["longitude"]))
        except (KeyError, TypeError, ValueError, OverflowError):
            return given
        if exchanged:
            raise PydanticCustomError("swapped", "latitude and longitude look exchanged")
        return given


class ReporterIn(Strict):
    """Who brought it. With `is_anonymous` nothing of a person is kept, whatever else is sent."""

    name: Name = ""
    phone: Annotated[str, StringConstraints(max_length=20, pattern=r"^[0-9+() -]*$")] = ""
    is_anonymous: bool = False


class MatterIn(Strict):
    """A matter to bring in. `id` is a UUID of your own making: the same matter sent again is the same matter."""

    id: UUID | None = None
    room: Code | None = None
    kind: Key
    topic: Key = ""
    title: Annotated[str, StringConstraints(max_length=120, pattern=PLAIN)] = ""
    text: Said
    where: Where = ""
    place: UUID | None = None
    position: PositionIn | None = None
    is_urgent: bool = False
    reporter: ReporterIn = ReporterIn()
    received_at: Moment | None = None


class Shown(Strict):
    """Fields of a matter that can be changed; one that is left out or null stays as it is."""

    title: Title | None = None
    text: Words | None = None
    topic: Key | None = None
    where: Where | None = None
    is_urgent: bool | None = None
    kind: Key | None = None


class Revision(Shown):
    """A change. With `base`, what the fields said when you read them, changes of two people are merged by field."""

    base: Shown | None = None


class StepIn(Strict):
    """What a step may say; which of it is needed stands in the matter's `steps`."""

    answer: Words = ""
    outcome: Words = ""
    reason: Reason = ""
    words: Words = ""
    owner: UUID | None = None
    team: UUID | None = None
    checker: UUID | None = None
    into: UUID | None = None


class TextIn(Strict):
    """Words."""

    text: Said


class HookIn(Strict):
    """A webhook to open: an https address and the events it wants, "*" for all."""

    room: Code | None = None
    url: Annotated[str, StringConstraints(min_length=10, max_length=400, pattern=r"^https?://[!-~]+$")]
    events: list[Event] = Field(min_length=1, max_length=len(EVENTS))
