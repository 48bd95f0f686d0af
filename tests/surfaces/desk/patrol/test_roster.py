"""Who walks when, at the desk: filled by a press, changed by hand, gaps said with what would help."""

import io
from collections.abc import Callable
from datetime import time, timedelta

import pypdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from shouwang.kernel.ground.models import Place
from shouwang.kernel.journal.models import Record
from shouwang.kernel.matters.actions.intake import Brought
from shouwang.lib.ids import uuid7
from shouwang.systems.patrol.actions import changing, nights, plans, walking
from shouwang.systems.patrol.actions.walking import Here, Told
from shouwang.systems.patrol.models import Shift, Turn, Work
from shouwang.systems.patrol.queries.nights import shifts, tonight
from tests.cast import Cast
from tests.systems.patrol.test_volunteers_turns import made
from tests.systems.patrol.walkers import a_walker

pytestmark = [pytest.mark.django_db, pytest.mark.once]
Login = Callable[..., Client]


@pytest.fixture
def desk(client: Client, cast: Cast) -> Client:
    client.force_login(cast.officer)
    pattern = nights.Pattern(Work.ROUND, "0123456", time(20), time(22), is_risky=True)
    nights.make_usual(by=cast.officer, room=cast.room, pattern=pattern)
    return client


def tomorrow(cast: Cast) -> Shift:
    night = tonight(timezone.now()) + timedelta(days=1)
    return nights.lay_out(by=cast.officer, room=cast.room, night=night)[0]


def test_two_weeks_are_filled_by_one_press(desk: Client, cast: Cast) -> None:
    people = [made(cast, name) for name in ("马小川", "白明", "丁河")]
    shown = desk.post(reverse("desk-patrol:fill"), follow=True).content.decode()
    assert "个位置排上了人" in shown
    assert "马小川" in shown
    ahead = Shift.objects.filter(starts_at__gt=timezone.now())
    assert ahead.count() >= 13
    assert all(shift.turns.count() == 2 for shift in ahead)
    counts = [Turn.objects.filter(volunteer=one, shift__in=ahead).count() for one in people]
    assert max(counts) - min(counts) <= 1
    assert Record.objects.filter(verb="patrol.volunteers_seen").exists()


def test_a_shift_says_what_it_lacks_and_what_would_help(desk: Client, cast: Cast) -> None:
    made(cast), made(cast, "白明", insured=False)
    shift = tomorrow(cast)
    shown = desk.get(reverse("desk-patrol:shift", args=[shift.pk])).content.decode()
    assert "保险不够整班用 (1)" in shown
    assert "给白明办上管到这一班结束的保险" in shown


def test_somebody_is_put_in_and_taken_out_by_hand(desk: Client, cast: Cast) -> None:
    one, unsafe, shift = made(cast), made(cast, "白明", insured=False), tomorrow(cast)
    seat = reverse("desk-patrol:seat", args=[shift.pk])
    desk.post(seat, {"volunteer": str(one.pk)})
    refused = desk.post(seat, {"volunteer": str(unsafe.pk), "agreed": "1"}, follow=True).content.decode()
    assert "他来不了：保险不够整班用。" in refused
    turn = shift.turns.get()
    assert turn.volunteer == one
    desk.post(reverse("desk-patrol:take-out", args=[turn.pk]))
    assert not shift.turns.exists()
    assert "他已经不是这里的义警了" in desk.post(seat, {"volunteer": "nobody"}, follow=True).content.decode()


def test_a_shift_is_called_off_with_a_reason(desk: Client, cast: Cast) -> None:
    made(cast)
    shift = tomorrow(cast)
    page = reverse("desk-patrol:shift", args=[shift.pk])
    assert desk.post(page, {"why": ""}).status_code == 422
    assert "下大雨" in desk.post(page, {"why": "下大雨"}, follow=True).content.decode()
    shift.refresh_from_db()
    assert shift.cancelled_at is not None
    assert "下大雨" in desk.get(page).content.decode()


