"""Verbs of gatherings: plan, change, announce, hold, write, post and take back the minutes, call off; the month's reminder."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from shouwang.kernel.files import actions as files
from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import SYSTEM, Actor, Subject
from shouwang.kernel.notices import actions as notices
from shouwang.kernel.people.models import Account, Person
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor, traces_of
from shouwang.lib.traces import FADED, Traces
from shouwang.systems.outreach import gathering_lifecycle as lifecycle
from shouwang.systems.outreach.actions import bulletins
from shouwang.systems.outreach.actions.releasing import require
from shouwang.systems.outreach.lifecycle import STEPS, Missing, NotAllowedNow
from shouwang.systems.outreach.models import AskedThere, Gathering
from shouwang.systems.outreach.queries.bulletins import others_who_release, who_release
from shouwang.systems.outreach.queries.gatherings import has_meeting, invited, looks_personal, said_there
from shouwang.systems.outreach.relaying import claims_to_warn

ANNOUNCED, NONE_YET = "gathering.announced", "gathering.none_yet"
CHANGED, OFF = "gathering.changed", "gathering.called_off"  # told only of what was announced
MINUTES = ("minutes", "minutes_en")
REMIND_FROM_DAY = 15
KEPT = timedelta(days=3 * 366)
IN_ADVANCE = timedelta(minutes=30)  # people are counted when they sit, not when the clock strikes


@dataclass(frozen=True)
class Plan:
    """When, where, what about, and with which words people are invited; of a theatre evening its script and players."""

    kind: str
    starts_at: datetime
    where: str
    topic: str
    invitation: str = ""
    minutes_long: int = 90
    where_en: str = ""
    topic_en: str = ""
    invitation_en: str = ""
    script: str = ""
    players: int | None = None


@transaction.atomic
def plan(*, by: Account, room: Room, said: Plan) -> Gathering:
    """A new one. Raises PermissionDenied."""
    require(by, Permission.OUTREACH_WORK, room)
    now = timezone.now()
    one = Gathering(room=room, planned_by=by, planned_at=now, changed_at=now, **asdict(said))
    one.save(force_insert=True)
    _note(actor(by), "gathering.planned", one)
    return one


@transaction.atomic
def change(
    *, by: Account, gathering: Gathering, said: Plan, personal_because: str = "", seen: int | None = None
) -> Gathering:
    """Another time, place or text, while it has not taken place. Of what is announced the groups hear again.

    `seen`: the version the page showed. Raises PermissionDenied, NotAllowedNow, Changed; of what is announced as `announce`.
    """
    one = _locked(gathering, by, seen=seen)
    if one.state not in lifecycle.CHANGEABLE:
        raise NotAllowedNow("change", one.state)
    for field, value in asdict(said).items():
        setattr(one, field, value)
    if one.state != lifecycle.ANNOUNCED:
        return _saved(one, actor(by), CHANGED)
    require(by, Permission.BULLETIN_RELEASE, one.room)
    step = lifecycle.STEPS["announce"]
    filled = _ready(one, personal_because)
    if missing := tuple(need for need in step.needs if need not in filled):
        raise Missing("change", missing)
    _saved(one, actor(by), CHANGED, personal_because.strip())
    notices.recall(about=_subject(one), at=one.changed_at)
    _tell_groups(one, CHANGED)
    return one


@transaction.atomic
def announce(*, by: Account, gathering: Gathering, personal_because: str = "", seen: int | None = None) -> Gathering:
    """Invite: it stands on the room's page, and the groups outside are told, once. `seen` as above.

    Raises PermissionDenied, NotAllowedNow, Changed, Missing: "invitation", "future", "no_warning" (only governments warn
    officially), "no_names" (something looks personal, and it is not said why it may stay).
    """
    one = _locked(gathering, by, Permission.BULLETIN_RELEASE, seen)
    one.state = lifecycle.take("announce", one.state, _ready(one, personal_because))
    one.announced_at = timezone.now()
    _saved(one, actor(by), ANNOUNCED, personal_because.strip())
    _tell_groups(one, ANNOUNCED)
    return one


@transaction.atomic
def hold(*, by: Account, gathering: Gathering, attendance: int) -> Gathering:
    """It took place, with so many people. Raises PermissionDenied, NotAllowedNow, Missing: "begun"."""
    one = _locked(gathering, by)
    now = timezone.now()
    begun = {"begun"} if one.starts_at <= now + IN_ADVANCE else set[str]()
    one.state = lifecycle.take("hold", one.state, frozenset({"attendance", *begun}))
    one.attendance, one.held_at = attendance, now
    return _saved(one, actor(by), "gathering.held")


@transaction.atomic
def count_again(*, by: Account, gathering: Gathering, attendance: int) -> Gathering:
    """The count was wrong. Raises PermissionDenied, NotAllowedNow."""
    one = _locked(gathering, by)
    if one.state not in (lifecycle.HELD, lifecycle.POSTED):
        raise NotAllowedNow("count", one.state)
    before, one.attendance = one.attendance, attendance
    return _saved(one, actor(by), "gathering.counted", f"{before} > {attendance}")


@transaction.atomic
def write_minutes(
    *, by: Account, gathering: Gathering, minutes: str, minutes_en: str = "", seen: int | None = None
) -> Gathering:
    """What was said, as everybody may read it. Who writes it last counts as its writer. Raises as above, and Changed."""
    one = _locked(gathering, by, seen=seen)
    if one.state != lifecycle.HELD:
        raise NotAllowedNow("write", one.state)
    one.minutes, one.minutes_en, one.minutes_by = minutes.strip(), minutes_en.strip(), by
    return _saved(one, actor(by), "gathering.minutes_written")


@transaction.atomic
def post_minutes(
    *, by: Account, gathering: Gathering, reason: str = "", personal_because: str = "", seen: int | None = None
) -> Gathering:
    """A second person lets them out, with the questions asked there; they hang as a bulletin. The writer may only where
    nobody else could, with a reason. `seen`: the version that was read.

    Raises PermissionDenied, NotAllowedNow, Changed, Missing: "minutes", "other_eyes", "reason", "no_names" (something looks
    personal, and it is not said why it may stay), "own_word" (the topic reads as an official warning).
    """
    one = _locked(gathering, by, Permission.BULLETIN_RELEASE, seen)
    is_own = one.minutes_by_id == by.pk
    filled = {"minutes"} if one.minutes else set()
    if not is_own or not others_who_release(one.room, by).exists():
        filled.add("other_eyes")
    if personal_because.strip() or not looks_personal(one, said_there(one)):
        filled.add("no_names")
    one.state = lifecycle.take("post", one.state, frozenset(filled))
    if is_own and not reason.strip():
        raise Missing("post", ("reason",))
    one.posted_at, one.posted_by = timezone.now(), by
    one.posted_alone_because = reason.strip()[:200] if is_own else ""
    writer = one.minutes_by or by  # they were written, so somebody did
    one.bulletin = bulletins.hang(
        by=by, writer=writer, room=one.room, words=_words(one), reason=reason, personal_because=personal_because
    )
    one.questions.filter(released_at=None).exclude(words="").update(released_at=one.posted_at, released_by=by)
    said = "; ".join(filter(None, (one.posted_alone_because, personal_because.strip())))
    return _saved(one, actor(by), "gathering.posted", said)


@transaction.atomic
def take_back_minutes(*, by: Account, gathering: Gathering, reason: str) -> Gathering:
    """Off the page, with questions, pictures and bulletin; they may be written anew. Raises as above, Missing "reason"."""
    one = _locked(gathering, by, Permission.BULLETIN_RELEASE)
    said = reason.strip()[:200]
    one.state = lifecycle.take("take_back", one.state, frozenset({"reason"} if said else ()))
    if one.bulletin and one.bulletin.state in STEPS["take_down"].sources:
        bulletins.take_down(by=by, bulletin=one.bulletin, reason=said)
    one.posted_at = one.posted_by = one.bulletin = None
    one.posted_alone_because = ""
    one.questions.update(released_at=None, released_by=None)
    return _saved(one, actor(by), "gathering.taken_back", said)


@transaction.atomic
def call_off(*, by: Account, gathering: Gathering, reason: str) -> Gathering:
    """It does not take place, with the reason, which people read where it was announced and groups are told.

    Raises as above, and Missing "names" where the reason looks personal.
    """
    one = _locked(gathering, by)
    said = reason.strip()[:200]
    one.state = lifecycle.take("call_off", one.state, frozenset({"reason"} if said else ()))
    if one.announced_at and looks_personal(one, [said]):
        raise Missing("call_off", ("names",))
    one.off_at, one.off_because = timezone.now(), said
    notices.recall(about=_subject(one), at=one.off_at)
    _saved(one, actor(by), OFF)
    if one.announced_at:
        _tell_groups(one, OFF)
    return one


def remind_of_month(*, now: datetime) -> int:
    """From the middle of the month: whoever may release is told, once, that it has no meeting yet. How many notices."""
    today, told = timezone.localtime(now), 0
    if today.day < REMIND_FROM_DAY:
        return 0
    for room in Room.objects.select_related("station").order_by("code"):
        if has_meeting(room, now):
            continue
        with transaction.atomic():
            for account in who_release(room):
                made = notices.tell(
                    key=f"{NONE_YET}:{room.pk}:{today:%Y-%m}", account=account, room=room, template=NONE_YET,
                    words={"room": room.name}, about=Subject("meetings", str(room.pk), room.code),
                )  # fmt: skip
                told += len(made)
    return told


@transaction.atomic
def forget_old(*, now: datetime) -> int:
    """The clock's step: gatherings past their three years go with their pictures. How many."""
    old = list(Gathering.objects.filter(starts_at__lt=now - KEPT).select_related("room"))
    for one in old:
        for picture in one.pictures.select_related("file"):
            file = picture.file
            picture.delete()
            files.discard(by=SYSTEM, file=file, reason="gathering past its time")
        _note(SYSTEM, "gathering.forgotten", one)
        one.delete()
    return len(old)


