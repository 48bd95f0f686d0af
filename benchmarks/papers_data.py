"""The whole file of one invented quarrel about a homestead's boundary: every document with its values, in order."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from shouwang.kernel.papers.description import Signed
from shouwang.kernel.papers.dossier import Dossier, Filled
from shouwang.kernel.papers.scans import Scan
from shouwang.systems.mediation.papers.registry import BY_KEY

COMMITTEE = "河湾镇河湾村人民调解委员会"
NUMBER = "（2026）河人调字第12号"
AGREEMENT = "河人调协〔2026〕12号"
DISPUTE = "䶮学文与李𠮷良宅基地边界纠纷"
ONE = {"name": "䶮学文", "sex": "男", "age": "61岁", "occupation": "务农", "phone": "138 0000 0101", "address": "河湾村三组17号"}  # fmt: skip
OTHER = {"name": "李𠮷良", "sex": "男", "age": "47岁", "occupation": "个体运输", "phone": "138 0000 0202", "address": "河湾村三组18号"}  # fmt: skip
UNIT = {"name": "河湾建材有限公司", "head": "周明礼", "code": "91410000MA00000000", "position": "经理", "phone": "0379-5550188", "address": "河湾镇东街2号"}  # fmt: skip
FACTS = (
    "两家宅基地东西相邻，中间原有一道土坯墙。2026年2月20日，李𠮷良翻建西厢房，拆去土墙，新砌的砖墙根脚往东越过原墙中线"
    "约三十厘米，压住了䶮学文家的排水沟。\n2月26日夜里下雨，水排不出去，倒灌进䶮学文家的灶房，泡坏了粮食和一台冰箱。双方"
    "为此争吵，相互推搡，没有人受伤。\n双方对宅基地使用权证上的四至没有争议，争的是墙根的位置、排水沟怎么恢复和粮食、冰箱的损失。"
)
CONTENT = [
    "李𠮷良在2026年3月20日前把新砌砖墙的根脚退回原土墙中线以西，退出部分由两家当面丈量，用白灰画线。",
    "李𠮷良在同一期限内按原来的宽和深恢复排水沟，费用由李𠮷良承担；以后清沟由两家轮流，单月䶮家，双月李家。",
    "李𠮷良赔偿䶮学文粮食和冰箱损失共计人民币2,400元，分两次付清。",
    "双方就2月26日夜里的争吵互相道歉，今后互不追究。",
]
RECORD = [
    "䶮学文：那道墙是我爹手上打的，沟也是那时候挖的，四十年没有堵过。他翻房子我不拦，可是墙根不能压到我的沟上。粮食泡了"
    "两袋，冰箱也不转了。",
    "李𠮷良：墙是施工队放的线，我没有看着，确实过来了一点。水倒灌是因为沟里早有淤泥，不能全怪我。赔钱可以，要讲道理。",
    "村民小组长贺三喜：我们几个老人都记得墙在哪里，墙脚石还在，挖开就看得见。",
]


def signature() -> bytes:
    """A scrawl as a finger draws it."""
    picture = Image.new("RGBA", (420, 160), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    pen.line(
        [(20, 90), (60, 30), (90, 120), (140, 40), (170, 110), (240, 60), (400, 80)],
        fill="black",
        width=7,
        joint="curve",
    )
    pen.line([(120, 20), (130, 140), (300, 120)], fill="black", width=6)
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def photo(width: int = 1600, height: int = 1200) -> bytes:
    """What a phone's camera makes of a paper, roughly."""
    picture = Image.new("RGB", (width, height), (236, 232, 222))
    pen = ImageDraw.Draw(picture)
    for line in range(12):
        pen.line([(100, 120 + 80 * line), (width - 100 - 37 * (line % 4), 124 + 80 * line)], fill=(40, 40, 60), width=9)
    out = BytesIO()
    notes = picture.getexif()
    notes[0x010E] = "taken with a phone"
    picture.save(out, "JPEG", quality=88, exif=notes)
    return out.getvalue()


def day(of_month: int, month: int = 3) -> date:
    return date(2026, month, of_month)


def hour(of_month: int, of_day: int, minute: int = 0, month: int = 3) -> datetime:
    return datetime(2026, month, of_month, of_day - 8, minute, tzinfo=UTC)


def signs(*names: str, how: str = "在平板上手写签名", on: date | None = None, role: str = "") -> list[Signed]:
    return [Signed(name, role, signature(), how, on or day(8)) for name in names]


