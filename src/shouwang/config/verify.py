"""`shouwang verify`: whether what was kept is still what was kept. Reads everything, changes nothing."""

from collections.abc import Iterator

from django.db import connection

from shouwang.config.starting import unapplied
from shouwang.config.terminal import gettext as _
from shouwang.kernel.files.queries import damaged
from shouwang.kernel.journal.queries import broken_chains

FAULTS = {
    "changed": _("was changed"),
    "cut short": _("what follows was cut off"),
    "missing": _("is missing"),
    "unknown room": _("its chain was thrown away"),
    "unreadable": _("can't be read"),
}


def faults() -> Iterator[str]:
    """One line for each broken thing, the first broken row of each chain."""
    if missing := sorted(unapplied()):
        yield _("database: %(count)s changes of this version are missing, the first is %(first)s") % {
            "count": len(missing),
            "first": ".".join(missing[0]),
        }
        return  # the questions below are asked in this version's tables
    yield from _database_faults()
    for broken in broken_chains():
        yield _("journal of %(room)s: record %(position)s: %(fault)s") % {
            "room": broken.room or _("no room"),
            "position": broken.position,
            "fault": FAULTS[broken.fault],
        }
    for damage in damaged():
        yield _("file %(hash)s: %(fault)s; belongs to %(files)s") % {
            "hash": damage.sha256,
            "fault": FAULTS[damage.fault],
            "files": ", ".join(map(str, damage.files)),
        }


def _database_faults() -> Iterator[str]:
    """SQLite's own checks; PostgreSQL checks itself while it works."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check(5)")
        yield from (f"database: {line}" for (line,) in cursor.fetchall() if line != "ok")
        cursor.execute("PRAGMA foreign_key_check")
        for table, row, parent, _number in cursor.fetchmany(5):
            yield f"database: {table} row {row} points to a missing row of {parent}"
