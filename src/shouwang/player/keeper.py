"""Keeps up with the room: the programme, the sounds, the reports. Everything is asked for again until it is there."""

import logging
import queue
import shutil
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from shouwang.player import contract
from shouwang.player.cache import Damaged
from shouwang.player.clock import Clock
from shouwang.player.contract import Unreadable
from shouwang.player.journal import Report
from shouwang.player.memory import Memory
from shouwang.player.programme import Item, Sound, Why
from shouwang.player.server import NotHad, NotLetIn, NotReached, Server, TooMuch

log = logging.getLogger(__name__)
EVERY = 60.0  # seconds between two looks at the programme, and between two signs of life
AGAIN = (2, 5, 10, 20, 40, 60)  # seconds between tries while the room does not answer
URGENT = 2  # threads for sounds that are needed now
AT_ONCE = 100  # reports in one message


class Keeper:
    """One thread on the line to the room. `changed` is called when there is something new to decide."""

    def __init__(
        self,
        server: Server,
        memory: Memory,
        clock: Clock,
        *,
        folder: Path,
        version: str,
        output: str,
        changed: Callable[[], None],
        playing: Callable[[], list[Item]],
        woken_by: Callable[[contract.Programme], None],
    ) -> None:
        self._server, self._memory, self._clock = server, memory, clock
        self._folder, self._version, self._output = folder, version, output
        self._changed, self._playing, self._woken_by = changed, playing, woken_by
        self._asked, self.ending = threading.Event(), threading.Event()
        self._fetch_at = self._report_at = self._owed_at = self._again_at = 0.0
        self._failures = 0
        self._under_way: set[str] = set()
        self._urgent: queue.SimpleQueue[Sound] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._keep_up, name="keeper", daemon=True)

    def start(self) -> None:
        self._thread.start()
        for number in range(URGENT):
            threading.Thread(target=self._fetch_urgent, name=f"urgent-{number}", daemon=True).start()

    def fetch_soon(self) -> None:
        """Look at the programme now."""
        self._fetch_at = self._again_at = 0.0
        self._asked.set()

    def report_soon(self) -> None:
        """Something ended."""
        self._owed_at = 0.0
        self._asked.set()

    def close(self) -> None:
        """Say the last reports, if the room answers at once."""
        self.ending.set()
        self._asked.set()
        self._thread.join(3)

    def _keep_up(self) -> None:
        while not self.ending.is_set():
            now = time.monotonic()
            self._asked.wait(max(0.0, max(self._again_at, min(self._fetch_at, self._report_at)) - now))
            self._asked.clear()
            if time.monotonic() >= self._again_at or self.ending.is_set():
                self._turn()

    def _turn(self) -> None:
        try:
            if time.monotonic() >= self._fetch_at and not self.ending.is_set():
                self._fetch_at = time.monotonic() + EVERY  # before it: who asks meanwhile is not forgotten
                self.fetch()
            self.report()
            self.fetch_sounds()
        except NotLetIn as error:
            self._memory.let_in(False)
            self._changed()
            self._failed(f"{error}; nothing is played until it does")
        except (NotReached, Unreadable) as error:
            self._failed(str(error))
        else:
            if self._failures:
                log.info("The room answers again.")
            self._failures = 0

    def _failed(self, why: str) -> None:
        pause = AGAIN[min(self._failures, len(AGAIN) - 1)]
        self._again_at = time.monotonic() + pause
        self._fetch_at = 0.0
        if self._failures in {0, len(AGAIN)}:  # once when it begins, once when it lasts
            log.warning("%s. Trying again; what is here already is played on time.", why.rstrip("."))
        self._failures += 1

    def fetch(self) -> None:
        """The programme, if it is another one. Raises NotReached, Unreadable."""
        fetched = self._server.programme(self._memory.etag)
        self._memory.let_in(True)
        self._memory.knows_time(self._clock.now())
        if fetched:
            programme = self._memory.keep_programme(fetched.text, fetched.etag)
            log.info("Programme for %s: %d items.", programme.name, len(programme.items))
        if self._memory.programme:
            self._woken_by(self._memory.programme)
        self._memory.tidy(self._clock.now(), self._playing())
        self._changed()

    def fetch_sounds(self) -> None:
        """What is missing. One that can't be had keeps back no other, and is tried again. Raises NotReached."""
        last = None
        for sound in self._memory.missing():
            if self.ending.is_set() or self._asked.is_set():
                return
            try:
                self._fetch_one(sound)
            except NotHad as error:
                last = error
        if last:
            raise last

    def fetch_at_once(self, sound: Sound) -> None:
        """An urgent sound, past whatever is on the line just now."""
        self._urgent.put(sound)

    def _fetch_urgent(self) -> None:
        while True:
            sound = self._urgent.get()
            try:
                self._fetch_one(sound)
            except (NotReached, Unreadable) as error:
                log.warning("An urgent sound did not come: %s. Trying again.", error)
                self.fetch_soon()

    def _fetch_one(self, sound: Sound) -> None:
        if sound.sha256 in self._under_way or self._memory.has(sound):
            return
        if not self._memory.cache.has_room_for(sound):
            self._memory.tidy(self._clock.now(), self._playing())
            if not self._memory.cache.has_room_for(sound):
                raise NotHad(f"the cache has no room for a sound of {sound.size} bytes (--cache)")
        self._under_way.add(sound.sha256)
        try:
            self._memory.cache.take(sound, lambda path: self._server.sound(sound, path))
        except Damaged as error:
            self._memory.faults[sound.sha256] = Why.CHECKSUM
            raise NotHad(f"sound {sound.sha256[:12]} came damaged and is not played") from error
        except OSError as error:
            raise NotReached(f"a sound can't be kept: {error.strerror}") from error
        finally:
            self._under_way.discard(sound.sha256)
        self._memory.faults.pop(sound.sha256, None)
        self._changed()

    def report(self) -> None:
        """What is owed, and a sign of life when it is time. Raises NotReached."""
        now = time.monotonic()
        owed = self._memory.journal.owed(1000) if now >= self._owed_at else []
        if not owed and now < self._report_at:
            return
        untaken = 0
        for first in range(0, max(len(owed), 1), AT_ONCE):
            untaken += self._tell(owed[first : first + AT_ONCE])
        self._report_at = time.monotonic() + EVERY
        if untaken:
            self._owed_at = self._report_at

    def _tell(self, reports: Sequence[Report]) -> int:
        """How many the room did not take. One that it can't read must not keep the others back."""
        try:
            taken = set(self._server.report(reports, self.health()))
        except TooMuch:
            if len(reports) < 2:
                log.warning("The room can't read the report of %s.", [str(one.item) for one in reports])
                return len(reports)
            middle = len(reports) // 2
            return self._tell(reports[:middle]) + self._tell(reports[middle:])
        self._memory.journal.taken(taken)
        return sum(one.item not in taken for one in reports)

    def health(self) -> dict[str, object]:
        return {
            "version": self._version,
            "free_bytes": shutil.disk_usage(self._folder).free,
            "clock_offset": self._clock.offset,
            "output": self._output,
        }
