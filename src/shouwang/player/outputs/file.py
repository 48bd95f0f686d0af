"""A folder instead of a loudspeaker, for a trial: each playing as a WAV of what would have been heard, in real time."""

from itertools import count
from pathlib import Path

from shouwang.player.outputs.sound import BadOutput, Pace, Playing, decoded
from shouwang.player.outputs.wav import BLOCK, RATE, head


class Folder:
    """Writes FOLDER/ITEM.wav. An item that would be heard a second time shows as ITEM-2.wav."""

    def __init__(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadOutput(f"{folder} can't be made: {error.strerror}") from error
        self._folder = folder
        self.name = "file"

    def is_ready(self) -> bool:
        return self._folder.is_dir()

    def close(self) -> None:
        """Nothing is held between two sounds."""

    def play(self, sound: Path, playing: Playing) -> None:
        paths = (self._folder / f"{playing.name}{f'-{number}' if number > 1 else ''}.wav" for number in count(1))
        path = next(one for one in paths if not one.exists())
        with decoded(sound, playing, rate=RATE) as samples, path.open("xb", buffering=0) as file:
            file.write(head(0))
            pace, written = Pace(playing.stop), 0
            while (block := samples.read(BLOCK)) and pace.wait_until(written / (2 * RATE)):
                file.write(block)
                written += len(block)
                playing.seconds = written / (2 * RATE)
            file.seek(0)
            file.write(head(written))
            pace.wait_until(written / (2 * RATE))
