"""应急广播播出申请单: what the operator of the county's emergency broadcast is asked to play, with places to sign.

The county's system takes instructions that are signed by its own protocol (GY/T 385, 389-2023). This paper is none.
"""

from datetime import datetime

from django.utils import timezone

from shouwang.kernel.papers.description import Field, Kind, Paper, Section, Values, Words
from shouwang.systems.outreach.models import Airing, Piece

SLIP = Paper(
    key="broadcast_slip",
    title=Words("广播播出申请单", "Request to broadcast"),
    issuer=Field("room", Words("警务室", "Police room"), required=True),
    sections=(
        Section(
            fields=(
                Field("title", Words("播出内容", "What"), required=True, wide=True),
                Field("text", Words("文字稿", "In words"), required=True, wide=True),
                Field(
                    "source",
                    Words("转发自（发布单位、编号）", "Relayed from (issuer, number)"),
                    optional=True,
                    wide=True,
                ),
                Field("where", Words("播出范围（村）", "In which villages"), required=True, wide=True),
                Field("when", Words("播出时间和次数", "When and how often"), required=True, wide=True),
                Field("until", Words("播到何时为止", "Not after")),
                Field("length", Words("音频时长", "Length of the sound")),
                Field("released", Words("审签人", "Released by"), required=True),
                Field("released_at", Words("审签时间", "Released at"), Kind.DATE, required=True),
                Field("phone", Words("警务室电话", "Telephone of the room")),
                Field("day", Words("填单日期", "Filled in on"), Kind.DATE, required=True),
            ),
        ),
        Section(
            text=(
                Words(
                    "本单是警务室请广播机构播出的申请，不是应急广播系统的签名指令；是否播出、何时播出由广播机构决定。"
                    "音频文件随单附上，请核对无误后播出，不要改动内容。",
                    "This is a request of the police room to the operator. It is no signed instruction of the emergency"
                    " broadcast system: the operator decides whether and when to play it. Please leave its sound unchanged.",
                ),
            ),
        ),
        Section(
            title=Words("播出情况（由广播机构填写）", "What was played (filled in by the operator)"),
            fields=(
                Field("played", Words("实际播出时间、次数", "Played when, how often"), wide=True, lines=2),
                Field("not_played", Words("未播出的原因", "Not played because"), wide=True, lines=2),
            ),
        ),
        Section(
            fields=(
                Field("giver", Words("送单人（签名）", "Handed over by (signature)"), Kind.SIGNATURE),
                Field("taker", Words("接收人（签名）", "Received by (signature)"), Kind.SIGNATURE, seal=True),
            )
        ),
    ),
)


def slip_values(airing: Airing, when: str, where: str, seconds: int, now: datetime, language: str) -> Values:
    """In "zh-hans" or "en"; `when` and `where` as the plan is told at the desk."""
    campaign = airing.campaign
    room = campaign.room
    is_english = language.startswith("en")
    releaser = campaign.released_by
    script = campaign.pieces.filter(way=Piece.Way.SPEAKER).first()
    return {
        "room": (room.name_en if is_english else "") or room.name,
        "title": campaign.title_in(language),
        "text": script.text if script else campaign.title,  # what the sound says, word for word
        "source": f"{campaign.source} {campaign.number}".strip(),
        "where": where,
        "when": when,
        "until": _moment(campaign.expires_at),
        "length": Words(f"{seconds} 秒", f"{seconds} seconds").said(language) if seconds else "",
        "released": releaser.name if releaser else "",
        "released_at": campaign.released_at,
        "phone": room.phone,
        "day": timezone.localdate(now),
        "played": "",
        "not_played": "",
        "giver": "",
        "taker": "",
    }


def _moment(moment: datetime | None) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""
