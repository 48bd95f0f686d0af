"""The player at work: asks the rules again and again, does what they say, and writes it down before and after."""

import logging
import threading
import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

from shouwang.player import contract
from shouwang.player.clock import Clock
from shouwang.player.contract import Unreadable
from shouwang.player.keeper import Keeper
from shouwang.player.memory import Memory
from shouwang.player.outputs import Output, OutputFailed, Playing
from shouwang.player.programme import BEIJING, Item, Outcome, Why, decide
from shouwang.player.server import Server
from shouwang.player.wake import Listener

log = logging.getLogger(__name__)
AT_LEAST = 0.5  # seconds between two looks at the clock, which may jump
TO_STOP = 2.0  # seconds an output has to fall silent
TOO_LONG = 30.0  # seconds a sound may last longer than the room said


@dataclass
class Current:
    """What is heard just now."""

    item: Item
    playing: Playing
    failure: str = ""
    done: threading.Event = field(default_factory=threading.Event)
    began: float = field(default_factory=time.monotonic)


class Speaker:
    """One loudspeaker. `run` goes on until `end` is called."""

    def __init__(
        self, server: Server, memory: Memory, output: Output, clock: Clock, *, token: str, folder: Path, version: str
    ):
        self._memory, self._output, self._clock, self._token = memory, output, clock, token
        self._current: Current | None = None
        self._nudged, self._is_ending = threading.Event(), False
        self._listener: Listener | None = None
        self._messages: dict[UUID, UUID] = {}
        self._tls = server.tls
        self.keeper = Keeper(
            server,
            memory,
            clock,
            folder=folder,
            version=version,
            output=output.name,
            changed=self._nudged.set,
            playing=self._playing,
            woken_by=self._listen,
        )

    def run(self) -> None:
        """Play until the end is called. What the last run left unfinished is reported first."""
        if self._memory.journal.cut_unfinished():
            log.warning("The player ended in the middle of a sound; it is reported as cut and not played again.")
        self._memory.cache.sweep()
        if self._memory.programme:
            self._listen(self._memory.programme)
        self.keeper.start()
        while not self._is_ending:
            self._nudged.wait(self.step())
            self._nudged.clear()
        self._silence(Outcome.CUT, Why.STOPPED)
        self.keeper.close()
        if self._listener:
            self._listener.close()
        self._output.close()

    def end(self) -> None:
        """Ask `run` to end. Takes no lock: it is called from signal handlers."""
        self._is_ending = True

    def step(self) -> float:
        """Ask the rules once and do what they say; how many seconds until they should be asked again."""
        self._note_end()
        now = self._clock.now()
        current = self._current
        wanted = decide(now, self._memory.known(can_play=self._output.is_ready()), current.item if current else None)
        if wanted.over:
            self._memory.journal.settle(wanted.over, now)
            for item, outcome, why in wanted.over:
                log.info("Not played: %s (%s, %s).", self._title(item), outcome, why)
                self._answer(item, "refused")
            self.keeper.report_soon()
        if current and not self._memory.is_let_in:
            self._silence(Outcome.CUT, Why.STOPPED)
        elif wanted.begin and not self._memory.cache.is_sound(wanted.begin.sound):
            log.warning("A file of the cache is damaged; it is fetched again.")
            self.keeper.fetch_soon()
            return 0.0
        elif wanted.stop is not None:
            self._silence(Outcome.CUT, wanted.stop)
        if wanted.begin:
            self._begin(wanted.begin, now)
        left = (wanted.again_at - self._clock.now()).total_seconds() if wanted.again_at else AT_LEAST
        return max(0.0, min(left, AT_LEAST))

    def _begin(self, item: Item, now: datetime) -> None:
        if not self._memory.journal.begin(item.id, now):
            return
        playing = Playing(str(item.id), self._memory.volume)
        current = Current(item, playing)
        self._current = current
        threading.Thread(target=self._play, args=(current,), name="playing", daemon=True).start()
        log.info("%s: %s%s.", _clock_face(now), "URGENT, " if item.urgent else "", item.title)
        self._answer(item.id, "began")

    def _play(self, current: Current) -> None:
        try:
            self._output.play(self._memory.cache.path(current.item.sound), current.playing)
        except (OutputFailed, OSError) as error:
            current.failure = str(error)
        finally:
            current.done.set()
            self._nudged.set()

    def _note_end(self) -> None:
        """Write down that a sound came to its end, or that it lasts too long to be true."""
        current = self._current
        if current is None:
            return
        if current.done.is_set():
            if current.failure:
                log.warning("Not heard to its end: %s. %s", current.item.title, current.failure)
            self._close(current, *((Outcome.FAILED, Why.DEVICE) if current.failure else (Outcome.PLAYED, Why.NOTHING)))
        elif time.monotonic() - current.began > current.item.sound.seconds + TOO_LONG:
            log.warning("%s does not come to an end; is the output stuck?", current.item.title)
            self._silence(Outcome.FAILED, Why.DEVICE)

    def _silence(self, outcome: Outcome, why: Why) -> None:
        current = self._current
        if current is None:
            return
        if not current.done.is_set():
            current.playing.stop.set()
            current.done.wait(TO_STOP)
            log.info("Stopped after %.1f s: %s (%s).", current.playing.seconds, current.item.title, why)
        self._close(current, outcome, why)

    def _close(self, current: Current, outcome: Outcome, why: Why) -> None:
        current.playing.stop.set()
        self._memory.journal.end(current.item.id, outcome, why, self._clock.now(), current.playing.seconds)
        self._current = None
        self._messages.pop(current.item.id, None)
        self.keeper.report_soon()

    def _playing(self) -> list[Item]:
        current = self._current
        return [current.item] if current else []

    def _title(self, of: UUID) -> str:
        return next((item.title for item in self._memory.items() if item.id == of), str(of))

    # The broker

    def _listen(self, programme: contract.Programme) -> None:
        """Listen where the programme says."""
        listener = self._listener
        if (listener.wake if listener else None) == programme.wake:
            return
        if listener:
            listener.close()
        self._listener = None
        if wake := programme.wake:
            self._listener = Listener(
                wake, programme.speaker, hear=self.hear, connected=self.keeper.fetch_soon, tls=self._tls
            )

    def hear(self, payload: bytes) -> None:
        """One message of the broker's. What is not the room's, or comes too late, changes nothing."""
        try:
            message = contract.read_message(payload, self._token)
        except Unreadable as error:
            log.warning("A message was ignored: %s.", error)
            return
        except (
            Exception
        ):  # whatever somebody put into the broker: it is sent again until taken, and would end each start
            log.exception("A message was ignored: it can't be read.")
            return
        now = self._clock.now()
        if message.expires_at <= now:
            log.info("A message was ignored: it expired at %s.", _clock_face(message.expires_at))
            return
        item = message.item
        if item:
            self._messages[item.id] = message.id
        if self._memory.hear(message, now):
            if item:
                self.keeper.fetch_at_once(item.sound)
            elif message.kind == "programme":
                self.keeper.fetch_soon()
            self._nudged.set()
        if self._listener:
            self._listener.answer(message.id, item.id if item else None, "taken")

    def _answer(self, item: UUID, state: str) -> None:
        message = self._messages.get(item)
        if message and self._listener:
            self._listener.answer(message, item, state)


def _clock_face(moment: datetime) -> str:
    return moment.astimezone(BEIJING).strftime("%H:%M:%S")
