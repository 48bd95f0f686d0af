"""The list behind a number of the disputes' figures: which number the address asks for, and what it is called."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from shouwang.kernel.matters.models import Matters
from shouwang.lib.periods import Period
from shouwang.surfaces.desk import periods
from shouwang.surfaces.desk.access import DeskRequest
from shouwang.systems.mediation.codes import EVENTS, JUSTICE, REFERRERS, SOURCES
from shouwang.systems.mediation.queries import counting

NAMES: dict[str, str | Promise] = {
    "asked": pgettext_lazy("number of disputes", "Asked for"),
    "refused": gettext_lazy("Not taken on"),
    "taken_back": gettext_lazy("Taken back before it was taken on"),
    "accepted": pgettext_lazy("stage", "Taken on"),
    "ended": gettext_lazy("Mediation over"),
    "agreed": gettext_lazy("With an agreement"),
    "written": gettext_lazy("Agreement in writing"),
    "oral": gettext_lazy("Agreement by word of mouth"),
    "none": gettext_lazy("No agreement"),
    "left": gettext_lazy("A party withdrew"),
    "passed": gettext_lazy("Ended one level up"),
    "stopped": gettext_lazy("Stopped: not for mediation"),
    "performed": pgettext_lazy("agreement", "Carried out"),
    "owed": pgettext_lazy("agreement", "Something is still owed"),
    "not_kept": pgettext_lazy("agreement", "Not carried out"),
    "prevented_crime": gettext_lazy("Kept from becoming a crime"),
    "prevented_petition": gettext_lazy("Kept from becoming a group petition"),
    "sent_up": pgettext_lazy("stage", "Passed up"),
    "long_open": gettext_lazy("Open for more than 30 days"),
    "checked_alone": gettext_lazy("File checked by whoever wrote it"),
    "court_asked": gettext_lazy("Court asked to confirm"),
    "court_confirmed": gettext_lazy("Confirmed by the court"),
    "visits_due": gettext_lazy("Return visit due"),
    "visits_done": gettext_lazy("Return visit done"),
    "in_village": gettext_lazy("Settled in the village"),
    "in_township": gettext_lazy("Ended in the township"),
    "in_county": gettext_lazy("Passed up to the county"),
    "unsettled": gettext_lazy("Not settled"),
}
LEVELS: dict[str, str | Promise] = {
    "village": pgettext_lazy("level of the ladder", "Village"),
    "township": pgettext_lazy("level of the ladder", "Township"),
    "county": pgettext_lazy("level of the ladder", "County"),
}


@dataclass(frozen=True)
class Counted:
    """What the address asks for: the matters, what they are called, and the query that asks for them again."""

    matters: Matters
    name: str
    period: str
    query: str
    back: str


def link(key: str, period: Period, **narrowed: str) -> str:
    """The list behind a number."""
    path = reverse("desk-mediation:disputes")
    if key == "long_open" and not narrowed:
        return f"{path}?tab=long"
    return path + _query(key, period, narrowed)


def asked(request: DeskRequest, scope: Matters) -> Counted | None:
    """The number in the address; None without one, or for one that is none."""
    key = request.GET.get("count", "")
    if key not in NAMES:
        return None
    today = timezone.localdate()
    period = periods.asked(request.GET, today)
    narrowed = {name: request.GET[name] for name in counting.NARROWED if request.GET.get(name)}
    found = counting.chosen(scope, key, period, today, narrowed)
    if found is None:
        return None
    words = [str(NAMES[key]), *(name_of(name, value) for name, value in narrowed.items())]
    back = reverse("desk:mediation-figures") + periods.here(period.span, period.first)
    return Counted(
        found, pgettext("between parts", ", ").join(words), periods.name(period), _query(key, period, narrowed), back
    )


def name_of(narrowed: str, value: str) -> str:
    """What a code is called; the code itself where no table has it."""
    if not value:
        return pgettext("topic", "none given")
    if narrowed == "level":
        return str(LEVELS.get(value, value))
    table = {"type": JUSTICE, "code": EVENTS, "source": SOURCES, "referrer": REFERRERS}[narrowed]
    return str(table.name_of(value))


def _query(key: str, period: Period, narrowed: dict[str, str]) -> str:
    return f"{periods.here(period.span, period.first)}&{urlencode({'count': key, **narrowed})}"
