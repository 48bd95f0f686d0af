"""One night thought through: where to stand, what to walk and when. Plain Python: places and shifts in, a plan out.

Minutes are counted from midnight before the night. Posts are settled first, proven; rounds then take what posts leave.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import groupby
from random import Random
from typing import Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from shouwang.lib.planning import posts
from shouwang.lib.planning.bounds import bound
from shouwang.lib.planning.problem import Plan as Walked
from shouwang.lib.planning.problem import Reason, Rounds, Solution, Walker
from shouwang.lib.planning.rounds import solve

AGAIN: Final = 0.6  # a second visit to a place in one night is worth this much of the first
STOOD_BY: Final = 0.5  # a visit to a place that a post covers anyway
REST: Final = 0.25  # of a place's gap: sooner after somebody left, coming back shows nobody anything new
WAITED: Final = 0.05  # a night without a visit adds this share to the next
NIGHTS_WAITED: Final = 10  # at most
COVERS: Final = 6.0  # minutes on foot within which a post covers a place
WITHIN: Final = 0.02  # how much worse than the best a plan may be and still be drawn
KEEP: Final = 40  # plans to draw from
FEW: Final = 6  # and at least so many of each beginning
# A place that is wanted more than once has windows, and where their row begins is drawn. One beginning after the other is
# searched for a part of the time, every second one the last one's mirror, in which its rounds can be walked the other way.
BEGINNINGS: Final = 8
SHORTEST: Final = 0.025  # seconds for one of them


@dataclass(frozen=True)
class Spot:
    """A place as the night sees it. `waited` are the nights since somebody was there.

    A visit is of use from `opens` to `closes`.
    """

    key: UUID
    weight: float
    visits: int = 1
    dwell: float = 12.0
    gap: float = 120.0
    opens: float = -math.inf
    closes: float = math.inf
    may_stand: bool = False
    is_closed_off: bool = False
    waited: int = 0

    @property
    def worth(self) -> float:
        """The weight, more for a place that waited."""
        return self.weight * (1 + WAITED * min(self.waited, NIGHTS_WAITED))


@dataclass(frozen=True)
class Job:
    """A shift: a round or a post from when to when. `at` is the number of the spot it is tied to (a post's place, a round's
    beginning and end), None for a post that the plan finds a place for and a round that begins at the room."""

    key: UUID
    is_round: bool
    starts: float
    ends: float
    at: int | None = None


@dataclass(frozen=True)
class Night:
    """What is to be planned. `minutes` are walking times between the spots, the room itself last."""

    spots: tuple[Spot, ...]
    jobs: tuple[Job, ...]
    minutes: NDArray[np.float64]
    required: frozenset[int] = frozenset()  # spots that must be in a round

    @property
    def home(self) -> int:
        return len(self.spots)


class Why(StrEnum):
    """Why a place is in no round, beyond the reasons of the search."""

    CLOSED_OFF = "closed_off"
    HELD = "held"  # a post stands there the whole time


@dataclass(frozen=True)
class Stood:
    """A post's place, and the weight it covers first and besides another."""

    job: int
    spot: int
    first: tuple[int, ...]
    backup: tuple[int, ...]
    first_weight: float
    backup_weight: float


@dataclass(frozen=True)
class Stopped:
    """One stop of a round."""

    spot: int
    arrives: float
    leaves: float
    worth: float


@dataclass(frozen=True)
class Missed:
    """A spot that no round visits, why, and how often it should have been."""

    spot: int
    why: str
    count: int = 1


@dataclass(frozen=True)
class Standing:
    """The posts of a night with their proof. `found` is None where there was nothing to settle."""

    stood: tuple[Stood, ...] = ()
    unplaced: tuple[int, ...] = ()  # jobs that found no place
    found: posts.Plan | None = None
    one_more: float | None = None  # the share of the weight that one post more would add
    one_more_at: int | None = None  # and at which spot


