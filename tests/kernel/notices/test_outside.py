"""Where we send and where never; how long we wait and how much we read. Only the loopback is used."""

import datetime as dt
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import LazySettings

from shouwang.kernel.notices import outside
from tests.kernel.notices.conftest import Receiver

PUBLIC = "93.184.215.14"


def resolves_to(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> list[str]:
    """Make every name resolve to these; the list returned notes what was asked."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def fake(host: str, port: int, *args: Any, **how: Any) -> list[Any]:
        try:
            ipaddress.ip_address(host)
        except ValueError:
            asked.append(host)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]
        return real(host, port, *args, **how)

    monkeypatch.setattr(socket, "getaddrinfo", fake)
    return asked


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1",
        "169.254.169.254", "100.100.100.200", "224.0.0.1", "255.255.255.255", "198.18.0.1", "240.0.0.1",
        "::", "::1", "fe80::1", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::",
        "2001:0:5ef5:79fb::80ff:fffe",
    ],
)  # fmt: skip
def test_an_inner_address_is_not_public(address: str) -> None:
    assert not outside.is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", [PUBLIC, "223.5.5.5", "2400:3200::1", "64:ff9b::df05:505"])
def test_an_outer_address_is_public(address: str) -> None:
    assert outside.is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        "", "hook", "ftp://example.com/", "file:///etc/passwd", "http://example.com/", "https:///hook",
        "https://me:secret@example.com/", "https://127.0.0.1/", "https://[::1]/", "https://169.254.169.254/latest",
    ],
)  # fmt: skip
def test_a_bad_address_is_refused_before_anything_is_resolved(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = resolves_to(monkeypatch, PUBLIC)
    with pytest.raises(outside.ForbiddenAddressError):
        outside.post(url, b"{}", {})
    assert not asked


@pytest.mark.parametrize("written", ["https://2130706433/", "https://0x7f.1/", "https://127.1/"])
def test_another_way_to_write_the_loopback_is_refused_too(written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    resolves_to(monkeypatch, "127.0.0.1")  # as the system's resolver reads them
    with pytest.raises(outside.ForbiddenAddressError):
        outside.post(written, b"{}", {})


def test_one_inner_address_among_outer_ones_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    resolves_to(monkeypatch, PUBLIC, "127.0.0.1")
    with pytest.raises(outside.ForbiddenAddressError):
        outside.post("https://hook.example/", b"{}", {})


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = resolves_to(monkeypatch, PUBLIC)
    reached: list[str] = []

    def connect(address: tuple[str, int], *args: Any, **how: Any) -> socket.socket:
        reached.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(outside.NoAnswerError):
        outside.post("https://hook.example/", b"{}", {})
    assert asked == ["hook.example"], "a second question could get another answer"
    assert reached == [PUBLIC]


def test_a_redirect_is_an_answer_and_is_not_followed(receiver: Receiver) -> None:
    receiver.answer(302, "", {"Location": receiver.url})
    assert outside.post(receiver.url, b"{}", {}).code == 302
    assert len(receiver.requests) == 1


def test_at_most_four_kilobytes_are_read(receiver: Receiver) -> None:
    receiver.answer(200, "x" * 1_000_000)
    assert len(outside.post(receiver.url, b"{}", {}).text) == 4096


def test_an_answer_that_is_no_text_can_be_kept(receiver: Receiver) -> None:
    receiver.answer(200, "a\0b")
    assert outside.post(receiver.url, b"{}", {}).text == "ab"


@pytest.mark.parametrize(("said", "seconds"), [("120", 120), ("99999999", 86400), ("soon", None), ("-1", None)])
def test_how_long_we_are_asked_to_wait(receiver: Receiver, said: str, seconds: int | None) -> None:
    receiver.answer(429, "", {"Retry-After": said})
    assert outside.post(receiver.url, b"{}", {}).retry_after == seconds


def test_nobody_there_is_no_answer(settings: LazySettings) -> None:
    settings.WEBHOOKS_TO_PRIVATE_ADDRESSES = True
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        with pytest.raises(outside.NoAnswerError):
            outside.post(f"http://127.0.0.1:{unused.getsockname()[1]}/", b"{}", {})


@pytest.fixture
def speaker(settings: LazySettings) -> Iterator[Callable[[Callable[[socket.socket], None]], int]]:
    """Serve one connection by a function; returns the port."""
    settings.WEBHOOKS_TO_PRIVATE_ADDRESSES = True
    server = socket.create_server(("127.0.0.1", 0))
    threads: list[Thread] = []

    def start(speak: Callable[[socket.socket], None]) -> int:
        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                try:
                    speak(connection)
                except OSError:
                    return

        threads.append(Thread(target=serve, daemon=True))
        threads[-1].start()
        return int(server.getsockname()[1])

    yield start
    for thread in threads:
        thread.join(5)
    server.close()


def test_a_byte_now_and_then_does_not_hold_the_worker(
    speaker: Callable[[Callable[[socket.socket], None]], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outside, "TIMEOUT", 0.4)

    def drip(connection: socket.socket) -> None:
        for byte in b"HTTP/1.1 200 OK\r\n" + b"x" * 100:
            connection.sendall(bytes([byte]))
            time.sleep(0.05)

    port = speaker(drip)
    with pytest.raises(outside.NoAnswerError):
        outside.post(f"http://127.0.0.1:{port}/", b"{}", {})


def test_something_that_is_not_http_is_no_answer(
    speaker: Callable[[Callable[[socket.socket], None]], int],
) -> None:
    port = speaker(lambda connection: connection.sendall(b"220 mail.example ESMTP\r\n"))
    with pytest.raises(outside.NoAnswerError):
        outside.post(f"http://127.0.0.1:{port}/", b"{}", {})


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Key and certificate of hook.example, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "hook.example")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("hook.example")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "hook.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return path


class TestTls:
    """TLS proves the name although the connection goes to a bare address."""

    @pytest.fixture(autouse=True)
    def world(self, monkeypatch: pytest.MonkeyPatch, certificate: Path, speaker: Callable[..., int]) -> None:
        resolves_to(monkeypatch, "127.0.0.1")
        trusting = ssl.create_default_context(cafile=str(certificate))
        monkeypatch.setattr(outside, "tls", lambda: trusting)
        shown = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        shown.load_cert_chain(certificate)

        def serve(connection: socket.socket) -> None:
            with shown.wrap_socket(connection, server_side=True) as secure:
                read = b""
                while not read.endswith(b"{}"):
                    read += secure.recv(4096)
                secure.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")

        self.port = speaker(serve)

    def test_the_right_name_is_served(self) -> None:
        assert outside.post(f"https://hook.example:{self.port}/", b"{}", {}).code == 204

    def test_the_wrong_name_is_no_answer(self) -> None:
        with pytest.raises(outside.NoAnswerError):
            outside.post(f"https://other.example:{self.port}/", b"{}", {})
