"""Sending calls to players through an MQTT broker and hearing for two seconds what they say to them."""

import json
import ssl
import threading
import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from paho.mqtt import client as mqtt
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.reasoncodes import ReasonCode

from shouwang.lib.brokers import Broker

PATIENCE = 2.0  # seconds for the connection, and again for the answers
LAST = frozenset({"began", "refused"})


class NotReached(Exception):
    """The broker did not answer; the calls wait."""


@dataclass(frozen=True)
class Call:
    """One message: its id, the player's topic, what is said, and whether the player says when it begins."""

    id: UUID
    topic: str
    said: dict[str, object]
    is_played: bool = False


@dataclass
class Answers:
    """Which messages the broker took, and what players said of each."""

    reached: set[UUID] = field(default_factory=set)
    states: dict[UUID, set[str]] = field(default_factory=lambda: defaultdict(set))


def send(broker: Broker, calls: Iterable[Call], patience: float = PATIENCE) -> Answers:
    """Publish with QoS 1 and wait for the players' own words, as long as `patience` seconds. Raises NotReached."""
    wanted = {str(one.id): one for one in calls}
    answers = Answers()
    ready, changed = threading.Event(), threading.Event()
    line = _line(broker, wanted, ready)

    def heard(_line: object, _data: object, message: mqtt.MQTTMessage) -> None:
        try:
            said = json.loads(message.payload)
            one = wanted[str(said["id"])]
        except (ValueError, KeyError, TypeError):
            return  # of another message, or nobody's words
        if message.topic == f"{one.topic}/ack":
            answers.states[one.id].add(str(said.get("state", ""))[:10])
            changed.set()

    line.on_message = heard
    line.connect_timeout = patience
    try:
        line.connect(broker.host, broker.port)
    except (OSError, ValueError) as error:
        raise NotReached(str(error)) from error
    line.loop_start()
    try:
        if not ready.wait(patience):
            raise NotReached("no answer to the connection")
        _publish(line, wanted.values(), answers, changed, patience)
    finally:
        line.disconnect()
        line.loop_stop()
    return answers


def _line(broker: Broker, wanted: Mapping[str, Call], ready: threading.Event) -> mqtt.Client:
    """A connection that listens for the answers; `ready` once it does."""
    line = mqtt.Client(CallbackAPIVersion.VERSION2, client_id="", clean_session=True)
    if broker.username:
        line.username_pw_set(broker.username, broker.password)
    if broker.tls:
        line.tls_set_context(ssl.create_default_context())
    topics = [(topic, 1) for topic in sorted({f"{one.topic}/ack" for one in wanted.values()})]

    def connected(client: mqtt.Client, _data: object, _flags: object, reason: ReasonCode, _more: object) -> None:
        if not reason.is_failure:
            client.subscribe(topics)

    line.on_connect = connected
    line.on_subscribe = lambda *_: ready.set()
    return line


def _publish(
    line: mqtt.Client, wanted: Collection[Call], answers: Answers, changed: threading.Event, patience: float
) -> None:
    ends = time.monotonic() + patience
    sent = [(one, line.publish(one.topic, json.dumps(one.said, ensure_ascii=False), qos=1)) for one in wanted]
    for one, receipt in sent:
        receipt.wait_for_publish(max(0.01, ends - time.monotonic()))
        if receipt.is_published():
            answers.reached.add(one.id)
    while (left := ends - time.monotonic()) > 0 and not all(_is_answered(one, answers) for one in wanted):
        changed.wait(left)
        changed.clear()


def _is_answered(one: Call, answers: Answers) -> bool:
    states = answers.states.get(one.id, set())
    return bool(states & LAST) or bool(states and not one.is_played)
