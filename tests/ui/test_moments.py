"""Times are said as people say them; the exact moment is never far."""

from datetime import UTC, datetime, timedelta

import time_machine
from django.template import Context, Template
from django.utils import translation

from shouwang.ui import moments

NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)  # 12:00 in Shanghai


@time_machine.travel(NOON, tick=False)
def test_words_follow_the_language_of_the_request() -> None:
    earlier = NOON - timedelta(minutes=41)
    with translation.override("zh-hans"):
        assert moments.ago(earlier) == "41 分钟前"
    with translation.override("en"):
        assert moments.ago(earlier) == "41 minutes ago"


def test_the_exact_moment_is_in_shanghai_time() -> None:
    with translation.override("zh-hans"):
        assert moments.exact(NOON) == "2026年11月24日 12:00"
    with translation.override("en"):
        assert moments.exact(NOON) == "24 Nov 2026, 12:00"


@time_machine.travel(NOON, tick=False)
def test_the_tag_carries_the_exact_moment() -> None:
    with translation.override("zh-hans"):
        drawn = Template("{% ago at %}").render(Context({"at": NOON}))
    assert drawn == '<time datetime="2026-11-24T12:00+08:00" title="2026年11月24日 12:00">刚刚</time>'


@time_machine.travel(NOON, tick=False)
def test_what_is_due_is_said_with_how_long_is_left() -> None:
    with translation.override("zh-hans"):
        assert "3 小时" in moments.until(NOON + timedelta(hours=3))
        assert "超时" in moments.until(NOON - timedelta(days=1))
