"""The map's own file is read in pieces, and only when the room named one."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

ADDRESS = "/map/ground.pmtiles"


@pytest.fixture
def ground(settings: Any, tmp_path: Path) -> bytes:
    content = bytes(range(256)) * 8
    file = tmp_path / "hewan.pmtiles"
    file.write_bytes(content)
    settings.MAP_PMTILES_FILE = str(file)
    return content


@pytest.mark.parametrize(
    ("asked", "first", "last"), [("bytes=0-126", 0, 126), ("bytes=2000-", 2000, 2047), ("bytes=2040-9999", 2040, 2047)]
)
def test_a_range_is_answered_with_that_range(client: Client, ground: bytes, asked: str, first: int, last: int) -> None:
    answer = client.get(ADDRESS, headers={"range": asked})
    assert answer.status_code == 206
    assert answer["Content-Range"] == f"bytes {first}-{last}/2048"
    assert answer.content == ground[first : last + 1]


def test_a_range_behind_the_end_is_refused(client: Client, ground: bytes) -> None:
    answer = client.get(ADDRESS, headers={"range": "bytes=2048-"})
    assert (answer.status_code, answer["Content-Range"]) == (416, "bytes */2048")


@pytest.mark.parametrize("asked", ["", "bytes=-5", "bytes=1-2,4-5", "lines=1-2"])
def test_anything_else_gets_the_whole_file(client: Client, ground: bytes, asked: str) -> None:
    answer = client.get(ADDRESS, headers={"range": asked})
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == ground  # type: ignore[attr-defined]


def test_the_map_is_told_of_the_file_only_when_there_is_one(client: Client, ground: bytes, settings: Any) -> None:
    settings.SHOW_GALLERY = True
    assert f'data-pmtiles="{ADDRESS}"' in client.get("/gallery/desk/").content.decode()
    settings.MAP_PMTILES_FILE = ""
    assert 'data-pmtiles=""' in client.get("/gallery/desk/").content.decode()
    assert client.get(ADDRESS).status_code == 404
