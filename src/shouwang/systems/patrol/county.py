"""The nights of many villages, as a county thinks them through before dusk: one after another in each of a few processes.

A village costs the same whether it is one of thirty or of three hundred: only the next few are ever in memory.
Plain Python; what goes in and what comes out can be sent between processes. Nothing here is written anywhere.
"""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from importlib import import_module
from itertools import islice
from multiprocessing import get_context
from typing import Final
from uuid import UUID

from shouwang.lib.planning import compiling
from shouwang.lib.planning.network import Network
from shouwang.lib.planning.plane import Floats
from shouwang.lib.planning.roster import Case, Roster
from shouwang.systems.patrol.drawing import Drawn, draw
from shouwang.systems.patrol.night import Job, Night, Spot, Standing, Walking, stand, walk

SEARCH: Final = 0.05  # seconds of search for the rounds of a village; how much more would bring is measured beside it
PROOF: Final = 1.0  # seconds at most for where to stand, and for who takes which shift
AHEAD: Final = 2  # villages that wait for each process, so that none idles and few are in memory


@dataclass(frozen=True)
class Asked:
    """One village's night. `points` are where its spots are and, last, its room; `before` the minutes at which each spot
    was visited in nights past; `case` its shifts and people, where it keeps a roster."""

    key: UUID
    network: Network
    points: Floats
    spots: Sequence[Spot]
    jobs: Sequence[Job]
    case: Case | None = None
    before: Mapping[int, Sequence[float]] = field(default_factory=dict)
    seed: int = 0


@dataclass(frozen=True)
class Answer:
    """What was found for it. `seconds` of each step, by its name."""

    key: UUID
    problem: Night
    standing: Standing
    walking: Walking
    drawn: Drawn
    roster: Roster | None
    seconds: Mapping[str, float]


def think(asked: Asked, search: float = SEARCH) -> Answer:
    """One village: ways, posts, rounds, which of the plans, roster."""
    from shouwang.lib.planning.roster_solver import plan  # noqa: PLC0415  # loads OR-Tools: a second

    marks = [("", time.perf_counter())]
    walks = asked.network.minutes(asked.points, night=True)
    problem = Night(tuple(asked.spots), tuple(asked.jobs), walks.minutes)
    marks.append(("ways", time.perf_counter()))
    standing = stand(problem, seconds=PROOF)
    marks.append(("posts", time.perf_counter()))
    walking = walk(problem, standing, seconds=search, seed=asked.seed)
    marks.append(("rounds", time.perf_counter()))
    drawn = draw(walking, problem, before=asked.before, seed=asked.seed)
    marks.append(("draw", time.perf_counter()))
    roster = None if asked.case is None else plan(asked.case, seconds=PROOF)
    marks.append(("roster", time.perf_counter()))
    took = {name: at - marks[number][1] for number, (name, at) in enumerate(marks[1:])}
    return Answer(asked.key, problem, standing, walking, drawn, roster, took)


def nights(asked: Iterable[Asked], *, processes: int = 2, search: float = SEARCH) -> Iterator[Answer]:
    """All of them, as they are ready, in whatever order. `asked` is read no faster than villages are thought through."""
    # A new interpreter each: a fork would take connections of the database and half-held locks with it.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_begin) as pool:
        yield from fed(pool, asked, ahead=processes * AHEAD, search=search)


def fed(pool: Executor, asked: Iterable[Asked], *, ahead: int, search: float = SEARCH) -> Iterator[Answer]:
    """The same by a pool that is there already, which never has more than `ahead` of them."""
    coming = iter(asked)
    running: set[Future[Answer]] = set()
    while True:
        running |= {pool.submit(think, one, search) for one in islice(coming, ahead - len(running))}
        if not running:
            return
        done, running = wait(running, return_when=FIRST_COMPLETED)
        for one in done:
            yield one.result()


def _begin() -> None:
    """Everything that is loaded or compiled once, before the first village."""
    import_module("shouwang.lib.planning.roster_solver")
    compiling.warm()
