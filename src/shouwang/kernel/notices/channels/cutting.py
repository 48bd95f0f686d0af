"""A long text as several messages: the limits of group robots are bytes of UTF-8, not characters."""

import re

SENTENCE_END = re.compile(r"(?<=[。！？；\n])|(?<=[.!?;]\s)")
NUMBERING = len(" (999/999)")


def cut(text: str, most: int) -> list[str]:
    """Pieces of at most so many bytes (4 or more), at sentence ends if possible, never inside a character."""
    pieces: list[str] = []
    room = 0
    for sentence in SENTENCE_END.split(text):
        raw = sentence.encode()
        if room < len(raw) <= most:
            room = 0
        while raw:
            bit = raw[:room].decode("utf-8", "ignore")
            if not bit:
                pieces.append("")
                room = most
                continue
            pieces[-1] += bit
            size = len(bit.encode())
            room -= size
            raw = raw[size:]
    return pieces


def numbered(text: str, most: int) -> list[str]:
    """The text itself where it fits, else numbered pieces."""
    if len(text.encode()) <= most:
        return [text]
    pieces = cut(text, most - NUMBERING)
    return [f"{piece} ({number}/{len(pieces)})" for number, piece in enumerate(pieces, start=1)]
