"""A linear model over groups of one to three characters: types ranked, with probabilities.

Groups are kept as numbers, without the order they stood in: the file holds no message. Who tries all groups can tell which
were learnt; what leads to a person was masked before. It is one file, `.npz` with a JSON header, read without pickle.
"""

import json
import os
import re
import unicodedata
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Whole = npt.NDArray[np.int64]

ORDINARY: Final = "ordinary"
BITS: Final = 22  # of a group's number; in 18 bits so many groups met that FBS lost two hundredths of F1
LONGEST: Final = 3  # characters in a group
READ: Final = 1500  # characters of a message; what is longer says what it wants before
FORMAT: Final = 2
_LINK, _NUMBER, _MASKED = "\ue000", "\ue001", "\ue002"
_STEPS: Final = (
    (re.compile(r"https?://[^\s\u4e00-\u9fff]+|www\.[^\s\u4e00-\u9fff]+", re.I), _LINK),
    (re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,6}(?![a-z])(?:/[!-~]*)?", re.I), _LINK),
    (re.compile("〔[^〕]{2,5}〕"), _MASKED),
    (re.compile(r"(?:[0-9*×]|(?<![a-z])x+(?![a-z]))+"), _NUMBER),
)
_BLANKS: Final = re.compile(r"(?<![A-Za-z])\s+|\s+(?![A-Za-z])")
_ODD: Final = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class Guess:
    """A type and how probable it is, 0 to 1."""

    key: str
    probability: float


def normal(text: str) -> str:
    """As it is compared: widths and cases alike, links, numbers and what somebody masked as one sign each, no blanks
    between characters."""
    text = unicodedata.normalize("NFKC", text)
    for pattern, sign in _STEPS:
        text = pattern.sub(sign, text)
    return _BLANKS.sub("", text).lower()


def buckets(text: str) -> list[Whole]:
    """For each length of group the numbers of the groups in a text that is `normal`, in the order they stand."""
    signs = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    found, rolled = list[Whole](), np.zeros(len(signs), dtype=np.uint64)
    for length in range(1, min(LONGEST, len(signs)) + 1):
        end = len(signs) - length + 1
        rolled = (rolled[:end] + signs[length - 1 :]) * _ODD
        rolled ^= rolled >> np.uint64(29)
        found.append((((rolled + np.uint64(length)) * _ODD) >> np.uint64(64 - BITS)).astype(np.int64))
    return found


def counted(text: str) -> tuple[Whole, Floats]:
    """The numbers of the groups of a message and 1 + log of how often each stands in it."""
    each = buckets(normal(text)[:READ])
    if not each:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
    places, counts = np.unique(np.concatenate(each), return_counts=True)
    return places.astype(np.int64), (1 + np.log(counts)).astype(np.float32)


@dataclass(frozen=True)
class Model:
    """`places` are the numbers of the groups that count, in order; `rarity[at]` and `weights[at, class]` belong to
    `places[at]`. With `bias[class]` they give scores that softmax makes probabilities of."""

    classes: tuple[str, ...]
    places: Whole
    weights: Floats
    rarity: Floats
    bias: Floats
    made_of: int = 0  # texts it was trained from

    def predict(self, text: str) -> tuple[Guess, ...]:
        """All types, the most probable first. A message of a hundred characters takes about a fifth of a millisecond."""
        places, counts = counted(text)
        at = np.searchsorted(self.places, places)
        known = np.flatnonzero(at < len(self.places))
        known = known[self.places[at[known]] == places[known]]
        at = at[known]
        values = counts[known] * self.rarity[at]
        values /= np.linalg.norm(values) or 1
        scores = values @ self.weights[at] + self.bias
        chances = softmax(scores[None, :].astype(np.float32))[0]
        order = np.argsort(-chances, kind="stable")
        return tuple(Guess(self.classes[place], float(chances[place])) for place in order)

    def save(self, path: Path) -> None:
        """Half precision: what is lost is less than a thousandth of a score. Written beside and moved: never half there."""
        head = {"format": FORMAT, "classes": self.classes, "made_of": self.made_of, "bits": BITS, "longest": LONGEST}
        beside = path.with_suffix(".part")
        with beside.open("wb") as file:
            np.savez_compressed(
                file,
                head=np.frombuffer(json.dumps(head).encode(), dtype=np.uint8),
                places=self.places.astype(np.uint32),
                weights=self.weights.astype(np.float16),
                rarity=self.rarity.astype(np.float16),
                bias=self.bias,
            )
            file.flush()
            os.fsync(file.fileno())  # else a power cut may leave the name on an empty file
        beside.replace(path)

    @classmethod
    def load(cls, path: Path) -> "Model":
        """ValueError when it is no model of this release; FileNotFoundError when there is none."""
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
                head = json.loads(kept["head"].tobytes())
                if (head["format"], head["bits"], head["longest"]) != (FORMAT, BITS, LONGEST):
                    raise ValueError("made by another release")
                weights, rarity, bias = (kept[name].astype(np.float32) for name in ("weights", "rarity", "bias"))
                places = kept["places"].astype(np.int64)
                return cls(tuple(head["classes"]), places, weights, rarity, bias, int(head["made_of"]))
        except (KeyError, OSError, EOFError, ValueError, BadZipFile, zlib.error) as error:
            if isinstance(error, FileNotFoundError):
                raise
            raise ValueError(f"{path} can't be read as a model") from error


def softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances: Floats = raised / raised.sum(axis=1, keepdims=True)
    return chances
