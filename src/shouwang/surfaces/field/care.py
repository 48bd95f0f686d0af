"""What a helper's phone shows of the people they visit: name, house, telephone, what to look at in daily life. Never more."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shouwang.kernel.people.models import Person
from shouwang.systems.care.queries import opened
from shouwang.systems.care.queries.phone import Round, mark_of, rounds


def care(person: Person, today: date) -> dict[str, Any]:
    """Whom they visit, the most urgent first. The caller journals that names are in it."""
    return {"mark": mark_of(person, today), "cases": [_case(one, today) for one in rounds(person, today)]}


def _case(one: Round, today: date) -> dict[str, Any]:
    case = one.standing.case
    return {
        "id": str(case.pk),
        "name": opened.name_of(case.person),
        "phone": opened.phone_of(case.person),
        "house": opened.address_of(case.person),
        "way": case.way,
        "due": _due(one, today),
        "is_due": one.standing.due.standing != "later",
        "does": one.does,
        "lately": _lately(one),
        "daily": [need.words for need in one.daily],
    }


def _lately(one: Round) -> str:
    """That somebody was there today; nobody's name."""
    if one.told is None:
        return ""
    said = {"when": timezone.localtime(one.told.at).strftime("%H:%M"), "how": str(one.told.get_outcome_display())}
    twice = " " + _("Two of you told of it; it counts once.") if one.is_told_by_two else ""
    return _("Told today, %(when)s: %(how)s.") % said + twice


def _due(one: Round, today: date) -> str:
    """How the visit stands, in the phone's language; a planned day goes before the rhythm's."""
    if one.planned and one.planned >= today:
        n = (one.planned - today).days
        return ngettext("planned in %(n)s day", "planned in %(n)s days", n) % {"n": n} if n else _("planned for today")
    due = one.standing.due
    if due.standing == "overdue":
        return ngettext("%(n)s day overdue", "%(n)s days overdue", due.days) % {"n": due.days}
    if due.standing == "today":
        return _("due today")
    return ngettext("due in %(n)s day", "due in %(n)s days", due.days) % {"n": due.days}
