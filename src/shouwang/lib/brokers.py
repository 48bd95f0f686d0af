"""Where an MQTT broker is, read from one address: mqtt://user:password@host:1883/topic or mqtts:// for TLS."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urlsplit

PORTS: Final = {"mqtt": 1883, "mqtts": 8883}
TOPIC: Final = "shouwang/speakers"


@dataclass(frozen=True)
class Broker:
    """A broker and the topic under which the room's loudspeakers listen."""

    host: str
    port: int
    tls: bool
    username: str = ""
    password: str = ""
    topic: str = TOPIC


def read(address: str) -> Broker:
    """The broker at the address. Raises ValueError with words that say what to write."""
    parts = urlsplit(address)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError("write mqtt://host:1883 or mqtts://user:password@host:8883")
    topic = parts.path.strip("/") or TOPIC
    if "#" in address or "+" in topic:
        raise ValueError("the topic may hold no + and no #")
    return Broker(
        parts.hostname,
        parts.port or PORTS[parts.scheme],
        parts.scheme == "mqtts",
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        topic,
    )
