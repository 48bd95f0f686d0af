"""One of three answers about a message, with the words that say so. None of them says that it is safe."""

import re
from dataclasses import dataclass
from typing import Final, Literal

from shouwang.systems.outreach.scam.cues import Hit, find
from shouwang.systems.outreach.scam.model import ORDINARY, Guess, Model

Answer = Literal["likely", "unsure", "nothing_found"]
Told = tuple[Guess, ...]  # what the model says; nothing where it was not asked
MOST_TYPES: Final = 2
CLOSE: Final = 0.7  # of what the likeliest weighs: a type below it is no second guess but noise
LIKELY: Final = 4  # points of cues, one of them of two and more
UNSURE: Final = 2
SURE: Final = 0.95  # of a fraud, by the model; then it needs fewer words that say so
POSSIBLE: Final = 0.75
FEWEST: Final = 5  # signs of a message; of a shorter one the model says nothing
SHORTEST: Final = 4  # Chinese characters, words of other letters; of "hello there" nobody can say what it is
SIGN: Final = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+")


@dataclass(frozen=True)
class Looks:
    """A type it looks like; `probability` is the model's, nothing where the rules alone say so."""

    key: str
    probability: float | None


@dataclass(frozen=True)
class Verdict:
    answer: Answer
    types: tuple[Looks, ...]
    hits: tuple[Hit, ...]


def judge(text: str, model: Model | None) -> Verdict:
    """Rules first. The model ranks types, and makes of a doubt a likely fraud or of nothing a doubt; alone it accuses
    nobody, and it takes back nothing that the rules found."""
    hits = find(text)
    told = model.predict(text) if model and len(text.strip()) >= FEWEST else ()
    answer = answered(points(hits), strongest(hits), told)
    types = ranked(hits, told) if answer != "nothing_found" else ()
    return Verdict(answer, types, tuple(hits))


def says_too_little(text: str, found: Verdict) -> bool:
    """Whether a "nothing found" would be said of what nobody could find anything in."""
    return len(SIGN.findall(text)) < SHORTEST and not found.hits


def points(hits: list[Hit]) -> int:
    """Each cue once, however often it stands there."""
    return sum(cue.points for cue in {hit.cue.key: hit.cue for hit in hits}.values())


def strongest(hits: list[Hit]) -> int:
    return max((hit.cue.points for hit in hits), default=0)


def fraud(told: Told) -> float:
    """How probable any fraud is, by the model; 0 where it was not asked."""
    return sum(guess.probability for guess in told if guess.key != ORDINARY)


def answered(total: int, most: int, told: Told) -> Answer:
    chance = fraud(told)
    if most >= UNSURE and (total >= LIKELY or (total >= LIKELY - 1 and chance >= SURE)):
        return "likely"
    if most >= UNSURE or (total and chance >= POSSIBLE) or chance >= SURE:
        return "unsure"
    return "nothing_found"


def ranked(hits: list[Hit], told: Told) -> tuple[Looks, ...]:
    """The likeliest type by what rules and model say together, and a second one only close to it: who reads several takes
    none to heart. A cue that names few types says more about each."""
    chances = {guess.key: guess.probability for guess in told if guess.key != ORDINARY}
    said = dict[str, float]()
    for cue in {hit.cue.key: hit.cue for hit in hits}.values():
        for key in cue.types:
            said[key] = said.get(key, 0) + cue.points / len(cue.types)
    total = sum(said.values()) or 1
    weighed = {key: said.get(key, 0) / total + chances.get(key, 0) for key in {*said, *chances}}
    order = sorted(weighed, key=lambda key: (-weighed[key], key))[:MOST_TYPES]
    least = max(0.05, CLOSE * weighed[order[0]]) if order else 0
    return tuple(Looks(key, chances.get(key)) for key in order if weighed[key] >= least)
