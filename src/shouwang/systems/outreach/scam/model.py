"""A linear model over groups of one to three characters: types ranked, with probabilities, and the words that weighed most.

The groups are kept as numbers that nobody turns back into words: the file holds no text of anybody's message. It is a
folder's one file, `.npz` with a JSON header, read without pickle.
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
BITS: Final = 18
LONGEST: Final = 3  # characters in a group
READ: Final = 1500  # characters of a message; what is longer says what it wants before
FORMAT: Final = 1
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


@dataclass(frozen=True)
class Gram:
    """Words of the message that spoke most for the first type: `text[start:end]`."""

    words: str
    start: int
    end: int
    weight: float


@dataclass(frozen=True)
class Prediction:
    types: tuple[Guess, ...]  # all, most probable first
    grams: tuple[Gram, ...]


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
    """`weights[bucket, class]`, `rarity[bucket]`, `bias[class]`: scores that softmax makes probabilities of."""

    classes: tuple[str, ...]
    weights: Floats
    rarity: Floats
    bias: Floats
    made_of: int = 0  # texts it was trained from

    def predict(self, text: str, most: int = 5) -> Prediction:
        """Takes about a third of a millisecond for a message of a hundred characters."""
        places, counts = counted(text)
        values = counts * self.rarity[places]
        values /= np.linalg.norm(values) or 1
        scores = values @ self.weights[places] + self.bias
        chances = softmax(scores[None, :].astype(np.float32))[0]
        order = np.argsort(-chances, kind="stable")
        types = tuple(Guess(self.classes[place], float(chances[place])) for place in order)
        return Prediction(types, self._evidence(text, int(order[0]), most))

    def _evidence(self, text: str, kind: int, most: int) -> tuple[Gram, ...]:
        """The heaviest groups of two characters and more, none over another, where they stand in the message as given.

        Of a text whose characters the reading changes or drops only those that can be found again are shown."""
        plain = normal(text)[:READ]
        rivals = np.delete(np.arange(len(self.classes)), kind)
        found = list[tuple[float, int, int]]()
        for length, each in enumerate(buckets(plain), start=1):
            if length == 1:
                continue
            gains = (self.weights[each, kind] - self.weights[each][:, rivals].mean(axis=1)) * self.rarity[each]
            found += [(float(gains[at]), int(at), length) for at in np.argsort(-gains)[: 4 * most] if gains[at] > 0]
        shown, taken = list[Gram](), list[tuple[int, int]]()
        for gain, at, length in sorted(found, reverse=True):
            words = plain[at : at + length]
            start = text.lower().find(words)
            if start < 0 or not any("\u4e00" <= sign <= "\u9fff" for sign in words):
                continue
            end = start + length
            if any(start < other_end and other < end for other, other_end in taken):
                continue
            taken.append((start, end))
            shown.append(Gram(text[start:end], start, end, gain))
            if len(shown) == most:
                break
        return tuple(shown)

    def save(self, path: Path) -> None:
        """Half precision: what is lost is less than a thousandth of a score. Written beside and moved: never half there."""
        head = {"format": FORMAT, "classes": self.classes, "made_of": self.made_of, "bits": BITS, "longest": LONGEST}
        beside = path.with_suffix(".part")
        with beside.open("wb") as file:
            np.savez_compressed(
                file,
                head=np.frombuffer(json.dumps(head).encode(), dtype=np.uint8),
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
                    raise ValueError(f"{path} was made by another release")
                weights, rarity, bias = (kept[name].astype(np.float32) for name in ("weights", "rarity", "bias"))
                return cls(tuple(head["classes"]), weights, rarity, bias, int(head["made_of"]))
        except (KeyError, OSError, EOFError, BadZipFile, zlib.error) as error:
            if isinstance(error, FileNotFoundError):
                raise
            raise ValueError(f"{path} can't be read as a model") from error


def softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances: Floats = raised / raised.sum(axis=1, keepdims=True)
    return chances
