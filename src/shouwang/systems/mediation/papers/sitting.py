"""Papers of the work itself: invitation, inquiry, evidence, and the record of each sitting."""

from shouwang.kernel.papers.description import Column, Field, Kind, Paper, Section, Words
from shouwang.systems.mediation.papers.common import (
    COMMITTEE,
    COMMITTEE_SEALS,
    DISPUTE,
    MEDIATORS_SIGN,
    NUMBER,
    PARTIES_SIGN,
    RECORDER_SIGNS,
)

INVITATION = Paper(
    key="invitation",
    title=Words("人民调解通知书", "Invitation to mediation"),
    issuer=COMMITTEE,
    number=NUMBER,
    sections=(
        Section(
            fields=(
                Field("to", Words("收件人", "To"), required=True),
                DISPUTE,
                Field("begins", Words("时间", "Time"), Kind.DATE, required=True),
                Field("place", Words("地点", "Place"), required=True),
            ),
            text=(
                Words(
                    "{to}：本委员会受理的{dispute}，定于{begins}在{place}调解，请您按时到场。",
                    "To {to}: {dispute} will be mediated on {begins} at {place}. Please be there in time.",
                ),
                Words(
                    "调解不收费。您不愿意调解的，请尽早告诉我们；来不了的，可以另约时间，也可以书面委托别人来。",
                    "Mediation costs nothing. If you do not want it, please tell us soon. If you cannot come we will find another"
                    " time, or you may send somebody with a written authority.",
                ),
            ),
        ),
        Section(
            fields=(
                Field("part", Words("参加身份", "You come as"), wide=True, optional=True),
                Field("bring", Words("请带上", "Please bring"), Kind.POINTS, lines=2),
                Field("contact", Words("联系人", "Contact")),
                Field("phone", Words("联系电话", "Phone")),
            ),
        ),
        Section(fields=(COMMITTEE_SEALS,)),
        Section(
            slip=True,
            title=Words("回执（请填好交回）", "Receipt (please fill in and hand back)"),
            fields=(
                Field("coming", Words("是否参加", "Will you come?"), wide=True),
                Field("received_by", Words("收到人（签名）", "Received by (signature)"), Kind.SIGNATURE),
            ),
        ),
    ),
)

INQUIRY = Paper(
    key="inquiry",
    title=Words("调查记录", "Record of inquiry"),
    issuer=COMMITTEE,
    number=NUMBER,
    sections=(
        Section(
            fields=(
                DISPUTE,
                Field("begins", Words("开始时间", "From"), Kind.DATE, required=True),
                Field("ends", Words("结束时间", "To"), Kind.DATE),
                Field("place", Words("地点", "Place"), required=True, wide=True),
                Field("investigators", Words("调查人", "Inquiry by"), required=True),
                Field("recorder", Words("记录人", "Recorder"), required=True),
                Field("present", Words("参加人", "Also present"), wide=True),
                Field(
                    "questioned",
                    Words("被调查人", "Person asked"),
                    Kind.CARDS,
                    required=True,
                    columns=(
                        Column("name", Words("姓名", "Name"), required=True),
                        Column("phone", Words("联系方式", "Phone")),
                        Column("sex", Words("性别", "Sex"), optional=True),
                        Column("age", Words("年龄", "Age"), optional=True),
                        Column("relation", Words("与当事人的关系", "Relation to the parties"), share=2, optional=True),
                        Column("address", Words("单位或住址", "Address"), share=2),
                    ),
                ),
                Field("content", Words("调查内容", "What was asked and said"), Kind.PROSE, required=True, lines=14),
            ),
        ),
        Section(
            text=(
                Words(
                    "以上记录我已看过（已向我宣读），与我说的一致。",
                    "I have read this record, or it was read to me, and it says what I said.",
                ),
            ),
            fields=(
                Field(
                    "questioned_sign",
                    Words("被调查人（签名或按指印）", "Person asked (signature or fingerprint)"),
                    Kind.SIGNATURES,
                    required=True,
                ),
                Field(
                    "investigators_sign",
                    Words("调查人（签名）", "Inquiry by (signature)"),
                    Kind.SIGNATURES,
                    required=True,
                ),
                RECORDER_SIGNS,
            ),
        ),
    ),
)

EVIDENCE = Paper(
    key="evidence",
    title=Words("证据材料清单", "List of evidence"),
    issuer=COMMITTEE,
    number=NUMBER,
    sections=(
        Section(
            fields=(
                DISPUTE,
                Field(
                    "items",
                    Words("证据材料", "Evidence"),
                    Kind.TABLE,
                    required=True,
                    lines=8,
                    columns=(
                        Column("name", Words("名称", "What"), share=5, required=True),
                        Column("kind", Words("形式", "Original or copy"), share=4),
                        Column("pages", Words("页数", "Pages"), share=2),
                        Column("from", Words("提供人", "Given by"), share=3),
                        Column("day", Words("收到日期", "Received on"), Kind.DATE, share=5),
                        Column("shows", Words("说明什么", "What it shows"), share=4),
                    ),
                ),
            ),
        ),
        Section(
            fields=(
                Field("given_by", Words("提供人（签名）", "Given by (signature)"), Kind.SIGNATURES),
                Field("taken_by", Words("接收人（签名）", "Received by (signature)"), Kind.SIGNATURE, required=True),
            ),
        ),
    ),
)

RECORD = Paper(
    key="record",
    title=Words("人民调解记录", "Record of mediation"),
    issuer=COMMITTEE,
    number=NUMBER,
    sections=(
        Section(
            fields=(
                Field("subject", Words("事由", "Subject"), required=True, wide=True),
                Field("begins", Words("开始时间", "From"), Kind.DATE, required=True),
                Field("ends", Words("结束时间", "To"), Kind.DATE),
                Field("place", Words("地点", "Place"), required=True),
                Field("manner", Words("公开或不公开", "In public or private")),
                Field("parties", Words("当事人", "Parties"), required=True, wide=True),
                Field("mediators", Words("人民调解员", "Mediators"), required=True),
                Field("recorder", Words("记录人", "Recorder"), required=True),
                Field("invited", Words("参加人（经当事人同意）", "Invited, with the parties' consent"), wide=True),
            ),
        ),
        Section(
            title=Words("调解情况", "What happened"),
            fields=(
                Field("told", Words("权利义务告知", "Rights and duties told"), Kind.PROSE, required=True, lines=2),
                Field("statements", Words("各方陈述", "What each side said"), Kind.PROSE, required=True, lines=10),
                Field("checked", Words("核实的事实", "Facts that were checked"), Kind.PROSE, lines=5),
                Field("law", Words("说理、说法和风险提示", "Law and risks explained"), Kind.PROSE, lines=4),
                Field(
                    "result", Words("调解结果（未成的写明原因）", "Result, or why there is none"), Kind.PROSE, lines=4
                ),
            ),
        ),
        Section(
            fields=(
                PARTIES_SIGN,
                Field("invited_sign", Words("参加人（签名）", "Invited (signature)"), Kind.SIGNATURES, optional=True),
                MEDIATORS_SIGN,
                RECORDER_SIGNS,
            ),
        ),
    ),
)
