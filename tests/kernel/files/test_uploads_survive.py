"""An upload outlives a lost connection, a killed server and two senders at once. On a real server."""

import hashlib
import json
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from tests.kernel.files import things
from tests.kernel.files.serving import Server

ROOT = Path(__file__).resolve().parents[3]
NODE = shutil.which("node") or str(ROOT / ".tools" / "bin" / "node")
VERSION = {"Tus-Resumable": "1.0.0"}
PIECE = VERSION | {"Content-Type": "application/offset+octet-stream"}
MEGABYTE = 1 << 20


def paper(size: int) -> bytes:
    return things.PDF.replace(b"%%EOF", b"") + os.urandom(size) + b"\n%%EOF\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("room"))
    running.start()
    try:
        yield running
    finally:
        running.kill()


def connected() -> httpx.Client:
    """A new connection each time: the server closes one whose body it did not read."""
    return httpx.Client(timeout=30, trust_env=False, limits=httpx.Limits(max_keepalive_connections=0))


@pytest.fixture
def sender() -> Iterator[httpx.Client]:
    with connected() as client:
        yield client


def begin(sender: httpx.Client, server: Server, content: bytes) -> str:
    headers = VERSION | {"Upload-Length": str(len(content)), "Upload-Ticket": server.ticket}
    created = sender.post(server.uploads, headers=headers)
    assert created.status_code == 201, created.text
    return str(httpx.URL(server.uploads).join(created.headers["Location"]))


def stands(sender: httpx.Client, address: str) -> int:
    return int(sender.head(address, headers=VERSION).headers["Upload-Offset"])


def send_rest(sender: httpx.Client, address: str, content: bytes) -> None:
    """As every client does: ask where it stands, send from there, and ask again after a conflict."""
    while (at := stands(sender, address)) < len(content):
        answer = sender.patch(address, content=content[at:], headers=PIECE | {"Upload-Offset": str(at)})
        assert answer.status_code in {204, 409}, answer.text


def send_half(server: Server, address: str, content: bytes, half: int) -> socket.socket:
    """Announce the whole, send a part, and leave the connection open."""
    connection = socket.create_connection(("127.0.0.1", server.port))
    head = f"PATCH {urlsplit(address).path} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nUpload-Offset: 0\r\n"
    head += f"Content-Length: {len(content)}\r\n" + "".join(f"{name}: {value}\r\n" for name, value in PIECE.items())
    connection.sendall(head.encode() + b"\r\n" + content[:half])
    return connection


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def kept(server: Server, content: bytes) -> bool:
    state = server.state()
    return state["damaged"] == 0 and [name_hash[1] for name_hash in state["files"]].count(digest(content)) == 1


def wait_for(sender: httpx.Client, address: str, least: int) -> int:
    for _ in range(200):
        if (at := stands(sender, address)) >= least:
            return at
    raise AssertionError(f"the upload never came to {least} bytes")


def test_a_lost_connection_loses_less_than_what_was_sent(server: Server, sender: httpx.Client) -> None:
    content = paper(5 * MEGABYTE)
    address = begin(sender, server, content)
    with send_half(server, address, content, 3 * MEGABYTE + 1000):
        at = wait_for(sender, address, 2 * MEGABYTE)
    assert at < len(content)
    send_rest(sender, address, content)
    assert kept(server, content)


def test_a_killed_server_goes_on_where_it_was(server: Server, sender: httpx.Client) -> None:
    content = paper(6 * MEGABYTE)
    address = begin(sender, server, content)
    with send_half(server, address, content, 4 * MEGABYTE):
        before = wait_for(sender, address, 2 * MEGABYTE)
        server.kill()
    server.start()
    at = stands(sender, address)
    assert before <= at < len(content)
    send_rest(sender, address, content)
    assert kept(server, content)


def test_a_hanging_connection_keeps_nobody_from_going_on(server: Server, sender: httpx.Client) -> None:
    content = paper(4 * MEGABYTE)
    address = begin(sender, server, content)
    with send_half(server, address, content, 2 * MEGABYTE) as hanging:
        wait_for(sender, address, MEGABYTE)
        send_rest(sender, address, content)
        hanging.sendall(content[2 * MEGABYTE :])
    assert kept(server, content)


def test_two_senders_at_once_never_mix_their_bytes(server: Server, sender: httpx.Client) -> None:
    content = paper(3 * MEGABYTE)
    address = begin(sender, server, content)

    def whole(_number: int) -> int:
        with connected() as own:
            headers = PIECE | {"Upload-Offset": "0"}
            return own.patch(address, content=content, headers=headers).status_code

    with ThreadPoolExecutor(4) as senders:
        answers = list(senders.map(whole, range(4)))
    assert set(answers) <= {204, 409}
    send_rest(sender, address, content)
    assert kept(server, content)


@pytest.mark.skipif(
    not (Path(NODE).exists() and (ROOT / "node_modules" / "tus-js-client").exists()),
    reason="needs Node and tus-js-client: run `make setup`",
)
def test_tus_js_client_sends_on_through_a_killed_server(server: Server, tmp_path: Path) -> None:
    content = paper(12 * MEGABYTE)
    script = Path(__file__).with_name("tus_client.mjs")
    command = [NODE, str(script), server.uploads, server.ticket, str(things.laid(tmp_path, content))]
    events = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as client:
        assert client.stdout is not None
        for line in client.stdout:
            events.append(json.loads(line))
            if len(events) == 8:
                server.kill()
                server.start()
    assert [event["error"] for event in events if "error" in event] == []
    assert "done" in events[-1]
    assert kept(server, content)
    assert ["材料.pdf", digest(content)] in server.state()["files"]
