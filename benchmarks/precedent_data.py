"""Invented closed disputes: the 112 of the tests, and as many more as wanted, put together from their clauses."""

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PATH = Path(__file__).resolve().parents[1] / "tests" / "systems" / "mediation" / "disputes.csv"
SETS = ("first", "later", "last")


@dataclass(frozen=True)
class Dispute:
    """`alike`: the name of the quarrel it tells, `part`: which of SETS, `kind`: the number of its type."""

    alike: str
    part: str
    kind: int
    facts: str


def disputes() -> list[Dispute]:
    with PATH.open(encoding="utf-8", newline="") as stream:
        return [
            Dispute(row["alike"], row["set"], int(row["type"].removeprefix("J")), row["facts"])
            for row in csv.DictReader(stream)
        ]


def many(count: int) -> Iterator[Dispute]:
    """Each the clauses of one quarrel, some left out, with a few of another: words are as common as in a small village."""
    chance, known = random.Random(1), disputes()
    clauses = [one.facts.replace("。", "，").strip("，").split("，") for one in known]
    for _ in range(count):
        at, other = chance.randrange(len(known)), chance.randrange(len(known))
        own = [clause for clause in clauses[at] if chance.random() < 0.8]
        own += chance.sample(clauses[other], min(len(clauses[other]), chance.randrange(4)))
        chance.shuffle(own)
        yield Dispute("", "", known[at].kind, "，".join(own) + "。")
