"""Papers of the beginning: application, register, rights, identity, authority, refusal to accept."""

from shouwang.kernel.papers.description import Column, Field, Kind, Paper, Section, Words
from shouwang.systems.mediation.papers.fields import (
    COMMITTEE,
    COMMITTEE_SEALS,
    DISPUTE,
    FACTS,
    NUMBER,
    PARTIES,
    PARTIES_SIGN,
    PERSON,
    ROUTES,
)

APPLICATION = Paper(
    key="application",
    title=Words("人民调解申请书", "Application for people's mediation"),
    sections=(
        Section(
            fields=(
                Field("applicants", Words("申请人", "Applicant"), Kind.CARDS, required=True, columns=PERSON),
                Field("respondents", Words("被申请人", "Other party"), Kind.CARDS, required=True, columns=PERSON),
                FACTS,
                Field("requests", Words("申请事项", "What is asked for"), Kind.POINTS, required=True, lines=3),
            ),
        ),
        Section(
            fields=(COMMITTEE,),
            text=(
                Words(
                    "人民调解的有关规定已经向申请人说明。申请人自愿请求{committee}调解以上纠纷。",
                    "The rules of people's mediation were explained to the applicant, who asks {committee} to mediate in this"
                    " dispute of his or her own free will.",
                ),
            ),
        ),
        Section(
            fields=(
                Field(
                    "applicants_sign",
                    Words("申请人（签名、盖章或按指印）", "Applicant (signature, seal or fingerprint)"),
                    Kind.SIGNATURES,
                    required=True,
                ),
                Field(
                    "taken_down_by",
                    Words("口头申请的记录人（签名）", "Taken down from speech by (signature)"),
                    Kind.SIGNATURE,
                    optional=True,
                ),
            ),
        ),
    ),
)

REGISTER = Paper(
    key="register",
    title=Words("人民调解受理登记表", "Register of acceptance"),
    issuer=COMMITTEE,
    number=NUMBER,
    sections=(
        Section(
            fields=(
                Field("accepted", Words("受理日期", "Accepted on"), Kind.DATE, required=True),
                Field("source", Words("案件来源", "How it came"), required=True),
                Field("type", Words("纠纷类型", "Type of dispute"), required=True),
                Field("place", Words("纠纷发生地", "Place")),
                PARTIES,
                FACTS,
            ),
            note=Words("本表由人民调解委员会填写。", "Filled in by the people's mediation committee."),
        ),
        Section(
            fields=(
                PARTIES_SIGN,
                Field(
                    "registrar_signs",
                    Words("登记人（签名）", "Registered by (signature)"),
                    Kind.SIGNATURE,
                    required=True,
                ),
                COMMITTEE_SEALS,
            ),
        ),
    ),
)

RIGHTS = Paper(
    key="rights",
    title=Words("当事人权利义务告知书", "Notice of rights and duties"),
    issuer=COMMITTEE,
    number=NUMBER,
    sections=(
        Section(
            fields=(DISPUTE,),
            text=(
                Words(
                    "关于{dispute}：人民调解委员会是村民自己的调解组织，不是行政机关，也不是法院，调解不收任何费用。调解"
                    "全凭自愿，各方地位平等，内容不能违反法律和国家政策，也不妨碍您去仲裁、找行政机关或者打官司。按照"
                    "《中华人民共和国人民调解法》，现将您的权利和义务告知如下。",
                    "About {dispute}: the people's mediation committee belongs to the villagers themselves. It is neither an"
                    " authority nor a court, and it costs nothing. Mediation is voluntary, all sides are equal, its outcome may"
                    " not go against the law or the policy of the state, and arbitration, the authorities and the courts stay"
                    " open to you. By the People's Mediation Law these are your rights and duties.",
                ),
            ),
        ),
        Section(
            title=Words("您有权（人民调解法第二十三条）", "You may (People's Mediation Law, Art. 23)"),
            points=(
                Words(
                    "自己挑选调解员，或者同意委员会安排的调解员；",
                    "choose the mediator yourself, or agree to the one the committee appoints;",
                ),
                Words(
                    "同意调解、不同意调解，调解中随时要求停止；",
                    "agree to mediation, refuse it, or ask for it to end at any time;",
                ),
                Words("要求公开调解，或者要求不公开；", "ask that it be held in public or in private;"),
                Words(
                    "说出自己的真实想法，由自己决定是否达成协议。",
                    "say freely what you want, and decide yourself whether you agree.",
                ),
            ),
        ),
        Section(
            title=Words("您应当（人民调解法第二十四条）", "You must (People's Mediation Law, Art. 24)"),
            points=(
                Words("把纠纷的事实照实说清楚；", "tell the facts of the dispute as they are;"),
                Words("遵守现场秩序，尊重调解员；", "keep order at the table and respect the mediators;"),
                Words("尊重对方行使他的权利。", "respect the rights of the other side."),
            ),
        ),
        Section(
            title=Words("协议的效力", "What an agreement is worth"),
            points=(
                Words(
                    "达成的调解协议对各方都有约束力，应当照着履行，委员会会督促；",
                    "a mediation agreement binds all sides and must be performed; the committee sees to it;",
                ),
                Words(
                    "觉得有必要的，各方可以在协议生效之日起三十日内，一起向人民法院申请司法确认；",
                    "within 30 days from the day it takes effect all sides may together ask the people's court to confirm it;",
                ),
                Words(
                    "对协议的内容或者履行有争议的，可以向人民法院起诉。",
                    "if its content or performance is disputed, either side may go to the people's court.",
                ),
            ),
        ),
        Section(
            fields=(PARTIES_SIGN,),
            text=(Words("以上内容我已知道、明白。", "I have been told all this and have understood it."),),
        ),
    ),
)

