"""What each paper of the file still lacks: words that nobody typed, hands that have not signed. For the papers page and
the self-check before closing."""

from dataclasses import dataclass

from shouwang.kernel.papers.checks import missing
from shouwang.kernel.papers.description import Kind
from shouwang.systems.mediation.models import SignedPaper
from shouwang.systems.mediation.queries.filling.binding import typed_of
from shouwang.systems.mediation.queries.filling.needed import Wanted, wanted
from shouwang.systems.mediation.queries.filling.signing import Signer, scans, signers, unsigned
from shouwang.systems.mediation.queries.filling.source import Source

SIGNS = (Kind.SIGNATURE, Kind.SIGNATURES)


@dataclass(frozen=True)
class State:
    """One paper: labels of what is empty, who has yet to sign of how many, the signed pages that were put back."""

    wanted: Wanted
    blanks: list[str]
    unsigned: list[Signer]
    signers: int
    pages: list[SignedPaper]

    @property
    def is_whole(self) -> bool:
        return not self.blanks and not self.unsigned


def state_of(source: Source, one: Wanted) -> State:
    """In the language of the source."""
    standing, paper = source.standing, one.document.paper
    hands = {field.label.said(source.language) for field in paper.fields() if field.kind in SIGNS}
    blanks = [label for label in missing(paper, typed_of(source, one), source.language) if label not in hands]
    return State(one, blanks, unsigned(standing, one), len(signers(standing, one)), scans(standing, one))


def states_of(source: Source) -> list[State]:
    """Every paper the dispute needs now, in the order of the file."""
    return [state_of(source, one) for one in wanted(source.standing)]
