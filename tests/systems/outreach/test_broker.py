"""A call goes through a real Mosquitto, and what the player answers comes back."""

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from paho.mqtt import client as mqtt
from paho.mqtt.enums import CallbackAPIVersion

from shouwang.lib.brokers import Broker, read
from shouwang.systems.outreach import broker

MOSQUITTO = shutil.which("mosquitto") or "/usr/sbin/mosquitto"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    folder: Path = tmp_path_factory.mktemp("mosquitto")
    port = free_port()
    (folder / "mosquitto.conf").write_text(f"listener {port} 127.0.0.1\nallow_anonymous true\n")
    process = subprocess.Popen([MOSQUITTO, "-c", str(folder / "mosquitto.conf")], stderr=subprocess.DEVNULL)
    try:
        ends = time.monotonic() + 5
        while time.monotonic() < ends:
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.02)
        yield read(f"mqtt://127.0.0.1:{port}/hewan")
    finally:
        process.terminate()
        process.wait(5)


def test_a_player_says_that_it_began(running: Broker) -> None:
    topic = f"{running.topic}/one"
    player = mqtt.Client(CallbackAPIVersion.VERSION2)

    def play(line: mqtt.Client, _: object, message: mqtt.MQTTMessage) -> None:
        said = json.loads(message.payload)
        for state in ("taken", "began"):
            line.publish(f"{topic}/ack", json.dumps({"id": said["id"], "item": None, "state": state}), qos=1)

    player.on_message = play
    player.connect(running.host, running.port)
    player.subscribe(topic, 1)
    player.loop_start()
    time.sleep(0.1)
    heard, deaf = uuid4(), uuid4()
    calls = [
        broker.Call(heard, topic, {"id": str(heard)}, is_played=True),
        broker.Call(deaf, f"{running.topic}/other", {"id": str(deaf)}),
    ]
    try:
        answers = broker.send(running, calls, patience=0.5)
    finally:
        player.disconnect()
        player.loop_stop()
    assert answers.reached == {heard, deaf}
    assert answers.states[heard] == {"taken", "began"}
    assert deaf not in answers.states


def test_without_a_broker_the_calls_wait() -> None:
    with pytest.raises(broker.NotReached):
        broker.send(read(f"mqtt://127.0.0.1:{free_port()}"), [], patience=0.3)


@pytest.mark.parametrize("address", ["127.0.0.1:1883", "http://broker", "mqtt://", "mqtt://host/a+b", "mqtt://host/#"])
def test_an_address_that_is_none_says_what_to_write(address: str) -> None:
    with pytest.raises(ValueError, match=r"write|topic"):
        read(address)


def test_an_address_is_read() -> None:
    assert read("mqtts://a:b%40c@broker.example") == Broker(
        "broker.example", 8883, True, "a", "b@c", "shouwang/speakers"
    )
