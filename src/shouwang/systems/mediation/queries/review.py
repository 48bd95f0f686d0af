"""The self-check before closing (案卷评查): what the file lacks or has out of order, each with where it is put right."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shouwang.systems.mediation import lifecycle
from shouwang.systems.mediation.dates import month_after
from shouwang.systems.mediation.models import Obligation, Session
from shouwang.systems.mediation.queries.standing import CHINA, Standing

Words = str | Promise


@dataclass(frozen=True)
class Fault:
    """One thing: its words, the rule, the act that puts it right and which row that is about.

    `is_needed`: a file without it is not whole.
    """

    key: str
    words: Words
    rule: str
    act: str = ""
    is_needed: bool = True
    row: UUID | None = None


def faults(standing: Standing) -> list[Fault]:
    """What is missing or out of order, in the order of the file."""
    return [*_admission(standing), *_table(standing), *_order(standing), *_ending(standing)]


def _admission(standing: Standing) -> Iterator[Fault]:
    dispute = standing.dispute
    if not dispute.justice_type:
        yield Fault("type", _("The type of dispute is not chosen"), "a6", "write", is_needed=False)
    if not dispute.requests.strip():
        yield Fault("requests", _("What the applicant asks for is not written down"), "a5.1", "write")
    if "examined" not in standing.there:
        yield Fault("examined", _("Not every question of admissibility is answered"), "a3", "examine")
    if any(not (party.identity_seen or party.is_organisation) for party in standing.parties):
        yield Fault("identity", _("Somebody's identity paper was not seen"), "a5.3", "name_party", is_needed=False)
    if "agents_proved" not in standing.there:
        yield Fault("letter", _("An agent's letter of authority is not here"), "a5.4", "name_party")


def _table(standing: Standing) -> Iterator[Fault]:
    if any(party.informed_at is None for party in standing.here):
        yield Fault("informed", _("A party was not told their rights"), "Art 23, 24", "inform")
    if not any(seat.mediates and seat.conflict == "none" for seat in standing.table):
        yield Fault("mediator", _("No mediator has said that nothing speaks against them"), "Art 19", "invite")
    if "panel_consent" not in standing.there:
        yield Fault(
            "consent", _("The parties' consent to an invited person is not written down"), "Art 20", "agree_to_seat"
        )
    if not standing.held and standing.dispute.result not in ("stopped", "passed"):
        yield Fault("record", _("There is no record of a session"), "a5.7", "sit")


def _order(standing: Standing) -> Iterator[Fault]:
    """Days that do not follow one another as they must."""
    dispute = standing.dispute
    held = [one for one in standing.sessions if one.state == Session.State.HELD]
    first = min((one.starts_at for one in held), default=None)
    told = [party.informed_at for party in standing.parties if party.informed_at]
    if first and any(moment.astimezone(CHINA).date() > first.astimezone(CHINA).date() for moment in told):
        yield Fault("told_late", _("Rights were told only after the first session"), "Art 23", is_needed=False)
    if dispute.runs_from and dispute.over_date:
        limit = dispute.extended_until or month_after(dispute.runs_from)
        if dispute.over_date > limit:
            yield Fault(
                "too_long", _("It took longer than a month without both sides' consent"), "a2.8", is_needed=False
            )


def _ending(standing: Standing) -> Iterator[Fault]:
    dispute, agreement = standing.dispute, standing.agreement
    if dispute.has_agreement and agreement and agreement.form == "written":
        if "all_signed" not in standing.there:
            yield Fault("signed", _("Not every party has signed the agreement"), "Art 29", "sign")
        if "mediator_signed" not in standing.there:
            yield Fault("mediator_signed", _("No mediator has signed the agreement"), "Art 29", "sign")
        if not agreement.is_sealed:
            yield Fault("sealed", _("The committee's seal is not on the agreement"), "Art 29")
    if dispute.has_agreement and (bare := _unproved(standing)):
        words = _("There is no proof of something that was done")
        yield Fault("proof", words, "a5.9", "perform", is_needed=False, row=bare.pk)
    if dispute.has_agreement and not standing.visits_now:
        yield Fault("visit", _("Nobody has looked in again"), "a5.10", "visit")
    if (
        dispute.stage in lifecycle.OVER
        and not dispute.has_agreement
        and not dispute.routes_told
        and dispute.result != "passed"
    ):
        yield Fault("routes", _("The other ways that are open were not told"), "Art 26")
    if not dispute.summary:
        yield Fault("summary", _("The closing report is not written"), "Art 27", "report")
    if unreported := standing.unreported:
        yield Fault("danger", _("A danger was noted and not reported"), "Art 25", "report_danger", row=unreported[0].pk)


def _unproved(standing: Standing) -> Obligation | None:
    """The first thing that was done and has no proof."""
    done = (one for one in standing.obligations if one.state == Obligation.State.DONE)
    return next((one for one in done if one.proof_id is None), None)