def test_the_sheet_says_where_to_go_in_large_type(desk: Client, cast: Cast) -> None:
    room = cast.room
    room.latitude, room.longitude = 34.9, 112.6
    room.save()
    Place.objects.create(room=room, name="石桥", latitude=34.901, longitude=112.6)
    made(cast), made(cast, "白明")
    night = tonight(timezone.now()) + timedelta(days=1)
    plan = plans.plan_night(by=cast.officer, room=room, night=night)
    shift = tomorrow(cast)
    answer = desk.get(reverse("desk-patrol:sheet", args=[shift.pk]))
    assert answer["Content-Type"] == "application/pdf"
    (paper,) = pypdf.PdfReader(io.BytesIO(answer.content)).pages
    stop, text = plan.stops.get(), paper.extract_text().replace("\n", "")
    for words in (f"{timezone.localtime(stop.arrives_at):%H:%M}", "石桥", "12 分钟", "马小川", "白明", "到了打勾"):
        assert words in text
    shown = desk.get(f"{reverse('desk-patrol:tonight')}?night={night}").content.decode()
    assert "谁什么时候在哪里" in shown
    assert "马小川" in shown


def test_of_a_shift_that_has_begun_the_hours_are_written_down(desk: Client, cast: Cast) -> None:
    one, shift = made(cast), tomorrow(cast)
    desk.post(reverse("desk-patrol:seat", args=[shift.pk]), {"volunteer": str(one.pk)})
    page, turn = reverse("desk-patrol:shift", args=[shift.pk]), shift.turns.get()
    hours = reverse("desk-patrol:turn-hours", args=[turn.pk])
    assert hours not in desk.get(page).content.decode()
    Shift.objects.filter(pk=shift.pk).update(starts_at=timezone.now() - timedelta(hours=1))
    assert hours in desk.get(page).content.decode()


EXTRA = {"work": "post", "starts": "18:00", "ends": "21:00", "count": "2", "fewest": "1", "most": "2"}


def test_a_shift_on_one_evening_is_added_beside_what_is_usual(desk: Client, cast: Cast) -> None:
    page, night = reverse("desk-patrol:roster"), tonight(timezone.now()) + timedelta(days=3)
    place = Place.objects.create(room=cast.room, name="集市", latitude=34.9, longitude=112.6)
    said = EXTRA | {"night": night.isoformat(), "place": str(place.pk), "is_risky": "on"}
    assert "加好了" in desk.post(page, said, follow=True).content.decode()
    found = list(shifts(cast.room, night))
    assert [(one.work, one.number) for one in found] == [("post", 1), ("post", 2), ("round", 1)]
    assert {(one.place, one.is_risky, one.fewest, one.most) for one in found[:2]} == {(place, True, 1, 2)}
    assert not Shift.objects.filter(starts_at__gt=found[0].starts_at + timedelta(days=1)).exists()
    desk.post(page, said | {"count": "1", "place": ""})
    assert [one.number for one in shifts(cast.room, night) if one.work == "post"] == [1, 2, 3]
    assert Record.objects.filter(verb="patrol.shift_added").count() == 3


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"night": "2020-01-01"}, "这个时段已经过去了"),
        ({"night": "2999-01-01"}, "最多排到一年以内"),
        ({"ends": "17:00"}, "超过十二个小时了"),
        ({"fewest": "3"}, "比“最少”还少"),
        ({"night": ""}, "哪天晚上"),
    ],
)
def test_a_wrong_shift_is_not_added_and_what_was_typed_stays(
    desk: Client, cast: Cast, wrong: dict[str, str], words: str
) -> None:
    night = (tonight(timezone.now()) + timedelta(days=3)).isoformat()
    answer = desk.post(reverse("desk-patrol:roster"), EXTRA | {"night": night, "starts": "18:07"} | wrong)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert words in shown
    assert "18:07" in shown
    assert not Shift.objects.exists()


