"""What hangs on the wall of Hewan: two bulletins and a warning passed on, released by a second person, and a draft."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from shouwang.config.demo.ground import Hewan
from shouwang.config.demo.pretend import pretend
from shouwang.kernel.people.models import Account
from shouwang.systems.outreach.actions import bulletins as actions
from shouwang.systems.outreach.actions.bulletins import Words

FRAUD = Words(
    title="接到“客服退款”电话，先挂断",
    text=(
        "本月村里有人接到自称网购客服的电话，说要退款，先让交保证金。"
        "凡是退款先要您转钱的，都是骗子。挂断，拿不准打警务室或 96110。"
    ),
    title_en='"Customer service" offers a refund? Hang up',
    text_en=(
        "This month people in the village were called by somebody who said they were customer service: a refund, but a "
        "deposit first. Whoever wants your money before giving some back is cheating you. Hang up; if unsure, ring the "
        "room or 96110."
    ),
)
RIVER = Words(
    title="河水涨了，别下水",
    is_urgent=True,
    text="这几天上游放水，河滩码头和柳树湾水深流急。看好孩子，不下水、不捞鱼。看见有人下水，先喊，再打 110。",
    title_en="The river is high: stay out of it",
    text_en=(
        "Water is being let down from above these days; at the landing and the willow bend it is deep and fast. Keep "
        "children away. If you see somebody in the water, call out first, then call 110."
    ),
)
MEETING = Words(title="周五晚上警民座谈会", text="周五晚七点，村委会。说说路灯、养狗和停车的事，谁都可以来。")


def make_bulletins(hewan: Hewan, people: Mapping[str, Account]) -> None:
    """Written by the auxiliary, read and released by the officer; the meeting is still a draft."""
    now = timezone.now()
    storm = Words(
        title="暴雨黄色预警信号",
        text="预计未来 12 小时我县西部降雨量达 50 毫米以上，请注意防范山洪和低洼积水。",
        kind="warning",
        category="Met",
        issuer="河湾县气象台（演示）",
        number=f"41038141600000_{now:%Y%m%d%H%M%S}_1",
        level="3",
        issued_at=now - timedelta(hours=2),
        expires_at=now + timedelta(hours=22),
    )
    for words, ago in ((FRAUD, timedelta(days=4)), (RIVER, timedelta(hours=20)), (storm, timedelta(hours=1))):
        with pretend(now - ago - timedelta(hours=1)):
            bulletin = actions.write(by=people["li"], room=hewan.room, words=words)
        with pretend(now - ago):
            actions.release(by=people["chen"], bulletin=bulletin)
    with pretend(now - timedelta(hours=2)):
        actions.write(by=people["zhou"], room=hewan.room, words=MEETING)
