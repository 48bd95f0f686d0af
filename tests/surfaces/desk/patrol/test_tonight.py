"""Planning tonight from the desk: from nothing usual to a plan that was sent."""

from collections.abc import Callable
from datetime import time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from shouwang.kernel.ground.models import Place
from shouwang.kernel.journal.models import Record
from shouwang.systems.patrol.actions import needs, nights, plans
from shouwang.systems.patrol.actions.plans import Gone, MadeMeanwhile, NothingToPlan
from shouwang.systems.patrol.models import Need, Plan, Shift, UsualNight, Work
from shouwang.systems.patrol.queries.needs import wanted
from shouwang.systems.patrol.queries.nights import tonight
from shouwang.systems.watch.models import EarlyWarning
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("afternoon")]
ALWAYS = "0123456"
Login = Callable[..., Client]


@pytest.fixture
def ground(cast: Cast) -> list[Place]:
    """A room at a bridge, and places a few minutes from it."""
    room = cast.room
    room.latitude, room.longitude = 34.9, 112.6
    room.save()
    return [
        Place.objects.create(room=room, name=f"地点{number}", latitude=34.9 + 0.002 * number, longitude=112.6)
        for number in range(1, 6)
    ]


def usual(cast: Cast, work: Work = Work.ROUND, **more: object) -> UsualNight:
    pattern = nights.Pattern(work, ALWAYS, time(20), time(22), **more)  # type: ignore[arg-type]
    return nights.make_usual(by=cast.officer, room=cast.room, pattern=pattern)


def at_the_desk(client: Client, cast: Cast) -> Client:
    client.force_login(cast.officer)
    return client


def test_from_nothing_to_a_plan_that_was_sent(client: Client, cast: Cast, ground: list[Place]) -> None:
    desk = at_the_desk(client, cast)
    page = reverse("desk-patrol:tonight")
    assert "还没有哪天晚上安排人" in desk.get(page).content.decode()
    filled = {
        "work": "round", "days": list(ALWAYS), "starts": "20:00", "ends": "22:00", "count": "2", "fewest": "2", "most": "3",
    }  # fmt: skip
    assert desk.post(reverse("desk-patrol:usual"), filled).status_code == 302
    assert "今晚还没有排" in desk.get(page).content.decode()
    shown = desk.post(reverse("desk-patrol:plan"), follow=True).content.decode()
    assert "重新排" in shown
    assert "第 1 组 · 20:00–22:00" in shown
    plan = Plan.objects.get()
    assert plan.stops.count() == len(ground)
    assert plan.state == Plan.State.DRAFT
    assert not Shift.objects.exclude(sent_at=None).exists()
    assert desk.post(reverse("desk-patrol:send", args=[plan.pk])).status_code == 302
    plan.refresh_from_db()
    assert plan.state == Plan.State.SENT
    assert not Shift.objects.filter(sent_at=None).exists()
    verbs = set(Record.objects.filter(room=str(cast.room.pk)).values_list("verb", flat=True))
    assert {"patrol.usual_made", "patrol.night_laid_out", "patrol.planned", "patrol.plan_sent"} <= verbs


def test_the_plan_is_on_the_map_with_its_ways(client: Client, cast: Cast, ground: list[Place]) -> None:
    usual(cast)
    plan = plans.plan_night(by=cast.officer, room=cast.room, night=tonight(timezone.now()))
    told = at_the_desk(client, cast).get(reverse("desk-patrol:shapes", args=[plan.pk])).json()
    kinds = [one["properties"]["kind"] for one in told["features"]]
    assert kinds.count("stop") == len(ground)
    (line,) = [one for one in told["features"] if one["properties"]["kind"] == "round"]
    assert line["geometry"]["coordinates"][0] == line["geometry"]["coordinates"][-1] == [112.6, 34.9]


def test_bad_times_are_said_and_kept(client: Client, cast: Cast) -> None:
    desk = at_the_desk(client, cast)
    filled = {
        "work": "round", "days": ["4"], "starts": "08:00", "ends": "07:00", "count": "1", "fewest": "3", "most": "2",
    }  # fmt: skip
    answer = desk.post(reverse("desk-patrol:usual"), filled)
    assert answer.status_code == 422
    assert "比“最少”还少" in answer.content.decode()
    assert "08:00" in answer.content.decode()
    answer = desk.post(reverse("desk-patrol:usual"), {**filled, "most": "3"})
    assert "超过十二个小时" in answer.content.decode()
    assert not UsualNight.objects.exists()


