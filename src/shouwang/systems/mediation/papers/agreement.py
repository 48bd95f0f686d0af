"""The agreement, written or oral, and what comes of it: performance, return visit, the court's confirmation."""

from shouwang.kernel.papers.description import Column, Field, Kind, Paper, Section, Words
from shouwang.systems.mediation.papers.fields import (
    AGREEMENT_NUMBER,
    COMMITTEE,
    COMMITTEE_SEALS,
    DISPUTE,
    MEDIATORS_SIGN,
    PARTIES,
    PARTIES_SIGN,
    PERSON,
    RECORDER_SIGNS,
    UNIT,
)

DUTIES = Field(
    "duties",
    Words("履行内容、方式和期限", "What is owed, how and by when"),
    Kind.TABLE,
    columns=(
        Column("who", Words("履行人", "Who"), share=3, required=True),
        Column("whom", Words("对方", "To whom"), share=3),
        Column("what", Words("做什么", "What"), share=5, required=True),
        Column("sum", Words("金额", "Sum"), Kind.MONEY, share=5),
        Column("until", Words("期限", "Until"), Kind.DATE, share=5, required=True),
        Column("way", Words("方式、地点", "How, where"), share=5),
    ),
)
MAIN_FACTS = Field(
    "facts", Words("纠纷主要事实和争议事项", "Main facts and points in dispute"), Kind.PROSE, required=True, lines=8
)
LIABILITY = Field("liability", Words("各方责任", "Each side's responsibility"), Kind.PROSE, optional=True)
CONTENT = Field(
    "content",
    Words("经调解，各方自愿达成如下协议", "All sides agree of their own free will"),
    Kind.POINTS,
    required=True,
    lines=6,
)
TOTAL = Field("total", Words("涉及金额", "Sum in all"), Kind.MONEY, wide=True, capitals=True, optional=True)

AGREEMENT = Paper(
    key="agreement",
    title=Words("人民调解协议书", "Mediation agreement"),
    issuer=COMMITTEE,
    number=AGREEMENT_NUMBER,
    sections=(
        Section(fields=(PARTIES, MAIN_FACTS, LIABILITY, CONTENT, DUTIES, TOTAL)),
        Section(
            fields=(Field("copies", Words("份数", "Copies"), required=True),),
            text=(
                Words(
                    "本协议一式{copies}份，当事人各执一份，人民调解委员会留存一份。自各方当事人签名、盖章或者按指印，人民"
                    "调解员签名并加盖人民调解委员会印章之日起生效，各方应当按照约定履行。",
                    "There are {copies} copies, one for each party and one for the committee. The agreement takes effect on"
                    " the day on which all parties have signed, sealed or put their fingerprint, a mediator has signed and"
                    " the committee has sealed it; all sides must perform it.",
                ),
                Words(
                    "各方认为有必要的，可以自协议生效之日起三十日内共同向人民法院申请司法确认；因履行或者内容发生争议的，"
                    "可以向人民法院起诉。",
                    "Within 30 days from that day all sides may together ask the people's court to confirm it. If performance or"
                    " content are disputed, either side may go to the people's court.",
                ),
            ),
        ),
        Section(fields=(PARTIES_SIGN, MEDIATORS_SIGN, RECORDER_SIGNS, COMMITTEE_SEALS)),
    ),
)

ORAL = Paper(
    key="oral",
    title=Words("人民调解口头协议登记表", "Register of an oral agreement"),
    issuer=COMMITTEE,
    number=AGREEMENT_NUMBER,
    sections=(
        Section(
            fields=(
                PARTIES,
                MAIN_FACTS,
                LIABILITY,
                CONTENT,
                DUTIES,
                TOTAL,
                Field("reached", Words("达成日期", "Reached on"), Kind.DATE, required=True, wide=True),
            ),
        ),
        Section(
            text=(
                Words(
                    "各方当事人都表示不需要制作书面协议。口头协议自达成之日起生效，由人民调解员记录在本表。",
                    "All parties said that they need no written agreement. An oral agreement takes effect on the day it is"
                    " reached; the mediator keeps its content in this register.",
                ),
            ),
        ),
        Section(
            fields=(
                Field("parties_sign", PARTIES_SIGN.label, Kind.SIGNATURES, optional=True),
                MEDIATORS_SIGN,
                RECORDER_SIGNS,
                COMMITTEE_SEALS,
            ),
        ),
    ),
)

PERFORMANCE = Paper(
    key="performance",
    title=Words("协议履行凭证清单", "Proofs of performance"),
    issuer=COMMITTEE,
    number=AGREEMENT_NUMBER,
    sections=(
        Section(
            fields=(
                DISPUTE,
                Field(
                    "proofs",
                    Words("履行情况", "What was performed"),
                    Kind.TABLE,
                    required=True,
                    lines=6,
                    columns=(
                        Column("who", Words("履行人", "Who"), share=3, required=True),
                        Column("what", Words("履行内容", "What"), share=5, required=True),
                        Column("sum", Words("金额", "Sum"), Kind.MONEY, share=4),
                        Column("day", Words("履行日期", "On"), Kind.DATE, share=5),
                        Column("proof", Words("凭证", "Proof"), share=4),
                    ),
                ),
            ),
        ),
        Section(
            fields=(
                Field("checked_by", Words("核对人（签名）", "Checked by (signature)"), Kind.SIGNATURE, required=True),
                COMMITTEE_SEALS,
            ),
        ),
    ),
)

