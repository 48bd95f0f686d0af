"""Pictures and a voice become one file: H.264 and AAC in MP4, 1280 × 720, which every telephone plays."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from django.utils import translation
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from shouwang.systems.outreach.film import subtitles, timing
from shouwang.systems.outreach.poster import Look, PosterWords, slide
from shouwang.systems.outreach.speech import levels, marks

COVER, END = 2.5, 4.0  # seconds
RATE: Final = 10  # pictures a second: nothing moves
MOST_PIXELS: Final = 50_000_000  # of a picture that is shown


class Unmade(RuntimeError):
    """No film came of it; `str()` says why, for the page."""


@dataclass(frozen=True, kw_only=True)
class Slide:
    """What is seen while `say` is said: a picture file, or else words that are set as a slide."""

    say: str
    words: PosterWords | None = None
    image: Path | None = None


@dataclass(frozen=True)
class Shot:
    """One still and how long it stands, in seconds."""

    picture: Image.Image
    seconds: float


def told(words: PosterWords) -> list[Slide]:
    """A campaign as slides: its title while the text is said, then each of its points large."""
    heading = replace(words, text="", points=())
    first = [Slide(words=heading, say=words.text)] if words.text.strip() else []
    return first + [Slide(words=replace(heading, title=point), say=point) for point in words.points]


def film(words: PosterWords, slides: Sequence[Slide], into: Path, *, voice: Path | None = None) -> Path:
    """film.mp4 in the folder `into`: a cover with the title, the slides with their subtitles, whom to call with the code.

    With a `voice` (what `levelled` made; it says what the slides say, in order) the subtitles follow it, else they stand as
    long as people read. Raises Unmade, Unusable for a voice that can't be played, and NoChineseFont.
    """
    said = [
        (slide_, cue)
        for slide_ in slides
        for sentence in marks.sentences(slide_.say)
        for cue in subtitles.cues(sentence)
    ]
    if not said:
        raise Unmade(_("There is nothing to show yet: write the text first."))
    texts = [cue for _slide, cue in said]
    stand = timing.by_voice(texts, levels.heard(voice)) if voice else timing.by_reading(texts)
    pictures = {id(one): _picture(one, words) for one in slides}
    shots = [Shot(_cover(words), COVER)]
    shots += [
        Shot(subtitles.titled(pictures[id(one)], cue), seconds) for (one, cue), seconds in zip(said, stand, strict=True)
    ]
    return _joined([*shots, Shot(_end(words), END)], into / "film.mp4", voice)


def _cover(words: PosterWords) -> Image.Image:
    return _opened(slide(replace(words, text="", points=()), height=subtitles.HIGH))


def _end(words: PosterWords) -> Image.Image:
    with translation.override(words.language):
        scam = words.look is Look.SCAM
        title = (
            _("Not sure? Ask first") if scam else words.title if words.look is Look.OFFICIAL else _("In need? Call us")
        )
        points = (_("Suspicious call: 96110"), _("Cheated: 110 at once")) if scam else ()
    return _opened(slide(replace(words, title=title, text="", points=points), height=subtitles.HIGH))


def _picture(one: Slide, words: PosterWords) -> Image.Image:
    if one.image is None:
        return _opened(slide(one.words or replace(words, text="", points=()), height=subtitles.HIGH, foot=False))
    try:
        with Image.open(one.image) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise Unmade(_("A picture is too large for a film. Choose a smaller one."))
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, Image.DecompressionBombError) as error:
        raise Unmade(_("A picture of the film can't be read. Choose another one.")) from error
    return ImageOps.pad(upright, (subtitles.WIDE, subtitles.HIGH), color="#1d2733")


def _opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def _joined(shots: Sequence[Shot], out: Path, voice: Path | None) -> Path:
    """Every still is written once and held; the voice begins after the cover."""
    total = sum(shot.seconds for shot in shots)
    with TemporaryDirectory(prefix="film-") as folder:
        lines = []
        for number, shot in enumerate(shots):
            shot.picture.save(Path(folder) / f"{number}.png", compress_level=1)
            lines.append(f"file '{number}.png'\nduration {shot.seconds:.3f}\n")
        # The list's last entry is repeated: ffmpeg forgets how long the last one stands.
        (Path(folder) / "list.txt").write_text("".join(lines) + f"file '{len(shots) - 1}.png'\n", encoding="ascii")
        sound = [*levels.CAREFUL, "-i", str(voice)] if voice else ["-f", "lavfi", "-i", "anullsrc=r=44100:cl=mono"]
        done = levels.ffmpeg(
            "-f", "concat", "-i", str(Path(folder) / "list.txt"), *sound,
            "-filter_complex", f"[0:v]fps={RATE},format=yuv420p[v];[1:a]adelay={round(COVER * 1000)}:all=1,apad[a]",
            "-map", "[v]", "-map", "[a]", "-t", f"{total:.3f}",
            "-c:v", "libx264", "-preset", "veryfast", "-tune", "stillimage", "-crf", "24", "-g", str(10 * RATE),
            "-c:a", "aac", "-b:a", "64k", "-ac", "1", "-ar", "44100", "-movflags", "+faststart", str(out),
        )  # fmt: skip
    if done.returncode != 0:
        out.unlink(missing_ok=True)
        raise Unmade(_("The film could not be made. Is there room on the disk? Tell whoever looks after the machine."))
    return out
