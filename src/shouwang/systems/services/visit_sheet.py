"""The round of a day as a paper for the pocket (走访单)."""

from shouwang.kernel.papers.description import Column, Field, Kind, Paper, Section, Words

SHEET = Paper(
    key="visit_sheet",
    title=Words("上门走访单", "Round of visits"),
    issuer=Field("issuer", Words("单位", "Office")),
    sections=(
        Section(
            fields=(
                Field("day", Words("哪天", "Day"), required=True),
                Field("who", Words("谁去", "Who goes"), required=True),
                Field("leave", Words("几点出门", "Leave the room")),
                Field("back", Words("几点回来", "Back")),
                Field("phone", Words("有事打电话", "Ring the room"), wide=True),
            ),
        ),
        Section(
            fields=(
                Field(
                    "stops",
                    Words("一家一家来", "One house after the other"),
                    Kind.TABLE,
                    columns=(
                        Column("when", Words("几点", "When"), share=3),
                        Column("way", Words("路上", "Way"), share=2),
                        Column("who", Words("谁家、电话、哪一户", "Whom, telephone, house"), share=5),
                        Column("what", Words("什么事", "What for"), share=4),
                        Column("done", Words("办了打勾", "Tick"), share=2),
                    ),
                ),
                Field("left_out", Words("排不下、要另约的", "Does not fit: move these"), wide=True),
            ),
        ),
        Section(
            fields=(Field("notes", Words("记几笔", "Notes"), wide=True, lines=4),),
            note=Words(
                "带上警官证。单子上有人名，用完收好。",
                "Take your police card. Names stand on this sheet: keep it safe.",
            ),
        ),
    ),
)
