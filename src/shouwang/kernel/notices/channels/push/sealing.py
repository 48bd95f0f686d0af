"""Web Push: the message sealed for one browser (RFC 8291, 8188) and the sender's word for it (VAPID, RFC 8292).

Our own on `cryptography`: pywebpush does the same, but brings aiohttp and requests with it, and its sending would
leave out the checks of `outside.post`.
"""

import json
import os
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from cryptography.hazmat.primitives.serialization import load_pem_private_key as load
from django.conf import settings

CURVE = ec.SECP256R1()
RECORD = 4096  # RFC 8291, 4: one record, so a push service takes no more
MOST_BYTES = RECORD - 16 - 1 - 86  # what is left of it for the text: tag, delimiter, header
TOKEN_LIFE = 12 * 3600  # seconds; RFC 8292 allows a day


def sealed(text: bytes, *, public: bytes, auth: bytes) -> bytes:
    """The body of the push for the browser's key (65 bytes) and secret (16). Raises ValueError for keys that are none."""
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, public)
    if len(auth) != 16:
        raise ValueError("a browser's secret has 16 bytes")
    own, salt = ec.generate_private_key(CURVE), os.urandom(16)
    point = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    info = b"WebPush: info\0" + public + point
    shared = _derived(own.exchange(ec.ECDH(), theirs), auth, info, 32)
    key = _derived(shared, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derived(shared, salt, b"Content-Encoding: nonce\0", 12)
    header = salt + RECORD.to_bytes(4, "big") + bytes([len(point)]) + point
    return header + AESGCM(key).encrypt(nonce, text + b"\2", b"")


def voucher(endpoint: str) -> str:
    """The Authorization header for the push service of that address: who sends, good for half a day."""
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int(time.time()) + TOKEN_LIFE,
        "sub": settings.PUBLIC_URL,
    }
    signed = f"{_json({'typ': 'JWT', 'alg': 'ES256'})}.{_json(claims)}"
    r, s = decode_dss_signature(_own_key().sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
    return f"vapid t={signed}.{encoded(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}, k={public_key()}"


def public_key() -> str:
    """Our key as a browser wants it when it subscribes."""
    return encoded(_own_key().public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def encoded(raw: bytes) -> str:
    """base64url without its end signs."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """The other way. Raises ValueError."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _own_key() -> ec.EllipticCurvePrivateKey:
    return _kept_key(settings.DATA_DIR / "vapid.pem")


@cache
def _kept_key(path: Path) -> ec.EllipticCurvePrivateKey:
    """Made at first use, readable by the owner only; of two workers that make one at once, the first one's counts."""
    if not path.exists():
        fresh = ec.generate_private_key(CURVE)
        pem = fresh.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        part = path.with_suffix(f".{os.getpid()}")
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(pem)
        try:
            os.link(part, path)
        except FileExistsError:
            pass
        finally:
            part.unlink()
    key = load(path.read_bytes(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{path} holds no key of the curve P-256")
    return key


def _derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)


def _json(said: dict[str, object]) -> str:
    return encoded(json.dumps(said, separators=(",", ":")).encode())
