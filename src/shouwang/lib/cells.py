"""Spreadsheet cells in and out: no formulas out, no guessed text or dates in."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

SHANGHAI: Final = ZoneInfo("Asia/Shanghai")

Value = TypeVar("Value")

# A cell that begins so is run as a formula by some spreadsheet; full-width signs by East Asian ones.
_FORMULA: Final = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]| *[\t\r\n])")

# Excel counts days from here for all dates since March 1900 (before it counts a day that never was).
_EXCEL_EPOCH: Final = datetime(1899, 12, 30, tzinfo=SHANGHAI).replace(tzinfo=None)
_SERIALS: Final = range(61, 73_416)  # to the end of 2100


class UndecodableFile(ValueError):
    """The bytes are no text we can read; `reason` is "binary" or "encoding"."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        words = {
            "binary": "This is not a text file. Save it as CSV (UTF-8) and try again.",
            "encoding": "The file is not UTF-8, GB18030 or UTF-16. Save it as CSV (UTF-8) and try again.",
        }
        super().__init__(words[reason])


def safe_cell(value: Value) -> Value | str:
    """The value for a cell; text that a spreadsheet could run gets an apostrophe, all else is untouched."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def raw_cell(text: str) -> str:
    """The text that `safe_cell` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def decode_csv(data: bytes) -> tuple[str, str]:
    """The text of a CSV file and its encoding: utf-8, utf-8-sig, utf-16 or gb18030.

    Raises UndecodableFile, rather than return wrong characters.
    """
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if any(unicodedata.category(c) in ("Cc", "Co") and c not in "\t\r\n\f\x1a" for c in text):
            raise UndecodableFile("binary")
        return text, encoding
    raise UndecodableFile("binary" if b"\0" in data else "encoding")


def _candidates(data: bytes) -> tuple[str, ...]:
    if data.startswith(b"\xef\xbb\xbf"):
        return ("utf-8-sig",)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    return ("utf-8", "gb18030")


_DATE: Final = r"(?P<year>\d{4})(?:[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?|(?P<md>\d{4}))"
_TIME: Final = (
    r"(?P<half>上午|下午|晚上|[AP]M)?\s*(?P<hour>\d{1,2})[:时点](?P<minute>\d{1,2})?"
    r"(?:[:分](?:(?P<second>\d{1,2})(?:\.(?P<fraction>\d{1,6})\d*)?秒?)?)?\s*(?P<half2>[AP]M)?"
)
_ZONE: Final = r"(?P<zone>Z|[+-]\d{2}:?\d{2})"
_MOMENT: Final = re.compile(rf"{_DATE}(?:(?:\s*T\s*|\s+|(?<=日)){_TIME}\s*{_ZONE}?)?")
_SERIAL_TEXT: Final = re.compile(r"\d{2,5}(?:\.\d+)?")


def moment(value: object) -> datetime | None:
    """The moment in a spreadsheet's cell, aware; without a zone it is Shanghai's; None if it is none.

    Takes datetimes, dates, Excel serials (1900 to 2100) and text such as "2020/1/2 3:04:05",
    "2019-01-06 12:09:38", "2020年1月2日", "20200102", ISO 8601. Impossible dates are None.
    """
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=SHANGHAI)
    if isinstance(value, date):
        return datetime.combine(value, time(), SHANGHAI)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_number(value)
    return _from_text(value) if isinstance(value, str) else None


def _from_number(number: float) -> datetime | None:
    if _SERIALS.start <= number < _SERIALS.stop:
        seconds = round(number * 86_400)
        return (_EXCEL_EPOCH + timedelta(seconds=seconds)).replace(tzinfo=SHANGHAI)
    return _from_text(str(int(number))) if number == number // 1 and 19_000_101 <= number <= 21_001_231 else None


def _from_text(text: str) -> datetime | None:
    folded = unicodedata.normalize("NFKC", text).strip().upper()
    if _SERIAL_TEXT.fullmatch(folded):
        return _from_number(float(folded))
    match = _MOMENT.fullmatch(folded)
    if not match:
        return None
    part = match.groupdict()
    day = part["md"] or f"{int(part['month']):02}{int(part['day']):02}"
    hour = _hour(int(part["hour"] or 0), part["half"] or part["half2"] or "")
    clock = f"{hour:02}{int(part['minute'] or 0):02}{int(part['second'] or 0):02}.{part['fraction'] or '0'}"
    zone = (part["zone"] or "").replace("Z", "+0000").replace(":", "")
    try:
        found = datetime.strptime(f"{part['year']}{day} {clock} {zone or '+0000'}", "%Y%m%d %H%M%S.%f %z")
    except ValueError:
        return None
    return found if zone else found.replace(tzinfo=SHANGHAI)


def _hour(hour: int, half: str) -> int:
    if half in ("下午", "晚上", "PM") and hour < 12:
        return hour + 12
    return 0 if half in ("上午", "AM") and hour == 12 else hour
