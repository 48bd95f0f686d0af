"""Questions about volunteers: who they are, what they lack, what ends soon."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.people.models import Account, Device, Person
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import may, rooms
from shouwang.systems.patrol.models import Insurance, OneOff, Shift, Skill, Training, Turn, Volunteer, Wish
from shouwang.systems.patrol.queries.fitness import FACTS, IN
from shouwang.systems.patrol.queries.turns import in_hours, served

PURPOSE = "patrol.volunteer"
SOON = timedelta(days=30)

# What the desk's forms offer, without the tables.
TrainingKind, SkillKind = Training.Kind, Skill.Kind


class Lack(StrEnum):
    """What keeps somebody from going, or soon will."""

    ADULT = "adult"
    TRAINING = "training"
    INSURANCE = "insurance"
    TRAINING_ENDED = "training_ended"
    INSURANCE_ENDED = "insurance_ended"
    TRAINING_ENDS = "training_ends"
    INSURANCE_ENDS = "insurance_ends"


@dataclass(frozen=True)
class Lacking:
    """Something that is missing; `on` is when it ended or ends, where it does."""

    what: Lack
    on: date | None = None

    @property
    def is_soon(self) -> bool:
        """Whether it still holds today."""
        return self.what in (Lack.TRAINING_ENDS, Lack.INSURANCE_ENDS)


def volunteers(viewer: Account, room: Room) -> QuerySet[Volunteer]:
    """The volunteers of a room, for those who see its patrols, with what the list says of them."""
    seen = rooms(viewer, Permission.PATROL_SEE).filter(pk=room.pk)
    return _present().filter(room__in=seen).order_by("joined_at", "pk")


def volunteer_of(viewer: Account, key: UUID) -> Volunteer | None:
    """One volunteer, for those who look after them, with everything that is kept of them."""
    managed = rooms(viewer, Permission.VOLUNTEER_MANAGE)
    return _present().select_related("room__station").filter(room__in=managed, pk=key).first()


def volunteer_by(person: Person) -> Volunteer | None:
    """As whom this person walks: for their own phone."""
    return Volunteer.objects.filter(person=person, left_at=None, person__erased_at=None).select_related("room").first()


def volunteer_with(room: Room, account: Account) -> Volunteer | None:
    """The volunteer of the room who has this account."""
    return Volunteer.objects.filter(room=room, account=account, left_at=None).first()


def keeps_list(room: Room) -> bool:
    """Whether the room keeps a list of who walks; without one every shift is held to go, and nobody is put into it."""
    return Volunteer.objects.filter(room=room, left_at=None).exists()


def is_volunteer(person: Person) -> bool:
    """Whether they walk for any room."""
    return Volunteer.objects.filter(person=person, left_at=None).exists()


def training_of(viewer: Account, key: UUID) -> Training | None:
    """A training, for those who look after whose it is."""
    return Training.objects.select_related("volunteer__room").filter(volunteer__in=_managed(viewer), pk=key).first()


def insurance_of(viewer: Account, key: UUID) -> Insurance | None:
    """An insurance, for those who look after whose it is."""
    return Insurance.objects.select_related("volunteer__room").filter(volunteer__in=_managed(viewer), pk=key).first()


def one_off_of(viewer: Account, key: UUID) -> OneOff | None:
    """A time for once, for those who look after whose it is."""
    return OneOff.objects.select_related("volunteer__room").filter(volunteer__in=_managed(viewer), pk=key).first()


def phone_of(viewer: Account, key: UUID) -> Device | None:
    """A phone on the list, for those who look after the volunteer who holds it."""
    held = Device.objects.select_related("person__room").filter(revoked_at=None, pk=key)
    return held.filter(person__volunteers__in=_managed(viewer)).distinct().first()


def without_account(viewer: Account, room: Room) -> QuerySet[Volunteer]:
    """The volunteers who are in the room's teams as persons, for those who look after them."""
    return _managed(viewer).filter(room=room, account=None, person__erased_at=None).select_related("person")


def candidates(viewer: Account, room: Room) -> QuerySet[Person]:
    """Persons whom the watch groups know and who are no volunteers yet, for those who look after both.

    The room's parts do not know one another: whose groups they are in is told by the purpose they were noted for.
    """
    here = rooms(viewer, Permission.VOLUNTEER_MANAGE).filter(pk=room.pk)
    if not may(viewer, Permission.WATCH_MANAGE, room):
        return Person.objects.none()
    known = Person.objects.filter(room__in=here, purpose="watch.member", erased_at=None)
    return known.exclude(volunteers__in=Volunteer.objects.filter(left_at=None)).order_by("created_at")


