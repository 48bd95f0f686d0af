"""What a column of a file can mean, and what people call it."""

import re
import unicodedata
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy


class Field(StrEnum):
    """The meaning of a column."""

    OUTSIDE_ID = "outside_id"
    TITLE = "title"
    TEXT = "text"
    RECEIVED = "received"
    HOUR = "hour"
    REPORTER = "reporter"
    PHONE = "phone"
    SAID_BY = "said_by"
    WHERE = "where"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    POSITION = "position"
    KIND = "kind"
    TOPIC = "topic"
    ANSWER = "answer"
    STATE = "state"
    ENDED = "ended"
    EXTRA = "extra"
    IGNORE = "ignore"


# Several columns may mean one of these; their words are put one after the other.
MANY = frozenset({Field.TEXT, Field.WHERE, Field.ANSWER, Field.EXTRA, Field.IGNORE})

NAMES: dict[Field, str | Promise] = {
    Field.OUTSIDE_ID: pgettext_lazy("column", "number in the old register"),
    Field.TITLE: pgettext_lazy("column", "subject"),
    Field.TEXT: pgettext_lazy("column", "what was said"),
    Field.RECEIVED: pgettext_lazy("column", "when it came"),
    Field.HOUR: pgettext_lazy("column", "at what hour, beside the day"),
    Field.REPORTER: pgettext_lazy("column", "reporter's name (kept sealed)"),
    Field.PHONE: pgettext_lazy("column", "reporter's phone (kept sealed)"),
    Field.SAID_BY: pgettext_lazy("column", "masked user (kept as words)"),
    Field.WHERE: pgettext_lazy("column", "place in words"),
    Field.LATITUDE: pgettext_lazy("column", "latitude"),
    Field.LONGITUDE: pgettext_lazy("column", "longitude"),
    Field.POSITION: pgettext_lazy("column", "latitude and longitude in one cell"),
    Field.KIND: pgettext_lazy("column", "kind of matter"),
    Field.TOPIC: pgettext_lazy("column", "topic"),
    Field.ANSWER: pgettext_lazy("column", "answer given"),
    Field.STATE: pgettext_lazy("column", "how far it is"),
    Field.ENDED: pgettext_lazy("column", "when it was closed"),
    Field.EXTRA: pgettext_lazy("column", "put under the text"),
    Field.IGNORE: pgettext_lazy("column", "leave out"),
}

# Headings as registers and hotlines write them; a heading that ends so counts too (群众来电时间).
CALLED: dict[Field, tuple[str, ...]] = {
    Field.OUTSIDE_ID: (
        "编号", "留言编号", "工单编号", "工单号", "单号", "流水号", "受理号", "案号", "序号",
        "id", "no", "number", "reference", "ticket",
    ),
    Field.TITLE: ("主题", "留言主题", "标题", "题目", "事项名称", "案由", "title", "subject", "summary"),
    Field.TEXT: (
        "详情", "内容", "描述", "情况", "事由", "事情", "诉求", "经过", "留言", "text", "description", "details",
        "content", "message", "words", "whathappened",
    ),
    Field.RECEIVED: (
        "时间", "日期", "留言时间", "受理时间", "登记时间", "来电时间", "接报时间", "received", "receivedat", "date",
        "time", "created", "createdat",
    ),
    Field.HOUR: ("几点", "时刻", "时分", "hour"),
    Field.ENDED: (
        "办结时间", "办结日期", "结案时间", "结案日期", "完成时间", "完成日期", "回复时间", "答复时间", "ended",
        "endedat", "closed", "closedat",
    ),
    Field.REPORTER: (
        "姓名", "反映人", "报告人", "来电人", "诉求人", "申请人", "联系人", "当事人", "报警人", "reporter", "name",
        "caller", "applicant",
    ),
    Field.PHONE: ("电话", "手机", "手机号", "手机号码", "联系方式", "来电号码", "phone", "mobile", "tel"),
    Field.SAID_BY: ("用户", "用户名", "网名", "昵称", "账号", "user", "username", "nickname"),
    Field.WHERE: (
        "地点", "地址", "位置", "所在村", "村组", "村", "where", "place", "address", "location", "village",
    ),
    Field.LATITUDE: ("纬度", "lat", "latitude"),
    Field.LONGITUDE: ("经度", "lon", "lng", "long", "longitude"),
    Field.POSITION: ("坐标", "经纬度", "coordinates", "position"),
    Field.KIND: ("类型", "种类", "kind", "type"),
    Field.TOPIC: ("类别", "分类", "标签", "topic", "category"),
    Field.ANSWER: (
        "答复", "回复", "答复内容", "回复内容", "答复意见", "处理结果", "办理结果", "处理情况", "办理情况", "处理意见",
        "answer", "reply", "response", "resolution", "outcome",
    ),
    Field.STATE: ("状态", "进度", "state", "status"),
}  # fmt: skip


# Our own exports name every column by a key in brackets; what no field takes stands under the text.
OWN = {
    "reference": Field.OUTSIDE_ID,
    **{str(field): field for field in Field if field not in (Field.OUTSIDE_ID, Field.IGNORE)},
}
_KEY = re.compile(r".*\[([a-z_]+)\]")


def called(heading: str) -> str:
    """A heading as it is compared: half-width, lower case, letters and digits only, without what stands in brackets."""
    folded = unicodedata.normalize("NFKC", heading).lower()
    return re.sub(r"[\W_]", "", re.sub(r"\(.*?\)|\[.*?\]", "", folded))


def is_own(heading: str) -> bool:
    """Whether one of our own exports named the column, by a key in brackets."""
    return _KEY.fullmatch(heading) is not None


def by_name(heading: str) -> tuple[Field, bool] | None:
    """The meaning of a heading and whether it is called exactly so; the longest known name wins."""
    if own := _KEY.fullmatch(heading):
        return OWN.get(own[1], Field.EXTRA), True
    name = called(heading)
    best: tuple[int, Field, bool] | None = None
    for field, names in CALLED.items():
        for known in names:
            is_same = name == known
            ends_so = len(known) > 1 and name.endswith(known) and (not known.isascii() or len(known) > 3)
            if (is_same or ends_so) and (best is None or len(known) > best[0]):
                best = len(known), field, is_same
    return best[1:] if best else None
