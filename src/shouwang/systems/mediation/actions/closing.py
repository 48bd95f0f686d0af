"""The end: closing report, a second pair of eyes, closing, the archive; and taking it up again."""

from django.db import transaction
from django.utils.translation import gettext

from shouwang.kernel.matters import lifecycle as matter_lifecycle
from shouwang.kernel.matters.actions.leading import need
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import may
from shouwang.systems.mediation import lifecycle
from shouwang.systems.mediation.actions.agreeing import strike
from shouwang.systems.mediation.actions.safety import all_reported
from shouwang.systems.mediation.actions.signing import outdate
from shouwang.systems.mediation.actions.turn import begin
from shouwang.systems.mediation.models import Dispute
from shouwang.systems.mediation.queries.review import faults


@transaction.atomic
def report(*, by: Account, dispute: Dispute, summary: str) -> Dispute:
    """Write the closing report (结案报告); again, it must be checked again."""
    turn = begin(by, dispute, "report")
    need("report", summary=summary)
    turn.take("summary")
    outdate(turn, "closing_report")
    current = turn.dispute
    before, current.summary, current.reported_by = current.summary, summary, turn.who.id
    current.reported_date = turn.today
    current.checked_at, current.checked_alone_because = None, ""
    turn.lead_matter(("send_back", summary), ("start", ""), ("report", summary))
    return turn.tell(summary, before=before)


@transaction.atomic
def check(*, by: Account, dispute: Dispute, alone_because: str = "") -> Dispute:
    """Somebody other than who wrote the report has looked through the file; alone only with a reason, which is counted."""
    turn = begin(by, dispute, "check")
    turn.take()
    current = turn.dispute
    if current.reported_by == turn.who.id and not alone_because.strip():
        raise lifecycle.Missing("check", ("other_eyes",))
    current.checked_at = turn.now
    current.checked_alone_because = alone_because.strip()[:200] if current.reported_by == turn.who.id else ""
    if not current.checked_alone_because:
        turn.lead_matter(("check", ""))
    return turn.tell(reason=current.checked_alone_because)


@transaction.atomic
def close(*, by: Account, dispute: Dispute, answer: str, because_incomplete: str = "") -> Dispute:
    """结案. What the file lacks must be there, or be explained in the file note. Refused "file_lacks" with the first of it."""
    turn = begin(by, dispute, "close")
    need("close", words=answer)
    all_reported(turn)
    lacks = [fault for fault in faults(turn.standing) if fault.is_needed]
    if lacks and not because_incomplete.strip():
        raise Refused("file_lacks", "because_incomplete", count=str(len(lacks)))
    turn.take("file_whole")
    current = turn.dispute
    _note(current, because_incomplete)
    current.closed_date = turn.today
    if turn.matter.state == matter_lifecycle.REPORTED:
        turn.lead_matter(("close_unchecked", answer))
    else:
        turn.lead_matter(("close", answer))
    return turn.tell(answer)


@transaction.atomic
def reopen(*, by: Account, dispute: Dispute, reason: str) -> Dispute:
    """It flared up again: back to the table, with the same file and the day it was accepted. What had been agreed is struck;
    the month runs anew, and what was sat and looked into before counts no more as done."""
    turn = begin(by, dispute, "reopen")
    need("reopen", reason=reason)
    is_stopped = turn.dispute.result == Dispute.Result.STOPPED
    if is_stopped and not may(by, Permission.REPORTER_SEE, turn.matter.room):
        raise Refused("officers_only")  # what an officer had to stop, an officer lets go on
    turn.take("reason")
    current = turn.dispute
    current.closed_date = current.over_date = current.performed_date = None
    current.result, current.summary, current.checked_at, current.checked_alone_because = "", "", None, ""
    current.extended_until = current.reported_date = None
    current.ended_because = current.routes_told = ""  # they stand in the story
    current.reopened_date = turn.today
    outdate(turn, "closing_report", "termination")
    current.sessions.update(is_past=True)
    current.visits.update(is_past=True)
    if turn.standing.agreement:
        strike(turn, turn.standing.agreement, reason)
    turn.lead_matter(("reopen", gettext("It is taken up again.")), ("send_back", reason), ("start", ""))
    return turn.tell(reason=reason)


@transaction.atomic
def archive(*, by: Account, dispute: Dispute, filer: str, unvisited_because: str = "") -> Dispute:
    """归档: nothing of it changes any more. Refused "visit_open" while a visit is to come and nobody says why it is not made."""
    turn = begin(by, dispute, "archive")
    need("archive", filer=filer)
    if turn.standing.next_visit and not unvisited_because.strip():
        raise Refused("visit_open", "unvisited_because")
    turn.take("filer")
    _note(turn.dispute, unvisited_because)
    turn.dispute.filer, turn.dispute.archived_date = filer.strip()[:60], turn.today
    return turn.tell(of=filer)


def _note(dispute: Dispute, words: str) -> None:
    """Add to the note on the file, if there is something to say."""
    dispute.note = "\n".join(part for part in (dispute.note, words.strip()) if part)
