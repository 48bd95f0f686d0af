"""Lanes from files at the desk: looked at first, drawn, walked by the next plan, taken out again."""

import json
from datetime import time
from pathlib import Path

import gpxpy
import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from shouwang.kernel.ground.models import Place, Way, WayImport
from shouwang.kernel.ground.network import network_of
from shouwang.kernel.journal.models import Record
from shouwang.lib.planning.gpx import lanes_gpx
from shouwang.lib.planning.noding import Line
from shouwang.systems.patrol.actions import needs, nights, plans, ways
from shouwang.systems.patrol.models import Plan, Work
from shouwang.systems.patrol.queries import ways as queries
from shouwang.systems.patrol.queries.nights import tonight
from shouwang.systems.patrol.queries.walks import walks
from shouwang.systems.patrol.surveying import Found
from tests.cast import Cast
from tests.lib.planning.drawing import HERE, at, line
from tests.real import GRAPHS, needs_graphs

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("afternoon")]
PAGE, DRAFT = "desk-patrol:ways", "desk-patrol:ways-draft"
STREET, BRANCH = line((0, 0), (600, 0)), line((300, 0), (300, 200))


@pytest.fixture
def desk(client: Client, cast: Cast) -> Client:
    room = cast.room
    room.longitude, room.latitude = HERE.lon, HERE.lat
    room.save()
    for name, point in (("桥头", (590, 10)), ("后街", (300, 195)), ("山上", (2000, 900))):
        (longitude, latitude) = at(point)[0].tolist()
        Place.objects.create(room=room, name=name, latitude=latitude, longitude=longitude)
    client.force_login(cast.officer)
    return client


