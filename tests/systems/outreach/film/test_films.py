"""A film has a picture for everything that is said, subtitles that change where the voice pauses, and plays on telephones."""

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest
from django.utils import translation
from PIL import Image

from shouwang.systems.outreach.film import Slide, Unmade, film, subtitles, timing, told
from shouwang.systems.outreach.poster import Look, PosterWords
from shouwang.systems.outreach.speech import levels

WORDS = PosterWords(
    title="安全账户都是骗子",
    text="马上挂断。不要转账。",
    points=("打96110问一问",),
    room="河湾村警务室",
    url="https://a.example.cn/b",
    look=Look.SCAM,
)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def about(made: Path) -> str:
    asked = subprocess.run(
        [imageio_ffmpeg.get_ffmpeg_exe(), "-i", str(made)], capture_output=True, text=True, check=False
    )
    return asked.stderr


def frame(made: Path, second: float) -> Image.Image:
    out = made.with_suffix(".png")
    command = [
        imageio_ffmpeg.get_ffmpeg_exe(),
        "-loglevel",
        "error",
        "-y",
        "-ss",
        str(second),
        "-i",
        str(made),
        "-frames:v",
        "1",
        str(out),
    ]
    subprocess.run(command, check=True)
    return Image.open(out).convert("RGB")


def voice_of(*sounds: tuple[float, bool]) -> levels.Samples:
    """Noise for so many seconds where True, else quiet."""
    random = np.random.default_rng(7)
    parts = [random.uniform(-0.3, 0.3, int(seconds * levels.RATE)) * (1 if loud else 1e-4) for seconds, loud in sounds]
    return np.concatenate(parts).astype(np.float32)


def test_a_film_without_a_voice_stands_as_long_as_people_read(tmp_path: Path) -> None:
    made = film(WORDS, told(WORDS), tmp_path)
    said = about(made)
    assert "h264" in said
    assert "1280x720" in said
    assert "aac" in said
    assert "Duration: 00:00:11." in said  # cover, three subtitles of which one is longer, end
    assert made.stat().st_size < 1_000_000
    assert [file.name for file in tmp_path.iterdir()] == ["film.mp4"]
    cover, subtitled = frame(made, 1), frame(made, 3)
    night = np.abs(np.asarray(subtitled)[-20, 10].astype(int) - subtitles.NIGHT).max()
    assert night < 20
    assert np.asarray(cover)[-20, 10].mean() > 200


def test_with_a_voice_the_film_is_as_long_as_the_voice(tmp_path: Path) -> None:
    voice = tmp_path / "voice.wav"
    levels._write(voice_of((0.8, True), (0.4, False), (0.8, True)), voice)
    Image.new("RGB", (300, 900), "white").save(tmp_path / "photo.jpg")
    slides = [Slide(say="马上挂断。", image=tmp_path / "photo.jpg"), Slide(say="不要转账。")]
    assert "Duration: 00:00:08." in about(film(WORDS, slides, tmp_path, voice=voice))


def test_subtitles_change_where_the_voice_pauses() -> None:
    voice = voice_of((3, True), (0.4, False), (1, True), (0.4, False), (2, True))
    assert timing.by_voice(["马上挂断电话。", "不转账。", "打九六幺幺零。"], voice) == pytest.approx(
        [3.2, 1.4, 2.2], abs=0.1
    )


def test_a_voice_without_pauses_is_shared_out_by_length() -> None:
    steps = timing.by_voice(["一二三四", "一二三四", "一二三四五六七八"], voice_of((9, True)))
    assert sum(steps) == pytest.approx(9)
    assert all(step > 0.3 for step in steps)
    assert steps[2] > steps[0]


def test_subtitles_have_two_lines_at_most_and_lose_nothing() -> None:
    long = "最近有人冒充公安打电话，说您涉嫌洗钱，要您把钱转到“安全账户”，" * 4 + "这是诈骗！"
    cues = subtitles.cues(long)
    assert "".join(cues).replace("\n", "") == long
    for cue in cues:
        lines = cue.split("\n")
        assert len(lines) <= 2
        assert not any(line[0] in subtitles.NEVER_FIRST or line[-1] in subtitles.NEVER_LAST for line in lines)
    assert subtitles.cues("Hang up") == ["Hang up"]
    assert all(
        subtitles._width(line) <= subtitles.WIDE for cue in subtitles.cues("x" * 500) for line in cue.split("\n")
    )


@pytest.mark.parametrize(
    ("slides", "words"),
    [([], "write the text first"), ([Slide(say="好。", image=Path("/does/not/exist.jpg"))], "can't be read")],
)
def test_what_can_not_be_shown_is_said(tmp_path: Path, slides: list[Slide], words: str) -> None:
    with pytest.raises(Unmade, match=words):
        film(WORDS, slides, tmp_path)


def test_a_relayed_warning_keeps_its_source_on_every_slide(tmp_path: Path) -> None:
    relayed = replace(WORDS, look=Look.OFFICIAL, source="气象台", number="1")
    assert all(slide.words is not None and slide.words.number == "1" for slide in told(relayed))
