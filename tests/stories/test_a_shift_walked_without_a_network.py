"""A volunteer walks a whole shift where there is no network, and all of it is there afterwards; another finds a stand-in."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from shouwang.kernel.journal.models import Record
from shouwang.kernel.matters.models import Matter
from shouwang.systems.patrol.actions import turns, volunteers
from shouwang.systems.patrol.models import CheckIn, Finding, HandOver, Turn, Volunteer
from shouwang.systems.patrol.queries.places import code_of
from shouwang.systems.patrol.queries.tracks import agreed
from tests.browser.accessible import violations
from tests.cast import Cast
from tests.stories.village import only_hewan
from tests.stories.watching import EXPECTED, ready, shell_is_kept, until
from tests.systems.patrol.walkers import LATITUDE, LONGITUDE, Walker, a_shift, a_volunteer, a_walker
from tests.windows import TELEPHONE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def a_cut_network_is_no_fault(faults: list[str]) -> object:
    yield
    faults[:] = [fault for fault in faults if not any(sign in fault for sign in (*EXPECTED, "status of 409"))]


def enter(page: Page, cast: Cast, volunteer: Volunteer) -> None:
    """By a code of their own: one press and they are in."""
    page.goto(f"/field/join/{volunteers.give_phone_code(by=cast.officer, volunteer=volunteer)}/")
    page.get_by_role("button", name="这是我的手机").click()
    page.wait_for_url("**/field/#walk")
    ready(page)


def walks_are_kept(page: Page) -> None:
    """The worker has the part for volunteers too, so that it opens without a network."""
    shell_is_kept(page)
    page.wait_for_function(
        "async () => Boolean(await caches.match(document.body.dataset.walkScript, {ignoreVary: true}))"
    )


def at(page: Page, walker: Walker, number: int) -> None:
    place = walker.places[number]
    page.context.set_geolocation({"latitude": place.latitude, "longitude": place.longitude, "accuracy": 12})
    page.wait_for_function(  # the browser takes its time to say so
        """latitude => new Promise(done => navigator.geolocation.getCurrentPosition(
            ({coords}) => done(Math.abs(coords.latitude - latitude) < 1e-6), () => done(false), {maximumAge: 0}))""",
        arg=place.latitude,
    )


def test_a_whole_shift_without_a_network_is_told_afterwards(
    window: Callable[..., Page], cast: Cast, tmp_path: Path
) -> None:
    only_hewan(cast)
    walker = a_walker(cast)
    far = {"latitude": LATITUDE + 0.02, "longitude": LONGITUDE, "accuracy": 15}
    page = window(viewport=TELEPHONE, permissions=["geolocation"], geolocation=far)
    enter(page, cast, walker.volunteer)
    page.goto(f"/field/at/{code_of(walker.places[0])}/")  # nobody is in a shift by looking at a code
    ready(page)
    expect(page.locator("[data-scan-words]")).to_contain_text("现在上班吗？")
    page.locator("[data-scan-close]").click()
    expect(page).to_have_url(re.compile("/field/#walk$"))
    page.locator("[data-shifts]").get_by_role("button", name="我上班了").click()
    until(page, lambda: Turn.objects.get(pk=walker.turn.pk).began_at is not None)
    walks_are_kept(page)
    page.get_by_role("button", name="我同意").click()
    until(page, lambda: agreed(walker.volunteer))
    expect(page.locator("[data-locating-state]")).to_contain_text("正在记")
    assert violations(page) == []

    page.context.set_offline(True)
    page.get_by_role("button", name="停掉并删掉").click()
    expect(page.locator("[data-locating-state]")).to_contain_text("没有记您的路线")
    page.reload()
    ready(page)
    stops = page.locator("[data-stops] > li")
    expect(stops).to_have_count(3)
    stops.nth(0).get_by_role("button", name="我到了").click()
    expect(stops.nth(0)).to_contain_text("大约 2,00")  # metres: too far, in plain words
    at(page, walker, 0)
    stops.nth(0).get_by_role("button", name="再定位一次").click()
    expect(stops.nth(0)).to_contain_text(re.compile(r"停了 \d 分钟，计划 12 分钟"))
    expect(stops.nth(0)).to_contain_text("等着发")
    stops.nth(0).get_by_role("button", name="我走了").evaluate("button => [button.click(), button.click()]")
    expect(stops.nth(0)).to_contain_text("在这里")

    page.goto(f"/field/at/{code_of(walker.places[1])}/")  # the phone's own camera opened it
    ready(page)
    expect(page.locator("[data-scan-words]")).to_have_text("记下了：您在地点2。")
    expect(stops.nth(1)).to_contain_text(re.compile(r"停了 \d 分钟"))

    page.get_by_role("button", name="发现情况").click()
    form = page.locator("form[data-finding]")
    form.locator("textarea").fill("桥栏杆松了")
    Image.new("RGB", (300, 200), "#246").save(tmp_path / "rail.png")
    page.set_input_files("form[data-finding] [data-pictures]", tmp_path / "rail.png")
    expect(form.locator("[data-chosen] img")).to_have_count(1)
    expect(form.locator("[data-at]")).to_contain_text("地点2")
    form.get_by_role("button", name="先收起来").click()
    page.get_by_role("button", name="发现情况").click()
    form.get_by_label("当场处理好了").check()
    form.get_by_role("button", name="告诉警务室").click()
    expect(form).to_contain_text("请选一下是什么情况")  # nothing is taken for urgent because it stands first
    form.locator("select").select_option(label="安全隐患")
    form.get_by_role("button", name="告诉警务室").click()
    page.get_by_role("button", name="给下一班留话").click()
    page.locator("form[data-note] textarea").fill("桥栏杆要修")
    page.get_by_role("button", name="留给他们").click()
    done = page.locator("[data-act=end]")
    done.click()
    done.click()
    expect(page.locator("[data-standing]")).to_contain_text("下班了")
    assert not CheckIn.objects.exists()

    page.context.set_offline(False)
    expect(page.locator("[data-waits]")).to_have_text("警务室都收到了。", timeout=20000)
    turn = Turn.objects.get(pk=walker.turn.pk)
    assert turn.began_at
    assert turn.ended_at
    found = {one.place: one for one in CheckIn.objects.all()}
    assert [found[place].way for place in walker.places[:2]] == ["position", "code"]
    assert CheckIn.objects.count() == 2
    assert all(one.left_at for one in found.values())
    assert not agreed(walker.volunteer)
    assert Finding.objects.get().is_settled
    matter = Matter.objects.get()
    assert (matter.place, matter.attachments.count()) == (walker.places[1], 1)
    assert HandOver.objects.get().text == "桥栏杆要修"
    verbs = set(Record.objects.filter(object_id=str(walker.shift.pk)).values_list("verb", flat=True))
    told = ("begun", "checked_in", "left_place", "found", "handed_over", "ended")
    assert {f"patrol.{one}" for one in told} <= verbs
    assert violations(page) == []


def test_somebody_signs_up_and_comes_in_for_another(window: Callable[..., Page], cast: Cast) -> None:
    only_hewan(cast)
    volunteer, other = a_volunteer(cast), a_volunteer(cast, "白明")
    a_shift(cast, begins=timedelta(days=1), is_risky=True)
    free = a_shift(cast, begins=timedelta(days=2), number=2)
    offered = Turn.objects.create(
        shift=a_shift(cast, begins=timedelta(days=3), most=1), volunteer=other, state="offered"
    )
    page = window(viewport=TELEPHONE)
    enter(page, cast, volunteer)
    lists = page.locator("[data-open-list]")
    expect(lists).to_contain_text("这一班有风险，那天您的保险不在有效期。")
    expect(lists.get_by_role("button", name="我报名")).to_have_count(1)
    lists.get_by_role("button", name="我报名").click()
    expect(page.locator("[data-offer-trouble]")).to_have_text("算您一个，谢谢！")
    assert Turn.objects.get(shift=free).state == "taken"
    page.get_by_role("button", name="我来替").click()
    until(page, lambda: Turn.objects.filter(shift=offered.shift, volunteer=volunteer, state="taken").exists())
    offered.refresh_from_db()
    assert offered.state == "gone"
    page.locator("[data-shifts] [data-act=offer]").first.click()
    until(page, lambda: Turn.objects.get(shift=free, volunteer=volunteer).state == "offered")
    turns.accept_swap(volunteer=other, turn=Turn.objects.get(shift=free, volunteer=volunteer))
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator("[data-shifts]")).to_contain_text("这一班现在没有排您。有人替您来了。")
    volunteers.leave(by=cast.officer, volunteer=volunteer)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator("[data-walk]")).to_be_hidden()
