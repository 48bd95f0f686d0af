"""The loudspeaker's player on loopback, with a real Mosquitto and a real Icecast: how soon, how long, and never lost or twice.

What is heard is told by receivers of its own (`speakers_ears`), not by the player's journal.
"""

import json
import random
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from paho.mqtt import client as mqtt
from paho.mqtt.enums import CallbackAPIVersion

from benchmarks.speakers_ears import Ear, another, numbered, shuffled, speech
from benchmarks.table import Row, show
from shouwang.player.outputs.sound import ffmpeg
from tests.player.room import ROOT, TOPIC, Broker, Player, Room, is_open, until
from tests.player.test_icecast import Server, loudness

CALLS, POLLS, COMMANDS = 100, 12, 500
SEED = 20261128


def main() -> bool:
    with tempfile.TemporaryDirectory(prefix="shouwang-speakers-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        mp3 = speech(20, 1, folder / "speech.mp3")
        woken = calls(folder / "calls", mp3)
        asked = polled(folder / "polls", mp3)
        rows = [*woken.rows(asked), *streamed(folder / "rtp", folder / "speech.mp3"), icecast(folder / "icecast", mp3)]
        rows += killed(folder / "killed")
    return show("speakers", rows)


class Officer:
    """Publishes as the room does: QoS 1, again after a lost broker until it has it."""

    def __init__(self, broker: Broker) -> None:
        self._line = mqtt.Client(CallbackAPIVersion.VERSION2, "room", clean_session=False)
        self._line.reconnect_delay_set(1, 1)
        self._line.max_inflight_messages_set(100)
        self._line.connect("127.0.0.1", broker.port)
        self._line.loop_start()

    def say(self, body: dict[str, Any]) -> None:
        self._line.publish(TOPIC, json.dumps(body, ensure_ascii=False), 1)

    def close(self) -> None:
        self._line.disconnect()
        self._line.loop_stop()


@contextmanager
def at_work(
    folder: Path, output: str, *, wakes: bool = True, python: str = ""
) -> Iterator[tuple[Room, Broker, Player]]:
    """A room, a broker and a player; `python` is run before the player's command."""
    room, broker = Room(), Broker(folder / "broker")
    broker.start()
    room.wake = broker.wake() if wakes else None
    player = Player(room, folder / "player", output)
    if python:
        player.command[1:3] = ["-c", f"import sys; {python}; from shouwang.__main__ import main; sys.exit(main())"]
    try:
        player.start()
        until(lambda: ("Listening" if wakes else "Programme") in player.log.read_text(), 20)
        yield room, broker, player
    finally:
        player.kill()
        broker.kill()
        room.close()


@dataclass
class Waits:
    """Seconds from the word to the first and to the last packet."""

    first: list[float] = field(default_factory=list)
    last: list[float] = field(default_factory=list)

    def rows(self, polled: "Waits") -> list[Row]:
        first, last = p95(self.first), p95(self.last)
        peer = (
            f"asked every 5 s over HTTP: median {statistics.median(polled.first):.1f} s, p95 {p95(polled.first):.1f} s"
        )
        median = f"median {statistics.median(self.first) * 1000:.0f} ms, longest {max(self.first) * 1000:.0f} ms"
        stop = f"median {statistics.median(self.last) * 1000:.0f} ms"
        return [
            Row(
                f"MQTT to first sound, {len(self.first)} times, p95",
                first * 1000,
                "ms",
                "≤ 1,000",
                first <= 1,
                f"{median}; {peer}",
            ),
            Row("MQTT stop to last sound, p95", last * 1000, "ms", "≤ 500", last <= 0.5, stop),
        ]


def calls(folder: Path, mp3: bytes) -> Waits:
    """Each an MP3 of 160 kB that the player does not have yet: woken, fetched, checked, written down, decoded, heard."""
    ear, waits = Ear(), Waits()
    with at_work(folder, ear.address) as (room, broker, _player):
        officer = Officer(broker)
        for number in range(CALLS):
            item = room.plan(room.add_sound(another(mp3, number), 20), urgent=True)
            body = room.message("play", item=item)
            ear.clear()
            began = time.monotonic()
            officer.say(body)
            waits.first.append(ear.first(20) - began)
            time.sleep(0.2)
            began = time.monotonic()
            officer.say(room.message("stop", items=[item["id"]]))
            waits.last.append(max(0.0, ear.wait_for_silence() - began))
        officer.close()
    ear.close()
    return waits


def polled(folder: Path, mp3: bytes) -> Waits:
    """The same without a broker: the programme is asked for every 5 s. What a player without MQTT can do."""
    ear, waits = Ear(), Waits()
    quick = "import shouwang.player.keeper as keeper; keeper.EVERY = 5.0"
    chance = random.Random(SEED)
    with at_work(folder, ear.address, wakes=False, python=quick) as (room, _broker, _player):
        for number in range(POLLS):
            time.sleep(chance.uniform(0, 5))
            ear.clear()
            began = time.monotonic()
            item = room.plan(room.add_sound(another(mp3, number), 20), urgent=True)
            waits.first.append(ear.first(20) - began)
            room.called_off.append(item["id"])
            ear.wait_for_silence()
    ear.close()
    return waits


def streamed(folder: Path, mp3: Path) -> list[Row]:
    """One announcement of 20 s to a group: how long it is at the receiver, and how evenly it comes. Peer: ffmpeg itself."""
    ear = Ear()
    with at_work(folder, ear.address) as (room, _broker, player):
        room.plan(room.add_sound(mp3.read_bytes(), 20))
        player.kill()
        player.start()
        ear.first(20)
        until(lambda: room.reports, 40)
        ours, length = unevenness(ear), sum(len(packet.payload) for packet in ear.packets) / 8000
    ear.clear()
    words = ["-re", "-i", str(mp3), "-ac", "1", "-ar", "8000", "-c:a", "pcm_alaw", "-f", "rtp"]
    subprocess.run(
        [ffmpeg(), "-v", "error", *words, f"{ear.address}&pkt_size=172"], stdout=subprocess.DEVNULL, check=True
    )
    theirs, theirs_length = unevenness(ear), sum(len(packet.payload) for packet in ear.packets) / 8000
    ear.close()
    off = abs(length / 20 - 1) * 100
    return [
        Row(
            "RTP received length, off by",
            off,
            "%",
            "≤ 2",
            off <= 2,
            f"{length:.2f} of 20 s; ffmpeg -re {theirs_length:.2f}",
        ),
        Row(
            "RTP packets more than 60 ms out of their time",
            ours[0],
            "%",
            "≤ 1",
            ours[0] <= 1,
            f"ffmpeg -re {theirs[0]:.1f} %; earliest to latest {ours[1]:.0f} ms, ffmpeg {theirs[1]:.0f} ms",
        ),
    ]


def unevenness(ear: Ear) -> tuple[float, float]:
    """Against the median: percent of packets more than 60 ms off, which a plain loudspeaker's buffer does not hold; and ms
    between the earliest and the latest."""
    zero = ear.packets[0]
    off = [packet.at - zero.at - ((packet.stamp - zero.stamp) & 0xFFFFFFFF) / 8000 for packet in ear.packets]
    usual = statistics.median(off)
    return 100 * sum(abs(one - usual) > 0.06 for one in off) / len(off), (max(off) - min(off)) * 1000


def icecast(folder: Path, mp3: bytes) -> Row:
    """Read back as a listener does, who was there before and is there after."""
    server = Server(folder)
    mount = f"127.0.0.1:{server.port}/room.mp3"
    try:
        with at_work(folder / "work", f"icecast://source:s%20p%26e@{mount}") as (room, broker, _player):
            until(lambda: is_open(server.port))
            time.sleep(2)
            words = ["-v", "error", "-t", "26", "-i", f"http://{mount}", "-f", "s16le", "-ac", "1", "-ar", "8000", "-"]
            listener = subprocess.Popen([ffmpeg(), *words], stdout=subprocess.PIPE)
            time.sleep(1)
            officer = Officer(broker)
            item = room.plan(room.add_sound(mp3, 20), urgent=True)
            officer.say(room.message("play", item=item))
            heard = listener.communicate()[0]
            officer.close()
    finally:
        server.stop()
    loud = [n / 50 for n in range(len(heard) // 320) if loudness(heard, n / 50, (n + 1) / 50) > 300]
    length = loud[-1] - loud[0] + 0.02 if loud else 0.0
    off = abs(length / 20 - 1) * 100
    return Row("Icecast heard by a listener, off by", off, "%", "≤ 2", off <= 2, f"{length:.2f} of 20 s")


def killed(folder: Path) -> list[Row]:
    """500 commands while broker and player are killed at random moments and started again."""
    ear, chance, ending = Ear(), random.Random(SEED), threading.Event()
    kills = {"player": 0, "broker": 0}
    with at_work(folder, ear.address) as (room, broker, player):
        officer = Officer(broker)

        def kill(name: str, what: Player | Broker, pauses: tuple[float, float], seed: int) -> None:
            moments = random.Random(seed)
            while not ending.wait(moments.uniform(*pauses)):
                what.kill()
                kills[name] += 1
                time.sleep(moments.uniform(0, 0.7))
                what.start()

        killers = [
            threading.Thread(target=kill, args=("player", player, (1.5, 5.0), SEED + 1)),
            threading.Thread(target=kill, args=("broker", broker, (2.0, 8.0), SEED + 2)),
        ]
        for killer in killers:
            killer.start()
        commands = command_all(room, officer, chance)
        until(lambda: len(room.outcomes()) >= COMMANDS, 300)
        ending.set()
        for killer in killers:
            killer.join()
        time.sleep(2)
        officer.close()
        said, told = room.outcomes(), list(room.reports)
        faults = player.log.read_text().count("Traceback")
    runs = ear.runs()
    ear.close()
    keep(player)
    fell = Row("the player ended by a fault of its own", faults, "", "0", not faults)
    return [*judged(commands, said, told, runs, kills), fell]


@dataclass(frozen=True)
class Command:
    number: int
    id: str
    is_called_off: bool
    may_expire: bool


def command_all(room: Room, officer: Officer, chance: random.Random) -> list[Command]:
    """Half urgent, a tenth called off, a twentieth soon expired, a fifth said twice; in bursts and pauses."""
    commands = []
    for number in shuffled(COMMANDS, SEED):
        packets = chance.choice([4, 6, 10, 25])
        soon_over = chance.random() < 0.05
        item = room.plan(
            room.add_sound(numbered(number, packets), packets / 50),
            late=0.5 if soon_over else 1200,
            lasts=0.5 if soon_over else 1200,
            urgent=chance.random() < 0.5,
        )
        body = room.message("play", item=item)
        for _ in range(2 if chance.random() < 0.2 else 1):
            officer.say(body)
        off = chance.random() < 0.1
        if off:
            time.sleep(chance.uniform(0, 0.3))
            room.called_off.append(item["id"])
            officer.say(room.message("stop", items=[item["id"]]))
        commands.append(Command(number, item["id"], off, soon_over))
        time.sleep(chance.choice([0, 0, 0.1, 0.3, 0.6]))
    return commands


def judged(
    commands: list[Command],
    said: dict[str, tuple[str, str]],
    told: list[dict[str, Any]],
    runs: dict[int, int],
    kills: dict[str, int],
) -> list[Row]:
    """None lost, none twice: what the room was told against what the receiver heard."""
    changed = {one["item"] for one in told if (one["outcome"], one["why"]) != said[one["item"]]}
    lost = [one for one in commands if one.id not in said]
    for one in commands:
        outcome, why = said.get(one.id, ("", ""))
        is_excused = (one.is_called_off and why == "called_off") or (one.may_expire and why in {"expired", "late"})
        if outcome == "cut" or is_excused or (outcome == "played" and runs.get(one.number, 0)):
            continue
        lost.append(one)
    twice = [number for number, count in runs.items() if count > 1]
    unsaid = [one for one in commands if runs.get(one.number) and said.get(one.id, ("",))[0] not in {"played", "cut"}]
    outcomes = [outcome for outcome, _why in said.values()]
    counts = ", ".join(f"{outcome} {outcomes.count(outcome)}" for outcome in sorted(set(outcomes)))
    words = f"{counts}; player killed {kills['player']} times, broker {kills['broker']}"
    more = f"{len(runs)} heard; reports sent again after a kill: {len(told) - len(said)}, all alike"
    silent_cuts = sum(said.get(one.id, ("",))[0] == "cut" and not runs.get(one.number) for one in commands)
    return [
        Row(f"{len(commands)} commands, lost", len(lost), "", "0", not lost, words),
        Row("heard twice, by the receiver's count", len(twice), "", "0", not twice, more),
        Row("reported twice with another outcome", len(changed), "", "0", not changed),
        Row(
            "heard and not reported so",
            len(unsaid),
            "",
            "0",
            not unsaid,
            f"cut before a packet left: {silent_cuts}",
        ),
    ]


def keep(player: Player) -> None:
    """The player's log of the run, to be read when a promise breaks."""
    out = ROOT / "build" / "bench"
    out.mkdir(parents=True, exist_ok=True)
    (out / "speakers.log").write_bytes(player.log.read_bytes())


def p95(values: list[float]) -> float:
    return sorted(values)[max(0, int(len(values) * 0.95) - 1)]
