"""Questions about the ground."""

from collections import Counter

from shouwang.kernel.ground.models import WorkdayChange
from shouwang.lib.clock import WorkCalendar, china_calendar

# Statutory days off since 2025; a year with as many entered by hand counts as known.
DAYS_OFF_A_YEAR = 13


def work_calendar() -> WorkCalendar:
    """The published working days of China with this installation's own changes."""
    changes = dict(WorkdayChange.objects.values_list("date", "kind"))
    years = Counter(day.year for day, kind in changes.items() if kind == WorkdayChange.Kind.HOLIDAY)
    return china_calendar(
        extra_holidays=[day for day, kind in changes.items() if kind == WorkdayChange.Kind.HOLIDAY],
        extra_workdays=[day for day, kind in changes.items() if kind == WorkdayChange.Kind.WORKDAY],
        extra_years=[year for year, days in years.items() if days >= DAYS_OFF_A_YEAR],
    )
