"""One careful POST to an address somebody typed in: checked, short, without redirects.

The name is resolved once, every address it has is checked, and the connection goes to an address that was
checked, so a name that changes in between (DNS rebinding) gains nothing. TLS still proves the name.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import httpcore
from django.conf import settings

TIMEOUT = 10.0  # seconds for everything after the name is resolved
MOST_READ = 4096  # bytes of an answer
NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


class ForbiddenAddressError(Exception):
    """The address is not one we send to; the text says why, in English for the log."""


class NoAnswerError(Exception):
    """Nobody there, too slow, or not speaking HTTP."""


class LostAnswerError(NoAnswerError):
    """The line was open and broke: what was asked may have been done."""


class TooLargeError(NoAnswerError):
    """The answer is larger than was asked for; the rest was not read."""


@dataclass(frozen=True)
class Answer:
    """What came back: the status, at most 4 kB of the body, and how long we are asked to wait (seconds)."""

    code: int
    text: str
    retry_after: int | None = None


@dataclass(frozen=True)
class Fetched:
    """What an engine gave: the status, what the answer says it is ("audio/wav"), all of its bytes."""

    code: int
    kind: str
    content: bytes


def check(url: str, *, near: bool = False) -> None:
    """Raise ForbiddenAddressError for a URL we never send to. Names are resolved only when sending. `near`: whoever runs
    the machine wrote it into the environment, so the machine itself and its network are meant, without TLS too."""
    parts = urlsplit(url)
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise ForbiddenAddressError("not a web address")
    if parts.username or parts.password:
        raise ForbiddenAddressError("name or password in the address")
    if parts.scheme == "http" and not (near or settings.WEBHOOKS_TO_PRIVATE_ADDRESSES):
        raise ForbiddenAddressError("not https")
    try:
        literal = ipaddress.ip_address(parts.hostname)
    except ValueError:
        return
    _check_address(literal, near=near)


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    """Send; any status is an answer, a redirect too. Raises ForbiddenAddressError or NoAnswerError."""
    with _asked(url, body, headers, TIMEOUT) as response:
        return Answer(response.status, _start(response.iter_stream()), _retry_after(response.headers))


def fetch(url: str, body: bytes, headers: Mapping[str, str], *, most: int, seconds: float) -> Fetched:
    """The whole answer of an engine that the environment names: at most so many bytes, within so many seconds.

    Raises ForbiddenAddressError, NoAnswerError or TooLargeError.
    """
    with _asked(url, body, headers, seconds, near=True) as response:
        kind = next((value for name, value in response.headers if name.lower() == b"content-type"), b"")
        content = bytearray()
        for chunk in response.iter_stream():
            content += chunk
            if len(content) > most:
                raise TooLargeError(f"more than {most} bytes")
        return Fetched(response.status, kind.decode("latin-1"), bytes(content))


@contextmanager
def _asked(
    url: str, body: bytes, headers: Mapping[str, str], seconds: float, *, near: bool = False
) -> Iterator[httpcore.Response]:
    check(url, near=near)
    network = CheckedNetwork(time.monotonic() + seconds, near=near)
    sent = [("accept-encoding", "identity"), ("user-agent", "Shouwang"), *headers.items()]
    timeout = dict.fromkeys(("connect", "read", "write", "pool"), seconds)
    try:
        with (
            httpcore.ConnectionPool(ssl_context=tls(), network_backend=network) as pool,
            pool.stream(
                "POST",
                url,
                headers=sent,
                content=body,
                extensions={"timeout": timeout},
            ) as response,
        ):
            yield response
    except (httpcore.ReadTimeout, httpcore.ReadError, httpcore.RemoteProtocolError) as error:
        raise LostAnswerError(f"{type(error).__name__} {error}".strip()) from error
    except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, OSError) as error:
        raise NoAnswerError(f"{type(error).__name__} {error}".strip()) from error


@cache
def tls() -> ssl.SSLContext:
    """Certificates are always checked."""
    return httpcore.default_ssl_context()


def is_public(address: IPAddress) -> bool:
    """Whether the address is out in the internet: not private, loopback, link-local (cloud metadata),
    multicast or reserved, also when an IPv4 address hides in an IPv6 one."""
    if isinstance(address, ipaddress.IPv6Address):
        hidden = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if address in NAT64:
            hidden = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if hidden is not None:
            return is_public(hidden)
    return address.is_global and not address.is_multicast


class CheckedNetwork(httpcore.SyncBackend):
    """Connects to addresses that were checked, and lets nothing last past the deadline (a monotonic time)."""

    def __init__(self, deadline: float, *, near: bool = False) -> None:
        self.deadline = deadline
        self.near = near

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        failure: Exception = httpcore.ConnectError("no address")
        for address in _resolve(host, port, near=self.near):
            try:
                stream = super().connect_tcp(address, port, _left(self.deadline), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return BoundedStream(stream, self.deadline)
        raise failure


class BoundedStream(httpcore.NetworkStream):
    """A stream whose reads and writes all end at the deadline: one byte every 9 s holds nobody up."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self.stream = stream
        self.deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, _left(self.deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, _left(self.deadline))

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return BoundedStream(self.stream.start_tls(ssl_context, server_hostname, _left(self.deadline)), self.deadline)

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)


def _resolve(host: str, port: int, *, near: bool) -> list[str]:
    """Every address of the name, all of them checked; asked once."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise NoAnswerError(f"name not found: {error}") from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        _check_address(ipaddress.ip_address(address.split("%")[0]), near=near)
    return addresses


def _check_address(address: IPAddress, *, near: bool) -> None:
    if not near and not settings.WEBHOOKS_TO_PRIVATE_ADDRESSES and not is_public(address):
        raise ForbiddenAddressError(f"{address} is not a public address")


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("took too long")
    return left


def _start(chunks: Iterable[bytes]) -> str:
    """The first 4 kB, as text."""
    start = bytearray()
    for chunk in chunks:
        start += chunk
        if len(start) >= MOST_READ:
            break
    return bytes(start[:MOST_READ]).decode("utf-8", "replace").replace("\0", "")


def _retry_after(headers: Iterable[tuple[bytes, bytes]]) -> int | None:
    value = next((value for name, value in headers if name.lower() == b"retry-after"), b"")
    return min(int(value), 86400) if value.isdigit() and len(value) < 9 else None
