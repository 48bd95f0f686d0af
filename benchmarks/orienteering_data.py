"""Published team orienteering instances, with and without windows, and the best values known for them."""

import csv
import os
from pathlib import Path

import numpy as np

from shouwang.lib.planning.problem import Rounds, Walker

DATA = Path(os.environ.get("SHOUWANG_TEST_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data") / "patrol"


def chao(name: str) -> Rounds:
    """An instance of Chao, Golden and Wasil: x, y, prize on each line; the first point is the start, the last the end."""
    lines = (DATA / "top" / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    points, walkers, limit = int(lines[0].split()[1]), int(lines[1].split()[1]), float(lines[2].split()[1])
    table = np.array([[float(number) for number in line.split()] for line in lines[3 : 3 + points]])
    travel = np.sqrt(((table[:, None, :2] - table[None, :, :2]) ** 2).sum(-1))
    none, walker = np.zeros(points), Walker(0, points - 1, 0.0, limit)
    return Rounds(travel, table[:, 2], none, none - np.inf, none + np.inf, (walker,) * walkers)


def with_windows(name: str, walkers: int) -> Rounds:
    """An instance of Solomon or Cordeau with prizes; ways rounded down to one decimal, Cordeau's to two."""
    lines = (DATA / "toptw" / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    rows = [[float(number) for number in line.split()] for line in lines[2:] if len(line.split()) > 5]
    at = np.array([row[1:3] for row in rows])
    digits = 100 if name.startswith("pr") else 10
    travel = np.floor(np.sqrt(((at[:, None] - at[None]) ** 2).sum(-1)) * digits + 1e-9) / digits
    dwell, prizes = (np.array([row[column] for row in rows]) for column in (3, 4))
    opens, closes = (np.array([row[column] for row in rows]) for column in (-2, -1))
    return Rounds(travel, prizes, dwell, opens, closes, (Walker(0, 0, 0.0, float(closes[0])),) * walkers)


def known() -> dict[str, float]:
    """The best values known, of the instances where anything can be had."""
    with (DATA / "top" / "bks.csv").open(encoding="utf-8", newline="") as stream:
        values = {row["instance"]: float(row["best_known"]) for row in csv.DictReader(stream)}
    return {name: value for name, value in values.items() if value > 0}


def hardest() -> list[str]:
    return (DATA / "top" / "bench24.txt").read_text(encoding="utf-8").split()
