"""Pictures of bulletins, drawn once: one costs a fifth of a second, and anybody may ask for it.

Kept: a week, in DATA_DIR/cards, which no backup takes; who asks again has it drawn again.
"""

from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from django.conf import settings

from shouwang.systems.outreach.poster import PosterWords, card


def kept_card(words: PosterWords) -> bytes:
    """The picture as `poster.card` draws it; other words, another file. Raises as that does."""
    folder = _folder()
    path = folder / f"{sha256(repr(words).encode()).hexdigest()[:32]}.png"
    with suppress(OSError):
        return path.read_bytes()
    content = card(words)
    folder.mkdir(mode=0o700, exist_ok=True)
    part = path.with_suffix(f".{uuid4().hex}")
    part.write_bytes(content)
    part.replace(path)
    return content


def forget_cards(*, before: float) -> int:
    """Delete those drawn before (seconds since 1970); how many."""
    old = [one for one in _folder().glob("*") if one.stat().st_mtime < before]
    for one in old:
        one.unlink(missing_ok=True)
    return len(old)


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "cards"
