"""What people agree to, word for word, in both languages. A text that changes gets a new version; the old ones stay.

It is read out, or printed for whoever wants to read it alone. PIPL Art 14 and 17: who, for what, what is kept, how long, how
to take it back; Art 29 and 30: apart from that for what is sensitive, why it is needed and what it may mean.
"""

from dataclasses import dataclass

CARE, NOTES, AID = "care", "notes", "aid"
AT_HOME = frozenset({"lives_alone", "empty_nest", "left_behind", "lost_child"})
OF_HEALTH = frozenset({"cannot_manage", "severely_disabled"})


@dataclass(frozen=True)
class Text:
    """One version of a text, as paragraphs in each language."""

    version: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    covers: frozenset[str] = frozenset()  # the circumstances it names: of others nothing is shown or used

    def said(self, language: str) -> tuple[str, ...]:
        return self.en if language == "en" else self.zh


TEXTS: dict[str, tuple[Text, ...]] = {
    CARE: (
        Text(
            "1",
            (
                "警务室和村委会想定期来看您，或者给您打电话，问问您日子过得怎么样，有什么要帮忙的。",
                "为此记下：您的姓名、电话、住处，多久来看一次，您说要帮什么，谁来帮，每次来看的结果。",
                "只有警务室、村干部和来帮您的人看得到，每次查看都留有记录。不打分，不排名，不给别的单位。",
                "不再来看您之后，到警务室规定的天数（一般一年）就删掉；您同意过这件事的记录留三年。",
                "同意不同意都由您。随时可以说不，当场生效，别的事照样给您办。",
            ),
            (
                "The police room and the village committee would like to visit or ring you from time to time and ask how "
                "you are and what you need.",
                "For that they write down: your name, telephone and house, how often, what you say you need, who helps, and "
                "how each visit went.",
                "Only the police room, the village cadres and those who help you see it, and every look is written down. "
                "Nobody is scored or ranked, and it goes to no other office.",
                "When the visits end it is deleted after the days the room has set, a year as a rule; that you agreed is "
                "kept for three years.",
                "It is for you to say. You may say no at any time, at once, and you are helped with everything else as before.",
            ),
        ),
        Text(
            "2",
            (
                "警务室和村委会想定期来看您，或者给您打电话，问问您日子过得怎么样，有什么要帮忙的。",
                "为此记下：您的姓名、电话、住处，说什么话，多久来看一次，您说要帮什么，谁来帮，每次来看的结果。",
                "还记下您是不是一个人住、孩子不在身边、家人在外打工、失去独生子女。只用来算每月探访率、排打电话的先后。",
                "只有警务室、村干部和来帮您的人看得到，每次查看都留有记录。不打分，不排名，不给别的单位。",
                "不再来看您之后，到警务室规定的天数（一般一年）就删掉；您同意过这件事的记录留三年。",
                "同意不同意都由您。随时可以说不，当场生效，别的事照样给您办。",
            ),
            (
                "The police room and the village committee would like to visit or ring you from time to time and ask how "
                "you are and what you need.",
                "For that they write down: your name, telephone and house, which language you speak, how often, what you say "
                "you need, who helps, and how each visit went.",
                "And whether you live alone, your children live elsewhere, your family works far away, or you lost your only "
                "child: only for the monthly rate of visits and for whom to ring first.",
                "Only the police room, the village cadres and those who help you see it, and every look is written down. "
                "Nobody is scored or ranked, and it goes to no other office.",
                "When the visits end it is deleted after the days the room has set, a year as a rule; that you agreed is "
                "kept for three years.",
                "It is for you to say. You may say no at any time, at once, and you are helped with everything else as before.",
            ),
            AT_HOME,
        ),
    ),
    NOTES: (
        Text(
            "1",
            (
                "另外问您一件事：您的身体、吃的药和家里的钱，要不要也记下来？这些是您的私事，属于敏感个人信息，要您单独同意。",
                "记下来是为了：出急事时告诉医生，帮您申请补助。不记也照样来看您。",
                "这些话加密存放，只有民警和负责的村干部能看，来串门的志愿者看不到，每次查看都留有记录。",
                "万一泄露，可能让人知道您的病和家里的难处。所以只记您愿意说的，越少越好。",
                "随时可以收回，一收回就删掉。",
            ),
            (
                "One more question: may your health, your medicine and your money be written down too? These are private "
                "and sensitive, so you are asked apart from the rest.",
                "They are for telling a doctor in an emergency and for applying for support. Without them you are visited "
                "just the same.",
                "They are stored encrypted. Only the officer and the cadre in charge can read them; volunteers who visit can "
                "not, and every look is written down.",
                "If they got out, others might learn of your illness or your hardship. So only what you want to say is "
                "written, the less the better.",
                "You may take it back at any time; then it is deleted at once.",
            ),
        ),
        Text(
            "2",
            (
                "另外问您一件事：您的身体、吃的药、有没有残疾、生活能不能自理，还有家里的钱，要不要也记下来？"
                "这些是您的私事，属于敏感个人信息，要您单独同意。",
                "记下来是为了：出急事时告诉医生，帮您申请补助，排打电话的先后。不记也照样来看您。",
                "这些话加密存放，只有民警和负责您这一户的村干部能看，来串门的志愿者看不到，每次查看都留有记录。",
                "万一泄露，可能让人知道您的病和家里的难处。所以只记您愿意说的，越少越好。",
                "随时可以收回，一收回就删掉。",
            ),
            (
                "One more question: may your health, your medicine, a disability, whether you manage daily life, and your "
                "money be written down too? These are private and sensitive, so you are asked apart from the rest.",
                "They are for telling a doctor in an emergency, for applying for support and for whom to ring first. Without "
                "them you are visited just the same.",
                "Words are stored encrypted. Only the officers and whoever answers for your case can read them; volunteers who "
                "visit can not, and every look is written down.",
                "If they got out, others might learn of your illness or your hardship. So only what you want to say is "
                "written, the less the better.",
                "You may take it back at any time; then it is deleted at once.",
            ),
            OF_HEALTH,
        ),
    ),
    AID: (
        Text(
            "1",
            (
                "您申请救助，要记下：您的姓名、电话，申请什么、为什么，看过哪些材料（不留复印件），怎么决定的，发了什么。"
                "家里的钱和身体情况属于敏感个人信息，要您单独同意。",
                "记下来是为了：决定给不给，转给民政部门，发放以后说得清。不同意就没法办这件申请，别的事照样给您办。",
                "申请的原因和决定的理由加密存放，只有民警和村干部能看，每次查看都留有记录。",
                "办完三年后删掉。随时可以收回，没决定的申请就此停办，写的话当场删掉。",
            ),
            (
                "For your application these are written down: your name and telephone, what you ask for and why, which papers "
                "were seen (no copies), what was decided and given. Money and health are sensitive, so you are asked apart.",
                "They are for deciding, for passing it on to civil affairs, and to account for what was given. Without them "
                "this application can't be made; you are helped with everything else as before.",
                "Why you ask and why it was decided so are stored encrypted. Only the officers and the village cadres read "
                "them, and every look is written down.",
                "It is deleted three years after the end. You may take it back at any time; then an application that is not "
                "decided stops and its words are deleted at once.",
            ),
        ),
    ),
}  # fmt: skip


def current(subject: str) -> Text:
    """The text people are asked with now."""
    return TEXTS[subject][-1]


def text_of(subject: str, version: str) -> Text | None:
    """The text somebody agreed to then."""
    return next((one for one in TEXTS[subject] if one.version == version), None)


def purpose(subject: str) -> str:
    """How the consent is called in kernel.people."""
    return "care" if subject == CARE else f"care.{subject}"