def values() -> dict[str, dict[str, Any]]:
    """The values of every document by its key. Some are left for a pen, as in life."""
    head = {"committee": COMMITTEE, "number": NUMBER}
    agreed = {"committee": COMMITTEE, "number": AGREEMENT}
    both = signs("䶮学文", "李𠮷良")
    duties = [
        {"who": "李𠮷良", "whom": "䶮学文", "what": "墙根退回原中线以西", "until": day(20), "way": "两家当面丈量"},
        {"who": "李𠮷良", "whom": "䶮学文", "what": "恢复排水沟", "until": day(20), "way": "按原宽、原深"},
        {
            "who": "李𠮷良",
            "whom": "䶮学文",
            "what": "赔偿第一笔",
            "sum": Decimal(1400),
            "until": day(15),
            "way": "当面付现金",
        },
        {
            "who": "李𠮷良",
            "whom": "䶮学文",
            "what": "赔偿第二笔",
            "sum": Decimal(1000),
            "until": day(15, 4),
            "way": "转账",
        },
    ]
    return {
        "cover": head | {
            "name": DISPUTE, "mediators": "周树清、吴巧云", "from": day(2), "until": day(8), "filer": "吴巧云",
            "filed": day(20, 4), "keep": "30年", "remark": "已司法确认",
        },
        "application": {
            "applicants": [ONE], "respondents": [OTHER], "facts": FACTS, "committee": COMMITTEE,
            "requests": ["把墙根退回原来的中线以西。", "恢复排水沟。", "赔偿粮食和冰箱的损失。"],
            "applicants_sign": signs("䶮学文", on=day(1)),
        },
        "register": head | {
            "accepted": day(2), "source": "当事人申请", "type": "房屋、宅基地纠纷", "place": "河湾村三组", "parties": [ONE, OTHER],
            "facts": FACTS, "parties_sign": both, "registrar_signs": "吴巧云",
        },
        "refusal": head | {"to": "䶮学文", "dispute": "宅基地使用权归属争议", "applied": day(1), "reasons": "宅基地使用权归属依法由人民政府处理，已由镇政府受理。"},
        "rights": head | {"dispute": DISPUTE, "parties_sign": both},
        "identity": head | {
            "dispute": DISPUTE, "seen_by": "吴巧云",
            "seen": [{"name": name, "paper": "居民身份证", "last": last, "day": day(2), "copy": "否"} for name, last in (("䶮学文", "0011"), ("李𠮷良", "002X"))],
        },
        "authority": {
            "principals": [OTHER], "agents": [{"name": "李秋菊", "phone": "138 0000 0303", "occupation": "律师", "address": "河湾镇东街9号"}],
            "dispute": DISPUTE, "committee": COMMITTEE, "scope": ["代为陈述事实、提出意见；", "代为签收文书。"], "from": day(2), "until": day(30, 4),
            "principals_sign": signs("李𠮷良"), "agents_sign": signs("李秋菊"),
        },
        "inquiry": head | {
            "dispute": DISPUTE, "begins": hour(3, 9), "ends": hour(3, 10, 20), "place": "河湾村三组贺三喜家", "investigators": "周树清、吴巧云",
            "recorder": "吴巧云", "present": "村民小组长", "questioned": [{"name": "贺三喜", "sex": "男", "age": "70岁", "phone": "138 0000 0404", "relation": "邻居，没有亲属关系", "address": "河湾村三组9号"}],
            "content": "问：原来那道土墙在什么位置？\n答：墙脚石还在，从老槐树根往北一直到灶房角，挖开一锹就看得见。\n问：排水沟什么时候挖的？\n答：八几年两家一起挖的，一直是䶮家在用，前两年李家也往里排过水。",
            "questioned_sign": signs("贺三喜", on=day(3)), "investigators_sign": signs("周树清", "吴巧云", on=day(3)), "recorder_signs": "吴巧云",
        },
        "evidence": head | {
            "dispute": DISPUTE, "taken_by": "吴巧云", "given_by": signs("䶮学文", "李𠮷良"),
            "items": [
                {"name": "宅基地使用权证", "kind": "复印件", "pages": "2", "from": "䶮学文", "day": day(2), "shows": "四至"},
                {"name": "被水泡的粮食和冰箱", "kind": "照片", "pages": "3", "from": "䶮学文", "day": day(2), "shows": "损失"},
                {"name": "冰箱修理店的说明", "kind": "原件", "pages": "1", "from": "䶮学文", "day": day(3), "shows": "修不好"},
            ],
        },
        "invitation": head | {
            "to": "李𠮷良", "dispute": DISPUTE, "begins": hour(8, 15), "place": "河湾村警务室调解室", "part": "当事人", "bring": ["身份证", "宅基地使用权证"],
            "contact": "吴巧云", "phone": "0379-5550101",
        },
        "record": head | {
            "subject": DISPUTE, "begins": hour(8, 15), "ends": hour(8, 17, 30), "place": "河湾村警务室调解室", "manner": "不公开（一方要求）",
            "parties": "䶮学文、李𠮷良", "mediators": "周树清、吴巧云", "recorder": "吴巧云", "invited": "陈警官（警务室）、李秋菊（律师）",
            "told": "已当面宣读《权利义务告知书》，各方表示明白，对调解员没有意见，同意陈警官、李秋菊参加。", "statements": "\n".join(RECORD),
            "checked": "现场挖出墙脚石，新墙根脚越过中线二十八厘米；冰箱修理店说明压缩机进水，不能修。",
            "law": "说明了民法典关于相邻各方应当有利生产、方便生活、处理排水和通行的规定；说明宅基地归属不能由调解协议确认，协议只写各方要做的事。",
            "result": "各方达成一致，签订调解协议书。", "parties_sign": both, "invited_sign": signs("陈警官", "李秋菊"), "mediators_sign": signs("周树清", "吴巧云"), "recorder_signs": "吴巧云",
        },
        "agreement": agreed | {
            "parties": [ONE, OTHER], "facts": FACTS, "liability": "李𠮷良施工越线，承担主要责任；䶮学文没有及时清沟，承担次要责任。", "content": CONTENT, "duties": duties,
            "total": Decimal(2400), "copies": "三", "parties_sign": both, "mediators_sign": signs("周树清", "吴巧云"), "recorder_signs": "吴巧云",
        },
        "oral": agreed | {
            "parties": [ONE, OTHER], "facts": FACTS, "content": CONTENT[:2], "duties": duties[:2], "reached": day(8), "mediators_sign": signs("周树清"), "recorder_signs": "吴巧云",
        },
        "performance": agreed | {
            "dispute": DISPUTE, "checked_by": "吴巧云",
            "proofs": [{"who": "李𠮷良", "what": "赔偿第一笔", "sum": Decimal(1400), "day": day(15), "proof": "收条"}, {"who": "李𠮷良", "what": "墙根退回、排水沟恢复", "day": day(19), "proof": "照片两张"}],
        },
        "receipt": {"number": AGREEMENT, "payer": "李𠮷良", "sum": Decimal(1400), "reason": "赔偿款（第一笔）", "agreement": AGREEMENT, "day": day(15), "payee_signs": signs("䶮学文", on=day(15))[0], "witness_signs": "吴巧云"},
        "visit": agreed | {
            "reason": DISPUTE, "visited": "䶮学文", "at": hour(16, 10, month=4), "way": "上门", "performed": "全部履行", "satisfied": "满意", "court": "没有", "signs": "没有",
            "measures": "提醒两家雨季前一起清一次沟。", "visited_sign": signs("䶮学文", on=day(16, 4)), "visitors_sign": signs("吴巧云", on=day(16, 4)),
        },
        "confirmation_persons": {
            "applicants": [ONE | {"delivery": "河湾村三组17号"}, OTHER | {"delivery": "河湾村三组18号"}], "committee": COMMITTEE, "agreement": AGREEMENT, "effective": day(8),
            "facts": FACTS, "content": CONTENT, "attached": ["调解协议书原件一份", "身份证复印件两份"], "court": "河湾县人民法院", "applicants_sign": signs("䶮学文", "李𠮷良", on=day(18)),
        },
        "confirmation_unit": {
            "persons": [ONE | {"delivery": "河湾村三组17号"}], "units": [UNIT | {"delivery": "河湾镇东街2号"}], "committee": COMMITTEE, "agreement": AGREEMENT, "effective": day(8),
            "facts": "䶮学文从河湾建材有限公司买的砖，断裂的超过两成，双方就退换达成协议。", "content": ["公司在十日内更换两千块砖。"], "attached": ["调解协议书原件一份"], "court": "河湾县人民法院",
        },
        "transfer": head | {
            "to": "河湾镇人民调解委员会", "dispute": DISPUTE, "parties": "䶮学文、李𠮷良", "accepted": day(2), "level": "村到镇", "reasons": "涉及相邻两村的排水渠，本村调解不了。", "done": "调查一次，调解一次。",
            "materials": ["受理登记表", "调查记录"], "contact": "吴巧云", "phone": "0379-5550101",
        },
        "termination": head | {"to": "䶮学文、李𠮷良", "dispute": DISPUTE, "ended": day(30), "reasons": "2026年3月29日，李𠮷良表示不愿意继续调解。", "parties_sign": ["䶮学文", "李𠮷良"]},
        "file_note": head | {"dispute": DISPUTE, "missing": ["第二笔赔偿没有收条，有转账记录。"], "odd": "调查记录的第二页有一处涂改，由贺三喜按了指印。", "by": "吴巧云"},
        "closing_report": head | {
            "reported": day(20, 4), "mediators": "周树清、吴巧云", "accepted": day(2), "closed": day(16, 4), "parties": "䶮学文、李𠮷良", "source": "当事人申请", "type": "房屋、宅基地纠纷",
            "facts": FACTS, "result": "达成书面协议，全部履行，经人民法院确认有效，回访没有反复。", "reporter_signs": "吴巧云", "director_signs": "周树清",
        },
        "back": {"committee": COMMITTEE, "filer": "吴巧云", "checker": "周树清", "filed": day(20, 4)},
    }  # fmt: skip


FULL = (
    "application", "rights", "identity", "authority", "inquiry", "evidence", "record", "agreement", "performance", "visit",
    "confirmation_persons", "file_note", "closing_report",
)  # fmt: skip


def dossier(*scans: Scan) -> Dossier:
    """The file of a difficult dispute: thirteen documents between its covers, and scans."""
    given = values()
    filled = {key: Filled(BY_KEY[key].paper, given[key]) for key in given}
    papers = [filled[key] for key in FULL]
    return Dossier([*papers, *scans], NUMBER, filled["cover"], filled["back"])
