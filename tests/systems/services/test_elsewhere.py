"""Not ours: who helps is known and checked; whoever is handed over is asked once whether it helped."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from shouwang.kernel.matters.course import Missing
from shouwang.kernel.matters.models import Entry, Matter
from shouwang.kernel.matters.refusals import Refused
from shouwang.systems.services.actions import elsewhere
from shouwang.systems.services.models import Elsewhere, HandOver
from shouwang.systems.services.queries.elsewhere import directory, figures, is_unchecked
from tests.cast import Cast
from tests.kernel.matters.bringing import bring

pytestmark = pytest.mark.once
OFFICE = elsewhere.Line("镇民政办", "低保、临时救助", phone="0379-5550188")


def hand(cast: Cast, how: str = "rang", spoke_with: str = "值班窗口") -> HandOver:
    matter = bring(cast.room, kind="help", topic="other", text="想问低保").matter
    onward = elsewhere.Onward("镇民政办", how, timezone.localdate(), spoke_with, reach="0379-5550188")
    return elsewhere.hand_on(by=cast.officer, matter=matter, onward=onward, words="镇民政办，0379-5550188")


def test_before_a_room_writes_its_own_the_numbers_of_the_country_stand_there(cast: Cast) -> None:
    assert {"110", "119", "120", "12348"} <= {one.phone for one in directory(cast.room)}
    assert elsewhere.begin_directory(by=cast.officer, room=cast.room) == len(directory(cast.room))
    assert elsewhere.begin_directory(by=cast.officer, room=cast.room) == 0
    with pytest.raises(PermissionDenied):
        elsewhere.keep(by=cast.auxiliary, room=cast.room, line=OFFICE)


def test_a_line_of_the_rooms_own_is_unchecked_after_a_year(cast: Cast) -> None:
    today = timezone.localdate()
    one = elsewhere.keep(by=cast.officer, room=cast.room, line=OFFICE)
    assert not is_unchecked(one, today + timedelta(days=365))
    assert is_unchecked(one, today + timedelta(days=366))
    with pytest.raises(Refused, match="twice"):
        elsewhere.keep(by=cast.officer, room=cast.room, line=OFFICE)
    with pytest.raises(Refused, match="unreachable"):
        elsewhere.keep(by=cast.officer, room=cast.room, line=elsewhere.Line("某办", "某事"))
    number = Elsewhere(is_everywhere=True)
    assert not is_unchecked(number, today)


def test_it_stays_open_until_somebody_asked_and_is_closed_when_it_helped(cast: Cast) -> None:
    helped, not_helped, cold = hand(cast), hand(cast), hand(cast, "number", "")
    assert Entry.objects.get(matter=helped.matter, verb="answer").is_public
    assert Matter.objects.get(pk=helped.matter_id).state == "working"
    elsewhere.ask_back(by=cast.officer, handover=helped, helped="yes", words="")
    elsewhere.ask_back(by=cast.officer, handover=not_helped, helped="no", words="让回村里开证明")
    assert Matter.objects.get(pk=helped.matter_id).state == "closed"
    assert Matter.objects.get(pk=not_helped.matter_id).state == "working"
    with pytest.raises(Refused, match="asked_already"):
        elsewhere.ask_back(by=cast.officer, handover=helped, helped="yes", words="")
    found = figures(Matter.objects.all())
    assert (found.all, found.warm, found.warm_asked, found.warm_helped) == (3, 2, 2, 1)
    onward = elsewhere.Onward("村委会", "took", timezone.localdate(), "会计", reach="村委会一楼")
    with pytest.raises(Refused, match="open_already"):
        elsewhere.hand_on(by=cast.officer, matter=cold.matter, onward=onward, words="找村委会")


def test_who_is_not_in_the_directory_needs_a_telephone_or_an_address(cast: Cast) -> None:
    matter = bring(cast.room, kind="help", topic="other").matter
    nowhere = elsewhere.Onward("某个亲戚的单位", "number", timezone.localdate())
    with pytest.raises(Refused, match="unreachable"):
        elsewhere.hand_on(by=cast.officer, matter=matter, onward=nowhere, words="找他们")
    known = elsewhere.Onward(directory(cast.room)[0].name, "number", timezone.localdate())
    assert elsewhere.hand_on(by=cast.officer, matter=matter, onward=known, words="打这个电话").reach == ""


def test_who_rang_says_with_whom_they_spoke(cast: Cast) -> None:
    with pytest.raises(Missing, match="spoke_with"):
        hand(cast, "rang", "")
