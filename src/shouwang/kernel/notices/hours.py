"""Quiet hours: nobody's phone rings at night for something that can wait until morning."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")
QUIET_FROM = time(21, 0)
QUIET_UNTIL = time(7, 0)


def after_quiet(moment: datetime) -> datetime:
    """The moment itself, or the end of the quiet hours (21:00 to 07:00 in China) that it falls in."""
    local = moment.astimezone(CHINA)
    if QUIET_UNTIL <= local.time() < QUIET_FROM:
        return moment
    morning = local.date() if local.time() < QUIET_UNTIL else local.date() + timedelta(days=1)
    return datetime.combine(morning, QUIET_UNTIL, tzinfo=CHINA).astimezone(moment.tzinfo)
