"""Published places with demand (São José dos Campos), and the proven most that p posts within a radius can cover."""

import csv
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from shouwang.lib.planning.posts import Ground

DATA = Path(os.environ.get("SHOUWANG_TEST_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data") / "patrol"


@dataclass(frozen=True)
class Town:
    name: str
    posts: int
    optimum: float
    ground: Ground


def towns() -> Iterator[Town]:
    with (DATA / "mclp" / "optima.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            yield Town(
                row["instance"], int(row["p"]), float(row["optimum"]), ground(row["instance"], float(row["radius"]))
            )


def ground(name: str, radius: float) -> Ground:
    """A line of heads, then x, y, demand; a post may stand at any place."""
    lines = (DATA / "mclp" / f"{name}.txt").read_text(encoding="utf-8").strip().split("\n")[1:]
    table = np.array([[float(number) for number in line.split()[:3]] for line in lines])
    reach = np.sqrt(((table[:, None, :2] - table[None, :, :2]) ** 2).sum(-1))
    return Ground(table[:, 2:3], reach, radius)
