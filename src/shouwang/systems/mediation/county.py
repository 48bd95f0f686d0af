"""The monthly return of disputes in the county's layout, as a workbook: types by levels, totals, classes of size.

In Chinese whoever makes it, since the county reads it. No name of a party or mediator; who made it and when stands below.
A month without a dispute makes a return of zeros (零报告), which is a return too.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import xlsxwriter
from django.utils import timezone, translation

from shouwang.systems.mediation.codes import JUSTICE
from shouwang.systems.mediation.queries.county import LEVELS, Line, Return

HEADS: Final = ("项目", "县级", "乡镇级", "村级", "小计", "本年累计")
SIZES: Final = {"below-50": "50人以下", "50-100": "50—100人", "101-500": "101—500人", "above-500": "500人以上"}
PRINTED: Final = {"J99": "其他"}  # where the page speaks more plainly than a return
NOTES: Final = (
    "排查：当月申请、移送或主动发现的纠纷；调处：当月调解结束的纠纷；成功：其中达成协议的。上月的纠纷可能在本月调处，调处率可超过100%。",
    "级别按纠纷现在所在的一级计算；乡镇、县级办结后反馈的，计入调处，不计入成功。本表不含当事人和调解员姓名。",
)
WIDTHS: Final = (22, 10, 10, 10, 10, 12)


@dataclass(frozen=True)
class Maker:
    """Who made the return, of which rooms, when."""

    name: str
    of: str
    at: datetime


def workbook(found: Return, maker: Maker) -> bytes:
    """The sheet, on one A4 page."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("月报表")
    frame = {"border": 1, "align": "center", "valign": "vcenter", "font_name": "SimSun", "font_size": 11}
    cell, head = book.add_format(frame), book.add_format(frame | {"bold": True, "bg_color": "#EDEDED"})
    first = book.add_format(frame | {"align": "left"})
    title = book.add_format({"bold": True, "align": "center", "font_name": "SimHei", "font_size": 16})
    note = book.add_format({"text_wrap": True, "valign": "top", "font_name": "SimSun", "font_size": 10})
    for place, width in enumerate(WIDTHS):
        sheet.set_column(place, place, width)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)
    last = len(HEADS) - 1
    month = f"{found.month.first.year}年{found.month.first.month}月"
    sheet.merge_range(0, 0, 0, last, "矛盾纠纷排查调处情况月报表", title)
    sheet.merge_range(1, 0, 1, last, f"填报单位：{maker.of}　　月份：{month}　　单位：件", note)
    row = 2
    for part in _parts(found):
        for place, words in enumerate((part[0], *HEADS[1:])):
            sheet.write_string(row, place, words, head)
        for name, values in part[1]:
            row += 1
            sheet.write_string(row, 0, name, first)
            for place, value in enumerate(values, 1):
                sheet.write(row, place, value, cell)
        row += 1
    made = f"{timezone.localtime(maker.at):%Y-%m-%d %H:%M}"
    zero = "零报告。" if found.is_zero else ""
    for words in (f"{zero}填报人：{maker.name}　　填报时间：{made}", *NOTES):
        sheet.merge_range(row, 0, row, last, words, note)
        sheet.set_row(row, 15 if words not in NOTES else 42)
        row += 1
    book.close()
    return held.getvalue()


def _parts(found: Return) -> list[tuple[str, list[tuple[str, Sequence[int | str]]]]]:
    """The three blocks of the sheet: their heading and lines."""
    with translation.override("zh-hans"):
        names = [(code.key, PRINTED.get(code.key) or str(code.name)) for code in JUSTICE.codes]
    types = [(name, _cells(found.types[key])) for key, name in names]
    if any(_cells(found.types[""])):
        types.append(("未填类型", _cells(found.types[""])))
    totals: list[tuple[str, Sequence[int | str]]] = [
        ("排查总数", _cells(found.checked)),
        ("调处数", _cells(found.handled)),
        ("调处率", _shares(found.handled, found.checked)),
        ("调处成功数", _cells(found.success)),
        ("成功率", _shares(found.success, found.handled)),
    ]
    sizes = [(words, _cells(found.sizes[key])) for key, words in SIZES.items()]
    return [("纠纷类型", [*types]), ("合计", totals), ("涉及人数（排查）", [*sizes])]


def _cells(line: Line) -> list[int]:
    return [*(line.month[level] for level in LEVELS), line.subtotal, line.year]


def _shares(part: Line, whole: Line) -> list[str]:
    """Each as a percentage; a dash where there was nothing to take part of."""
    return [f"{100 * n / of:.1f}%" if of else "—" for n, of in zip(_cells(part), _cells(whole), strict=True)]
