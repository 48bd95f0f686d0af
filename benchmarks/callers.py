"""Many callers at once, each with a connection of its own that stays open: a process apart from the server it asks.

`python -m benchmarks.callers` reads one JSON object from standard input and writes one to standard output.
"""

import asyncio
import json
import sys
import time
from dataclasses import asdict, dataclass, field
from random import Random
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

TEXT = "村口第三盏路灯坏了三天，晚上孩子放学看不见路，请来看看，旁边的井盖也松了。"
WHERE = "东口往北五十米"
CSRF = "a" * 32
ONCE = uuid4()


@dataclass
class Run:
    """What to ask: `style` is "json" (token or bare) or "form" (the public page)."""

    port: int
    path: str
    style: str
    callers: int
    seconds: float
    secrets: list[str] = field(default_factory=list)


def request(run: Run, caller: int, number: int) -> bytes:
    """One report, as bytes. A form comes from a new address every 15th time, as from 15 phones behind one router."""
    head = {"Host": f"127.0.0.1:{run.port}", "Connection": "keep-alive", "X-Forwarded-Proto": "https"}
    if run.style == "form":
        head |= {"Cookie": f"csrftoken={CSRF}", "X-Forwarded-For": address(caller, number // 15)}
        head["Origin"] = f"https://127.0.0.1:{run.port}"
        fields = {"csrfmiddlewaretoken": CSRF, "part": "who", "who": "anonymous", "text": TEXT, "where": WHERE}
        body = urlencode(fields | {"key": str(uuid4())}).encode()
        head["Content-Type"] = "application/x-www-form-urlencoded"
    else:
        said: dict[str, Any] = {"kind": "report", "topic": "streetlight", "text": TEXT, "where": WHERE}
        if run.secrets:
            head["Authorization"] = f"Bearer {run.secrets[(caller * 7 + number) % len(run.secrets)]}"
            said["reporter"] = {"is_anonymous": True}
            said["id"] = str(uuid4())
        body = json.dumps(said, ensure_ascii=False).encode()
        head["Content-Type"] = "application/json"
    head["Content-Length"] = str(len(body))
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    return f"POST {run.path} HTTP/1.1\r\n{lines}\r\n".encode() + body


def address(caller: int, home: int) -> str:
    """One of sixteen million, another in every run."""
    drawn = Random(f"{ONCE} {caller} {home}").randrange(1 << 24)
    return f"10.{drawn >> 16}.{drawn >> 8 & 255}.{drawn & 255}"


async def call(run: Run, caller: int, until: float, taken: list[float], refused: list[int]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", run.port)
    number = 0
    while time.perf_counter() < until:
        asked = request(run, caller, number)
        number += 1
        began = time.perf_counter()
        writer.write(asked)
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(
            (int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), 0
        )
        await reader.readexactly(length)
        taken.append((time.perf_counter() - began) * 1000)
        status = int(head[9:12])
        if status not in (201, 303):
            refused.append(status)
    writer.close()


async def crowd(run: Run) -> dict[str, Any]:
    """Waits in ms of every report of every caller, and the statuses of those that were not taken in."""
    taken: list[float] = []
    refused: list[int] = []
    began = time.perf_counter()
    until = began + run.seconds
    await asyncio.gather(*(call(run, caller, until, taken, refused) for caller in range(run.callers)))
    taken.sort()
    return {
        "rate": len(taken) / (time.perf_counter() - began),
        "p50": taken[len(taken) // 2],
        "p99": taken[len(taken) * 99 // 100],
        "errors": len(refused),
        "refused": refused[:5],
    }


def text_of(run: Run) -> str:
    return json.dumps(asdict(run))


if __name__ == "__main__":
    print(json.dumps(asyncio.run(crowd(Run(**json.load(sys.stdin))))))
