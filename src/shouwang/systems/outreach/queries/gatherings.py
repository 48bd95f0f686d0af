"""Questions about gatherings: what is coming, what was, who may see them, what the figures count."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from shouwang.kernel.files.models import File
from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters.lifecycle import CLOSED
from shouwang.kernel.matters.queries import ending_answer
from shouwang.kernel.people.models import Account, Person
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import may, rooms, traces_of
from shouwang.systems.outreach import gathering_lifecycle as lifecycle
from shouwang.systems.outreach import lifecycle as bulletin
from shouwang.systems.outreach import redacting
from shouwang.systems.outreach.models import AskedThere, Gathering, Picture

OVER_AFTER = timedelta(hours=3)
KINDS = tuple(Gathering.Kind.choices)


def gatherings(viewer: Account, room: Room | None = None) -> QuerySet[Gathering]:
    """Every gathering of the rooms where the viewer works on outreach, or of one of them; the latest first."""
    mine = rooms(viewer, Permission.OUTREACH_WORK)
    if room is not None:
        mine = mine.filter(pk=room.pk)
    found = Gathering.objects.filter(room__in=mine).select_related("room", "planned_by", "minutes_by", "posted_by")
    return found.order_by("-starts_at", "-id")


def question_of(viewer: Account, key: UUID) -> AskedThere | None:
    """One question asked at a gathering of the viewer's rooms."""
    found = AskedThere.objects.filter(pk=key, gathering__in=gatherings(viewer).order_by())
    return found.select_related("gathering__room", "matter").first()


def picture_of(viewer: Account, key: UUID) -> Picture | None:
    """One picture of a gathering of the viewer's rooms."""
    found = Picture.objects.filter(pk=key, gathering__in=gatherings(viewer).order_by())
    return found.select_related("gathering__room", "file", "added_by", "released_by").first()


def coming(room: Room, now: datetime) -> QuerySet[Gathering]:
    """What everybody may know of: announced and not over yet, the next first."""
    found = Gathering.objects.filter(room=room, state=lifecycle.ANNOUNCED).order_by("starts_at", "id")
    return found.filter(starts_at__gt=now - OVER_AFTER)


def called_off_lately(room: Room, now: datetime) -> QuerySet[Gathering]:
    """Announced, then called off, and its time has not come: people should read it."""
    found = Gathering.objects.filter(room=room, state=lifecycle.OFF, announced_at__isnull=False, starts_at__gt=now)
    return found.order_by("starts_at", "id")


def past(room: Room) -> QuerySet[Gathering]:
    """With minutes everybody may read, the latest first: not those whose bulletin was taken down."""
    found = Gathering.objects.filter(_stands(), room=room).select_related("room", "bulletin")
    return found.order_by("-starts_at", "-id")


def is_public(one: Gathering) -> bool:
    """Whether everybody may read its minutes now."""
    return Gathering.objects.filter(_stands(), pk=one.pk).exists()


def _stands() -> Q:
    return Q(state=lifecycle.POSTED, bulletin__state__in=(bulletin.RELEASED, bulletin.EXPIRED))


def pictures(one: Gathering) -> QuerySet[Picture]:
    """Every picture, also what waits for a second look."""
    return one.pictures.select_related("file", "added_by", "released_by").order_by("id")


def askers(one: Gathering) -> list[Person]:
    """Who asked there with a name: their names are looked for in the minutes."""
    found = [each.matter.reporter for each in one.questions.select_related("matter__reporter")]
    return [each for each in found if each is not None]


def invited(one: Gathering) -> tuple[str, ...]:
    """The words of its invitation."""
    return one.topic, one.topic_en, one.invitation, one.invitation_en


def said_there(one: Gathering) -> list[str]:
    """The words of its minutes, with the questions asked there and their answers."""
    found = [one.topic, one.topic_en, one.minutes, one.minutes_en]
    return found + [words for each in one.questions.order_by("id") for words in (each.words, each.answer)]


def looks_personal(one: Gathering, texts: Iterable[str]) -> list[str]:
    """What in these texts looks personal, each once: numbers, houses, names, and what whoever asked there is called."""
    whole = "\n".join(texts)
    found = redacting.findings(whole, own_phone=one.room.phone)
    called = (whole[start:end] for start, end in traces_of(askers(one)).spans(whole))
    return list(dict.fromkeys([*found, *called]))


def public_pictures(one: Gathering) -> QuerySet[Picture]:
    """What was looked at twice and may be seen outside."""
    return one.pictures.filter(released_at__isnull=False).select_related("file").order_by("id")


def asked(one: Gathering) -> QuerySet[AskedThere]:
    """The questions asked there, in the order they were written down."""
    return one.questions.select_related("matter__merged_into", "answered_by").order_by("id")


def public_questions(one: Gathering) -> QuerySet[AskedThere]:
    """Those whose words somebody who may release let out."""
    return asked(one).filter(released_at__isnull=False)


def answer_to(question: AskedThere) -> str:
    """What the asker was told when the matter, or the one it was joined with, was closed or passed on; "" while it is open."""
    matter = question.matter.merged_into or question.matter
    return "" if matter.is_open else ending_answer(matter)


def in_calendar(viewer: Account, since: datetime) -> QuerySet[Gathering]:
    """For the viewer's calendar: also what was called off, so that it is taken away."""
    return gatherings(viewer).filter(starts_at__gt=since)


def has_meeting(room: Room, now: datetime) -> bool:
    """Whether this month has a monthly meeting, held or still to come."""
    month = timezone.localtime(now)
    held = Q(state__in=(lifecycle.HELD, lifecycle.POSTED))
    to_come = Q(state__in=lifecycle.CHANGEABLE, starts_at__gt=now - OVER_AFTER)
    found = room.gatherings.filter(held | to_come, kind=Gathering.Kind.MEETING)
    return found.filter(starts_at__year=month.year, starts_at__month=month.month).exists()


def held_between(room: Room, since: datetime, until: datetime) -> QuerySet[Gathering]:
    """Those that took place in that time."""
    took_place = Q(state__in=(lifecycle.HELD, lifecycle.POSTED), starts_at__gte=since, starts_at__lt=until)
    return Gathering.objects.filter(took_place, room=room)


def attendance(found: QuerySet[Gathering]) -> tuple[int, int]:
    """How many were held, and how many people came to them altogether."""
    said = found.aggregate(n=Count("id"), people=Sum("attendance"))
    return said["n"], said["people"] or 0


def answered_of_asked(found: QuerySet[Gathering]) -> tuple[int, int]:
    """Questions asked at these that were answered, and all of them. What was taken back or passed on is not answered, unless
    an answer stands in the minutes."""
    is_closed = Q(matter__state=CLOSED) | Q(matter__merged_into__state=CLOSED)
    closed = Count("id", filter=is_closed | ~Q(answer=""))
    said = AskedThere.objects.filter(gathering__in=found).aggregate(n=Count("id"), closed=closed)
    return said["closed"], said["n"]


def may_look_at_file(viewer: Account | None, session: SessionBase, file: File) -> bool:
    """A released picture of posted minutes is for everybody, one not released for those who work on it."""
    picture = Picture.objects.filter(file=file).select_related("gathering").first()
    if picture is None:
        return False
    if picture.released_at and is_public(picture.gathering):
        return True
    return viewer is not None and may(viewer, Permission.OUTREACH_WORK, picture.gathering.room_id)
