"""Disputes of Hewan at every turn of the procedure. Nobody of these names is meant, and nothing of it happened."""

from collections.abc import Mapping, Sequence
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
from shouwang.systems.mediation import admissibility
from shouwang.systems.mediation.actions import (
    admission,
    agreeing,
    closing,
    committee,
    hearing,
    intake,
    panel,
    parties,
    performing,
    precedents,
    safety,
)
from shouwang.systems.mediation.models import Dispute, Member, Obligation, Party, Seat
from shouwang.systems.mediation.queries.precedents import to_read

People = Mapping[str, Account]
ROUTES = "可以向白河县人民法院起诉，也可以请白河镇人民调解委员会调解。"
NO = {question.key: False for question in admissibility.QUESTIONS}
DEADLOCK = "双方到场。调解员宣读权利义务。双方各说各的理，在数目上差距大，本次没有谈成。"


@dataclass(frozen=True)
class Quarrel:
    """A dispute as it was brought, and how many days ago."""

    topic: str
    title: str
    text: str
    requests: str
    days: int
    justice_type: str
    parties: Sequence[tuple[str, str, str]]  # side, name, telephone
    amount: str = ""


WALL = Quarrel(
    "homestead",
    "后墙压过宅基地滴水线",
    "王家翻修后院，新墙压到马家老宅滴水线以内约三十厘米，下雨水流进马家灶房。两家吵了三回，村里大喇叭叫过也没停。",
    "拆除超出部分，恢复原来的滴水线。",
    16,
    "J03",
    (("applicant", "马大川", "13900000061"), ("respondent", "王石头", "13900000062")),
    "800",
)
FEED = Quarrel(
    "contract",
    "饲料款拖了两年",
    "田家赊了周家店里的饲料，写了条子，说卖了猪就还，两年没还清。",
    "还清剩下的四千六百元。",
    1,
    "J04",
    (("applicant", "周满囤", "13900000063"), ("respondent", "田有粮", "13900000064")),
    "4600",
)
DRAIN = Quarrel(
    "neighbours",
    "屋檐水滴到邻居院里",
    "罗家新搭的雨棚朝邻居邹家院里滴水，晒的粮食淋湿了。",
    "把雨棚改向，赔淋湿的粮食。",
    75,
    "J02",
    (("applicant", "邹玉梅", "13900000065"), ("respondent", "罗大壮", "13900000066")),
    "300",
)
MOTHER = Quarrel(
    "family",
    "老母亲的赡养轮流",
    "三兄弟轮流养老母亲，老二说今年轮空，老大不答应，老人住在老三家。",
    "定下每家几个月、药费怎么出。",
    9,
    "J01",
    (
        ("applicant", "贺长顺", "13900000067"),
        ("respondent", "贺长喜", "13900000068"),
        ("third", "贺长福", "13900000069"),
    ),
)
TRACTOR = Quarrel(
    "damages",
    "拖拉机撞坏院墙",
    "夜里倒车，拖拉机撞塌了石家院墙一角，对方只肯出一半。",
    "按原样修好，或者赔三千元。",
    22,
    "J06",
    (("applicant", "石宝山", "13900000071"), ("respondent", "丁小满", "13900000072")),
    "3000",
)
# Closed long ago: what settled them is what a mediator of the others looks up.
BOUNDARY = Quarrel(
    "homestead",
    "新房山墙占了邻居滴水",
    "孟家盖新房，山墙往东多占了四十厘米，盖住邻居施家老宅的滴水线，雨水流进施家灶房，两家吵得动了锄头。",
    "山墙退回去，恢复滴水线。",
    160,
    "J03",
    (("applicant", "施春来", "13900000073"), ("respondent", "孟铁锁", "13900000074")),
)
FATHER = Quarrel(
    "family",
    "老父亲轮流住，药费谁出",
    "兄弟俩轮流养老父亲，一家半年。老二外出打工，轮到他家没人伺候，老人一直住老大家，药费也是老大垫的。",
    "定下老人住哪家、药费和口粮怎么分。",
    130,
    "J01",
    (("applicant", "康大有", "13900000075"), ("respondent", "康二喜", "13900000076")),
)
HOME = Quarrel(
    "family",
    "两口子吵架，邻居来说",
    "邻居夜里听见摔东西和哭声，说不是头一回，女的胳膊上有青紫。",
    "",
    2,
    "J01",
    (("applicant", "何小雨", ""), ("respondent", "方大勇", "")),
)


