"""Whom an act was about: a party by its row, or somebody else in words."""

from shouwang.kernel.matters.refusals import Refused
from shouwang.systems.mediation.actions.turn import Turn
from shouwang.systems.mediation.models import Party
from shouwang.systems.mediation.queries.conflicts import called


def whom(turn: Turn, party: Party | None, words: str, field: str) -> tuple[Party | None, str]:
    """The party, or the words; a party's name typed as words is that party. Raises Refused "whom" for nobody, and for both."""
    if party is not None and party.dispute_id != turn.dispute.pk:
        raise ValueError("party of another dispute")
    said = words.strip()
    found = party or (called(said, turn.standing.parties) if said else None)
    if (found is None and not said) or (party is not None and said):
        raise Refused("whom", field)
    return found, "" if found else said
