"""Woken by a real Mosquitto: at once, once, and nothing is lost with the broker."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from paho.mqtt import client as mqtt
from paho.mqtt.enums import CallbackAPIVersion

from tests.player.room import TOPIC, Broker, Player, Room, open_room, tone, until


class Officer:
    """Publishes as the room does, and reads the answers."""

    def __init__(self, broker: Broker) -> None:
        self.answers: list[tuple[str, str]] = []
        self._line = mqtt.Client(CallbackAPIVersion.VERSION2, "room")
        self._line.on_message = lambda _line, _data, message: self._heard(json.loads(message.payload))
        self._line.on_connect = lambda line, *_: line.subscribe(f"{TOPIC}/ack", 1)
        self._line.connect("127.0.0.1", broker.port)
        self._line.loop_start()

    def _heard(self, body: dict[str, Any]) -> None:
        self.answers.append((body["item"], body["state"]))

    def say(self, body: dict[str, Any]) -> None:
        self._line.publish(TOPIC, json.dumps(body, ensure_ascii=False), 1)

    def close(self) -> None:
        self._line.disconnect()
        self._line.loop_stop()


@pytest.fixture
def room(tmp_path: Path) -> Iterator[tuple[Room, Broker]]:
    broker = Broker(tmp_path / "broker")
    broker.start()
    try:
        with open_room() as room:
            room.wake = broker.wake()
            yield room, broker
    finally:
        broker.kill()


def test_an_urgent_notice_stops_the_ordinary_one_and_a_killed_broker_loses_nothing(
    room: tuple[Room, Broker], tmp_path: Path
) -> None:
    house, broker = room
    tmp_path.chmod(0o755)
    long, short = house.add_sound(tone(6), 6), house.add_sound(tone(0.3, hertz=880), 0.3)
    heard = tmp_path / "heard"
    ordinary = house.plan(long)
    player = Player(house, tmp_path / "player", f"file:{heard}")
    player.start()
    officer = Officer(broker)
    until(lambda: "Listening to the broker" in player.log.read_text() and list(heard.glob("*.wav")))
    urgent = house.plan(short, urgent=True)
    call = house.message("play", item=urgent)
    forged, old = {**call, "id": ordinary["id"]}, house.message("stop", lasts=-1, items=[urgent["id"]])
    for body in (forged, old, call, call):
        officer.say(body)
    until(lambda: house.outcomes().get(urgent["id"]) == ("played", ""))
    assert house.outcomes()[ordinary["id"]] == ("cut", "preempted")
    until(lambda: len(officer.answers) == 3)
    assert sorted(state for _item, state in officer.answers) == ["began", "taken", "taken"]
    log = player.log.read_text()
    assert ("the mac is wrong" in log, "it expired" in log) == (True, True)

    off = house.plan(long)
    officer.say(house.message("play", item=off))
    until((heard / f"{off['id']}.wav").exists)
    officer.say(house.message("stop", items=[off["id"]]))
    until(lambda: house.outcomes().get(off["id"]) == ("cut", "called_off"))

    player.kill()
    waiting = house.message("play", item=house.plan(short, urgent=True))
    house.items.pop()  # only the broker knows of this one, and keeps it for who is away
    officer.say(waiting)
    player.start()
    until(lambda: waiting["item"]["id"] in house.outcomes(), 15)
    broker.kill()
    missed = house.plan(short, urgent=True)  # only the programme knows of this one
    broker.start()
    until(lambda: missed["id"] in house.outcomes(), 15)
    assert player.stop() == 0
    officer.close()
    ids = [one["item"] for one in house.reports]
    assert len(ids) == len(set(ids)) == len(list(heard.glob("*.wav"))) == 5