def make_disputes(hewan: Hewan, people: People) -> None:
    """The committee, and eight disputes: carried out in part, asked for, three closed, at the table, ended, stopped."""
    now = timezone.localtime().replace(hour=10, minute=20, second=0, microsecond=0)
    with pretend(now - timedelta(days=300)):
        crew = _committee(hewan.room, people)
    for how in SETTLED:
        _closed(hewan.room, people, crew, now, how)
    _kept(people)
    _ended(hewan.room, people, crew, now)
    _agreed(hewan.room, people, crew, now)
    _at_the_table(hewan.room, people, crew, now)
    _stopped(hewan.room, people, now)
    with pretend(now - timedelta(days=1)):
        _brought(hewan.room, people, FEED)


def _committee(room: Room, people: People) -> Mapping[str, Member]:
    made = committee.set_up(
        by=people["zhou"],
        room=room,
        name="河湾村人民调解委员会",
        name_en="People's Mediation Committee of Hewan",
        word="河湾",
        court="白河县人民法院",
    )
    posts = (("zhou", "director"), ("wu", "mediator"), ("sun", "lawyer"), ("chen", "officer"))
    return {
        login: committee.join(
            by=people["zhou"], committee=made, name=people[login].name, post=post, account=people[login]
        )
        for login, post in posts
    }


def _brought(room: Room, people: People, told: Quarrel) -> Dispute:
    facts = intake.Facts(
        justice_type=told.justice_type,
        requests=told.requests,
        amount=Decimal(told.amount) if told.amount else None,
        people=len(told.parties),
        asked_date=timezone.localdate(),
    )
    brought = Brought(
        kind="dispute", topic=told.topic, title=told.title, text=told.text, channel=Matter.Channel.WALK_IN
    )
    made = intake.take_in(by=people["wu"], room=room, brought=brought, facts=facts)
    for side, name, phone in told.parties:
        entered = parties.Entered(
            side=side,
            human=parties.Human(name, phone, "河湾村"),
            is_willing=True,
            identity_seen="身份证" if phone else "",
        )
        parties.name_party(by=people["wu"], dispute=made, entered=entered)
    return made


def _seated(room: Room, people: People, crew: Mapping[str, Member], told: Quarrel, began: datetime) -> Dispute:
    """Taken on, everybody told, the mediator appointed, all within two days."""
    with pretend(began):
        made = _brought(room, people, told)
    with pretend(began + timedelta(days=1)):
        admission.examine(by=people["wu"], dispute=made, answers=NO)
        admission.accept(by=people["wu"], dispute=made)
        parties.inform(by=people["wu"], dispute=made, parties=list(made.parties.all()), how="written")
        place = panel.Place(role=Seat.Role.LEAD, member=crew["wu"], conflict="none")
        seat = panel.invite(by=people["zhou"], dispute=made, place=place)
        panel.reply(by=people["wu"], seat=seat, comes=True, conflict="none")
    return made


def _held(people: People, made: Dispute, at: datetime, content: str, outcome: str) -> None:
    with pretend(at):
        record = hearing.Record(
            parties=list(made.parties.all()),
            seats=list(made.seats.all()),
            content=content,
            outcome=outcome,
            recorder="李辅警",
            starts_at=at - timedelta(hours=2),
            ends_at=at - timedelta(minutes=20),
            where="村委会调解室",
        )
        hearing.sit(by=people["wu"], dispute=made, record=record)


