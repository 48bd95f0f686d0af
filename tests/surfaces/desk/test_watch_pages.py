"""The desk's pages of the watch net: groups and codes, reports side by side, warnings."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from shouwang.kernel.ground.models import Grid, Village
from shouwang.kernel.journal.actions import PUBLIC
from shouwang.kernel.journal.models import Record
from shouwang.kernel.matters.actions import news, progress
from shouwang.kernel.matters.actions.intake import Brought, receive
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.notices.models import Notice
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.facts import facts_of
from shouwang.surfaces.desk.words import distance_words
from shouwang.systems.watch import tasks
from shouwang.systems.watch.actions import calls, groups
from shouwang.systems.watch.models import Call, EarlyWarning, Group, Invitation, Member
from shouwang.systems.watch.models.reports import Report
from tests.access.things import THINGS, warned
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def box(east: float) -> dict[str, object]:
    corners = [[112.6, 34.9], [east, 34.9], [east, 34.92], [112.6, 34.92], [112.6, 34.9]]
    return {"type": "Polygon", "coordinates": [corners]}


SQUARE, HALF = box(112.62), box(112.61)


@pytest.fixture
def desk(cast: Cast, client: Client) -> Client:
    client.force_login(cast.officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_group_is_formed_of_grids_and_the_map_shows_what_nobody_covers(cast: Cast, desk: Client) -> None:
    village = Village.objects.create(room=cast.room, name="河湾", geometry=SQUARE)
    grid = Grid.objects.create(village=village, name="一网格", geometry=HALF)
    said = {"name": "守望三组", "kind": "watch", "grids": [str(grid.pk)], "households": "老街 1–20 号"}
    assert desk.post(reverse("desk-settings:watch"), said).status_code == 302
    group = Group.objects.get()
    assert (group.has_zone, group.west, group.east) == (True, 112.6, 112.61)
    shapes = desk.get(reverse("desk-settings:watch-covered")).json()["features"]
    [hole] = [one for one in shapes if one["properties"]["kind"] == "hole"]
    assert min(point[0] for point in hole["geometry"]["coordinates"][0]) == pytest.approx(112.61)


def test_grids_stand_as_people_count_them(cast: Cast, desk: Client) -> None:
    village = Village.objects.create(room=cast.room, name="河湾", geometry=SQUARE)
    for name in ("十一网格", "三网格", "一网格", "二网格"):
        Grid.objects.create(village=village, name=name, geometry=HALF)
    page = desk.get(reverse("desk-settings:watch")).content.decode()
    places = [page.index(f" {name}") for name in ("一网格", "二网格", "三网格", "十一网格")]
    assert places == sorted(places)


@pytest.mark.parametrize("geometry", ["{", "[]", '{"type": "Point", "coordinates": [112, 34]}', '"x"', "1", "[" * 5000])
def test_what_is_no_polygon_is_said_and_kept(cast: Cast, desk: Client, geometry: str) -> None:
    answer = desk.post(reverse("desk-settings:watch"), {"name": "三组", "kind": "watch", "geometry": geometry})
    assert answer.status_code == 422
    assert "三组" in answer.content.decode()
    assert not Group.objects.exists()


def test_a_code_is_shown_once_and_never_again(cast: Cast, desk: Client) -> None:
    group = groups.form(by=cast.officer, room=cast.room, name="三组", kind="watch", zone=groups.Zone())
    page = reverse("desk-settings:watch-group", args=[group.pk])
    shown = desk.post(page, {"role": "member", "most": 2, "days": 7})
    made = Invitation.objects.get()
    assert made.most == 2
    assert "/field/join/" in shown.content.decode()
    assert shown["Cache-Control"] == "no-store"
    assert "/field/join/" not in desk.get(page).content.decode()


def test_a_code_is_printed_only_from_the_page_that_showed_it(cast: Cast, desk: Client) -> None:
    group = groups.form(by=cast.officer, room=cast.room, name="三组", kind="watch", zone=groups.Zone())
    shown = desk.post(reverse("desk-settings:watch-group", args=[group.pk]), {"role": "member", "most": 2, "days": 7})
    [secret] = re.findall(r'name="secret" value="([^"]+)"', shown.content.decode())
    sheet = reverse("desk-settings:watch-invitation-sheet")
    paper = desk.post(sheet, {"secret": secret})
    assert paper["Cache-Control"] == "no-store"
    assert all(
        words in paper.content.decode() for words in ("三组", "2 人", cast.room.phone, "qr-code", "写上您的姓名")
    )
    assert desk.get(sheet).status_code == 405
    assert desk.post(sheet, {"secret": "x"}).status_code == 302
    groups.withdraw(by=cast.officer, invitation=Invitation.objects.get())
    assert desk.post(sheet, {"secret": secret}).status_code == 302


@pytest.mark.parametrize(
    ("here", "public", "warned_of"),
    [
        ("localhost", "http://localhost:8000", True),
        ("127.0.0.1", "http://localhost:8000", True),
        ("localhost", "https://room.example", False),
        ("room.example", "http://localhost:8000", False),
    ],
)
def test_a_code_no_phone_can_open_says_so(
    cast: Cast, desk: Client, settings: Any, here: str, public: str, warned_of: bool
) -> None:
    settings.PUBLIC_URL, settings.ALLOWED_HOSTS = public, [here]
    group = groups.form(by=cast.officer, room=cast.room, name="三组", kind="watch", zone=groups.Zone())
    said = {"role": "member", "most": 1, "days": 7}
    page = desk.post(reverse("desk-settings:watch-group", args=[group.pk]), said, headers={"host": here})
    assert ("PUBLIC_URL" in page.content.decode()) is warned_of


def test_every_look_at_who_is_in_a_group_is_written_down(cast: Cast, desk: Client) -> None:
    group = groups.form(by=cast.officer, room=cast.room, name="三组", kind="watch", zone=groups.Zone())
    member, *_ = groups.join(secret=groups.invite(by=cast.officer, group=group)[1], name="马小川", phone="", label="x")
    for page in (
        reverse("desk-settings:watch-group", args=[group.pk]),
        reverse("desk-settings:watch-member", args=[member.pk]),
    ):
        before = Record.objects.filter(verb="watch.members_seen").count()
        assert "马小川" in desk.get(page).content.decode()
        assert Record.objects.filter(verb="watch.members_seen").count() == before + 1


def test_a_member_becomes_head_and_is_rung_first(cast: Cast, desk: Client) -> None:
    group = groups.form(by=cast.officer, room=cast.room, name="三组", kind="watch", zone=groups.Zone())
    secret = groups.invite(by=cast.officer, group=group, most=2)[1]
    first, second = (groups.join(secret=secret, name=name, phone="", label="x")[0] for name in ("马小川", "白明"))
    page = reverse("desk-settings:watch-member", args=[second.pk])
    assert desk.post(page, {"role": "head", "turn": 1}).status_code == 302
    assert list(Member.objects.order_by("turn")) == [second, first]
    assert Member.objects.get(pk=second.pk).role == "head"
    assert desk.post(page, {"role": "head", "turn": 9}).status_code == 422


def told(cast: Cast, text: str) -> Matter:
    matter = receive(by=PUBLIC, room=cast.room, brought=Brought(kind="report", topic="noise", text=text)).matter
    news.spread()
    tasks.look_at_new()
    return matter


def test_two_reports_stand_side_by_side_and_become_one(cast: Cast, desk: Client) -> None:
    first = told(cast, "望河新苑后面的搅拌站半夜又开工了，机器轰隆隆响，灰也大，睡不着。")
    progress.accept(by=cast.officer, matter=first)
    second = told(cast, "望河新苑旁边那个搅拌站天天半夜开机器，灰尘飞进屋里，老人睡不着觉。")
    page = desk.get(reverse("desk:matter", args=[second.pk])).content.decode()
    assert first.reference in page
    assert "望河新苑" in page
    pair = second.watch_suggestions.get()
    lists = [reverse("desk:today"), f"{reverse('desk:matters')}?tab=waiting"]
    assert ["可能有人报过" in desk.get(one).content.decode() for one in lists] == [True, True]
    assert desk.get(reverse("desk:join-pair", args=[pair.pk])).status_code == 405
    answer = desk.post(reverse("desk:join-pair", args=[pair.pk]))
    assert answer["Location"] == reverse("desk:matter", args=[first.pk])
    assert Matter.objects.get(pk=second.pk).merged_into == first
    joined = desk.get(answer["Location"]).content.decode()
    back = reverse("desk:matter", args=[second.pk])
    assert f'<a href="{back}#unmerge">' in joined
    assert 'id="unmerge"' in desk.get(back).content.decode()
    assert "可能有人报过" not in desk.get(reverse("desk:today")).content.decode()
    assert desk.post(reverse("desk:join-pair", args=[pair.pk])).status_code == 302  # pressed twice: said, not broken


def test_a_warning_is_looked_at_and_decided_with_words(cast: Cast, desk: Client) -> None:
    one = warned(cast.room)
    assert "桥头" in desk.get(reverse("desk:today")).content.decode()
    page = reverse("desk:warning", args=[one.pk])
    assert desk.post(page, {"act": "act", "words": ""}).status_code == 422
    assert desk.post(page, {"act": "act", "words": "今晚在桥头设岗"}).status_code == 302
    assert EarlyWarning.objects.get().state == "acted"
    assert "今晚在桥头设岗" in desk.get(page).content.decode()
    assert "桥头" not in desk.get(reverse("desk:today")).content.decode()


def test_a_post_that_a_warning_proposes_is_a_matter_where_it_was(cast: Cast, desk: Client) -> None:
    one = warned(cast.room)
    page = reverse("desk:warning", args=[one.pk])
    shown = desk.get(page).content.decode()
    assert "bulletins/?title=" in shown
    answer = desk.post(page, {"act": "post", "words": "今晚八点到十点在桥头站岗"})
    post = Matter.objects.get()
    assert answer["Location"] == reverse("desk:matter", args=[post.pk])
    assert (post.kind, post.topic, post.title) == ("patrol", "post", "今晚八点到十点在桥头站岗")
    assert (post.latitude, post.longitude) == (one.latitude, one.longitude)
    one.refresh_from_db()
    assert (one.state, one.decision) == ("acted", "今晚八点到十点在桥头站岗")


def test_a_cry_for_help_stands_on_every_page_until_somebody_takes_it_on(cast: Cast, desk: Client) -> None:
    cry = receive(by=PUBLIC, room=cast.room, brought=Brought(kind="report", topic="sos", text="", title="求救")).matter
    told(cast, "桥头的路灯坏了三天。")
    for page in ("desk:today", "desk:matters", "desk-settings:watch"):
        assert "有人求救（SOS）" in desk.get(reverse(page)).content.decode()
    assert desk.get(reverse("desk:today")).context["rows"][0].title == "求救"
    progress.accept(by=cast.officer, matter=cry)
    assert "有人求救（SOS）" not in desk.get(reverse("desk:today")).content.decode()


def test_a_look_at_who_was_called_is_written_down_once_and_not_every_two_seconds(cast: Cast, desk: Client) -> None:
    call = reverse("desk:call", args=[THINGS["call"](cast.room, cast.officer, Path())])
    assert "韩某" in desk.get(call).content.decode()
    for _ in range(3):
        desk.get(call, headers={"HX-Request": "true"})
    assert Record.objects.filter(verb="watch.called_seen").count() == 1


def test_a_call_nobody_answered_says_so(cast: Cast, desk: Client) -> None:
    call = Call.objects.get(pk=THINGS["call"](cast.room, cast.officer, Path()))
    assert "没有人应答" not in desk.get(reverse("desk:calls")).content.decode()
    calls.end(by=cast.officer, call=call)
    assert "没有人应答" in desk.get(reverse("desk:calls")).content.decode()


def test_the_group_of_whoever_reported_is_named_to_who_may_see_names(cast: Cast, desk: Client) -> None:
    group = groups.form(by=cast.officer, room=cast.room, name="守望三组", kind="watch", zone=groups.Zone())
    matter = receive(
        by=PUBLIC, room=cast.room, brought=Brought(kind="report", text="桥头有人吵架", channel="field")
    ).matter
    page = reverse("desk:matter", args=[matter.pk])
    assert "守望三组" not in desk.get(page).content.decode()
    Report.objects.create(matter=matter, group=group, said_at=matter.received_at, arrived_at=matter.received_at)
    assert "守望三组 · " in desk.get(page).content.decode()
    told = facts_of(Matter.objects.get(pk=matter.pk), {Permission.MATTER_SEE}, may_assign=False)
    assert not [fact for fact in told if "守望三组" in fact.value]


@pytest.mark.parametrize(("metres", "zh", "en"), [(14, "10 米", "10 m"), (1240, "1.2 公里", "1.2 km")])
def test_a_distance_is_said_in_the_readers_language(metres: int, zh: str, en: str) -> None:
    for language, words in (("zh-hans", zh), ("en", en)):
        with translation.override(language):
            assert distance_words(metres) == words


def test_the_settings_stand_under_headings_and_the_net_s_pages_say_where_they_are(cast: Cast, desk: Client) -> None:
    page = desk.get(reverse("desk:settings")).content.decode()
    assert page.count("<h2>") >= 4
    for name in ("desk:calls", "desk:warnings", "desk:watch-figures"):
        shown = desk.get(reverse(name)).content.decode()
        assert 'class="crumbs"' in shown
        assert re.search(rf'href="{reverse("desk:settings")}"[^>]* aria-current="page"', shown)


def test_who_says_to_be_the_page_that_asks_again_is_written_down_too(cast: Cast, desk: Client) -> None:
    call = reverse("desk:call", args=[THINGS["call"](cast.room, cast.officer, Path())])
    assert "韩某" in desk.get(call, headers={"HX-Request": "true"}).content.decode()
    assert Record.objects.filter(verb="watch.called_seen").count() == 1


def test_an_auxiliary_alone_can_ring_the_list_and_later_no_more(cast: Cast, client: Client) -> None:
    client.force_login(cast.auxiliary, backend="allauth.account.auth_backends.AuthenticationBackend")
    key = THINGS["call"](cast.room, cast.officer, Path())
    page = reverse("desk:call", args=[key])
    assert "韩某" in client.get(page).content.decode()
    assert Record.objects.get(verb="watch.called_seen").actor == str(cast.auxiliary.pk)
    Call.objects.update(called_at=timezone.now() - timedelta(days=3), ended_at=timezone.now() - timedelta(hours=25))
    assert "韩某" not in client.get(page).content.decode()
    assert Record.objects.filter(verb="watch.called_seen").count() == 1


def test_a_notice_of_a_call_opens_the_call(cast: Cast, client: Client) -> None:
    client.force_login(cast.auxiliary, backend="allauth.account.auth_backends.AuthenticationBackend")
    key = THINGS["call"](cast.room, cast.officer, Path())
    told = Notice.objects.get(account=cast.auxiliary, about_id=str(key))
    assert client.post(reverse("desk:notice", args=[told.pk]))["Location"] == reverse("desk:call", args=[key])


def test_a_message_to_a_group_that_is_not_here_is_none_to_all(cast: Cast, desk: Client) -> None:
    group = groups.form(by=cast.officer, room=cast.room, name="三组", kind="watch", zone=groups.Zone())
    page = f"{reverse('desk-settings:watch-messages')}?group={group.pk}"
    assert desk.get(page).status_code == 200
    groups.give_up(by=cast.officer, group=group)
    assert desk.get(page).status_code == 404
