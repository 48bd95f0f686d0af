"""What the player reads from the room, and what it refuses to believe."""

import json
from typing import Any

import pytest

from shouwang.player.contract import Unreadable, as_pushed, mac_of, read_message, read_programme, read_pushed
from tests.player.room import TOKEN, open_room, tone
from tests.player.test_programme import item


@pytest.fixture(scope="module")
def programme() -> dict[str, Any]:
    with open_room() as room:
        room.quiet = [["12:30", "14:00"]]
        room.plan(room.add_sound(tone(0.1), 0.1))
        return room.programme()


def test_a_programme_is_read_whole(programme: dict[str, Any]) -> None:
    read = read_programme(json.dumps(programme))
    assert (read.name, len(read.items), read.volume, read.broken) == ("村口大喇叭", 1, 100, ())


@pytest.mark.parametrize(
    "change",
    [{"at": "2026-11-28T12:00:00"}, {"sound": "b" * 64}, {"sound": "../../etc/passwd"}, {"late": "soon"}, {"id": "x"}],
)
def test_one_broken_item_does_not_silence_the_others(programme: dict[str, Any], change: dict[str, Any]) -> None:
    [good] = programme["items"]
    read = read_programme(json.dumps({**programme, "items": [{**good, **change}, good]}))
    assert (len(read.items), len(read.broken)) == (1, 1)


@pytest.mark.parametrize(
    "change", [{"quiet": [["25:00", "7"]]}, {"quiet": 3}, {"items": None}, {"wake": []}, {"volume": True}]
)
def test_a_programme_that_is_none_is_refused(programme: dict[str, Any], change: dict[str, Any]) -> None:
    with pytest.raises(Unreadable):
        read_programme(json.dumps({**programme, **change}))


def test_a_sound_that_lies_elsewhere_is_not_fetched(programme: dict[str, Any]) -> None:
    [[sha256, sound]] = programme["sounds"].items()
    for url in ("https://elsewhere.example/a", "//elsewhere.example/a"):
        read = read_programme(json.dumps({**programme, "sounds": {sha256: {**sound, "url": url}}}))
        assert read.items == ()


def test_a_message_without_the_rooms_mac_is_nobodys() -> None:
    with open_room() as room:
        body = room.message("stop", items=["0192f000-0000-7000-8000-0000000000ff"])
    assert read_message(json.dumps(body).encode(), TOKEN).kind == "stop"
    for wrong in (
        {**body, "items": []},
        {**body, "mac": "é"},
        {name: value for name, value in body.items() if name != "mac"},
    ):
        with pytest.raises(Unreadable):
            read_message(json.dumps(wrong).encode(), TOKEN)
    with pytest.raises(Unreadable):
        read_message(b"\xff", TOKEN)


def test_the_mac_is_the_one_that_is_written_down() -> None:
    """docs/reference/speakers.md has the same example."""
    body = {"id": "1", "kind": "programme", "title": "防诈骗", "mac": "whatever"}
    assert mac_of(body, "token") == "3c200d4ba1a79c68fc214e5048f36225908a7d7742f53a4d07dfaa540607d009"


def test_a_pushed_item_is_kept_as_it_came() -> None:
    one = item(urgent=True)
    assert read_pushed(as_pushed(one)) == one


@pytest.mark.parametrize("payload", [b'{"mac":"\\ud800"}', b'{"a":' + b"[" * 60_000, b'{"a":"' + b"b" * 70_000 + b'"}'])
def test_what_somebody_else_puts_into_the_broker_ends_nothing(payload: bytes) -> None:
    with pytest.raises(Unreadable):
        read_message(payload, TOKEN)