def gpx(*lines: Line, name: str = "walk.gpx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, lanes_gpx(lines, title="x").encode())


def send(desk: Client, *files: SimpleUploadedFile, datum: str = "wgs84") -> str:
    answer = desk.post(reverse(PAGE), {"chosen": list(files), "datum": datum}, follow=True)
    return answer.content.decode()


def draw(cast: Cast, *lines: Line) -> WayImport:
    return ways.take_over(by=cast.officer, room=cast.room, found=[Found(one) for one in lines], sorts={"geojson"})


def usual(cast: Cast) -> None:
    pattern = nights.Pattern(Work.ROUND, "0123456", time(20), time(22))
    nights.make_usual(by=cast.officer, room=cast.room, pattern=pattern)


def test_walks_become_lanes_after_a_look(desk: Client, cast: Cast) -> None:
    assert "还没有画路" in desk.get(reverse(PAGE)).content.decode()
    seen = send(desk, gpx(STREET), gpx(BRANCH, name="second.gpx"), SimpleUploadedFile("cat.jpg", b"x"))
    assert "还什么都没画" in seen
    assert "cat.jpg" in seen
    assert "只认 GPX" in seen
    assert "3 处里 0 处 → 3 处里 2 处" in seen
    assert not Way.objects.exists()
    new = desk.get(reverse("desk-patrol:ways-draft-shapes")).json()["features"]
    assert sum(one["properties"]["kind"] == "new" for one in new) == 3  # the street is two, from the branch on
    shown = desk.post(reverse(DRAFT), follow=True).content.decode()
    assert "有 1 个地方没有路能走到" in shown
    assert "山上" in shown
    assert [way.walks for way in cast.room.ways.all()] == [1, 1, 1]
    brought = WayImport.objects.get()
    assert (brought.sort, round(brought.metres, -1)) == ("gpx", 800)
    assert desk.get(reverse(DRAFT)).status_code == 404, "a draft is drawn once"
    told = desk.get(reverse("desk-patrol:ways-shapes")).json()["features"]
    pins = {
        one["properties"]["title"]: one["properties"]["tone"] for one in told if one["properties"]["kind"] == "stop"
    }
    assert pins == {"桥头": "green", "后街": "green", "山上": "red"}
    assert (
        "拿掉了 3 条路" in desk.post(reverse("desk-patrol:drop-ways", args=[brought.pk]), follow=True).content.decode()
    )
    assert not Way.objects.exists()
    verbs = Record.objects.filter(room=str(cast.room.pk)).values_list("verb", "detail")
    assert {("ground.ways_brought", "ways 3"), ("ground.ways_dropped", "ways 3")} <= set(verbs)


def test_nothing_of_a_recording_is_kept_but_its_lanes(desk: Client, cast: Cast) -> None:
    timed = lanes_gpx([STREET], title="王大妈的散步").replace("walk.gpx", "王大妈.gpx")
    send(desk, SimpleUploadedFile("王大妈.gpx", timed.encode()))
    assert "王大妈" not in json.dumps(dict(desk.session), default=str)
    desk.post(reverse(DRAFT))
    rows = [*Way.objects.values(), *WayImport.objects.values(), *Record.objects.values()]
    assert "王大妈" not in json.dumps(rows, default=str, ensure_ascii=False)


def test_going_back_forgets_what_was_looked_at(desk: Client, cast: Cast) -> None:
    drawn = SimpleUploadedFile("a.gpx", lanes_gpx([STREET], title="街").encode())
    send(desk, drawn, SimpleUploadedFile("王大妈.jpg", b"x"))
    assert "王大妈" in json.dumps(dict(desk.session), default=str, ensure_ascii=False)
    assert desk.post(reverse(DRAFT), {"do": "drop"}).status_code == 302
    assert "王大妈" not in json.dumps(dict(desk.session), default=str, ensure_ascii=False)
    assert not Way.objects.exists()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.gpx", b"", "空"),
        ("a.gpx", b"x", "文件坏了"),
        ("a.gpx", b'<!DOCTYPE gpx [<!ENTITY a "a">]><gpx>&a;</gpx>', "夹带"),
        ("a.osm.pbf", b"x", "另存为 .osm"),
        ("a.geojson", b'{"type": "LineString", "coordinates": [[13.4, 52.5], [13.5, 52.5]]}', "10 公里"),
    ],
)
def test_what_cannot_be_used_is_said_and_the_choice_is_kept(desk: Client, name: str, data: bytes, words: str) -> None:
    answer = desk.post(reverse(PAGE), {"chosen": [SimpleUploadedFile(name, data)], "datum": "gcj02"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert words in text
    assert 'value="gcj02" selected' in text
    assert not Way.objects.exists()


def test_too_many_or_too_large_files_are_refused(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "一次最多 40 个" in send(desk, *[gpx(STREET)] * 41)
    monkeypatch.setattr("shouwang.surfaces.desk.forms.ways.MOST_BYTES", 100)
    assert "太大了" in send(desk, gpx(STREET))


def test_what_is_drawn_already_is_not_drawn_again(desk: Client, cast: Cast) -> None:
    draw(cast, STREET)
    assert "都已经画过了" in send(desk, gpx(line((10, 3), (550, 2))))


def test_ways_in_two_pieces_are_said(desk: Client, cast: Cast) -> None:
    draw(cast, STREET, line((280, 60), (280, 220)))
    page = desk.get(reverse(PAGE)).content.decode()
    assert "断成 2 段，最长的一段 600 米" in page
    assert "走不到：在断开的第 2 段上" in page  # 后街
    assert "没有接上的几段路" in page
    assert "附近没有路" in page  # 山上


def test_a_gate_shuts_a_lane_at_night_and_a_bridge_stays_above(desk: Client, cast: Cast) -> None:
    gated = Line(BRANCH.points, gated=True)
    over = line((150, -80), (150, 80), level=1)
    draw(cast, STREET, gated, over)
    page = desk.get(reverse(PAGE)).content.decode()
    assert "白天能走，晚上有门关着" in page
    assert len(queries.ways(cast.room).pieces) == 2, "the bridge touches nothing"


def test_a_room_beside_all_lanes_is_said(desk: Client, cast: Cast) -> None:
    draw(cast, line((250, 60), (250, 300)))
    assert "警务室附近没有路" in desk.get(reverse(PAGE)).content.decode()


def test_all_lanes_and_a_round_are_given_out_as_gpx(desk: Client, cast: Cast) -> None:
    draw(cast, STREET, BRANCH)
    read = gpxpy.parse(desk.get(reverse("desk-patrol:ways-file")).content.decode())
    assert sum(track.length_2d() for track in read.tracks) == pytest.approx(800, abs=8)
    usual(cast)
    plan = plans.plan_night(by=cast.officer, room=cast.room, night=tonight(timezone.now()))
    stops = list(plan.stops.order_by("number"))
    assert "第 1 组路线（GPX）" in desk.get(reverse("desk-patrol:tonight")).content.decode()
    read = gpxpy.parse(desk.get(reverse("desk-patrol:round-file", args=[plan.pk, 1])).content.decode())
    assert [one.name for one in read.waypoints] == [stop.place.name for stop in stops]
    assert [one.time for one in read.waypoints] == [stop.arrives_at for stop in stops]
    assert len(read.tracks[0].segments[0].points) > len(stops) + 2
    assert desk.get(reverse("desk-patrol:round-file", args=[plan.pk, 9])).status_code == 404
    assert Record.objects.filter(verb="patrol.round_given_out").count() == 1


def test_a_night_on_lanes_in_two_pieces_with_nothing_to_gain_is_planned(desk: Client, cast: Cast) -> None:
    draw(cast, STREET, line((280, 60), (280, 220)))
    for place in cast.room.places.all():
        needs.say(by=cast.officer, place=place, need=needs.Said(weight=0))
    usual(cast)
    assert desk.post(reverse("desk-patrol:plan"), follow=True).status_code == 200
    first = Plan.objects.get()
    assert not first.stops.exists()
    needs.say(by=cast.officer, place=cast.room.places.get(name="后街"), need=needs.Said(weight=3))
    desk.post(reverse("desk-patrol:plan"), {"seen": str(first.pk)})
    assert [stop.place.name for stop in Plan.objects.exclude(pk=first.pk).get().stops.all()] == ["后街"], (
        "as the crow flies"
    )


@needs_graphs
def test_a_real_network_comes_in_as_an_extract(desk: Client, cast: Cast) -> None:
    send(desk, SimpleUploadedFile("real.osm", _extract(GRAPHS / "cumberland.graph")))
    desk.post(reverse(DRAFT))
    network = network_of(cast.room)
    assert len(network.pieces()) == 1
    assert len(network.lines()) > 40
    assert Way.objects.exclude(geometry=None).count() == WayImport.objects.get().ways.count() > 40
    places = [Place(longitude=lon, latitude=lat) for lon, lat in network.points[::6].tolist()]
    found = walks(network, cast.room, places)
    assert np.isfinite(found.minutes).all()
    assert not found.flies[:-1, :-1].any()


def _extract(path: Path) -> bytes:
    """A patrolling graph as an extract: ten metres of building are ten of lanes."""
    words = iter(path.read_text().split())
    count, *_rest = (int(next(words)) if n == 0 else next(words) for n in range(6))
    nodes, edges = [], set()
    for _ in range(int(count)):
        node, x, y, degree = (int(next(words)) for _ in range(4))
        lon, lat = at((x, -y))[0].tolist()
        nodes.append(f'<node id="{node}" lon="{lon:.7f}" lat="{lat:.7f}"/>')
        for _ in range(degree):
            edges.add(tuple(sorted((node, int(next(words))))))
            next(words), next(words)
    ways_ = [
        f'<way id="{n}"><nd ref="{one}"/><nd ref="{other}"/><tag k="highway" v="footway"/></way>'
        for n, (one, other) in enumerate(sorted(edges))
    ]
    return f'<osm version="0.6">{"".join(nodes)}{"".join(ways_)}</osm>'.encode()
