"""How hard a dispute looks by what is written down of it: a suggestion with its reasons, never a decision."""

from shouwang.systems.mediation.codes.grades import Circumstances, Suggestion, suggest_grade
from shouwang.systems.mediation.models import Danger, Dispute, Session
from shouwang.systems.mediation.queries.standing import Standing


def suggested(standing: Standing) -> Suggestion:
    """From the parties, people, sum, sessions and dangers that are known; what nobody wrote down counts as not so."""
    dispute = standing.dispute
    kinds = {danger.kind for danger in standing.dangers}
    return suggest_grade(
        Circumstances(
            parties=len(standing.here),
            people=dispute.people,
            yuan=int(dispute.amount or 0),
            sessions=sum(one.state == Session.State.HELD for one in standing.sessions),
            needs_lawyer=any(seat.role == seat.Role.LAWYER for seat in standing.table),
            had_violence=bool(kinds & {Danger.Kind.HOME, Danger.Kind.VIOLENCE}),
            is_threat=Danger.Kind.SELF in kinds,
            is_oral_same_day=dispute.result == Dispute.Result.ORAL and dispute.over_date == dispute.accepted_date,
        )
    )
