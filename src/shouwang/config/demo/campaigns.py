"""Campaigns of Hewan: one that is out, read out by hand, and a draft for the days to come."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from shouwang.config.demo.ground import Hewan
from shouwang.config.demo.pretend import pretend
from shouwang.kernel.people.models import Account
from shouwang.systems.outreach.actions import campaigns as actions
from shouwang.systems.outreach.actions.campaigns import Words

SAFE = Words(
    title="没有“安全账户”",
    text=(
        "近日有人冒充银行客服打电话，说您的账户有问题，要您把钱转到安全账户。"
        "银行和公安都没有安全账户。接到这样的电话，先挂断，再打96110问清楚。"
        "验证码谁也不要告诉。陌生链接不要点开。"
    ),
    title_en='There is no "safe account"',
    text_en="Whoever asks you to move money to a safe account is cheating you. Hang up, then ring 96110 and ask.",
)
STRAW = Words(
    title="秋收后不烧秸秆",
    text="秸秆不要在地里烧，风一大就烧到林边。看见有人烧，先劝，再打警务室。着火了打119。",
    theme="fire",
)


def make_campaigns(hewan: Hewan, people: Mapping[str, Account]) -> None:
    """Written by the auxiliary, released by the officer, put up by hand in two places; and a draft for next week."""
    now = timezone.now()
    with pretend(now - timedelta(days=1, hours=2)):
        safe = actions.write(by=people["li"], room=hewan.room, words=SAFE)
        actions.go_without_sound(by=people["li"], campaign=safe, without=True)
    with pretend(now - timedelta(days=1)):
        actions.release(by=people["chen"], campaign=safe)
    for way, where, ago in (("wechat", "河湾村一组群", 22), ("poster", "村口小卖部", 20), ("poster", "卫生室", 20)):
        with pretend(now - timedelta(hours=ago)):
            actions.note_given(by=people["li"], campaign=safe, way=way, where=where)
    with pretend(now - timedelta(hours=3)):
        begins = now + timedelta(days=2)
        words = Words(STRAW.title, STRAW.text, theme="fire", begins_at=begins, expires_at=begins + timedelta(days=5))
        actions.write(by=people["zhou"], room=hewan.room, words=words, ways=("speaker", "wechat", "slide", "poster"))