def test_who_only_looks_adds_no_shift(client: Client, cast: Cast) -> None:
    client.force_login(cast.cadre)
    page = reverse("desk-patrol:roster")
    assert "一个晚上" not in client.get(page).content.decode()
    client.post(page, EXTRA | {"night": (tonight(timezone.now()) + timedelta(days=3)).isoformat()})
    assert not Shift.objects.exists()


def test_a_night_that_was_called_off_stays_so(desk: Client, cast: Cast) -> None:
    night = tonight(timezone.now()) + timedelta(days=1)
    nights.cancel(by=cast.officer, shift=tomorrow(cast), why="大雨")
    assert nights.lay_out(by=cast.officer, room=cast.room, night=night) == []
    desk.post(reverse("desk-patrol:roster"), EXTRA | {"night": night.isoformat(), "work": "round", "count": "1"})
    assert [(one.work, one.number) for one in shifts(cast.room, night)] == [("round", 2)]


def test_what_is_added_to_a_night_that_is_out_is_out_at_once(desk: Client, cast: Cast) -> None:
    made(cast), made(cast, "白明")
    night = tonight(timezone.now()) + timedelta(days=1)
    place = Place.objects.create(room=cast.room, name="集市", latitude=34.9, longitude=112.6)
    plans.send(by=cast.officer, plan=plans.plan_night(by=cast.officer, room=cast.room, night=night, seed=1))
    said = EXTRA | {"night": night.isoformat(), "count": "1"}
    assert "请写明岗设在哪里" in desk.post(reverse("desk-patrol:roster"), said).content.decode()
    desk.post(reverse("desk-patrol:roster"), said | {"place": str(place.pk)})
    assert Shift.objects.get(work="post").sent_at is not None


def test_a_shift_far_ahead_stands_in_the_list(desk: Client, cast: Cast) -> None:
    night = tonight(timezone.now()) + timedelta(days=40)
    shown = desk.post(reverse("desk-patrol:roster"), EXTRA | {"night": night.isoformat()}, follow=True).content.decode()
    assert str(Shift.objects.filter(work="post").first().pk) in shown  # type: ignore[union-attr]


def test_a_shift_shows_what_its_phones_told(desk: Client, cast: Cast) -> None:
    walker = a_walker(cast)
    page = reverse("desk-patrol:shift", args=[walker.shift.pk])
    assert "手机还没有报来什么" in desk.get(page).content.decode()
    here = Here(id=uuid7(), place=walker.places[1])
    walking.begin_turn(volunteer=walker.volunteer, turn=walker.turn, told=Told())
    walking.check_in(volunteer=walker.volunteer, turn=walker.turn, here=here, told=Told())
    brought = Brought("report", "路灯不亮", topic="streetlight", id=uuid7())
    receipt = walking.finding(volunteer=walker.volunteer, turn=walker.turn, brought=brought, is_settled=True)
    walking.hand_over(volunteer=walker.volunteer, turn=walker.turn, key=uuid7(), text="桥栏杆要修", told=Told())
    shown = desk.get(page).content.decode()
    for words in (
        "做了什么",
        "地点2",
        "当场处理好了",
        "给下一班：桥栏杆要修",
        reverse("desk:matter", args=[receipt.matter.pk]),
    ):
        assert words in shown
    desk.force_login(cast.cadre)
    assert "发现一件情况" in desk.get(page).content.decode()


def test_a_night_that_is_over_is_not_planned_or_changed_any_more(desk: Client, cast: Cast) -> None:
    plan = a_walker(cast).shift.stops.first().plan
    night = tonight(timezone.now()) - timedelta(days=3)
    address = f"{reverse('desk-patrol:tonight')}?night={night.isoformat()}"
    assert "排这一晚" not in desk.get(address).content.decode()
    answer = desk.post(reverse("desk-patrol:plan"), {"night": night.isoformat()}, follow=True)
    assert "那晚已经过去了" in answer.content.decode()
    assert not Shift.objects.filter(starts_at__lt=timezone.now() - timedelta(days=1)).exists()
    with pytest.raises(nights.Over):
        changing.change_night(by=cast.officer, plan=plan, now=timezone.now() + timedelta(days=1))
