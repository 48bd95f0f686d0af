"""A hall plays together: 40 phones and a screen, as their pages ask, on loopback, the server as `shouwang run` starts it.

From the press on "answer" until the screen's page has the new count, from the officer's press until a phone has the next
question, and what all the asking costs. PHONES and QUESTIONS change the hall.
"""

import asyncio
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import httpx

from benchmarks.intake import OURS, environment, serving
from benchmarks.table import Row, show

PHONES, QUESTIONS = int(os.environ.get("PHONES", "40")), int(os.environ.get("QUESTIONS", "6"))
SCREEN, PHONE = 0.7, 1.5  # seconds between two looks: desk/outreach/screen.html, ui/js/modules/quiz.js
THINKS, TALKS = (
    5.0,
    2.0,
)  # seconds: everybody answers within the one, after the question came; the other is the officer's
PATIENCE = 30.0  # seconds for all answers to stand on the screen; what is missing then is lost
MAKE = "import benchmarks.quiz as q; q.make()"


@dataclass
class Hall:
    """What was seen, moments in seconds of one clock."""

    home: str
    screen: str
    sent: list[float] = field(default_factory=list)  # of the question that is open
    counts: list[tuple[float, int]] = field(default_factory=list)
    stepped: float = 0.0
    is_over: bool = False
    to_screen: list[float] = field(default_factory=list)
    to_phones: list[float] = field(default_factory=list)
    asked: list[float] = field(default_factory=list)  # how long each look of a phone took
    failed: int = 0
    lost: int = 0


def make() -> None:
    """A room with the starting questions and a round; prints the screen's address, the code and the officer's session."""
    from benchmarks import village

    village.make_room_for_intake(0)
    from django.test import Client
    from django.urls import reverse

    from shouwang.kernel.ground.models import Room
    from shouwang.kernel.people.models import Account
    from shouwang.systems.outreach.actions import quiz, quiz_rounds

    officer, room, client = Account.objects.get(username="officer"), Room.objects.get(), Client()
    quiz.take_starting(by=officer, room=room)
    one = quiz_rounds.start(by=officer, room=room, count=QUESTIONS)
    client.force_login(officer)
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    print(json.dumps([reverse("desk-outreach:quiz-screen", args=[one.pk]), one.code, cookies]))


def main() -> bool:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        made = subprocess.run(
            [sys.executable, "-c", MAKE], env=environment(data), check=True, capture_output=True, text=True
        )
        screen, code, cookies = json.loads(made.stdout.splitlines()[-1])
        with serving(OURS, data) as port:
            began = time.perf_counter()
            hall = asyncio.run(play(f"http://127.0.0.1:{port}", f"/r/HW/quiz/{code}/", screen, cookies))
            seconds = time.perf_counter() - began
    print(
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.0f}; {PHONES} phones, {QUESTIONS} questions, {seconds:.0f} s"
    )
    looks = f"{len(hall.asked) / seconds:.0f} looks of phones a second, {1 / SCREEN:.1f} of the screen"
    seen, drawn, took = (sorted(each) for each in (hall.to_screen, hall.to_phones, hall.asked))
    return show(
        "quiz",
        [
            Row("answer to the screen's count, p95", at(seen, 95), "s", "≤ 1", at(seen, 95) <= 1, middle(seen)),
            Row(
                "officer's step to the phone's question, p95",
                at(drawn, 95),
                "s",
                "≤ 2",
                at(drawn, 95) <= 2,
                middle(drawn),
            ),
            Row("one look of a phone, p95", 1000 * at(took, 95), "ms", "≤ 200", at(took, 95) <= 0.2, looks),
            Row("answers lost", hall.lost, "", "0", hall.lost == 0, f"of {PHONES * QUESTIONS}"),
            Row("requests that failed", hall.failed, "", "0", hall.failed == 0),
        ],
    )


