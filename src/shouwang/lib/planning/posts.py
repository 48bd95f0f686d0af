"""Where to stand: which sites to hold in which hours, so that most of what matters lies within a short walk.

Each place weighs something in each band of the day; covered by one post it counts fully, by a second one `backup` of it.
A post stays at its site through its shift. The answer is proven to be the best or says how far from it it may be, names
what each post is there for, and gives every place that stays uncovered its reason.
"""

import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from shouwang.lib.planning.posts_model import Covering
from shouwang.lib.planning.posts_solver import settle

CLOSE = 1e-6  # of the value: below it a gap is the arithmetic's


class Left(StrEnum):
    """Why a place stays uncovered, the first that holds."""

    OUT_OF_REACH = "out_of_reach"  # no site is near enough
    NOT_HELD = "not_held"  # those that are may not be held in that band
    FORBIDDEN = "forbidden"  # those that may be held were ruled out
    NO_POST = "no_post"  # nobody stands in that band
    ELSEWHERE = "elsewhere"  # the posts do more at other places


@dataclass(frozen=True)
class Ground:
    """`weights` of each place in each band, `reach` from each place to each site in minutes or metres (inf or nan where
    there is no way), `radius` that still covers in the same unit, and in which bands a site may be held (None: in all).

    Raises ValueError where the shapes do not fit or a weight is below zero.
    """

    weights: ArrayLike
    reach: ArrayLike
    radius: float
    held: ArrayLike | None = None

    def __post_init__(self) -> None:
        if self.worth.ndim != 2 or self.near.ndim != 2 or len(self.worth) != len(self.near):
            raise ValueError("weights are places by bands, reach is places by sites, of the same places")
        if self.may.shape != (self.near.shape[1], self.worth.shape[1]):
            raise ValueError("held is sites by bands")
        if not (self.worth >= 0).all() or not np.isfinite(self.worth).all():
            raise ValueError("a weight is below zero or no number")

    @cached_property
    def worth(self) -> NDArray[np.float64]:
        return np.asarray(self.weights, dtype=np.float64)

    @cached_property
    def distance(self) -> NDArray[np.float64]:
        return np.nan_to_num(np.asarray(self.reach, dtype=np.float64), nan=np.inf)

    @cached_property
    def near(self) -> NDArray[np.bool_]:
        return self.distance <= self.radius

    @cached_property
    def may(self) -> NDArray[np.bool_]:
        if self.held is None:
            return np.ones((self.near.shape[1], self.worth.shape[1]), dtype=np.bool_)
        return np.asarray(self.held, dtype=np.bool_)


@dataclass(frozen=True)
class Wish:
    """How many posts stand in each band, which bands are one shift (None: all), and what is settled beforehand."""

    posts: Sequence[int]
    shifts: Sequence[int] | None = None
    backup: float = 0.2
    required: Collection[int] = ()
    forbidden: Collection[int] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.backup <= 1:
            raise ValueError("a second post is worth between nothing and as much as the first")

    @property
    def bands_of(self) -> dict[int, list[int]]:
        shifts: dict[int, list[int]] = {}
        for band, shift in enumerate(self.shifts or [0] * len(self.posts)):
            shifts.setdefault(shift, []).append(band)
        return shifts


@dataclass(frozen=True)
class Stand:
    """A post: its site and bands; the places it is the nearest post of, those it backs up, and the weight of each, over
    all bands; `alone` is the weight that nobody would cover without it."""

    site: int
    shift: int
    bands: tuple[int, ...]
    first: tuple[int, ...]
    backup: tuple[int, ...]
    first_weight: float
    backup_weight: float
    alone: float


@dataclass(frozen=True)
class Uncovered:
    """`nearest` is the nearest site there is a way to."""

    place: int
    band: int
    weight: float
    reason: Left
    nearest: int | None


