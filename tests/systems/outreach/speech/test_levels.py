"""Recordings of browsers and telephones come out equally loud and without dead air; what is none is refused in words."""

import subprocess
from pathlib import Path

import imageio_ffmpeg
import pytest

from shouwang.systems.outreach.speech.levels import Unusable, levelled

# Bursts of noise like syllables, so that there is something to level: two seconds quiet, four said, one quiet.
SPEECH = "aevalsrc=(random(0)-0.5)*(0.5+0.5*sin(2*PI*4*t))*gt(t\\,2)*lt(t\\,6):d=7:s=48000"


def recorded(file: Path, *options: str, source: str = SPEECH) -> Path:
    command = [
        imageio_ffmpeg.get_ffmpeg_exe(),
        "-loglevel",
        "error",
        "-y",
        "-f",
        "lavfi",
        "-i",
        source,
        *options,
        str(file),
    ]
    subprocess.run(command, check=True)
    return file


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("loud.webm", ["-c:a", "libopus"]),
        ("faint.ogg", ["-c:a", "libopus", "-af", "volume=-22dB"]),
        ("stereo.m4a", ["-c:a", "aac", "-ac", "2"]),
        ("clipped.wav", ["-af", "volume=12dB"]),
    ],
)
def test_whatever_was_recorded_comes_out_even_and_short(tmp_path: Path, name: str, options: list[str]) -> None:
    made = levelled(recorded(tmp_path / name, *options), tmp_path)
    assert abs(made.lufs + 16) <= 0.7
    assert made.peak <= -1
    assert made.seconds == pytest.approx(4.6, abs=0.2)
    assert made.mp3.read_bytes()[:3] == b"ID3"
    assert [file.name for file in tmp_path.iterdir() if file.suffix == ".wav" and file.name != name] == []


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("anullsrc=r=48000:cl=mono,atrim=duration=3", "Nothing is heard"),
        ("sine=frequency=440:duration=0.3", "shorter than a second"),
        ("sine=frequency=440:duration=184:sample_rate=8000", "longer than three minutes"),
    ],
)
def test_what_nobody_would_listen_to_is_refused(tmp_path: Path, source: str, words: str) -> None:
    with pytest.raises(Unusable, match=words):
        levelled(recorded(tmp_path / "a.wav", source=source), tmp_path)


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"#EXTM3U\n#EXTINF:3,\nfile:///etc/passwd\n", b"ffconcat version 1.0\nfile a.wav\n"]
)
def test_what_is_no_recording_opens_no_other_file(tmp_path: Path, content: bytes) -> None:
    recorded(tmp_path / "a.wav", source="sine=duration=2")
    file = tmp_path / "voice.webm"
    file.write_bytes(content)
    with pytest.raises(Unusable, match="can't be played"):
        levelled(file, tmp_path)
