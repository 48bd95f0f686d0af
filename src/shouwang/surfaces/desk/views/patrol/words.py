"""Shifts and volunteers in a few words."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from shouwang.kernel.people.sealed import unseal
from shouwang.systems.patrol.queries.nights import WORK


def volunteer_name(volunteer: Any) -> str:
    """The name; the view that shows it journals the look."""
    if volunteer is None:
        return _("Somebody who has left")
    person = volunteer.person
    return unseal(person.name_sealed, record=person.pk) or _("Somebody without a name")


def shift_name(shift: Any) -> str:
    """ "Round 1", "Post 2"."""
    words = _("Round %(n)s") if shift.work == WORK.ROUND else _("Post %(n)s")
    return words % {"n": shift.number}


def hours_of(shift: Any) -> str:
    """ "20:00–22:30"."""
    return f"{hour(shift.starts_at)}–{hour(shift.ends_at)}"


def hour(moment: Any) -> str:
    """The hour and minute by the village's clock."""
    return f"{timezone.localtime(moment):%H:%M}"
