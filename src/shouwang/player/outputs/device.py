"""The machine's own loudspeaker or amplifier, through a command that plays a WAV (`aplay -q -`)."""

import shlex
import shutil
import subprocess
import threading
import time
from contextlib import suppress
from pathlib import Path

from shouwang.player.outputs.sound import BadOutput, OutputFailed, Playing, decoded, pipe
from shouwang.player.outputs.wav import BLOCK, RATE, head

COMMAND = "aplay -q -"


class Device:
    """Plays by a command. Raises BadOutput when there is no such command."""

    def __init__(self, command: str = COMMAND) -> None:
        self._command = shlex.split(command)
        if not self._command or not shutil.which(self._command[0]):
            raise BadOutput(
                f"{command.partition(' ')[0] or 'The command'} is not there. With aplay: apt-get install alsa-utils"
            )
        self.name = f"device ({Path(self._command[0]).name})"

    def is_ready(self) -> bool:
        return True

    def close(self) -> None:
        """Nothing is held between two sounds."""

    def play(self, sound: Path, playing: Playing) -> None:
        began, fed = time.monotonic(), 0
        with (
            decoded(sound, playing, rate=RATE) as samples,
            subprocess.Popen(  # noqa: S603  # the operator's own command
                self._command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
            ) as run,
        ):
            # Killed from outside, because a device that hangs takes nothing more and never lets go of a write.
            threading.Thread(target=_kill_when, args=(playing.stop, run), name="device", daemon=True).start()
            with suppress(BrokenPipeError), pipe(run.stdin) as into:
                into.write(head())
                while block := samples.read(BLOCK):
                    into.write(block)  # at the command's own pace: the pipe takes no more than it plays
                    fed += len(block)
                    playing.seconds = min(fed / (2 * RATE), time.monotonic() - began)
            said = pipe(run.stderr).read().decode(errors="replace").strip().splitlines()
            if run.wait() != 0 and not playing.stop.is_set():
                raise OutputFailed(f"{self._command[0]}: {said[-1] if said else f'ended with {run.returncode}'}")
            playing.seconds = min(fed / (2 * RATE), time.monotonic() - began)


def _kill_when(stop: threading.Event, run: subprocess.Popen[bytes]) -> None:
    stop.wait()
    run.kill()
