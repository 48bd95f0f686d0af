"""EBML, the container of WebM (RFC 8794, RFC 9559): whether a recording holds sound only.

Walked element by element: the ids of the others stand in the SeekHead too, before any track, so looking for their bytes
finds them where they are not.
"""

import mmap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HEADER, DOC_TYPE = b"\x1a\x45\xdf\xa3", b"\x42\x82"
SEGMENT, TRACKS, CLUSTER = b"\x18\x53\x80\x67", b"\x16\x54\xae\x6b", b"\x1f\x43\xb6\x75"
TRACK, TRACK_TYPE, CODEC = b"\xae", b"\x83", b"\x86"
SOUND = 2
LONGEST_ID, LONGEST_SIZE = 4, 8
MOST_ELEMENTS = 2_000


@dataclass(frozen=True)
class Element:
    """One element: its id as it is written, and where its content begins and ends."""

    name: bytes
    inside: int
    end: int


def is_webm_sound(path: Path) -> bool:
    """Whether it is WebM whose tracks, at least one, are all of sound."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        try:
            return _is_webm(data) and _are_sound(data, _tracks(data))
        except ValueError:
            return False


def _is_webm(data: mmap.mmap) -> bool:
    header = next(_elements(data, 0, len(data)))
    names = [one for one in _elements(data, header.inside, header.end) if one.name == DOC_TYPE]
    return header.name == HEADER and bool(names) and data[names[0].inside : names[0].end].rstrip(b"\x00") == b"webm"


def _tracks(data: mmap.mmap) -> Element:
    """The first list of tracks; it must stand before the sound, as whoever plays it from the start needs it."""
    header = next(_elements(data, 0, len(data)))
    for outer in _elements(data, header.end, len(data), is_cut=True):
        if outer.name != SEGMENT:
            continue
        for inner in _elements(data, outer.inside, outer.end, is_cut=True):
            if inner.name == TRACKS:
                return inner
            if inner.name == CLUSTER:
                break
        break
    raise ValueError("no tracks")


def _are_sound(data: mmap.mmap, tracks: Element) -> bool:
    found = [one for one in _elements(data, tracks.inside, tracks.end) if one.name == TRACK]
    return bool(found) and all(_is_sound(data, one) for one in found)


def _is_sound(data: mmap.mmap, track: Element) -> bool:
    said = [(one.name, data[one.inside : one.end]) for one in _elements(data, track.inside, track.end)]
    types = [int.from_bytes(value, "big") for name, value in said if name == TRACK_TYPE]
    codecs = [value for name, value in said if name == CODEC]
    return types == [SOUND] and len(codecs) == 1 and codecs[0].startswith(b"A_")


def _elements(data: mmap.mmap, at: int, end: int, *, is_cut: bool = False) -> Iterator[Element]:
    """The elements from `at`. Raises ValueError where one reaches past its parent, unless `is_cut`: then it ends there.

    A recording that was stopped by a lost phone is such a one, and a size nobody knew yet reaches as far as there is.
    """
    count = 0
    while at < end:
        count += 1
        name, at = _id(data, at, end)
        size, inside = _size(data, at, end)
        last = end if size is None else inside + size
        if count > MOST_ELEMENTS or (last > end and not is_cut) or (size is None and not is_cut):
            raise ValueError("an element reaches past its parent")
        yield Element(name, inside, min(last, end))
        at = last


def _id(data: mmap.mmap, at: int, end: int) -> tuple[bytes, int]:
    length = 9 - data[at].bit_length()
    if length > LONGEST_ID or at + length > end:
        raise ValueError("no id")
    return data[at : at + length], at + length


def _size(data: mmap.mmap, at: int, end: int) -> tuple[int | None, int]:
    """The size, nothing when it is unknown, and where the content begins."""
    if at >= end or (length := 9 - data[at].bit_length()) > LONGEST_SIZE or at + length > end:
        raise ValueError("no size")
    bits = 7 * length
    size = int.from_bytes(data[at : at + length], "big") & ((1 << bits) - 1)
    return (None if size == (1 << bits) - 1 else size), at + length