@dataclass(frozen=True)
class Plan:
    """`value` counts backup, `covered` and `weight` do not. No plan is worth more than `bound`. `unmet` are the required
    sites that could not be held: ruled out, never open, or more than there are posts."""

    stands: tuple[Stand, ...]
    uncovered: tuple[Uncovered, ...]
    unmet: tuple[int, ...]
    value: float
    bound: float
    covered: float
    weight: float
    seconds: float

    @property
    def gap(self) -> float:
        """The part by which the best plan might be better."""
        return 0.0 if self.is_proven else (self.bound - self.value) / self.bound

    @property
    def is_proven(self) -> bool:
        return self.bound - self.value <= CLOSE * max(1.0, self.value)

    @property
    def share(self) -> float:
        """The part of all weight that is covered; of nothing, all is covered."""
        return self.covered / self.weight if self.weight else 1.0

    @property
    def sites(self) -> tuple[int, ...]:
        return tuple(sorted({stand.site for stand in self.stands}))


def plan(ground: Ground, wish: Wish, *, seconds: float = 10.0) -> Plan:
    """The best posts; after `seconds` the best found. Each shift is a problem of its own."""
    started = time.monotonic()
    bands = ground.worth.shape[1]
    if len(wish.posts) != bands or (wish.shifts is not None and len(wish.shifts) != bands):
        raise ValueError("posts and shifts are one number a band")
    manned: list[tuple[int, int, tuple[int, ...]]] = []
    bound, met = 0.0, set[int]()
    shifts = wish.bands_of
    for number, (shift, within) in enumerate(shifts.items()):
        left = max(0.0, started + seconds - time.monotonic()) / (len(shifts) - number)
        stands, most, held = _shift(ground, wish, within, left)
        manned += [(site, shift, where) for site, where in stands]
        bound, met = bound + most, met | held
    counted = [[site for site, _, where in manned if band in where] for band in range(bands)]
    value, covered = _value(ground, counted, wish.backup)
    return Plan(
        tuple(_stand(ground, counted, *one) for one in sorted(manned)),
        tuple(_uncovered(ground, wish, counted)),
        tuple(sorted(set(wish.required) - met)),
        value,
        max(bound, value),
        covered,
        float(ground.worth.sum()),
        time.monotonic() - started,
    )


def curve(ground: Ground, wish: Wish, *, more: int = 3, seconds: float = 10.0) -> list[Plan]:
    """The plan as wished, then with one post more in every band that has one, and so on: what each further one adds."""
    plans: list[Plan] = []
    for extra in range(more + 1):
        posts = [count + extra if count > 0 else 0 for count in wish.posts]
        asked = Wish(posts, wish.shifts, wish.backup, wish.required, wish.forbidden)
        plans.append(plan(ground, asked, seconds=seconds / (more + 1)))
    return plans


@dataclass(frozen=True)
class Instead:
    """What a post at this site would cost: the best plan that has it, the value it lacks, which sites go for it and which
    come with it. `better` are the sites that cover all that it covers."""

    plan: Plan
    loss: float
    gone: tuple[int, ...]
    come: tuple[int, ...]
    better: tuple[int, ...]


def with_post(ground: Ground, wish: Wish, known: Plan, site: int, *, seconds: float = 10.0) -> Instead:
    """Why no post stands at this site, told by the plan that has one there; `known` is the plan as wished."""
    forced = Wish(wish.posts, wish.shifts, wish.backup, {*wish.required, site}, set(wish.forbidden) - {site})
    other = plan(ground, forced, seconds=seconds)
    matters = (ground.worth > 0).any(axis=1)
    own = ground.near[:, site] & matters
    larger = [
        number
        for number in range(ground.near.shape[1])
        if number != site and own.any() and not (own & ~ground.near[:, number]).any()
    ]
    before, after = set(known.sites), set(other.sites)
    gone, come = tuple(sorted(before - after)), tuple(sorted(after - before))
    return Instead(other, known.value - other.value, gone, come, tuple(larger))


