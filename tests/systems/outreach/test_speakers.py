"""Loudspeakers: one key each, shown once; quiet hours; silence told of once; reports kept once."""

from datetime import time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.test import Client
from django.urls import reverse

from shouwang.kernel.journal.models import Record
from shouwang.kernel.notices.models import Notice
from shouwang.systems.outreach.actions import airing, playing, speakers
from shouwang.systems.outreach.actions.playing import Health, Told
from shouwang.systems.outreach.actions.speakers import About
from shouwang.systems.outreach.airtime import USUAL_QUIET
from shouwang.systems.outreach.lifecycle import Missing, NotAllowedNow
from shouwang.systems.outreach.models import Item, Report, Speaker
from shouwang.systems.outreach.queries import speakers as queries
from shouwang.systems.outreach.queries.airing import heard, operators_items, played_of_planned
from tests.systems.outreach.broadcast import NOW, Square, at, daily, plan_of

pytestmark = pytest.mark.once


def refreshed(speaker: Speaker) -> Speaker:
    return Speaker.objects.select_related("room", "village").get(pk=speaker.pk)


def test_a_key_opens_until_there_is_another(square: Square) -> None:
    one = square.in_east
    assert queries.speaker_with(square.east_key) == one
    assert square.east_key not in {one.token_digest, str(one.pk)}
    _, second = speakers.new_key(by=square.cast.officer, speaker=one)
    assert queries.speaker_with(square.east_key) is None
    assert queries.speaker_with(second) == one
    speakers.retire(by=square.cast.officer, speaker=one, reason="拆了")
    assert queries.speaker_with(second) is None
    with pytest.raises(NotAllowedNow):
        speakers.new_key(by=square.cast.officer, speaker=one)


def test_who_does_not_keep_them_adds_none(square: Square) -> None:
    for who in (square.cast.auxiliary, square.cast.neighbour):
        with pytest.raises(PermissionDenied):
            speakers.add(by=who, room=square.cast.room, about=About(square.east, "另一个"))


def test_the_operators_has_no_key(square: Square) -> None:
    about = About(square.east, "县应急广播", way="operator", behind="rtp")
    one, secret = speakers.add(by=square.cast.officer, room=square.cast.room, about=about)
    assert (secret, one.token_digest, one.behind) == ("", None, "")
    changed = speakers.change(by=square.cast.officer, speaker=one, about=About(square.west, "县广播"))
    assert (changed.name, changed.way) == ("县广播", "operator")


def test_a_name_stands_once_a_room(square: Square) -> None:
    with pytest.raises(Missing) as missing:
        speakers.add(by=square.cast.officer, room=square.cast.room, about=About(square.west, square.in_east.name))
    assert missing.value.needs == ("other_name",)


def test_quiet_hours_of_one_stand_before_those_of_the_room(square: Square) -> None:
    room, officer = square.cast.room, square.cast.officer
    assert queries.quiet_hours(room).of(square.in_east) == USUAL_QUIET
    night, own = ((time(20), time(8)),), ((time(22), time(6)),)
    speakers.set_quiet(by=officer, room=room, quiet=night)
    about = About(square.west, square.in_west.name, quiet=own)
    west = speakers.change(by=officer, speaker=square.in_west, about=about)
    hours = queries.quiet_hours(room)
    assert (hours.of(square.in_east), hours.of(west)) == (night, own)
    with pytest.raises(Missing):
        speakers.set_quiet(by=officer, room=room, quiet=())


def test_silence_is_told_of_once_until_it_is_back(square: Square) -> None:
    one = square.in_east
    assert speakers.tell_silent(now=NOW) == 0  # never heard of: nobody has set it up yet
    playing.hear(speaker=refreshed(one), now=NOW)
    assert speakers.tell_silent(now=NOW + timedelta(minutes=9)) == 0
    assert [speakers.tell_silent(now=NOW + timedelta(minutes=n)) for n in (11, 12)] == [1, 0]
    told = set(Notice.objects.filter(template="speaker.silent").values_list("account__username", flat=True))
    assert told == {"chen"}  # who keeps the loudspeakers of this room
    playing.hear(speaker=refreshed(one), now=NOW + timedelta(minutes=20))
    assert speakers.tell_silent(now=NOW + timedelta(minutes=31)) == 1
    verbs = Record.objects.filter(object_id=str(one.pk)).order_by("pk").values_list("verb", flat=True)
    assert [verb for verb in verbs if verb != "speaker.added"] == [
        "speaker.first_heard", "speaker.silent", "speaker.back", "speaker.silent"
    ]  # fmt: skip


