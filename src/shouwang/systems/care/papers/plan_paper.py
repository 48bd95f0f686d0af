"""A helper's plan of two weeks on paper, for whoever has no telephone for it: names and houses, no word of why."""

from collections.abc import Sequence

from shouwang.kernel.papers.description import Column, Field, Kind, Paper, Section, Values, Words
from shouwang.systems.care.models import Planned
from shouwang.systems.care.queries.opened import address_of, name_of, phone_of

PLAN = Paper(
    key="care_plan",
    title=Words("探访安排", "Visits"),
    issuer=Field("issuer", Words("单位", "Office")),
    number=Field("helper", Words("探访人", "Who visits"), required=True),
    sections=(
        Section(
            fields=(
                Field(
                    "visits",
                    Words("两周安排", "Two weeks"),
                    Kind.TABLE,
                    columns=(
                        Column("day", Words("日期", "Day"), Kind.DATE, share=3),
                        Column("who", Words("看谁", "Whom"), share=3),
                        Column("house", Words("住处", "House"), share=4),
                        Column("phone", Words("电话", "Phone"), share=4),
                        Column(
                            "how",
                            Words("好 / 有事 / 没人应 / 没去成", "Well / needs something / no answer / not today"),
                            share=6,
                        ),
                    ),
                ),
            ),
            note=Words(
                "没人应：先打电话，再问邻居，马上告诉警务室。用完交回警务室，不要乱放。",
                "No answer: ring, ask the neighbours, tell the room at once. Bring this sheet back; leave it nowhere.",
            ),
        ),
    ),
)  # fmt: skip


def values_of(rows: Sequence[Planned], issuer: str, helper: str) -> Values:
    """What stands in it; the caller journals the look at the names."""
    visits = [
        {
            "day": one.day, "who": name_of(one.case.person), "house": address_of(one.case.person),
            "phone": phone_of(one.case.person), "how": "",
        }
        for one in rows
    ]  # fmt: skip
    return {"issuer": issuer, "helper": helper, "visits": visits}
