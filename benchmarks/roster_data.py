"""Published rosters to be made (Curtois and Qu), the best values of their table, what a roster of them costs; and invented
volunteers of a village or a town.

`cost` reckons from the roster alone, knowing no solver: a roster that breaks a rule has no cost.
"""

import csv
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from pathlib import Path

import numpy as np

from shouwang.lib.planning.roster import DAY, Case, Person, Shift

DATA = Path(os.environ.get("SHOUWANG_TEST_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data") / "patrol"
OFF = ""
Roster = dict[str, list[str]]  # of each person the shift of each day, or OFF


@dataclass(frozen=True)
class Worker:
    most: dict[str, int]  # of each kind of shift
    minutes: tuple[int, int]
    in_a_row: tuple[int, int]
    off_in_a_row: int
    weekends: int
    off: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Ward:
    """Days from a Monday; a row of shifts or of days off that reaches over an end may be short. `wished` and `unwished`
    have the weight of (person, day, shift), `cover` of (day, shift): how many, the price of each missing, of each more."""

    days: int
    minutes: dict[str, int]
    never_after: dict[str, set[str]]
    staff: dict[str, Worker]
    wished: dict[tuple[str, int, str], int]
    unwished: dict[tuple[str, int, str], int]
    cover: dict[tuple[int, str], tuple[int, int, int]]


def best_known() -> dict[str, int]:
    with (DATA / "nrp" / "best_known.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return {row["instance"]: int(row["best_in_table"]) for row in rows if row["best_in_table"]}


def ward(name: str) -> Ward:
    parts = dict(_sections(name))
    staff = {}
    for who, most, longest, shortest, most_row, least_row, off_row, weekends in parts["STAFF"]:
        each = {kind: int(count) for kind, count in (one.split("=") for one in most.split("|"))}
        rows = (int(least_row), int(most_row))
        staff[who] = Worker(each, (int(shortest), int(longest)), rows, int(off_row), int(weekends))
    for who, *days in parts["DAYS_OFF"]:
        staff[who].off.update(int(day) for day in days)
    return Ward(
        int(parts["HORIZON"][0][0]),
        {kind: int(minutes) for kind, minutes, _ in parts["SHIFTS"]},
        {kind: set(after.split("|")) - {""} for kind, _, after in parts["SHIFTS"]},
        staff,
        {(who, int(day), kind): int(weight) for who, day, kind, weight in parts["SHIFT_ON_REQUESTS"]},
        {(who, int(day), kind): int(weight) for who, day, kind, weight in parts["SHIFT_OFF_REQUESTS"]},
        {(int(day), kind): (int(need), int(less), int(more)) for day, kind, need, less, more in parts["COVER"]},
    )


def _sections(name: str) -> Iterator[tuple[str, list[list[str]]]]:
    lines = (DATA / "nrp" / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    kept = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    starts = [number for number, line in enumerate(kept) if line.startswith("SECTION_")]
    for first, last in pairwise([*starts, len(kept)]):
        yield kept[first].removeprefix("SECTION_"), [line.split(",") for line in kept[first + 1 : last]]


def cost(given: Ward, roster: Roster) -> int | None:
    """What the roster costs; None where it breaks a rule."""
    if any(broken(given, who, roster[who]) for who in given.staff):
        return None
    total = sum(weight for (who, day, kind), weight in given.wished.items() if roster[who][day] != kind)
    total += sum(weight for (who, day, kind), weight in given.unwished.items() if roster[who][day] == kind)
    for (day, kind), (need, less, more) in given.cover.items():
        there = sum(days[day] == kind for days in roster.values())
        total += less * max(0, need - there) + more * max(0, there - need)
    return total


def broken(given: Ward, who: str, days: list[str]) -> list[str]:
    """The rules that one person's days break."""
    one, found = given.staff[who], list[str]()
    minutes = sum(given.minutes[kind] for kind in days if kind != OFF)
    if not one.minutes[0] <= minutes <= one.minutes[1]:
        found.append("minutes")
    if any(days.count(kind) > most for kind, most in one.most.items()):
        found.append("shifts of a kind")
    if any(kind != OFF and after in given.never_after[kind] for kind, after in pairwise(days)):
        found.append("what may not follow")
    if any(days[day] != OFF for day in one.off):
        found.append("day off")
    if sum(any(kind != OFF for kind in days[sat : sat + 2]) for sat in range(5, given.days, 7)) > one.weekends:
        found.append("weekends")
    at = 0
    for works, run in groupby(days, key=lambda kind: kind != OFF):
        long = len(list(run))
        at_an_end = at == 0 or at + long == given.days
        least = one.in_a_row[0] if works else one.off_in_a_row
        if (works and long > one.in_a_row[1]) or (long < least and not at_an_end):
            found.append("row")
        at += long
    return found


def volunteers(seed: int, *, people: int = 12, nights: int = 28, shifts: int = 1) -> Case:
    """So many shifts each night, from eight and from ten on in turn; people who are free on most evenings, a third may
    lead, some go home at ten or wish to, some wish to walk with a neighbour, some signed up already."""
    chance = np.random.default_rng(seed)
    asked = [
        Shift(f"{night}/{number}", start := night * DAY + (20 + 2 * (number % 2)) * 60, start + 120, most=3)
        for night in range(nights)
        for number in range(shifts)
    ]
    staff = [
        Person(
            f"p{number}",
            free=[(day * DAY, (day + 1) * DAY + 300) for day in range(nights) if chance.random() < 0.7],
            insured=[(0, (nights + 1) * DAY)],
            may_lead=number % 3 == 0,
            latest=22 * 60 if chance.random() < 0.25 else None,
            hours_bind=bool(chance.random() < 0.5),
            most_a_week=int(chance.integers(2, 5)),
            hours_done=float(chance.integers(0, 9)),
            nights_done=int(chance.integers(0, 3)),
            beside=[f"p{chance.integers(people)}"] if chance.random() < 0.2 else [],
        )
        for number in range(people)
    ]
    signed = {
        (shift.id, one.id) for shift in asked for one in staff if chance.random() < 0.03 and not one.against(shift)
    }
    return Case(asked, staff, sign_ups=signed)
