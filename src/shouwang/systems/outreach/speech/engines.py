"""Who reads a text aloud: espeak-ng through pinyin, a command, or an engine over HTTP; only the environment says which.

All of them get what `spoken` made, so hotlines and sums are right whichever it is. Nobody has listened to espeak-ng for
this project: it is a draft and a stopgap, and the recorded voice of the officer stays the better one.
"""

import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import Protocol

from django.conf import settings
from django.utils.translation import gettext as _

from shouwang.kernel.notices import outside
from shouwang.systems.outreach.speech.pinyin import pinyin
from shouwang.systems.outreach.speech.spoken import spoken

SECONDS = 60  # for a text of any length
MOST = 64 * 1024 * 1024  # bytes of audio: ten minutes of WAV
LONGEST = 3000  # characters; ten minutes at a calm pace
VOICE = "cmn-latn-pinyin"  # never `cmn`: given hanzi it turns to English (espeak-ng issues 1236 and 1370)


class Unavailable(RuntimeError):
    """No voice came; `str()` says why and what to do instead, for the page."""


class SpeechEngine(Protocol):
    """Something that speaks Chinese."""

    def speak(self, text: str, *, places: Mapping[str, str]) -> bytes:
        """The text as an audio file (WAV, MP3 or what else `levelled` reads). Raises Unavailable."""


class Espeak:
    """espeak-ng with the voice that takes pinyin; the text goes in by its input, never on the command line."""

    def __init__(self, *, speed: int = 150, pitch: int = 45) -> None:
        self.speed, self.pitch = speed, pitch

    def speak(self, text: str, *, places: Mapping[str, str]) -> bytes:
        program = which("espeak-ng")
        if program is None:
            raise Unavailable(_("This machine has no speech engine: record it yourself, or install espeak-ng."))
        syllables = pinyin(_said(text, places), places)
        options = ["-v", VOICE, "-s", str(self.speed), "-p", str(self.pitch), "-b", "1", "--stdin", "--stdout"]
        return _run([program, *options], syllables)


class Command:
    """A program that takes hanzi on its input and writes audio to its output, or to the file that `{output}` stands for."""

    def __init__(self, template: str) -> None:
        self.words = shlex.split(template)

    def speak(self, text: str, *, places: Mapping[str, str]) -> bytes:
        said = _said(text, places)
        if not any("{output}" in word for word in self.words):
            return _run(self.words, said)
        with TemporaryDirectory(prefix="speech-") as folder:
            made = Path(folder) / "voice.wav"
            _run([word.replace("{output}", str(made)) for word in self.words], said, silent=True)
            return _heard(made.read_bytes() if made.is_file() else b"")


class Http:
    """An engine that answers a POST of hanzi with audio."""

    def __init__(self, url: str, *, token: str = "") -> None:
        self.url, self.token = url, token

    def speak(self, text: str, *, places: Mapping[str, str]) -> bytes:
        headers = {"content-type": "text/plain; charset=utf-8", "accept": "audio/*"}
        if self.token:
            headers["authorization"] = f"Bearer {self.token}"
        body = _said(text, places).encode()
        try:
            answer = outside.fetch(self.url, body, headers, most=MOST, seconds=SECONDS)
        except (outside.ForbiddenAddressError, outside.NoAnswerError) as error:
            raise Unavailable(
                _("The speech engine does not answer. Record it yourself, or try again later.")
            ) from error
        if answer.code != 200 or answer.kind.startswith(("text/", "application/json")):
            raise Unavailable(_silent())
        return _heard(answer.content)


def engine() -> SpeechEngine | None:
    """The one that the environment names; None where it wants recordings only."""
    match settings.SPEECH_ENGINE:
        case "espeak":
            return Espeak(speed=settings.SPEECH_SPEED, pitch=settings.SPEECH_PITCH)
        case "command":
            return Command(settings.SPEECH_COMMAND)
        case "http":
            return Http(settings.SPEECH_URL, token=settings.SPEECH_TOKEN)
    return None


def speak(text: str, places: Mapping[str, str] | None = None) -> bytes:
    """The text in the voice of the room's engine. Raises Unavailable."""
    chosen = engine()
    if chosen is None:
        raise Unavailable(_("This room speaks with recorded voices only: record it yourself."))
    return chosen.speak(text, places=places or {})


def _said(text: str, places: Mapping[str, str]) -> str:
    if len(text) > LONGEST:
        raise Unavailable(
            _("The text has %(count)d characters; at most %(most)d are read aloud. Shorten it.")
            % {"count": len(text), "most": LONGEST}
        )
    said = spoken(text, places)
    if not said:
        raise Unavailable(_("There is nothing to read aloud: write the text first."))
    return said


def _run(words: list[str], said: str, *, silent: bool = False) -> bytes:
    """What the program wrote to its output. No shell, nothing of the text on the command line."""
    try:
        done = subprocess.run(words, input=said.encode(), capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unavailable(_silent()) from error
    if done.returncode != 0:
        raise Unavailable(_silent())
    return done.stdout if silent else _heard(done.stdout)


def _heard(content: bytes) -> bytes:
    if not content or len(content) > MOST:
        raise Unavailable(_silent())
    return content


def _silent() -> str:
    return _("The speech engine gave no sound. Record it yourself, and tell whoever looks after the machine.")