def test_what_a_place_needs_is_said_with_its_reasons(client: Client, cast: Cast, ground: list[Place]) -> None:
    desk = at_the_desk(client, cast)
    where = ground[0]
    EarlyWarning.objects.create(
        room=cast.room, topic="theft", where="桥头", latitude=where.latitude, longitude=where.longitude, radius_m=60, days=5,
        observed=4, expected=0.4, p=0.002, found_at=timezone.now(),
    )  # fmt: skip
    filled = {"weight": "4", "visits": "2", "dwell": "12", "gap": "60", "note": "灯暗"}
    assert desk.post(reverse("desk-patrol:place", args=[where.pk]), filled).status_code == 302
    assert Need.objects.get().set_by
    first = wanted(cast.room, timezone.now())[0]
    assert (first.place, first.weight, first.need.visits) == (where, 7, 2)
    page = desk.get(reverse("desk-patrol:places")).content.decode()
    assert "民警定的：灯暗 4" in page
    assert "预警：" in page
    answer = desk.post(reverse("desk-patrol:place", args=[where.pk]), {**filled, "opens": "20:00"})
    assert "两个时间都填，或者都不填" in answer.content.decode()


def test_a_post_is_put_where_it_may_stand(cast: Cast, ground: list[Place]) -> None:
    needs.say(by=cast.officer, place=ground[1], need=needs.Said(weight=5, may_stand=True))
    usual(cast, Work.POST)
    usual(cast)
    plan = plans.plan_night(by=cast.officer, room=cast.room, night=tonight(timezone.now()))
    assert plan.stands.get().place == ground[1]
    assert plan.cover
    assert plan.cover_gap == 0
    assert plan.left_out.get(place=ground[1]).why == "held"


def test_two_officers_who_plan_the_same_night_see_one_another(cast: Cast, ground: list[Place]) -> None:
    usual(cast)
    night = tonight(timezone.now())
    theirs = plans.plan_night(by=cast.auxiliary, room=cast.room, night=night)
    with pytest.raises(MadeMeanwhile) as met:
        plans.plan_night(by=cast.officer, room=cast.room, night=night)
    assert met.value.plan == theirs
    mine = plans.plan_night(by=cast.officer, room=cast.room, night=night, seen=theirs.pk)
    assert mine.replaces == theirs
    with pytest.raises(Gone):
        plans.send(by=cast.auxiliary, plan=theirs)


def test_a_night_is_laid_out_once(cast: Cast, ground: list[Place]) -> None:
    usual(cast, count=3)
    night = tonight(timezone.now()) + timedelta(days=1)
    for _twice in range(2):
        nights.lay_out(by=cast.officer, room=cast.room, night=night)
    assert Shift.objects.count() == 3


def test_the_same_seed_plans_the_same_stands(cast: Cast, ground: list[Place]) -> None:
    with pytest.raises(NothingToPlan):
        plans.plan_night(by=cast.officer, room=cast.room, night=tonight(timezone.now()))
    usual(cast)
    plan = plans.plan_night(by=cast.officer, room=cast.room, night=tonight(timezone.now()), seed=7)
    assert plan.seed == 7
    assert plan.bound is not None
    assert plan.weight <= plan.bound + 1e-9
    assert plan.weight <= plan.whole + 1e-9
    assert 0 <= plan.given_up <= 0.02 + 1e-9


def test_what_if_a_place_must_be_in_is_answered_before_anybody_walks(client: Client, cast: Cast) -> None:
    room = cast.room
    room.latitude, room.longitude = 34.9, 112.6
    room.save()
    for number in range(1, 13):
        Place.objects.create(room=room, name=f"地点{number}", latitude=34.9 + 0.001 * number, longitude=112.6)
    usual(cast)
    night = timezone.localdate() + timedelta(days=1)
    plan = plans.plan_night(by=cast.officer, room=room, night=night)
    desk = at_the_desk(client, cast)
    shown = desk.get(f"{reverse('desk-patrol:tonight')}?night={night}").content.decode()
    left = plan.left_out.exclude(place=None).first()
    assert left is not None
    address = f"{reverse('desk-patrol:change', args=[plan.pk])}?place={left.place_id}"
    assert address in shown
    assert "checked" in desk.get(address).content.decode()
    answer = desk.post(reverse("desk-patrol:change", args=[plan.pk]), {"places": [str(left.place_id)]}, follow=True)
    told = answer.content.decode()
    assert "有哪些变动" in told
    assert "新增：第 1 组" in told
    assert "指定要去" in told
    newest = Plan.objects.get(state=Plan.State.DRAFT)
    assert newest.replaces_id == plan.pk
    back = desk.post(reverse("desk-patrol:put-aside", args=[newest.pk]), follow=True).content.decode()
    assert "有哪些变动" not in back
    assert Plan.objects.get(state=Plan.State.DRAFT).pk == plan.pk


def test_who_changes_a_plan_that_is_not_the_newest_is_shown_the_newest(
    client: Client, cast: Cast, ground: list[Place]
) -> None:
    usual(cast)
    night = timezone.localdate() + timedelta(days=1)
    first = plans.plan_night(by=cast.officer, room=cast.room, night=night)
    plans.plan_night(by=cast.officer, room=cast.room, night=night, seen=first.pk)
    told = (
        at_the_desk(client, cast).post(reverse("desk-patrol:change", args=[first.pk]), {}, follow=True).content.decode()
    )
    assert "先看看，再决定要不要重排" in told
    assert Plan.objects.filter(is_change=True).count() == 0
