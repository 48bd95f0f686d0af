"""What a file truly is, from its bytes; the sender's word and the ending of the name count for nothing."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import puremagic
from django.utils.translation import gettext as _

from shouwang.kernel.files import audio, ebml
from shouwang.kernel.files.refusal import Reason, Refused

MOST_BYTES = 50 * 1024 * 1024
HEAD_BYTES = 64 * 1024
# ISO 14496-12 brands of still pictures; the rest of the family is sound or film.
HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"}


class Kind(StrEnum):
    """What a file is to the people who look at it."""

    PHOTO = "photo"
    VOICE = "voice"
    PAPER = "paper"
    FILM = "film"  # made by the program; none is taken from anybody


ALL = frozenset(Kind) - {Kind.FILM}


@dataclass(frozen=True)
class Type:
    """A type of file that is taken."""

    media: str
    kind: Kind
    ending: str


JPEG = Type("image/jpeg", Kind.PHOTO, "jpg")
PNG = Type("image/png", Kind.PHOTO, "png")
GIF = Type("image/gif", Kind.PHOTO, "gif")
WEBP = Type("image/webp", Kind.PHOTO, "webp")
WAV = Type("audio/wav", Kind.VOICE, "wav")
OGG = Type("audio/ogg", Kind.VOICE, "ogg")
WEBM = Type("audio/webm", Kind.VOICE, "webm")
MP4 = Type("audio/mp4", Kind.VOICE, "m4a")
MP3 = Type("audio/mpeg", Kind.VOICE, "mp3")
AMR = Type("audio/amr", Kind.VOICE, "amr")
PDF = Type("application/pdf", Kind.PAPER, "pdf")
FILM = Type("video/mp4", Kind.FILM, "mp4")
TYPES = (JPEG, PNG, GIF, WEBP, WAV, OGG, WEBM, MP4, MP3, AMR, PDF)

SIGNATURES: tuple[tuple[bytes, Type], ...] = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"%PDF-1.", PDF),
    (b"%PDF-2.", PDF),
    (b"#!AMR\n", AMR),
    (b"#!AMR-WB\n", AMR),
)


def true_type(path: Path, allowed: Collection[Kind] = ALL) -> Type:
    """The type of the file. Raises Refused for an empty one, for one not taken here and for one cut off."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if not head:
        raise Refused(Reason.EMPTY, _("The file is empty. Please choose it again."))
    found = _by_signature(head) or _by_container(head, path)
    if found is None:
        raise Refused(Reason.WRONG_TYPE, _refusal(head, allowed))
    if found.kind not in allowed:
        raise Refused(Reason.WRONG_TYPE, _wanted(allowed))
    if found is PDF and not _has_pdf_end(path):
        raise Refused(Reason.DAMAGED, _("The PDF is cut off. Please send it again."))
    return found


def _by_signature(head: bytes) -> Type | None:
    return next((found for signature, found in SIGNATURES if head.startswith(signature)), None)


def _by_container(head: bytes, path: Path) -> Type | None:
    if head[:4] == b"RIFF":
        return {b"WEBP": WEBP, b"WAVE": WAV}.get(head[8:12])
    if head[:4] == b"OggS":
        return OGG if audio.is_ogg_sound(head) else None
    if head[:4] == b"\x1a\x45\xdf\xa3":
        return WEBM if ebml.is_webm_sound(path) else None
    if head[4:8] == b"ftyp" and head[8:12] not in HEIF_BRANDS:
        return MP4 if audio.is_mp4_sound(path) else None
    return MP3 if audio.is_mp3(path) else None


def _has_pdf_end(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 2048))
        return b"%%EOF" in file.read()


def _refusal(head: bytes, allowed: Collection[Kind]) -> str:
    if head[4:8] == b"ftyp" and head[8:12] in HEIF_BRANDS:
        return _(
            "This photo is in the HEIC format, which many machines cannot show. "
            'Send a screenshot of it, or set the camera to "Most Compatible".'
        )
    if head[4:8] == b"ftyp" or head[:4] == b"\x1a\x45\xdf\xa3":
        return _("Films are not taken. Please send photos or a voice message.")
    if frozenset(allowed) != ALL:
        return _wanted(allowed)
    name = _named(head)
    if not name:
        return _("This is not a photo, a voice recording or a PDF. Please send one of these.")
    return _("This is not a photo, a voice recording or a PDF (it looks like %(name)s). Please send one of these.") % {
        "name": name
    }


def _named(head: bytes) -> str:
    """What the refused file seems to be, as the usual ending of its name; "" when nobody knows."""
    if head.startswith(b"PK\x03\x04"):
        return "ZIP, DOCX, XLSX"  # all the same to the first bytes
    try:
        return str(puremagic.magic_string(head)[0].extension).strip(".").upper()
    except (puremagic.PureError, ValueError, IndexError):
        return ""


def _wanted(allowed: Collection[Kind]) -> str:
    words = {
        frozenset({Kind.PHOTO}): _("Only photos are taken here."),
        frozenset({Kind.VOICE}): _("Only voice recordings are taken here."),
        frozenset({Kind.PAPER}): _("Only PDF files are taken here."),
        frozenset({Kind.PHOTO, Kind.VOICE}): _("Only photos and voice recordings are taken here."),
        frozenset({Kind.PHOTO, Kind.PAPER}): _("Only photos and PDF files are taken here."),
    }
    return words.get(frozenset(allowed), _("This kind of file is not taken here."))
