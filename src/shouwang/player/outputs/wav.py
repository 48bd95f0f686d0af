"""WAV written as a stream: one channel, 16 bits, a length that may be filled in later."""

import struct

RATE = 48_000
BLOCK_SECONDS = 0.04
BLOCK = int(RATE * 2 * BLOCK_SECONDS)
UNKNOWN = 0xFFFF_FFFF - 64


def head(size: int = UNKNOWN) -> bytes:
    """The 44 bytes before the samples; `size`: how many bytes of samples follow."""
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, RATE, RATE * 2, 2, 16)
    return struct.pack("<4sI4s", b"RIFF", 36 + size, b"WAVE") + form + struct.pack("<4sI", b"data", size)
