"""A campaign's words as they are drawn and filmed, and the hash that says whether a film is of exactly these."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from shouwang.systems.outreach import lifecycle
from shouwang.systems.outreach.film import Slide
from shouwang.systems.outreach.models import Campaign, Piece
from shouwang.systems.outreach.poster import Look, PosterWords

MOST_TITLE = 80


@dataclass(frozen=True)
class Script:
    """Everything a film is made of: what every slide has, what is said and shown in turn, and the voice where there is one."""

    words: PosterWords
    slides: tuple[Slide, ...]
    voice: Path | None
    voice_hash: str

    @property
    def digest(self) -> str:
        """The same for the same film alone, in hex."""
        return hashlib.sha256(repr((self.words, self.slides, self.voice_hash)).encode()).hexdigest()


def words(one: Campaign, title: str) -> PosterWords:
    """What stands on all that is drawn of it. Raises NotOurWord."""
    look = Look.OFFICIAL if one.is_relayed else Look.SCAM if one.theme == Campaign.Theme.FRAUD else Look.NOTICE
    return PosterWords(
        title=title[:MOST_TITLE],
        text="",
        room=one.room.name,
        phone=one.room.phone,
        source=one.source,
        number=one.number,
        level=one.level,
        valid_until=timezone.localdate(one.expires_at) if one.expires_at else None,
        url=settings.PUBLIC_URL + reverse("public:room", args=[one.room.code]),
        look=look,
        is_draft=one.state == lifecycle.DRAFT,
    )


def on_poster(one: Campaign, text: str) -> PosterWords:
    """First line the title, the others its points. Raises NotOurWord."""
    title, *points = [line.strip() for line in text.split("\n") if line.strip()] or [one.title]
    return replace(words(one, title), points=tuple(points))


def film(one: Campaign) -> Script | None:
    """None where it goes out by no film. Raises NotOurWord.

    With an approved recording for all villages its words are the subtitles, else the slides stand as long as one reads.
    """
    said = {piece.way: piece.text for piece in one.pieces.all()}
    if Piece.Way.FILM not in said:
        return None
    heard = one.sounds.filter(village=None, approved_at__isnull=False, dropped_at=None)
    sound = heard.select_related("file").first()
    shown = words(one, one.title)
    if sound and Piece.Way.SPEAKER in said:
        whole = (Slide(say=said[Piece.Way.SPEAKER].replace("\n", ""), words=shown),)
        return Script(shown, whole, sound.file.path, sound.file.sha256)
    texts = [text.strip() for text in said[Piece.Way.FILM].split("\n\n") if text.strip()]
    slides = tuple(Slide(say=text, words=replace(shown, title=text[:MOST_TITLE])) for text in texts)
    return Script(shown, slides, None, "")
