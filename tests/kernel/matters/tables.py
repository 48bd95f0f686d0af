"""Tables for tests: a register of an invented village, written as people write them."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.matters.actions import importing, reading, trying
from shouwang.kernel.matters.models import ImportRun


def wrapped(text: str) -> str:
    """As the hotline's pages wrapped it."""
    return f"\n\t\t\t\t\t\n\t\t\t\t\t{text}\n\t\t\t\t\t\n\t\t\t\t"


HEADINGS = ("编号", "主题", "内容", "时间")
LINES = (
    ("101", "东口路灯不亮", "东口第三盏灯三天没亮了。", "2026-05-01 20:10:00"),
    ("102", "河边护栏松动", "桥头护栏一推就晃。", "2026/5/2 8:05"),
    ("103", "夜里有人放音响", "小广场十一点还在放。", "2026年5月3日"),
)
# What the real hotline's table does to whoever reads it: numbers that are floats, two formats and true dates in one
# column, text wrapped in line breaks and tabs, full-width digits, counts nobody asked for, and one line without a time.
TRAPPED_HEADINGS = ("留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "反对数", "点赞数")
TRAPPED_LINES = (
    (188006.0, "A000102948", "东口路灯不亮", "2025/2/28 11:25:05", wrapped("东口第三盏路灯三天没亮。"), 0.0, 1.0),
    (188007.0, "A00074795", "河边护栏松动", datetime(2025, 3, 1, 8, 5), wrapped("桥头护栏一推就晃。"), 0.0, 0.0),  # noqa: DTZ001
    (
        188031.0,
        "A00040066",
        "１２号院门口积水",
        "２０２５-０３-０２ １９:１８:５４",
        wrapped("下雨后１２号院\t门口积水。"),
        0.0,
        3.0,
    ),
    (188032.0, "A00040066", "学校门口井盖翘起", "大前天下午", wrapped("学校门口井盖翘起来了。"), 0.0, 2.0),
    (
        188045.0,
        "UU00812",
        "小广场夜里放音响",
        date(2025, 3, 4),
        wrapped("小广场十一点还在放。\n孩子睡不着。"),
        1.0,
        9.0,
    ),
    (
        188050.0,
        "A00010323",
        "村口有人乱停车",
        "2025-03-05 07:30:00",
        wrapped("早上村口停了三辆车，路过不去。"),
        0.0,
        0.0,
    ),
)
TRAPPED_BROKEN = 5  # as the spreadsheet numbers it


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


def trapped(path: Path) -> Path:
    """A small workbook with the traps of the real one."""
    return as_xlsx(path, TRAPPED_LINES, TRAPPED_HEADINGS)


def opened(room: Room, path: Path, origin: str = "热线") -> ImportRun:
    """The file, read and looked over."""
    return trying.try_out(run=_read(room, path, origin))


def brought(room: Room, path: Path, origin: str = "热线") -> ImportRun:
    """The file, come in as its columns were guessed."""
    run = importing.start(by=SYSTEM, run=_read(room, path, origin))
    return importing.carry_on(run=run)


def _read(room: Room, path: Path, origin: str) -> ImportRun:
    return reading.open_file(by=SYSTEM, room=room, path=path, name=path.name, origin=origin)
