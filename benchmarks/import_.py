"""How fast tables come in, search index, timeline and journal included, beside taking matters in one by one.

`import_` because `import` is a word of Python's; `make bench ONLY=import_`.
"""

import csv
import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shouwang.config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402  # Django must be set up first

from benchmarks.table import Row, show  # noqa: E402
from shouwang.kernel.ground.models import Division, Room, Station  # noqa: E402
from shouwang.kernel.journal.actions import SYSTEM  # noqa: E402
from shouwang.kernel.matters import incoming, search  # noqa: E402
from shouwang.kernel.matters.actions import importing, intake, reading, undoing  # noqa: E402
from shouwang.kernel.matters.export.columns import layout  # noqa: E402
from shouwang.kernel.matters.export.writers import csv_parts, xlsx_file  # noqa: E402
from shouwang.kernel.matters.models import ImportRun, Matter  # noqa: E402
from shouwang.kernel.matters.sheets import headings, reader  # noqa: E402

DATA = Path(os.environ.get("SHOUWANG_TEST_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")
MESSAGES = DATA / "hotline" / "messages.xlsx"
MESSAGE_LINES = 4_326
SYNTHETIC = 10_000
PEER = 300
TARGET = 300  # matters a second, in and back
GO_OUT = 500  # lines a second
MEMORY = 150  # MB beyond what the program takes anyway
WORDS = "村口的路灯坏了三天，晚上看不见路，老人孩子走着害怕，请尽快派人来修。"


def main() -> bool:
    call_command("migrate", verbosity=0)
    with tempfile.TemporaryDirectory() as folder:
        rows = [*synthetic(Path(folder)), *real(), *undone(), *exported(Path(folder))]
    return show("import_", rows)


def room(code: str) -> Room:
    county, _ = Division.objects.get_or_create(code="990101", name="示例县")
    station, _ = Station.objects.get_or_create(name="河湾派出所", county=county)
    return Room.objects.create(station=station, code=code, name=code)


def synthetic(folder: Path) -> Iterable[Row]:
    path = folder / "register.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("编号", "主题", "内容", "时间", "地点"))
        writer.writerows(
            (n, f"路灯 {n}", f"{WORDS}{n}", f"2025-{n % 12 + 1:02}-05 08:00", "东口") for n in range(SYNTHETIC)
        )
    run, took, memory = brought(room("HA"), path)
    peer = one_by_one()
    whole = incoming.counts(run)["imported"] == SYNTHETIC
    speed = SYNTHETIC / took
    yield Row(
        f"{SYNTHETIC} invented lines (CSV)", speed, "matters/s", f"≥ {TARGET}", speed >= TARGET and whole,
        f"one by one (receive): {peer:.0f}",
    )  # fmt: skip
    yield Row("more memory while it comes in", memory, "MB", f"≤ {MEMORY}", memory <= MEMORY)


def real() -> Iterable[Row]:
    """The citizens' messages, where they are on this machine."""
    if not MESSAGES.exists():
        print(f"{MESSAGES} is not here, so the real messages are left out; SHOUWANG_TEST_DATA names another folder")
        return
    home = room("HB")
    run, took, memory = brought(home, MESSAGES)
    lost = MESSAGE_LINES - incoming.counts(run)["imported"]
    matters = Matter.objects.filter(room=home)
    said = {matter.pk for matter in matters if "搅拌站" in matter.title + matter.text}
    found = set(search.find(matters, "搅拌站").values_list("pk", flat=True))
    speed = MESSAGE_LINES / took
    yield Row("real messages (XLSX)", speed, "matters/s", f"≥ {TARGET}", speed >= TARGET)
    look = timed(lambda: headings.find(reader.open_table(MESSAGES)))
    yield Row(
        "real messages, from file to last matter", took, "s", "< 60", took < 60, f"first look at the file {look:.1f} s"
    )
    yield Row("real messages lost", lost, "", "0", lost == 0)
    yield Row("搅拌站 found too much or too little", len(said ^ found), "", "0", said == found and bool(said))
    yield Row("more memory while they come in", memory, "MB", f"≤ {MEMORY}", memory <= MEMORY)
    again, took, _ = brought(home, MESSAGES)
    twice = incoming.counts(again)["imported"]
    yield Row("come in a second time", twice, "", "0", twice == 0)


def undone() -> Iterable[Row]:
    run = ImportRun.objects.order_by("created_at").first()
    assert run is not None
    started = undoing.start(by=SYSTEM, run=run)
    took = timed(lambda: undoing.carry_on(run=started))
    speed = SYNTHETIC / took
    yield Row(f"taking {SYNTHETIC} matters back", speed, "matters/s", f"≥ {TARGET}", speed >= TARGET)


def exported(folder: Path) -> Iterable[Row]:
    matters, made = Matter.objects.all(), layout("zh-hans")
    count = matters.count()
    before = memory_mb()
    speed = count / timed(lambda: sum(len(part) for part in csv_parts(matters, made)))
    yield Row(f"CSV of {count} matters", speed, "rows/s", f"≥ {GO_OUT}", speed >= GO_OUT)
    speed = count / timed(lambda: xlsx_file(matters, made, folder).close())
    yield Row(f"XLSX of {count} matters", speed, "rows/s", f"≥ {GO_OUT}", speed >= GO_OUT)
    memory = memory_mb() - before
    yield Row("more memory while they go out", memory, "MB", f"≤ {MEMORY}", memory <= MEMORY)


def brought(home: Room, path: Path) -> tuple[ImportRun, float, float]:
    """The run, the seconds from the file to the last matter, and by how many MB the peak of memory rose."""
    before, started = memory_mb(), time.perf_counter()
    run = reading.open_file(by=SYSTEM, room=home, path=path, name=path.name)
    run = importing.carry_on(run=importing.start(by=SYSTEM, run=run))
    return run, time.perf_counter() - started, memory_mb() - before


def one_by_one() -> float:
    """Matters a second by the bare loop of `receive`."""
    home = room("HC")
    started = time.perf_counter()
    for n in range(PEER):
        intake.receive(by=SYSTEM, room=home, brought=intake.Brought(kind="report", text=f"{WORDS}{n}", where="东口"))
    return PEER / (time.perf_counter() - started)


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def memory_mb() -> float:
    """The peak of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
