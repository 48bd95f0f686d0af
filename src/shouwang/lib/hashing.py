"""Hash chains over records, and hashes of streams."""

import hashlib
from collections.abc import Mapping
from typing import BinaryIO, Final

BLOCK: Final = 1 << 20


def _prefixed(data: bytes) -> bytes:
    return len(data).to_bytes(8, "big") + data


def canonical(fields: Mapping[str, str]) -> bytes:
    """One byte string per mapping and one mapping per byte string: sorted, each part with its length.

    Raises TypeError for a value that is not text, so that 1 and "1" cannot be taken for each other.
    """
    parts = []
    for name in sorted(fields):
        value = fields[name]
        if not isinstance(value, str):
            raise TypeError(f"{name} must be text to be sealed, not {type(value).__name__}")
        parts.append(_prefixed(name.encode()) + _prefixed(value.encode()))
    return b"".join(parts)


def chain(prev: bytes, fields: Mapping[str, str]) -> bytes:
    """SHA-256 that seals `fields` to the record before, whose hash is `prev` (empty for the first)."""
    return hashlib.sha256(_prefixed(prev) + canonical(fields)).digest()


def sha256_stream(stream: BinaryIO) -> bytes:
    """SHA-256 of what is left of the stream, read in blocks of 1 MiB."""
    digest = hashlib.sha256()
    while block := stream.read(BLOCK):
        digest.update(block)
    return digest.digest()
