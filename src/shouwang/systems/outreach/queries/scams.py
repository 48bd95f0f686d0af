"""Questions about "is this a scam?": what was asked, what is waited for, what the model learned."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters import lifecycle
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import rooms
from shouwang.systems.outreach.models import Correction, ScamQuestion, Training

SHOWN = timedelta(days=1)  # how long whoever asked reads the machine's answer at its address


def questions(viewer: Account, room: Room) -> QuerySet[ScamQuestion]:
    """Of the room: where somebody waits first, then what nobody answered, then the rest; newest first."""
    mine = rooms(viewer, Permission.SCAM_ANSWER).filter(pk=room.pk)
    is_open = Q(verdict="", matter__isnull=False) & ~Q(matter__state__in=lifecycle.ENDED)
    order = Case(
        When(is_open, then=Value(0)), When(verdict="", then=Value(1)), default=Value(2), output_field=IntegerField()
    )
    found = ScamQuestion.objects.filter(room__in=mine).select_related("matter__room", "answered_by", "room")
    return found.annotate(turn=order).order_by("turn", "-asked_at")


def asked_lately(room: Room, pk: UUID, now: datetime) -> ScamQuestion | None:
    """What somebody asked on the public page, for a day."""
    return ScamQuestion.objects.filter(
        room=room, pk=pk, channel=ScamQuestion.Channel.PUBLIC, asked_at__gt=now - SHOWN
    ).select_related("room", "matter").first()  # fmt: skip


def waiting(room: Room) -> int:
    """How many questions somebody waits on."""
    open_ones = ScamQuestion.objects.filter(room=room, verdict="", matter__isnull=False)
    return open_ones.exclude(matter__state__in=lifecycle.ENDED).count()


def learned(viewer: Account, room: Room) -> QuerySet[Correction]:
    """The texts of the room that the model learns from, the newest first."""
    mine = rooms(viewer, Permission.SCAM_ANSWER).filter(pk=room.pk)
    found = Correction.objects.filter(room__in=mine).select_related("room", "matter")
    return found.order_by("-confirmed_at", "-id")


def has_forgotten() -> bool:
    """Whether the model in use knows a text that was deleted since."""
    taken = last_taken()
    return taken is not None and Correction.objects.filter(confirmed_at__lte=taken.at).count() < taken.confirmed


def last_training() -> Training | None:
    return Training.objects.order_by("-at").first()


def last_taken() -> Training | None:
    return Training.objects.filter(is_taken=True).order_by("-at").first()


def taught_since(at: datetime | None) -> int:
    """How many texts were confirmed since then."""
    found = Correction.objects.all()
    return (found.filter(confirmed_at__gt=at) if at else found).count()
