"""The follow-code: 12 letters and digits (58.9 bits) that open one matter to the person who brought it.

It is derived from the matter's id with the room's key, so that a receipt can be shown again after a doubled
send, and only its keyed hash is stored: a stolen database without the key opens nothing.
"""

import hashlib
import hmac

from django.conf import settings

from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.sealed import lookup
from shouwang.lib.ids import ALPHABET, CODE_LENGTH

# A code opens a matter this long after it ended.
OPEN_DAYS = 365


def code_of(matter: Matter) -> str:
    """The matter's follow-code, without dashes."""
    key = hmac.new(settings.FIELD_KEY.encode(), b"follow" + matter.id.bytes, hashlib.sha256).digest()
    number = int.from_bytes(key[:16], "big")
    letters = []
    for _ in range(CODE_LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return "".join(letters)


def lookup_of(code: str) -> str:
    """What is stored to find the matter by its code; `code` is already cleaned."""
    return lookup(f"follow:{code}")
