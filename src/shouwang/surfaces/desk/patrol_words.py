"""What the patrols' counts and rates are called, in formulas too, and what became of shifts, in words."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from shouwang.lib import formula
from shouwang.lib.formula import Fault, Wrong
from shouwang.systems.patrol.queries.standing import Fate
from shouwang.systems.patrol.rates import Count, Rate
from shouwang.ui.parts import Tone

RATES = {
    Rate.VISIBILITY: gettext_lazy("Presence rate"),
    Rate.HANDLING: gettext_lazy("Handling rate"),
}

# One word each, without a space: they are typed into formulas.
NAMES = {
    Count.MET: pgettext_lazy("name in a formula", "met"),
    Count.WANTED: pgettext_lazy("name in a formula", "wanted"),
    Count.VISITS: pgettext_lazy("name in a formula", "visits"),
    Count.SAID: pgettext_lazy("name in a formula", "said"),
    Count.PLANNED: pgettext_lazy("name in a formula", "planned"),
    Count.ON_TIME: pgettext_lazy("name in a formula", "on_time"),
    Count.REACHED: pgettext_lazy("name in a formula", "reached"),
    Count.FINDINGS: pgettext_lazy("name in a formula", "findings"),
    Count.SETTLED: pgettext_lazy("name in a formula", "settled"),
    Count.HANDLED: pgettext_lazy("name in a formula", "handled"),
    Count.PERSON_TIMES: pgettext_lazy("name in a formula", "person_times"),
    Count.HOURS: pgettext_lazy("name in a formula", "hours"),
    Count.NIGHTS: pgettext_lazy("name in a formula", "nights"),
    Count.SHIFTS: pgettext_lazy("name in a formula", "shifts"),
    Count.HELD: pgettext_lazy("name in a formula", "held"),
    Count.LATE: pgettext_lazy("name in a formula", "late"),
    Count.MISSED: pgettext_lazy("name in a formula", "missed"),
}

MEANINGS = {
    Count.MET: gettext_lazy(
        "of the visits wanted, those that were made and not only said; a post that stood there meets all of its place"
    ),
    Count.WANTED: gettext_lazy("the visits that places want, in all nights in which there was a shift"),
    Count.VISITS: gettext_lazy("visits by check-in; of one shift at one place within half an hour only one"),
    Count.SAID: gettext_lazy("of those, only said: without the code there and without a position near it"),
    Count.PLANNED: gettext_lazy("stops in the plans that were sent"),
    Count.ON_TIME: gettext_lazy("of those, made within half an hour of the planned time"),
    Count.REACHED: gettext_lazy("of those, made in that night at any time"),
    Count.FINDINGS: gettext_lazy("things found on patrol"),
    Count.SETTLED: gettext_lazy("of those, settled on the spot"),
    Count.HANDLED: gettext_lazy("of those, settled on the spot or closed within their time"),
    Count.PERSON_TIMES: gettext_lazy(
        "people who took part, counted anew in each shift; less than ten minutes do not count"
    ),
    Count.HOURS: gettext_lazy("their hours together, from when they began to when they ended"),
    Count.NIGHTS: gettext_lazy("nights in which there was a shift"),
    Count.SHIFTS: gettext_lazy("shifts that are over and were not called off"),
    Count.HELD: gettext_lazy("of those, held: somebody was out for ten minutes or more"),
    Count.LATE: gettext_lazy("of those held, begun more than ten minutes late"),
    Count.MISSED: gettext_lazy("shifts that nobody held"),
}

FATES: Mapping[Fate, tuple[object, Tone]] = {
    Fate.HELD: (gettext_lazy("held"), "green"),
    Fate.LATE: (gettext_lazy("held, late"), "amber"),
    Fate.CALLED_OFF: (gettext_lazy("called off"), "grey"),
    Fate.NOBODY: (gettext_lazy("nobody was put down"), "red"),
    Fate.ALL_GONE: (gettext_lazy("everybody said they can’t come"), "red"),
    Fate.NOT_BEGUN: (gettext_lazy("nobody began"), "red"),
    Fate.TOO_SHORT: (gettext_lazy("ended before ten minutes"), "red"),
}


def spoken(text: str) -> str:
    """A formula with the names of the reader's language."""
    return formula.renamed(text, {count.value: str(name) for count, name in NAMES.items()})


def plain(text: str) -> str:
    """A formula as it is kept, from one in the reader's language."""
    return formula.renamed(text, {str(name): count.value for count, name in NAMES.items()})


def wrong_words(wrong: Wrong) -> str:
    """What is wrong with a formula, and what to do."""
    what = {"what": spoken(wrong.what)}
    match wrong.fault:
        case Fault.EMPTY:
            return _("Please write a formula.")
        case Fault.TOO_LONG:
            return _("At most %(n)s signs, please.") % {"n": formula.LONGEST}
        case Fault.UNKNOWN:
            return _("“%(what)s” is none of the names. They stand on this page.") % what
        case Fault.NOT_ALLOWED:
            return _("“%(what)s” can’t stand here: only the names, numbers, + - * / and brackets.") % what
        case Fault.NO_COUNT:
            return _("These are only numbers: it would say the same every month. Please use the names.")
        case Fault.UNREADABLE:
            return _("This can’t be worked out: a sign or a bracket is missing, or one is too many.")
