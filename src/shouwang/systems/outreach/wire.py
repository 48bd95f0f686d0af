"""What a player reads: items and calls as JSON. Plain of the database's questions; the contract is docs/reference/speakers.md."""

import hashlib
import hmac
import json
from datetime import datetime
from typing import Any

from django.conf import settings

from shouwang.kernel.people.sealed import derived
from shouwang.lib.brokers import Broker
from shouwang.lib.clock import BEIJING
from shouwang.systems.outreach.airtime import Quiet
from shouwang.systems.outreach.models import Item, Sound, Speaker, Wake

SOUND_PATH = "/api/speakers/sounds/"


def iso(moment: datetime) -> str:
    """With +08:00, whatever the player's own zone is."""
    return moment.astimezone(BEIJING).isoformat(timespec="seconds")


def token_of(speaker: Speaker) -> str:
    """The player's key, made anew from what is known here and the room's field key; kept nowhere."""
    return derived("speaker", str(speaker.pk), str(speaker.key_number))


def topic_of(speaker: Speaker, broker: Broker) -> str:
    """Where the player listens."""
    return f"{broker.topic}/{speaker.pk}"


def item(one: Item) -> dict[str, Any]:
    """An item as it stands in the programme."""
    return {
        "id": str(one.pk),
        "campaign": str(one.airing.campaign_id),
        "title": one.airing.campaign.title,
        "sound": one.sound.file.sha256,
        "at": iso(one.at),
        "late": one.late,
        "expires_at": iso(one.expires_at),
        "urgent": one.is_urgent,
        "over_quiet": one.is_over_quiet,
    }


def sound(one: Sound) -> dict[str, Any]:
    """Where a sound is fetched and how it is checked."""
    return {
        "url": SOUND_PATH + one.file.sha256,
        "size": one.file.size,
        "media_type": one.file.media_type,
        "seconds": float(one.seconds),
    }


def programme(speaker: Speaker, items: list[Item], quiet: tuple[Quiet, ...]) -> dict[str, Any]:
    """Today and tomorrow, without the moment it was asked for, so that the same programme reads the same."""
    played = [one for one in items if one.state == Item.State.PLANNED]
    return {
        "speaker": {"id": str(speaker.pk), "name": speaker.name},
        "quiet": [[f"{begins:%H:%M}", f"{ends:%H:%M}"] for begins, ends in quiet],
        "volume": speaker.volume,
        "sounds": {one.sound.file.sha256: sound(one.sound) for one in played},
        "items": [item(one) for one in played],
        "called_off": [str(one.pk) for one in items if one.state == Item.State.CALLED_OFF],
        "wake": _wake(speaker),
    }


def call(wake: Wake) -> dict[str, Any]:
    """The message that wakes a player, signed with its key."""
    said: dict[str, Any] = {"id": str(wake.pk), "kind": wake.kind, "expires_at": iso(wake.expires_at)}
    if wake.kind == Wake.Kind.STOP and wake.item_id:
        said["items"] = [str(wake.item_id)]
    elif wake.kind == Wake.Kind.PLAY and wake.item:
        about = sound(wake.item.sound)
        more = {"sound_url": about["url"], "size": about["size"], "seconds": about["seconds"]}
        said["item"] = item(wake.item) | more
    return said | {"mac": mac(said, token_of(wake.speaker))}


def mac(message: dict[str, Any], token: str) -> str:
    """HMAC-SHA256 over the message with sorted keys, without spaces, in UTF-8."""
    text = json.dumps(message, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hmac.new(token.encode(), text.encode(), hashlib.sha256).hexdigest()


def _wake(speaker: Speaker) -> dict[str, Any] | None:
    broker: Broker | None = settings.MQTT_FOR_SPEAKERS
    if broker is None:
        return None
    return {
        "host": broker.host,
        "port": broker.port,
        "tls": broker.tls,
        "username": broker.username,
        "password": broker.password,
        "topic": topic_of(speaker, broker),
    }