def lacking(volunteer: Volunteer, today: date | None = None) -> list[Lacking]:
    """What keeps them from going or soon will, the gravest first. Insurance is said although only risky shifts need it."""
    day = today or timezone.localdate()
    found = [] if volunteer.adult_checked_at else [Lacking(Lack.ADULT)]
    basics = [one for one in volunteer.trainings.all() if one.kind == Training.Kind.BASIC]
    trained = [(one.held_on, one.valid_until) for one in basics]
    insured = [(one.starts_on, one.ends_on) for one in volunteer.insurances.all()]
    found += _ends(trained, day, Lack.TRAINING, Lack.TRAINING_ENDED, Lack.TRAINING_ENDS)
    found += _ends(insured, day, Lack.INSURANCE, Lack.INSURANCE_ENDED, Lack.INSURANCE_ENDS)
    return sorted(found, key=lambda one: (one.is_soon, one.what != Lack.ADULT))


def volunteers_wanting_attention(
    viewer: Account, room: Room, today: date | None = None
) -> list[tuple[Volunteer, list[Lacking]]]:
    """Volunteers to whom something is missing or ends within thirty days, for those who look after them."""
    if not may(viewer, Permission.VOLUNTEER_MANAGE, room):
        return []
    day = today or timezone.localdate()
    found = ((one, lacking(one, day)) for one in volunteers(viewer, room))
    return [(one, lacks) for one, lacks in found if lacks]


def papers_running_out(viewer: Account, room: Room, today: date | None = None) -> Counter[Lack]:
    """How many volunteers' training or insurance ended or ends within thirty days: numbers without names, for a first page.

    Three queries. Who never had any is not counted: the list says so, and it is no news.
    """
    found = Counter[Lack]()
    if not may(viewer, Permission.VOLUNTEER_MANAGE, room):
        return found
    here = Volunteer.objects.filter(room=room, left_at=None, person__erased_at=None)
    day = today or timezone.localdate()
    for volunteer in here.prefetch_related("trainings", "insurances"):
        found.update(one.what for one in lacking(volunteer, day) if one.on)
    return found


def next_turn(volunteer: Volunteer) -> Turn | None:
    """The next shift they are in, of those that `volunteers` brought along."""
    return next(iter(turns_ahead(volunteer)), None)


def turns_ahead(volunteer: Volunteer) -> list[Turn]:
    """The shifts they are in that are not over, the next first, of those that `volunteers` brought along."""
    ahead = [turn for turn in volunteer.turns.all() if _is_ahead(turn)]
    return sorted(ahead, key=lambda turn: turn.shift.starts_at)


def agreed_at(volunteer: Volunteer) -> datetime | None:
    """Since when they agree to what is kept of them."""
    given = volunteer.person.consents.filter(purpose=PURPOSE, withdrawn_at=None).order_by("given_at")
    return given.values_list("given_at", flat=True).first()


def hours_this_year(room: Room, today: date | None = None) -> dict[UUID, object]:
    """Hours served since New Year by volunteer; one query. For oneself to see one's own: no order is made of them."""
    day = today or timezone.localdate()
    turns: dict[UUID, list[Turn]] = {}
    for turn in served(Turn.objects.filter(shift__room=room, volunteer__isnull=False), date(day.year, 1, 1), day):
        if turn.volunteer_id:
            turns.setdefault(turn.volunteer_id, []).append(turn)
    return {key: in_hours(theirs) for key, theirs in turns.items()}


def beside_of(volunteer: Volunteer) -> list[Volunteer]:
    """With whom they wish to walk."""
    wishes = [wish.beside for wish in volunteer.wishes.all() if wish.kind == Wish.Kind.BESIDE]
    return [other for other in wishes if other is not None and other.left_at is None]


def _ends(spans: Sequence[tuple[date, date | None]], day: date, none: Lack, ended: Lack, ends: Lack) -> list[Lacking]:
    """Nothing while it holds for longer than SOON without a gap; else what is wrong, with the day."""
    if not spans:
        return [Lacking(none)]
    reached = day - timedelta(days=1)
    for first, last in sorted(spans, key=lambda span: span[0]):
        if first > reached + timedelta(days=1):
            break
        if last is None:
            return []
        reached = max(reached, last)
    if reached >= day:
        return [Lacking(ends, reached)] if reached <= day + SOON else []
    past = [last for _first, last in spans if last is not None and last < day]
    return [Lacking(ended, max(past))] if past else [Lacking(none)]


def _present() -> QuerySet[Volunteer]:
    """Who did not leave, with what the pages say of them."""
    ahead = Turn.objects.filter(shift__ends_at__gt=timezone.now(), state__in=IN).select_related("shift")
    phones = Device.objects.filter(revoked_at=None).order_by("-seen_at")
    here = Volunteer.objects.filter(left_at=None, person__erased_at=None).select_related("person", "account")
    return here.prefetch_related(
        *FACTS,
        Prefetch("turns", ahead),
        Prefetch("person__devices", phones, to_attr="phones"),
        "wishes__beside__person",
    )


def _managed(viewer: Account) -> QuerySet[Volunteer]:
    return Volunteer.objects.filter(room__in=rooms(viewer, Permission.VOLUNTEER_MANAGE), left_at=None)


def _is_ahead(turn: Turn) -> bool:
    shift: Shift = turn.shift
    return turn.state in IN and shift.cancelled_at is None and shift.ends_at > timezone.now()
