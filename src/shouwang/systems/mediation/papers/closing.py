"""Papers of the end: covers, closing report, termination, note on the file, and the letter that passes a dispute on."""

from shouwang.kernel.papers.description import Field, Kind, Paper, Section, Shape, Words
from shouwang.systems.mediation.papers.common import (
    COMMITTEE,
    COMMITTEE_SEALS,
    DISPUTE,
    FACTS,
    FILE_NUMBER,
    NUMBER,
    PARTIES_SIGN,
    ROUTES,
)

COVER = Paper(
    key="cover",
    title=Words("人民调解卷宗", "Mediation file"),
    issuer=COMMITTEE,
    number=FILE_NUMBER,
    shape=Shape.COVER,
    sections=(
        Section(
            fields=(
                Field("name", Words("卷名", "Name of the file"), required=True, wide=True),
                Field("mediators", Words("调解员", "Mediators"), required=True, wide=True),
                Field("from", Words("调解开始", "Mediated from"), Kind.DATE, required=True),
                Field("until", Words("调解结束", "Until"), Kind.DATE, required=True),
                Field("filer", Words("立卷人", "Filed by"), required=True),
                Field("filed", Words("立卷日期", "Filed on"), Kind.DATE, required=True),
                Field("keep", Words("保管期限", "To be kept for"), required=True),
                Field("remark", Words("备注", "Remark")),
            ),
        ),
    ),
)

BACK = Paper(
    key="back",
    title=Words("卷宗封底", "Back cover"),
    issuer=COMMITTEE,
    shape=Shape.BACK,
    sections=(
        Section(
            title=Words("备考", "For the archive"),
            fields=(
                Field("condition", Words("本卷情况", "Condition"), wide=True, lines=5),
                Field("filer", Words("立卷人", "Filed by")),
                Field("checker", Words("检查人", "Checked by")),
                Field("filed", Words("立卷日期", "Filed on"), Kind.DATE, wide=True),
            ),
        ),
    ),
)

FILE_NOTE = Paper(
    key="file_note",
    title=Words("卷宗情况说明", "Note on the file"),
    issuer=COMMITTEE,
    number=FILE_NUMBER,
    sections=(
        Section(
            fields=(
                DISPUTE,
                Field("missing", Words("缺少的文书和材料", "What is missing"), Kind.POINTS, lines=4),
                Field("odd", Words("需要说明的情况", "What needs explaining"), Kind.PROSE, lines=6),
            ),
        ),
        Section(fields=(Field("by", Words("说明人（签名）", "By (signature)"), Kind.SIGNATURE, required=True),)),
    ),
)

CLOSING_REPORT = Paper(
    key="closing_report",
    title=Words("人民调解结案报告表", "Closing report"),
    issuer=COMMITTEE,
    number=FILE_NUMBER,
    sections=(
        Section(
            fields=(
                Field("reported", Words("报告日期", "Reported on"), Kind.DATE, required=True),
                Field("mediators", Words("调解员", "Mediators"), required=True),
                Field("accepted", Words("受理日期", "Accepted on"), Kind.DATE, required=True),
                Field("closed", Words("结案日期", "Closed on"), Kind.DATE, required=True),
                Field("parties", Words("当事人", "Parties"), required=True, wide=True),
                Field("source", Words("案件来源", "How it came"), required=True),
                Field("type", Words("纠纷类型", "Type of dispute")),
                FACTS,
                Field("result", Words("处理结果", "Result"), Kind.PROSE, required=True, lines=5),
            ),
        ),
        Section(
            fields=(
                Field(
                    "reporter_signs", Words("报告人（签名）", "Reported by (signature)"), Kind.SIGNATURE, required=True
                ),
                Field(
                    "director_signs",
                    Words("委员会主任意见（签名）", "Director's opinion (signature)"),
                    Kind.SIGNATURE,
                    seal=True,
                ),
            ),
        ),
    ),
)

TERMINATION = Paper(
    key="termination",
    title=Words("终止调解通知书", "Notice that mediation has ended"),
    issuer=COMMITTEE,
    number=NUMBER,
    sections=(
        Section(
            fields=(
                Field("to", Words("当事人", "To"), required=True),
                DISPUTE,
                Field("ended", Words("终止日期", "Ended on"), Kind.DATE, required=True),
            ),
            text=(
                Words(
                    "{to}：本委员会调解的{dispute}，于{ended}终止调解。",
                    "To {to}: mediation in {dispute} ended on {ended}.",
                ),
            ),
        ),
        Section(fields=(Field("reasons", Words("终止的理由", "Reasons"), Kind.PROSE, required=True, lines=4),)),
        Section(title=Words("您还可以", "You may still"), points=ROUTES),
        Section(
            fields=(PARTIES_SIGN, COMMITTEE_SEALS),
            note=Words("签名只表示收到。", "A signature only says that the notice was received."),
        ),
    ),
)

TRANSFER = Paper(
    key="transfer",
    title=Words("纠纷移送函", "Letter of transfer"),
    issuer=COMMITTEE,
    number=NUMBER,
    sections=(
        Section(
            fields=(
                Field("to", Words("接收单位", "To"), required=True),
                DISPUTE,
            ),
            text=(
                Words(
                    "{to}：我单位受理的{dispute}，现移送你单位处理。",
                    "To {to}: we pass on to you {dispute}.",
                ),
            ),
        ),
        Section(
            fields=(
                Field("parties", Words("当事人", "Parties"), required=True, wide=True),
                Field("accepted", Words("受理日期", "Accepted on"), Kind.DATE),
                Field("level", Words("移送层级", "From level to level")),
                Field("reasons", Words("移送的理由", "Reasons"), Kind.PROSE, required=True, lines=3),
                Field("done", Words("已经做的工作", "What was done so far"), Kind.PROSE, lines=3),
                Field("materials", Words("随附材料", "Attached"), Kind.POINTS, lines=2),
                Field("contact", Words("联系人", "Contact"), required=True),
                Field("phone", Words("联系电话", "Phone")),
                COMMITTEE_SEALS,
            ),
        ),
        Section(
            slip=True,
            title=Words("回执", "Receipt"),
            fields=(
                Field("received", Words("收到时间", "Received at"), Kind.DATE),
                Field("decision", Words("接收或退回", "Taken or sent back")),
                Field("feedback", Words("处理情况反馈", "What came of it"), wide=True, lines=3),
                Field("receiver_signs", Words("签收人", "Received by"), Kind.SIGNATURE, seal=True),
            ),
        ),
    ),
)
