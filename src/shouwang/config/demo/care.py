"""Care in Hewan: who agreed to be visited, who helps, a call list, one silent door, aid. Nobody of these names is meant."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from shouwang.config.demo.ground import Hewan
from shouwang.config.demo.pretend import pretend
from shouwang.kernel.ground.models import Room
from shouwang.kernel.people.models import Account
from shouwang.systems.care.actions import aid, cases, helping, lists, visits
from shouwang.systems.care.actions.cases import Agreed, Settled, Who
from shouwang.systems.care.models import Case

IN_PERSON = Agreed("in_person")


@dataclass(frozen=True)
class Someone:
    """Who, where, how often, which circumstances, what they need, days since last seen."""

    name: str
    phone: str
    house: str
    every: int
    there: tuple[str, ...]
    need: str
    seen: int


PEOPLE = (
    Someone("韩老栓", "13900000101", "3组 7号", 7, ("lives_alone",), "水桶提不动，买菜要人带", 9),
    Someone("戚桂英", "13900000102", "2组 15号", 7, ("empty_nest",), "灯泡坏了不敢换", 7),
    Someone("宫长福", "13900000103", "4组 2号", 14, ("cannot_manage",), "轮椅出门要人推", 5),
    Someone("邬秀莲", "13900000104", "1组 21号", 14, ("lives_alone", "severely_disabled"), "想有人念报纸", 12),
    Someone("阮德才", "13900000105", "3组 18号", 30, (), "帮着交电费", 20),
)


def make_care(hewan: Hewan, people: Mapping[str, Account]) -> None:
    """Through the same actions as the pages, each as if it were done on its day."""
    room, officer, cadre, now = hewan.room, people["chen"], people["zhou"], timezone.now()
    with pretend(now - timedelta(days=60)):
        made = [_begun(room, officer, one) for one in PEOPLE]
        _helpers(room, officer, cadre, made)
    for case, one in zip(made, PEOPLE, strict=True):
        for days in range(one.seen + 2 * one.every, 0, -one.every):
            if days >= one.seen:
                with pretend(now - timedelta(days=days)):
                    visits.record(by=cadre, case=case, told=visits.Told("well", words="在家，精神好"))
    visits.plan(by=officer, room=room)
    _needs_notes(officer, made[2])
    cases.agree_to_notes(by=officer, case=made[3], agreed=IN_PERSON)
    for case, one in zip(made[2:4], PEOPLE[2:4], strict=True):
        cases.settle(by=officer, case=case, settled=_settled(room, officer, one, one.there))
    _nobody_there(people["li"], made[0], now)
    warned = lists.Warned("cold", now, now + timedelta(hours=20), "yellow", "示例县气象台", "2026年第9号")
    danger = lists.open_list(by=officer, room=room, warned=warned)
    call = danger.calls.get(case=made[4])
    lists.tick_call(by=people["li"], call=call, result="well", words="炉子生着，家里有人")
    _aid(room, people, made[3])


def _begun(room: Room, officer: Account, one: Someone) -> Case:
    settled = _settled(room, officer, one, tuple(name for name in one.there if name not in Case.OF_HEALTH))
    who = Who(one.name, one.phone, one.house)
    case = cases.begin(by=officer, room=room, who=who, agreed=IN_PERSON, settled=settled)
    cases.say_need(by=officer, case=case, field="daily", words=one.need)
    return case


def _settled(room: Room, officer: Account, one: Someone, there: tuple[str, ...]) -> Settled:
    place = room.places.order_by("name").first()
    return Settled(lead=officer, rhythm_days=one.every, circumstances=frozenset(there), place=place)


def _helpers(room: Room, officer: Account, cadre: Account, made: list[Case]) -> None:
    wang = helping.aide_of_person(by=officer, room=room, name="麦小妹", phone="13900000111")
    son = helping.aide_of_person(by=officer, room=room, name="韩小栓", phone="13900000112")
    own = helping.aide_of_account(by=officer, room=room, account=cadre)
    for aide, a_week in ((wang, 3), (own, 2)):
        helping.take_on(by=officer, aide=aide, a_week=a_week)
    urged = timezone.localdate()
    helping.help_in(
        by=officer,
        case=made[0],
        aide=son,
        helping=helping.Helping("family", "每周打电话", may_ring_at_night=True, asked_on=urged),
    )
    for case in made[:4]:
        helping.help_in(by=officer, case=case, aide=wang, helping=helping.Helping("neighbour", "隔壁，常去坐坐"))
    for case in made[1:4]:
        helping.help_in(by=officer, case=case, aide=own, helping=helping.Helping("cadre", "带米面"))


def _needs_notes(officer: Account, case: Case) -> None:
    cases.agree_to_notes(by=officer, case=case, agreed=Agreed("in_person", "宫小满", "女儿", is_paper_seen=True))
    cases.say_need(by=officer, case=case, field="medicine", words="降压药每天早上一片，月底要取")
    cases.say_need(by=officer, case=case, field="money", words="护理补贴在办")


def _nobody_there(auxiliary: Account, case: Case, now: datetime) -> None:
    with pretend(now - timedelta(minutes=12)):
        visits.record(by=auxiliary, case=case, told=visits.Told("no_answer"))


def _aid(room: Room, people: Mapping[str, Account], case: Case) -> None:
    today = timezone.localdate()
    told = aid.Asked("goods", "冬天取暖", "煤炉旧了，冬天冷，想要一床棉被和取暖补助。", ("户口簿", "残疾证"), case)
    one = aid.ask(by=people["li"], room=room, asked=told)
    aid.see_documents(by=people["li"], aid=one, papers=list(one.documents.all()))
    aid.decide(by=people["chen"], aid=one, decision="granted", reason="符合村里冬季救助的条件")
    given = aid.Given("committee", today, "棉被一床", Decimal("300.00"))
    aid.give(by=people["li"], aid=one, given=given)
    other = aid.Asked(
        "housing", "修屋顶", "东屋漏雨，想申请危房修缮。", ("户口簿", "房屋照片"), name="井大柱", phone="13900000121"
    )
    passed = aid.ask(by=people["li"], room=room, asked=other)
    aid.pass_on(by=people["li"], aid=passed, to="河湾镇民政办", on=today)
