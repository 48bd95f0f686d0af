"""In which errands somebody stands: for kernel.people.holdings."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.models.matter import KEPT_YEARS, years_before
from shouwang.kernel.people.holdings import Holding
from shouwang.kernel.people.models import Account, Person
from shouwang.systems.services.models import ErrandPerson
from shouwang.systems.services.queries.errands import errands, owes_an_original

OWES = _("An original of theirs is not back yet: it must be known whose it is.")


def in_errands(viewer: Account, rows: Sequence[Person]) -> list[Holding]:
    """As whose papers it is about, as who acts, or who brought or fetched something."""
    found = ErrandPerson.objects.filter(person__in=rows, errand__in=errands(viewer))
    return [
        Holding(
            one.person_id, one.errand_id, one.errand.matter.reference, _("an errand"), one.get_role_display(),
            one.person.created_at, KEPT_YEARS, _until(one.errand.matter),
            OWES if owes else _("They asked the room to do it."),
            is_law=owes,
        )
        for one, owes in ((one, owes_an_original(one.person)) for one in found.select_related("errand__matter", "person"))
    ]  # fmt: skip


def _until(matter: Matter) -> date | None:
    """The day after which it is emptied; None while it is open."""
    return timezone.localtime(years_before(matter.ended_at, -KEPT_YEARS)).date() if matter.ended_at else None
