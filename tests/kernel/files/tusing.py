"""A small sender of tus requests for the tests."""

from base64 import b64encode
from typing import Any

from django.test import Client
from django.urls import reverse

from shouwang.kernel.files import tickets
from shouwang.kernel.ground.models import Room

VERSION = {"Tus-Resumable": "1.0.0"}
PURPOSE = "matter"


def encoded(text: str) -> str:
    return b64encode(text.encode()).decode()


def begin(client: Client, room: Room, length: int | str, *, name: str = "鱼塘.jpg", **ticket: Any) -> Any:
    headers = VERSION | {
        "Upload-Length": str(length),
        "Upload-Ticket": tickets.issue(PURPOSE, room, **ticket),
        "Upload-Metadata": f"filename {encoded(name)},filetype {encoded('image/jpeg')}",
    }
    return client.post(reverse("files:uploads"), headers=headers)


def patch(client: Client, address: str, at: int | str, piece: bytes, **headers: str) -> Any:
    return client.patch(
        address,
        piece,
        content_type=headers.pop("Content-Type", "application/offset+octet-stream"),
        headers=VERSION | {"Upload-Offset": str(at)} | headers,
    )


def stands(client: Client, address: str) -> int:
    return int(client.head(address, headers=VERSION)["Upload-Offset"])


def reference(address: str) -> str:
    return address.rpartition("/")[2]
