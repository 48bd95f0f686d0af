"""The words of care: refusals, days, how a case stands."""

from collections.abc import Mapping
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from shouwang.kernel.matters.refusals import Refused
from shouwang.systems.care.queries.cases import Standing
from shouwang.ui import moments
from shouwang.ui.parts import Tone

Words = str | Promise
REFUSALS: Mapping[str, Words] = {
    "guardian_unshown": gettext_lazy("A guardian is written down with who they are to them and the paper you saw."),
    "lead_may_not": gettext_lazy("This colleague may not see care. Choose another."),
    "case_over": gettext_lazy("This case has ended. Nothing more is written into it."),
    "agreed_already": gettext_lazy("They agreed to this already."),
    "family_untold": gettext_lazy("Tell the near relatives first what is kept and how long, then tick it."),
    "no_notes": gettext_lazy("They have not agreed to notes about health and money. Ask them first."),
    "ask_again": gettext_lazy("They agreed to an older text that does not name this. Ask them again first."),
    "met_already": gettext_lazy("A colleague wrote down already what became of it."),
    "day_to_come": gettext_lazy("That day is still to come. Write the day on which it was."),
    "not_of_room": gettext_lazy("This colleague does not belong to this room."),
    "helps_already": gettext_lazy("They help here already."),
    "visited_already": gettext_lazy("This visit was made already."),
    "day_gone": gettext_lazy("That day is over. Choose today or a later one."),
    "helps_not_there": gettext_lazy("They do not help in this case. Add them there first."),
    "planned_that_day": gettext_lazy("A visit is planned there for that day already."),
    "week_full": gettext_lazy(
        "They take on %(n)s visits that week, and all are planned. Choose another week or helper."
    ),
    "chain_runs": gettext_lazy("Nobody answered there and nobody was seen yet. Go on with the steps first."),
    "chain_over": gettext_lazy("Somebody saw or heard them already. Nothing more is to be done."),
    "step_done": gettext_lazy("That step was done. Go on with the next one."),
    "ends_before": gettext_lazy("The end must be after the beginning."),
    "no_source": gettext_lazy("Say who gave the warning, or why the room decided."),
    "list_closed": gettext_lazy("This list is closed."),
    "not_all_rung": gettext_lazy("%(n)s were not rung yet. Ring them, or wait until the danger is over."),
    "decided_already": gettext_lazy("This is decided or over."),
    "own_asking": gettext_lazy("You wrote this application yourself. Somebody else decides it."),
    "refusal_needs": gettext_lazy("Who gets nothing, or a part, is told why and where to complain."),
    "papers_missing": gettext_lazy("%(n)s papers were not seen yet. Look at them first, or refuse with the reason."),
    "not_passed": gettext_lazy("Pass it on first."),
    "before_passing": gettext_lazy("That is before it was passed on."),
    "not_granted": gettext_lazy("It is not decided yet that something is given."),
    "signed_already": gettext_lazy("This was signed already."),
    "nothing_given": gettext_lazy("Write the goods, the money, or both."),
}


def refusal_words(refusal: Refused) -> str:
    return str(REFUSALS[refusal.key]) % refusal.words


def day_words(day: date) -> str:
    """A day as people say it."""
    return moments.day(timezone.make_aware(datetime.combine(day, time(12))))


def weekday_words(day: date) -> str:
    """A day with its weekday, for a plan of two weeks."""
    return f"{day_words(day)} {WEEKDAYS[day.weekday()]}"


WEEKDAYS: tuple[Words, ...] = (
    gettext_lazy("Mon"),
    gettext_lazy("Tue"),
    gettext_lazy("Wed"),
    gettext_lazy("Thu"),
    gettext_lazy("Fri"),
    gettext_lazy("Sat"),
    gettext_lazy("Sun"),
)


def due_words(one: Standing) -> tuple[str, Tone]:
    """How the next visit stands."""
    if one.due.standing == "overdue":
        words = ngettext("%(n)s day overdue", "%(n)s days overdue", one.due.days) % {"n": one.due.days}
        return words, "red"
    if one.due.standing == "today":
        return _("due today"), "amber"
    return _("due %(day)s") % {"day": day_words(one.due.day)}, "grey"


def seen_words(one: Standing) -> str:
    return _("last seen %(day)s") % {"day": day_words(one.last_seen)} if one.last_seen else _("not visited yet")


def planned_words(one: Standing) -> str:
    """When somebody goes by the plan; "" where nobody does."""
    return _("planned for %(day)s") % {"day": day_words(one.planned)} if one.planned else ""


def every_words(days: int) -> str:
    return ngettext("every day", "every %(n)s days", days) % {"n": days}
