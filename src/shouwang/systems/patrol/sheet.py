"""The sheet of a shift (巡防单) as a paper, in large type, for those who walk without a phone."""

from shouwang.kernel.papers.description import Column, Field, Kind, Paper, Section, Words

SHEET = Paper(
    key="patrol_sheet",
    title=Words("巡防单", "Patrol sheet"),
    issuer=Field("issuer", Words("单位", "Office")),
    number=Field("number", Words("班次", "Shift"), required=True),
    sections=(
        Section(
            fields=(
                Field("day", Words("哪天", "Night of"), required=True),
                Field("hours", Words("几点到几点", "From, to"), required=True),
                Field("who", Words("谁去", "Who goes"), wide=True),
                Field("phone", Words("有事打电话", "Ring the room"), wide=True),
            ),
        ),
        Section(
            fields=(
                Field(
                    "stops",
                    Words("到这些地方，一处一处来", "Go to these places, one after the other"),
                    Kind.TABLE,
                    columns=(
                        Column("when", Words("几点", "When"), share=3),
                        Column("where", Words("到哪里", "Where"), share=4),
                        Column("stay", Words("待多久", "Stay"), share=2),
                        Column("done", Words("到了打勾", "Tick"), share=2),
                    ),
                ),
            ),
        ),
        Section(
            fields=(
                Field("found", Words("看到了什么", "What you saw"), wide=True, lines=3),
                Field("next", Words("交代下一班", "To the next shift"), wide=True, lines=2),
            ),
            note=Words("有危险先退开，打 110。", "If there is danger step back and ring 110."),
        ),
    ),
)
