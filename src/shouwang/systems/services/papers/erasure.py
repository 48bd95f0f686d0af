"""个人信息删除情况告知书: what an erasing really did, and what a law makes the room keep. It names nobody.

Counts are those the erasing counted while it worked; laws and days are those the parts named for their files.
"""

from django.utils import timezone

from shouwang.kernel.papers.description import Column, Field, Kind, Paper, Section, Values, Words
from shouwang.systems.services.models import ErasureReport, ErasureStay

COUNTED: dict[str, Words] = {
    "persons": Words(
        "清空的登记（您的，和您替他预约上门的人的）", "Entries emptied: yours, and of whom you booked a visit for"
    ),
    "names": Words("删除的姓名", "Names deleted"),
    "numbers": Words("删除的电话号码", "Telephone numbers deleted"),
    "cards": Words("删除的身份证号", "ID numbers deleted"),
    "addresses": Words("删除的住址", "Addresses deleted"),
    "matters": Words("本人反映的事项（不再写着是谁）", "Own matters that name nobody any more"),
    "elsewhere": Words("他人事项中划去姓名、电话", "Matters of others in which the name was struck out"),
    "texts": Words("划去姓名、电话的文字", "Texts in which name or number was struck out"),
    "positions": Words("删除的地图位置", "Points on the map deleted"),
    "files": Words("删除的照片、录音、材料", "Photos, recordings and papers deleted"),
    "notices": Words("划去姓名、电话的内部通知", "Notices to colleagues struck out"),
    "published": Words("撤下的公开内容", "Taken off the public page"),
    "consents": Words("终止的同意", "Consents ended"),
    "phones": Words("停用的手机和手机码", "Telephones and codes shut out"),
    "codes": Words("停用的查询码", "Follow codes that open nothing any more"),
    "lists": Words("退出的名单（志愿者、邻里守望组、帮扶人）", "Lists left: volunteers, watch groups, helpers in care"),
    "cases": Words("终止并清空的帮扶记录", "Care cases ended and emptied"),
    "visits": Words("取消的上门预约", "Visits to come that are called off"),
}
UNTIL = Words("案卷结案后 {years} 年", "{years} years after the file is closed")
FOR_EVER = Words("永久", "for ever")
COUNTS_STAY = Words(
    "事项的编号、种类、状态和日期，只用来计数，不再指向任何人。",
    "Number, kind, state and dates of each matter: for counting only; they lead to nobody.",
)

REPORT = Paper(
    key="erasure_report",
    title=Words("个人信息删除情况告知书", "Report of what was deleted"),
    issuer=Field("room", Words("警务室", "Police room"), required=True),
    number=Field("number", Words("编号", "No."), required=True),
    sections=(
        Section(
            fields=(
                Field("asked", Words("提出日期", "Asked on"), Kind.DATE, required=True),
                Field("done", Words("删除时间", "Deleted on"), Kind.DATE, required=True),
                Field("by", Words("经办人", "By"), required=True),
            )
        ),
        Section(
            title=Words("已经删除的", "What was deleted"),
            fields=(
                Field(
                    "gone",
                    Words("删除清单", "List"),
                    Kind.TABLE,
                    columns=(
                        Column("what", Words("内容", "What"), share=6, required=True),
                        Column("number", Words("数量", "How many"), share=2, required=True),
                    ),
                ),
            ),
        ),
        Section(
            title=Words("依法必须保留的", "What a law makes the room keep"),
            fields=(
                Field(
                    "stays",
                    Words("保留清单", "List"),
                    Kind.TABLE,
                    columns=(
                        Column("what", Words("内容", "What"), share=4, required=True),
                        Column("why", Words("依据", "By which law"), share=4, required=True),
                        Column("until", Words("保留到", "Until"), share=3, required=True),
                    ),
                ),
            ),
        ),
        Section(
            text=(
                COUNTS_STAY,
                Words(
                    "谁在什么时候查看、删除过，记在操作日志里，日志里没有您的姓名和电话。本室规定至少保存三年"
                    "（《网络安全法》第二十一条要求不少于六个月）。",
                    "Who looked and who deleted, and when, stays in the journal, without name or number: for three years at least"
                    " by this room's own rule (the Cybersecurity Law, Art 21, asks for six months).",
                ),
                Words(
                    "备份里的内容随旧备份一起删除；保留多久由本室自定，一般三十个夜晚。若从备份恢复，要重新删除。",
                    "What is in backups goes with the old ones: by the room's own rule, most often thirty nights. After a"
                    " restore it is deleted again.",
                ),
                Words(
                    "这份申请答复以后，申请里的姓名和电话也删除；凭查询码还能看三十天答复，之后查询码失效。",
                    "Once this request is answered, the name and number in it are deleted too. The answer can be read with the"
                    " follow code for thirty days more; then the code opens nothing.",
                ),
                Words(
                    "对删除有疑问，可以向本室或上级公安派出所提出，也可以依法向人民法院起诉（《个人信息保护法》第五十条）。",
                    "If you doubt that it was done, ask this room or the police station above it, or go to court (PIPL Art 50).",
                ),
            ),
        ),
        Section(
            fields=(
                Field("taker", Words("领取人（签名）", "Received (signature)"), Kind.SIGNATURE),
                Field("room_seals", Words("警务室", "Police room"), Kind.SIGNATURE, seal=True),
            )
        ),
    ),
)


def report_values(report: ErasureReport, language: str) -> Values:
    """In "zh-hans" or "en"; what there was none of is left out of the list."""
    matter = report.request.matter
    room = matter.room
    counted = [(words, getattr(report, name)) for name, words in COUNTED.items()]
    is_english = language.startswith("en")
    return {
        "room": (room.name_en if is_english else "") or room.name,
        "number": matter.reference,
        "asked": timezone.localtime(matter.received_at).date(),
        "done": report.at,
        "by": report.by,
        "gone": [{"what": words.said(language), "number": str(number)} for words, number in counted if number],
        "stays": [_stay(stay, language) for stay in report.stays.all()],
        "taker": "",
        "room_seals": "",
    }


def stays_in(report: ErasureReport, language: str) -> list[tuple[str, str, str, str]]:
    """Of each file in which the name stays: what it is, as what, its number, by which law."""
    english = language.startswith("en")
    return [
        (stay.file_en if english else stay.file, stay.role_en if english else stay.role, stay.reference,
         stay.why_en if english else stay.why)
        for stay in report.stays.all()
    ]  # fmt: skip


def _stay(stay: ErasureStay, language: str) -> dict[str, str]:
    if stay.until:
        until = stay.until.isoformat()
    elif stay.years:
        until = UNTIL.said(language).format(years=stay.years)
    else:
        until = FOR_EVER.said(language)
    if language.startswith("en"):
        return {"what": f"{stay.file_en} {stay.reference} ({stay.role_en})", "why": stay.why_en, "until": until}
    return {"what": f"{stay.file} {stay.reference}（{stay.role}）", "why": stay.why, "until": until}