def _signed(people: People, made: Dispute, at: datetime, content: str, duties: Sequence[agreeing.Duty]) -> None:
    with pretend(at):
        today = timezone.localdate()
        terms = agreeing.Terms(made.matter.text, "谁做什么、谁出钱。", content, today, duties, "李辅警")
        agreeing.draft(by=people["wu"], dispute=made, terms=terms)
        for party in made.parties.all():
            agreeing.sign(by=people["wu"], dispute=made, how="pen", party=party)
        agreeing.sign(by=people["wu"], dispute=made, how="pen", seat=made.seats.get(role=Seat.Role.LEAD))
        agreeing.take_effect(by=people["wu"], dispute=made, sealed=True)


def _agreed_orally(people: People, made: Dispute, at: datetime, content: str, duties: Sequence[agreeing.Duty]) -> None:
    with pretend(at):
        terms = agreeing.Terms(made.matter.text, "谁做什么、谁出钱。", content, timezone.localdate(), duties, "李辅警")
        agreeing.agree_orally(by=people["wu"], dispute=made, terms=terms, want_no_paper=True)


def _agreed(room: Room, people: People, crew: Mapping[str, Member], now: datetime) -> None:
    made = _seated(room, people, crew, WALL, now - timedelta(days=WALL.days))
    with pretend(now - timedelta(days=13)):
        place = panel.Place(role=Seat.Role.OFFICER, member=crew["chen"])
        seat = panel.invite(by=people["wu"], dispute=made, place=place)
        panel.reply(by=people["chen"], seat=seat, comes=True, conflict="none")
        said = {seat: dict.fromkeys(made.parties.all(), True)}
        panel.agree_to_seat(by=people["wu"], dispute=made, said=said)
    _held(
        people, made, now - timedelta(days=12),
        "双方到场。现场量过，新墙越过滴水线二十八厘米。王家同意退墙，马家同意补贴工料。", "agreed",
    )  # fmt: skip
    first, second = made.parties.order_by("place")
    today = timezone.localdate(now)
    duties = [
        agreeing.Duty(second, "后墙退回滴水线以外", today + timedelta(days=5), first, way="自己拆改"),
        agreeing.Duty(first, "补贴工料费", today - timedelta(days=2), second, Decimal(800), "现金"),
    ]
    _signed(people, made, now - timedelta(days=11), "王家十五天内把后墙退回滴水线以外；马家补贴工料费八百元。", duties)
    with pretend(now - timedelta(days=3)):
        paid = Obligation.objects.get(agreement__dispute=made, number=2)
        performing.perform(
            by=people["wu"],
            dispute=made,
            obligation=paid,
            state="done",
            done_date=timezone.localdate(),
            note="当面付清",
        )


@dataclass(frozen=True)
class Settled:
    """How one was settled and closed. `owed`: each by which party, what, how much."""

    told: Quarrel
    said: str
    content: str
    owed: Sequence[tuple[int, str, str]]
    visited: tuple[str, str]  # whom, and what they said
    summary: str
    answer: str
    is_oral: bool = False


SETTLED = (
    Settled(
        BOUNDARY,
        "双方到场。拿两家的宅基证当面量，孟家确实多占了四十厘米。老房子不好拆，孟家愿意做檐沟把水引走，再补钱。",
        "孟家二十天内沿山墙做檐沟，把雨水引到自家院里排走，山墙不再加高；以后翻盖时退回原界；补施家修灶房六百元。",
        ((1, "沿山墙做檐沟，雨水引到自家院里", ""), (1, "补修灶房的钱", "600")),
        ("施春来", "檐沟做好了，大雨也没再流进灶房。"),
        "宅基地滴水纠纷，现场量过，一次调解成功，已履行。",
        "檐沟已经做好，六百元已付。",
    ),
    Settled(
        FATHER,
        "兄弟俩和老人到场。老人愿意一直住老大家。老二认下没有尽到，愿意按月出钱，药费对半。",
        "老人随老大家住；老二每月出四百元，药费兄弟俩各出一半，老二过年过节回来看望；老人的地由老大种。",
        ((1, "头一年的赡养费", "4800"),),
        ("康大有", "钱按月到，过节人也回来了。"),
        "赡养纠纷，老人意愿放在前头，一次调解成功，已履行。",
        "老人安稳住下，钱按月到。",
        is_oral=True,
    ),
    Settled(
        DRAIN,
        "双方到场。罗家认下雨棚滴水，愿意改向并赔粮食。",
        "罗家十天内把雨棚改向，赔邹家三百元。",
        ((1, "雨棚改成朝自家院里滴水", ""), (1, "赔淋湿的粮食", "300")),
        ("邹玉梅", "雨棚已改，下过两场雨没再滴。"),
        "邻里滴水纠纷，一次调解成功，已履行，回访满意。",
        "雨棚已经改好，三百元已付，有事随时来说。",
    ),
)