def forget_person(by: Actor, person: Person) -> dict[str, int]:
    """Whoever asked at a gathering is struck out of its questions, answers and minutes, and of the bulletin of these; a
    question whose whole words were taken out of its matter goes whole."""
    known, done = traces_of([person]), 0
    found = AskedThere.objects.filter(matter__reporter=person).select_related("matter", "gathering__bulletin")
    for asked in found:
        rows: list[tuple[Model, tuple[str, ...]]] = [(asked, ("words", "answer")), (asked.gathering, MINUTES)]
        if asked.gathering.bulletin:
            rows.append((asked.gathering.bulletin, ("title", "text", "title_en", "text_en")))
        if asked.matter.text == FADED:
            done += bool(asked.words) + bool(asked.answer)
            asked.words = asked.answer = ""
            asked.answered_at = asked.answered_by = asked.released_at = asked.released_by = None
            asked.save()
        for row, fields in rows:
            done += _struck(row, fields, known)
    return {"texts": done}


def _struck(row: Model, fields: tuple[str, ...], known: Traces) -> int:
    """How many of these texts were changed."""
    changed = [name for name in fields if known.stand_in(getattr(row, name))]
    for name in changed:
        most = getattr(row._meta.get_field(name), "max_length", None)  # ××× may be longer than a name of two
        setattr(row, name, known.struck(getattr(row, name))[:most])
    if changed:
        row.save(update_fields=changed)
    return len(changed)