class TestReports:
    @pytest.fixture
    def playings(self, square: Square) -> list[Any]:
        airing.plan(by=square.cast.officer, campaign=square.campaign, when=daily(), now=NOW)
        return square.items()

    def test_the_first_report_stands(self, square: Square, playings: list[Any]) -> None:
        mine = next(one for one in playings if one.speaker == square.in_east)
        others = next(one for one in playings if one.speaker == square.in_west)
        played = Told(mine.pk, "played", "", mine.at, mine.at + timedelta(seconds=30), 30.0)
        gone = Told(uuid4(), "skipped", "expired")
        stolen = Told(others.pk, "played", "", mine.at)
        taken = playing.take(speaker=square.in_east, told=[played, gone, stolen], health=Health("1.0"), now=mine.at)
        assert taken == [mine.pk, gone.item]
        again = Told(mine.pk, "failed", "device")
        assert playing.take(speaker=square.in_east, told=[again], health=Health("1.0"), now=mine.at) == [mine.pk]
        assert [(one.outcome, one.is_proved) for one in Report.objects.all()] == [("played", True)]
        assert mine not in queries.planned(square.in_east, mine.at), "a player that lost its memory plays it again"
        playing.take(speaker=square.in_east, told=[], health=None, now=mine.at)
        assert refreshed(square.in_east).version == "1.0"

    def test_heard_counts_places_and_says_why_not(self, square: Square, playings: list[Any]) -> None:
        one = next(one for one in playings if one.speaker == square.in_east)
        other = next(one for one in playings if one.speaker == square.in_west)
        playing.take(
            speaker=square.in_east, told=[Told(one.pk, "played", "", one.at, one.at, 30)], health=Health(), now=NOW
        )
        playing.take(speaker=square.in_west, told=[Told(other.pk, "failed", "device")], health=Health(), now=NOW)
        found = heard(square.campaign)
        assert (found.planned, found.played, found.told) == (2, 1, 0)
        assert [speaker for speaker, _ in found.why_not] == [square.in_west]
        share = played_of_planned(square.cast.room, at(0), at(23))
        assert (share.done, share.of) == (1, 2)

    def test_what_the_operator_says_is_a_persons_word(self, square: Square) -> None:
        officer = square.cast.officer
        about = About(square.east, "县应急广播", way="operator")
        one, _ = speakers.add(by=officer, room=square.cast.room, about=about)
        when = daily(speakers=frozenset({one.pk}))
        plan = airing.plan(by=officer, campaign=square.campaign, when=when, now=NOW)
        airing.hand_over(by=officer, airing=plan, speaker=one, to="县融媒体中心播出部", now=NOW)
        first = square.items()[0]
        with pytest.raises(NotAllowedNow):
            playing.say(by=officer, items=[first], played=True, now=NOW)  # still to come
        playing.say(by=officer, items=[first], played=True, now=at(18))
        assert not Report.objects.get().is_proved
        assert (heard(square.campaign).played, heard(square.campaign).told) == (0, 1)

    def test_a_word_of_the_operator_can_be_put_right(self, square: Square) -> None:
        officer = square.cast.officer
        one, _ = speakers.add(by=officer, room=square.cast.room, about=About(square.east, "县广播", way="operator"))
        when = daily(time(11), time(12), speakers=frozenset({one.pk}))
        plan = airing.plan(by=officer, campaign=square.campaign, when=when, now=NOW)
        first, second = operators_items(plan, at(13))
        playing.say(by=officer, items=[first], played=False, now=at(13))
        assert list(operators_items(plan, at(13))) == [second, first]
        playing.say(by=officer, items=[first], played=True, now=at(14))
        assert Report.objects.get().outcome == "played"


def test_what_came_due_since_the_page_was_drawn_is_not_answered(square: Square, client: Client) -> None:
    officer = square.cast.officer
    plan = plan_of(square.cast.room, officer)
    Item.objects.filter(airing=plan).update(slot=F("slot") - timedelta(days=30), at=F("at") - timedelta(days=30))
    first, second = Item.objects.filter(airing=plan, speaker__way="operator").order_by("at")[:2]
    client.force_login(officer)
    said = {"act": "said", "played": [str(first.pk)], "shown": str(first.pk)}
    answer = client.post(reverse("desk-outreach:plan", args=[plan.pk]), said)
    assert answer.status_code == 302
    assert [one.item for one in Report.objects.all()] == [first]
    assert second in operators_items(plan, NOW)
