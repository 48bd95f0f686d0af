"""Whether a dispute is taken on: the questions, acceptance with a file number, refusal with the other ways."""

from collections.abc import Mapping
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from shouwang.kernel.matters.actions.leading import need
from shouwang.kernel.people.models import Account
from shouwang.systems.mediation import admissibility, lifecycle
from shouwang.systems.mediation.actions.safety import all_reported, note_danger
from shouwang.systems.mediation.actions.turn import begin
from shouwang.systems.mediation.because import TAKEN_BACK
from shouwang.systems.mediation.models import Answer, Committee, Dispute

# One statement where the ORM needs two: the row is the lock.
TAKE_NUMBER = (
    "INSERT INTO mediation_filenumbers (committee_id, year, last) VALUES (%s, %s, 1) "
    "ON CONFLICT (committee_id, year) DO UPDATE SET last = mediation_filenumbers.last + 1 RETURNING last"
)


@transaction.atomic
def examine(*, by: Account, dispute: Dispute, answers: Mapping[str, bool], notes: Mapping[str, str] = {}) -> Dispute:
    """Write down the answers. A yes to harm notes the danger, tells the officers and stops the ordinary way at once."""
    turn = begin(by, dispute, "examine")
    turn.take()
    before = turn.standing.answers
    for question in admissibility.QUESTIONS:
        if question.key not in answers:
            continue
        is_yes = answers[question.key]
        note = notes.get(question.key, "")[:300]
        values = {"is_yes": is_yes, "note": note, "at": turn.now}
        Answer.objects.update_or_create(dispute=turn.dispute, question=question.key, defaults=values)
        if is_yes and question.danger and not before.get(question.key):
            asked = _("Answered yes to: %(question)s") % {"question": question.words}
            note_danger(turn, question.danger, note or asked)
    return turn.tell()


@transaction.atomic
def accept(*, by: Account, dispute: Dispute) -> Dispute:
    """受理: from this day the month runs; the file gets its number."""
    turn = begin(by, dispute, "accept")
    turn.take()
    current = turn.dispute
    current.accepted_date = turn.today
    current.file_year, current.file_number = turn.today.year, next_file_number(current.committee, turn.today.year)
    turn.lead_matter(("accept", ""))
    return turn.tell()


@transaction.atomic
def refuse(*, by: Account, dispute: Dispute, reason: str, routes: str) -> Dispute:
    """不予受理, with the reason and the other ways that are open."""
    turn = begin(by, dispute, "refuse")
    need("refuse", reason=reason, routes=routes)
    all_reported(turn)
    turn.take("reason", "routes")
    turn.dispute.ended_because, turn.dispute.routes_told = reason, routes
    turn.lead_matter(("return", f"{reason}\n{routes}"))
    return turn.tell(routes, reason=reason)


@transaction.atomic
def withdraw(*, by: Account, dispute: Dispute, reason: str) -> Dispute:
    """The applicant takes it back before it was taken on."""
    turn = begin(by, dispute, "withdraw")
    need("withdraw", reason=reason)
    all_reported(turn)
    turn.take("reason")
    turn.dispute.ended_because = reason
    turn.lead_matter(("withdraw_for", reason))
    return turn.tell(reason=reason)


def follow_withdrawal(matter: UUID) -> None:
    """The matter was withdrawn by whoever brought it: so is the dispute, if it was not taken on yet. Safe to run twice."""
    waiting = Dispute.objects.filter(pk=matter, stage=lifecycle.ASKED)
    waiting.update(stage=lifecycle.WITHDRAWN, ended_because=TAKEN_BACK, due_date=None)


def next_file_number(committee: Committee, year: int) -> int:
    """The next number of the year. Inside the transaction that uses it: a rollback gives it back."""
    key = Committee._meta.get_field("id").get_db_prep_save(committee.pk, connection)
    with connection.cursor() as cursor:
        cursor.execute(TAKE_NUMBER, [key, year])
        return int(cursor.fetchone()[0])
