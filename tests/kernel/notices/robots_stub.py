"""A strict stand-in for the robots of WeCom, DingTalk and Feishu on the loopback, and for a browser's push service.

It answers as they document it: wrong shape, too many bytes, a bad MD5 or an old signature is refused by their own code, and
whoever sends too fast is told to wait. Its clock is set by the test, because the minutes of a test are not real.
"""

import hashlib
import hmac
import json
import os
from base64 import b64decode, b64encode, urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

SECRET = "SECinvented0123456789"
HOUR, MINUTE, SECOND = timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1)


class Wrong(Exception):
    """Refused, with the robot's own number."""


def need(is_right: bool, code: int) -> None:
    if not is_right:
        raise Wrong(code)


def size(text: Any) -> int:
    return len(text.encode()) if isinstance(text, str) else 10**9


@dataclass
class Robots:
    """`taken` are the messages accepted. `now` is their clock for the rate alone; signatures are held to the real one."""

    url: str = ""
    taken: list[Any] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)
    now: datetime = datetime(2026, 3, 3, 4, 0, tzinfo=UTC)
    at: list[datetime] = field(default_factory=list)
    gone: bool = False
    browser: "BrowserKeys" = field(default_factory=lambda: BrowserKeys())

    @property
    def wecom(self) -> str:
        return f"{self.url}/cgi-bin/webhook/send?key=k"

    @property
    def dingtalk(self) -> str:
        return f"{self.url}/robot/send?access_token=t"

    @property
    def feishu(self) -> str:
        return f"{self.url}/open-apis/bot/v2/hook/t"

    @property
    def push(self) -> str:
        return f"{self.url}/push/abc"

    def answer(self, path: str, headers: Any, body: bytes) -> tuple[int, bytes]:
        parts = urlsplit(path)
        name = {"cgi-bin": "wecom", "robot": "dingtalk", "open-apis": "feishu", "push": "push"}[
            parts.path.split("/")[1]
        ]
        if name == "push":
            return self._push(headers, body), b""
        try:
            need(headers["content-type"].startswith("application/json"), 40000)
            said = json.loads(body)
            getattr(self, f"_{name}")(said, {key: value[0] for key, value in parse_qs(parts.query).items()}, len(body))
        except Wrong as wrong:
            self.refused.append(wrong.args[0])
            return 200, json.dumps({"errcode" if name != "feishu" else "code": wrong.args[0]}).encode()
        self.taken.append(said)
        return 200, b'{"errcode": 0}' if name != "feishu" else b'{"code": 0, "msg": "success"}'

    def _paced(self, most: int, span: timedelta, code: int) -> None:
        need(sum(at > self.now - span for at in self.at) < most, code)

    def _wecom(self, said: Any, query: dict[str, str], length: int) -> None:
        need(query == {"key": "k"}, 93000)
        self._paced(20, MINUTE, 45009)
        kind = said["msgtype"]
        need(set(said) == {"msgtype", kind}, 40008)
        inner = said[kind]
        if kind == "text":
            need(size(inner["content"]) <= 2048 and set(inner) <= {"content", "mentioned_list"}, 40058)
        elif kind == "markdown":
            need(size(inner["content"]) <= 4096 and set(inner) == {"content"}, 40058)
        elif kind == "image":
            raw = b64decode(inner["base64"], validate=True)
            need(len(raw) <= 2 * 1024 * 1024 and raw[:3] in (b"\xff\xd8\xff", b"\x89PN"), 40009)
            need(hashlib.md5(raw).hexdigest() == inner["md5"], 301019)
        else:
            need(kind == "news" and 1 <= len(inner["articles"]) <= 8, 40008)
            for one in inner["articles"]:
                need({"title", "url"} <= set(one) <= {"title", "description", "url", "picurl"}, 40058)
                need(size(one["title"]) <= 128 and size(one.get("description", "")) <= 512, 40058)
        self.at.append(self.now)

    def _dingtalk(self, said: Any, query: dict[str, str], length: int) -> None:
        need(query["access_token"] == "t", 300001)
        moment = datetime.fromtimestamp(int(query["timestamp"]) / 1000, UTC)
        mac = hmac.new(SECRET.encode(), f"{query['timestamp']}\n{SECRET}".encode(), hashlib.sha256).digest()
        need(query["sign"] == b64encode(mac).decode() and abs(datetime.now(UTC) - moment) < HOUR, 310000)
        self._paced(20, MINUTE, 130101)
        need(length <= 20000, 460101)
        kind = said["msgtype"]
        keys = {"text": {"content"}, "markdown": {"title", "text"}, "link": {"title", "text", "messageUrl", "picUrl"}}
        need(set(said[kind]) == keys[kind] and set(said) <= {"msgtype", kind, "at"}, 400101)
        need(all(isinstance(value, str) for value in said[kind].values()), 400101)
        self.at.append(self.now)

    def _feishu(self, said: Any, query: dict[str, str], length: int) -> None:
        moment = datetime.fromtimestamp(int(said["timestamp"]), UTC)
        mac = hmac.new(f"{said['timestamp']}\n{SECRET}".encode(), b"", hashlib.sha256).digest()
        need(said["sign"] == b64encode(mac).decode() and abs(datetime.now(UTC) - moment) < HOUR, 19021)
        self._paced(5, SECOND, 11232)
        self._paced(100, MINUTE, 9499)
        need(length <= 20 * 1024, 11246)
        kind = said["msg_type"]
        if kind == "text":
            need(set(said["content"]) == {"text"} and bool(said["content"]["text"]), 19002)
        elif kind == "post":
            post = said["content"]["post"]["zh_cn"]
            need(set(post) == {"title", "content"}, 19002)
            need(all(one["tag"] in ("text", "a", "at") for line in post["content"] for one in line), 19002)
        else:
            need(kind == "interactive" and set(said["card"]) == {"header", "elements"}, 19002)
        self.at.append(self.now)

    def _push(self, headers: Any, body: bytes) -> int:
        if self.gone:
            return 410
        right = headers["content-encoding"] == "aes128gcm" and int(headers["ttl"]) > 0 and len(headers["topic"]) <= 32
        if not right or len(body) > 4096 or not self.browser.vouches(headers["authorization"], self.url):
            return 400
        self.taken.append(json.loads(self.browser.opened(body)))
        return 201