RECEIPT = Paper(
    key="receipt",
    title=Words("收条", "Receipt"),
    number=AGREEMENT_NUMBER,
    sections=(
        Section(
            fields=(
                Field("payer", Words("付款人", "Paid by"), required=True),
                Field("sum", Words("金额", "Sum"), Kind.MONEY, required=True, capitals=True),
                Field("reason", Words("款项", "For"), required=True),
                Field("agreement", AGREEMENT_NUMBER.label, required=True),
                Field("day", Words("日期", "On"), Kind.DATE, required=True),
            ),
            text=(
                Words(
                    "{day}，收到{payer}按{agreement}调解协议支付的{reason}，计{sum}，款已点清。",
                    "On {day} I received from {payer}, under agreement {agreement}, for {reason}: {sum}, counted and"
                    " correct.",
                ),
            ),
        ),
        Section(
            fields=(
                Field(
                    "payee_signs",
                    Words("收款人（签名或按指印）", "Received by (signature or fingerprint)"),
                    Kind.SIGNATURE,
                    required=True,
                ),
                Field("witness_signs", Words("见证人（签名）", "Witness (signature)"), Kind.SIGNATURE),
            ),
        ),
    ),
)

VISIT = Paper(
    key="visit",
    title=Words("人民调解回访记录", "Record of a return visit"),
    issuer=COMMITTEE,
    number=AGREEMENT_NUMBER,
    sections=(
        Section(
            fields=(
                Field("reason", Words("回访事由", "Dispute"), required=True, wide=True),
                Field("visited", Words("被回访人", "Person visited"), required=True),
                Field("at", Words("回访时间", "Visited at"), Kind.DATE, required=True),
                Field("way", Words("回访方式", "How"), wide=True),
            ),
        ),
        Section(
            title=Words("回访情况", "What was found"),
            fields=(
                Field("performed", Words("履行情况", "Performed?"), wide=True, required=True),
                Field("satisfied", Words("是否满意", "Satisfied with the mediation?"), wide=True),
                Field("court", Words("有无诉讼", "Went to court since?"), wide=True),
                Field("signs", Words("反复或不当", "Flaring up again, or mediated wrongly?"), wide=True),
                Field("measures", Words("采取的措施", "What was done about it"), Kind.PROSE, lines=4),
            ),
        ),
        Section(
            fields=(
                Field("visited_sign", Words("被回访人（签名）", "Person visited (signature)"), Kind.SIGNATURES),
                Field("visitors_sign", Words("回访人（签名）", "Visitor (signature)"), Kind.SIGNATURES, required=True),
            ),
        ),
    ),
)


def _delivery(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """A card with what a court needs to deliver to."""
    return (*columns, Column("delivery", Words("送达地址", "Address for delivery"), share=2, required=True))


def _confirmation(key: str, applicants: tuple[Field, ...]) -> Paper:
    """The joint application to the court; the two forms differ in who applies."""
    return Paper(
        key=key,
        title=Words("司法确认申请书", "Application for the court's confirmation"),
        sections=(
            Section(fields=applicants),
            Section(
                title=Words("申请事项", "What is asked for"),
                fields=(
                    Field("committee", COMMITTEE.label, required=True),
                    Field("agreement", Words("协议编号", "Agreement no."), required=True),
                    Field("effective", Words("生效日期", "In effect since"), Kind.DATE, required=True),
                ),
                text=(
                    Words(
                        "请求确认申请人经{committee}调解达成、于{effective}生效、编号为{agreement}的调解协议有效。",
                        "To confirm agreement no. {agreement}, reached before {committee}, in effect since {effective}.",
                    ),
                ),
            ),
            Section(
                fields=(
                    Field("facts", Words("事实和理由", "Facts and reasons"), Kind.PROSE, required=True, lines=8),
                    Field("content", Words("协议内容", "What was agreed"), Kind.POINTS, required=True, lines=4),
                ),
            ),
            Section(
                text=(
                    Words(
                        "申请人自愿达成协议，没有恶意串通、规避法律，协议不损害国家、集体和他人的利益；因协议给他人造成损害"
                        "的，申请人愿意承担责任。",
                        "The applicants agreed of their own free will, did not conspire or evade the law, and harm neither the"
                        " state, the collective nor others; for harm that the agreement does to others they will answer.",
                    ),
                ),
                fields=(
                    Field("attached", Words("附件", "Attached"), Kind.POINTS, lines=3),
                    Field("court", Words("此致", "To the court"), required=True, wide=True),
                    Field(
                        "applicants_sign",
                        Words("申请人（签名、盖章或按指印）", "Applicant (signature, seal or fingerprint)"),
                        Kind.SIGNATURES,
                        required=True,
                        lines=2,
                    ),
                ),
            ),
        ),
    )


CONFIRMATION_PERSONS = _confirmation(
    "confirmation_persons",
    (Field("applicants", Words("申请人", "Applicant"), Kind.CARDS, required=True, columns=_delivery(PERSON)),),
)
CONFIRMATION_UNIT = _confirmation(
    "confirmation_unit",
    (
        Field("persons", Words("申请人（自然人）", "Applicant (person)"), Kind.CARDS, True, columns=_delivery(PERSON)),
        Field("units", Words("申请人（单位）", "Applicant (organisation)"), Kind.CARDS, True, columns=_delivery(UNIT)),
    ),
)
