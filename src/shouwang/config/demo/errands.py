"""Errands in Hewan at every turn, and one thing the room changed in the catalogue. Nobody of these names is meant."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.utils import timezone

from shouwang.config.demo.ground import Hewan
from shouwang.config.demo.pretend import pretend
from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal.actions import PUBLIC, Actor
from shouwang.kernel.matters.actions.intake import Brought, Reporter
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.papers.description import Words
from shouwang.kernel.people.models import Account
from shouwang.systems.services.actions import catalogue as changing
from shouwang.systems.services.actions import errand_hands as hands
from shouwang.systems.services.actions import errand_way as way
from shouwang.systems.services.actions import errands
from shouwang.systems.services.actions.errand_turn import Signed, Somebody
from shouwang.systems.services.actions.errands import Asked, Look
from shouwang.systems.services.authority import Acting
from shouwang.systems.services.catalogue.facts import Fact, Sure
from shouwang.systems.services.catalogue.item import Part
from shouwang.systems.services.models import Errand
from shouwang.systems.services.queries import catalogue
from shouwang.systems.services.queries.errands import standing

People = Mapping[str, Account]


@dataclass(frozen=True)
class Wish:
    """What somebody asked for, how many days ago."""

    key: str
    text: str
    name: str
    phone: str
    days: int
    whom: str = "family"
    can_come: bool = False


RENEW = Wish("card_renew", "我爸腿脚不行，身份证下月到期，能替他办吗？", "毕小玲", "13900000091", 0)
FETCH = Wish("card_fetch", "我妈的新身份证到了，我替她取，她走不动。", "冷大勇", "13900000092", 5)
BIRTH = Wish("birth", "孩子出生二十天了，想上户口。", "靳红", "13900000093", 2)
RECORD = Wish("no_record", "儿子在外地打工，单位要无犯罪记录证明。", "尹长顺", "13900000094", 12)
DEATH = Wish("death", "村里五保老人去世，没有亲属，村委会申报。", "周主任", "", 20, "dead")
PERMIT = Wish("passport", "想办护照，能不能代办？", "阮某", "13900000095", 9, "self", True)
KIN = Acting(kin="near", authority="letter", wish="by_phone", has_seen_cards=True)
COMMITTEE = Acting(kin="committee", authority="rule", wish="not_able", has_seen_cards=True)
FREE = Fact(Words("死亡注销不收钱", "Free of charge"), Sure.SEEN, "河湾派出所户籍窗口答复")


def make_errands(hewan: Hewan, people: People) -> None:
    """Through the same actions as the pages, each as if it were done on its day."""
    now, room = timezone.now(), hewan.room
    _change(room, people["chen"], now - timedelta(days=25))
    _asked(room, PUBLIC, RENEW, now - timedelta(hours=2))
    _missing(room, people["li"], now - timedelta(days=BIRTH.days))
    _at_station(room, people["li"], FETCH, now - timedelta(days=FETCH.days))
    _done(room, people["li"], RECORD, KIN, Somebody(name="尹小军"), now - timedelta(days=RECORD.days))
    _done(room, people["zhou"], DEATH, COMMITTEE, Somebody(name="吕有根"), now - timedelta(days=DEATH.days))
    _advised(room, people["chen"], now - timedelta(days=PERMIT.days))


def _change(room: Room, officer: Account, at: datetime) -> None:
    with pretend(at):
        item = catalogue.item(room, DEATH.key)
        if item:
            draft = changing.draft_of(item)
            facts = {**draft.facts, Part.COST: (FREE,)}
            changing.change(
                by=officer,
                room=room,
                key=item.key,
                seen=item.number,
                draft=replace(draft, facts=facts),
                why="问了派出所户籍窗口",
            )


def _asked(room: Room, by: Account | Actor, wish: Wish, at: datetime) -> Errand:
    channel = Matter.Channel.PUBLIC if by is PUBLIC else Matter.Channel.WALK_IN
    brought = Brought(kind="errand", text=wish.text, channel=channel, reporter=Reporter(wish.name, wish.phone))
    with pretend(at):
        receipt = errands.open_errand(
            by=by, room=room, brought=brought, asked=Asked(wish.key, wish.whom, wish.can_come)
        )
    return _fresh(receipt.matter)


def _fresh(matter: Matter) -> Errand:
    return Errand.objects.select_related("matter__room").get(pk=matter.pk)


def _looks(errand: Errand, *missing: int) -> dict[int, Look]:
    count = len(standing(errand).documents)
    return {place: Look("missing" if place in missing else "brought") for place in range(count)}


def _missing(room: Room, by: Account, at: datetime) -> None:
    errand = _asked(room, by, BIRTH, at)
    with pretend(at + timedelta(minutes=20)):
        looks = _looks(errand, 2) | {3: Look("not_needed", why="父母是夫妻")}
        errands.check(by=by, errand=errand, looks=looks, told="message")


def _taken(room: Room, by: Account, wish: Wish, acting: Acting, owner: Somebody, at: datetime) -> Errand:
    errand = _asked(room, by, wish, at)
    with pretend(at + timedelta(minutes=20)):
        errands.check(by=by, errand=errand, looks=_looks(errand))
        agent = Somebody(name=wish.name, phone=wish.phone)
        errands.authorise(by=by, errand=errand, acting=acting, owner=owner, agent=agent)
        left = [
            hands.Left("户口簿" if wish is DEATH else "领取凭证" if wish is FETCH else "委托书"),
            hands.Left("身份证"),
        ]
        hands.take_in(by=by, errand=errand, left=left, giver=Somebody(), signed=Signed())
    return _fresh(errand.matter)


def _at_station(
    room: Room, by: Account, wish: Wish, at: datetime, acting: Acting = KIN, owner: Somebody | None = None
) -> Errand:
    errand = _taken(room, by, wish, acting, owner or Somebody(name="冷秀英"), at)
    with pretend(at + timedelta(days=1)):
        originals = [one.pk for one in standing(errand).here[:1]]
        expected = timezone.localdate() + timedelta(days=7)
        return way.hand_in(
            by=by, errand=errand, to="河湾派出所户籍窗口", receipt="0231", expected=expected, originals=originals
        )


def _done(room: Room, by: Account, wish: Wish, acting: Acting, owner: Somebody, at: datetime) -> None:
    errand = _at_station(room, by, wish, at, acting, owner)
    with pretend(at + timedelta(days=3)):
        kept = [one.pk for one in standing(errand).at_station] if wish is DEATH else []
        errand = way.ready(by=by, errand=errand, result="已经办好，派出所盖章了", kept=kept)
        here = [one.pk for one in standing(errand).here]
        hands.deliver(by=by, errand=errand, taker=Somebody(), signed=Signed(), originals=here)
        way.close(by=by, errand=_fresh(errand.matter), answer="办好了，材料都交还了。")


def _advised(room: Room, by: Account, at: datetime) -> None:
    errand = _asked(room, by, PERMIT, at)
    item = standing(errand).item
    if item is None:
        return
    lines = {part: "\n".join(fact.words.zh for fact in item.of(part)) for part in Part}
    why, how, bring, time, where = (lines[part] for part in (Part.WHY, Part.STEP, Part.DOCUMENT, Part.TIME, Part.WHERE))
    parts = way.FourParts(why, how, bring, time, where, room.phone)
    with pretend(at + timedelta(minutes=30)):
        way.advise(by=by, errand=errand, parts=parts, how="print")
