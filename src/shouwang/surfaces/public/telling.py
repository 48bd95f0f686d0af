"""Reporting, asking, suggesting in three steps: the topic, what and where, who. This is the state between two requests.

Both parts of the form stand in every page, one of them hidden, so nothing has to be remembered by the server.
"""

from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters import kinds
from shouwang.kernel.matters.kinds import Kind, Topic
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.queries import where_brought
from shouwang.lib.ids import uuid7
from shouwang.surfaces.public import kept as arriving
from shouwang.surfaces.public.forms import Files, What, Who
from shouwang.surfaces.public.kept import Kept
from shouwang.ui.parts import Step

Part = Literal["what", "who"]


@dataclass
class Telling:
    """Somebody tells the room something: what they typed so far, the files that arrived, and the part they see."""

    room: Room
    kind: Kind
    topic: Topic
    what: What
    who: Who
    key: UUID
    kept: list[Kept] = field(default_factory=list)
    part: Part = "what"
    trouble: list[str] = field(default_factory=list)
    files: Files = field(default_factory=Files)
    before: Matter | None = None  # done, and the trouble is back

    @property
    def steps(self) -> list[Step]:
        """The head of the page on the second step."""
        return [Step(str(self.topic.name), "done"), Step(_("What and where"), "now"), Step(_("Who, and send"))]

    @property
    def last_steps(self) -> list[Step]:
        """The head of the page on the third step; both stand in the page, one of them hidden."""
        return [Step(str(self.topic.name), "done"), Step(_("What and where"), "done"), Step(_("Who, and send"), "now")]


def chosen_kind(key: str) -> Kind:
    """Raises Http404, also for what only the room opens."""
    found = {kind.key: kind for kind in kinds.offered()}.get(key)
    if found is None:
        raise Http404
    return found


def chosen(kind: str, topic: str) -> tuple[Kind, Topic]:
    """Raises Http404, also for what is not offered here."""
    found = chosen_kind(kind)
    about = found.by_key.get(topic)
    if about is None or not about.is_offered:
        raise Http404
    return found, about


def begun(room: Room, kind: Kind, topic: Topic, before: Matter | None = None) -> Telling:
    """An empty page; of a trouble that is back it knows the place."""
    place = {"place": before.place_id or "", "where": where_brought(before)} if before else None
    what = What(None, room=room, initial=place)
    return Telling(room, kind, topic, what, Who(None, kind=kind), uuid7(), before=before)


def read(
    request: HttpRequest,
    room: Room,
    kind: Kind,
    topic: Topic,
    *,
    may_bring_files: bool,
    before: Matter | None = None,
) -> Telling:
    """What came with the request; its files are taken in first, so that no mistake elsewhere loses them."""
    kept = arriving.carried(request, room)
    refused: arriving.Refusals = {}
    if may_bring_files:
        taken, refused = arriving.take_in(request, room, arriving.MOST_KEPT - len(kept))
        kept += taken
    has_voice = any(one.kind == "voice" for one in kept)
    what = What(request.POST, room=room, has_kept_voice=has_voice)
    who = Who(request.POST, kind=kind)
    part: Part = "who" if request.POST.get("part") == "who" else "what"
    key = key_of(request.POST.get("key", ""))
    return Telling(room, kind, topic, what, who, key, kept, part, files=Files(refused), before=before)


def key_of(text: str) -> UUID:
    """The id the phone made; a new one for what is none."""
    try:
        return UUID(text)
    except ValueError:
        return uuid7()
