"""Invented villages' nights: a village end to end, and a county of them."""

from uuid import UUID

import numpy as np

from benchmarks.roster_data import volunteers
from shouwang.lib.planning.villages import SHIFT, Lie, village
from shouwang.systems.patrol.county import Asked
from shouwang.systems.patrol.night import Job, Spot

EVENING = 20 * 60.0
LONG = 120.0
POSTS, TEAMS, PEOPLE = 3, 4, 12


def asked(seed: int, *, nights: int = 1) -> Asked:
    """About 400 nodes, 45 places and 12 where a post could stand; three posts, four teams of two hours, twelve volunteers
    whose roster is for tonight's four teams or, with more nights, for one team each night."""
    one = village(seed, list(Lie)[seed % len(Lie)])
    windows = one.windows * LONG / SHIFT + EVENING
    spots = [
        Spot(UUID(int=number), float(weight), opens=float(opens), closes=float(closes))
        for number, (weight, (opens, closes)) in enumerate(zip(one.weights, windows, strict=True))
    ]
    spots += [Spot(UUID(int=1000 + number), 0.0, visits=0, may_stand=True) for number in range(len(one.posts))]
    jobs = [Job(UUID(int=2000 + each), True, EVENING, EVENING + LONG) for each in range(TEAMS)]
    jobs += [Job(UUID(int=3000 + each), False, EVENING, EVENING + LONG) for each in range(POSTS)]
    case = volunteers(seed, people=PEOPLE, nights=nights, shifts=TEAMS if nights == 1 else 1)
    points = np.concatenate([one.places, one.posts, one.posts[:1]])
    return Asked(UUID(int=seed), one.network, points, spots, jobs, case, seed=seed)
