"""Tables for tests: a register of an invented village, written as people write them."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import openpyxl

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.matters.actions import importing
from shouwang.kernel.matters.models import ImportRun

HEADINGS = ("编号", "主题", "内容", "时间")
LINES = (
    ("101", "东口路灯不亮", "东口第三盏灯三天没亮了。", "2026-05-01 20:10:00"),
    ("102", "河边护栏松动", "桥头护栏一推就晃。", "2026/5/2 8:05"),
    ("103", "夜里有人放音响", "小广场十一点还在放。", "2026年5月3日"),
)
MESSAGES = Path(__file__).resolve().parents[4] / "shared" / "data" / "hotline" / "messages.xlsx"


def as_csv(
    path: Path,
    lines: Iterable[Sequence[object]] = LINES,
    headings: Sequence[str] = HEADINGS,
    *,
    encoding: str = "utf-8-sig",
    delimiter: str = ",",
) -> Path:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter)
    writer.writerow(headings)
    writer.writerows(lines)
    path.write_bytes(stream.getvalue().encode(encoding))
    return path


def as_xlsx(path: Path, lines: Iterable[Sequence[object]] = LINES, headings: Sequence[object] = HEADINGS) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (headings, *lines):
        sheet.append(list(row))
    book.save(path)
    book.close()
    return path


def opened(room: Room, path: Path, origin: str = "热线") -> ImportRun:
    return importing.open_file(by=SYSTEM, room=room, path=path, name=path.name, origin=origin)


def brought(room: Room, path: Path, origin: str = "热线") -> ImportRun:
    """The file, come in as its columns were guessed."""
    run = importing.start(by=SYSTEM, run=opened(room, path, origin))
    return importing.carry_on(run=run)
