"""The record of volunteer service (志愿服务记录证明): what it says, after Art 19 of the Regulations on Voluntary Services.

Given free of charge to whoever asks for their own. It counts and praises nobody: hours and turns, no points, no rank.
"""

from shouwang.kernel.papers.description import Field, Kind, Paper, Section, Words

CERTIFICATE = Paper(
    key="service_record",
    title=Words("志愿服务记录证明", "Record of volunteer service"),
    issuer=Field("issuer", Words("出具单位", "Issued by"), required=True),
    sections=(
        Section(
            fields=(
                Field("name", Words("姓名", "Name"), required=True, wide=True),
                Field("since", Words("起始日期", "From"), Kind.DATE, required=True),
                Field("until", Words("截止日期", "To"), Kind.DATE, required=True),
                Field("work", Words("服务内容", "Service"), wide=True),
                Field("times", Words("服务次数", "Turns"), required=True),
                Field("hours", Words("服务时长（小时）", "Hours"), required=True),
            ),
            note=Words(
                "次数只计实际到岗并满十分钟的班次，时长按实际起止时间合计，四舍五入到半小时。本证明免费出具。",
                "Counted are turns that were begun and ended and lasted ten minutes at least; the hours are those really "
                "served, their sum to the nearest half hour. This record is free of charge.",
            ),
        ),
        Section(
            fields=(
                Field("signed_by", Words("经办人", "Signed by"), Kind.SIGNATURE),
                Field("sealed_by", Words("出具单位", "Issued by"), Kind.SIGNATURE, seal=True),
            ),
        ),
    ),
)
