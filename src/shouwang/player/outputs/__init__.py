"""Where sound goes. Each way is a module with one class that keeps to `Output`; `opened` chooses by the address."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from shouwang.player.outputs.device import Device
from shouwang.player.outputs.file import Folder
from shouwang.player.outputs.icecast import Icecast
from shouwang.player.outputs.rtp import Rtp
from shouwang.player.outputs.sound import BadOutput, OutputFailed, Playing

__all__ = ["BadOutput", "Output", "OutputFailed", "Playing", "opened"]


class Output(Protocol):
    """One loudspeaker, or one group that hears the same."""

    name: str
    """What it is, for the room; without passwords."""

    def is_ready(self) -> bool:
        """Whether something played now would be heard. Asked often; must answer at once."""

    def play(self, sound: Path, playing: Playing) -> None:
        """Play in the sound's own time; return when it was heard, or at once when `playing` is stopped.

        Raises OutputFailed when it can't be heard (to its end)."""

    def close(self) -> None:
        """Let go of everything."""


def opened(address: str, *, command: str) -> Output:
    """The output of an address: device, file:FOLDER, rtp://GROUP:PORT, icecast://USER:PASSWORD@HOST:PORT/MOUNT.

    `command` plays a WAV from its standard input (for device). Raises BadOutput in words for whoever typed it.
    """
    ways: dict[str, Callable[[], Output]] = {
        "device": lambda: Device(command),
        "file": lambda: Folder(Path(address.removeprefix("file:"))),
        "rtp": lambda: Rtp(address),
        "icecast": lambda: Icecast(address),
    }
    way = ways.get(address.partition(":")[0])
    if way is None:
        raise BadOutput(
            f"{address.partition(':')[0]} is no output: device, file:FOLDER, rtp://GROUP:PORT or icecast://…"
        )
    return way()
