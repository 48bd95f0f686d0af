"""One act of the procedure, begun and finished in one way: row held, permission, stage, story, journal, days."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from shouwang.kernel.journal.actions import Actor
from shouwang.kernel.matters.actions import story as stories
from shouwang.kernel.matters.actions.leading import hold, lead, write_down
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Account
from shouwang.lib.clock import day_of
from shouwang.systems.mediation import lifecycle
from shouwang.systems.mediation.actions.calling import call_off_all
from shouwang.systems.mediation.models import Dispute
from shouwang.systems.mediation.queries.standing import Standing, dated, standing
from shouwang.systems.mediation.telling import TOLD


@dataclass
class Turn:
    """An act under way: the dispute as it is now, held, and everything of it."""

    verb: str
    who: Actor
    now: datetime
    dispute: Dispute
    matter: Matter
    standing: Standing

    @property
    def today(self) -> date:
        return self.standing.today

    def take(self, *brings: str, verb: str = "") -> None:
        """Step along the table; `brings` is what the act itself fills in, `verb` another act that this one brings with it.

        Who leaves the table sits there no more: sessions that were called are off, or they would keep the mediators' time.
        Raises NotAllowedNow or Missing.
        """
        dispute = self.dispute
        there = self.standing.there | frozenset(brings)
        before = dispute.stage
        dispute.stage = lifecycle.take(verb or self.verb, before, there, dispute.stage_before)
        if dispute.stage in (lifecycle.HALTED, lifecycle.AWAY) and before != dispute.stage:
            dispute.stage_before = before
        elif dispute.stage not in (lifecycle.HALTED, lifecycle.AWAY):
            dispute.stage_before = ""
        if before in lifecycle.AT_TABLE and dispute.stage not in lifecycle.AT_TABLE:
            ahead = [one for one in self.standing.called if one.starts_at > self.now]
            call_off_all(self.who, self.matter, ahead, str(TOLD[verb or self.verb]))

    def tell(self, text: str = "", *, of: str = "", reason: str = "", before: str = "", told: str = "") -> Dispute:
        """Save the dispute and write the act into the story: last of all. `of`: which session, party, seat it was about.

        `told`: under which name, where the act has another for what is there already.
        """
        self.dispute.save()
        line = stories.Line(text=text, reason=reason, field=told or self.verb, before=before, after=of)
        write_down(self.who, self.dispute, self.matter, line)  # asks for the nearest day, see kinds.Procedure
        due = self.matter.whole_due_at
        self.dispute.due_date = day_of(due) if due else self._visit_left()
        self.dispute.save(update_fields=["due_date"])
        return self.dispute

    def _visit_left(self) -> date | None:
        """A closed matter waits for nothing, yet somebody still looks in again."""
        if self.dispute.stage != lifecycle.CLOSED:
            return None
        visit = dated(self.dispute, self.now).next_visit
        return visit.day if visit else None

    def lead_matter(self, *verbs: tuple[str, str]) -> None:
        """Let the matter follow, as far as its own lifecycle allows from where it stands: (verb, words) in turn."""
        self.matter = lead(self.who, self.matter, *verbs)


def begin(by: Account | Actor, dispute: Dispute, verb: str, now: datetime | None = None) -> Turn:
    """Hold the dispute for an act. Call inside a transaction. Raises PermissionDenied, NotAllowedNow."""
    who, current = hold(by, dispute, lifecycle.STEPS[verb], Dispute.objects.select_related("committee", "lead").get)
    moment = now or timezone.now()
    return Turn(verb, who, moment, current, current.matter, standing(current, moment))
