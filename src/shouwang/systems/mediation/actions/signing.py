"""The papers of the file signed: with a finger here, or on the print, whose photo or scan then takes the print's place."""

from django.db import transaction

from shouwang.kernel.files import actions as files
from shouwang.kernel.files.models import File
from shouwang.kernel.matters.actions.leading import need
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.models import Account
from shouwang.systems.mediation.actions.agreeing import may_sign
from shouwang.systems.mediation.actions.parties import called
from shouwang.systems.mediation.actions.turn import Turn, begin
from shouwang.systems.mediation.models import Dispute, Signature, SignedPaper
from shouwang.systems.mediation.papers.registry import BY_KEY
from shouwang.systems.mediation.queries.filling.needed import Wanted, wanted
from shouwang.systems.mediation.queries.filling.signing import Signer, signatures, signers
from shouwang.systems.mediation.queries.standing import AGREEMENT

BINDING = ("oral", "confirmation_persons", "confirmation_unit")
REASON = "page taken out of the file"


@transaction.atomic
def sign_paper(
    *,
    by: Account,
    dispute: Dispute,
    paper: Wanted,
    signer: str,
    how: str,
    hand_of: str = "self",
    file: File | None = None,
) -> Signature:
    """Note that `signer` (a key of the paper's signers) has signed it. Once each; `hand_of`: self, agent or guardian.

    Raises Refused: "no_such_paper", "not_a_signer", "signed_already", "agreement_has_its_own", and those of agreeing.sign.
    """
    turn = begin(by, dispute, "sign_paper")
    turn.take()
    one = _there(turn, paper)
    who = next((each for each in signers(turn.standing, one) if each.key == signer), None)
    if who is None:
        raise Refused("not_a_signer", "who")
    if signer in signatures(turn.standing, one):
        raise Refused("signed_already")
    if one.key == AGREEMENT and (who.party or who.seat):
        raise Refused("agreement_has_its_own")  # it binds, so it has an act and a stage of its own
    if who.party:
        may_sign(turn, who.party, hand_of, binds=one.key in BINDING)
    made = Signature.objects.create(
        dispute=turn.dispute, paper=one.key, row=one.row, party=who.party, seat=who.seat,
        hand="" if who.party or who.seat else who.field, signer=hand_of, how=how, at=turn.now, file=file,
    )  # fmt: skip
    turn.tell(one.document.paper.title.zh, of=_called(who))
    return made


@transaction.atomic
def put_in(*, by: Account, dispute: Dispute, paper: Wanted, file: File) -> SignedPaper:
    """Put a page of the signed paper into the file, after those that are there. Raises Refused "no_such_paper"."""
    turn = begin(by, dispute, "put_in")
    turn.take()
    one = _there(turn, paper)
    made = SignedPaper.objects.create(dispute=turn.dispute, paper=one.key, row=one.row, file=file, added_at=turn.now)
    turn.tell(one.document.paper.title.zh)
    return made


@transaction.atomic
def take_out(*, by: Account, dispute: Dispute, page: SignedPaper, reason: str) -> None:
    """Take a page out that was put in by mistake; its picture is deleted."""
    turn = begin(by, dispute, "take_out")
    need("take_out", reason=reason)
    turn.take("reason")
    current = turn.dispute.signed_papers.filter(pk=page.pk).first()
    if current is None:
        raise Refused("gone_already")
    title, file = BY_KEY[current.paper].paper.title.zh, current.file
    current.delete()
    files.discard(by=turn.who, file=file, reason=REASON)
    turn.tell(title, reason=reason)


def outdate(turn: Turn, *papers: str) -> None:
    """The words of these papers are written anew: what was signed before stays, and is no signature of the new ones."""
    for rows in (turn.dispute.signatures, turn.dispute.signed_papers):
        rows.filter(paper__in=papers, is_past=False).update(is_past=True)


def _there(turn: Turn, paper: Wanted) -> Wanted:
    """The paper as the file needs it now."""
    one = next((each for each in wanted(turn.standing) if (each.key, each.row) == (paper.key, paper.row)), None)
    if one is None:
        raise Refused("no_such_paper")
    return one


def _called(who: Signer) -> str:
    """As in the story, where no party's name stands; a hand may be a party's too."""
    return who.seat.name if who.seat else called(who.party) if who.party else ""
