"""The code of a party's own copy, as a page of the desk shows it this once."""

import typing
from typing import Any

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from shouwang.kernel.journal.actions import SYSTEM, Subject
from shouwang.kernel.papers.actions import give_copy
from shouwang.surfaces.desk import copies
from shouwang.surfaces.desk.access import DeskRequest
from tests.cast import Cast


@pytest.mark.parametrize(
    ("host", "public", "address", "is_warned"),
    [
        ("room.example.cn", "https://other.example.cn", "http://room.example.cn", False),
        ("localhost", "https://room.example.org", "https://room.example.org", False),
        ("localhost", "http://localhost:8000", "http://localhost:8000", True),
    ],
)
def test_it_is_a_picture_and_an_address_that_a_telephone_can_open(
    cast: Cast, settings: Any, tmp_path: Any, host: str, public: str, address: str, is_warned: bool
) -> None:
    settings.ALLOWED_HOSTS, settings.PUBLIC_URL, settings.FILES_DIR = ["*"], public, tmp_path
    copy, secret = give_copy(
        by=SYSTEM,
        room=cast.room,
        title="人民调解协议书",
        pdf=b"%PDF-1.7\n%%EOF",
        of=Subject("dispute", "7"),
        holder="申请人",
    )
    request = typing.cast(DeskRequest, RequestFactory().get("/", headers={"host": host}))
    with translation.override("zh-hans"):
        once = copies.once(request, copy, secret)
        page = Template('{% include "desk/settings/parts/once.html" %}').render(Context({"once": once}))
    assert once.secret == f"{address}/copy/{secret}/"
    assert bool(once.caution) is is_warned
    assert "人民调解协议书 · 申请人" in page
    assert "<svg" in page
    assert "只显示这一次" in page
