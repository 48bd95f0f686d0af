"""招领公告: what lies in the room, for the notice board. Kind, day and place; who found it and what it is like is not told."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import override

from shouwang.kernel.ground.models import Room
from shouwang.kernel.papers.description import Column, Field, Kind, Paper, Section, Values, Words
from shouwang.systems.services.models import LostThing

NOTICE = Paper(
    key="lost_notice",
    title=Words("招领公告", "Found: whose is it?"),
    issuer=Field("room", Words("警务室", "Police room"), required=True),
    sections=(
        Section(
            fields=(
                Field(
                    "things",
                    Words("在本室保管的失物", "Kept in this room"),
                    Kind.TABLE,
                    columns=(
                        Column("number", Words("编号", "No."), share=6, required=True),
                        Column("what", Words("物品", "What"), share=4, required=True),
                        Column("day", Words("拾到日期", "Found on"), Kind.DATE, share=6, required=True),
                        Column("place", Words("拾到地点", "Where"), share=4),
                    ),
                ),
                Field("phone", Words("电话", "Phone")),
                Field("day", Words("公告日期", "Notice of"), Kind.DATE, required=True),
            ),
            text=(
                Words(
                    "是您的请到警务室领取：先说说它的样子，再看实物。自公告发布之日起一年内无人认领的，归国家所有"
                    "（《民法典》第三百一十八条）。",
                    "If it is yours, come to the room: say what it is like, then you see it. What nobody claims within a year of"
                    " this notice goes to the State (Civil Code, Art 318).",
                ),
            ),
        ),
    ),
)


def notice_values(room: Room, lying: Iterable[LostThing], today: date, language: str) -> Values:
    """In "zh-hans" or "en"."""
    is_english = language.startswith("en")
    with override("en" if is_english else "zh-hans"):
        return {
            "room": (room.name_en if is_english else "") or room.name,
            "things": [
                {
                    "number": one.matter.reference,
                    "what": str(one.get_what_display()),
                    "day": one.day,
                    "place": one.place,
                }
                for one in lying
            ],
            "phone": room.phone,
            "day": today,
        }
