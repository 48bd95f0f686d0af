"""The broker that wakes the player (MQTT 5, persistent session, QoS 1). It only shortens the wait: what it says is also
in the programme, which is fetched after each connection, so nothing is lost with it."""

import json
import logging
import ssl
from collections.abc import Callable
from typing import Any
from uuid import UUID

from paho.mqtt import client as mqtt
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from shouwang.player.contract import Wake

log = logging.getLogger(__name__)
SESSION = 24 * 3600  # seconds the broker keeps what came while the player was away
ALIVE = 15  # seconds between signs of life: a dead line is noticed after half as many again


class Listener:
    """Listens until closed and connects again by itself. `hear` gets each payload, and has kept it when it returns: only
    then is it acknowledged. `connected` is called after each connection. Both are called in the listener's own thread."""

    def __init__(
        self,
        wake: Wake,
        speaker: UUID,
        *,
        hear: Callable[[bytes], None],
        connected: Callable[[], None],
        tls: ssl.SSLContext,
    ) -> None:
        self.wake, self._hear, self._connected = wake, hear, connected
        self._line = mqtt.Client(CallbackAPIVersion.VERSION2, f"shouwang-{speaker}", protocol=mqtt.MQTTv5)
        self._line.reconnect_delay_set(1, 30)
        if wake.username:
            self._line.username_pw_set(wake.username, wake.password)
        if wake.tls:
            self._line.tls_set_context(tls)
        self._line.on_connect = self._on_connect
        self._line.on_message = self._on_message
        self._line.on_disconnect = self._on_disconnect
        kept = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call]
        kept.SessionExpiryInterval = SESSION
        self._line.connect_async(wake.host, wake.port, keepalive=ALIVE, clean_start=False, properties=kept)
        self._line.loop_start()

    def answer(self, message: UUID, item: UUID | None, state: str) -> None:
        """Say how far a message got: taken, began, refused. Lost when the broker is away; the reports say it again."""
        if self._line.is_connected():
            body = {"id": str(message), "item": str(item) if item else None, "state": state}
            self._line.publish(f"{self.wake.topic}/ack", json.dumps(body), qos=1)

    def close(self) -> None:
        self._line.disconnect()
        self._line.loop_stop()

    def _on_connect(
        self, line: mqtt.Client, _data: Any, _flags: mqtt.ConnectFlags, why: ReasonCode, _properties: Properties | None
    ) -> None:
        if why.is_failure:
            log.warning("The broker %s does not let the player in: %s.", self.wake.host, why)
            return
        line.subscribe(self.wake.topic, qos=1)
        log.info("Listening to the broker %s.", self.wake.host)
        self._connected()

    def _on_message(self, _line: mqtt.Client, _data: Any, message: mqtt.MQTTMessage) -> None:
        self._hear(bytes(message.payload))

    def _on_disconnect(
        self,
        _line: mqtt.Client,
        _data: Any,
        _flags: mqtt.DisconnectFlags,
        why: ReasonCode,
        _properties: Properties | None,
    ) -> None:
        if why.is_failure:
            log.warning("The broker %s is gone (%s); the room is asked every minute meanwhile.", self.wake.host, why)
