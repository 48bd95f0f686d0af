"""A shove between neighbours in Hewan, brought to any stage of police mediation by the actions the pages call."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from shouwang.kernel.matters.actions.intake import Brought
from shouwang.systems.mediation import police_exclusions
from shouwang.systems.mediation import police_lifecycle as lifecycle
from shouwang.systems.mediation.actions import police, police_table
from shouwang.systems.mediation.actions.parties import Human
from shouwang.systems.mediation.models import PoliceCase, PoliceSide
from tests.cast import Cast

NO = dict.fromkeys(police_exclusions.BY_KEY, False)
FACTS = "因晒粮占道发生口角，丁某推倒吕某，致手臂擦伤。"


def told(**more: object) -> police.Told:
    return police.Told(**{"act": "beating", "ground": "neighbours", "facts": FACTS} | more)  # type: ignore[arg-type]


def asked(cast: Cast) -> PoliceCase:
    brought = Brought(kind="police_mediation", topic="beating", text=FACTS, title="晒粮占道推搡", channel="room")
    return police.take_in(by=cast.officer, room=cast.room, brought=brought, told=told())


def side(cast: Cast, case: PoliceCase, as_what: str, name: str, **more: object) -> PoliceSide:
    entered = police.Somebody(side=as_what, human=Human(name, "13800000021", "河湾村2组"), **more)  # type: ignore[arg-type]
    return police.name_side(by=cast.officer, case=case, entered=entered)


def examined(cast: Cast) -> PoliceCase:
    case = asked(cast)
    side(cast, case, "offender", "丁二牛")
    side(cast, case, "victim", "吕䶮")
    return police.examine(by=cast.officer, case=case, answers=NO)


def accepted(cast: Cast) -> PoliceCase:
    return police.accept(by=cast.officer, case=examined(cast))


def sitting(ends_at: datetime, outcome: str = "agreed", **more: object) -> police_table.Sitting:
    return police_table.Sitting(
        starts_at=ends_at - timedelta(hours=1), ends_at=ends_at, where="河湾村警务室", host="陈警官",
        record="双方各自陈述，丁二牛承认推人。", outcome=outcome, others="周书记", **more,  # type: ignore[arg-type]
    )  # fmt: skip


def sat(cast: Cast, outcome: str = "agreed", ends_at: datetime | None = None) -> PoliceCase:
    case = accepted(cast)
    police_table.sit(by=cast.officer, case=case, sitting=sitting(ends_at or timezone.now(), outcome))
    return fresh(case)


def drafted(cast: Cast, due: date | None = None) -> PoliceCase:
    case = sat(cast)
    owes = case.sides.get(side="offender")
    owed = [police_table.Owed(owes, "赔偿医药费", due or timezone.localdate() + timedelta(days=5), way="转账")]
    police_table.draft(
        by=cast.officer,
        case=case,
        content="丁二牛当面道歉\n赔偿医药费三百元",
        reached_date=timezone.localdate(),
        owed=owed,
    )
    return fresh(case)


def agreed(cast: Cast) -> PoliceCase:
    return police_table.sign(by=cast.officer, case=drafted(cast), is_signed=True)


def performed(cast: Cast) -> PoliceCase:
    case = agreed(cast)
    note(cast, case, "done")
    return police_table.settle(by=cast.officer, case=case)


def note(cast: Cast, case: PoliceCase, state: str) -> None:
    duty = case.agreement.duties.get()
    day = timezone.localdate() if state == "done" else None
    police_table.perform(by=cast.officer, case=case, duty=duty, state=state, done_date=day)


def failed(cast: Cast) -> PoliceCase:
    return police_table.fail(by=cast.officer, case=sat(cast, "not_agreed"), reason="一方不同意数额", suit_told=True)


def ended(cast: Cast) -> PoliceCase:
    return police.exclude(by=cast.officer, case=accepted(cast), question="refuses", reason="吕䶮不愿意调解")


def fresh(case: PoliceCase) -> PoliceCase:
    return PoliceCase.objects.select_related("matter__room__station").get(pk=case.pk)


def at(cast: Cast, stage: str) -> PoliceCase:
    made = {
        lifecycle.ASKED: asked, lifecycle.ACCEPTED: accepted, lifecycle.MEDIATING: sat, lifecycle.AGREED: agreed,
        lifecycle.PERFORMED: performed, lifecycle.FAILED: failed, lifecycle.ENDED: ended,
    }  # fmt: skip
    return fresh(made[stage](cast))
