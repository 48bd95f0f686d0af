"""The matter sheet (事项单) as a paper: what it says, for PDF and DOCX alike. It never names who brought the matter."""

from shouwang.kernel.papers.description import Column, Field, Kind, Paper, Section, Words

SHEET = Paper(
    key="matter_sheet",
    title=Words("事项单", "Matter sheet"),
    issuer=Field("issuer", Words("单位", "Office")),
    number=Field("number", Words("编号", "No."), required=True),
    sections=(
        Section(
            fields=(
                Field("title", Words("标题", "Title"), required=True, wide=True),
                Field("kind", Words("种类", "Kind"), required=True),
                Field("topic", Words("主题", "Topic")),
                Field("came_by", Words("来源", "Came by")),
                Field("received", Words("收到时间", "Received"), Kind.DATE, required=True),
                Field("state", Words("办到哪一步", "State")),
                Field("ended", Words("办结时间", "Ended"), Kind.DATE),
                Field("where", Words("地点", "Where"), wide=True),
                Field("with", Words("承办", "With"), wide=True),
                Field("text", Words("事情经过", "What happened"), wide=True, lines=4),
            ),
        ),
        Section(
            fields=(
                Field(
                    "story",
                    Words("办理经过", "What was said and done"),
                    Kind.TABLE,
                    columns=(
                        Column("at", Words("时间", "When"), Kind.DATE, share=3),
                        Column("who", Words("谁", "Who"), share=2),
                        Column("what", Words("做了什么", "What"), share=7),
                    ),
                ),
            ),
        ),
        Section(
            fields=(
                Field("done_by", Words("承办人", "Done by"), Kind.SIGNATURE),
                Field("checked_by", Words("核查人", "Checked by"), Kind.SIGNATURE, seal=True),
            ),
        ),
    ),
)