@dataclass(frozen=True)
class Walking:
    """The problem of the rounds and what was found. `of` says which spot each point of the problem is; `others` are the
    same points with windows that begin otherwise, and what was found for those."""

    problem: Rounds
    of: tuple[int, ...]
    jobs: tuple[int, ...]
    solution: Solution
    skipped: tuple[Missed, ...] = field(default=())
    others: tuple[tuple[Rounds, Solution], ...] = field(default=())

    @property
    def least(self) -> float:
        """What a plan must be worth to be drawn."""
        return self.solution.best.prize * (1 - WITHIN)

    def pool(self) -> Iterator[tuple[Rounds, list[Walked]]]:
        """All plans that may be drawn, by the problem they solve: nearly as good, and as much in them that must be."""
        yield self.problem, list(self.solution.plans)
        asked = _asked_in(self.problem, self.solution.best)
        for problem, solution in self.others:
            good = (plan for plan in solution.plans if plan.prize >= self.least)
            yield problem, [plan for plan in good if _asked_in(problem, plan) >= asked]

    def stops(self, plan: Walked) -> list[tuple[Stopped, ...]]:
        """The stops of each round of one of the plans."""
        prizes = self.problem.prizes
        return [
            tuple(
                Stopped(self.of[visit.point], visit.begins, visit.leaves, float(prizes[visit.point])) for visit in route
            )
            for route in plan.routes
        ]

    def missed(self, plan: Walked) -> list[Missed]:
        """The spots with a visit that no round makes."""
        found = {one.spot: one for one in missed_of(plan, self.of, len(self.jobs))}
        for one in self.skipped:
            other = found.get(one.spot)
            found[one.spot] = one if other is None else Missed(one.spot, other.why, other.count + one.count)
        return [found[spot] for spot in sorted(found)]


def missed_of(plan: Walked, of: Sequence[int], ends: int) -> list[Missed]:
    """The spots a plan leaves out, once each, with the reason that holds for the first of their visits.

    `of` says which spot each point is; the last `ends` are only where rounds begin and end.
    """
    found: dict[int, list[str]] = {}
    for one in plan.left_out:
        if one.point < len(of) - ends:
            found.setdefault(of[one.point], []).append(one.reason.value)
    return [Missed(spot, why[0], len(why)) for spot, why in sorted(found.items())]


def stand(night: Night, *, seconds: float = 1.0) -> Standing:
    """Where the posts stand: proven to cover most, or said how far from it."""
    jobs = [number for number, job in enumerate(night.jobs) if not job.is_round]
    tied = [job for job in jobs if night.jobs[job].at is not None]
    free = [number for number, spot in enumerate(night.spots) if spot.may_stand]
    # A post tied to a place is a site of its own, held in its own hours only: two may stand at one place.
    sites = [*free, *(night.jobs[job].at or 0 for job in tied)]
    if not jobs or not sites:
        return Standing(unplaced=tuple(jobs))
    spans = sorted({(night.jobs[job].starts, night.jobs[job].ends) for job in jobs})
    at = {job: spans.index((night.jobs[job].starts, night.jobs[job].ends)) for job in jobs}
    weights = [[_in_use(spot, *span) * spot.worth for span in spans] for spot in night.spots]
    held = np.ones((len(sites), len(spans)), dtype=np.bool_)
    for number, job in enumerate(tied, start=len(free)):
        held[number] = np.arange(len(spans)) == at[job]
    ground = posts.Ground(np.array(weights), night.minutes[: len(night.spots)][:, sites], COVERS, held)
    counts = [sum(at[job] == number for job in jobs) for number in range(len(spans))]
    asked = range(len(free), len(sites))
    found, further = posts.curve(
        ground, posts.Wish(counts, list(range(len(spans))), required=asked), more=1, seconds=seconds
    )
    new = [sites[site] for site in further.sites if site not in found.sites]
    stood, unplaced, left = list[Stood](), list[int](), list(found.stands)
    for job in jobs:
        own = range(len(free)) if job not in tied else [len(free) + tied.index(job)]
        fits = next((one for one in left if one.shift == at[job] and one.site in own), None)
        if fits is None:
            unplaced.append(job)
            continue
        left.remove(fits)
        stood.append(Stood(job, sites[fits.site], fits.first, fits.backup, fits.first_weight, fits.backup_weight))
    return Standing(
        tuple(stood), tuple(unplaced), found, max(0.0, further.share - found.share), new[0] if len(new) == 1 else None
    )


