"""What a helper's phone shows of the people they visit: name, house, telephone, what to look at in daily life. Never more."""

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shouwang.kernel.people.models import Person
from shouwang.surfaces.public.frame import in_words, is_read_in_english
from shouwang.systems.care.queries import opened
from shouwang.systems.care.queries.phone import Round, Search, mark_of, rounds
from shouwang.ui import moments


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
        "due": _due(one),
        "is_due": one.standing.due.standing != "later" or one.planned == today,
        "planned": _planned(one, today),
        "does": one.does,
        "lately": _lately(one),
        "search": _search(one.search) if one.search else None,
        "daily": [need.words for need in one.daily],
    }


def _search(one: Search) -> dict[str, Any]:
    """That nobody answered, since when, and which colleagues know; `visit` where this phone told it and may take it back."""
    when = timezone.localtime(one.chain.opened_at).strftime("%H:%M")
    names = (", " if is_read_in_english() else "、").join(in_words(each) for each in one.told)
    is_mistaken = bool(one.mine and one.mine.mistaken_at)
    return {
        "told": _("Told to %(names)s at %(when)s.") % {"names": names, "when": when} if names else "",
        "visit": str(one.mine.pk) if one.mine and not is_mistaken else "",
        "is_mistaken": is_mistaken,
    }


def _lately(one: Round) -> str:
    """That somebody was there today; nobody's name."""
    if one.told is None:
        return ""
    said = {"when": timezone.localtime(one.told.at).strftime("%H:%M"), "how": str(one.told.get_outcome_display())}
    twice = " " + _("Two of you told of it; it counts once.") if one.is_told_by_two else ""
    return _("Told today, %(when)s: %(how)s.") % said + twice


def _due(one: Round) -> str:
    """How the next visit stands: the same day, in the same words, as the desk shows."""
    due = one.standing.due
    if due.standing == "overdue":
        return ngettext("%(n)s day overdue", "%(n)s days overdue", due.days) % {"n": due.days}
    return _("due today") if due.standing == "today" else _("due %(day)s") % {"day": _day(due.day)}


def _planned(one: Round, today: date) -> str:
    """When this helper goes by the plan."""
    if one.planned is None or one.planned < today:
        return ""
    return _("You are planned for %(day)s.") % {"day": _day(one.planned)}


def _day(day: date) -> str:
    return moments.day(timezone.make_aware(datetime.combine(day, time(12))))
