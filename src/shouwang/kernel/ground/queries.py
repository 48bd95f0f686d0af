"""Questions about the ground."""

from shouwang.kernel.ground.models import WorkdayChange
from shouwang.lib.clock import WorkCalendar, china_calendar


def work_calendar() -> WorkCalendar:
    """The published working days of China with this installation's own changes."""
    changes = dict(WorkdayChange.objects.values_list("date", "kind"))
    return china_calendar(
        extra_holidays=[day for day, kind in changes.items() if kind == WorkdayChange.Kind.HOLIDAY],
        extra_workdays=[day for day, kind in changes.items() if kind == WorkdayChange.Kind.WORKDAY],
    )
