"""What Hewan asked about strange messages, and the frauds of these weeks: all invented."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from shouwang.config.demo.ground import Hewan
from shouwang.config.demo.pretend import pretend
from shouwang.kernel.journal.actions import PUBLIC
from shouwang.kernel.matters.actions.intake import Brought, Reporter
from shouwang.kernel.people.models import Account
from shouwang.systems.outreach.actions import losses, scams
from shouwang.systems.outreach.actions.losses import Told

OFFICIALS = "有个人打电话说他是市公安局的，说我涉嫌洗钱，叫我保密，还要我把存折的钱转到安全账户。"
COURIER = "您好，快递客服：您的包裹丢失，现三倍理赔。请加企业微信，下载会议软件打开屏幕共享办理。"
BANK = "您尾号6677的卡于3月2日10:20支出人民币35.00元，余额1200.50元。"
GROUP = "群里有人发：点赞一条三块，先垫付两百做任务，做完返两百六，名额有限。"
CASES = (
    (3, "stopped", "officials", "phone", None, Decimal(30000), "bank"),
    (6, "attempt", "courier", "phone", None, None, ""),
    (9, "loss", "rebate", "wechat", Decimal(4200), None, ""),
    (12, "stopped", "rebate", "app", None, Decimal(1800), "room"),
    (15, "stopped", "guess_who", "phone", None, Decimal(5000), "family"),
    (20, "attempt", "phishing_link", "sms", None, None, ""),
)


def make_scams(hewan: Hewan, people: Mapping[str, Account]) -> None:
    """Four questions, one of which somebody waits on, and six losses and rescues."""
    now = timezone.now()
    with pretend(now - timedelta(days=2)):
        first = scams.ask(by=PUBLIC, room=hewan.room, text=COURIER, channel="public", may_teach=True)
        scams.ask(by=people["li"], room=hewan.room, text=BANK, channel="desk")
    with pretend(now - timedelta(days=1)):
        words = "这是骗子。别加他，别打开共享屏幕；快递的事在购物软件里问。"
        scams.answer(by=people["li"], question=first, verdict="scam", type_key="courier", words=words)
        scams.ask(by=PUBLIC, room=hewan.room, text=GROUP, channel="public")
    with pretend(now - timedelta(minutes=50)):
        waits = scams.ask(by=PUBLIC, room=hewan.room, text=OFFICIALS, channel="public")
        brought = Brought(kind="scam", text="我没转钱，可他还在打。", reporter=Reporter("顾阿姨", "13800000021"))
        scams.let_officer_look(question=waits, brought=brought)
    for days, outcome, kind, channel, lost, saved, stopped_by in CASES:
        with pretend(now - timedelta(days=days)):
            told = Told(outcome, kind, channel, timezone.localdate(), lost, saved, stopped_by)
            losses.write(by=people["zhou"], room=hewan.room, told=told)
