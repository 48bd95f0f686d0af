"""The code of a party's own copy, as a page of the desk shows it this once."""

import typing
from typing import Any

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from shouwang.kernel.journal.actions import SYSTEM, Subject
from shouwang.kernel.papers.actions import give_copy, note_opened, revoke_copy
from shouwang.kernel.papers.models import Copy
from shouwang.kernel.papers.queries import copies_given
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


def test_the_copies_given_say_whether_they_were_opened_and_only_open_ones_are_taken_back(
    cast: Cast, settings: Any, tmp_path: Any
) -> None:
    settings.FILES_DIR = tmp_path

    def give(holder: str) -> Copy:
        about = Subject("dispute", "7")
        return give_copy(
            by=SYSTEM, room=cast.room, title="协议书", pdf=b"%PDF-1.7\n%%EOF", of=about, holder=holder, days=9
        )[0]

    first, second = give("申请人"), give("被申请人")
    note_opened(copy=first)
    revoke_copy(by=SYSTEM, copy=second)
    with translation.override("zh-hans"):
        taken, opened = copies.rows(copies_given("dispute", "7"), lambda copy: f"/back/{copy.pk}/")
        over = copies.rows(copies_given("dispute", "7"), str, now=first.expires_at)[1]
    assert (opened.title, opened.facts[2][:7]) == ("协议书 · 申请人", "打开过 1 次")
    assert opened.verb
    assert (opened.verb.href, opened.verb.post) == (f"/back/{first.pk}/", True)
    assert (taken.title, taken.facts[1], taken.verb) == ("协议书 · 被申请人", "还没打开过", None)
    assert [pill.word for row in (taken, opened, over) for pill in row.pills] == ["已收回", "已过期"]
    assert over.verb is None
