"""From the officer's press on "Release" to the first sound of a loudspeaker, the whole way on loopback.

The room's own server, a real Mosquitto and the real player: the release is written down, the player woken, the programme and
the sound fetched and checked, the playing written down, the first packet sent. And from "Take it back" to silence.
"""

import os
import statistics
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

from benchmarks.intake import OURS, serving
from benchmarks.speakers import p95
from benchmarks.speakers_ears import Ear, another, speech
from benchmarks.table import Row, show
from tests.player.room import Broker, Player, until

TIMES = 30


def main() -> bool:
    with tempfile.TemporaryDirectory(prefix="shouwang-release-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        broker = Broker(folder / "broker")
        broker.start()
        os.environ["MQTT_URL"] = f"mqtt://127.0.0.1:{broker.port}/shouwang/bench"
        key = make()
        ear = Ear()
        # Over HTTP, as a player on the same machine asks.
        with serving(OURS, Path(os.environ["DATA_DIR"]), behind_https=False) as port:
            room = SimpleNamespace(url=f"http://127.0.0.1:{port}", token=key, players=[])
            player = Player(room, folder / "player", ear.address)  # type: ignore[arg-type]
            player.start()
            try:
                until(lambda: "Listening" in player.log.read_text(), 30)
                first, last = heard(ear, speech(8, 1, folder / "speech.mp3"), folder)
            finally:
                player.kill()
                broker.kill()
                ear.close()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.0f}")
    return show("release", [row("released to the first sound", first, 1.0), row("taken back to silence", last, 1.0)])


def make() -> str:
    """A room with one loudspeaker; its key."""
    from benchmarks import village

    village.make_room_for_intake(0)
    from shouwang.kernel.ground.models import Room, Village
    from shouwang.kernel.people.models import Account
    from shouwang.systems.outreach.actions import speakers

    officer, room = Account.objects.get(username="officer"), Room.objects.get()
    village_of = Village.objects.create(room=room, name="河湾村")
    return speakers.add(by=officer, room=room, about=speakers.About(village_of, "村委会喇叭"))[1]


def heard(ear: Ear, mp3: bytes, folder: Path) -> tuple[list[float], list[float]]:
    """Seconds from the release to the first packet, and from taking back to the last, of urgent campaigns."""
    from django.utils import timezone

    from shouwang.kernel.ground.models import Room
    from shouwang.kernel.people.models import Account
    from shouwang.systems.outreach.actions import airing, campaigns, sounds
    from shouwang.systems.outreach.queries.airing import When

    room = Room.objects.get()
    officer, helper = (Account.objects.get(username=name) for name in ("officer", "auxiliary"))
    recorded, first, last = folder / "recorded.mp3", list[float](), list[float]()
    for number in range(TIMES):
        until_when = timezone.now() + timedelta(hours=1)
        words = campaigns.Words(f"没有安全账户 {number}", "先挂断，再打96110。", is_urgent=True, expires_at=until_when)
        campaign = campaigns.write(by=helper, room=room, words=words, ways=["speaker"])
        recorded.write_bytes(another(mp3, number))
        sound = sounds.add(by=helper, campaign=campaign, ready=sounds.made_ready(recorded), origin="recorded")
        sounds.approve(by=officer, sound=sound)
        airing.plan(by=officer, campaign=campaign, when=When(is_urgent=True, over_quiet_because="measured at any hour"))
        ear.clear()
        began = time.monotonic()
        campaigns.release(by=officer, campaign=campaign)
        first.append(ear.first(90) - began)
        time.sleep(0.5)
        began = time.monotonic()
        campaigns.take_down(by=officer, campaign=campaign, reason="measured")
        last.append(max(0.0, ear.wait_for_silence() - began))
    return first, last


def row(what: str, seconds: list[float], most: float) -> Row:
    said = f"median {statistics.median(seconds) * 1000:.0f} ms, longest {max(seconds) * 1000:.0f} ms"
    value = p95(seconds)
    return Row(f"{what}, {len(seconds)} times, p95", value * 1000, "ms", f"≤ {most * 1000:,.0f}", value <= most, said)
