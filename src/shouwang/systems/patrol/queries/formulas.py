"""How a room counts its rates: its own formula, else the usual one."""

from dataclasses import dataclass
from datetime import datetime

from shouwang.kernel.ground.models import Room
from shouwang.systems.patrol.models import Formula
from shouwang.systems.patrol.rates import USUAL, Rate


@dataclass(frozen=True)
class Counted:
    """How one rate is counted, and since when and by whom where it is the room's own way."""

    rate: Rate
    text: str
    set_by: str = ""
    set_at: datetime | None = None

    @property
    def is_usual(self) -> bool:
        return self.set_at is None


def formulas(room: Room) -> dict[Rate, Counted]:
    """Both formulas of a room."""
    own = {one.rate: one for one in Formula.objects.filter(room=room)}
    found = {}
    for rate, usual in USUAL.items():
        one = own.get(rate)
        found[rate] = Counted(rate, one.text, one.set_by, one.set_at) if one else Counted(rate, usual)
    return found
