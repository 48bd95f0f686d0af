"""Where the model of this room lies, and how it comes there: trained from the seed and what the room has confirmed.

`DATA_DIR/scam/model.npz`. Missing, of another release or broken: it is trained at the first question, in about two seconds.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from shouwang.systems.outreach.scam.model import Model
from shouwang.systems.outreach.scam.seed import examples
from shouwang.systems.outreach.scam.trainer import Example, train

NAME: Final = Path("scam", "model.npz")
WEIGHS: Final = 5  # a text that the room confirmed counts like five of the seed: it is what comes to this place


def trained(data_dir: Path, confirmed: Iterable[Example] = ()) -> Model:
    """Train anew and keep it. Whoever is reading the old one goes on reading that."""
    made = train([*examples(), *(one for one in confirmed for _ in range(WEIGHS))])
    path = data_dir / NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    made.save(path)
    return made


def ready(data_dir: Path, confirmed: Iterable[Example] = ()) -> Model:
    """The one that is kept, or a new one."""
    try:
        return Model.load(data_dir / NAME)
    except (FileNotFoundError, ValueError):
        return trained(data_dir, confirmed)