def walk(
    night: Night, standing: Standing, *, seconds: float, seed: int, keep: int = KEEP, prove: bool = False
) -> Walking:
    """Who walks which stops when, in many plans nearly as good as the best.

    `seconds` are for all of them together; `prove` takes some tenths more for the close bound.
    """
    chance = Random(seed)  # noqa: S311  # times that cannot be guessed from outside, drawn again from the same seed
    posed, of, skipped = _posed(night, standing)
    visits = of[: len(of) - len(posed.walkers)]
    times = max(1, min(BEGINNINGS, int(seconds / SHORTEST))) if is_repeated(night) else 1
    found = list[tuple[Rounds, Solution]]()
    for turn in range(times):
        if turn % 2:
            before, there = found[-1][0], found[-1][1].best
            problem = _mirrored(before, night, visits)
            start: Walked | None = replace(there, routes=tuple(route[::-1] for route in there.routes))
        else:
            problem, start = _with_windows(posed, night, visits, chance), None
        part = solve(
            problem, seconds=seconds / times, seed=seed + turn, within=WITHIN, keep=max(keep // times, FEW), start=start
        )
        found.append((problem, part))
    best, solution = max(found, key=lambda one: (_asked_in(one[0], one[1].best), one[1].best.prize))
    if prove:
        # Of every row of windows that could have been drawn: only the places' own hours count.
        solution = replace(solution, bound=max(bound(_open(posed, night, visits)), solution.best.prize))
    others = tuple((one, other) for one, other in found if one is not best)
    return Walking(best, of, _rounds(night), solution, skipped, others)


def _asked_in(problem: Rounds, plan: Walked) -> int:
    """How many of the points that must be in are in."""
    return len(problem.required & {visit.point for route in plan.routes for visit in route})


def _rounds(night: Night) -> tuple[int, ...]:
    return tuple(number for number, job in enumerate(night.jobs) if job.is_round)


def _hours(night: Night) -> tuple[float, float]:
    """From when to when somebody walks."""
    rounds = [night.jobs[job] for job in _rounds(night)]
    return min((job.starts for job in rounds), default=0.0), max((job.ends for job in rounds), default=0.0)


def _posed(night: Night, standing: Standing) -> tuple[Rounds, tuple[int, ...], tuple[Missed, ...]]:
    """The rounds as a problem without windows, which spot each of its points is, and the spots that are no part of it.

    A spot that wants several visits is several points, one after the other.
    """
    jobs, (first, last) = _rounds(night), _hours(night)
    held = {one.spot for one in standing.stood if _stands_throughout(night.jobs[one.job], first, last)}
    covered = {spot for one in standing.stood for spot in (*one.first, *one.backup)}
    skipped = list[Missed]()
    points, worths = list[int](), list[float]()
    for number, spot in enumerate(night.spots):
        if spot.weight <= 0 or not spot.visits:
            continue
        if spot.is_closed_off or number in held:
            skipped.append(Missed(number, Why.CLOSED_OFF if spot.is_closed_off else Why.HELD, spot.visits))
            continue
        share = STOOD_BY if number in covered else 1.0
        visits = _fitting(spot, first, last)
        if visits < spot.visits:
            skipped.append(Missed(number, Reason.CROWDED_OUT.value, spot.visits - visits))
        points += [number] * visits
        worths += [spot.worth * share * AGAIN**visit for visit in range(visits)]
    ends = [night.home if night.jobs[job].at is None else night.jobs[job].at or 0 for job in jobs]
    of = points + ends
    nothing = [0.0] * len(ends)
    problem = Rounds(
        night.minutes[np.ix_(of, of)],
        np.array(worths + nothing),
        np.array([night.spots[spot].dwell for spot in points] + nothing),
        np.full(len(of), -math.inf),
        np.full(len(of), math.inf),
        tuple(
            Walker(len(points) + each, len(points) + each, night.jobs[job].starts, night.jobs[job].ends)
            for each, job in enumerate(jobs)
        ),
        frozenset(points.index(spot) for spot in night.required if spot in points),
    )
    return problem, tuple(of), tuple(skipped)


def _with_windows(problem: Rounds, night: Night, visits: Sequence[int], chance: Random) -> Rounds:
    """The problem with the windows of its points, `visits` being the spot of each."""
    first, last = _hours(night)
    opens, closes = problem.opens.copy(), problem.closes.copy()
    place = 0
    for spot, some in groupby(visits):
        for window in _windows(night.spots[spot], len(list(some)), first, last, chance):
            opens[place], closes[place] = window
            place += 1
    return replace(problem, opens=opens, closes=closes)


def _mirrored(problem: Rounds, night: Night, visits: Sequence[int]) -> Rounds:
    """The windows as they are when the night runs backwards, but for places that have hours of their own."""
    first, last = _hours(night)
    opens, closes = problem.opens.copy(), problem.closes.copy()
    for place, spot in enumerate(visits):
        if night.spots[spot].opens <= first and night.spots[spot].closes >= last:
            whole = first + last - float(problem.dwell[place])
            opens[place], closes[place] = whole - problem.closes[place], whole - problem.opens[place]
    return replace(problem, opens=opens, closes=closes)


def _open(problem: Rounds, night: Night, visits: Sequence[int]) -> Rounds:
    """The problem with no windows but the places' own hours."""
    first, last = _hours(night)
    opens, closes = problem.opens.copy(), problem.closes.copy()
    for place, spot in enumerate(visits):
        opens[place], closes[place] = _within(night.spots[spot], first, last)
    return replace(problem, opens=opens, closes=closes)


def _within(spot: Spot, first: float, last: float) -> tuple[float, float]:
    """The place's own hours, as far as somebody walks."""
    return max(spot.opens, first), min(spot.closes, last)


def apart(spot: Spot) -> float:
    """Minutes from the beginning of one visit to that of the next, at least."""
    return max(spot.dwell, min(spot.dwell + spot.gap * REST, spot.gap))


def is_repeated(night: Night) -> bool:
    """Whether a place is wanted more than once."""
    return any(spot.visits > 1 and spot.weight > 0 for spot in night.spots)


def _fitting(spot: Spot, first: float, last: float) -> int:
    """How many of the visits fit into the night one after the other; one is always tried."""
    opens, closes = _within(spot, first, last)
    return max(1, min(spot.visits, 1 + math.floor(max(closes - opens - spot.dwell, 0.0) / apart(spot) + 1e-9)))


def _windows(spot: Spot, visits: int, first: float, last: float, chance: Random) -> list[tuple[float, float]]:
    """When each visit to a spot may begin, so that they are no further apart than its `gap` and no nearer than `apart`.

    A window is as long as what is left of the gap after the step to the next, and no longer than keeps the next away.
    Where the row of windows begins is drawn, so that nobody can learn it.
    """
    opens, closes = _within(spot, first, last)
    if visits == 1:
        return [(opens, closes)]
    latest = closes - spot.dwell
    step = max(min(spot.gap * 2 / 3, (closes - opens) / visits, (latest - opens) / (visits - 1)), apart(spot))
    wide = max(min(spot.gap - step, step - apart(spot)), 0.0)
    free = max(latest - opens - step * (visits - 1) - wide, 0.0)
    start = opens + chance.uniform(0, free)
    starts = [start + visit * step for visit in range(visits)]
    return [(begin, min(begin + wide, max(latest, begin))) for begin in starts]


def _in_use(spot: Spot, starts: float, ends: float) -> float:
    """Which part of the time somebody standing there would be of use."""
    length = ends - starts
    return max(min(spot.closes, ends) - max(spot.opens, starts), 0.0) / length if length > 0 else 0.0


def _stands_throughout(job: Job, first: float, last: float) -> bool:
    return job.starts <= first and job.ends >= last