def at(found: list[float], per_cent: int) -> float:
    return found[min(len(found) - 1, len(found) * per_cent // 100)]


def middle(found: list[float]) -> str:
    return f"median {at(found, 50):.2f} s, longest {found[-1]:.2f} s"


async def play(server: str, home: str, screen: str, cookies: dict[str, str]) -> Hall:
    """The whole round; phones come in first."""
    hall = Hall(server + home, server + screen)
    headers = {"X-Forwarded-Proto": "https", "Origin": server.replace("http:", "https:"), "Cookie": "language=en"}
    limits = httpx.Limits(max_connections=PHONES + 4, max_keepalive_connections=PHONES + 4)
    async with httpx.AsyncClient(headers=headers, timeout=30, limits=limits) as client:
        phones = [asyncio.create_task(phone(hall, client, Random(n))) for n in range(PHONES)]
        kept = "; ".join(f"{name}={value}" for name, value in {**cookies, "language": "en"}.items())
        watch = asyncio.create_task(look_up(hall, client, kept))
        await asyncio.sleep(3)
        for _number in range(QUESTIONS):
            await step(hall, client, kept)  # the question
            hall.sent, hall.counts = [], []
            until = time.perf_counter() + PATIENCE
            while time.perf_counter() < until and (not hall.counts or hall.counts[-1][1] < PHONES):
                await asyncio.sleep(0.1)
            reckon(hall)
            await step(hall, client, kept)  # its answer
            await asyncio.sleep(TALKS)
        hall.is_over = True
        await asyncio.gather(watch, *phones)
    return hall


async def step(hall: Hall, client: httpx.AsyncClient, cookies: str) -> None:
    """The officer presses what leads on."""
    shown = await client.get(hall.screen, headers={"Cookie": cookies})
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', shown.text)
    seen = re.search(r'name="seen" value="(\d+)"', shown.text)
    assert token, shown.status_code
    assert seen, shown.status_code
    fresh = {name: value for name, value in shown.cookies.items() if name not in cookies}
    both = "; ".join([cookies, *(f"{name}={value}" for name, value in fresh.items())])
    hall.stepped = time.perf_counter()
    said = {"csrfmiddlewaretoken": token[1], "seen": seen[1]}
    answer = await client.post(hall.screen, data=said, headers={"Cookie": both})
    hall.failed += answer.status_code != 302


async def look_up(hall: Hall, client: httpx.AsyncClient, cookies: str) -> None:
    """The screen: asks with how it stood, and keeps when it had which count."""
    address = hall.screen
    while not hall.is_over:
        answer = await client.get(address, headers={"Cookie": cookies})
        if answer.status_code == 200:
            found = re.search(r'hx-get="([^"]+)"', answer.text)
            address = hall.screen + "?" + found[1].split("?")[1] if found and "?" in found[1] else address
            if count := re.search(r"(\d+) of \d+ have answered", answer.text):
                hall.counts.append((time.perf_counter(), int(count[1])))
        hall.failed += answer.status_code not in (200, 204)
        await asyncio.sleep(SCREEN)


async def phone(hall: Hall, client: httpx.AsyncClient, chance: Random) -> None:
    """One phone: asks every second and a half, thinks, answers."""
    await asyncio.sleep(chance.random() * 2)
    first = await client.get(hall.home)
    token = first.cookies.get("csrftoken", "")
    own = f"language=en; quiz={chance.randrange(1 << 60):016x}; csrftoken={token}"
    version, answered = "", ""
    while not hall.is_over:
        began = time.perf_counter()
        answer = await client.get(f"{hall.home}now/?v={version}", headers={"Cookie": own})
        hall.asked.append(time.perf_counter() - began)
        hall.failed += answer.status_code not in (200, 204)
        if answer.status_code == 200:
            version = answer.headers["X-Quiz-Version"]
            place = re.search(r'name="place" value="(\d+)"', answer.text)
            masked = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', answer.text)
            if place and masked and place[1] != answered:
                hall.to_phones.append(time.perf_counter() - hall.stepped)
                answered = place[1]
                await asyncio.sleep(chance.random() * THINKS)
                token = answer.cookies.get("csrftoken", token)
                own = re.sub("csrftoken=.*", f"csrftoken={token}", own)
                choice = re.search(r'name="choice" value="(\d+)"', answer.text)
                said = {"place": place[1], "choice": choice[1] if choice else "0", "csrfmiddlewaretoken": masked[1]}
                hall.sent.append(time.perf_counter())
                kept = await client.post(hall.home, data=said, headers={"Cookie": own, "X-Quiz": "1"})
                hall.failed += kept.status_code != 200
        await asyncio.sleep(PHONE)


def reckon(hall: Hall) -> None:
    """Of the n-th answer that was sent: until the screen first counted n."""
    for number, sent in enumerate(sorted(hall.sent), 1):
        seen = next((moment for moment, count in hall.counts if count >= number and moment > sent), None)
        if seen is None:
            hall.lost += 1
        else:
            hall.to_screen.append(seen - sent)
    hall.lost += PHONES - len(hall.sent)


if __name__ == "__main__":
    main()
