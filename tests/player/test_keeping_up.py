"""The player's process with a room's server in small: fetched, checked, played, reported; and what it says when it can't."""

import json
import os
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shouwang.player.cache import Cache, Damaged
from shouwang.player.clock import Clock
from shouwang.player.memory import Memory
from shouwang.player.programme import Sound
from shouwang.player.server import BadAddress, NotReached, Server
from tests.player.room import ROOT, Player, Room, id_of, open_room, tone, until


@pytest.fixture
def room() -> Room:
    with open_room() as room:
        yield room


def test_from_the_programme_to_the_report_through_a_kill(room: Room, tmp_path: Path) -> None:
    """One process after another: called off, damaged, played, killed in the middle, without the room, at the end."""
    sound, bad = room.add_sound(tone(0.3), 0.3), room.add_sound(tone(0.2), 0.2)
    room.damaged.add(bad)
    damaged, played = room.plan(bad, late=3), room.plan(sound)
    off = room.plan(sound, in_seconds=60)
    room.called_off = [off["id"]]
    player = Player(room, tmp_path, f"file:{tmp_path / 'heard'}")
    player.start()
    until(lambda: len(room.reports) == 3)
    assert room.outcomes() == {
        played["id"]: ("played", ""),
        damaged["id"]: ("failed", "checksum"),
        off["id"]: ("skipped", "called_off"),
    }
    assert [one["item"] for one in room.reports][-1] == damaged["id"], "it kept no other back"
    player.kill()
    long = room.add_sound(tone(5), 5)
    cut = room.plan(long, in_seconds=0.5)
    player.start()
    until((tmp_path / "heard" / f"{cut['id']}.wav").exists)
    player.kill()
    room.refuses_reports = True
    offline = room.plan(sound, in_seconds=600)
    player.start()
    until(lambda: "the room answered 503" in player.log.read_text())
    assert player.stop() == 0
    assert cut["id"] not in room.outcomes()
    room.refuses_reports = False
    player.start()
    until(lambda: cut["id"] in room.outcomes())
    assert room.outcomes()[cut["id"]] == ("cut", "stopped")
    assert player.stop() == 0
    assert offline["id"] not in room.outcomes()
    assert sorted(path.name for path in (tmp_path / "heard").iterdir()) == sorted(
        f"{one['id']}.wav" for one in (played, cut)
    )
    assert room.token not in player.log.read_text()
    assert room.health[-1]["output"] == "file"
    assert said(player, "--check").stdout.splitlines()[0].startswith("村口大喇叭")


def said(player: Player, *more: str) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run([*player.command, *more], env=environment, capture_output=True, text=True)


def test_a_room_that_does_not_know_the_token_hears_nothing_played(room: Room, tmp_path: Path) -> None:
    player = Player(room, tmp_path, f"file:{tmp_path / 'heard'}")
    room.token = "another"
    done = said(player, "--check")
    assert (done.returncode, "does not know this token" in done.stderr) == (1, True)


@pytest.mark.parametrize(
    "base", ["http://room.example.cn", "ftp://127.0.0.1", "room.example.cn", "https://u:p@room.example.cn"]
)
def test_an_address_that_would_show_the_token_is_refused(base: str) -> None:
    with pytest.raises(BadAddress):
        Server(base, "t", clock=Clock())


def test_a_sound_is_checked_when_it_comes_and_again_before_it_is_played(tmp_path: Path) -> None:
    cache = Cache(tmp_path, most_bytes=100)
    sound = Sound("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", "/a", 5, 1)
    with pytest.raises(Damaged):
        cache.take(sound, lambda path: path.write_bytes(b"hullo"))
    assert not cache.at_hand
    assert list(tmp_path.iterdir()) == []
    cache.take(sound, lambda path: path.write_bytes(b"hello"))
    assert cache.is_sound(sound)
    assert not cache.has_room_for(Sound("b" * 64, "/b", 96, 1))
    cache.path(sound).write_bytes(b"hellp")
    assert not cache.is_sound(sound)
    assert not cache.at_hand


def test_a_journal_that_is_damaged_gives_way_to_a_new_one_that_plays_nothing_old(tmp_path: Path) -> None:
    (tmp_path / "journal.sqlite3").write_bytes(b"no database at all" * 1000)
    with open_room() as room:
        room.plan(room.add_sound(tone(0.1), 0.1), in_seconds=-5)
        new = room.plan(room.add_sound(tone(0.1), 0.1), in_seconds=60)
        memory = Memory(tmp_path, most_bytes=100)
        memory.keep_programme(json.dumps(room.programme()), "")
    assert memory.items() == [], "the machine's clock may be wrong, and the room was not heard yet"
    memory.knows_time(datetime.now(UTC))
    memory.knows_time(datetime.now(UTC) + timedelta(hours=1))
    assert [item.id for item in memory.items()] == [id_of(new)]
    memory.journal.close()
    again = Memory(tmp_path, most_bytes=100)
    assert [item.id for item in again.items()] == [id_of(new)]
    again.journal.close()


def test_a_server_that_is_not_there_is_said_in_words() -> None:
    with pytest.raises(NotReached, match=r"127\.0\.0\.1: .*refused"):
        Server("http://127.0.0.1:9", "t", clock=Clock()).programme("")
