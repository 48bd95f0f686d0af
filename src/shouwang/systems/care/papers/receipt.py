"""The receipt (收条) of goods or money: who got it from whom, signed by who got it."""

from shouwang.kernel.papers.description import Field, Kind, Paper, Section, Signed, Values, Words
from shouwang.systems.care.models import Gift
from shouwang.systems.care.queries.opened import name_of

RECEIPT = Paper(
    key="care_receipt",
    title=Words("救助收条", "Receipt for aid"),
    issuer=Field("issuer", Words("单位", "Office")),
    number=Field("number", Words("编号", "No."), required=True),
    sections=(
        Section(
            fields=(
                Field("who", Words("收到人", "Received by"), required=True),
                Field("giver", Words("由谁给", "Given by"), required=True),
                Field("what", Words("物品", "Goods"), wide=True, optional=True),
                Field("amount", Words("金额", "Money"), Kind.MONEY, capitals=True, optional=True),
                Field("day", Words("日期", "Day"), Kind.DATE, required=True),
            ),
            note=Words("以上已当面收到，数量无误。", "I received the above, and it is complete."),
        ),
        Section(
            fields=(
                Field("received", Words("收到人（签名并按指印）", "Received by (signature)"), Kind.SIGNATURE),
                Field("handed", Words("经手人（签名）", "Handed over by (signature)"), Kind.SIGNATURE, seal=True),
            ),
        ),
    ),
)


def values_of(gift: Gift, issuer: str, giver: str) -> Values:
    """What stands in it; the caller journals the look at the name."""
    person, file = gift.aid.matter.reporter, gift.signature
    name = name_of(person) if person else ""
    picture = file.path.read_bytes() if file and file.path.exists() else b""
    signed = {"received": Signed(name, picture=picture, day=gift.given_on)} if picture else {}
    return {
        **signed, "issuer": issuer, "number": f"{gift.aid.matter.reference}-{gift.number}", "who": name,
        "giver": giver, "what": gift.what, "amount": gift.amount, "day": gift.given_on,
    }  # fmt: skip
