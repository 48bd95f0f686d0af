"""Files to send, made by the tests themselves; nothing was recorded anywhere."""

import io
import struct
import wave
import zlib
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from shouwang.kernel.files import actions
from shouwang.kernel.files.models import File
from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal.actions import PUBLIC

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n0\n%%EOF\n"


def photo(form: str = "JPEG", size: tuple[int, int] = (64, 48), **saving: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (30, 90, 160)).save(out, form, **saving)
    return out.getvalue()


def photo_with_place() -> bytes:
    """A lying portrait (orientation 6) whose EXIF names a maker and 34.5 N, 112.25 E."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "MAKER-OF-PHONES"
    exif[0x8825] = {1: "N", 2: (34.0, 30.0, 0.0), 3: "E", 4: (112.0, 15.0, 0.0)}
    return photo(exif=exif, comment=b"SECRET-COMMENT")


def png_bomb(side: int = 30_000) -> bytes:
    """A PNG of `side` x `side` pixels that is a few kilobytes long."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(side // 8 + 1) * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def wav(seconds: float = 0.1) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(int(16000 * seconds)))
    return out.getvalue()


def ogg(first: bytes = b"OpusHead\x01\x01") -> bytes:
    return b"OggS\x00\x02" + bytes(20) + b"\x01" + bytes([len(first)]) + first


UNKNOWN = b"\x01" + b"\xff" * 7


def element(name: str, content: bytes, size: bytes = b"") -> bytes:
    """An EBML element; its size in eight bytes, as browsers write it, unless it is said."""
    return bytes.fromhex(name) + (size or b"\x01" + len(content).to_bytes(7, "big")) + content


def webm(*codecs: bytes, size: bytes = b"", doc: bytes = b"webm", before: bytes = b"") -> bytes:
    """As Chrome records it: where Tracks and the first Cluster are stands in the SeekHead, before either of them."""
    seeks = b"".join(
        element("4dbb", element("53ab", bytes.fromhex(name)) + element("53ac", b"\x6e"))
        for name in ("1549a966", "1654ae6b", "1f43b675")
    )
    tracks = b"".join(
        element(
            "ae", element("d7", b"\x01") + element("83", b"\x01" if one[:1] == b"V" else b"\x02") + element("86", one)
        )
        for one in codecs or (b"A_OPUS",)
    )
    cluster = element("1f43b675", element("e7", b"\x00") + element("a3", b"V_ " * 9), size)
    inside = element("114d9b74", seeks) + element("ec", bytes(40)) + before + element("1654ae6b", tracks) + cluster
    return element("1a45dfa3", element("4286", b"\x01") + element("4282", doc)) + element("18538067", inside, size)


def box(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content) + 8) + name + content


def mp4(*handlers: bytes, notes: bytes = b"") -> bytes:
    tracks = b"".join(box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + handler + bytes(13)))) for handler in handlers)
    return box(b"ftyp", b"M4A \x00\x00\x02\x00") + box(b"moov", tracks + notes) + box(b"mdat", bytes(64))


def mp3(tag: bytes = b"") -> bytes:
    frame = b"\xff\xfb\x90\x00" + bytes(413)  # version 1, layer III, 128 kbit/s, 44.1 kHz: 417 bytes
    head = b"ID3\x04\x00\x00" + bytes([0, 0, len(tag) >> 7, len(tag) & 0x7F]) + tag if tag else b""
    return head + frame * 3


def sent(content: bytes, name: str = "IMG_0001.jpg", media: str = "image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, media)


def laid(folder: Path, content: bytes) -> Path:
    path = folder / "sent"
    path.write_bytes(content)
    return path


def keep(room: Room, content: bytes | None = None, name: str = "IMG_0001.jpg", **fields: Any) -> File:
    wanted = {"purpose": "matter", "keep_days": 30} | fields
    return actions.keep(by=PUBLIC, room=room, content=sent(content or photo(), name), name=name, **wanted)
