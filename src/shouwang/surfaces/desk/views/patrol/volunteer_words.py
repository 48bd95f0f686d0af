"""Volunteers in words: whether they may go, when they can come, what they served."""

from collections.abc import Sequence
from datetime import date, time
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from shouwang.lib.words import date_words
from shouwang.surfaces.desk.forms.patrol import DAYS
from shouwang.surfaces.desk.views.patrol.words import hours_of, shift_name
from shouwang.surfaces.desk.words import in_a_line
from shouwang.systems.patrol.queries.volunteers import Lack, Lacking
from shouwang.ui import moments
from shouwang.ui.parts import Pill

# Whoever lacks one of these goes nowhere; without insurance one goes where it is not risky.
STOPS = frozenset({Lack.ADULT, Lack.TRAINING, Lack.TRAINING_ENDED})
LACKS: dict[Lack, str | Promise] = {
    Lack.ADULT: gettext_lazy("nobody looked yet whether they are 18"),
    Lack.TRAINING: gettext_lazy("not trained in the basics yet"),
    Lack.INSURANCE: gettext_lazy("no insurance yet"),
    Lack.TRAINING_ENDED: gettext_lazy("training ended %(day)s"),
    Lack.INSURANCE_ENDED: gettext_lazy("insurance ended %(day)s"),
    Lack.TRAINING_ENDS: gettext_lazy("training ends %(day)s"),
    Lack.INSURANCE_ENDS: gettext_lazy("insurance ends %(day)s"),
}


def fitness(lacks: Sequence[Lacking]) -> Pill:
    """Whether they may go, in a word or two."""
    if any(one.what in STOPS for one in lacks):
        return Pill(_("can’t go yet"), "red")
    if any(not one.is_soon for one in lacks):
        return Pill(_("only where it is not risky"), "amber")
    return Pill(_("may go, something ends soon"), "amber") if lacks else Pill(_("may go"), "green")


def lack_words(lack: Lacking) -> str:
    """What is missing, with its day."""
    return str(LACKS[lack.what]) % {"day": day_words(lack.on)} if lack.on else str(LACKS[lack.what])


def day_words(day: date) -> str:
    return date_words(day, timezone.localdate(), moments.language())


def hours_words(hours: Any) -> str:
    """ "12.5 hours"; whole hours without a point."""
    return _("%(n)s hours") % {"n": f"{hours.normalize():f}" if hours else "0"}


def times_words(times: int) -> str:
    return ngettext("%(n)s turn", "%(n)s turns", times) % {"n": times}


def shift_words(shift: Any) -> str:
    """What, when: "Round 1, 27 November 19:30–22:30"."""
    return in_a_line([shift_name(shift), f"{day_words(timezone.localdate(shift.starts_at))} {hours_of(shift)}"])


def week_words(spans: Sequence[Any]) -> list[tuple[str, str]]:
    """Each day with its times; days that are alike and follow one another in one line."""
    names = {int(key): str(name) for key, name in DAYS}
    said = [(day, _times([one for one in spans if one.weekday == day])) for day in names]
    found = []
    for times, days in groupby(said, key=lambda one: one[1]):
        run = [names[day] for day, _same in days]
        if times:
            found.append(
                (run[0] if len(run) == 1 else _("%(from)s to %(to)s") % {"from": run[0], "to": run[-1]}, times)
            )
    return found


def _times(spans: Sequence[Any]) -> str:
    ordered = sorted(spans, key=lambda one: one.starts)
    return in_a_line(f"{_hour(one.starts)}–{_hour(one.ends)}" for one in ordered)


def _hour(clock: time) -> str:
    return f"{clock:%H:%M}"
