"""Lost and found, who else helps, and requests about data in Hewan. Nobody of these names is meant; the office is an example."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from shouwang.config.demo.ground import Hewan
from shouwang.config.demo.pretend import pretend
from shouwang.kernel.journal.actions import PUBLIC
from shouwang.kernel.matters.actions.intake import Brought, Reporter, receive
from shouwang.kernel.people.models import Account
from shouwang.systems.services.actions import elsewhere, lost, rights
from shouwang.systems.services.models import LostThing, RightsRequest

OFFICES = (
    elsewhere.Line(
        "青石镇民政办（示例）", "低保、临时救助、残疾补贴", "Qingshi civil affairs (example)", "Allowances, aid",
        "0379-5550188", "青石镇政府一楼", "周一至周五 8:30–17:30",
    ),
    elsewhere.Line(
        "河湾村卫生室（示例）", "量血压、开药、打疫苗", "Hewan clinic (example)", "Blood pressure, medicine, vaccines",
        "0379-5550177", "河湾村委会东侧", "每天 8:00–20:00",
    ),
)  # fmt: skip
FOUND = (
    ("bag", 3, "桥头停车场", "蓝色双肩包，里面有伞和水杯", "2 号柜第 3 层"),
    ("phone", 1, "老码头", "黑色手机，屏幕左上角有裂", "2 号柜第 1 层"),
    ("keys", 20, "槐树巷口", "三把钥匙，红绳", "抽屉"),
    ("papers", 0, "游客中心", "身份证一张", "值班桌"),
)


def make_services(hewan: Hewan, people: Mapping[str, Account]) -> None:
    """The directory, four things found and one lost, somebody handed over, two requests about data."""
    officer, room = people["chen"], hewan.room
    elsewhere.begin_directory(by=officer, room=room)
    for line in OFFICES:
        elsewhere.keep(by=officer, room=room, line=line)
    now, today = timezone.now(), timezone.localdate()
    for what, days, place, marks, shelf in FOUND:
        brought = Brought(kind="help", topic="lost", text="", title=lost.title("found", what, marks), channel="walk_in")
        moment = now - timedelta(days=days, minutes=40)
        told = lost.Told(what, timezone.localdate(moment), place, marks, shelf)
        with pretend(moment):
            made = lost.take_in(by=officer, room=room, brought=brought, side="found", told=told)
        if what == "keys":
            with pretend(now - timedelta(days=18)):
                thing = LostThing.objects.get(matter=made.matter)
                lost.notice(by=officer, thing=thing, day=today - timedelta(days=18), where="警务室公告栏")
    told = lost.Told("phone", today - timedelta(days=2), "老码头附近", "黑色手机，屏幕有裂")
    reporter = Reporter("贺小舟", "13900000091")
    brought = Brought(
        kind="help",
        topic="lost",
        text="下船后发现手机没了",
        title=lost.title("lost", "phone", "黑色手机，屏幕有裂"),
        reporter=reporter,
    )
    with pretend(now - timedelta(hours=30)):
        lost.take_in(by=PUBLIC, room=room, brought=brought, side="lost", told=told)
    marks = "黑色相机，棕色皮带"
    brought = Brought(kind="help", topic="lost", text=marks, title=lost.title("found", "camera", marks))
    with pretend(now - timedelta(hours=2)):
        told = lost.Told("camera", today, "古渡口石凳", marks)
        lost.take_in(by=PUBLIC, room=room, brought=brought, side="found", told=told)
    with pretend(now - timedelta(hours=26)):
        _hand_over(hewan, officer)
    with pretend(now - timedelta(hours=3)):
        _requests(hewan, officer)


def _hand_over(hewan: Hewan, officer: Account) -> None:
    reporter = Reporter("尚桂香", "13900000092")
    brought = Brought(kind="help", topic="other", text="老伴瘫了，想问能不能申请补贴", reporter=reporter)
    made = receive(by=PUBLIC, room=hewan.room, brought=brought)
    onward = elsewhere.Onward(
        OFFICES[0].name, "rang", timezone.localdate() + timedelta(days=2), "值班窗口", "周四上门看一看"
    )
    words = "这件事由青石镇民政办帮您办：0379-5550188。我们打过电话，他们周四上门。"
    elsewhere.hand_on(by=officer, matter=made.matter, onward=onward, words=words)


def _requests(hewan: Hewan, officer: Account) -> None:
    for topic, name, phone in (("delete", "凌小满", "13900000093"), ("see", "祁老根", "13900000094")):
        reporter = Reporter(name, phone)
        asked = Brought(kind="rights", topic=topic, text="", title="个人信息请求", reporter=reporter)
        made = rights.take_in(by=PUBLIC, room=hewan.room, brought=asked, asked=rights.Asked())
        if topic == "see":
            request = RightsRequest.objects.get(matter=made.matter)
            rights.prove(by=officer, request=request, seen="card")
            rights.note(by=officer, request=request, kind="nothing", what="当面查过，除这次申请外没有存")
            rights.answer(by=officer, request=request, answer="查过了，除这次申请外，本室没有存您的信息。")
    brought = Brought(kind="help", topic="other", text="想借一辆板车", reporter=Reporter("凌小满", "13900000093"))
    receive(by=PUBLIC, room=hewan.room, brought=brought)
