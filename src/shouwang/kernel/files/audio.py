"""Sound containers: whether they hold sound only, and where a phone writes the place of recording."""

import mmap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MP4_PARENTS = {b"moov", b"trak", b"mdia"}
MP4_NOTES = {b"udta", b"meta", b"uuid"}  # titles, maker's notes, ©xyz and loci: the place
MOST_BOXES = 10_000

# MPEG audio layer III (ISO 11172-3, 13818-3): kbit/s by version, samples/s by version bits.
MP3_KBITS = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
MP3_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


@dataclass(frozen=True)
class Box:
    """One box of an MP4 file: its name, where it begins, where its content begins and ends."""

    name: bytes
    at: int
    inside: int
    end: int


def is_ogg_sound(head: bytes) -> bool:
    """Whether the first Ogg page opens an Opus, Vorbis or Speex stream."""
    if len(head) < 28:
        return False
    first = head[27 + head[26] :]
    return first.startswith((b"OpusHead", b"\x01vorbis", b"Speex   "))


def is_mp4_sound(path: Path) -> bool:
    """Whether the MP4 file has a sound track and no picture track."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        try:
            tracks = {data[box.inside + 8 : box.inside + 12] for box in boxes(data) if box.name == b"hdlr"}
        except ValueError:
            return False
    return b"soun" in tracks and b"vide" not in tracks


def forget_mp4_notes(path: Path) -> None:
    """Blank every note box in place, so that no place of recording and no owner's name is left."""
    with path.open("r+b") as file, mmap.mmap(file.fileno(), 0) as data:
        for box in list(boxes(data)):
            if box.name in MP4_NOTES:
                data[box.at + 4 : box.at + 8] = b"free"
                data[box.inside : box.end] = bytes(box.end - box.inside)
        data.flush()


def boxes(data: mmap.mmap) -> Iterator[Box]:
    """Every box of the file, parents before children. Raises ValueError where a length does not fit."""
    left = [(0, len(data))]
    count = 0
    while left:
        at, end = left.pop()
        while at < end:
            count += 1
            box = _box(data, at, end)
            if count > MOST_BOXES:
                raise ValueError("too many boxes")
            yield box
            if box.name in MP4_PARENTS:
                left.append((box.inside, box.end))
            at = box.end


def _box(data: mmap.mmap, at: int, end: int) -> Box:
    size, name, inside = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8], at + 8
    if size == 1:
        size, inside = int.from_bytes(data[at + 8 : at + 16], "big"), at + 16
    elif size == 0:
        size = end - at
    if inside > at + size or at + size > end:
        raise ValueError("a box reaches past its parent")
    return Box(name, at, inside, at + size)


def is_mp3(path: Path) -> bool:
    """Whether two MPEG layer III frames follow each other, after an ID3 tag if there is one."""
    with path.open("rb") as file:
        head = file.read(10)
        at = 0
        if head[:3] == b"ID3" and len(head) == 10:
            at = 10 + sum((byte & 0x7F) << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True))
        for _frame in range(2):
            file.seek(at)
            length = _mp3_frame(file.read(4))
            if not length:
                return False
            at += length
    return True


def _mp3_frame(header: bytes) -> int:
    """Bytes of the frame that begins with this header; 0 when it is none."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE0 != 0xE0 or header[1] & 0x06 != 0x02:
        return 0
    version, kbits, rate = header[1] >> 3 & 3, header[2] >> 4, header[2] >> 2 & 3
    if version == 1 or kbits in (0, 15) or rate == 3:
        return 0
    first = version == 3
    return (144 if first else 72) * MP3_KBITS[first][kbits] * 1000 // MP3_RATES[version][rate] + (header[2] >> 1 & 1)
