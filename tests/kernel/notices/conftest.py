"""A receiver on the loopback that writes down what it gets and answers as told."""

import json
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from django.conf import LazySettings

from shouwang.kernel.notices import wording


@dataclass
class Request:
    path: str
    headers: dict[str, str]
    body: str

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Receiver:
    """`answers` are used up one by one as (status, body, headers); after them 200 and errcode 0."""

    url: str = ""
    requests: list[Request] = field(default_factory=list)
    answers: deque[tuple[int, str, dict[str, str]]] = field(default_factory=deque)

    def answer(self, status: int, body: str = "", headers: dict[str, str] | None = None) -> None:
        self.answers.append((status, body, headers or {}))


def handler(receiver: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers.get("Content-Length", 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            receiver.requests.append(Request(self.path, headers, self.rfile.read(size).decode()))
            status, body, more = receiver.answers.popleft() if receiver.answers else (200, '{"errcode": 0}', {})
            self.send_response(status)
            for name, value in more.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *args: object) -> None:
            """Quiet."""

    return Handler


@pytest.fixture
def receiver(settings: LazySettings) -> Iterator[Receiver]:
    settings.WEBHOOKS_TO_PRIVATE_ADDRESSES = True
    taker = Receiver()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(taker))
    taker.url = f"http://127.0.0.1:{server.server_port}/hook"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield taker
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def sample_wording(monkeypatch: pytest.MonkeyPatch) -> None:
    words = wording.Wording("sample", "Matter %(number)s", "Matter %(number)s waits for you. %(more)s")
    monkeypatch.setitem(wording.WORDINGS, "sample", words)
