"""A quarrel over a wall in Hewan, brought to any stage by the same actions the pages call."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from shouwang.kernel.matters.actions.intake import Brought
from shouwang.kernel.matters.models import Matter
from shouwang.systems.mediation import admissibility, lifecycle
from shouwang.systems.mediation.actions import (
    admission,
    agreeing,
    closing,
    committee,
    hearing,
    intake,
    ladder,
    panel,
    parties,
    performing,
    safety,
)
from shouwang.systems.mediation.models import Committee, Dispute, Member, Obligation, Party, Seat
from shouwang.systems.mediation.queries.standing import standing
from tests.cast import Cast

NO = {question.key: False for question in admissibility.QUESTIONS}
WORDS = "王家翻修后院，新墙压到马家老宅滴水线以内约三十厘米，两家为此争吵。"
ROUTES = "可以向白河县人民法院起诉，也可以申请乡镇调解。"


@dataclass
class People:
    """The committee of Hewan and who serves on it."""

    committee: Committee
    director: Member
    mediator: Member
    lawyer: Member
    officer: Member


def people(cast: Cast) -> People:
    made = committee.set_up(by=cast.officer, room=cast.room, name="河湾村人民调解委员会", word="河湾")
    since = timezone.localdate() - timedelta(days=400)

    def join(name: str, post: str, account: object) -> Member:
        return committee.join(by=cast.officer, committee=made, name=name, post=post, account=account, since=since)  # type: ignore[arg-type]

    return People(
        made,
        join("周书记", Member.Post.DIRECTOR, cast.cadre),
        join("吴调解员", Member.Post.MEDIATOR, cast.mediator),
        join("孙律师", Member.Post.LAWYER, cast.lawyer),
        join("陈警官", Member.Post.OFFICER, cast.officer),
    )


def _serve(cast: Cast) -> None:
    """Let the committee be there, once."""
    if not Member.objects.filter(account=cast.mediator).exists():
        people(cast)


def asked(cast: Cast, facts: intake.Facts | None = None) -> Dispute:
    brought = Brought(kind="dispute", topic="homestead", text=WORDS, channel=Matter.Channel.WALK_IN)
    facts = facts or intake.Facts(
        justice_type="J03", requests="拆除超出部分，恢复原界", asked_date=timezone.localdate()
    )
    return intake.take_in(by=cast.officer, room=cast.room, brought=brought, facts=facts)


def party(cast: Cast, dispute: Dispute, side: str, name: str, **more: object) -> Party:
    entered = parties.Entered(
        side=side, human=parties.Human(name, more.pop("phone", ""), "河湾村3组"), is_willing=True, identity_seen="身份证", **more  # type: ignore[arg-type]
    )  # fmt: skip
    return parties.name_party(by=cast.officer, dispute=dispute, entered=entered)


def with_parties(cast: Cast) -> Dispute:
    dispute = asked(cast)
    party(cast, dispute, Party.Side.APPLICANT, "马大川", phone="13800000011")
    party(cast, dispute, Party.Side.RESPONDENT, "王石头", phone="13800000012")
    return dispute


def accepted(cast: Cast) -> Dispute:
    dispute = with_parties(cast)
    admission.examine(by=cast.officer, dispute=dispute, answers=NO)
    return admission.accept(by=cast.officer, dispute=dispute)


def seated(cast: Cast) -> Dispute:
    _serve(cast)
    dispute = accepted(cast)
    lead = Member.objects.get(account=cast.mediator)
    parties.inform(by=cast.officer, dispute=dispute, parties=list(dispute.parties.all()), how="orally")
    panel.invite(by=cast.officer, dispute=dispute, place=panel.Place(role=Seat.Role.LEAD, member=lead, conflict="none"))
    return fresh(dispute)


def sat(cast: Cast, outcome: str = "agreed") -> Dispute:
    dispute = seated(cast)
    hearing.sit(by=cast.mediator, dispute=dispute, record=record(dispute, outcome))
    return fresh(dispute)


def record(dispute: Dispute, outcome: str = "agreed", now: datetime | None = None) -> hearing.Record:
    moment = now or timezone.now()
    return hearing.Record(
        parties=list(dispute.parties.filter(left_at=None)),
        seats=list(dispute.seats.filter(left_at=None)),
        content="双方到场，调解员宣读权利义务，双方陈述。",
        outcome=outcome,
        recorder="李辅警",
        starts_at=moment - timedelta(hours=2),
        ends_at=moment - timedelta(hours=1),
        where="河湾村调解室",
    )


def terms(dispute: Dispute, days: int = 10) -> agreeing.Terms:
    one, other = dispute.parties.order_by("place")[:2]
    today = timezone.localdate()
    return agreeing.Terms(
        facts="新墙越过滴水线三十厘米。",
        points="墙退不退、谁出钱",
        content="王家于十日内退墙三十厘米，马家补偿工料费八百元。",
        reached_date=today,
        duties=[
            agreeing.Duty(obligor=other, obligee=one, what="退墙三十厘米", due_date=today + timedelta(days=days)),
            agreeing.Duty(
                obligor=one,
                obligee=other,
                what="补偿工料费",
                amount=Decimal(800),
                due_date=today + timedelta(days=days),
            ),
        ],
    )


def signing(cast: Cast) -> Dispute:
    dispute = sat(cast)
    agreeing.draft(by=cast.mediator, dispute=dispute, terms=terms(dispute))
    return fresh(dispute)


def signed(cast: Cast) -> Dispute:
    dispute = signing(cast)
    for one in dispute.parties.all():
        agreeing.sign(by=cast.mediator, dispute=dispute, how="pen", party=one)
    agreeing.sign(by=cast.mediator, dispute=dispute, how="pen", seat=dispute.seats.get(role="lead"))
    return fresh(dispute)


def agreed(cast: Cast) -> Dispute:
    return agreeing.take_effect(by=cast.mediator, dispute=signed(cast), sealed=True)


def performed(cast: Cast) -> Dispute:
    dispute = agreed(cast)
    for one in Obligation.objects.filter(agreement__dispute=dispute):
        performing.perform(
            by=cast.mediator, dispute=dispute, obligation=one, state="done", done_date=timezone.localdate()
        )
    return performing.settle(by=cast.mediator, dispute=fresh(dispute))


def terminated(cast: Cast) -> Dispute:
    return agreeing.terminate(by=cast.mediator, dispute=sat(cast, "failed"), reason="差距太大", routes=ROUTES)


def visited(cast: Cast) -> Dispute:
    dispute = performed(cast)
    found = performing.Found(
        at=timezone.now(), visitor="吴调解员", performance="墙已退回", party=dispute.parties.first()
    )
    performing.visit(by=cast.mediator, dispute=dispute, found=found)
    return fresh(dispute)


def closed(cast: Cast) -> Dispute:
    dispute = visited(cast)
    closing.report(by=cast.mediator, dispute=dispute, summary="调解成功，已履行。")
    closing.check(by=cast.cadre, dispute=fresh(dispute))
    return closing.close(by=cast.cadre, dispute=fresh(dispute), answer="两家的事已经办完。")


def at(cast: Cast, stage: str) -> Dispute:
    """A dispute in the stage."""
    _serve(cast)
    ways = {
        lifecycle.ASKED: with_parties,
        lifecycle.ACCEPTED: accepted,
        lifecycle.MEDIATING: sat,
        lifecycle.SIGNING: signing,
        lifecycle.AGREED: agreed,
        lifecycle.PERFORMED: performed,
        lifecycle.TERMINATED: terminated,
        lifecycle.CLOSED: closed,
        lifecycle.UNPERFORMED: lambda cast: performing.give_up(
            by=cast.mediator, dispute=agreed(cast), reason="王家不退墙", routes=ROUTES
        ),
        lifecycle.ARCHIVED: lambda cast: closing.archive(
            by=cast.cadre, dispute=closed(cast), filer="李辅警", unvisited_because="两家搬走了一家，不再回访"
        ),
        lifecycle.REFUSED: lambda cast: admission.refuse(
            by=cast.officer, dispute=with_parties(cast), reason="已由法院受理", routes=ROUTES
        ),
        lifecycle.WITHDRAWN: lambda cast: admission.withdraw(
            by=cast.officer, dispute=with_parties(cast), reason="和好了"
        ),
        lifecycle.HALTED: lambda cast: safety.halt(
            by=cast.officer, dispute=sat(cast), kind="home", words="女方手臂有伤"
        ),
        lifecycle.AWAY: lambda cast: ladder.pass_up(
            by=cast.officer, dispute=sat(cast), body="白河镇调委会", reason="牵涉邻村"
        ),
    }
    return fresh(ways[stage](cast))


def fresh(dispute: Dispute) -> Dispute:
    return Dispute.objects.select_related("matter__room", "committee", "lead").get(pk=dispute.pk)


def there(dispute: Dispute) -> frozenset[str]:
    return standing(fresh(dispute)).there
