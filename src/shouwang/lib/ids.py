"""Ids: time-ordered keys for rows, and the short code a villager follows a matter with."""

import secrets
import unicodedata
import uuid
from datetime import datetime
from typing import Final

import uuid_utils.compat

# Letters and digits without the pairs that people mix up when they read a code aloud or
# from paper (0/O, 1/I/L, U/V). 30 signs, 12 places: 58.9 bits.
ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH: Final = 12
GROUP: Final = 4


def uuid7() -> uuid.UUID:
    """A new UUIDv7 (RFC 9562): ids made later sort later, also within one millisecond."""
    return uuid_utils.compat.uuid7()


def uuid7_at(moment: datetime) -> uuid.UUID:
    """The lowest UUIDv7 of the millisecond of `moment`, to cut a table by time by its key.

    Raises ValueError for a moment without a time zone or before 1970.
    """
    if moment.tzinfo is None:
        raise ValueError("the moment needs a time zone")
    milliseconds = int(moment.timestamp() * 1000)
    if milliseconds < 0:
        raise ValueError("a UUIDv7 cannot hold a moment before 1970")
    return uuid.UUID(int=milliseconds << 80 | 0x7 << 76 | 0b10 << 62)


def follow_code() -> str:
    """A secret code of 12 signs, unguessable (58.9 bits), for somebody without an account."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def format_code(code: str) -> str:
    """The code in groups of four, as it is printed: `ABCD-EFGH-JKMN`."""
    return "-".join(code[i : i + GROUP] for i in range(0, len(code), GROUP))


def clean_code(text: str) -> str | None:
    """The code somebody typed, or None if it cannot be one.

    Lower case, full-width signs, spaces and any kind of dash are accepted.
    """
    folded = unicodedata.normalize("NFKC", text).upper()
    code = "".join(c for c in folded if not c.isspace() and unicodedata.category(c) != "Pd")
    if len(code) == CODE_LENGTH and set(code) <= set(ALPHABET):
        return code
    return None
