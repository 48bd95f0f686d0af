"""Times are said as people say them, in both languages."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwang.lib.clock import BEIJING
from shouwang.lib.words import ago, duration, promise, until

NOW = datetime(2026, 11, 24, 17, 0, 30, tzinfo=BEIJING)  # a Tuesday


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("moment", "zh", "en"),
    [
        ("2026-11-24 17:00:00", "刚刚", "just now"),
        ("2026-11-24 17:01:00", "刚刚", "just now"),
        ("2026-11-24 16:59:00", "1 分钟前", "1 minute ago"),
        ("2026-11-24 16:19:00", "41 分钟前", "41 minutes ago"),
        ("2026-11-24 16:00:00", "今天 16:00", "today 16:00"),
        ("2026-11-23 21:07:00", "昨天 21:07", "yesterday 21:07"),
        ("2026-11-25 09:30:00", "明天 09:30", "tomorrow 09:30"),
        ("2026-11-22 09:30:00", "上周日上午", "last Sunday morning"),
        ("2026-11-19 19:00:00", "上周四晚上", "last Thursday evening"),
        ("2026-11-17 19:00:00", "11月17日", "17 November"),
        ("2025-03-02 10:00:00", "2025年3月2日", "2 March 2025"),
        ("2027-01-01 10:00:00", "2027年1月1日", "1 January 2027"),
    ],
)
def test_how_long_ago(moment: str, zh: str, en: str) -> None:
    assert (ago(at(moment), NOW, "zh-hans"), ago(at(moment), NOW, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("hour", "zh", "en"),
    [
        (2, "周四凌晨", "early Thursday"),
        (6, "周四早上", "early Thursday morning"),
        (9, "周四上午", "Thursday morning"),
        (12, "周四中午", "Thursday midday"),
        (15, "周四下午", "Thursday afternoon"),
        (20, "周四晚上", "Thursday evening"),
    ],
)
def test_earlier_this_week_is_said_by_part_of_day(hour: int, zh: str, en: str) -> None:
    moment, saturday = datetime(2026, 11, 26, hour, tzinfo=BEIJING), at("2026-11-28 12:00")
    assert (ago(moment, saturday, "zh-hans"), ago(moment, saturday, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("moment", "zh", "en"),
    [
        ("2026-11-23 12:00:00", "超时 1 天", "1 day late"),
        ("2026-11-21 12:00:00", "超时 3 天", "3 days late"),
        ("2026-11-24 15:00:00", "超时 2 小时", "2 hours late"),
        ("2026-11-24 17:00:00", "超时不到 1 分钟", "less than a minute late"),
        ("2026-11-24 17:01:00", "还剩不到 1 分钟", "less than a minute left"),
        ("2026-11-24 17:41:40", "还剩 41 分钟", "41 minutes left"),
        ("2026-11-24 20:30:00", "还剩 3 小时", "3 hours left"),
        ("2026-11-24 23:00:00", "今天 23:00 前", "by 23:00 today"),
        ("2026-11-25 18:00:00", "明天", "tomorrow"),
        ("2026-11-26 18:00:00", "周四前", "by Thursday"),
        ("2026-12-01 18:00:00", "12月1日前", "by 1 December"),
        ("2027-03-02 18:00:00", "2027年3月2日前", "by 2 March 2027"),
    ],
)
def test_how_a_deadline_stands(moment: str, zh: str, en: str) -> None:
    assert (until(at(moment), NOW, "zh-hans"), until(at(moment), NOW, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("moment", "zh", "en"),
    [
        ("2026-11-24 18:00:00", "11月24日（今天）18:00 前", "by 18:00 on 24 November (today)"),
        ("2026-11-25 09:30:00", "11月25日（明天）09:30 前", "by 09:30 on 25 November (tomorrow)"),
        ("2026-11-30 18:00:00", "11月30日（周一）18:00 前", "by 18:00 on 30 November (Monday)"),
        ("2027-01-04 18:00:00", "2027年1月4日（周一）18:00 前", "by 18:00 on 4 January 2027 (Monday)"),
    ],
)
def test_a_deadline_on_a_receipt_names_its_day(moment: str, zh: str, en: str) -> None:
    assert (promise(at(moment), NOW, "zh-hans"), promise(at(moment), NOW, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("minutes", "zh", "en"),
    [
        (0, "不到 1 分钟", "less than a minute"),
        (1, "1 分钟", "1 minute"),
        (45, "45 分钟", "45 minutes"),
        (60, "1 小时", "1 hour"),
        (90, "1 小时 30 分钟", "1 hour 30 minutes"),
        (1440, "1 天", "1 day"),
        (1441, "1 天", "1 day"),
        (3060, "2 天 3 小时", "2 days 3 hours"),
    ],
)
def test_how_long_it_took(minutes: int, zh: str, en: str) -> None:
    assert (duration(minutes, "zh-hans"), duration(minutes, "en")) == (zh, en)


def test_a_working_day_may_be_shorter() -> None:
    assert duration(480, "zh-hans", day=420) == "1 天 1 小时"


def test_no_length_is_negative() -> None:
    with pytest.raises(ValueError, match="negative"):
        duration(-1, "en")


def test_days_are_chinas_whatever_the_zone_of_the_moment() -> None:
    moment = at("2026-11-24 00:30").astimezone(UTC)
    assert ago(moment, NOW.astimezone(UTC), "zh-hans") == "今天 00:30"


@given(st.timedeltas(timedelta(-800), timedelta(800)))
def test_every_moment_has_words_in_both_languages(apart: timedelta) -> None:
    for say in (ago, promise, until):
        assert say(NOW + apart, NOW, "zh-hans").strip()
        assert say(NOW + apart, NOW, "en").isascii()