IDENTITY = Paper(
    key="identity",
    title=Words("当事人身份证明核对表", "Proof of identity, as seen"),
    issuer=COMMITTEE,
    number=NUMBER,
    sections=(
        Section(
            fields=(
                DISPUTE,
                Field(
                    "seen",
                    Words("核对情况", "What was seen"),
                    Kind.TABLE,
                    required=True,
                    columns=(
                        Column("name", Words("姓名或名称", "Name"), share=4, required=True),
                        Column("paper", Words("看过的证件", "Paper seen"), share=4, required=True),
                        Column("last", Words("号码末四位", "Last four digits"), share=3),
                        Column("day", Words("核对日期", "Seen on"), Kind.DATE, share=5),
                        Column("copy", Words("是否附复印件", "Copy kept"), share=3),
                    ),
                ),
            ),
            note=Words(
                "只记看过什么证件和号码末四位；法院、协议确需复印件的，附后。",
                "Only which paper was seen and its last four digits are kept; copies follow where they are really needed.",
            ),
        ),
        Section(
            fields=(
                Field("seen_by", Words("核对人（签名）", "Seen by (signature)"), Kind.SIGNATURE, required=True),
                COMMITTEE_SEALS,
            ),
        ),
    ),
)

AUTHORITY = Paper(
    key="authority",
    title=Words("授权委托书", "Authority of an agent"),
    sections=(
        Section(
            fields=(
                Field("principals", Words("委托人", "Principal"), Kind.CARDS, required=True, columns=PERSON),
                Field("agents", Words("受托人", "Agent"), Kind.CARDS, required=True, columns=PERSON),
            ),
        ),
        Section(
            fields=(DISPUTE, COMMITTEE),
            text=(
                Words(
                    "委托人因{dispute}由{committee}调解，委托上述受托人作为代理人参加调解。",
                    "In {dispute}, before {committee}, the principal appoints the agent named above to take part in mediation.",
                ),
            ),
        ),
        Section(
            fields=(
                Field("scope", Words("代理权限", "The agent may"), Kind.POINTS, required=True, lines=3),
                Field("from", Words("委托自", "From"), Kind.DATE),  # who signs writes it in
                Field("until", Words("至", "Until"), Kind.DATE),
            ),
            note=Words(
                "代为承认、放弃或变更请求，代为达成协议、签收文书的，要在权限里逐项写明。",
                "To admit, waive or change a claim, to agree, or to take delivery, the agent needs each of these in words.",
            ),
        ),
        Section(
            fields=(
                Field(
                    "principals_sign",
                    Words("委托人（签名、盖章或按指印）", "Principal (signature, seal or fingerprint)"),
                    Kind.SIGNATURES,
                    required=True,
                ),
                Field("agents_sign", Words("受托人（签名）", "Agent (signature)"), Kind.SIGNATURES, required=True),
            ),
        ),
    ),
)

REFUSAL = Paper(
    key="refusal",
    title=Words("不予受理告知书", "Notice that a dispute is not accepted"),
    issuer=COMMITTEE,
    number=NUMBER,
    sections=(
        Section(
            fields=(
                Field("to", Words("申请人", "To"), required=True),
                DISPUTE,
                Field("applied", Words("申请日期", "Applied on"), Kind.DATE),
            ),
            text=(
                Words(
                    "{to}：您于{applied}申请调解的{dispute}，本委员会经审查不予受理。",
                    "To {to}: {dispute}, for which you applied on {applied}, is not accepted for mediation.",
                ),
            ),
        ),
        Section(fields=(Field("reasons", Words("理由", "Reasons"), Kind.PROSE, required=True, lines=4),)),
        Section(title=Words("您还可以", "You may still"), points=ROUTES),
        Section(
            fields=(
                Field("received_by", Words("收到人（签名）", "Received by (signature)"), Kind.SIGNATURE),
                COMMITTEE_SEALS,
            ),
        ),
    ),
)
