"""Times as people say them, in Chinese and English: how long ago, how long until, how long it took.

The words are made here and not by gettext because the grammar differs too: 还剩 3 小时, 3 hours left.
"""

from datetime import date, datetime, timedelta
from typing import Final

from shouwang.lib.clock import BEIJING, MINUTE

HOUR: Final = 60
DAY: Final = 24 * HOUR
SOON: Final = 4 * HOUR

# Not from the standard library's calendar, whose names follow the machine's locale.
_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

# From this hour on, until the next one. "Monday night" would be read as the night that begins on Monday.
_PARTS_OF_DAY: Final = (
    (18, "{}晚上", "{} evening"),
    (14, "{}下午", "{} afternoon"),
    (11, "{}中午", "{} midday"),
    (8, "{}上午", "{} morning"),
    (5, "{}早上", "early {} morning"),
    (0, "{}凌晨", "early {}"),
)


def ago(moment: datetime, now: datetime, lang: str) -> str:
    """When something happened: 刚刚, 41 分钟前, 今天 16:00, 昨天 21:07, 周四上午, 11月20日, 2025年3月2日.

    `lang` is "zh-hans" or "en". A moment up to a minute ahead (a phone's clock) is just now; later
    ones are said by day and time. Both moments must be aware; days are China's.
    """
    then, today = moment.astimezone(BEIJING), now.astimezone(BEIJING).date()
    passed = (now - moment) // MINUTE
    if -1 <= passed < 1:
        return "刚刚" if _is_chinese(lang) else "just now"
    if 0 < passed < HOUR:
        return f"{passed} 分钟前" if _is_chinese(lang) else f"{_count(passed, 'minute')} ago"
    days = (today - then.date()).days
    if days in (-1, 0, 1):
        return f"{_near_day(days, lang)} {then:%H:%M}"
    return _part_of_week(then, today, lang) if 0 < days < 7 else date_words(then.date(), today, lang)


def until(moment: datetime, now: datetime, lang: str) -> str:
    """How a deadline stands: 超时 1 天, 还剩 3 小时, 今天 16:00 前, 明天, 周四前, 11月20日前.

    Parts of hours and days are left out, so nothing sounds longer than it is.
    """
    due, today = moment.astimezone(BEIJING), now.astimezone(BEIJING).date()
    if moment < now:
        over = _largest((now - moment) // MINUTE, lang)
        return closed_up(f"超时 {over}") if _is_chinese(lang) else f"{over} late"
    left = (moment - now) // MINUTE
    if left < SOON:
        rest = _largest(left, lang)
        return closed_up(f"还剩 {rest}") if _is_chinese(lang) else f"{rest} left"
    days = (due.date() - today).days
    if days == 1:
        return _near_day(-1, lang)
    if days == 0:
        return f"今天 {due:%H:%M} 前" if _is_chinese(lang) else f"by {due:%H:%M} today"
    day = _weekday(due.date(), lang) if days < 7 else date_words(due.date(), today, lang)
    return f"{day}前" if _is_chinese(lang) else f"by {day}"


def promise(moment: datetime, now: datetime, lang: str) -> str:
    """A deadline to keep, true also when it is read again later: 11月30日（周一）18:00 前."""
    due, today = moment.astimezone(BEIJING), now.astimezone(BEIJING).date()
    ahead = (due.date() - today).days
    near = _near_day(-ahead, lang) if ahead in (0, 1) else _weekday(due.date(), lang)
    date = date_words(due.date(), today, lang)
    return f"{date}（{near}）{due:%H:%M} 前" if _is_chinese(lang) else f"by {due:%H:%M} on {date} ({near})"


def duration(minutes: int, lang: str, day: int = DAY) -> str:
    """A length of time in its two largest units: 45 分钟, 1 小时 30 分钟, 2 天 3 小时.

    `day` is how many minutes make a day: those of a working day where only open time is counted.
    Raises ValueError for a negative length.
    """
    if minutes < 0:
        raise ValueError("a length of time cannot be negative")
    if not minutes:
        return _unit(0, "minute", lang)
    days, rest = divmod(minutes, day)
    hours, left = divmod(rest, HOUR)
    counts = {"day": days, "hour": hours, "minute": left}
    first = next(unit for unit, count in counts.items() if count)
    units = list(counts)[list(counts).index(first) :][:2]
    return " ".join(_unit(counts[unit], unit, lang) for unit in units if counts[unit])


def closed_up(text: str) -> str:
    """A sentence around a length of time, without the blank that a number needs and 不到 does not: 等了不到 1 分钟."""
    return text.replace(" 不到", "不到")


def _is_chinese(lang: str) -> bool:
    return lang.startswith("zh")


def _count(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def _unit(count: int, unit: str, lang: str) -> str:
    if not count:
        return "不到 1 分钟" if _is_chinese(lang) else "less than a minute"
    names = {"day": "天", "hour": "小时", "minute": "分钟"}
    return f"{count} {names[unit]}" if _is_chinese(lang) else _count(count, unit)


def _largest(minutes: int, lang: str) -> str:
    for length, unit in ((DAY, "day"), (HOUR, "hour")):
        if minutes >= length:
            return _unit(minutes // length, unit, lang)
    return _unit(minutes, "minute", lang)


def _near_day(days_ago: int, lang: str) -> str:
    zh, en = {-1: ("明天", "tomorrow"), 0: ("今天", "today"), 1: ("昨天", "yesterday")}[days_ago]
    return zh if _is_chinese(lang) else en


def _weekday(day: date, lang: str) -> str:
    return f"周{'一二三四五六日'[day.weekday()]}" if _is_chinese(lang) else _WEEKDAYS[day.weekday()]


def _part_of_week(then: datetime, today: date, lang: str) -> str:
    """周四上午 of this week, 上周四上午 of the last."""
    _, zh, en = next(part for part in _PARTS_OF_DAY if then.hour >= part[0])
    is_last_week = then.date() < today - timedelta(days=today.weekday())
    weekday = _weekday(then.date(), lang)
    if _is_chinese(lang):
        return zh.format(f"{'上' if is_last_week else ''}{weekday}")
    return en.format(f"{'last ' if is_last_week else ''}{weekday}")


def date_words(day: date, today: date, lang: str) -> str:
    """A day: 11月20日, 2025年3月2日 in another year."""
    is_other_year = day.year != today.year
    if _is_chinese(lang):
        return f"{f'{day.year}年' if is_other_year else ''}{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]}{f' {day.year}' if is_other_year else ''}"
