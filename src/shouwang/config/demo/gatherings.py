"""Hewan meets and plays: a past meeting with minutes and two questions, one to come, the quiz and one round's counts."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils import timezone

from shouwang.config.demo.ground import Hewan
from shouwang.config.demo.pretend import pretend
from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.matters.actions import progress
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Account
from shouwang.systems.outreach.actions import gathering_notes as notes
from shouwang.systems.outreach.actions import gatherings, quiz, quiz_rounds
from shouwang.systems.outreach.actions.gatherings import Plan
from shouwang.systems.outreach.queries.quiz import asked_at
from shouwang.systems.outreach.quiz.item import Given

LIGHTS, DOGS = "桥头那盏路灯什么时候能修好？", "晚上遛狗不牵绳，谁来管？"
MINUTES = """到场 31 人，民警陈卫国主持，村委会周主任参加。
一、通报上月情况：接到冒充客服的电话 4 起，都没有转账。
二、说路灯：桥头一盏不亮，村委会报修。
三、说养狗：早晚出门要牵绳，巡防队见到先提醒。
四、下次说说冬天防火和防骗。"""
MINUTES_EN = """31 people came; officer Chen led, director Zhou of the village committee took part.
1. Last month: four calls by false customer service; nobody transferred money.
2. Street lamps: the one at the bridge is out; the committee reports it.
3. Dogs: on a lead morning and evening; the patrol reminds people first.
4. Next time: winter fires and fraud."""
RIGHT_OF = (9, 3, 7)  # of twelve phones, by question


def make_gatherings(hewan: Hewan, people: Mapping[str, Account]) -> None:
    """Last month's meeting, this month's, a theatre evening to come, and a quiz that was played."""
    now = timezone.now()
    _past(hewan, people, (now - timedelta(days=19)).replace(hour=11, minute=0, second=0, microsecond=0))
    _coming(hewan, people, (now + timedelta(days=4)).replace(hour=11, minute=0, second=0, microsecond=0))
    _play(hewan, people)


def _past(hewan: Hewan, people: Mapping[str, Account], at: datetime) -> None:
    said = Plan(
        "meeting", at, "村委会二楼", "路灯、养狗和上月警情", "晚上七点，村委会二楼。说说路灯和养狗，谁都可以来。",
        where_en="Village committee, upstairs", topic_en="Street lamps, dogs, and last month",
    )  # fmt: skip
    with pretend(at - timedelta(days=6)):
        one = gatherings.plan(by=people["li"], room=hewan.room, said=said)
        gatherings.announce(by=people["chen"], gathering=one)
    with pretend(at + timedelta(hours=2)):
        gatherings.hold(by=people["li"], gathering=one, attendance=31)
        lights = notes.note_question(by=people["li"], gathering=one, words=LIGHTS)
        notes.note_question(by=people["li"], gathering=one, words=DOGS)
        gatherings.write_minutes(by=people["li"], gathering=one, minutes=MINUTES, minutes_en=MINUTES_EN)
    with pretend(at + timedelta(days=1)):
        gatherings.post_minutes(by=people["chen"], gathering=one)
    with pretend(at + timedelta(days=5)):
        _answered(lights[1].matter, "路灯换了灯头，已经亮了。")
        notes.show_answer(by=people["chen"], question=lights[0], answer="路灯换了灯头，已经亮了。")


def _answered(matter: Matter, answer: str) -> None:
    matter = progress.accept(by=SYSTEM, matter=matter)
    matter = progress.report(by=SYSTEM, matter=progress.start(by=SYSTEM, matter=matter), outcome=answer)
    progress.close(by=SYSTEM, matter=matter, answer=answer, reason="当场看过，灯亮了")


def _coming(hewan: Hewan, people: Mapping[str, Account], at: datetime) -> None:
    said = Plan(
        "meeting", at, "村委会二楼", "冬天防火和防骗", "晚上七点，村委会二楼。说说取暖防火、年底防骗，现场有答题。",
        where_en="Village committee, upstairs", topic_en="Winter fires and fraud",
        invitation_en="Seven in the evening, village committee, upstairs. Heating, fraud at the year's end, and a quiz.",
    )  # fmt: skip
    one = gatherings.plan(by=people["zhou"], room=hewan.room, said=said)
    gatherings.announce(by=people["chen"], gathering=one)
    play = Plan(
        "theatre", at + timedelta(days=10), "文化广场", "小品《客服来电》", players=5,
        script="（电话响）\n老伴：喂？……退款？先交保证金？\n邻居：挂！退款哪有先交钱的！",
    )  # fmt: skip
    gatherings.plan(by=people["li"], room=hewan.room, said=play)


def _play(hewan: Hewan, people: Mapping[str, Account]) -> None:
    """The bank, and a round of three questions that twelve phones played at the last meeting."""
    now = timezone.now()
    with pretend(now - timedelta(days=19)):
        quiz.take_starting(by=people["chen"], room=hewan.room)
        one = quiz_rounds.start(by=people["chen"], room=hewan.room, count=len(RIGHT_OF))
        for place, right in enumerate(RIGHT_OF, 1):
            one = quiz_rounds.go_on(by=people["chen"], one=one, seen=one.version)
            if (wording := asked_at(one, place)) is None:
                raise ValueError("the round asks fewer questions")
            options = list(wording.options.all())
            good = frozenset(each.place for each in options if each.weight > 0)
            bad = frozenset({next(each.place for each in options if each.weight <= 0)})
            for phone in range(12):
                given = Given(good if phone < right else bad)
                quiz_rounds.answer(one=one, wording=wording, token=f"demo-{phone}", given=given)
            one = quiz_rounds.go_on(by=people["chen"], one=one, seen=one.version)
        quiz_rounds.end(by=people["chen"], one=one)
    quiz_rounds.forget_rounds(now=now)
