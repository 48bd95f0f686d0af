"""The page of a party's own copy: opens by its code alone, leaves no trace, and says what to do when it is closed."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal.actions import SYSTEM, Subject
from shouwang.kernel.journal.models import Record
from shouwang.kernel.papers.actions import give_copy, revoke_copy
from shouwang.kernel.papers.models import Copy
from shouwang.surfaces.public import guards

pytestmark = pytest.mark.once

PDF = b"%PDF-1.7\nan agreement\n%%EOF\n"


@pytest.fixture
def given(room: Room) -> tuple[Copy, str]:
    return give_copy(by=SYSTEM, room=room, title="人民调解协议书", pdf=PDF, of=Subject("dispute", "7"), holder="申请人")


def content(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def opened() -> int:
    return Record.objects.filter(verb="copy.opened").count()


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "给您的文书"), ("en", "Your copy of a paper")])
def test_it_says_what_it_is_who_gave_it_and_until_when(
    client: Client, given: tuple[Copy, str], language: str, words: str
) -> None:
    client.cookies["language"] = language
    page = client.get(f"/copy/{given[1]}/").content.decode()
    assert words in page
    assert "人民调解协议书" in page
    assert ("河湾村警务室" if language == "zh-hans" else "Hewan Police Room") in page
    assert f'href="/copy/{given[1]}/paper/"' in page
    assert ('lang="zh-Hans">' in page.split("paper-title")[1][:40]) is (language == "en")
    assert opened() == 0


def test_the_paper_is_the_one_that_was_given_and_is_saved_by_its_name(client: Client, given: tuple[Copy, str]) -> None:
    answer = client.get(f"/copy/{given[1]}/paper/")
    assert content(answer) == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%E4%BA%BA")
    given[0].refresh_from_db()
    assert (given[0].opened, opened()) == (1, 1)


@pytest.mark.parametrize("path", ["", "paper/"])
def test_it_is_kept_nowhere_and_found_by_no_search(client: Client, given: tuple[Copy, str], path: str) -> None:
    answer = client.get(f"/copy/{given[1]}/{path}")
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies
    assert "Disallow: /copy/" in client.get("/robots.txt").content.decode()


def test_a_telephone_that_fetches_pieces_opened_it_once(client: Client, given: tuple[Copy, str]) -> None:
    address = f"/copy/{given[1]}/paper/"
    first = client.get(address, headers={"range": "bytes=0-9"})
    rest = client.get(address, headers={"range": "bytes=10-"})
    assert (first.status_code, rest.status_code) == (206, 206)
    assert content(first) + content(rest) == PDF
    assert client.get(address, headers={"range": "bytes=999-"}).status_code == 416
    assert client.head(address).status_code == 200
    assert opened() == 1


@pytest.mark.parametrize("path", ["", "paper/"])
@pytest.mark.parametrize(("language", "words"), [("zh-hans", "期限过了"), ("en", "Its days are over")])
def test_after_its_days_it_says_so_and_whom_to_call(
    client: Client, given: tuple[Copy, str], path: str, language: str, words: str
) -> None:
    client.cookies["language"] = language
    with time_machine.travel(given[0].expires_at + timedelta(minutes=1)):
        answer = client.get(f"/copy/{given[1]}/{path}")
    assert answer.status_code == 410
    assert words in answer.content.decode()
    assert "0379-5550101" in answer.content.decode()
    assert "人民调解协议书" not in answer.content.decode()


def test_one_that_was_taken_back_says_so(client: Client, given: tuple[Copy, str]) -> None:
    revoke_copy(by=SYSTEM, copy=given[0])
    answer = client.get(f"/copy/{given[1]}/paper/")
    assert answer.status_code == 410
    assert "收回了这份文书" in answer.content.decode()
    assert opened() == 0


def test_one_whose_pdf_is_lost_is_closed_and_not_broken(client: Client, given: tuple[Copy, str]) -> None:
    assert given[0].file
    given[0].file.path.unlink()
    assert client.get(f"/copy/{given[1]}/paper/").status_code == 410


def test_guesses_are_counted_and_then_wait(client: Client, given: tuple[Copy, str]) -> None:
    for _ in range(guards.WRONG_CODES):
        answer = client.get("/copy/not-one/")
        assert answer.status_code == 404
        assert "少了一截" in answer.content.decode()
    waits = client.get(f"/copy/{given[1]}/")
    assert waits.status_code == 429
    assert waits["Retry-After"] == "900"
    assert "过一刻钟" in waits.content.decode()


def test_a_closed_one_is_no_guess(client: Client, given: tuple[Copy, str]) -> None:
    revoke_copy(by=SYSTEM, copy=given[0])
    assert {client.get(f"/copy/{given[1]}/").status_code for _ in range(guards.WRONG_CODES + 2)} == {410}


def test_one_that_is_opened_without_end_waits(client: Client, given: tuple[Copy, str]) -> None:
    for _ in range(guards.OPENINGS):
        assert content(client.get(f"/copy/{given[1]}/paper/")) == PDF
    answer = client.get(f"/copy/{given[1]}/paper/")
    assert (answer.status_code, answer["Retry-After"]) == (429, "3600")
    assert opened() == guards.OPENINGS
    with time_machine.travel(timezone.now() + guards.SEND_WINDOW + timedelta(minutes=1)):
        assert client.get(f"/copy/{given[1]}/paper/").status_code == 200


def test_nothing_can_be_sent_there(client: Client, given: tuple[Copy, str]) -> None:
    assert client.post(f"/copy/{given[1]}/").status_code == 405
    assert client.post(f"/copy/{given[1]}/paper/").status_code == 405
