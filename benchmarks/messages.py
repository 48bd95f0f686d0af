"""The real messages as benchmarks and tests of related reports read them."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from python_calamine import CalamineWorkbook

FORMATS = ("%Y/%m/%d %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y/%m/%d")


@dataclass(frozen=True)
class Message:
    id: str
    title: str
    text: str
    day: float


def messages(path: Path) -> list[Message]:
    """Every line of the workbook after its heading."""
    lines = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()[1:]
    return [
        Message(str(int(float(str(line[0])))), str(line[2]).strip(), str(line[4]).strip(), _day(line[3]))
        for line in lines
    ]


def _day(cell: object) -> float:
    if isinstance(cell, datetime):
        return cell.timestamp() / 86_400
    if isinstance(cell, date):
        return float(cell.toordinal() - date(1970, 1, 1).toordinal())
    for form in FORMATS:
        try:
            return datetime.strptime(str(cell).strip(), form).timestamp() / 86_400  # noqa: DTZ007  # only differences count
        except ValueError:
            continue
    raise ValueError(cell)
