"""What speaks against a person in a roster as it stands: who could step in, why a seat is free, whether all rules hold."""

from collections.abc import Mapping
from dataclasses import dataclass

from shouwang.lib.planning.roster import FEWEST_TOGETHER, Against, Case, Gap, Person, Shift

Teams = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Taker:
    """Somebody who could take a shift over, or what speaks against it; `wishes` that it would go against."""

    person: str
    reasons: tuple[Against, ...]
    wishes: int

    @property
    def may(self) -> bool:
        return not self.reasons


def takers(case: Case, teams: Teams, shift: str, leaving: str | None) -> list[Taker]:
    """Everybody but the team, those who may first, in the order they were given: no other order of people is made."""
    team = [person for person in teams.get(shift, ()) if person != leaving]
    without = {**teams, shift: tuple(team)}
    one = case.shift[shift]
    found = []
    for person in case.people:
        if person.id in team or person.id == leaving:
            continue
        joined = [case.person[other] for other in team] + [person]
        reasons = (*against(case, without, one, person), *lacks(one, joined))
        beside = bool(person.beside) and not set(person.beside) & set(team)
        found.append(Taker(person.id, reasons, int(person.goes_against(one)) + beside))
    return sorted(found, key=lambda taker: not taker.may)


def against(case: Case, teams: Teams, shift: Shift, person: Person) -> tuple[Against, ...]:
    """What speaks against one person in this shift, beside what they do elsewhere."""
    reasons = case.against(shift, person)
    others = [case.shift[other] for other, team in teams.items() if person.id in team and other != shift.id]
    if any(shift.start < other.end and other.start < shift.end for other in others):
        reasons.append(Against.OTHER_SHIFT)
    elif any(clash(shift, other, person.rest) for other in others):
        reasons.append(Against.NO_REST)
    if person.most_a_week is not None and sum(other.week == shift.week for other in others) >= person.most_a_week:
        reasons.append(Against.WEEK_FULL)
    return tuple(reasons)


def clash(one: Shift, other: Shift, rest: float) -> bool:
    """Whether nobody may do both: at the same time, or with too little rest between."""
    return one.start < other.end + rest and other.start < one.end + rest


def lacks(shift: Shift, team: list[Person]) -> tuple[Against, ...]:
    """Why this team may not go out; an empty one never does."""
    if not team:
        return ()
    missing = []
    if len(team) < FEWEST_TOGETHER:
        missing.append(Against.ALONE)
    if len(team) > max(shift.most, FEWEST_TOGETHER):
        missing.append(Against.TEAM_FULL)
    if shift.needs_lead and not any(person.may_lead for person in team):
        missing.append(Against.NO_LEAD)
    if any(sum(skill in person.skills for person in team) < count for skill, count in shift.skills.items()):
        missing.append(Against.NO_SKILL)
    return tuple(missing)


def gap(case: Case, teams: Teams, shift: Shift) -> Gap | None:
    """Why seats of a shift are free, if any are."""
    missing = shift.fewest - len(teams.get(shift.id, ()))
    if missing <= 0:
        return None
    out = [person for person in case.people if person.id not in teams.get(shift.id, ())]
    reasons = {person.id: against(case, teams, shift, person) for person in out}
    ready = [case.person[name] for name, told in reasons.items() if not told]
    if teams.get(shift.id):
        return Gap(shift.id, missing, reasons)
    short = {Against.TEAM_FULL}
    return Gap(shift.id, missing, reasons, tuple(one for one in lacks(shift, ready) if one not in short))


def breaches(case: Case, teams: Teams) -> list[tuple[str, str, Against]]:
    """Every rule that a roster breaks, by shift and person (of a team as a whole: no person). A proper one has none."""
    found: list[tuple[str, str, Against]] = []
    for name, team in teams.items():
        shift = case.shift[name]
        found += [(name, "", reason) for reason in lacks(shift, [case.person[person] for person in team])]
        for person in team:
            found += [(name, person, reason) for reason in against(case, teams, shift, case.person[person])]
    return found
