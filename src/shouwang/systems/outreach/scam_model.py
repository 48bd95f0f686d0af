"""Where the model of this machine lies and how a new one takes its place: only whole, and only when it is not worse.

The check texts are written for this, stand in no training, and are few: they catch a model that corrections have spoilt.
"""

from functools import lru_cache
from pathlib import Path
from typing import Final

from django.conf import settings

from shouwang.systems.outreach.scam.model import ORDINARY, Model
from shouwang.systems.outreach.scam.seed import Example
from shouwang.systems.outreach.scam.types import TYPES

NAME: Final = Path("scam", "model.npz")  # in DATA_DIR
FEWEST_CLASSES: Final = 2
WEIGHS: Final = 5  # a text that the room confirmed counts like five of the seed: it is what comes to this place
_CHECKS: Final = Path(__file__).parent / "scam_checks.txt"


def place() -> Path:
    return Path(settings.DATA_DIR) / NAME


def current() -> Model | None:
    """The model in use; nothing before the first training, or where its file can't be read: then the rules answer alone."""
    try:
        return _loaded(str(place()), place().stat().st_mtime_ns)
    except (OSError, ValueError, KeyError):
        return None


@lru_cache(maxsize=1)
def _loaded(path: str, at: int) -> Model:
    """Read once for each file: a worker sees a new one by its time."""
    return Model.load(Path(path))


def put(model: Model) -> None:
    """The old file stays until the new one is written whole: `save` writes beside it and moves."""
    place().parent.mkdir(parents=True, exist_ok=True)
    model.save(place())


def made(examples: list[Example]) -> Model | None:
    """A new model; nothing where there are texts of fewer than two types."""
    if len({one.type for one in examples}) < FEWEST_CLASSES:
        return None
    from shouwang.systems.outreach.scam.trainer import train  # noqa: PLC0415  # loads scikit-learn: seconds, for training only

    return train(examples)


def checks() -> list[tuple[str, str]]:
    """Type (or "ordinary") and text of each line of the check list."""
    lines = _CHECKS.read_text(encoding="utf-8").splitlines()
    found = [(key, text) for key, _, text in (line.partition("|") for line in lines if line and line[0] != "#")]
    if unknown := {key for key, _ in found} - {*TYPES, ORDINARY}:
        raise ValueError(f"check list of unknown types {unknown}")
    return found


def right(model: Model) -> int:
    """Of how many check texts it says the right type first."""
    return sum(model.predict(text)[0].key == key for key, text in checks())
