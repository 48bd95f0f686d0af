"""Finding precedent: the same quarrel told by somebody else among 112 invented disputes, beside TF-IDF and Jaccard over runs
of characters; and one question against 100,000 closed disputes in the room's database, beside FTS5.

The disputes and the words for the same thing are by one hand. The words were written in sight of the first set, how much single
characters and the type count was settled in sight of the first two, and the last was looked at only once that was done.
Each peer's threshold is the best of a sweep on the set it is measured by; ours is the one that ships.
"""

import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from benchmarks.precedent_data import SETS, Dispute, disputes, many
from benchmarks.table import Row, show
from shouwang.lib.text import bigrams
from shouwang.systems.mediation.precedent import ENOUGH, Entry, Memory, add, find, read

IN_ALL = int(os.environ.get("DISPUTES", "100000"))
ASKED = 300
ASKED_OF_FTS5 = 60
SHOWN = 5
SAME_TYPE = 1.5
ASKED_WHOLE = 100
MOST_MS = 100.0
MOST_WHOLE = 200.0  # a page
MOST_TO_ADD = 500.0  # nobody waits for it
RECALL = {"first": 0.9, "later": 0.8, "last": 0.9}
PRECISION = 0.33
Scores = NDArray[np.float64]
Found = TypeVar("Found")


def main() -> bool:
    told = disputes()
    peers = {
        "TF-IDF": by_tfidf(told),
        "TF-IDF, 1 and 2, type": by_tfidf(told, 1) * typed(told),
        "Jaccard": by_jaccard(told),
    }
    rows = [row for part in SETS for row in of_set(told, part, by_precedent(told), peers)]
    with tempfile.TemporaryDirectory() as folder:
        rows += speed(Path(folder))
    return show("precedent", rows)


def of_set(told: list[Dispute], part: str, own: Scores, peers: dict[str, Scores]) -> Iterator[Row]:
    """Recall among the five that come first, and precision and recall of those that are shown."""
    least = RECALL[part]
    beside = ", ".join(f"{name} {recall(told, part, scores):.2f}" for name, scores in peers.items())
    value = recall(told, part, own)
    yield Row(f"{part} set: recall of 5", value, "", f"≥ {least}", value >= least, beside)
    precision, found = shown(told, part, own, ENOUGH)
    best = {
        name: max((shown(told, part, scores, cut) for cut in cuts(scores)), key=f1) for name, scores in peers.items()
    }
    beside = f"recall {found:.2f}; " + ", ".join(f"{name} {a:.2f}, recall {b:.2f}" for name, (a, b) in best.items())
    yield Row(
        f"{part} set: precision of what is shown", precision, "", f"≥ {PRECISION}", precision >= PRECISION, beside
    )


def recall(told: list[Dispute], part: str, scores: Scores) -> float:
    pairs = [(len(mates & set(best)), len(mates)) for mates, best, _ in asked(told, part, scores)]
    return sum(found for found, _ in pairs) / sum(wanted for _, wanted in pairs)


def shown(told: list[Dispute], part: str, scores: Scores, cut: float) -> tuple[float, float]:
    """Precision and recall of those of the five that reach the cut, also for the disputes that have no mate."""
    right = shown_in_all = wanted = 0
    for mates, best, likeness in asked(told, part, scores, with_single=True):
        reached = {number for number, score in zip(best, likeness, strict=True) if score >= cut}
        right, shown_in_all, wanted = right + len(mates & reached), shown_in_all + len(reached), wanted + len(mates)
    return right / (shown_in_all or 1), right / wanted


def asked(
    told: list[Dispute], part: str, scores: Scores, *, with_single: bool = False
) -> Iterator[tuple[set[int], list[int], list[float]]]:
    """For each dispute of the set: those that tell the same, and the five likest of all others with their scores."""
    for number, one in enumerate(told):
        mates = {at for at, other in enumerate(told) if other.alike == one.alike} - {number}
        if one.part == part and (mates or with_single):
            likest = [at for at in np.argsort(-scores[number], kind="stable").tolist() if at != number][:SHOWN]
            yield mates, likest, scores[number][likest].tolist()


