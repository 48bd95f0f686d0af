"""A matter that is done, and its trouble is back: a new matter beside the old one, begun with the old one's code."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from shouwang.kernel.ground.models import Place
from shouwang.kernel.matters import follow
from shouwang.kernel.matters.actions import editing
from shouwang.kernel.matters.models import Link, Matter
from shouwang.lib.ids import format_code
from tests.cast import Cast
from tests.kernel.matters.bringing import bring, closed
from tests.surfaces.public.typing_in import everything

pytestmark = pytest.mark.once

KEY = "01890f3e-6b00-7000-8000-0000000000aa"


def address(matter: Matter, rest: str = "") -> str:
    return f"/f/{format_code(follow.code_of(matter))}/{rest}"


def tell_again(client: Client, matter: Matter, **changed: str) -> Matter:
    said = everything(key=KEY, text="灯又不亮了。") | changed
    assert client.post(address(matter, "again/"), said).status_code == 303
    return Matter.objects.get(pk=KEY)


def test_only_what_is_done_offers_it_and_still_says_that_it_is_closed(client: Client, cast: Cast) -> None:
    done, waiting = closed(cast), bring(cast.room).matter
    page = client.get(address(done)).content.decode()
    assert "又出问题了" in page
    assert "这件已经办结，不再改动。" in page
    assert "又出问题了" not in client.get(address(waiting)).content.decode()
    answer = client.get(address(waiting, "again/"))
    assert (answer.status_code, answer["Location"]) == (302, address(waiting))


def test_kind_and_place_are_known_and_who_it_was_is_not_told(client: Client, cast: Cast) -> None:
    bridge = Place.objects.create(room=cast.room, name="村东桥头", latitude=34.401, longitude=112.606)
    matter = closed(cast, place=bridge, where="俺家门口")
    page = client.get(address(matter, "again/")).content.decode()
    assert f"{matter.reference} 已经办结" in page
    assert "就算不留名，警务室也知道是同一个人报的" in page
    assert "路灯" in page
    assert re.search(rf'value="{bridge.pk}"[^>]*selected', page)
    assert 'value="俺家门口"' in page
    assert "data-keep-unsent" in page


def test_where_is_in_their_own_words_not_in_the_desks(client: Client, cast: Cast) -> None:
    matter = bring(cast.room, where="俺家门口").matter
    editing.revise(by=cast.officer, matter=matter, base={"where": "俺家门口"}, yours={"where": "钱多多家门口"})
    now = timezone.now()
    Matter.objects.filter(pk=matter.pk).update(state="closed", ended_at=now)
    page = client.get(address(matter, "again/")).content.decode()
    assert 'value="俺家门口"' in page
    assert "钱多多" not in page


def test_the_new_one_is_linked_once_and_the_old_one_stays_closed(client: Client, cast: Cast) -> None:
    old = closed(cast)
    new = tell_again(client, old)
    tell_again(client, old)  # sent twice
    assert Link.objects.get().other == old
    assert (new.kind, new.topic, new.state) == (old.kind, old.topic, "collected")
    old.refresh_from_db()
    assert old.state == "closed"
    assert new.reference in client.get(address(old)).content.decode()
    receipt = client.get(address(new, "receipt/")).content.decode()
    assert f'data-kept-sent="again/{old.reference}"' in receipt


def test_the_desk_sees_both_together(client: Client, cast: Cast) -> None:
    old = closed(cast)
    new = tell_again(client, old)
    client.force_login(cast.officer)
    assert old.reference in client.get(reverse("desk:matter", args=[new.pk])).content.decode()
    assert new.reference in client.get(reverse("desk:matter", args=[old.pk])).content.decode()


def test_a_wrong_code_begins_nothing(client: Client, cast: Cast) -> None:
    answer = client.post("/f/AAAA-AAAA-AAAA/again/", everything(key=KEY))
    assert answer.status_code == 404
    assert not Matter.objects.exists()


def test_the_page_behind_the_code_is_kept_nowhere(client: Client, cast: Cast) -> None:
    answer = client.get(address(closed(cast), "again/"))
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"
