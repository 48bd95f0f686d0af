"""The smallest change that would fill a seat: found by solving once more with every obstacle at a price."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from ortools.sat.python import cp_model

from shouwang.lib.planning.roster import Against, Case, Roster
from shouwang.lib.planning.roster_solver import Model, ruled, solved, total


class Change(StrEnum):
    """What could be otherwise. Cheapest is what a paper settles, then asking one person, then finding or training one."""

    INSURE = "insure"
    ONE_MORE_SHIFT = "one_more_shift"  # beyond their limit of that week
    OTHER_HOURS = "other_hours"  # later or earlier than they work
    BE_FREE = "be_free"
    ONE_MORE = "one_more"  # somebody who is not on the list yet, free and insured
    ONE_MORE_LEAD = "one_more_lead"
    ONE_MORE_SKILLED = "one_more_skilled"


PRICES: Final = {
    Change.INSURE: 10,
    Change.ONE_MORE_SHIFT: 15,
    Change.OTHER_HOURS: 20,
    Change.BE_FREE: 30,
    Change.ONE_MORE: 35,
    Change.ONE_MORE_LEAD: 15,  # on top of being one more
    Change.ONE_MORE_SKILLED: 10,
}
CURES: Final = {
    Against.NOT_INSURED: Change.INSURE,
    Against.TOO_LATE: Change.OTHER_HOURS,
    Against.TOO_EARLY: Change.OTHER_HOURS,
    Against.NOT_FREE: Change.BE_FREE,
}


@dataclass(frozen=True)
class Step:
    """One thing to change; `person` for nobody known, `skill` where one is asked for, `count` of people."""

    change: Change
    person: str | None = None
    skill: str | None = None
    count: int = 1


@dataclass(frozen=True)
class Mend:
    """What together fills all seats of a shift and takes nobody from another; `is_smallest` where that is proven."""

    shift: str
    steps: tuple[Step, ...]
    price: int
    is_smallest: bool


def mend(case: Case, roster: Roster, shift: str, *, seconds: float = 2.0, seed: int = 1) -> Mend | None:
    """The cheapest change after which this shift is full and no other has fewer than now; None where none was found in
    time. Nobody is proposed who was ruled out, no rest is cut, and sign-ups that stand go on standing."""
    model = ruled(case, case.shift[shift])
    taken = {(name, who) for name, team in roster.teams.items() for who in team}
    for name, short in model.short.items():
        missing = max(0, case.shift[name].fewest - len(roster.teams.get(name, ())))
        model.cp.add(short <= (0 if name == shift else missing))
    for place in taken & set(case.sign_ups):
        model.cp.add(model.takes[place] == 1)
    priced = list(_priced(model))
    model.cp.minimize(total(PRICES[step.change] * variable for step, variable in priced))
    found = solved(model, taken, seconds, 1, seed)
    if found is None:
        return None
    solver, proven = found
    counted = [(step, int(solver.value(variable))) for step, variable in priced]
    steps = tuple(replace(step, count=count) for step, count in counted if count)
    return Mend(shift, steps, sum(PRICES[step.change] * step.count for step in steps), proven)


def _priced(model: Model) -> Iterable[tuple[Step, cp_model.IntVar]]:
    opened = model.opened
    if opened is None:
        return
    for person in model.case.people:
        if (variable := model.takes.get((opened.shift.id, person.id))) is not None:
            for reason in person.against(opened.shift):
                yield Step(CURES[reason], person.id), variable
    for who, beyond in opened.beyond.items():
        yield Step(Change.ONE_MORE_SHIFT, who), beyond
    yield Step(Change.ONE_MORE), opened.guests
    yield Step(Change.ONE_MORE_LEAD), opened.leads
    for skill, variable in opened.skilled.items():
        yield Step(Change.ONE_MORE_SKILLED, skill=skill), variable
