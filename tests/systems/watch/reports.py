"""Invented reports of invented places, to find what belongs together."""

from collections.abc import Sequence

from shouwang.lib.coordinates import Point
from shouwang.systems.watch.related import Rarity, Report, traits


def report(
    text: str, *, title: str = "", day: float = 0, place: Point | None = None, names: Sequence[str] = ()
) -> Report:
    return Report(traits(text, title=title, gazetteer=names), day, place)


def rarity(*reports: Report) -> Rarity:
    """As if these were all reports of the room."""
    held: dict[str, dict[int, int]] = {"names": {}, "words": {}}
    for one in reports:
        for channel, counts in (("names", one.traits.names), ("words", one.traits.words)):
            for gram, _ in counts.pairs():
                held[channel][gram] = held[channel].get(gram, 0) + 1
    return Rarity(len(reports), held["names"], held["words"])


KILN = (
    "青禾苑小区北边的砖窑半夜还在烧，烟灰落满阳台，窗户不敢开。",
    "住在青禾苑，砖窑天天冒黑烟，烟灰落得到处都是，老人咳嗽。",
    "青禾苑小区旁边那个砖窑什么时候关？黑烟熏得孩子睡不着，阳台全是烟灰。",
)
LIFT = (
    "青禾苑小区三号楼电梯坏了半个月，物业一直没有派人来修，老人上不了楼。",
    "我家住青禾苑三号楼，电梯又坏了，物业说没有配件，老人只能爬楼。",
)
BRIDGE = (
    "石鼓桥的栏杆断了一截，小孩放学从桥上走太危险，请尽快修好。",
    "石鼓桥栏杆断了没人管，晚上看不清，放学的小孩差点掉下去。",
)
OTHERS = (
    "柳沟村口的路灯不亮已经一个星期了，晚上回家看不见路。",
    "东头集市上有人卖假药，一盒几百块，专门骗老年人。",
    "白果坪水库有人钓鱼不听劝，水边很滑，昨天有人滑倒。",
    "村委会门口停了一辆没有牌照的面包车，三天没有动过。",
    "有人打电话说我中奖了，要先交手续费，是不是骗子？",
    "后山的松树被人砍了七八棵，树桩还是新的。",
)
