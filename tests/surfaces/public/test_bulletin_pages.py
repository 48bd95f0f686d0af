"""A bulletin's own page, its picture, its sound, and what becomes of them when its time is over."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
import time_machine
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone
from PIL import Image

from shouwang.systems.outreach import kept_cards
from shouwang.systems.outreach.actions import bulletins as actions
from shouwang.systems.outreach.actions.bulletins import Words
from shouwang.systems.outreach.models import Bulletin
from tests.access.things import heard
from tests.cast import Cast

pytestmark = pytest.mark.once


def released(cast: Cast, **words: object) -> Bulletin:
    said = {"title": "河边水急", "text": "请不要下河。", "title_en": "High water", "text_en": "Keep away."} | words
    draft = actions.write(by=cast.auxiliary, room=cast.room, words=Words(**said))  # type: ignore[arg-type]
    return actions.release(by=cast.officer, bulletin=draft)


def test_the_short_address_leads_to_the_page_that_chats_can_show(client: Client, cast: Cast) -> None:
    one = released(cast)
    answer = client.get(f"/b/{one.short}")
    assert answer["Location"] == f"/r/HW/b/{one.short}/"
    page = client.get(answer["Location"]).content.decode()
    assert '<meta property="og:title" content="河边水急">' in page
    assert f"/r/HW/b/{one.short}/card.png" in page
    assert "Keep away." in client.get(answer["Location"], headers={"Accept-Language": "en"}).content.decode()


def test_its_numbers_can_be_dialled_and_sums_are_no_numbers(client: Client, cast: Cast) -> None:
    one = released(cast, text="先打 96110，再打110。<b>补助120元</b>。", text_en="", title_en="")
    page = client.get(f"/r/HW/b/{one.short}/").content.decode()
    said = page[page.index('id="bulletin-text"') :]
    assert 'href="tel:96110"' in said
    assert 'href="tel:110"' in said
    assert "&lt;b&gt;补助120元" in said


def test_a_draft_is_nobodys_to_see(client: Client, cast: Cast) -> None:
    draft = actions.write(by=cast.auxiliary, room=cast.room, words=Words("草稿", "还没定"))
    assert client.get(f"/b/{draft.short}").status_code == 404
    assert client.get(f"/r/HW/b/{draft.short}/").status_code == 404
    assert client.get(f"/r/HW/b/{draft.short}/card.png").status_code == 404


def test_its_picture_is_one(client: Client, cast: Cast) -> None:
    answer = client.get(f"/r/HW/b/{released(cast, title='Long words ' * 6).short}/card.png")
    with Image.open(BytesIO(answer.content)) as picture:
        assert (picture.format, picture.size) == ("PNG", (1080, 1440))
    assert len(answer.content) < 300_000


def test_its_picture_is_drawn_once_until_its_words_change(
    client: Client, cast: Cast, settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA_DIR = tmp_path
    drawn: list[str] = []
    monkeypatch.setattr(kept_cards, "card", lambda words: drawn.append(words.title) or b"png")
    address = f"/r/HW/b/{released(cast).short}/card.png"
    answers = [client.get(address) for _ in range(3)]
    assert ({answer.content for answer in answers}, drawn) == ({b"png"}, ["河边水急"])
    assert "max-age=300" in answers[0]["Cache-Control"], "taken down, it is soon out of caches too"
    assert kept_cards.forget_cards(before=timezone.now().timestamp() + 9) == 1


def test_what_is_over_says_so_and_after_ninety_days_is_gone(client: Client, cast: Cast) -> None:
    one = released(cast, expires_at=timezone.now() + timedelta(days=1))
    page = f"/r/HW/b/{one.short}/"
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        answer = client.get(page)
        assert (answer.status_code, "这条已经过期" in answer.content.decode()) == (410, True)
        assert "河边水急" in client.get("/r/HW/b/").content.decode()
    with time_machine.travel(timezone.now() + timedelta(days=91)):
        assert "河边水急" not in client.get(page).content.decode()
        assert "河边水急" not in client.get("/r/HW/b/").content.decode()


def test_what_was_taken_down_is_not_shown_again(client: Client, cast: Cast) -> None:
    one = released(cast)
    actions.take_down(by=cast.officer, bulletin=one, reason="写错了")
    answer = client.get(f"/r/HW/b/{one.short}/")
    assert (answer.status_code, "河边水急" in answer.content.decode()) == (410, False)
    assert client.get(f"/r/HW/b/{one.short}/card.png").status_code == 404


def test_its_sound_is_played_in_pieces_and_only_while_it_hangs(client: Client, cast: Cast, tmp_path: Path) -> None:
    draft = heard(cast.room, cast.auxiliary, tmp_path)
    sound = f"/r/HW/b/{draft.short}/sound.mp3"
    assert client.get(sound).status_code == 404
    one = actions.release(by=cast.officer, bulletin=draft)
    piece = client.get(sound, headers={"Range": "bytes=2-9"})
    assert (piece.status_code, len(b"".join(piece)), piece["Content-Type"]) == (206, 8, "audio/mpeg")  # type: ignore[arg-type]
    assert client.get(sound, headers={"Range": "bytes=9999999-"}).status_code == 416
    assert f'src="{sound}"' in client.get(f"/r/HW/b/{draft.short}/").content.decode()
    actions.take_down(by=cast.officer, bulletin=one, reason="旧了")
    assert client.get(sound).status_code == 404
