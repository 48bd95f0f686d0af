"""When each subtitle stands, in seconds: after the voice where there is one, else as fast as people read."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from shouwang.systems.outreach.speech import levels

READ: Final = 4.5  # hanzi a second, for old eyes
READ_LATIN: Final = 14.0  # letters a second
LEAST: Final = 1.6  # seconds for the shortest subtitle
PAUSE: Final = 2.0  # hanzi that the silence after a sentence counts for
SNAP: Final = 1.0  # seconds from where the letters say to where the voice is really silent
SILENCE: Final = 0.14  # seconds; shorter is a stop consonant


def by_reading(texts: Sequence[str]) -> list[float]:
    """How long each stands when nobody speaks."""
    return [max(LEAST, weight(text) / READ) for text in texts]


def by_voice(texts: Sequence[str], voice: levels.Samples) -> list[float]:
    """How long each stands so that it changes in the silence where its sentence ends; together as long as the voice."""
    length = len(voice) / levels.RATE
    shares = np.cumsum([weight(text) + PAUSE for text in texts])
    guesses = shares / shares[-1] * length
    quiet = silences(voice)
    ends: list[float] = []
    for guess in guesses[:-1]:
        start = ends[-1] if ends else 0.0
        near = [moment for moment in quiet if abs(moment - guess) <= SNAP and moment > start + 0.3]
        ends.append(float(min(near, key=lambda moment: abs(moment - guess))) if near else max(start, float(guess)))
    ends.append(length)
    return [float(step) for step in np.diff([0.0, *ends])]


def silences(voice: levels.Samples) -> NDArray[np.float64]:
    """The middle of every silence inside the voice, in seconds."""
    loud = levels.loudness(voice)
    quiet = np.concatenate(([False], loud < levels.quiet_below(loud), [False]))
    edges = np.flatnonzero(np.diff(quiet.astype(np.int8))).reshape(-1, 2)
    step = levels.FRAME / levels.RATE
    long = edges[(edges[:, 1] - edges[:, 0]) * step >= SILENCE]
    return np.asarray(long.mean(axis=1) * step, dtype=np.float64)


def weight(text: str) -> float:
    """How much there is to read, in hanzi; a Latin letter is a third of one."""
    hanzi = sum("\u3400" <= sign <= "\u9fff" for sign in text)
    return hanzi + sum(sign.isascii() and sign.isalnum() for sign in text) * READ / READ_LATIN
