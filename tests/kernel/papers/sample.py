"""A paper as a system would describe one: a matter sheet with every kind of field. All in it is invented."""

from datetime import UTC, date, datetime
from decimal import Decimal

from shouwang.kernel.papers.description import Column, Field, Kind, Paper, Section, Words

PAPER = Paper(
    key="matter_sheet",
    title=Words("事项单", "Matter sheet"),
    issuer=Field("issuer", Words("单位", "Office")),
    number=Field("number", Words("编号", "No."), required=True),
    sections=(
        Section(
            fields=(
                Field("reporter", Words("来访人", "Brought by"), required=True),
                Field("phone", Words("电话", "Phone")),
                Field("received", Words("受理时间", "Accepted at"), Kind.DATE, required=True),
                Field("due", Words("办结期限", "Due on"), Kind.DATE),
                Field("place", Words("地点", "Place"), wide=True),
                Field("story", Words("事情经过", "What happened"), required=True, wide=True, lines=6),
            ),
        ),
        Section(
            title=Words("约定", "What was agreed"),
            fields=(
                Field(
                    "duties",
                    Words("履行内容", "Duties"),
                    Kind.TABLE,
                    columns=(
                        Column("who", Words("谁", "Who"), required=True),
                        Column("what", Words("做什么", "What"), share=3, required=True),
                        Column("until", Words("期限", "Until"), Kind.DATE, share=2),
                        Column("sum", Words("金额", "Sum"), Kind.MONEY, share=2),
                    ),
                ),
                Field("total", Words("合计", "Total"), Kind.MONEY),
            ),
            note=Words("本单一式两份，来访人和警务室各存一份。", "Two copies: one for you, one for the room."),
        ),
        Section(
            fields=(
                Field("visitor_signs", Words("来访人签名", "Signature"), Kind.SIGNATURE, required=True),
                Field("officer_signs", Words("承办人", "Officer in charge"), Kind.SIGNATURE, seal=True),
            ),
        ),
    ),
)

VALUES = {
    "issuer": "河湾村警务室",
    "number": "HW-2026-0147",
    "reporter": "王大娘",
    "phone": "0379-5550101",
    "received": datetime(2026, 3, 2, 8, 5, tzinfo=UTC),
    "due": date(2026, 3, 9),
    "place": "村口桥头，老槐树往东三十米",
    "story": "两家为一口鱼塘的水争了半个月。\n三月一日下午，塘埂被挖开一个口子。",
    "duties": [
        {"who": "王家", "what": "把塘埂填好", "until": date(2026, 3, 5), "sum": None},
        {"who": "李家", "what": "补鱼苗钱", "until": date(2026, 3, 9), "sum": Decimal("1200")},
    ],
    "total": Decimal("1200"),
    "visitor_signs": "",
    "officer_signs": "陈警官",
}
