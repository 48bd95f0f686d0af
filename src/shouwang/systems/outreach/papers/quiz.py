"""The quiz on paper, for a hall without a screen: questions on the first pages, the answers on a page of their own."""

from collections.abc import Sequence

from shouwang.kernel.papers.description import Field, Kind, Paper, Section, Values, Words
from shouwang.systems.outreach.queries.quiz_shown import Shown
from shouwang.systems.outreach.quiz.item import Kind as Asks

SHEET = Paper(
    key="quiz",
    title=Words("反诈和平安答题", "Quiz"),
    issuer=Field("issuer", Words("单位", "Office")),
    number=Field("day", Words("日期", "Day")),
    sections=(
        Section(fields=(Field("questions", Words("", ""), Kind.POINTS, required=True),)),
        Section(
            fields=(Field("answers", Words("", ""), Kind.POINTS, required=True),),
            title=Words("答案和说明", "Answers, and why"),
            note=Words(
                "拿不准打警务室或 96110；钱已转出马上打 110。", "Not sure? Ring the room or 96110. Money gone: 110."
            ),
            on_new_page=True,
        ),
    ),
)


def values(asked: Sequence[Shown], issuer: str, day: str) -> Values:
    """Each question with its lettered answers; on the second page what is right and why."""
    return {
        "issuer": issuer,
        "day": day,
        "questions": ["\n".join([one.text, *_choices(one)]) for one in asked],
        "answers": ["\n".join(filter(None, [_right(one), one.explanation])) for one in asked],
    }


def _choices(one: Shown) -> list[str]:
    if one.kind is Asks.SHORT:
        return ["________________"]
    if one.kind is Asks.MATCHING:
        return [f"{each.text}  ________" for each in one.choices] + ["  /  ".join(text for _, text in one.matches)]
    return [f"□ {each.letter}{'. ' if each.letter else ''}{each.text}" for each in one.choices]


def _right(one: Shown) -> str:
    if one.kind in (Asks.SHORT, Asks.MATCHING, Asks.TRUE_FALSE):
        return "；".join(one.right)
    return "；".join(f"{each.letter}. {each.text}" for each in one.choices if each.is_right)
