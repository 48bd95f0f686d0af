"""Police mediation in Hewan: one case to be kept, one that was, one nobody has looked at. Nobody of these names is meant."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from shouwang.config.demo.ground import Hewan
from shouwang.config.demo.pretend import pretend
from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters.actions.intake import Brought
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Account
from shouwang.systems.mediation import police_exclusions
from shouwang.systems.mediation.actions import police, police_table
from shouwang.systems.mediation.actions.parties import Human
from shouwang.systems.mediation.models import PoliceCase
from shouwang.systems.mediation.police_kind import KIND

NO = dict.fromkeys(police_exclusions.BY_KEY, False)


@dataclass(frozen=True)
class Scuffle:
    """What happened, who did it to whom, how many days ago."""

    title: str
    act: str
    facts: str
    harm: str
    offender: tuple[str, str]
    victim: tuple[str, str]
    days: int


GRAIN = Scuffle(
    "晒粮占道推搡", "beating", "两家晒粮争一块水泥地，先是争吵，后来孟庆余推了蔺守田一把，蔺守田坐倒在地。",
    "手肘擦伤，卫生室包扎，花了一百八十元。", ("孟庆余", "13900000081"), ("蔺守田", "13900000082"), 6,
)  # fmt: skip
WINDOW = Scuffle(
    "酒后砸了邻居窗玻璃", "damage", "酒后想起旧账，拿砖头砸了邻居家两块窗玻璃，第二天自己来承认。",
    "玻璃两块。", ("柴大勇", "13900000083"), ("岳秀英", "13900000084"), 40,
)  # fmt: skip
WORDS = Scuffle(
    "在村群里骂人", "insult", "为占车位，在村民群里连着骂了人，有截图。", "", ("", ""), ("", ""), 1
)  # fmt: skip


def make_police_cases(hewan: Hewan, people: Mapping[str, Account]) -> None:
    """Through the same actions as the pages, each as if it were done on its day."""
    now, officer = timezone.now(), people["chen"]
    _brought(hewan.room, officer, WORDS, now - timedelta(days=WORDS.days))
    kept = _agreed(hewan.room, officer, WINDOW, now, "柴大勇当面道歉\n赔玻璃和工钱", ("赔玻璃和工钱", Decimal(240), 5))
    with pretend(now - timedelta(days=WINDOW.days - 4)):
        duty = kept.agreement.duties.get()
        police_table.perform(by=officer, case=kept, duty=duty, state="done", done_date=timezone.localdate())
        police_table.settle(by=officer, case=kept)
    _agreed(hewan.room, officer, GRAIN, now, "孟庆余当面道歉\n赔蔺守田医药费", ("赔医药费", Decimal(180), 9))


def _brought(room: Room, officer: Account, told: Scuffle, at: datetime) -> PoliceCase:
    brought = Brought(kind=KIND.key, topic=told.act, title=told.title, text=told.facts, channel=Matter.Channel.WALK_IN)
    with pretend(at):
        case = police.take_in(
            by=officer, room=room, brought=brought, told=police.Told(told.act, "neighbours", told.facts, told.harm)
        )
        for side, (name, phone) in (("offender", told.offender), ("victim", told.victim)):
            if name:
                human = Human(name, phone, "河湾村")
                police.name_side(by=officer, case=case, entered=police.Somebody(side=side, human=human))
    return case


def _agreed(
    room: Room, officer: Account, told: Scuffle, now: datetime, content: str, owed: tuple[str, Decimal, int]
) -> PoliceCase:
    began = now - timedelta(days=told.days)
    case = _brought(room, officer, told, began)
    with pretend(began + timedelta(days=1)):
        police.examine(by=officer, case=case, answers=NO)
        police.accept(by=officer, case=case)
    with pretend(began + timedelta(days=2)):
        ends = timezone.now() - timedelta(hours=1)
        sitting = police_table.Sitting(
            starts_at=ends - timedelta(hours=1), ends_at=ends, where=room.name, host=officer.name, outcome="agreed",
            record="双方到场，村委会来人。推人、砸东西的一方认了错，另一方愿意谅解。", others="周书记",
        )  # fmt: skip
        police_table.sit(by=officer, case=case, sitting=sitting)
        what, amount, days = owed
        today = timezone.localdate()
        duty = police_table.Owed(case.sides.get(side="offender"), what, today + timedelta(days=days), amount, "现金")
        police_table.draft(by=officer, case=case, content=content, reached_date=today, owed=[duty])
        police_table.sign(by=officer, case=case, is_signed=True)
    return PoliceCase.objects.get(pk=case.pk)
