"""A value as the words that stand on paper: no control or direction signs, nothing too long for its cell."""

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from shouwang.kernel.papers.checks import is_empty
from shouwang.kernel.papers.description import Column, Field, Kind, Words
from shouwang.lib.capitals import yuan

CHINA = ZoneInfo("Asia/Shanghai")
LONG_RUN = re.compile(r"([!-~]{32})(?=[!-~])")  # an address or a number without a blank would leave its cell
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
IN_CAPITALS = Words("人民币{capitals}（{sum}）", "{sum}")


def plain(text: str) -> str:
    """The text without what cannot be printed or turns the direction of writing; line breaks stay."""
    shown = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(sign for sign in shown if sign == "\n" or _is_printed(sign))


def fitting(text: str) -> str:
    """The same with places where a long run of letters and digits may be broken."""
    return LONG_RUN.sub("\\1\u200b", plain(text))


def words_of(field: Field | Column, value: object, language: str) -> str:
    """What is said to a field of text, date or money; "" when it is empty. Raises TypeError for another kind."""
    if is_empty(value):
        return ""
    match field.kind, value:
        case ((Kind.TEXT | Kind.PROSE), str()):
            return fitting(value)
        case Kind.DATE, date():
            return day(value, language)
        case Kind.MONEY, Decimal():
            return _money(value, language, in_capitals=isinstance(field, Field) and field.capitals)
    raise TypeError(f"{field.name} takes {field.kind.value}, not {type(value).__name__}")


def day(value: date, language: str) -> str:
    """The day as it is written on papers, with the hour of China when there is one."""
    if isinstance(value, datetime):
        value = value.astimezone(CHINA)
    hour = f" {value:%H:%M}" if isinstance(value, datetime) else ""
    if language.startswith("en"):
        return f"{value.day} {MONTHS[value.month - 1]} {value.year}{',' if hour else ''}{hour}"
    return f"{value.year}年{value.month}月{value.day}日{hour}"


def _money(value: Decimal, language: str, *, in_capitals: bool) -> str:
    digits = f"CNY {value:,.2f}" if language.startswith("en") else f"{value:,.2f} 元"
    return IN_CAPITALS.said(language).format(capitals=yuan(value), sum=digits) if in_capitals else digits


def _is_printed(sign: str) -> bool:
    return unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Zl", "Zp") and sign not in "\ufffe\uffff"
