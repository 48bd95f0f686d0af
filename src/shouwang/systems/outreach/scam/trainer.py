"""Trains the model from texts whose type is known: those written for this project and those the room has confirmed.

A linear support vector machine, one type against the others, in which a rare type weighs as much as a common one: of
unusual messages there are few examples. How sharp its scores are read is found on texts it did not see, so that of
messages said to be 80 % probable eight in ten are. Nothing here holds a text of research data.
"""

from collections.abc import Iterable, Sequence
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix, diags_array
from sklearn.svm import LinearSVC

from shouwang.systems.outreach.scam.model import Floats, Model, Whole, counted, softmax
from shouwang.systems.outreach.scam.seed import Example

STRENGTH: Final = 1.0  # C
PARTS: Final = 5  # one of them is kept back to find the temperature
FEWEST: Final = 60  # texts; of fewer the temperature would be chance
_USUAL: Final = 0.35  # temperature then


def train(examples: Iterable[Example], strength: float = STRENGTH) -> Model:
    """ValueError when there are fewer than two types. 600 texts take a fifth of a second, 10,000 some ten."""
    known = list(examples)
    classes = tuple(sorted({one.type for one in known}))
    if len(classes) < 2:
        raise ValueError("a model needs texts of two types at least")
    labels = np.array([classes.index(one.type) for one in known])
    places, counts = matrix([one.text for one in known])
    rarity = rarities(counts)
    rows = scaled(counts, rarity)
    weights, bias = fitted(rows, labels, len(classes), strength)
    temperature = temperature_of(rows, labels, known, len(classes), strength)
    return Model(classes, places, weights / temperature, rarity, bias / temperature, len(known))


def matrix(texts: Sequence[str]) -> tuple[Whole, csr_matrix]:
    """The numbers of the groups that stand in two texts and more, in order, and how often each stands in each text."""
    found = [counted(text) for text in texts]
    ends = np.cumsum([0, *(len(places) for places, _ in found)])
    places, columns, in_texts = np.unique(
        np.concatenate([places for places, _ in found]), return_inverse=True, return_counts=True
    )
    values = np.concatenate([values for _, values in found])
    counts = csr_matrix((values, columns, ends), shape=(len(texts), len(places)))
    several = np.flatnonzero(in_texts > 1)
    return places[several], csr_matrix(counts[:, several])


def rarities(counts: csr_matrix) -> Floats:
    """How much a group tells that stands in few texts."""
    in_texts = np.bincount(counts.indices, minlength=counts.shape[1])
    rare: Floats = (np.log((1 + counts.shape[0]) / (1 + in_texts)) + 1).astype(np.float32)
    return rare


def scaled(counts: csr_matrix, rarity: Floats) -> csr_matrix:
    rows = csr_matrix(counts @ diags_array(rarity))
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return csr_matrix(diags_array(1 / np.where(lengths, lengths, 1)) @ rows)


def fitted(rows: csr_matrix, labels: npt.NDArray[np.int64], many: int, strength: float) -> tuple[Floats, Floats]:
    machine = LinearSVC(C=strength, class_weight="balanced", random_state=1).fit(rows, labels)
    weights, bias = machine.coef_, machine.intercept_
    if len(weights) == 1:  # two types share one line
        weights, bias = np.vstack([-weights, weights]) / 2, np.array([-bias[0], bias[0]]) / 2
    whole, level = np.zeros((many, weights.shape[1])), np.full(many, -3.0)  # a type that this part lacks
    here = [int(one) for one in machine.classes_]
    whole[here], level[here] = weights, bias
    return np.ascontiguousarray(whole.T, dtype=np.float32), level.astype(np.float32)


def temperature_of(
    rows: csr_matrix, labels: npt.NDArray[np.int64], known: Sequence[Example], many: int, strength: float
) -> float:
    """The one that makes the scores of a part kept back most probable."""
    kept = np.array([crc32((one.group or one.text).encode()) % PARTS == 0 for one in known])
    if len(known) < FEWEST or len(set(labels[~kept])) < 2 or not kept.any():
        return _USUAL
    weights, bias = fitted(rows[~kept], labels[~kept], many, strength)
    scores, right = (rows[kept] @ weights + bias).astype(np.float32), labels[kept]

    def surprise(temperature: float) -> float:
        chances = softmax(scores / np.float32(temperature))
        return float(-np.log(chances[np.arange(len(right)), right] + 1e-9).mean())

    return float(minimize_scalar(surprise, bounds=(0.02, 3), method="bounded").x)
