"""What somebody agrees to who books a visit, word for word. A text that changes gets a new version; the old ones stay.

PIPL Art 14, 17: who, what for, what is kept, how long, how to take it back. Before these texts a visit was booked under the
notice for all matters (version 2026-11 of the public page about data).

Who is visited and did not book it was not asked, so nothing of theirs rests on consent: the room helps who asks, by its duty
(People's Police Law Art 21; PIPL Art 13 I 3). Who books tells them, and whoever comes tells them at the door (PIPL Art 17, 18).
"""

from dataclasses import dataclass

PURPOSE = "visit"
TOLD = "desk-"  # before the version: it was said on the telephone or at the desk, not read


@dataclass(frozen=True)
class Text:
    """One version, as paragraphs in each language."""

    version: str
    zh: tuple[str, ...]
    en: tuple[str, ...]

    def said(self, language: str) -> tuple[str, ...]:
        return self.en if language == "en" else self.zh


TEXTS: tuple[Text, ...] = (
    Text(
        "visit-2026-11",
        (
            "为了上门，警务室记下：称呼和电话，是哪一户、在地图上的位置，您说的情况。",
            "只用来约时间、找到门、按时来。称呼、电话和住处加密存放，只有办这件事的人看得到，每次查看都留有记录。",
            "办完三年后删掉，只留次数。替别人约的，请先跟对方说一声；我们上门时也会告诉对方。",
            "约了就表示同意。您随时可以收回，收回后我们就不来了，别的事照样给您办。",
        ),
        (
            "To come to you the room writes down: names and telephone, which house it is and its point on the map, and what you "
            "tell about it.",
            "It is used only to agree on a time, to find the door and to be there. Names, telephone and house are stored "
            "encrypted; only who works on it sees them, and every look is written down.",
            "Three years after it is over they are deleted and only the count stays. If you book for somebody else, please tell "
            "them first; we tell them at the door as well.",
            "By booking you agree. You may take it back at any time: then we do not come, and you are helped with everything "
            "else as before.",
        ),
    ),
)  # fmt: skip


def current() -> Text:
    """The text people are asked with now."""
    return TEXTS[-1]
