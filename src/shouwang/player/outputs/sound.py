"""What all outputs share: a file decoded to samples by ffmpeg, the pace of real time, and the word to stop."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Event
from typing import IO

import imageio_ffmpeg

GRACE = 2.0  # seconds a program has to end by itself


class BadOutput(ValueError):
    """An address of an output that can't be used; says why."""


class OutputFailed(Exception):
    """The sound was not heard, or not to its end; says why."""


@dataclass
class Playing:
    """One playing under way. `seconds` grows with what was heard."""

    name: str
    volume: int = 100
    seconds: float = 0.0
    stop: Event = field(default_factory=Event)


class Pace:
    """Real time: what comes too early waits."""

    def __init__(self, stop: Event) -> None:
        self._began, self._stop = time.monotonic(), stop

    def wait_until(self, seconds: float) -> bool:
        """Wait until so many seconds after the beginning. False when told to stop."""
        left = self._began + seconds - time.monotonic()
        if left < -0.2:  # the machine was busy: go on from here, a burst would be lost on the way
            self._began -= left
        return not (self._stop.wait(left) if left > 0 else self._stop.is_set())


@cache
def ffmpeg() -> str:
    """The decoder. Raises BadOutput where there is none."""
    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError as error:
        raise BadOutput(
            "ffmpeg is missing: install the packages of requirements/speaker.txt, or ffmpeg itself"
        ) from error


def pipe(of: IO[bytes] | None) -> IO[bytes]:
    """The types of subprocess do not know which pipes were asked for."""
    if of is None:
        raise OutputFailed("a pipe is missing")
    return of


@contextmanager
def decoded(sound: Path, playing: Playing, *, rate: int, form: str = "s16le") -> Iterator[IO[bytes]]:
    """The file as one channel of samples. Raises OutputFailed at the end when it was no sound."""
    louder = [] if playing.volume == 100 else ["-af", f"volume={playing.volume / 100:.2f}"]
    # "fatal": a broken file has an error in each frame, and nobody empties the pipe meanwhile.
    words = ["-nostdin", "-v", "fatal", "-i", str(sound), "-vn", "-ac", "1", "-ar", str(rate), *louder, "-f", form, "-"]
    with subprocess.Popen(  # noqa: S603  # fixed words and a path of ours
        [ffmpeg(), *words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as run:
        try:
            yield pipe(run.stdout)
            if not playing.stop.is_set() and run.wait(GRACE) != 0:
                said = pipe(run.stderr).read().decode(errors="replace").strip().splitlines()
                raise OutputFailed(f"the sound can't be read: {said[-1] if said else run.returncode}")
        finally:
            run.kill()
