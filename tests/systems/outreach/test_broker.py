"""A call goes through a real Mosquitto, and what the player answers comes back."""

import json
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getuser
from pathlib import Path
from uuid import uuid4

import pytest
from paho.mqtt import client as mqtt
from paho.mqtt.enums import CallbackAPIVersion

from shouwang.lib.brokers import Broker, read
from shouwang.player.contract import Wake
from shouwang.player.wake import Listener
from shouwang.systems.outreach import broker

MOSQUITTO = shutil.which("mosquitto") or "/usr/sbin/mosquitto"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def running_with(folder: Path, port: int) -> Iterator[None]:
    process = subprocess.Popen([MOSQUITTO, "-c", str(folder / "mosquitto.conf")], stderr=subprocess.DEVNULL)
    try:
        ends = time.monotonic() + 5
        while time.monotonic() < ends:
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.02)
        yield
    finally:
        process.terminate()
        process.wait(5)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    folder: Path = tmp_path_factory.mktemp("mosquitto")
    port = free_port()
    (folder / "mosquitto.conf").write_text(f"listener {port} 127.0.0.1\nallow_anonymous true\n")
    with running_with(folder, port):
        yield read(f"mqtt://127.0.0.1:{port}/hewan")


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


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # paho leaves a refused socket to the gc
def test_over_tls_only_a_known_certificate_is_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The room sends and a player of ours hears; a broker whose certificate nobody vouches for is not spoken to."""
    port, crt, key = free_port(), tmp_path / "broker.crt", tmp_path / "broker.key"
    words = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    name = ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(crt)]
    subprocess.run(["openssl", "req", "-x509", *words, *name], check=True, capture_output=True)
    (tmp_path / "mosquitto.conf").write_text(
        f"user {getuser()}\nlistener {port} 127.0.0.1\nallow_anonymous true\ncertfile {crt}\nkeyfile {key}\n"
    )
    at = read(f"mqtts://localhost:{port}/hewan")
    one = uuid4()
    call = broker.Call(one, f"{at.topic}/one", {"id": str(one)})
    heard, listens = threading.Event(), threading.Event()
    wake = Wake(at.host, at.port, at.tls, "", "", call.topic)
    with running_with(tmp_path, port):
        with pytest.raises(broker.NotReached):
            broker.send(at, [call], patience=0.5)
        monkeypatch.setenv("SSL_CERT_FILE", str(crt))
        tls = ssl.create_default_context(cafile=str(crt))
        player = Listener(wake, uuid4(), hear=lambda _: heard.set(), connected=listens.set, tls=tls)
        assert listens.wait(5)
        assert broker.send(at, [call], patience=0.5).reached == {one}
        assert heard.wait(2)
        player.close()
