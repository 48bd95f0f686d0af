"""What several documents of a file have in common: who issues, who the parties are, who signs.

A party's card has what the forms ask for but ethnicity, which no decision here needs. An identity number is never printed:
that it was seen, and its last four digits, is kept in one paper of its own.
"""

from shouwang.kernel.papers.description import Column, Field, Kind, Words

COMMITTEE = Field("committee", Words("人民调解委员会", "People's mediation committee"), required=True)
NUMBER = Field("number", Words("编号", "No."))
FILE_NUMBER = Field("number", Words("卷号", "File no."))
AGREEMENT_NUMBER = Field("number", Words("协议编号", "Agreement no."), required=True)

PERSON = (
    Column("name", Words("姓名或名称", "Name"), required=True),
    Column("phone", Words("联系方式", "Phone")),
    Column("sex", Words("性别", "Sex"), optional=True),
    Column("age", Words("年龄", "Age"), optional=True),
    Column("occupation", Words("职业或职务", "Occupation"), share=2, optional=True),
    Column("head", Words("负责人", "Head of the organisation"), optional=True),
    Column("code", Words("统一社会信用代码", "Unified social credit code"), optional=True),
    Column("guardian", Words("监护人", "Guardian"), optional=True),
    Column("agent", Words("委托代理人", "Agent"), optional=True),
    Column("address", Words("单位或住址", "Address"), share=2),
)
UNIT = (
    Column("name", Words("单位名称", "Name of the organisation"), share=2, required=True),
    Column("code", Words("统一社会信用代码", "Unified social credit code"), share=2),
    Column("head", Words("法定代表人或负责人", "Head")),
    Column("position", Words("职务", "Position")),
    Column("agent", Words("委托代理人", "Agent"), optional=True),
    Column("phone", Words("联系方式", "Phone")),
    Column("address", Words("住所", "Address"), share=2),
)

PARTIES = Field("parties", Words("当事人", "Party"), Kind.CARDS, required=True, columns=PERSON)
DISPUTE = Field("dispute", Words("纠纷名称", "Dispute"), required=True, wide=True)
FACTS = Field("facts", Words("纠纷简要情况", "The dispute in brief"), Kind.PROSE, required=True, lines=5)

PARTIES_SIGN = Field(
    "parties_sign",
    Words("当事人（签名、盖章或按指印）", "Party (signature, seal or fingerprint)"),
    Kind.SIGNATURES,
    required=True,
    lines=2,
)
MEDIATORS_SIGN = Field(
    "mediators_sign", Words("人民调解员（签名）", "Mediator (signature)"), Kind.SIGNATURES, required=True
)
RECORDER_SIGNS = Field("recorder_signs", Words("记录人（签名）", "Recorder (signature)"), Kind.SIGNATURE, required=True)
COMMITTEE_SEALS = Field(
    "committee_seals", Words("人民调解委员会", "People's mediation committee"), Kind.SIGNATURE, seal=True
)
ROUTES = (
    Words(
        "依法可以仲裁的，向有管辖权的仲裁机构申请仲裁；",
        "where the law provides for arbitration, apply to the arbitration body that is competent;",
    ),
    Words(
        "依法由行政机关处理的，向有关行政机关申请处理；",
        "where the law gives the matter to an authority, ask that authority to deal with it;",
    ),
    Words("向有管辖权的人民法院提起诉讼。", "bring an action before the people's court that is competent."),
)