def cuts(scores: Scores) -> list[float]:
    return np.quantile(scores, np.linspace(0.8, 0.999, 60)).tolist()


def f1(pair: tuple[float, float]) -> float:
    return 2 * pair[0] * pair[1] / ((pair[0] + pair[1]) or 1)


def by_precedent(told: list[Dispute]) -> Scores:
    shelf, scores = Memory(), np.zeros((len(told), len(told)))
    add(shelf, entries(told))
    for number, one in enumerate(told):
        for hit in find(shelf, read(one.facts), kind=one.kind, most=len(told), enough=0).found:
            scores[number, hit.number] = hit.likeness
    return scores


def by_tfidf(told: list[Dispute], shortest: int = 2) -> Scores:
    """Runs of up to three characters, or of one and two; sublinear counts."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    lengths = (shortest, shortest + 1)
    vectors = TfidfVectorizer(analyzer="char", ngram_range=lengths, sublinear_tf=True).fit_transform(
        [one.facts for one in told]
    )
    scores: Scores = (vectors @ vectors.T).toarray()
    return scores


def by_jaccard(told: list[Dispute]) -> Scores:
    runs = [set(bigrams(one.facts)) for one in told]
    return np.array([[len(one & other) / len(one | other) for other in runs] for one in runs])


def typed(told: list[Dispute]) -> Scores:
    """The same prior for a peer as ours has."""
    kinds = np.array([one.kind for one in told])
    return np.where(kinds[:, None] == kinds[None], SAME_TYPE, 1.0)


def entries(told: Iterable[Dispute]) -> Iterator[Entry]:
    return (Entry(number, read(one.facts), one.kind) for number, one in enumerate(told))


def speed(folder: Path) -> Iterator[Row]:
    from benchmarks.precedent_shelf import InFts5, build, make_room, size_of

    told = list(many(IN_ALL + ASKED))
    kept, questions = told[:IN_ALL], told[IN_ALL:]
    officer = make_room(kept)
    from shouwang.systems.mediation.queries.precedents import like_words
    from shouwang.systems.mediation.queries.shelf import Reading

    _, took = timed(lambda: build(entries(kept)))
    peer = InFts5(folder / "fts.db", (one.facts for one in kept))
    theirs = late(lambda one: peer.find(one.facts, 10), questions[:ASKED_OF_FTS5])
    table = Reading()
    ours = late(lambda one: find(table, read(one.facts), kind=one.kind), questions)
    of_processor = late(lambda one: find(table, read(one.facts), kind=one.kind), questions, time.process_time)
    beside = f"of it the processor {of_processor:.0f}; FTS5, any run of two, by its BM25: {theirs:.0f}; made in {took:.0f} s, {size_of():.0f} MB"
    yield Row(f"one dispute against {IN_ALL:,}: p95", ours, "ms", f"< {MOST_MS:.0f}", ours < MOST_MS, beside)
    whole = late(lambda one: like_words(officer, one.facts), questions[:ASKED_WHOLE])
    yield Row(
        "the same with who may see what, the texts and why: p95", whole, "ms", f"< {MOST_WHOLE:.0f}", whole < MOST_WHOLE
    )
    more = iter(range(IN_ALL, IN_ALL + ASKED))
    one_more = late(lambda one: build([Entry(next(more), read(one.facts), one.kind)]), questions[:100])
    yield Row("adding one to them: p95", one_more, "ms", f"< {MOST_TO_ADD:.0f}", one_more < MOST_TO_ADD)


def late(
    work: Callable[[Dispute], object], questions: list[Dispute], clock: Callable[[], float] = time.perf_counter
) -> float:
    """Milliseconds at the 95th percentile."""
    each = sorted(timed(lambda one=one: work(one), clock)[1] * 1_000 for one in questions)  # type: ignore[misc]
    return each[int(len(each) * 0.95)]


def timed(work: Callable[[], Found], clock: Callable[[], float] = time.perf_counter) -> tuple[Found, float]:
    started = clock()
    found = work()
    return found, clock() - started
