"""One of each thing an address can be about, in a room of the test's choice."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import numpy as np
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from shouwang.kernel.files import actions as files
from shouwang.kernel.files import intake as arriving
from shouwang.kernel.files.intake import check
from shouwang.kernel.ground.models import Place, Room, WayImport
from shouwang.kernel.journal.actions import PUBLIC, SYSTEM, Subject
from shouwang.kernel.matters.actions import intake, progress, reading, trying
from shouwang.kernel.matters.models import ImportRun, News
from shouwang.kernel.notices import actions as notices
from shouwang.kernel.notices.models import Notice
from shouwang.kernel.people import actions as people
from shouwang.kernel.people.models import Account, Appointment, Membership, Person, Token
from shouwang.lib.ids import uuid7
from shouwang.lib.planning.noding import Line
from shouwang.systems.care.actions import aid as care_aid
from shouwang.systems.care.actions import cases as care
from shouwang.systems.care.actions import helping
from shouwang.systems.care.actions import lists as care_lists
from shouwang.systems.care.actions import visits as care_visits
from shouwang.systems.care.models import Aid, Case, Chain, Danger, Helper
from shouwang.systems.mediation.actions import committee, police
from shouwang.systems.mediation.actions import intake as disputes
from shouwang.systems.mediation.models import Dispute, PoliceCase, Precedent
from shouwang.systems.mediation.models import Member as Mediator
from shouwang.systems.mediation.precedent import EDITION
from shouwang.systems.outreach.actions import bulletins as outreach
from shouwang.systems.outreach.actions import (
    campaigns,
    gathering_notes,
    gatherings,
    losses,
    quiz,
    quiz_rounds,
    scams,
    sounds,
)
from shouwang.systems.outreach.models import AskedThere, Bulletin, Campaign, Gathering, Picture, Question
from shouwang.systems.patrol.actions import availability, nights, plans, volunteers, ways
from shouwang.systems.patrol.models import Plan, Turn, UsualNight, Volunteer, Work
from shouwang.systems.patrol.surveying import Found
from shouwang.systems.services.actions import elsewhere, errand_way, errands, lost, rights, visiting
from shouwang.systems.services.actions.visit_booking import Time, Wish, book
from shouwang.systems.services.models import Elsewhere, ErasureReport, Errand, HandOver, RightsRequest, VisitPurpose
from shouwang.systems.watch.actions import calls, groups, messages
from shouwang.systems.watch.models import EarlyWarning, Group, Member, Suggestion, Unit
from tests.cast import account
from tests.kernel.files import things as sending
from tests.kernel.files.things import mp3, photo
from tests.kernel.matters.bringing import bring
from tests.systems.outreach import broadcast

TABLE = "日期,内容\n2026-03-01,路灯坏了\n"
HOOK = "https://example.org/hook"


def somebody(room: Room) -> Account:
    """An auxiliary of the room, whom its administrator looks after."""
    return account(f"someone-{room.code.lower()}", "某辅警", "auxiliary", room)


def run(room: Room, folder: Path) -> ImportRun:
    file = folder / "old.csv"
    file.write_text(TABLE, encoding="utf-8")
    return trying.try_out(run=reading.open_file(by=SYSTEM, room=room, path=file, name="old.csv"))


def person(room: Room) -> Person:
    return people.note_person(by=SYSTEM, room=room, purpose="answer", legal_basis="consent", name="韩某")


def key(owner: Account) -> Token:
    return people.issue_token(by=SYSTEM, account=owner, name="程序", scopes=["matters:read"])[0]


def dead_notice(room: Room) -> Notice:
    about = Subject("room", str(room.pk), room.code)
    notice = notices.queue(
        key=str(uuid7()), room=room, channel=Notice.By.EMAIL, address="a@example.org", template="robot.test",
        words={"room": room.name}, about=about,
    )  # fmt: skip
    assert notice
    Notice.objects.filter(pk=notice.pk).update(state="dead", not_before=None)
    return notice


def untold(room: Room) -> UUID:
    one = News.objects.get(entry__matter=bring(room).matter)
    News.objects.filter(pk=one.pk).update(is_stuck=True)
    return one.pk


def told(owner: Account, room: Room) -> Notice:
    about = Subject("room", str(room.pk), room.code)
    notice = notices.queue(
        key=str(uuid7()), room=room, channel=Notice.By.APP, account=owner, template="robot.test",
        words={"room": room.name}, about=about,
    )  # fmt: skip
    assert notice
    return notice


def delivery(room: Room, owner: Account) -> UUID:
    hook, _ = notices.open_webhook(by=owner, room=room, url=HOOK, events="*")
    notices.queue_event(room=room, event="matter.received", event_id=uuid7(), payload={})
    hook.deliveries.update(state="dead", not_before=None)
    return hook.deliveries.get().pk


def to_ask(room: Room) -> UUID:
    """Closed, with a telephone, worked on by nobody who is asked here."""
    known = intake.Reporter(name="王秀兰", phone="13800138000")
    matter = progress.accept(by=SYSTEM, matter=bring(room, kind="help", topic="other", reporter=known).matter)
    matter = progress.report(by=SYSTEM, matter=progress.start(by=SYSTEM, matter=matter), outcome="送到了")
    return progress.close(by=SYSTEM, matter=matter, answer="送到了。", reason="没有别人").pk


def member(room: Room, owner: Account) -> Membership:
    team = people.form_team(by=SYSTEM, room=room, name="某组")
    return people.join_team(by=SYSTEM, team=team, account=owner)


def on_duty(room: Room, owner: Account) -> UUID:
    start, end = datetime(2026, 11, 24, 1, tzinfo=UTC), datetime(2026, 11, 24, 9, tzinfo=UTC)
    return people.put_on_duty(by=SYSTEM, room=room, account=owner, starts_at=start, ends_at=end).pk


def consent(room: Room) -> UUID:
    return people.give_consent(
        by=SYSTEM, person=person(room), purpose="follow_up", text_version="1", channel="paper"
    ).pk


def watch_group(room: Room, owner: Account) -> Group:
    kept = Group.objects.filter(room=room, name="某守望组", is_active=True).first()
    return kept or groups.form(by=owner, room=room, name="某守望组", kind=Group.Kind.WATCH, zone=groups.Zone())


def watcher(room: Room, owner: Account) -> Member:
    secret = groups.invite(by=owner, group=watch_group(room, owner))[1]
    return groups.join(secret=secret, name="韩某", phone="", label="Android")[0]


def pair(room: Room) -> Suggestion:
    return Suggestion.objects.create(matter=bring(room).matter, other=bring(room).matter, score=0.6)


def warned(room: Room) -> EarlyWarning:
    return EarlyWarning.objects.create(
        room=room, topic="theft", where="桥头", latitude=34.9, longitude=112.6, radius_m=300, days=5, observed=4,
        expected=0.4, p=0.002, found_at=datetime(2026, 11, 24, 1, tzinfo=UTC),
    )  # fmt: skip


def unit(room: Room, owner: Account) -> Unit:
    kept = Unit.objects.filter(room=room, name="某单元", is_active=True).first()
    made = kept or calls.form_unit(by=owner, room=room, name="某单元", place=None)
    calls.put_into_unit(by=owner, unit=made, people=[watcher(room, owner).person], lead=None)
    return made


def usual_night(room: Room, owner: Account) -> UsualNight:
    pattern = nights.Pattern(Work.ROUND, "0123456", time(20), time(22))
    return nights.make_usual(by=owner, room=room, pattern=pattern)


def patrol_plan(room: Room, owner: Account) -> Plan:
    usual_night(room, owner)
    return plans.plan_night(by=owner, room=room, night=timezone.localdate() + timedelta(days=1))


def patrol_round(room: Room, owner: Account) -> Plan:
    place(room)
    return patrol_plan(room, owner)


def brought(room: Room, owner: Account) -> WayImport:
    line = Line(np.array([[112.6, 34.9], [112.601, 34.9]]))
    return ways.take_over(by=owner, room=room, found=[Found(line)], sorts={"gpx"})


def turn(room: Room, owner: Account) -> Turn:
    shift = patrol_plan(room, owner).room.shifts.first()
    volunteer = volunteers.take_on(by=owner, room=room, name="某人")
    return Turn.objects.create(shift=shift, volunteer=volunteer)


def place(room: Room) -> Place:
    return Place.objects.get_or_create(room=room, name="某桥", defaults={"latitude": 34.9, "longitude": 112.6})[0]


def volunteer(room: Room, owner: Account) -> Volunteer:
    return volunteers.take_on(by=owner, room=room, name="韩某")


def training(room: Room, owner: Account) -> UUID:
    one = volunteer(room, owner)
    return volunteers.train(by=owner, volunteer=one, kind="basic", held_on=date(2026, 3, 1)).pk


def insurance(room: Room, owner: Account) -> UUID:
    starts, ends = date(2026, 3, 1), date(2027, 2, 28)
    return volunteers.insure(
        by=owner, volunteer=volunteer(room, owner), insurer="示例保险", policy_no="A1", starts_on=starts, ends_on=ends
    ).pk


def time_away(room: Room, owner: Account) -> UUID:
    starts, ends = datetime(2099, 3, 1, 8, tzinfo=UTC), datetime(2099, 3, 2, 8, tzinfo=UTC)
    one = volunteer(room, owner)
    return availability.add_one_off(by=owner, volunteer=one, starts_at=starts, ends_at=ends).pk


def volunteers_phone(room: Room, owner: Account) -> UUID:
    secret = volunteers.give_phone_code(by=owner, volunteer=volunteer(room, owner))
    return people.use_phone_code(by=SYSTEM, secret=secret, label="Android")[0].pk


def committee_member(room: Room, owner: Account) -> Mediator:
    made = committee.set_up(by=owner, room=room, name="某调委会", word="某")
    return committee.join(by=owner, committee=made, name="某调解员", post=Mediator.Post.MEDIATOR)


def dispute(room: Room, owner: Account) -> Dispute:
    committee_member(room, owner)
    brought = intake.Brought(kind="dispute", topic="homestead", text="后墙压过滴水线", channel="walk_in")
    return disputes.take_in(by=owner, room=room, brought=brought, facts=disputes.Facts())


def precedent(room: Room, owner: Account) -> Precedent:
    made = dispute(room, owner)
    words = {
        "facts": "雨水流到墙根",
        "settled": "改了水管",
        "justice_type": "J02",
        "outcome": "written",
        "is_kept": True,
    }
    return Precedent.objects.create(
        number=Precedent.objects.count() + 1, dispute=made, room=room, year=2026, edition=EDITION, **words
    )


def police_case(room: Room, owner: Account) -> PoliceCase:
    brought = intake.Brought(kind="police_mediation", topic="beating", text="推搡", channel="room")
    return police.take_in(by=owner, room=room, brought=brought, told=police.Told(facts="推搡"))


def care_case(room: Room, owner: Account) -> Case:
    settled = care.Settled(lead=owner, rhythm_days=7)
    agreed = care.Agreed("in_person")
    return care.begin(by=owner, room=room, who=care.Who("韩某"), agreed=agreed, settled=settled)


def care_helper(room: Room, owner: Account) -> Helper:
    aide = helping.aide_of_person(by=owner, room=room, name="郑某", phone="")
    helping.take_on(by=owner, aide=aide, a_week=2)
    return helping.help_in(by=owner, case=care_case(room, owner), aide=aide, helping=helping.Helping("neighbour"))


def care_planned(room: Room, owner: Account) -> UUID:
    helper = care_helper(room, owner)
    care_visits.plan(by=owner, room=room)
    return helper.case.planned.order_by("day")[0].pk


def care_list(room: Room, owner: Account) -> Danger:
    care_case(room, owner)
    now = timezone.now()
    return care_lists.open_list(
        by=owner, room=room, warned=care_lists.Warned("heat", now, now + timedelta(hours=3), reason="闷热")
    )


def care_chain(room: Room, owner: Account) -> Chain:
    case = care_case(room, owner)
    care_visits.record(by=owner, case=case, told=care_visits.Told("no_answer"))
    return case.chains.get()


def asked_aid(room: Room, owner: Account) -> Aid:
    return care_aid.ask(by=owner, room=room, asked=care_aid.Asked("living", "生活补助", "…", ("户口簿",), name="韩某"))


def gift(room: Room, owner: Account) -> UUID:
    name = f"asker-{room.code.lower()}"
    asker = Account.objects.filter(username=name).first() or account(name, "某辅警", "auxiliary", room)
    one = asked_aid(room, asker)
    care_aid.see_documents(by=owner, aid=one, papers=list(one.documents.all()))
    care_aid.decide(by=owner, aid=one, decision="granted", reason="符合")
    return care_aid.give(by=owner, aid=one, given=care_aid.Given("donor", timezone.localdate(), "大米")).pk


def errand(room: Room, owner: Account) -> Errand:
    """Advised already, so that its answer can be printed."""
    brought = intake.Brought(kind="errand", text="身份证过期", channel="room")
    made = errands.open_errand(by=owner, room=room, brought=brought, asked=errands.Asked("card_renew")).matter
    parts = errand_way.FourParts("要本人", "去窗口", "旧证", "四十五天")
    return errand_way.advise(by=owner, errand=Errand.objects.get(pk=made.pk), parts=parts, how="print")


def purpose(room: Room, owner: Account) -> VisitPurpose:
    visiting.begin(by=owner, room=room)
    return VisitPurpose.objects.filter(room=room).order_by("place")[0]


def visit(room: Room, owner: Account) -> UUID:
    who = intake.Reporter(name="韩某", phone="13900000101")
    wish = Wish(purpose=purpose(room, owner), why="cant_walk", reporter=who, address="东头第三家")
    return book(by=owner, room=room, wish=wish, time=Time()).matter.pk


def day_off(room: Room, owner: Account) -> UUID:
    return visiting.set_day(by=owner, room=room, account=owner, day=date(2099, 3, 2), reason="开会").pk


def rights_request(room: Room, owner: Account) -> RightsRequest:
    told = intake.Brought(kind="rights", topic="see", text="", title="看看", reporter=intake.Reporter(name="韩某"))
    return RightsRequest.objects.get(
        matter=rights.take_in(by=PUBLIC, room=room, brought=told, asked=rights.Asked()).matter
    )


def erasure_report(room: Room, owner: Account) -> ErasureReport:
    request = rights.prove(by=owner, request=rights_request(room, owner), seen="card")
    return rights.erase(by=owner, request=request, rows=[], reason="本人要求", asked="当面说的")


def fraud_case(room: Room) -> UUID:
    told = losses.Told("attempt", "loan", "sms", date(2026, 3, 1))
    return losses.write(by=account(f"loss-{room.code.lower()}", "某辅警", "auxiliary", room), room=room, told=told).pk


def lost_thing(room: Room, owner: Account) -> UUID:
    brought, told = intake.Brought(kind="help", topic="lost", text="黑色"), lost.Told("bag", date(2026, 3, 1), "桥头")
    return lost.take_in(by=PUBLIC, room=room, brought=brought, side="found", told=told).matter.pk


def directory_line(room: Room, owner: Account) -> Elsewhere:
    line = elsewhere.Line(f"某办{Elsewhere.objects.count()}", "低保", phone="0379-5550199")
    return elsewhere.keep(by=owner, room=room, line=line)


def handed_over(room: Room, owner: Account) -> HandOver:
    onward = elsewhere.Onward("某办", "number", timezone.localdate(), reach="0379-5550199")
    matter = bring(room, kind="help", topic="other").matter
    return elsewhere.hand_on(by=owner, matter=matter, onward=onward, words="找某办")


def campaign(room: Room, owner: Account) -> Campaign:
    return campaigns.write(by=owner, room=room, words=campaigns.Words("没有安全账户", "先挂断，再打96110。"))


def campaign_sound(room: Room, owner: Account, folder: Path) -> UUID:
    path = folder / "voice.mp3"
    path.write_bytes(sending.mp3())
    ready = sounds.Ready(arriving.check(path), Decimal("1.00"), Decimal("-16.00"))
    return sounds.add(by=owner, campaign=campaign(room, owner), ready=ready, origin="recorded").pk


def hung(room: Room, owner: Account) -> Bulletin:
    """A bulletin on the wall."""
    draft = outreach.write(by=owner, room=room, words=outreach.Words("河边水急", "请不要下河。"))
    now = timezone.now()
    Bulletin.objects.filter(pk=draft.pk).update(
        state="released", released_at=now, released_by=owner, released_alone_because="只有一人"
    )
    return Bulletin.objects.get(pk=draft.pk)


def heard(room: Room, owner: Account, folder: Path) -> Bulletin:
    """A draft with a recording."""
    path = folder / "sound.mp3"
    path.write_bytes(mp3())
    audio = files.keep(by=SYSTEM, room=room, content=path, name="a.mp3", purpose="bulletin", keep_days=None)
    draft = outreach.write(by=owner, room=room, words=outreach.Words("听一听", "请不要下河。"))
    return outreach.add_sound(by=owner, bulletin=draft, audio=audio)


# What `Row.about` names, made in a room whose officer is given.
def quiz_question(room: Room, owner: Account) -> Question:
    said = quiz.Said("truefalse", "先转钱才能退款", (quiz.Line("TRUE"), quiz.Line("FALSE", Decimal(100))))
    return quiz.write(by=owner, room=room, said=said, about=quiz.About())


def quiz_round(room: Room, owner: Account) -> UUID:
    quiz_question(room, owner)
    return quiz_rounds.start(by=owner, room=room, count=1).pk


def gathering(room: Room, owner: Account) -> Gathering:
    begins = timezone.now() - timedelta(hours=1)
    made = gatherings.plan(by=owner, room=room, said=gatherings.Plan("meeting", begins, "村委会", "路灯"))
    return gatherings.hold(by=owner, gathering=made, attendance=3)


def asked_there(room: Room, owner: Account) -> AskedThere:
    return gathering_notes.note_question(by=owner, gathering=gathering(room, owner), words="路灯什么时候修？")[0]


def gathering_picture(room: Room, owner: Account) -> Picture:
    sent = SimpleUploadedFile("p.jpg", photo(), "image/jpeg")
    return gathering_notes.add_picture(
        by=owner, gathering=gathering(room, owner), content=check(sent), name="p.jpg", words="大家", consent="都同意"
    )


THINGS: dict[str, Callable[[Room, Account, Path], UUID]] = {
    "run": lambda room, owner, folder: run(room, folder).pk,
    "account": lambda room, owner, folder: somebody(room).pk,
    "appointment": lambda room, owner, folder: Appointment.objects.get(account=somebody(room)).pk,
    "key": lambda room, owner, folder: key(somebody(room)).pk,
    "team": lambda room, owner, folder: people.form_team(by=SYSTEM, room=room, name="某组").pk,
    "member": lambda room, owner, folder: member(room, owner).pk,
    "duty": lambda room, owner, folder: on_duty(room, owner),
    "bulletin": lambda room, owner, folder: outreach.write(
        by=owner, room=room, words=outreach.Words("河边水急", "请不要下河。")
    ).pk,
    "campaign": lambda room, owner, folder: campaign(room, owner).pk,
    "campaign sound": lambda room, owner, folder: campaign_sound(room, owner, folder),
    "speaker": lambda room, owner, folder: broadcast.at_the_committee(room, owner).pk,
    "aired": lambda room, owner, folder: broadcast.plan_of(room, owner).campaign_id,
    "airing": lambda room, owner, folder: broadcast.plan_of(room, owner).pk,
    "quiz question": lambda room, owner, folder: quiz_question(room, owner).pk,
    "quiz round": lambda room, owner, folder: quiz_round(room, owner),
    "gathering": lambda room, owner, folder: gathering(room, owner).pk,
    "asked there": lambda room, owner, folder: asked_there(room, owner).pk,
    "gathering picture": lambda room, owner, folder: gathering_picture(room, owner).pk,
    "hung": lambda room, owner, folder: hung(room, owner).pk,
    "heard": lambda room, owner, folder: heard(room, owner, folder).pk,
    "robot": lambda room, owner, folder: notices.keep_robot(
        by=SYSTEM, room=room, kind="wecom", name="群", events="*",
        url="https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0f1e2d3c-0000-4000-8000-000000000000",
    ).pk,
    "webhook": lambda room, owner, folder: notices.open_webhook(by=owner, room=room, url=HOOK, events="*")[0].pk,
    "delivery": lambda room, owner, folder: delivery(room, owner),
    "notice": lambda room, owner, folder: dead_notice(room).pk,
    "untold": lambda room, owner, folder: untold(room),
    "told": lambda room, owner, folder: told(owner, room).pk,
    "person": lambda room, owner, folder: person(room).pk,
    "consent": lambda room, owner, folder: consent(room),
    "to ask": lambda room, owner, folder: to_ask(room),
    "pair": lambda room, owner, folder: pair(room).pk,
    "warning": lambda room, owner, folder: warned(room).pk,
    "unit": lambda room, owner, folder: unit(room, owner).pk,
    "call": lambda room, owner, folder: calls.drill(by=owner, unit=unit(room, owner), kind="roll").pk,
    "watch group": lambda room, owner, folder: watch_group(room, owner).pk,
    "watch message": lambda room, owner, folder: messages.write(by=owner, room=room, text="今晚停电").pk,
    "watcher": lambda room, owner, folder: watcher(room, owner).pk,
    "phone": lambda room, owner, folder: watcher(room, owner).person.devices.get().pk,
    "usual night": lambda room, owner, folder: usual_night(room, owner).pk,
    "shift": lambda room, owner, folder: turn(room, owner).shift_id,
    "turn": lambda room, owner, folder: turn(room, owner).pk,
    "patrol round": lambda room, owner, folder: patrol_round(room, owner).pk,
    "brought ways": lambda room, owner, folder: brought(room, owner).pk,
    "patrol plan": lambda room, owner, folder: patrol_plan(room, owner).pk,
    "volunteer": lambda room, owner, folder: volunteer(room, owner).pk,
    "training": lambda room, owner, folder: training(room, owner),
    "insurance": lambda room, owner, folder: insurance(room, owner),
    "time away": lambda room, owner, folder: time_away(room, owner),
    "volunteer’s phone": lambda room, owner, folder: volunteers_phone(room, owner),
    "errand": lambda room, owner, folder: errand(room, owner).pk,
    "visit": lambda room, owner, folder: visit(room, owner),
    "visit purpose": lambda room, owner, folder: purpose(room, owner).pk,
    "visiting day": lambda room, owner, folder: day_off(room, owner),
    "scam correction": lambda room, owner, folder: scams.teach(by=owner, room=room, text="转账", type_key="ordinary").pk,
    "scam question": lambda room, owner, folder: scams.ask(
        by=PUBLIC, room=room, text="对方要我保密，先转账到安全账户", channel="public"
    ).pk,
    "fraud case": lambda room, owner, folder: fraud_case(room),
    "lost matter": lambda room, owner, folder: bring(room, kind="help", topic="lost").matter.pk,
    "lost thing": lambda room, owner, folder: lost_thing(room, owner),
    "directory line": lambda room, owner, folder: directory_line(room, owner).pk,
    "handed over": lambda room, owner, folder: handed_over(room, owner).pk,
    "rights request": lambda room, owner, folder: rights_request(room, owner).pk,
    "rights matter": lambda room, owner, folder: bring(room, kind="rights", topic="see").matter.pk,
    "erasure report": lambda room, owner, folder: erasure_report(room, owner).pk,
    "police case": lambda room, owner, folder: police_case(room, owner).pk,
    "dispute": lambda room, owner, folder: dispute(room, owner).pk,
    "precedent": lambda room, owner, folder: precedent(room, owner).pk,
    "committee member": lambda room, owner, folder: committee_member(room, owner).pk,
    "care case": lambda room, owner, folder: care_case(room, owner).pk,
    "care need": lambda room, owner, folder: care.say_need(
        by=owner, case=care_case(room, owner), field="daily", words="提水"
    ).pk,
    "care helper": lambda room, owner, folder: care_helper(room, owner).pk,
    "care aide": lambda room, owner, folder: care_helper(room, owner).aide_id,
    "care planned": lambda room, owner, folder: care_planned(room, owner),
    "care list": lambda room, owner, folder: care_list(room, owner).pk,
    "care call": lambda room, owner, folder: care_list(room, owner).calls.all()[0].pk,
    "care chain": lambda room, owner, folder: care_chain(room, owner).pk,
    "aid": lambda room, owner, folder: asked_aid(room, owner).pk,
    "gift": lambda room, owner, folder: gift(room, owner),
    "place": lambda room, owner, folder: place(room).pk,
    "invitation": lambda room, owner, folder: groups.invite(by=owner, group=watch_group(room, owner))[0].pk,
}  # fmt: skip
