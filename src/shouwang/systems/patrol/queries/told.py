"""What the phones told of a shift, in order of time."""

from dataclasses import dataclass
from datetime import datetime

from shouwang.kernel.ground.models import Place
from shouwang.kernel.matters.models import Matter
from shouwang.systems.patrol.models import CheckIn, Finding, HandOver, Shift, Turn


@dataclass(frozen=True)
class Told:
    """One thing; `what` is "began", "ended", "visit", "found" or "note". What was found is told by no name."""

    at: datetime
    what: str
    turn: Turn | None = None
    until: datetime | None = None
    visit: CheckIn | None = None
    place: Place | None = None
    matter: Matter | None = None
    is_settled: bool = False
    text: str = ""


def told(shift: Shift) -> list[Told]:
    """Everything of one shift. Four questions, however much there is."""
    people = list(Turn.objects.filter(shift=shift).select_related("volunteer__person"))
    by_key = {turn.pk: turn for turn in people}
    found = [Told(turn.began_at, "began", turn) for turn in people if turn.began_at]
    found += [Told(turn.ended_at, "ended", turn) for turn in people if turn.ended_at]
    for one in CheckIn.objects.filter(turn__shift=shift).select_related("place"):
        found.append(Told(one.at, "visit", by_key[one.turn_id], one.left_at, one, one.place))
    for each in Finding.objects.filter(shift=shift).select_related("matter"):
        at = each.matter.received_at
        found.append(Told(at, "found", matter=each.matter, is_settled=each.is_settled))
    for note in HandOver.objects.filter(turn__shift=shift):
        found.append(Told(note.written_at, "note", by_key[note.turn_id], text=note.text))
    return sorted(found, key=lambda one: one.at)
