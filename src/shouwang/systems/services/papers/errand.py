"""一次性告知书、收件单、归还单、答复单: what an errand hands over on paper."""

from shouwang.kernel.papers.description import Column, Field, Kind, Paper, Section, Words

ISSUER = Field("room", Words("警务室", "Police room"), required=True)
NUMBER = Field("number", Words("编号", "No."), required=True)
ITEM = Field("item", Words("代办事项", "Errand"), required=True, wide=True)
ASKER = Field("asker", Words("申请人", "Asked by"))
OWNER = Field("owner", Words("本人", "Whose papers"), optional=True)
DAY = Field("day", Words("日期", "Day"), Kind.DATE, required=True)
PHONE = Field("phone", Words("电话", "Telephone"))
PEOPLE = (ITEM, ASKER, OWNER, DAY, PHONE)
ORIGINALS = Field(
    "originals",
    Words("原件", "Originals"),
    Kind.TABLE,
    required=True,
    columns=(
        Column("what", Words("材料名称", "Paper"), share=6, required=True),
        Column("count", Words("份数", "How many"), share=2, required=True),
    ),
)
GIVES = Field("gives", Words("交件人（签名）", "Who leaves them (signature)"), Kind.SIGNATURE, required=True)
TAKES = Field("takes", Words("收件人（签名）", "Who takes them (signature)"), Kind.SIGNATURE, required=True)

TOLD_ONCE = Paper(
    key="errand_told_once",
    title=Words("一次性告知书", "What is still missing"),
    issuer=ISSUER,
    number=NUMBER,
    sections=(
        Section(
            fields=(
                *PEOPLE,
                Field("missing", Words("还缺这些材料", "Please bring as well"), Kind.POINTS, required=True, lines=3),
                Field("brought", Words("已经齐的", "Here already"), Kind.POINTS, optional=True),
            ),
        ),
        Section(
            text=(
                Words(
                    "缺的材料都在这一张上，一次说清。补齐后随时来办，不用再排队问。",
                    "Everything that is missing stands on this one page. Come back with it whenever you like.",
                ),
            )
        ),
        Section(
            fields=(
                Field("teller", Words("告知人（签名）", "Told by (signature)"), Kind.SIGNATURE, required=True),
                Field("told", Words("被告知人（签名）", "Told to (signature)"), Kind.SIGNATURE, required=True),
            )
        ),
    ),
)
RECEIPT = Paper(
    key="errand_receipt",
    title=Words("收件单", "Receipt for originals"),
    issuer=ISSUER,
    number=NUMBER,
    sections=(
        Section(
            fields=(*PEOPLE, ORIGINALS),
        ),
        Section(
            text=(
                Words(
                    "以上原件只用来办这一件事，办完归还。请留好这张单子，取回时对照。",
                    "These originals are used for this errand alone and come back. Keep this page to compare.",
                ),
            )
        ),
        Section(fields=(GIVES, TAKES)),
    ),
)
RETURN = Paper(
    key="errand_return",
    title=Words("归还单", "Originals and result handed over"),
    issuer=ISSUER,
    number=NUMBER,
    sections=(
        Section(
            fields=(
                *PEOPLE,
                Field("result", Words("办理结果", "Result"), wide=True, optional=True),
                Field(
                    "originals", Words("归还原件", "Originals given back"), Kind.TABLE, columns=ORIGINALS.columns,
                    optional=True,
                ),
            ),
        ),
        Section(text=(Words("以上当面点清。", "Counted together, nothing is missing."),)),
        Section(
            fields=(
                Field("gives", Words("交还人（签名）", "Who hands over (signature)"), Kind.SIGNATURE, required=True),
                Field("takes", Words("领取人（签名）", "Who takes them (signature)"), Kind.SIGNATURE, required=True),
            )
        ),
    ),
)  # fmt: skip
ANSWER = Paper(
    key="errand_answer",
    title=Words("答复单", "Answer"),
    issuer=ISSUER,
    number=NUMBER,
    sections=(
        Section(
            fields=(
                *PEOPLE,
                Field("reason", Words("为什么不能代办", "Why it can't be done for you"), Kind.PROSE, required=True),
                Field("procedure", Words("怎么办", "How to do it"), Kind.PROSE, required=True),
                Field("documents", Words("带什么材料", "What to bring"), Kind.PROSE, required=True),
                Field("time", Words("多长时间", "How long it takes"), Kind.PROSE, required=True),
                Field("where", Words("到哪里", "Where"), wide=True, optional=True),
                Field("contact", Words("问谁", "Whom to ask"), wide=True, optional=True),
            ),
        ),
        Section(fields=(Field("teller", Words("答复人（签名）", "Answered by (signature)"), Kind.SIGNATURE),)),
    ),
)
