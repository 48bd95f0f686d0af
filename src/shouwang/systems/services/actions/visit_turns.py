"""One act on a visit under way: the matter held, the stage taken along, the story written last of all."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from shouwang.kernel.journal.actions import Actor
from shouwang.kernel.matters.actions import story as stories
from shouwang.kernel.matters.actions.leading import hold, lead, write_down
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Account
from shouwang.systems.services import visit_lifecycle as lifecycle
from shouwang.systems.services.models import Visit


@dataclass
class VisitTurn:
    """The visit as it is now, and who does what."""

    verb: str
    who: Actor
    now: datetime
    visit: Visit
    matter: Matter
    was: dict[str, Any] = field(default_factory=dict)  # as it was read

    def take(self, *there: str) -> None:
        """Step along the table. Raises NotAllowedNow or Missing."""
        self.visit.stage = lifecycle.COURSE.take(self.verb, self.visit.stage, frozenset(there))

    def lead(self, *verbs: tuple[str, str]) -> None:
        """Let the matter follow."""
        self.matter = lead(self.who, self.matter, *verbs)

    def save(self) -> None:
        """Save what this act changed and nothing else: where the plan holds a half day may change beside it."""
        now = _values(self.visit)
        changed = [name for name, value in now.items() if name not in self.was or self.was[name] != value]
        if changed:
            self.visit.save(update_fields=changed)
        self.was = now

    def tell(self, text: str = "", *, reason: str = "", of: str = "", is_public: bool = False) -> Visit:
        """Save, and write the act into the story: last of all, since the matter's day is read from the visit."""
        self.save()
        line = stories.Line(text=text, reason=reason, field=self.verb, after=of, is_public=is_public)
        return write_down(self.who, self.visit, self.matter, line)


def begin(by: Account | Actor, visit: Visit, verb: str, now: datetime | None = None) -> VisitTurn:
    """Hold the visit for an act. Call inside a transaction. Raises PermissionDenied, NotAllowedNow."""
    rows = Visit.objects.select_related("account", "purpose", "visited")
    who, current = hold(by, visit, lifecycle.COURSE.steps[verb], rows.get)
    return VisitTurn(verb, who, now or timezone.now(), current, current.matter, _values(current))


def _values(visit: Visit) -> dict[str, Any]:
    return {one.attname: getattr(visit, one.attname) for one in Visit._meta.concrete_fields if not one.primary_key}
