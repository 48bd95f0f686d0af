"""What the officer keeps in order: facts, ground, teams, duty, bulletins, groups outside, retention."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from shouwang.kernel.ground.models import Division, Place, Village, WorkdayChange
from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.journal.models import Record
from shouwang.kernel.matters import events
from shouwang.kernel.matters.actions import news
from shouwang.kernel.matters.actions.intake import Reporter
from shouwang.kernel.matters.models import News
from shouwang.kernel.notices import actions as notices
from shouwang.kernel.notices.models import Notice, Robot, Webhook
from shouwang.kernel.people import actions as people
from shouwang.kernel.people.models import Duty, Membership, Team
from shouwang.systems.outreach.models import Bulletin
from tests.cast import Cast
from tests.kernel.ground.test_reading import area, as_file, point, square
from tests.kernel.matters.bringing import bring

pytestmark = pytest.mark.once

FACTS = {"name": "河湾村警务室", "opens_at": "07:30", "closes_at": "21:00", "phone": "0379-5550110"}


@pytest.fixture
def desk(cast: Cast, client: Client) -> Client:
    client.force_login(cast.officer)
    return client


def go(desk: Client, name: str, data: dict[str, Any] | None = None, *args: Any) -> Any:
    area = "outreach" if name.startswith("bulletin") else "settings"
    return desk.post(reverse(f"desk-{area}:{name}", args=args), data or {})


def words(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_facts_of_the_room_are_kept_and_shown_to_everybody(desk: Client, cast: Cast) -> None:
    assert go(desk, "room", FACTS).status_code == 302
    cast.room.refresh_from_db()
    assert (f"{cast.room.opens_at:%H:%M}", cast.room.phone) == ("07:30", "0379-5550110")
    assert "0379-5550110" in words(Client().get("/r/HW/"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"phone": "12"}, "这不是电话号码"),
        ({"latitude": "34.8"}, "经度、纬"),
        ({"latitude": "112.5", "longitude": "34.8"}, "反"),
    ],
)
def test_wrong_facts_are_said_and_what_was_typed_stays(
    desk: Client, cast: Cast, change: dict[str, str], said: str
) -> None:
    answer = go(desk, "room", FACTS | change)
    assert answer.status_code == 422
    assert said in words(answer)
    assert 'value="07:30"' in words(answer)


def test_a_day_off_is_entered_and_taken_out(desk: Client, cast: Cast) -> None:
    day = (timezone.localdate() + timedelta(days=40)).isoformat()
    go(desk, "workdays", {"day": day, "kind": "holiday", "note": "试"})
    assert WorkdayChange.objects.get().kind == "holiday"
    go(desk, "forget-workday", None, day)
    assert not WorkdayChange.objects.exists()


def upload(*features: Any, **more: Any) -> dict[str, Any]:
    file = SimpleUploadedFile("village.geojson", as_file(*features))
    return {"file": file, "datum": "wgs84", "replaces_ways": "on"} | more


def test_ground_is_looked_at_before_it_is_drawn(desk: Client, cast: Cast) -> None:
    answer = go(desk, "ground", upload(area("village", "河湾村"), point("entry", "东口"), area("village", "")))
    assert answer["Location"] == reverse("desk-settings:ground-draft")
    page = words(desk.get(answer["Location"]))
    assert "东口" in page
    assert "没有名字" in page
    assert not Village.objects.exists()
    shapes = json.loads(words(desk.get(reverse("desk-settings:ground-draft-shapes"))))
    assert {one["properties"]["kind"] for one in shapes["features"]} == {"village", "place"}
    go(desk, "ground-draft")
    assert (Village.objects.count(), Place.objects.count()) == (1, 1)
    assert desk.get(reverse("desk-settings:ground-draft")).status_code == 404, "a draft is drawn once"


def test_a_file_that_is_no_map_says_what_to_do(desk: Client, cast: Cast) -> None:
    answer = go(desk, "ground", {"file": SimpleUploadedFile("x.geojson", b"PK"), "datum": "wgs84"})
    assert answer.status_code == 422
    assert "另存为 GeoJSON" in words(answer)
    assert "Expecting value" not in words(answer)


def test_an_empty_list_of_shapes_is_said_in_chinese(desk: Client, cast: Cast) -> None:
    assert "文件里什么也没有" in words(go(desk, "ground", upload()))


def test_grids_stand_as_people_count_them(desk: Client, cast: Cast) -> None:
    names = ["一网格", "三网格", "二网格", "四网格"]
    grids = [area("grid", one, square(), village="河湾村") for one in names]
    go(desk, "ground", upload(area("village", "河湾村"), *grids))
    listed = "一网格、二网格、三网格、四网格"
    assert listed in words(desk.get(reverse("desk-settings:ground-draft")))
    go(desk, "ground-draft")
    assert listed in words(desk.get(reverse("desk-settings:ground")))


def test_what_is_left_out_of_a_file_is_named_and_what_is_not_in_it_is_no_warning(desk: Client, cast: Cast) -> None:
    go(desk, "ground", upload(point("entry", "东口"), point("", "西口")))
    page = words(desk.get(reverse("desk-settings:ground-draft")))
    assert '<th scope="col">名称</th>' in page
    assert "absent" not in page


def test_the_numbers_of_a_position_are_folded_away_for_the_technician(desk: Client, cast: Cast) -> None:
    page = words(desk.get(reverse("desk-settings:room")))
    before, fold, after = page.partition("<summary>给技术员</summary>")
    assert fold
    assert ' name="latitude"' not in before
    assert ' name="latitude"' in after
    wrong = words(go(desk, "room", FACTS | {"latitude": "34.8"}))
    assert '<details class="more" open>' in wrong


def test_a_grid_without_its_village_draws_nothing_and_says_so(desk: Client, cast: Cast) -> None:
    go(desk, "ground", upload(area("grid", "一网格", square(), village="别处")))
    answer = desk.post(reverse("desk-settings:ground-draft"), follow=True)
    assert "一网格" in words(answer)
    assert not Village.objects.exists()


def test_division_codes_are_kept_with_their_source(desk: Client, cast: Cast) -> None:
    table = SimpleUploadedFile("codes.csv", "代码,名称\n990101001,甲镇\n".encode())
    assert "收下 1 个代码" in words(go(desk, "divisions", {"file": table, "source": "公报 2026"}))
    assert Division.objects.get(code="990101001").parent_id == "990101"


def test_a_team_is_formed_filled_and_disbanded(desk: Client, cast: Cast) -> None:
    pattern = people.make_template(by=SYSTEM, name="1+N", slots=[people.Slot(1, "民警", "officer", 1, 1)])
    go(desk, "teams", {"name": "守望四组", "template": str(pattern.pk)})
    team = Team.objects.get(name="守望四组")
    go(desk, "team", {"who": f"account:{cast.officer.pk}", "slot": "1"}, team.pk)
    full = go(desk, "team", {"who": f"account:{cast.auxiliary.pk}", "slot": "1"}, team.pk)
    assert "这个位置满了" in words(full)
    go(desk, "leave", None, Membership.objects.get(team=team).pk)
    go(desk, "disband", None, team.pk)
    team.refresh_from_db()
    assert not team.is_active


@pytest.mark.parametrize(
    ("fewest", "most", "said"),
    [(0, None, "有 0 人</h2>"), (0, 5, "最多 5 人"), (1, None, "至少 1 人"), (2, 2, "要求：2 人"), (1, 3, "1 到 3 人")],
)
def test_a_slot_says_how_many_it_wants_only_if_it_wants_any(
    desk: Client, cast: Cast, fewest: int, most: int | None, said: str
) -> None:
    slots = [people.Slot(1, "民警", "officer", fewest, most)]
    cast.team.template = people.make_template(by=SYSTEM, name="试", slots=slots)
    cast.team.save()
    Membership.objects.all().delete()
    page = words(desk.get(reverse("desk-settings:team", args=[cast.team.pk])))
    assert said in page
    assert "至少 0" not in page


def test_somebody_of_another_room_joins_no_team_here(desk: Client, cast: Cast) -> None:
    answer = go(desk, "team", {"who": f"account:{cast.neighbour.pk}", "slot": "1"}, cast.team.pk)
    assert answer.status_code == 422


def test_the_words_of_a_pattern_are_the_rooms_own(desk: Client, cast: Cast) -> None:
    slots = [people.Slot(1, fewest=0), people.Slot(2, fewest=0)]
    pattern = people.make_template(by=SYSTEM, name="166N（示例）", slots=slots)
    said = {f"{name}_{n}": "" for n in (1, 2, 3) for name in ("words", "words_en", "most")} | {"words_1": "带头的"}
    go(desk, "template", said | {f"fewest_{n}": "0" for n in (1, 2, 3)}, pattern.pk)
    assert list(pattern.slots.order_by("number").values_list("number", "words")) == [(1, "带头的"), (2, "")]
    page = words(desk.get(reverse("desk-settings:template", args=[pattern.pk])))
    assert page.count('class="slot"') == 3
    assert "再加：3" in page
    too_few = said | {f"fewest_{n}": "5" for n in (1, 2, 3)} | {"most_1": "2"}
    assert go(desk, "template", too_few, pattern.pk).status_code == 422


def test_duty_is_planned_for_several_days_also_over_midnight(desk: Client, cast: Cast) -> None:
    day = timezone.localdate() + timedelta(days=10)
    said = {
        "account": str(cast.auxiliary.pk),
        "day": day.isoformat(),
        "last_day": (day + timedelta(days=2)).isoformat(),
    }
    go(desk, "duty", said | {"starts": "20:00", "ends": "08:00"})
    planned = Duty.objects.order_by("starts_at")
    assert [one.ends_at - one.starts_at for one in planned] == [timedelta(hours=12)] * 3
    go(desk, "drop-duty", None, planned[0].pk)
    assert Duty.objects.count() == 2


@pytest.mark.parametrize("last", [-1, 100])
def test_a_duty_plan_that_runs_backwards_or_too_far_is_refused(desk: Client, cast: Cast, last: int) -> None:
    day = timezone.localdate()
    said = {"account": str(cast.auxiliary.pk), "day": day, "last_day": day + timedelta(days=last)}
    assert go(desk, "duty", said | {"starts": "08:00", "ends": "20:00"}).status_code == 422


def test_a_bulletin_is_released_by_somebody_else_than_its_writer(client: Client, cast: Cast) -> None:
    client.force_login(cast.auxiliary)
    go(client, "bulletins", {"title": "河水涨了", "text": "别下水"})
    bulletin = Bulletin.objects.get()
    go(client, "bulletin", {"act": "release", "version": 0, "reason": ""}, bulletin.pk)
    bulletin.refresh_from_db()
    assert bulletin.state == "draft", "the auxiliary may write, not release"
    client.force_login(cast.officer)
    go(client, "bulletin", {"act": "release", "version": 0, "reason": ""}, bulletin.pk)
    assert "河水涨了" in words(Client().get("/r/HW/"))
    assert go(client, "bulletin", {"act": "take_down", "reason": ""}, bulletin.pk).status_code == 422
    go(client, "bulletin", {"act": "take_down", "reason": "水退了"}, bulletin.pk)
    assert "河水涨了" not in words(Client().get("/r/HW/"))


def test_the_writer_is_told_why_a_second_person_is_needed(desk: Client, cast: Cast) -> None:
    go(desk, "bulletins", {"title": "河水涨了", "text": "别下水"})
    answer = go(desk, "bulletin", {"act": "release", "version": 0, "reason": ""}, Bulletin.objects.get().pk)
    assert answer.status_code == 422
    assert "要别人先看过" in words(answer)


def test_why_nobody_read_it_is_asked_of_the_writer_alone(desk: Client, client: Client, cast: Cast) -> None:
    go(desk, "bulletins", {"title": "河水涨了", "text": "别下水"})
    address = reverse("desk-outreach:bulletin", args=[Bulletin.objects.get().pk])
    assert 'id="release_reason"' in words(desk.get(address))
    client.force_login(cast.chief)
    assert 'id="release_reason"' not in words(client.get(address))
    client.post(address, {"act": "release", "version": 0})
    assert Bulletin.objects.get().released_by == cast.chief


def test_a_group_outside_is_kept_tried_and_stopped_and_its_address_never_shown(desk: Client, cast: Cast) -> None:
    url = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=secret-of-the-group"
    go(desk, "robots", {"kind": "wecom", "name": "村群", "url": url, "events": ["matter.received"]})
    robot = Robot.objects.get()
    assert "secret-of-the-group" not in words(desk.get(reverse("desk-settings:robot", args=[robot.pk])))
    go(desk, "tend-robot", None, robot.pk)
    assert robot.notices.count() == 1
    go(desk, "tend-robot", {"do": "retire"}, robot.pk)
    robot.refresh_from_db()
    assert not robot.is_active


@pytest.mark.parametrize("url", ["http://example.org/x", "https://127.0.0.1/x", "ftp://example.org"])
def test_an_address_inside_is_refused_for_webhooks(desk: Client, cast: Cast, url: str) -> None:
    assert go(desk, "webhooks", {"url": url, "events": ["*"]}).status_code == 422
    assert not Webhook.objects.exists()


def test_the_secret_of_a_webhook_is_shown_once(desk: Client, cast: Cast) -> None:
    page = words(go(desk, "webhooks", {"url": "https://example.org/hook", "events": ["*", "matter.close"]}))
    assert "whsec_" in page
    hook = Webhook.objects.get()
    assert hook.events == "*"
    assert "whsec_" not in words(desk.get(reverse("desk-settings:webhook", args=[hook.pk])))
    page = words(desk.get(reverse("desk-settings:webhook", args=[hook.pk])))
    assert "<h1>推送地址</h1>" in page
    assert "停用" in page
    assert "结案" not in page
    go(desk, "close-webhook", None, hook.pk)
    hook.refresh_from_db()
    assert not hook.is_active


def test_a_dead_notice_is_sent_again_or_given_up_with_a_reason(client: Client, cast: Cast) -> None:
    robot = notices.keep_robot(
        by=SYSTEM,
        room=cast.room,
        kind="wecom",
        name="群",
        url="https://example.org/cgi-bin/webhook/send?key=x",
        events="matter.received",
    )
    notice = notices.try_robot(by=SYSTEM, robot=robot, language="zh-hans")
    assert notice is not None
    type(notice).objects.filter(pk=notice.pk).update(state="dead", not_before=None, trouble="refused")
    client.force_login(cast.technician)
    assert notice.body not in words(client.get(reverse("desk-settings:tend-dead", args=[notice.pk])))
    assert go(client, "tend-dead", {"act": "bury", "reason": ""}, notice.pk).status_code == 422
    go(client, "tend-dead", {"act": "revive"}, notice.pk)
    notice.refresh_from_db()
    assert notice.state == "waiting"


def test_what_could_not_be_told_is_shown_by_number_and_told_at_one_press(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    matter = bring(
        cast.room, text="独一无二的话", title="独一无二的题", reporter=Reporter("钱多多", "13800000000")
    ).matter
    hear = events._listeners[0]
    monkeypatch.setattr(events, "_listeners", [lambda happened: 1 / 0])
    news.spread()
    client.force_login(cast.technician)
    page = words(client.get(reverse("desk-settings:dead")))
    assert matter.reference in page
    assert "有事发生，却没通知到人" in page
    assert not [word for word in ("独一无二", "钱多多", "13800000000") if word in page]
    stuck = News.objects.get()
    go(client, "tell-again", None, stuck.pk)
    assert go(client, "tell-again", None, stuck.pk).status_code == 404
    monkeypatch.setattr(events, "_listeners", [hear])
    assert news.spread() == 1
    assert Notice.objects.filter(about_id=str(matter.pk)).exists()
    assert "有事发生，却没通知到人" not in words(client.get(reverse("desk-settings:dead")))
    record = Record.objects.get(verb="news.revived")
    assert (record.actor, record.object_label) == (str(cast.technician.pk), matter.reference)


def test_what_could_not_be_told_in_another_room_is_not_shown(desk: Client, cast: Cast) -> None:
    far = bring(cast.next_room).matter
    News.objects.update(is_stuck=True)
    assert far.reference not in words(desk.get(reverse("desk-settings:dead")))
    assert go(desk, "tell-again", None, News.objects.get().pk).status_code == 404


def test_nightly_forgetting_begins_with_a_press_and_ends_with_one(desk: Client, cast: Cast) -> None:
    go(desk, "retention", {"do": "agree"})
    cast.room.refresh_from_db()
    assert cast.room.forgets_since
    go(desk, "retention", {"do": "stop"})
    cast.room.refresh_from_db()
    assert cast.room.forgets_since is None
    assert list(Record.objects.filter(verb__startswith="retention").order_by("at").values_list("verb", flat=True)) == [
        "retention.agreed",
        "retention.stopped",
    ]


def test_the_journal_is_filtered_by_number_and_a_changed_record_shows(desk: Client, cast: Cast) -> None:
    matter = bring(cast.room).matter
    other = bring(cast.room, text="另一件").matter
    page = words(desk.get(reverse("desk-settings:journal"), {"number": matter.reference.lower()}))
    assert matter.reference in page
    assert other.reference not in page
    check = reverse("desk-settings:journal") + "?check=1"
    assert "链条完好" in words(desk.get(check))
    Record.objects.filter(object_label=matter.reference).update(actor_label="别人")
    assert "链条断了" in words(desk.get(check))
