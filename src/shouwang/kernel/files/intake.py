"""From what somebody sent to a content to keep: counted, recognised, stripped, hashed. Writes no row."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from shouwang.kernel.files import audio, kinds, photos, store
from shouwang.kernel.files.kinds import MOST_BYTES, Kind
from shouwang.kernel.files.refusal import Reason, Refused
from shouwang.lib.hashing import sha256_stream

BLOCK = 1 << 20
MOST_NAME = 80
Source: TypeAlias = "UploadedFile[Any] | Path"


@dataclass(frozen=True)
class Checked:
    """A content ready to be kept, lying in the store's incoming folder."""

    path: Path
    sha256: str
    size: int
    type: kinds.Type
    found_position: tuple[float, float] | None = None


def check(
    source: Source,
    *,
    allowed: Collection[Kind] = kinds.ALL,
    most_bytes: int = MOST_BYTES,
    agreed_position: bool = False,
) -> Checked:
    """Check and strip what was sent; slow for photos, so do it before a transaction.

    `found_position` is read from a photo only when the sender agreed to it. Raises Refused.
    """
    raw = store.incoming()
    clean = raw
    position = None
    try:
        _copy(source, raw, min(most_bytes, MOST_BYTES))
        found = kinds.true_type(raw, allowed)
        if found.kind is Kind.PHOTO:
            clean = store.incoming()
            position = photos.remake(raw, clean, read_position=agreed_position)
            found = kinds.JPEG
        elif found is kinds.MP4:
            audio.forget_mp4_notes(raw)
        with clean.open("rb") as file:
            digest = sha256_stream(file).hex()
        return Checked(clean, digest, clean.stat().st_size, found, position)
    except BaseException:
        clean.unlink(missing_ok=True)
        raise
    finally:
        if clean is not raw:
            raw.unlink(missing_ok=True)


def made_here(source: Path, type_: kinds.Type) -> Checked:
    """What the program made itself: nothing to check or strip. Raises Refused when it is too large."""
    path = store.incoming()
    try:
        _copy(source, path, MOST_BYTES)
        with path.open("rb") as file:
            digest = sha256_stream(file).hex()
        return Checked(path, digest, path.stat().st_size, type_)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def clean_name(name: str, ending: str) -> str:
    """The sender's name for the file without folders, control and direction signs, with its true ending."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    shown = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in last)
    stem = re.sub(r'[<>:"|?*;]', "_", shown.rpartition(".")[0] or shown)
    return f"{' '.join(stem.split()).strip('. ')[:MOST_NAME].strip() or 'file'}.{ending}"


def too_large(most_bytes: int) -> Refused:
    """The refusal of a file above the limit."""
    most = most_bytes / (1024 * 1024)
    words = _("The file is larger than %(most)s MB. Please send a smaller one.") % {"most": f"{most:g}"}
    return Refused(Reason.TOO_LARGE, words)


def _copy(source: Source, target: Path, most: int) -> None:
    size = 0
    with target.open("wb") as file:
        for block in _blocks(source):
            size += len(block)
            if size > most:
                raise too_large(most)
            file.write(block)


def _blocks(source: Source) -> Iterator[bytes]:
    if isinstance(source, UploadedFile):
        yield from source.chunks(BLOCK)
        return
    with source.open("rb") as file:
        while block := file.read(BLOCK):
            yield block
