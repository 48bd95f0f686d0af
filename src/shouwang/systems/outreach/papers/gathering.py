"""A gathering on paper: the invitation for the wall, and the minutes for the file."""

from django.utils import timezone
from django.utils.text import capfirst

from shouwang.kernel.papers.description import Field, Kind, Paper, Section, Values, Words
from shouwang.systems.outreach.models import Gathering
from shouwang.systems.outreach.queries.gatherings import asked

INVITATION = Paper(
    key="gathering_invitation",
    title=Words("邀请", "Invitation"),
    issuer=Field("room", Words("警务室", "Police room"), required=True),
    sections=(
        Section(
            fields=(
                Field("what", Words("内容", "What"), required=True, wide=True),
                Field("when", Words("时间", "When"), required=True, wide=True),
                Field("where", Words("地点", "Where"), required=True, wide=True),
                Field("text", Words("", ""), Kind.PROSE, required=True),
            ),
            note=Words("谁都可以来，不用报名。", "Everybody may come, without saying so first."),
        ),
    ),
)
MINUTES = Paper(
    key="gathering_minutes",
    title=Words("会议记录", "Minutes"),
    issuer=Field("room", Words("警务室", "Police room"), required=True),
    sections=(
        Section(
            fields=(
                Field("what", Words("内容", "What"), required=True, wide=True),
                Field("when", Words("时间", "When"), required=True),
                Field("where", Words("地点", "Where"), required=True),
                Field("came", Words("到场人数", "How many came"), required=True),
                Field("writer", Words("记录人", "Written by")),
                Field("releaser", Words("审核人", "Released by")),
                Field("posted", Words("公布日期", "Posted on"), Kind.DATE),
            )
        ),
        Section(fields=(Field("text", Words("会议内容", "What was said"), Kind.PROSE, required=True),)),
        Section(
            fields=(
                Field("asked", Words("群众提问和答复", "Asked there, with the answers"), Kind.POINTS, optional=True),
            )
        ),
        Section(fields=(Field("host", Words("主持人（签名）", "Led by (signature)"), Kind.SIGNATURE, seal=True),)),
    ),
)


def invitation_values(one: Gathering, when: str, language: str) -> Values:
    """In "zh-hans" or "en"; `when` as people say it."""
    return {**_head(one, when, language), "text": _said(language, one.invitation, one.invitation_en)}


def minutes_values(one: Gathering, when: str, language: str) -> Values:
    """As above. Questions stand in it without a name."""
    at_it = _said(language, "正在办，答复后在警务室网页公布", "The room is at it; the answer will stand on its page")
    return {
        **_head(one, when, language),
        "text": _said(language, one.minutes, one.minutes_en),
        "came": "" if one.attendance is None else str(one.attendance),
        "writer": one.minutes_by.name if one.minutes_by else "",
        "releaser": one.posted_by.name if one.posted_by else "",
        "posted": timezone.localdate(one.posted_at) if one.posted_at else None,
        "asked": [f"{each.words}\n{each.answer or at_it}" for each in asked(one)],
        "host": "",
    }


def _head(one: Gathering, when: str, language: str) -> Values:
    return {
        "room": _said(language, one.room.name, one.room.name_en),
        "what": f"{capfirst(str(one.get_kind_display()))} · {_said(language, one.topic, one.topic_en)}",
        "when": when,
        "where": _said(language, one.where, one.where_en),
    }


def _said(language: str, chinese: str, english: str) -> str:
    return (english if language.startswith("en") else "") or chinese
