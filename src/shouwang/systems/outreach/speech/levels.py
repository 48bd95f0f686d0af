"""A recording as loudspeakers need it: without rumble, even, as loud as the last one, without dead air at both ends.

Loudness after EBU R 128 (ITU-R BS.1770), in LUFS; peaks between the samples in dBTP. What comes out is measured, not what
was asked for: MP3 itself moves the peaks, so the gain is set anew until the file keeps to both.
"""

import re
import subprocess
import wave
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import imageio_ffmpeg
import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

RATE: Final = 44_100
LOUDNESS, NEAR = -16.0, 0.7  # LUFS; EBU R 128 s2 for streaming and the phone, and how near is near enough
CLOSE: Final = 0.3  # LU: no further try
HIGHEST: Final = -1.0  # dBTP
SHORTEST, LONGEST = 1.0, 180.0  # seconds: longer, nobody listens
GRACE: Final = 2.0  # seconds: a recorder that stops by itself stops a moment late
LEFT: Final = 0.3  # seconds of quiet that stay at either end
UNHEARD: Final = -50.0  # dBFS: the loudest moment of a room where nobody speaks
BELOW_SPEECH: Final = 30.0  # dB under the loud parts nothing is said
FRAME: Final = RATE // 50  # 20 ms
TIMEOUT: Final = 120  # seconds for one run of ffmpeg
# What browsers and telephones record; no play lists, which would open other files.
FORMATS: Final = "matroska,webm,ogg,mov,mp4,m4a,3gp,wav,mp3,aac,flac,amr,caf,aiff"
CAREFUL: Final = ("-protocol_whitelist", "file", "-format_whitelist", FORMATS)
EVEN: Final = "highpass=f=120,acompressor=threshold=-24dB:ratio=3:attack=10:release=200:knee=6"

Samples = NDArray[np.float32]


class Unusable(ValueError):
    """The recording can't go out; `str()` says why, for the page."""


@dataclass(frozen=True)
class Levelled:
    """The file for loudspeakers, 44.1 kHz mono MP3, and how long (seconds) and loud (LUFS, dBTP) it was measured to be."""

    mp3: Path
    seconds: float
    lufs: float
    peak: float


def levelled(source: Path, into: Path) -> Levelled:
    """Any recording of a browser or an engine, made ready in the folder `into` as voice.mp3.

    Raises Unusable for what is no recording, silence, less than a second and more than three minutes.
    """
    samples = trimmed(heard(source, f"aresample={RATE},{EVEN}"))
    if len(samples) < SHORTEST * RATE:
        raise Unusable(_("It is shorter than a second. Record it again."))
    raw, mp3 = into / "voice.wav", into / "voice.mp3"
    _write(samples, raw)
    gain, ceiling = LOUDNESS - _measured(raw)[0], HIGHEST - 0.8
    best: tuple[float, float] | None = None
    for _attempt in range(6):
        _press(raw, mp3, gain, ceiling)
        lufs, peak = _measured(mp3)
        best = (lufs, peak)
        if abs(lufs - LOUDNESS) <= CLOSE and peak <= HIGHEST:
            break
        gain += LOUDNESS - lufs
        ceiling -= max(0.0, peak - HIGHEST) + (0.1 if peak > HIGHEST else 0.0)
    raw.unlink()
    if best is None or abs(best[0] - LOUDNESS) > NEAR or best[1] > HIGHEST:
        mp3.unlink()
        raise Unusable(_("It can't be made even: too much is quiet and some is very loud. Record it again, steadily."))
    return Levelled(mp3, round(len(samples) / RATE, 2), *best)


def heard(source: Path, filters: str = f"aresample={RATE}") -> Samples:
    """The samples, mono, −1 to 1. Raises Unusable for what can't be read, is too long, or says nothing."""
    done = ffmpeg(
        "-t", str(LONGEST + GRACE + 1), *CAREFUL, "-i", str(source),
        "-map", "0:a:0", "-ac", "1", "-af", filters, "-f", "f32le", "-",
    )  # fmt: skip
    samples = np.frombuffer(done.stdout[: len(done.stdout) // 4 * 4], dtype=np.float32)
    if done.returncode != 0 or not len(samples):
        raise Unusable(_("This file can't be played. Send a recording: WebM, Ogg, M4A, MP3 or WAV."))
    if len(samples) > (LONGEST + GRACE) * RATE:
        raise Unusable(_("It is longer than three minutes. Nobody listens that long: record it in parts."))
    if loudness(samples).max() < UNHEARD:
        raise Unusable(_("Nothing is heard in it. Is the microphone on? Record it again."))
    return samples


def loudness(samples: Samples) -> NDArray[np.float64]:
    """Of every 20 ms, in dBFS; at least one figure."""
    count = max(1, len(samples) // FRAME)
    frames = np.resize(samples, count * FRAME) if len(samples) < FRAME else samples[: count * FRAME]
    power = np.square(frames.reshape(count, FRAME), dtype=np.float64).mean(axis=1)
    return np.asarray(10 * np.log10(power + 1e-12))


def quiet_below(levels: NDArray[np.float64]) -> float:
    """Under this level, in dBFS, nobody speaks: well below the loud parts, yet above the noise of the room."""
    loud, noise = np.percentile(levels, 95), np.percentile(levels, 5)
    return float(max(loud - BELOW_SPEECH, min(noise + 6, loud - 12)))


def trimmed(samples: Samples) -> Samples:
    """Without the quiet at both ends but for 0.3 s."""
    levels = loudness(samples)
    said = np.flatnonzero(levels > quiet_below(levels))
    if not len(said):
        return samples
    room = int(LEFT * RATE)
    return samples[max(0, said[0] * FRAME - room) : (said[-1] + 1) * FRAME + room]


def _press(raw: Path, mp3: Path, gain: float, ceiling: float) -> None:
    """Gain and a limiter that looks at four times the samples, so that it sees the peaks between them."""
    limit = 10 ** (ceiling / 20)
    filters = f"volume={gain:.2f}dB,aresample={4 * RATE},alimiter=limit={limit:.4f}:level=0:attack=2:release=60,aresample={RATE}"
    done = ffmpeg("-i", str(raw), "-af", filters, "-c:a", "libmp3lame", "-b:a", "96k", "-write_xing", "1", str(mp3))
    if done.returncode != 0:
        raise Unusable(_("This file can't be played. Send a recording: WebM, Ogg, M4A, MP3 or WAV."))


def _measured(file: Path) -> tuple[float, float]:
    """Integrated loudness and true peak."""
    done = ffmpeg("-i", str(file), "-af", "ebur128=peak=true:framelog=quiet", "-f", "null", "-", level="info")
    summary = done.stderr.decode("utf-8", "replace").rpartition("Summary:")[2]
    figures = [re.search(name + r":\s+(-?[\d.]+|-inf)", summary) for name in ("I", "Peak")]
    lufs, peak = (float(found[1]) if found else float("-inf") for found in figures)
    return lufs, peak


def _write(samples: Samples, file: Path) -> None:
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())


def ffmpeg(*arguments: str, level: str = "error") -> subprocess.CompletedProcess[bytes]:
    """One run of the ffmpeg that came with the package; the caller looks at the return code. Raises Unusable after 120 s."""
    command = [
        imageio_ffmpeg.get_ffmpeg_exe(),
        "-nostdin",
        "-hide_banner",
        "-nostats",
        "-loglevel",
        level,
        "-y",
        *arguments,
    ]
    try:
        return subprocess.run(command, capture_output=True, timeout=TIMEOUT, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise Unusable(_("It takes too long to prepare. Record something shorter.")) from error
