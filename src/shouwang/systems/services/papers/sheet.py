"""One errand on one A4 page, in type for eyes of seventy: can it be done for me, who, with what, how long, where, at what cost.

What is not sure carries a mark, and under it stands that the station's word counts.
"""

from shouwang.kernel.ground.models import Room
from shouwang.kernel.papers.description import Field, Kind, Paper, Section, Values, Words
from shouwang.systems.services.catalogue.facts import Fact, Proxy
from shouwang.systems.services.catalogue.item import SHIPPED, Item, Part

MARK = "※"
VERDICTS = {
    Proxy.YES: Words("能代办", "Yes, it can be done for you"),
    Proxy.LETTER: Words("能代办，亲属也要带委托书", "Yes, with a power of attorney, relatives too"),
    Proxy.PART: Words("只能代办一部分", "Only partly"),
    Proxy.KIN: Words("只有近亲属、监护人能代办", "Only by near relatives or a guardian"),
    Proxy.NO: Words("要本人去，不能代办", "No, the person must come"),
    Proxy.COUNTER: Words("要本人去窗口，不能代办", "No, the person must go to the counter"),
    Proxy.ASK: Words("先问派出所", "Ask the police station first"),
}
LABELS = {
    Part.WHO: Words("谁能办", "Who may"),
    Part.WHY: Words("为什么", "Why"),
    Part.DOCUMENT: Words("带什么", "Bring"),
    Part.TIME: Words("多久", "How long"),
    Part.COST: Words("多少钱", "Cost"),
    Part.WHERE: Words("去哪办", "Where"),
    Part.STEP: Words("怎么办", "How"),
    Part.NOTE: Words("留意", "Mind"),
}
UNSURE = Words(
    f"标{MARK}的各处不一样，以派出所答复为准，先打电话问：{{phone}}。",
    f"What is marked {MARK} differs from place to place: the police station's word counts. Ask first: {{phone}}.",
)
CALL = Words("不清楚的打电话问：{phone}。", "Ask us by telephone: {phone}.")


def sheet_of(item: Item) -> Paper:
    """The paper of one item: its name is the title, and only what is known stands on it."""
    fields = [Field("verdict", Words("能代办吗", "For me?"), wide=True)]
    fields += [
        Field(part.value, label, Kind.TEXT, wide=True, optional=True) for part, label in LABELS.items() if item.of(part)
    ]
    foot = Section(fields=(Field("phone", Words("电话", "Telephone")),), text=(UNSURE if item.unsure else CALL,))
    return Paper(
        key="errand_sheet",
        title=item.name,
        sections=(Section(fields=tuple(fields)), foot),
        issuer=Field("room", Words("警务室", "Police room")),
        number=Field("version", Words("版本", "Version")),
    )


def values_of(item: Item, room: Room, day: str, language: str) -> Values:
    """In "zh-hans" or "en"; `day` is when it is printed, in words."""
    is_english = language.startswith("en")
    name = (room.name_en if is_english else "") or room.name
    return {
        "room": name,
        "version": f"{_version(item, is_english)} · {day}",
        "verdict": VERDICTS[item.proxy].said(language),
        "phone": room.phone or name,
        **{part.value: _said(item.of(part), language) for part in LABELS if item.of(part)},
    }


def _version(item: Item, is_english: bool) -> str:
    """Whose word it is: the room's own by its number, else what comes with the program."""
    if item.number == SHIPPED:
        return "as delivered" if is_english else "软件自带"
    return str(item.number)


def _said(facts: tuple[Fact, ...], language: str) -> str:
    lines = [one.words.said(language) + ("" if one.sure.may_be_said else MARK) for one in facts]
    return lines[0] if len(lines) == 1 else "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))
