"""What the room knows of volunteers and asks in a shift, as `volunteering.fit` reads it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from shouwang.systems.patrol.models import Shift, Skill, Training, Turn, Volunteer, Wish
from shouwang.systems.patrol.volunteering import Asked, Days, Facts, Reason, Span, Weekly, fit

FACTS = ("trainings", "insurances", "availabilities", "one_offs", "skills", "wishes")
LATELY = timedelta(days=8)
IN = (Turn.State.PLANNED, Turn.State.TAKEN, Turn.State.OFFERED)  # who takes part, until they can’t come


def with_facts(volunteers: QuerySet[Volunteer]) -> QuerySet[Volunteer]:
    """The volunteers with everything `facts_of` reads, in one query a table; of turns those of last week and later."""
    since = timezone.now() - LATELY
    turns = Turn.objects.filter(shift__ends_at__gt=since).select_related("shift").order_by("shift__starts_at")
    return volunteers.select_related("person").prefetch_related(*FACTS, Prefetch("turns", turns))


def facts_of(volunteer: Volunteer, *, besides: Shift | None = None) -> Facts:
    """All that decides which shift they may take; turns in the shift `besides` do not count against it."""
    wishes = {wish.kind: wish for wish in volunteer.wishes.all()}
    one_offs = [(one.is_free, span(one.starts_at, one.ends_at)) for one in volunteer.one_offs.all()]
    trained = (one for one in volunteer.trainings.all() if one.kind == Training.Kind.BASIC)
    return Facts(
        has_left=volunteer.left_at is not None or volunteer.person.erased_at is not None,
        is_adult=volunteer.adult_checked_at is not None,
        trained=[Days(one.held_on, one.valid_until) for one in trained],
        insured=[Days(one.starts_on, one.ends_on) for one in volunteer.insurances.all()],
        weekly=[Weekly(one.weekday, one.starts, one.ends) for one in volunteer.availabilities.all()],
        free=[time for is_free, time in one_offs if is_free],
        away=[time for is_free, time in one_offs if not is_free],
        skills=frozenset(one.kind for one in volunteer.skills.all()),
        not_after=_hour(wishes.get(Wish.Kind.NOT_AFTER)),
        not_before=_hour(wishes.get(Wish.Kind.NOT_BEFORE)),
        at_most=wishes[Wish.Kind.AT_MOST].times if Wish.Kind.AT_MOST in wishes else None,
        turns=[span(turn.shift.starts_at, turn.shift.ends_at) for turn in _taken(volunteer.turns.all(), besides)],
    )


def asked_by(shift: Shift, *, leads: bool = False) -> Asked:
    """What the shift asks of somebody, or of who leads it."""
    skills = frozenset({str(Skill.Kind.LEADING)}) if leads else frozenset[str]()
    return Asked(span(shift.starts_at, shift.ends_at), shift.is_risky, skills)


def people_in(shift: Shift) -> QuerySet[Turn]:
    """Who takes part, as far as one knows."""
    return shift.turns.filter(state__in=IN)


def inside(shift: Shift) -> list[Turn]:
    """The same as rows; for shifts that bring `with_people` along without another question."""
    return [turn for turn in shift.turns.all() if turn.state in IN]


def with_people(path: str = "turns") -> Prefetch[Any]:
    """Who takes part in shifts and what they can do, for all of them at once."""
    people = Turn.objects.filter(state__in=IN).select_related("volunteer").prefetch_related("volunteer__skills")
    return Prefetch(path, people)


def why_shut(shift: Shift, now: datetime) -> tuple[Reason, ...]:
    """Why nobody at all can be put into the shift any more."""
    if shift.cancelled_at is not None:
        return (Reason.CANCELLED,)
    if shift.ends_at <= now:
        return (Reason.OVER,)
    return (Reason.FULL,) if len(inside(shift)) >= shift.most else ()


def why_not(volunteer: Volunteer, shift: Shift, *, leads: bool = False, instead: Turn | None = None) -> list[Reason]:
    """Everything that stands against this volunteer in this shift; `instead` is whose place they would take."""
    found = list(fit(facts_of(volunteer, besides=shift), asked_by(shift, leads=leads)))
    found += [Reason.DECLINED] if has_declined(volunteer, shift.pk) else []
    if shift.needs_lead and not _leads(volunteer):
        here = [turn for turn in inside(shift) if instead is None or turn.pk != instead.pk]
        if len(here) == shift.most - 1 and not any(turn.volunteer and _leads(turn.volunteer) for turn in here):
            found.append(Reason.KEPT_FOR_LEAD)
    return found


def has_declined(volunteer: Volunteer, shift: UUID) -> bool:
    """Whether they said that they can't come; who was taken out by a rule or by the desk did not."""
    ruled = set(Reason)
    gone = (turn for turn in volunteer.turns.all() if turn.shift_id == shift and turn.state == Turn.State.GONE)
    return any(turn.why_missed not in ruled for turn in gone)


def can_go(shift: Shift) -> bool:
    """Whether enough people take part who are not done yet, one of them trained to lead where it needs that."""
    here = [turn for turn in shift.turns.all() if turn.state in IN and turn.ended_at is None]
    return len(here) >= shift.fewest and (not shift.needs_lead or any(turn.is_lead for turn in here))


def at_work(since: datetime) -> Q:
    """Turns that somebody takes part in and that end later."""
    return Q(state__in=IN, shift__ends_at__gt=since, shift__cancelled_at=None, ended_at=None)


def span(starts: datetime, ends: datetime) -> Span:
    """The time by the village's clock."""
    return Span(timezone.make_naive(starts), timezone.make_naive(ends))


def _hour(wish: Wish | None) -> Any:
    return wish.hour if wish else None


def _leads(volunteer: Volunteer) -> bool:
    return any(skill.kind == Skill.Kind.LEADING for skill in volunteer.skills.all())


def _taken(turns: Iterable[Turn], besides: Shift | None) -> Iterable[Turn]:
    left_out = besides.pk if besides else None
    return (
        turn for turn in turns if turn.state in IN and turn.shift_id != left_out and turn.shift.cancelled_at is None
    )
