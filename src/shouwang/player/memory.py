"""What the player knows, put together from the programme, the broker's messages, the journal and the cache."""

import logging
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock

from shouwang.player import contract
from shouwang.player.cache import Cache
from shouwang.player.journal import Journal
from shouwang.player.programme import Item, Known, Sound, Why

log = logging.getLogger(__name__)
LOST = "lost"  # the journal; until when nothing may be played is not known before the room said what time it is
EVER = datetime.min.replace(tzinfo=UTC)


class Memory:
    """Everything of it is in the folder and there again after a start. Used by several threads."""

    def __init__(self, folder: Path, *, most_bytes: int) -> None:
        self._lock = RLock()
        self.journal = _opened(folder / "journal.sqlite3")
        blind = self.journal.kept("blind_before")
        self._blind_before = datetime.fromisoformat(blind) if blind not in ("", LOST) else EVER
        self._is_lost = blind == LOST
        self.cache = Cache(folder / "sounds", most_bytes)
        self.faults: dict[str, Why] = {}
        self.is_let_in = self.journal.kept("not_let_in") == ""
        self._recall()

    def _recall(self) -> None:
        try:
            self.programme: contract.Programme | None = contract.read_programme(self.journal.kept("programme"))
        except contract.Unreadable:  # none yet, or one of another version
            self.programme = None
        self._pushed, self._called_off = self.journal.pushed(), self.journal.called_off()

    @property
    def etag(self) -> str:
        return self.journal.kept("etag") if self.programme else ""

    @property
    def volume(self) -> int:
        return self.programme.volume if self.programme else 100

    def keep_programme(self, text: str, etag: str) -> contract.Programme:
        """Take a new programme in place of the last. Raises Unreadable, and the last one stays."""
        programme = contract.read_programme(text)
        for words in programme.broken:
            log.warning("Left out of the programme: %s.", words)
        with self._lock:
            self.journal.keep(programme=text, etag=etag)
            self.programme = programme
        return programme

    def knows_time(self, now: datetime) -> None:
        """The room was heard, and with it what time it is. The machine's own clock may be behind after a loss of power."""
        if not self._is_lost:
            return
        with self._lock:
            self.journal.keep(blind_before=now.isoformat())
            self._blind_before, self._is_lost = now, False

    def let_in(self, yes: bool) -> None:
        """Whether the room knows the token. A loudspeaker it does not know keeps silent, also after a start."""
        if yes == self.is_let_in:
            return
        with self._lock:
            self.is_let_in = yes
            self.journal.keep(not_let_in="" if yes else "yes", etag="")

    def hear(self, message: contract.Message, now: datetime) -> bool:
        """Keep a message; False when it was heard before."""
        with self._lock:
            is_new = self.journal.hear(message, now)
            self._pushed, self._called_off = self.journal.pushed(), self.journal.called_off()
        return is_new

    def items(self) -> list[Item]:
        """Everything that was ever asked for and may still matter; the programme's word is newer than a message's."""
        with self._lock:
            found = {item.id: item for item in self._pushed}
            found |= {item.id: item for item in self.programme.items} if self.programme else {}
            if self._is_lost:
                return []
        # What was due before the journal was lost may have been heard already.
        return [item for item in found.values() if item.at >= self._blind_before]

    def known(self, *, can_play: bool) -> Known:
        """For the rules."""
        with self._lock:
            programme = self.programme
            return Known(
                items=self.items() if self.is_let_in else (),
                settled=frozenset(self.journal.settled),
                called_off=self._called_off | (programme.called_off if programme else frozenset()),
                quiet=programme.quiet if programme else (),
                at_hand=self.cache.at_hand,
                faults=dict(self.faults),
                can_play=can_play,
            )

    def missing(self) -> list[Sound]:
        """Sounds to fetch, the ones needed first first."""
        waiting = [item for item in self.items() if item.id not in self.journal.settled]
        waiting.sort(key=lambda item: (not item.urgent, item.at))
        return list({item.sound.sha256: item.sound for item in waiting if not self.has(item.sound)}.values())

    def has(self, sound: Sound) -> bool:
        return sound.sha256 in self.cache.at_hand

    def tidy(self, now: datetime, playing: Iterable[Item]) -> None:
        """Delete what nothing names any more."""
        self.journal.forget(now)
        with self._lock:
            self._pushed = self.journal.pushed()
            self.cache.keep_only({item.sound.sha256 for item in (*self.items(), *playing)})


def _opened(path: Path) -> Journal:
    """The journal; a new one where the old one can't be read, as happens to memory cards."""
    try:
        return Journal(path)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):  # locked, full, not ours: nothing that a new one would mend
            raise
        log.error("The journal is damaged (%s). A new one is begun; what was due until now is not played.", error)
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.replace(part.with_name(f"damaged-{part.name}"))
    journal = Journal(path)
    journal.keep(blind_before=LOST)
    return journal
