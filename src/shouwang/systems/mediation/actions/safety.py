"""Somebody may come to harm: noted, reported, the ordinary way stopped, addresses hidden (Art 25; Anti-DV Law Art 14)."""

from django.db import transaction

from shouwang.kernel.journal.actions import Subject
from shouwang.kernel.matters.actions.leading import need
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.notices import actions as notices
from shouwang.kernel.notices.queries import audience
from shouwang.kernel.papers.actions import revoke_copies
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.systems.mediation import lifecycle
from shouwang.systems.mediation.actions.turn import Turn, begin
from shouwang.systems.mediation.models import Danger, Dispute
from shouwang.systems.mediation.models.dispute import SHIELDED

NOTICE = "mediation.danger"


def note_danger(turn: Turn, kind: str, words: str) -> Danger:
    """Write a danger down within another act, and tell the room's officers at once.

    Violence at home or harm to a child needs nobody to press a second button: the dispute is sheltered with it.
    """
    danger = Danger.objects.create(
        dispute=turn.dispute, kind=kind, words=words, noted_at=turn.now, noted_by=turn.who.label
    )
    about = Subject("matter", str(turn.matter.pk), turn.matter.reference)
    for account in audience(turn.matter.room, Permission.REPORTER_SEE):
        notices.tell(
            key=f"{danger.pk}",
            account=account,
            room=turn.matter.room,
            template=NOTICE,
            words={"number": turn.matter.reference},
            about=about,
            urgent=True,
        )
    if kind in SHIELDED:
        shelter(turn)
    return danger


def shelter(turn: Turn) -> None:
    """From now on only officers and who has it or sits at the table see it, and copies that were given open nothing.

    The ordinary way stops where the mediation still runs; after that there is nothing to stop.
    """
    turn.matter.is_sheltered = True
    revoke_copies(by=turn.who, kind="matter", key=str(turn.dispute.pk))
    if turn.dispute.stage in lifecycle.STEPS["halt"].sources:
        turn.take("words", verb="halt")


@transaction.atomic
def report_danger(
    *, by: Account, dispute: Dispute, kind: str, words: str, reported_to: str = "", danger: Danger | None = None
) -> Dispute:
    """Note a danger, or that one was reported: to whom. Allowed at any step, by whoever works on the dispute."""
    turn = begin(by, dispute, "report_danger")
    need("report_danger", words=words)
    turn.take("words")
    row = danger or note_danger(turn, kind, words)
    if row.dispute_id != turn.dispute.pk:
        raise ValueError("danger of another dispute")
    if danger is not None:
        row.done = "\n".join(part for part in (row.done, words) if part)
    if reported_to.strip():
        row.reported_to, row.reported_at = reported_to.strip()[:120], turn.now
    row.save()
    return turn.tell(words)


@transaction.atomic
def halt(*, by: Account, dispute: Dispute, kind: str, words: str) -> Dispute:
    """Stop the ordinary way, because somebody must be protected."""
    turn = begin(by, dispute, "halt")
    need("halt", words=words)
    turn.take("words")
    if not any(one.kind == kind for one in turn.standing.dangers):
        note_danger(turn, kind, words)
    shelter(turn)
    return turn.tell(words)


@transaction.atomic
def resume(*, by: Account, dispute: Dispute, reason: str) -> Dispute:
    """Let it go on: an officer has looked into it. Every danger must have been reported, and addresses stay hidden."""
    turn = begin(by, dispute, "resume")
    need("resume", reason=reason)
    all_reported(turn)
    if turn.dispute.stage_before == lifecycle.ASKED:  # the questions are asked anew: a yes to harm forbids acceptance
        turn.dispute.answers.filter(question__in=("home", "minor")).delete()
    turn.take("reason")
    return turn.tell(reason=reason)


@transaction.atomic
def end_halted(*, by: Account, dispute: Dispute, reason: str, routes: str) -> Dispute:
    """Not for mediation: ended, with the help that was named."""
    turn = begin(by, dispute, "end_halted")
    need("end_halted", reason=reason, routes=routes)
    all_reported(turn)
    was_accepted = turn.dispute.accepted_date is not None
    turn.take("reason", "routes")
    current = turn.dispute
    current.ended_because, current.routes_told, current.result = reason, routes, Dispute.Result.STOPPED
    current.over_date = turn.today
    if not was_accepted:
        current.stage = lifecycle.REFUSED
        turn.lead_matter(("return", routes))
    return turn.tell(routes, reason=reason)


def all_reported(turn: Turn) -> None:
    """Raises Refused "not_reported": nothing ends while a danger that the law wants reported was told to nobody."""
    if any(one.reported_at is None for one in turn.standing.dangers):
        raise Refused("not_reported")