class BrowserKeys:
    """What a browser has when it subscribed; opens what was sealed for it, by RFC 8291 and 8188 read from the other side."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.auth = os.urandom(16)

    @property
    def point(self) -> bytes:
        return self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    @property
    def keys(self) -> dict[str, str]:
        return {"p256dh": urlsafe(self.point), "auth": urlsafe(self.auth)}

    def opened(self, body: bytes) -> bytes:
        salt, size_of_key = body[:16], body[20]
        assert int.from_bytes(body[16:20], "big") == 4096
        point, text = body[21 : 21 + size_of_key], body[21 + size_of_key :]
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        info = b"WebPush: info\0" + self.point + point
        shared = HKDF(hashes.SHA256(), 32, self.auth, info).derive(self.key.exchange(ec.ECDH(), theirs))
        key = HKDF(hashes.SHA256(), 16, salt, b"Content-Encoding: aes128gcm\0").derive(shared)
        nonce = HKDF(hashes.SHA256(), 12, salt, b"Content-Encoding: nonce\0").derive(shared)
        plain = AESGCM(key).decrypt(nonce, text, None)
        assert plain[-1:] == b"\2", "the last record"
        return plain[:-1]

    def vouches(self, header: str, audience: str) -> bool:
        """RFC 8292: ES256 over the token, for this push service, good for a day at most."""
        token, key = (part.strip().split("=", 1)[1] for part in header.removeprefix("vapid ").split(","))
        signed, _, signature = token.rpartition(".")
        raw = plain(signature)
        pair = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), plain(key))
        theirs.verify(pair, signed.encode(), ec.ECDSA(hashes.SHA256()))
        claims = json.loads(plain(signed.split(".")[1]))
        ahead = claims["exp"] - datetime.now(UTC).timestamp()
        return bool(claims["aud"] == audience and 0 < ahead <= 86400 and claims["sub"])


def urlsafe(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def plain(text: str) -> bytes:
    return b64decode(text.replace("-", "+").replace("_", "/") + "=" * (-len(text) % 4))


def served() -> Iterator[Robots]:
    """The stand-in, listening until the test is over."""
    robots = Robots()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            status, body = robots.answer(self.path, headers, self.rfile.read(int(headers.get("content-length", 0))))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    robots.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield robots
    server.shutdown()
    server.server_close()
    thread.join()
