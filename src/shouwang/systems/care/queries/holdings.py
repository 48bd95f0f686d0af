"""What care holds of somebody: for kernel.people.holdings and needed."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import cast

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters.models.matter import KEPT_YEARS, years_before
from shouwang.kernel.people.holdings import Holding
from shouwang.kernel.people.models import Account, Person
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import rooms
from shouwang.systems.care.models import Aid, Aide, Case
from shouwang.systems.care.queries.aid import aids
from shouwang.systems.care.queries.keeping import days_kept
from shouwang.systems.care.queries.opened import own_aid, own_words


def stands_in_care(person: Person) -> bool:
    """Whether somebody is cared for, or helps in a case."""
    is_cared_for = Case.objects.filter(person=person, emptied_at=None).exists()
    return is_cared_for or Aide.objects.filter(person=person, helpings__isnull=False).exists()


def cared_for(viewer: Account, room: Room, number: int) -> list[Person]:
    """Who the case with this number is about, for who may read its notes; the caller journals it."""
    reach = rooms(viewer, Permission.CARE_NOTES).filter(pk=room.pk)
    found = Case.objects.filter(room__in=reach, number=number, emptied_at=None).select_related("person")
    return [case.person for case in found]


def in_aid(viewer: Account, rows: Sequence[Person]) -> list[Holding]:
    """As who applied for support, with what they asked for, the papers seen, what was decided and given."""
    return [
        Holding(
            one.matter.reporter_id, one.pk, one.matter.reference, _("an application for aid"), _("who asked for it"),
            one.matter.received_at, KEPT_YEARS, _until(one), _("consent; PIPL, Art 13 and 29"), True, own_aid(one),
            is_law=False,
        )
        for one in aids(viewer).filter(matter__reporter__in=rows)
        if one.matter.reporter_id
    ]  # fmt: skip


def _until(one: Aid) -> date | None:
    ended = one.matter.ended_at
    return timezone.localtime(years_before(ended, -KEPT_YEARS)).date() if ended else None


def in_care(viewer: Account, rows: Sequence[Person]) -> list[Holding]:
    """As who is cared for, with all their own words; as who helps, with nothing of whom they help."""
    reach = rooms(viewer, Permission.CARE_NOTES)
    found = []
    for case in Case.objects.filter(person__in=rows, room__in=reach, emptied_at=None).select_related("room"):
        kept = days_kept(case.room)
        until = timezone.localdate(case.ended_at + timedelta(days=kept)) if case.ended_at else None
        found.append(
            Holding(
                case.person_id, case.pk, f"{case.room.code}-C{case.number}", _("a care case"), _("who is cared for"),
                timezone.make_aware(datetime.combine(case.begun_on, time())),
                0, until, _("consent; PIPL, Art 13 and 29"), True, own_words(case), is_law=False, page="case", days=kept,
            )
        )  # fmt: skip
    for aide in (
        Aide.objects.filter(person__in=rows, room__in=reach, helpings__isnull=False).select_related("person").distinct()
    ):
        person = cast(Person, aide.person)
        found.append(
            Holding(
                person.pk, aide.pk, aide.room.code, _("the list of who helps in care"), _("who helps"),
                person.created_at, 0, None, _("consent; as long as they help"), True, {"visits a week": aide.a_week},
                is_law=False, page="aide",
            )
        )  # fmt: skip
    return found
