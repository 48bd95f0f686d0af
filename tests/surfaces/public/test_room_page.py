"""The room's page: who is there, what one can do, last month's figures."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from shouwang.kernel.ground.models import Place, Room, Station
from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.matters.actions import editing
from shouwang.kernel.matters.actions.intake import Reporter
from shouwang.kernel.people import actions as people
from shouwang.systems.outreach.actions import bulletins
from shouwang.systems.outreach.actions.bulletins import Words
from tests.cast import Cast
from tests.kernel.matters.bringing import bring, closed

pytestmark = pytest.mark.once

DAY = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)  # 10:00 in China
NIGHT = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)  # 22:00 in China


def put_on_duty(room: Room, name: str, at: datetime) -> None:
    account = people.open_account(by=SYSTEM, username=name, name=name, name_en="Officer Chen", password=None)
    span = timedelta(hours=4)
    people.put_on_duty(by=SYSTEM, room=room, account=account, starts_at=at - span, ends_at=at + span)


def test_with_one_room_the_first_page_is_its_page(client: Client, room: Room) -> None:
    page = client.get("/").content.decode()
    assert page.replace('value="/"', 'value="/r/HW/"') == client.get("/r/HW/").content.decode()


def test_with_several_rooms_the_first_page_asks_which(client: Client, room: Room) -> None:
    Room.objects.create(station=room.station, code="LP", name="柳坡村警务室")
    page = client.get("/").content.decode()
    assert "/r/HW/" in page
    assert "/r/LP/" in page
    assert "报个情况" not in page


def test_without_a_room_the_first_page_says_so(client: Client, db: None) -> None:
    assert "这里还没有警务室" in client.get("/").content.decode()


def test_the_code_of_a_room_may_be_written_small(client: Client, room: Room) -> None:
    assert client.get("/r/hw/").status_code == 200


def test_an_unknown_room_is_not_found(client: Client, room: Room) -> None:
    assert client.get("/r/XX/").status_code == 404


def test_whoever_is_on_duty_is_named_by_surname_and_title_only(client: Client, room: Room) -> None:
    with time_machine.travel(DAY):
        put_on_duty(room, "陈警官", DAY)
        page = client.get("/").content.decode()
    assert "陈警官" in page
    assert "chen" not in page


def test_both_telephones_are_one_tap_away(client: Client, room: Room) -> None:
    page = client.get("/").content.decode()
    assert 'href="tel:110"' in page
    assert 'href="tel:0379-5550101"' in page


def test_at_night_the_page_says_that_nobody_is_in(client: Client, room: Room) -> None:
    with time_machine.travel(NIGHT):
        assert "现在没人在" in client.get("/").content.decode()
    with time_machine.travel(DAY):
        assert "现在没人在" not in client.get("/").content.decode()


def test_hours_may_pass_midnight(client: Client, room: Room) -> None:
    Room.objects.update(opens_at="18:00", closes_at="06:00")
    with time_machine.travel(NIGHT):
        assert "现在没人在" not in client.get("/").content.decode()
    with time_machine.travel(DAY):
        assert "现在没人在" in client.get("/").content.decode()


def test_a_room_open_day_and_night_says_so(client: Client, room: Room) -> None:
    Room.objects.update(opens_at="00:00", closes_at="00:00")
    assert "日夜有人" in client.get("/").content.decode()


def test_every_card_leads_somewhere(client: Client, room: Room) -> None:
    for address in ("/r/HW/report/", "/r/HW/help/", "/r/HW/opinion/", "/f/", "/r/HW/counts/", "/r/HW/privacy/"):
        assert f'href="{address}"' in client.get("/").content.decode()
        assert client.get(address).status_code == 200


def test_last_month_is_told_with_what_it_is_of(client: Client, cast: Cast) -> None:
    Room.objects.exclude(pk=cast.room.pk).delete()
    Station.objects.exclude(pk=cast.room.station_id).delete()
    with time_machine.travel(datetime(2026, 10, 12, 2, tzinfo=UTC)):
        closed(cast)
        bring(cast.room)
    with time_machine.travel(DAY):
        page = client.get("/").content.decode()
    assert "上个月：来办 2 件，办结 1 件；问了 1 人，0 人回答，0 人满意。" in page


def test_what_came_this_month_is_not_in_last_months_figures(client: Client, room: Room) -> None:
    with time_machine.travel(DAY):
        bring(room)
        assert "上个月没有人来办事" in client.get("/").content.decode()


def test_how_we_count_names_the_moment_the_figures_were_counted(client: Client, room: Room) -> None:
    pages = []
    for minutes in (0, 5, 11):
        with time_machine.travel(DAY + timedelta(minutes=minutes), tick=False):
            pages.append(re.search(r"[^<>]*\d\d:\d\d[^<>]*数", client.get("/r/HW/counts/").content.decode()))
    first, soon, later = (found and found[0] for found in pages)
    assert first
    assert first == soon != later


def test_last_months_figures_are_counted_anew_after_ten_minutes(client: Client, cast: Cast) -> None:
    october = datetime(2026, 10, 12, 2, tzinfo=UTC)
    with time_machine.travel(october):
        bring(cast.room)
    with time_machine.travel(DAY):
        assert "来办 1 件" in client.get("/r/HW/").content.decode()
        bring(cast.room, received_at=october)
        assert "来办 1 件" in client.get("/r/HW/").content.decode()
    with time_machine.travel(DAY + timedelta(minutes=11)):
        assert "来办 2 件" in client.get("/r/HW/").content.decode()
    with time_machine.travel(DAY + timedelta(days=8)):
        assert "上个月没有人来办事" in client.get("/r/HW/").content.decode()


@pytest.mark.parametrize("address", ["/", "/r/HW/report/", "/r/HW/report/water/", "/r/HW/counts/", "/r/HW/privacy/"])
def test_a_page_asks_the_database_at_most_ten_times(
    client: Client, room: Room, address: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(10):
        client.get(address)


def test_a_visitor_gets_no_session(client: Client, room: Room) -> None:
    for address in ("/", "/r/HW/report/water/", "/f/"):
        client.get(address)
    assert "sessionid" not in client.cookies


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_speaks_the_chosen_language_only(client: Client, room: Room, language: str) -> None:
    client.cookies["language"] = language
    for address in ("/", "/r/HW/report/", "/r/HW/report/water/", "/f/", "/r/HW/counts/", "/r/HW/privacy/"):
        page = client.get(address).content.decode()
        said = "警务室" if language == "zh-hans" else "police room"
        assert said in page or language == "en"
        if language == "en":
            words = page.replace("中文", "").replace("守", "")
            assert not [sign for sign in words if "\u4e00" <= sign <= "\u9fff"], address


def test_only_released_bulletins_hang_on_the_wall(client: Client, cast: Cast) -> None:
    hung = bulletins.write(
        by=cast.auxiliary, room=cast.room, words=Words("河边水急", "请不要下河。", "High water", "Keep away.")
    )
    bulletins.release(by=cast.officer, bulletin=hung)
    bulletins.write(by=cast.auxiliary, room=cast.room, words=Words("草稿", "还没放出去的话。"))
    page = client.get("/r/HW/").content.decode()
    assert "请不要下河。" in page
    assert "还没放出去的话。" not in page
    client.cookies["language"] = "en"
    assert "Keep away." in client.get("/r/HW/").content.decode()


def test_what_the_room_released_of_a_matter_stands_on_its_page_and_nothing_else_of_it(
    client: Client, cast: Cast
) -> None:
    matter = closed(cast, where="槐树巷 7 号", reporter=Reporter("独一无二名", "13900000001"))
    assert "路灯修好了" not in client.get("/r/HW/").content.decode()
    editing.publish(by=cast.officer, matter=matter, public_text="东口的<路灯>修好了")
    page = client.get("/r/HW/").content.decode()
    assert "东口的&lt;路灯&gt;修好了" in page
    assert "路灯、道路、井盖 · 办结" in page
    for word in (matter.reference, "村口的路灯坏了三天了", "槐树巷", "独一无二名", "李辅警", "谢谢您"):
        assert word not in page
    assert "修好了" not in client.get("/r/LP/").content.decode()
    editing.unpublish(by=cast.officer, matter=matter)
    assert "修好了" not in client.get("/r/HW/").content.decode()


def test_a_topic_that_became_private_leaves_the_page(client: Client, cast: Cast) -> None:
    matter = bring(cast.room).matter
    editing.publish(by=cast.officer, matter=matter, public_text="东口的路灯在修")
    editing.revise(by=cast.officer, matter=matter, base={"topic": "streetlight"}, yours={"topic": "fraud"})
    assert "在修" not in client.get("/r/HW/").content.decode()


def test_the_page_shows_the_newest_five_that_were_released(client: Client, cast: Cast) -> None:
    for number in range(6):
        editing.publish(by=cast.officer, matter=bring(cast.room).matter, public_text=f"第{number}盏灯在修")
    page = client.get("/r/HW/").content.decode()
    assert [number for number in range(6) if f"第{number}盏灯" in page] == [1, 2, 3, 4, 5]


def test_the_first_page_says_each_way_once(client: Client, room: Room) -> None:
    page = client.get("/").content.decode()
    for address in ("/f/", "/r/HW/counts/", "/r/HW/privacy/"):
        assert page.count(f'href="{address}"') == 1, address


def test_days_on_the_counts_page_are_said_as_people_say_them(client: Client, room: Room) -> None:
    with time_machine.travel(DAY):
        assert "10月1日 到 10月31日" in client.get("/r/HW/counts/").content.decode()
        client.cookies["language"] = "en"
        assert "1 October to 31 October" in client.get("/r/HW/counts/").content.decode()


def test_places_stand_by_their_kind_and_then_as_a_dictionary_has_them(client: Client, room: Room) -> None:
    for kind, name in (
        ("other", "菜场"),
        ("riverside", "渡口"),
        ("other", "大槐树"),
        ("school", "河湾小学"),
        ("riverside", "白石滩"),
    ):
        Place.objects.create(room=room, kind=kind, name=name, latitude=34.4, longitude=112.6)
    page = client.get("/r/HW/report/noise/").content.decode()
    shown = re.findall(r'<optgroup label="([^"]+)"|<option value="[0-9a-f-]{36}">([^<]+)<', page)
    assert [group or name for group, name in shown] == [
        *("学校", "河湾小学", "河边", "白石滩", "渡口"),
        *("其他地点", "菜场", "大槐树"),
    ]


def test_the_privacy_page_names_whom_to_ask_in_the_readers_language(client: Client, room: Room) -> None:
    Room.objects.update(privacy_contact="陈警官 0379-5550110", privacy_contact_en="Officer Chen, 0379-5550110")
    assert "陈警官 0379-5550110" in client.get("/r/HW/privacy/").content.decode()
    client.cookies["language"] = "en"
    page = client.get("/r/HW/privacy/").content.decode()
    assert "Officer Chen, 0379-5550110" in page
    assert "陈警官" not in page


def test_html_in_a_bulletin_is_shown_as_text(client: Client, cast: Cast) -> None:
    hung = bulletins.write(by=cast.auxiliary, room=cast.room, words=Words("<b>水</b>", "<script>alert(1)</script>"))
    bulletins.release(by=cast.officer, bulletin=hung)
    page = client.get("/r/HW/").content.decode()
    assert "<script>alert" not in page
    assert "<b>水</b>" not in page


def test_what_was_published_is_said_to_be_in_chinese_where_english_is_read(client: Client, cast: Cast) -> None:
    matter = closed(cast)
    editing.publish(by=cast.officer, matter=matter, public_text="路灯修好了。")
    client.cookies["language"] = "en"
    page = client.get("/r/HW/").content.decode()
    assert "In Chinese, as it was published." in page
    assert '<p class="said" lang="zh-Hans">路灯修好了。' in page
    client.cookies["language"] = "zh-hans"
    page = client.get("/r/HW/").content.decode()
    assert 'lang="zh-Hans">路灯' not in page


def test_where_the_code_is_typed_the_only_room_is_named_and_can_be_called(client: Client, room: Room) -> None:
    page = client.get("/f/").content.decode()
    head = page.split("<main")[0]
    assert "河湾村警务室" in head
    assert 'href="tel:0379-5550101"' in head
    Room.objects.create(station=room.station, code="LP", name="柳坡村警务室")
    head = client.get("/f/").content.decode().split("<main")[0]
    assert "各村警务室" in head
    assert "河湾村警务室" not in head
