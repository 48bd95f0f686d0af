"""Fields nobody reads from a stolen disk: AES-GCM with the record's id bound in, and a keyed hash to look them up."""

import hashlib
import hmac
from base64 import b64decode, b64encode
from functools import cache
from os import urandom

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE, TAG = 12, 16


@cache
def _key(purpose: str) -> bytes:
    return hmac.new(settings.FIELD_KEY.encode(), purpose.encode(), hashlib.sha256).digest()


def seal(text: str, *, record: object) -> str:
    """Cipher text, base64. The same text seals differently each time and opens only with the same record id."""
    if not text:
        return ""
    nonce = urandom(NONCE)
    return b64encode(nonce + AESGCM(_key("seal")).encrypt(nonce, text.encode(), str(record).encode())).decode()


def sealed_length(plain: int) -> int:
    """How long a sealed text of so many bytes is."""
    return 4 * -(-(NONCE + plain + TAG) // 3)


def unseal(sealed: str, *, record: object) -> str:
    """The text again. Raises ValueError when key or record is not the one it was sealed with."""
    if not sealed:
        return ""
    raw = b64decode(sealed)
    try:
        return AESGCM(_key("seal")).decrypt(raw[:NONCE], raw[NONCE:], str(record).encode()).decode()
    except InvalidTag:
        raise ValueError("sealed with another key or for another record") from None


def lookup(text: str) -> str:
    """Keyed hash of a number, to find it without storing it readable; "" for nothing."""
    return hmac.new(_key("lookup"), text.encode(), hashlib.sha256).hexdigest() if text else ""


def digest(secret: str) -> str:
    """What is kept of a key or secret address: its SHA-256. They are long and random, so no salt is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def derived(purpose: str, *parts: str) -> str:
    """A secret that only this room can make of what is known elsewhere, and makes the same each time."""
    said = "\x1f".join(parts).encode()
    return hmac.new(_key(purpose), said, hashlib.sha256).hexdigest()
