"""治安调解协议书 with what Art 184 of the Rules on Administrative Cases demands: the officer's paper, in no dispute's file."""

from shouwang.kernel.papers.description import Column, Field, Kind, Paper, Section, Words

ISSUER = Field("station", Words("公安机关", "Police"), required=True)
NUMBER = Field("number", Words("编号", "No."), required=True)
SIDES = Field(
    "sides",
    Words("当事人", "Party"),
    Kind.CARDS,
    required=True,
    columns=(
        Column("name", Words("姓名", "Name"), required=True),
        Column("side", Words("身份", "As"), required=True),
        Column("phone", Words("联系方式", "Phone")),
        Column("address", Words("住址", "Address")),
        Column("guardian", Words("监护人", "Guardian"), optional=True),
        Column("agent", Words("委托代理人", "Agent"), optional=True),
    ),
)
DUTIES = Field(
    "duties",
    Words("履行期限和方式", "What is owed, how and by when"),
    Kind.TABLE,
    columns=(
        Column("who", Words("履行人", "Who"), share=3, required=True),
        Column("what", Words("内容", "What"), share=5, required=True),
        Column("sum", Words("金额", "Sum"), Kind.MONEY, share=4),
        Column("until", Words("期限", "Until"), Kind.DATE, share=5, required=True),
        Column("way", Words("方式", "How"), share=4),
    ),
)
AGREEMENT = Paper(
    key="police_agreement",
    title=Words("治安调解协议书", "Police mediation agreement"),
    issuer=ISSUER,
    number=NUMBER,
    sections=(
        Section(
            fields=(
                Field("host", Words("主持人", "Host"), required=True),
                Field("time", Words("调解时间", "Time"), Kind.DATE, required=True),
                Field("where", Words("调解地点", "Place"), required=True),
                Field("others", Words("其他在场人员", "Others present")),
                SIDES,
                Field("act", Words("违法行为", "Violation"), required=True),
                Field("ground", Words("适用情形", "Why it may be mediated"), required=True),
                Field("facts", Words("主要事实（起因、经过、情节）", "Main facts"), Kind.PROSE, required=True, lines=6),
                Field("harm", Words("结果", "What came of it"), Kind.PROSE, lines=3),
                Field(
                    "content",
                    Words("经调解，双方自愿达成如下协议", "Both sides agree of their own free will"),
                    Kind.POINTS,
                    required=True,
                    lines=6,
                ),
                DUTIES,
            ),
        ),
        Section(
            fields=(Field("copies", Words("份数", "Copies"), required=True),),
            text=(
                Words(
                    "协议履行后，公安机关对违法行为人不予处罚。不履行协议的，公安机关依法对违法行为人予以处罚；当事人可以就民事"
                    "争议依法向人民法院提起民事诉讼。",
                    "Once the agreement is kept, the police impose no penalty. If it is not kept, the police punish the"
                    " violation by law, and for the civil dispute the parties may go to the people's court.",
                ),
                Words(
                    "本协议一式{copies}份，双方当事人各执一份，公安机关留存一份。",
                    "There are {copies} copies, one for each party and one for the police.",
                ),
            ),
        ),
        Section(
            fields=(
                Field(
                    "sides_sign",
                    Words("当事人（签名并按指印）", "Party (signature and fingerprint)"),
                    Kind.SIGNATURES,
                    required=True,
                    lines=2,
                ),
                Field("host_signs", Words("主持人（签名）", "Host (signature)"), Kind.SIGNATURE, required=True),
                Field("station_seals", Words("公安机关", "Police"), Kind.SIGNATURE, seal=True),
            ),
        ),
    ),
)
