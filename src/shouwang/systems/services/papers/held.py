"""个人信息复制件: all that the room holds of somebody, for them to read at home (PIPL Art 45).

The values are put together at the desk (surfaces/desk/person_copy.py), in the words of the language that was asked for.
"""

from shouwang.kernel.papers.description import Column, Field, Kind, Paper, Section, Words

HELD = Paper(
    key="held_copy",
    title=Words("个人信息复制件", "Copy of what is held of you"),
    issuer=Field("room", Words("警务室", "Police room"), required=True),
    number=Field("number", Words("申请编号", "Request No."), optional=True),
    sections=(
        Section(
            fields=(
                Field("made", Words("制作时间", "Made on"), Kind.DATE, required=True),
                Field("by", Words("制作人", "Made by"), required=True),
            ),
        ),
        Section(
            title=Words("您的登记", "What is written down of you"),
            fields=(
                Field(
                    "persons",
                    Words("登记", "Entry"),
                    Kind.CARDS,
                    columns=(
                        Column("name", Words("姓名", "Name"), optional=True),
                        Column("phone", Words("电话", "Telephone"), optional=True),
                        Column("identity", Words("身份证号", "ID number"), optional=True),
                        Column("address", Words("住址", "Address"), optional=True),
                        Column("purpose", Words("为了什么", "What for")),
                        Column("basis", Words("依据", "By what right")),
                        Column("noted", Words("登记时间", "Written down on"), Kind.DATE),
                    ),
                    optional=True,
                ),
            ),
        ),
        Section(
            title=Words("您同意过的", "What you agreed to"),
            fields=(
                Field(
                    "consents",
                    Words("同意", "Consents"),
                    Kind.TABLE,
                    columns=(
                        Column("purpose", Words("为了什么", "What for"), share=4),
                        Column("text", Words("哪份说明", "Which words"), share=4),
                        Column("given", Words("同意时间", "Given on"), Kind.DATE, share=3),
                        Column("withdrawn", Words("收回时间", "Taken back on"), Kind.DATE, share=3),
                    ),
                    optional=True,
                ),
            ),
        ),
        Section(
            title=Words("您的事项", "Your matters"),
            fields=(
                Field(
                    "matters",
                    Words("事项", "Matter"),
                    Kind.CARDS,
                    columns=(
                        Column("number", Words("编号", "No.")),
                        Column("kind", Words("种类", "Kind")),
                        Column("state", Words("办到哪一步", "State")),
                        Column("received", Words("收到时间", "Received"), Kind.DATE),
                        Column("ended", Words("办结时间", "Ended"), Kind.DATE, optional=True),
                        Column("where", Words("地点", "Where"), optional=True),
                        Column("position", Words("地图位置", "Point on the map"), optional=True),
                        Column("title", Words("标题", "Title"), share=2, optional=True),
                        Column("text", Words("您说的", "What you said"), share=2, optional=True),
                        Column("story", Words("办理经过", "What was said and done"), share=2, optional=True),
                        Column("files", Words("您给的照片、录音、材料", "Photos, recordings, papers from you"), share=2,
                               optional=True),
                    ),
                    optional=True,
                ),
            ),
        ),
        Section(
            title=Words("您还在哪里有记录", "Where else you stand"),
            fields=(
                Field(
                    "files",
                    Words("记录", "Record"),
                    Kind.CARDS,
                    columns=(
                        Column("what", Words("哪里", "Where")),
                        Column("role", Words("作为", "As")),
                        Column("number", Words("编号", "No.")),
                        Column("since", Words("从什么时候", "Since"), Kind.DATE),
                        Column("kept", Words("保存多久", "How long it is kept"), optional=True),
                        Column("why", Words("为什么保存", "Why it is kept")),
                        Column("held", Words("记了什么", "What is held"), share=2, optional=True),
                    ),
                    optional=True,
                ),
            ),
        ),
        Section(
            text=(
                Words(
                    "同事之间的内部备注不在里面。照片、录音可以到警务室看。有不对的，可以要求更正、补充；也可以要求删除、收回同意"
                    "（《个人信息保护法》第四十五条至第四十七条）。",
                    "Notes of the staff among themselves are not in it. Photos and recordings can be looked at in the room."
                    " You may have it corrected or completed, deleted, and take a consent back (PIPL Art 45 to 47).",
                ),
                Words(
                    "对这份复制件有疑问，可以向本室或上级公安派出所提出。请收好，不要给别人看。",
                    "If you doubt it, ask this room or the police station above it. Keep it safe and show it to nobody.",
                ),
            ),
        ),
        Section(
            fields=(
                Field("taker", Words("领取人（签名）", "Received (signature)"), Kind.SIGNATURE),
                Field("room_seals", Words("警务室", "Police room"), Kind.SIGNATURE, seal=True),
            ),
        ),
    ),
)  # fmt: skip