def _ready(one: Gathering, personal_because: str) -> frozenset[str]:
    """What of an invitation is as it must be."""
    filled = {"invitation"} if one.invitation.strip() else set[str]()
    if one.starts_at > timezone.now():
        filled.add("future")
    if not claims_to_warn(one.topic, one.invitation) and not claims_to_warn(one.topic_en, one.invitation_en):
        filled.add("no_warning")
    if personal_because.strip() or not looks_personal(one, invited(one)):
        filled.add("no_names")
    return frozenset(filled)


def _tell_groups(one: Gathering, template: str) -> None:
    """What stands on the room's page now, once a version: first that it takes place, then what is different."""
    when = timezone.localtime(one.starts_at)
    notices.tell_robots(
        key=f"gathering:{one.pk}:{one.version}", event=ANNOUNCED, room=one.room, template=template, about=_subject(one),
        expires_at=one.starts_at,
        words={
            "room": one.room.name, "topic": one.topic, "text": one.invitation, "where": one.where,
            "when": f"{when:%Y-%m-%d %H:%M}", "why": one.off_because,
        },
    )  # fmt: skip


def _words(one: Gathering) -> bulletins.Words:
    """The bulletin, in English too where the minutes are; without an English topic under the Chinese one."""
    title_en = (one.topic_en or one.topic) if one.minutes_en else ""
    return bulletins.Words(title=one.topic, text=one.minutes, title_en=title_en, text_en=one.minutes_en)


def _locked(
    gathering: Gathering, by: Account, permission: Permission = Permission.OUTREACH_WORK, seen: int | None = None
) -> Gathering:
    found = Gathering.objects.select_for_update(of=("self",)).select_related("room__station", "minutes_by", "bulletin")
    one = found.get(pk=gathering.pk)
    require(by, permission, one.room)
    if seen is not None and seen != one.version:
        raise lifecycle.Changed("change", one.state, one.version)
    return one


def _saved(one: Gathering, by: Actor, verb: str, detail: str = "") -> Gathering:
    one.version, one.changed_at = one.version + 1, timezone.now()
    one.save()
    _note(by, verb, one, detail)
    return one


def _subject(one: Gathering) -> Subject:
    return Subject("gathering", str(one.pk), one.mark)


def _note(by: Actor, verb: str, one: Gathering, detail: str = "") -> None:
    journal.record(by=by, verb=verb, of=_subject(one), room=one.room_id, detail=detail)