def _shift(
    ground: Ground, wish: Wish, bands: list[int], seconds: float
) -> tuple[list[tuple[int, tuple[int, ...]]], float, set[int]]:
    """The sites of one shift with their bands, the bound, and the required sites among them.

    A band may have fewer posts than another: some then stand a part of the shift only. Those who stand whenever there are
    at least so many are a level.
    """
    steps = sorted({wish.posts[band] for band in bands if wish.posts[band] > 0})
    may: NDArray[np.bool_] = ground.may & ground.near.any(axis=0).reshape(-1, 1)
    may[list(wish.forbidden)] = False
    spans = [[band for band in bands if wish.posts[band] >= step] for step in steps]
    columns = [
        (site, level) for level, span in enumerate(spans) for site in np.flatnonzero(may[:, span].any(axis=1)).tolist()
    ]
    if not columns:
        return [], 0.0, set()
    room = tuple(step - below for step, below in zip(steps, [0, *steps], strict=False))
    asked = {site for site, _ in columns} & set(wish.required)
    if len(asked) > steps[-1]:
        columns, must = [column for column in columns if column[0] in asked], frozenset[int]()
    else:
        must = frozenset(asked)
    blocks = []
    for band in bands:
        stands = np.array([may[site, band] and band in spans[level] for site, level in columns])
        blocks.append(ground.near[:, [site for site, _ in columns]] & stands)
    worth = np.concatenate([ground.worth[:, band] for band in bands])
    sites, levels = (np.array(part) for part in zip(*columns, strict=True))
    problem = Covering(np.concatenate(blocks), worth, wish.backup * worth, sites, levels, room, must)
    found = settle(problem, seconds=seconds)
    stands_at = [columns[number] for number in found.columns]
    held = [(site, tuple(band for band in spans[level] if may[site, band])) for site, level in stands_at]
    return held, found.bound, {site for site, _ in held} & set(wish.required)


def _value(ground: Ground, counted: list[list[int]], backup: float) -> tuple[float, float]:
    """With backup and without, summed anew from who stands where."""
    value = covered = 0.0
    for band, sites in enumerate(counted):
        count = ground.near[:, sites].sum(axis=1)
        once, twice = (float(ground.worth[count >= times, band].sum()) for times in (1, 2))
        value, covered = value + once + backup * twice, covered + once
    return value, covered


def _stand(ground: Ground, counted: list[list[int]], site: int, shift: int, bands: tuple[int, ...]) -> Stand:
    first, backup = set[int](), set[int]()
    weights = [0.0, 0.0, 0.0]
    for band in bands:
        others = [other for other in counted[band] if other != site]
        own = ground.near[:, site] & (ground.worth[:, band] > 0)
        ahead = np.zeros(len(own), dtype=np.intp)
        for other in others:
            nearer = ground.distance[:, other] < ground.distance[:, site]
            ahead += nearer | ((ground.distance[:, other] == ground.distance[:, site]) & (other < site))
        lone = own & ~ground.near[:, others].any(axis=1)
        for part, chosen in enumerate((own & (ahead == 0), own & (ahead == 1), lone)):
            weights[part] += float(ground.worth[chosen, band].sum())
        first |= set(np.flatnonzero(own & (ahead == 0)).tolist())
        backup |= set(np.flatnonzero(own & (ahead == 1)).tolist())
    return Stand(site, shift, bands, tuple(sorted(first)), tuple(sorted(backup - first)), *weights)


def _uncovered(ground: Ground, wish: Wish, counted: list[list[int]]) -> Iterable[Uncovered]:
    allowed = np.ones(ground.near.shape[1], dtype=np.bool_)
    allowed[list(wish.forbidden)] = False
    for band, sites in enumerate(counted):
        left = ~ground.near[:, sites].any(axis=1) & (ground.worth[:, band] > 0)
        for place in np.flatnonzero(left).tolist():
            near = ground.near[place]
            checks = {
                Left.OUT_OF_REACH: not near.any(),
                Left.NOT_HELD: not (near & ground.may[:, band]).any(),
                Left.FORBIDDEN: not (near & ground.may[:, band] & allowed).any(),
                Left.NO_POST: wish.posts[band] <= 0,
            }
            reason = next((reason for reason, holds in checks.items() if holds), Left.ELSEWHERE)
            row = ground.distance[place]
            nearest = int(row.argmin()) if len(row) and np.isfinite(row.min()) else None
            yield Uncovered(place, band, float(ground.worth[place, band]), reason, nearest)
