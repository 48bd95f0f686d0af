"""The room's server, asked over HTTPS. Nothing here follows a redirect: the token goes to the one address it is for."""

import http.client
import ipaddress
import json
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

from shouwang.player.clock import Clock
from shouwang.player.contract import Unreadable
from shouwang.player.journal import Report
from shouwang.player.programme import Sound

PATIENCE = 10  # seconds for each step on the line
MOST_BYTES = 4 * 1024 * 1024
BLOCK = 64 * 1024
HALF_A_SECOND = timedelta(seconds=0.5)  # a Date has no fractions


class NotReached(Exception):
    """The server did not answer, or not as agreed."""


class NotLetIn(NotReached):
    """The server does not know the token (any more)."""


class TooMuch(NotReached):
    """The server can't read what was sent."""


class BadAddress(ValueError):
    """An address that can't be the room's; says why."""


@dataclass(frozen=True)
class Fetched:
    """A programme as it came, and its ETag."""

    text: str
    etag: str


class Server:
    """`base` is the room's address. Raises BadAddress for one that would show the token on the line, or is none."""

    def __init__(self, base: str, token: str, *, clock: Clock, ca: Path | None = None) -> None:
        parts = urlsplit(base)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.username:
            raise BadAddress("--server is no address of a room: write https://room.example.cn")
        if parts.scheme == "http" and not is_here(parts.hostname):
            raise BadAddress(f"{parts.hostname}: the token would be readable on the way. Write https://")
        self._host, self._port, self._prefix = parts.hostname, parts.port, parts.path.rstrip("/")
        self.tls = ssl.create_default_context(cafile=str(ca) if ca else None)
        self._is_safe, self._token, self._clock = parts.scheme == "https", token, clock

    def programme(self, etag: str) -> Fetched | None:
        """The programme, or None when it is the one with this ETag. Raises NotReached."""
        with self._asking("GET", "/api/speakers/programme/", {"If-None-Match": etag} if etag else {}) as answer:
            if answer.status == HTTPStatus.NOT_MODIFIED:
                return None
            _want(answer)
            return Fetched(_text(answer), answer.getheader("ETag") or "")

    def sound(self, sound: Sound, into: Path) -> None:
        """Write the sound's bytes, never more than it has. Raises NotReached; the bytes are not checked here."""
        with self._asking("GET", sound.url, {}) as answer, into.open("wb") as file:
            _want(answer)
            left = sound.size + 1
            while left and (block := answer.read(min(BLOCK, left))):
                file.write(block)
                left -= len(block)

    def report(self, reports: Sequence[Report], health: dict[str, object]) -> list[UUID]:
        """Tell how items ended; which of them the server has now. Raises NotReached."""
        told = [{**asdict(one), "item": str(one.item)} for one in reports]
        body = json.dumps({"reports": told, "health": health}).encode()
        with self._asking("POST", "/api/speakers/reports/", {"Content-Type": "application/json"}, body) as answer:
            _want(answer)
            try:
                return [UUID(one) for one in json.loads(_text(answer))["taken"]]
            except (ValueError, KeyError, TypeError) as error:
                raise Unreadable("the answer to a report") from error

    @contextmanager
    def _asking(
        self, method: str, path: str, headers: dict[str, str], body: bytes | None = None
    ) -> Iterator[http.client.HTTPResponse]:
        if self._is_safe:
            line: http.client.HTTPConnection = http.client.HTTPSConnection(
                self._host, self._port, timeout=PATIENCE, context=self.tls
            )
        else:
            line = http.client.HTTPConnection(self._host, self._port, timeout=PATIENCE)
        try:
            line.request(method, self._prefix + path, body, {"Authorization": f"Bearer {self._token}", **headers})
            answer = line.getresponse()
            if moment := _moment(answer):
                self._clock.heard(moment)
            yield answer
        except ssl.SSLCertVerificationError as error:
            raise NotReached(f"{self._host}: its certificate is not trusted ({error.verify_message})") from error
        except (OSError, http.client.HTTPException) as error:
            raise NotReached(f"{self._host}: {error or type(error).__name__}") from error
        finally:
            line.close()


def is_here(host: str) -> bool:
    """Whether the address never leaves this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _moment(answer: http.client.HTTPResponse) -> datetime | None:
    try:
        return parsedate_to_datetime(answer.getheader("Date") or "") + HALF_A_SECOND
    except (TypeError, ValueError):
        return None


def _want(answer: http.client.HTTPResponse) -> None:
    """Raises NotReached in the words of what to do."""
    if answer.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        raise NotLetIn("the room does not know this token (any more)")
    if answer.status in {HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.UNPROCESSABLE_ENTITY}:
        raise TooMuch(f"the room can't read what was sent ({answer.status})")
    if answer.status != HTTPStatus.OK:
        raise NotReached(f"the room answered {answer.status}")


def _text(answer: http.client.HTTPResponse) -> str:
    raw = answer.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise NotReached("the room's answer is too long")
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        raise Unreadable("the room's answer is not UTF-8") from error
