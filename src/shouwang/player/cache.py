"""The folder of sounds: each under its checksum, checked when it comes and again before it is played."""

import hashlib
import os
from collections.abc import Callable, Collection
from pathlib import Path
from threading import RLock

from shouwang.player.programme import Sound

BLOCK = 64 * 1024


class Damaged(Exception):
    """A file is not the one that was named."""


class Cache:
    """Sounds up to `most_bytes` together."""

    def __init__(self, folder: Path, most_bytes: int) -> None:
        self._folder, self._most = folder, most_bytes
        self._lock = RLock()
        folder.mkdir(parents=True, exist_ok=True)
        self._sizes = {path.name: path.stat().st_size for path in folder.iterdir() if not path.suffix}

    def sweep(self) -> None:
        """Delete what a download left behind when the power went."""
        for rest in self._folder.glob("*.part"):
            rest.unlink(missing_ok=True)

    @property
    def at_hand(self) -> frozenset[str]:
        with self._lock:
            return frozenset(self._sizes)

    def path(self, sound: Sound) -> Path:
        return self._folder / sound.sha256

    def has_room_for(self, sound: Sound) -> bool:
        """Whether it fits into the bound, beside what is there."""
        with self._lock:
            return sum(self._sizes.values()) + sound.size <= self._most

    def take(self, sound: Sound, fetch: Callable[[Path], None]) -> None:
        """Bring a sound in; `fetch` writes it to the path it is given. Raises Damaged when it is another one."""
        part = self._folder / f"{sound.sha256}.{os.urandom(4).hex()}.part"
        try:
            fetch(part)
            if part.stat().st_size != sound.size or _sha256(part) != sound.sha256:
                raise Damaged(sound.sha256)
            with part.open("rb") as written:
                os.fsync(written.fileno())
            part.replace(self.path(sound))
        finally:
            part.unlink(missing_ok=True)
        with self._lock:
            self._sizes[sound.sha256] = sound.size

    def is_sound(self, sound: Sound) -> bool:
        """Whether the file is still the one that was named. One that is not is thrown away: memory cards forget."""
        path = self.path(sound)
        try:
            if path.stat().st_size == sound.size and _sha256(path) == sound.sha256:
                return True
        except OSError:
            pass
        with self._lock:
            self._sizes.pop(sound.sha256, None)
        path.unlink(missing_ok=True)
        return False

    def keep_only(self, named: Collection[str]) -> None:
        """Delete what nothing names any more."""
        with self._lock:
            for sha256 in self._sizes.keys() - set(named):
                (self._folder / sha256).unlink(missing_ok=True)
                del self._sizes[sha256]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
