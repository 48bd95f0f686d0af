"""What a villager types, and small files a phone makes."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from PIL import Image

from shouwang.kernel.matters.models import Matter

REPORT = "/r/HW/report/water/"
TEXT = "桥头水涨上来了，有孩子在玩水。"


def what(**changed: Any) -> dict[str, Any]:
    """The second step, filled in."""
    return {"part": "what", "text": TEXT, "key": "01890f3e-6b00-7000-8000-000000000001"} | changed


def everything(**changed: Any) -> dict[str, Any]:
    """Both steps, as the last press sends them."""
    return what(part="who", who="named", name="吴秀兰", phone="13800138000") | changed


def send(client: Client, address: str = REPORT, **changed: Any) -> HttpResponse:
    return client.post(address, everything(**changed))


def code_of(response: HttpResponse) -> str:
    """The code in the address of the receipt."""
    return str(response["Location"]).split("/")[2]


def sent(client: Client, address: str = REPORT, **changed: Any) -> tuple[Matter, str]:
    """A matter brought through the page, and its code."""
    response = send(client, address, **changed)
    assert response.status_code == 303, response.content.decode()[:3000]
    return Matter.objects.latest("id"), code_of(response)


def photo(name: str = "桥头.jpg") -> SimpleUploadedFile:
    """A photo as a phone makes it; each has its own colour by its name."""
    picture = BytesIO()
    red, green, blue = name.encode()[-7:-4].rjust(3)
    Image.new("RGB", (64, 48), (red, green, blue)).save(picture, "JPEG")
    return SimpleUploadedFile(name, picture.getvalue(), "image/jpeg")


def recording(name: str = "voice.amr") -> SimpleUploadedFile:
    """A recording of an old phone."""
    return SimpleUploadedFile(name, b"#!AMR\n" + b"\x04" + b"\x00" * 12, "audio/amr")