def _closed(room: Room, people: People, crew: Mapping[str, Member], now: datetime, how: Settled) -> None:
    began = now - timedelta(days=how.told.days)
    made = _seated(room, people, crew, how.told, began)
    _held(people, made, began + timedelta(days=5), how.said, "agreed")
    both = list(made.parties.order_by("place"))
    day = timezone.localdate(began) + timedelta(days=15)
    duties = [
        agreeing.Duty(both[who], what, day, both[1 - who], Decimal(sum_) if sum_ else None, "现金" if sum_ else "")
        for who, what, sum_ in how.owed
    ]
    if how.is_oral:
        _agreed_orally(people, made, began + timedelta(days=6), how.content, duties)
    else:
        _signed(people, made, began + timedelta(days=6), how.content, duties)
    with pretend(began + timedelta(days=14)):
        for one in Obligation.objects.filter(agreement__dispute=made):
            performing.perform(
                by=people["wu"], dispute=made, obligation=one, state="done", done_date=timezone.localdate()
            )
        performing.settle(by=people["wu"], dispute=made)
    with pretend(began + timedelta(days=30)):
        visited, said = how.visited
        found = performing.Found(
            timezone.now() - timedelta(hours=1), "吴调解员", said, visited=visited, satisfied="yes"
        )
        performing.visit(by=people["wu"], dispute=made, found=found)
        closing.report(by=people["wu"], dispute=made, summary=how.summary)
        closing.check(by=people["zhou"], dispute=made)
        closing.close(by=people["zhou"], dispute=made, answer=how.answer)


def _kept(people: People) -> None:
    """On the shelf at once, though the worker would do it; one is read over, the others wait."""
    precedents.tend()
    one = to_read(people["chen"]).last()
    if one:
        precedents.read_over(by=people["chen"], precedent=one, facts=one.facts, settled=one.settled)


def _at_the_table(room: Room, people: People, crew: Mapping[str, Member], now: datetime) -> None:
    made = _seated(room, people, crew, MOTHER, now - timedelta(days=MOTHER.days))
    _held(
        people, made, now - timedelta(days=5),
        "三兄弟到场。老人愿意住老三家。老大、老三同意出钱，老二要回去和媳妇商量。", "goes_on",
    )  # fmt: skip
    with pretend(now - timedelta(days=1)):
        panel.invite(by=people["wu"], dispute=made, place=panel.Place(role=Seat.Role.LAWYER, member=crew["sun"]))


def _ended(room: Room, people: People, crew: Mapping[str, Member], now: datetime) -> None:
    made = _seated(room, people, crew, TRACTOR, now - timedelta(days=TRACTOR.days))
    _held(people, made, now - timedelta(days=18), DEADLOCK, "failed")
    with pretend(now - timedelta(days=4)):
        agreeing.terminate(by=people["wu"], dispute=made, reason="赔多少谈不拢，石家要去法院", routes=ROUTES)


def _stopped(room: Room, people: People, now: datetime) -> None:
    with pretend(now - timedelta(days=HOME.days)):
        made = _brought(room, people, HOME)
        Party.objects.filter(dispute=made).update(is_willing=None)
        admission.examine(by=people["wu"], dispute=made, answers=NO | {"home": True})
    with pretend(now - timedelta(days=2) + timedelta(hours=1)):
        danger = made.dangers.get()
        safety.report_danger(
            by=people["chen"], dispute=made, kind="home", words="已上门见到女方，按规定处置。",
            reported_to="河湾派出所", danger=danger,
        )  # fmt: skip
