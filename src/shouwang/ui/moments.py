"""Times as people say them, in the language of the request, with the exact time beside them."""

import re
from datetime import datetime

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from shouwang.lib import words

KEPT_DAY = re.compile(r"(\d{4}-\d\d-\d\d)( \d\d?:\d\d.*)")


def language() -> str:
    """The active language as shouwang.lib.words wants it: "zh-hans" or "en"."""
    return "en" if (translation.get_language() or "").startswith("en") else "zh-hans"


def ago(moment: datetime, now: datetime | None = None) -> str:
    return words.ago(moment, now or timezone.now(), language())


def until(moment: datetime, now: datetime | None = None) -> str:
    return words.until(moment, now or timezone.now(), language())


def promise(moment: datetime, now: datetime | None = None) -> SafeString:
    """A deadline to keep, with the exact moment on it."""
    return stamped(moment, words.promise(moment, now or timezone.now(), language()))


def day(moment: datetime, now: datetime | None = None) -> str:
    """The day of a moment: 11月20日."""
    today = timezone.localtime(now or timezone.now()).date()
    return words.date_words(timezone.localtime(moment).date(), today, language())


def weekday(moment: datetime) -> str:
    """The day with its weekday: 11月30日 星期一."""
    return date_format(timezone.localtime(moment), pgettext("date format", "l j F"))


def spoken(text: str) -> str:
    """A day and time as the story of a matter keeps it ("2026-11-30 9:30"), its day as people say it; else the text as it is."""
    found = KEPT_DAY.match(text)
    if found is None:
        return text
    try:
        day = datetime.fromisoformat(found[1])
    except ValueError:
        return text
    return f"{weekday(timezone.make_aware(day))}{found[2]}"


def exact(moment: datetime) -> str:
    """The moment written out: "2026年11月24日 16:00" or "24 Nov 2026, 16:00"."""
    local = timezone.localtime(moment)
    if language() == "en":
        return f"{local.day} {local:%b %Y, %H:%M}"
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"


def stamped(moment: datetime, text: str) -> SafeString:
    """The text in a <time> element that carries the exact moment."""
    iso = timezone.localtime(moment).isoformat(timespec="minutes")
    return format_html('<time datetime="{}" title="{}">{}</time>', iso, exact(moment), text)
