"""The feeds as they are served: public bulletins, and one account's due matters under its secret address."""

from datetime import timedelta

import icalendar
import pytest
from django.test import Client
from django.utils import timezone
from lxml import etree

from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.matters.actions import progress, timing
from shouwang.kernel.matters.actions.intake import Reporter
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.actions import close_account, make_secret_link
from shouwang.surfaces.api.pace import Pace
from shouwang.systems.mediation.actions import hearing
from shouwang.systems.outreach.actions import bulletins as outreach
from tests.cast import Cast
from tests.kernel.matters.bringing import bring, closed
from tests.systems.mediation import quarrel

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def released(cast: Cast, **words: str) -> None:
    said = {"title": "谨防快递诈骗", "text": "不点陌生链接。"} | words
    draft = outreach.write(by=cast.auxiliary, room=cast.room, words=outreach.Words(**said))
    outreach.release(by=cast.officer, bulletin=draft)


def titles(code: str, language: str = "zh-hans") -> list[str]:
    response = Client(headers={"Accept-Language": language}).get(f"/feeds/{code}/bulletins.atom")
    tree = etree.fromstring(response.content)
    return [str(title) for title in tree.xpath("//a:entry/a:title/text()", namespaces=ATOM)]


def events(secret: str) -> list[icalendar.Event]:
    response = Client().get(f"/feeds/due/{secret}.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return list(icalendar.Calendar.from_ical(response.content).walk("VEVENT"))


def test_what_hangs_on_the_wall_is_in_the_feed_and_a_draft_is_not(cast: Cast) -> None:
    released(cast)
    outreach.write(by=cast.auxiliary, room=cast.room, words=outreach.Words("草稿", "还没定"))
    assert titles("HW") == titles("hw") == ["谨防快递诈骗"]
    assert titles("LP") == []


def test_english_is_given_where_somebody_wrote_it(cast: Cast) -> None:
    released(cast, title_en="Beware of parcel fraud", text_en="Open no unknown links.")
    released(cast, title="河边有水")
    assert titles("HW", "en") == ["河边有水", "Beware of parcel fraud"]


def test_a_reader_that_has_it_is_told_so(cast: Cast) -> None:
    released(cast)
    etag = Client().get("/feeds/HW/bulletins.atom")["ETag"]
    again = Client().get("/feeds/HW/bulletins.atom", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")


def test_a_room_that_is_none_has_no_feed(cast: Cast) -> None:
    assert Client().get("/feeds/ZZ/bulletins.atom").status_code == 404


def test_what_is_due_for_me_or_my_team_is_in_my_calendar(cast: Cast) -> None:
    mine, team, other = bring(cast.room).matter, bring(cast.room).matter, bring(cast.room).matter
    progress.accept(by=cast.officer, matter=mine)
    progress.assign(by=cast.officer, matter=mine, owner=cast.mediator)
    progress.accept(by=cast.officer, matter=team)
    progress.assign(by=cast.officer, matter=team, team=cast.team)
    found = {str(event["UID"]): event for event in events(make_secret_link(by=SYSTEM, account=cast.mediator))}
    assert set(found) == {f"{mine.pk}@shouwang", f"{team.pk}@shouwang"}
    assert f"{other.pk}@shouwang" not in found
    mine.refresh_from_db()
    event = found[f"{mine.pk}@shouwang"]
    assert mine.due_at is not None
    assert event["DTSTART"].dt.replace(microsecond=0) == mine.due_at.replace(microsecond=0)
    assert (int(event["SEQUENCE"]), str(event["STATUS"])) == (mine.version, "CONFIRMED")


def test_what_ended_or_waits_is_cancelled_not_dropped(cast: Cast) -> None:
    over, paused = closed(cast), bring(cast.room).matter
    progress.accept(by=cast.officer, matter=paused)
    progress.assign(by=cast.officer, matter=paused, owner=cast.auxiliary)
    timing.pause(by=cast.officer, matter=paused, reason="等供电所")
    statuses = {str(e["UID"]): str(e["STATUS"]) for e in events(make_secret_link(by=SYSTEM, account=cast.auxiliary))}
    assert statuses[f"{over.pk}@shouwang"] == "CANCELLED"
    assert set(statuses) == {f"{over.pk}@shouwang", f"{paused.pk}@shouwang"}


def test_a_calendar_holds_nobodys_words_or_names(cast: Cast) -> None:
    matter = bring(
        cast.room, text="甲植文", title="丙植题", where="丁植处", reporter=Reporter("戊植名", "13955550001")
    ).matter
    progress.accept(by=cast.officer, matter=matter)
    progress.assign(by=cast.officer, matter=matter, owner=cast.officer)
    secret = make_secret_link(by=SYSTEM, account=cast.officer)
    said = Client().get(f"/feeds/due/{secret}.ics").content.decode().replace("\r\n ", "")
    assert matter.reference in said
    assert not [word for word in ("甲植文", "丙植题", "丁植处", "戊植名", "13955550001") if word in said]


def test_a_secret_address_dies_when_a_new_one_is_made_or_the_account_closed(cast: Cast) -> None:
    first = make_secret_link(by=SYSTEM, account=cast.officer)
    assert Client().get(f"/feeds/due/{first}.ics").status_code == 200
    second = make_secret_link(by=SYSTEM, account=cast.officer)
    assert Client().get(f"/feeds/due/{first}.ics").status_code == 404
    close_account(by=SYSTEM, account=cast.officer)
    assert Client().get(f"/feeds/due/{second}.ics").status_code == 404


def test_guessing_addresses_is_slowed_down(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shouwang.surfaces.api.feeds.views.WITHOUT_KEY", Pace(most=2, seconds=60))
    statuses = [Client().get(f"/feeds/due/guess{number}.ics").status_code for number in range(3)]
    assert statuses == [404, 404, 429]


def test_an_old_matter_is_no_longer_carried(cast: Cast) -> None:
    over = closed(cast)
    type(over).objects.filter(pk=over.pk).update(ended_at=timezone.now() - timedelta(days=40))
    assert events(make_secret_link(by=SYSTEM, account=cast.auxiliary)) == []


def test_a_session_says_where_and_of_what_is_sheltered_only_behind_its_link(cast: Cast) -> None:
    dispute = quarrel.seated(cast)
    starts = timezone.now() + timedelta(days=2)
    hearing.call_session(
        by=cast.officer, dispute=dispute, starts_at=starts, ends_at=starts + timedelta(hours=2), where="王家堂屋"
    )
    secret = make_secret_link(by=SYSTEM, account=cast.mediator)
    said = Client().get(f"/feeds/due/{secret}.ics").content.decode()
    assert "王家堂屋" in said
    Matter.objects.filter(pk=dispute.pk).update(is_sheltered=True)
    sheltered = Client().get(f"/feeds/due/{secret}.ics").content.decode().replace("\r\n ", "")
    assert "王家堂屋" not in sheltered
    assert f"/desk/mediation/{dispute.pk}/" in sheltered
