"""`shouwang doctor`: what works on this machine, what is missing, and what to do about it."""

import shutil
import socket
import ssl
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import imageio_ffmpeg
from django.conf import settings
from django.db import connection
from django.db.utils import Error

from shouwang.config.schedule import HEARTBEAT, pulse
from shouwang.config.starting import unapplied
from shouwang.config.terminal import gettext as _
from shouwang.kernel.matters.queries import untold_count
from shouwang.kernel.notices.queries import dead_count
from shouwang.kernel.papers import fonts

BROKER_PATIENCE = 2.0  # seconds
LITTLE_DISK = 2 * 1024**3
GIB = 1024**3


@dataclass(frozen=True)
class Finding:
    """One line of the report. `ok` None means: works without, but read it."""

    ok: bool | None
    words: str


def findings() -> list[Finding]:
    """Every check in order. A check that needs the database is left out when the database does not answer."""
    try:
        about_rows = [_database(), _tables(), _undelivered()]
    except Error as error:
        about_rows = [Finding(False, _("The database does not answer: %(why)s") % {"why": error})]
    return [
        _programs(),
        *about_rows,
        _worker(),
        _disk(),
        _clock(),
        _fonts(),
        _voice(),
        _ffmpeg(),
        _broker(),
        _guarded(),
    ]


def _programs() -> Finding:
    names = ("django", "granian", "shouwang")
    parts = [f"Python {sys.version.split()[0]}", *(f"{name} {version(name)}" for name in names)]
    return Finding(True, ", ".join(parts) + f", {ssl.OPENSSL_VERSION}")


def _database() -> Finding:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return _sqlite(cursor.execute)
        cursor.execute("SHOW server_version")
        return Finding(True, f"PostgreSQL {cursor.fetchone()[0]}")


def _sqlite(ask: Callable[[str], object]) -> Finding:
    def one(pragma: str) -> str:
        return str(ask(f"PRAGMA {pragma}").fetchone()[0])  # type: ignore[attr-defined]

    mode, safe, size = one("journal_mode"), one("synchronous"), int(one("page_count")) * int(one("page_size"))
    words = f"SQLite, {connection.settings_dict['NAME']}, {size / 1024**2:.1f} MB, {mode}, synchronous={safe}"
    return Finding(mode == "wal" and safe == "2", words)


def _tables() -> Finding:
    if missing := len(unapplied()):
        words = _("%(count)s changes of the tables are missing; shouwang run makes them.")
        return Finding(False, words % {"count": missing})
    return Finding(True, _("The tables are those of this version."))


def _undelivered() -> Finding:
    if unapplied():
        return Finding(None, _("Notices can't be counted before the tables are right."))
    count = dead_count() + untold_count()
    return Finding(None if count else True, _("Notices that reached nobody: %(count)s") % {"count": count})


def _worker() -> Finding:
    try:
        age = time.time() - pulse().stat().st_mtime
    except FileNotFoundError:
        return Finding(False, _("The worker has never run here; nothing is sent or deleted. Start: shouwang run"))
    if age > 4 * HEARTBEAT:
        return Finding(
            False, _("The worker last lived %(minutes)s minutes ago. Start: shouwang run") % {"minutes": int(age / 60)}
        )
    return Finding(True, _("The worker lives."))


def _disk() -> Finding:
    disk = shutil.disk_usage(settings.DATA_DIR)
    words = _("Free on the disk of %(folder)s: %(free).1f GB of %(total).1f GB")
    return Finding(
        disk.free > LITTLE_DISK,
        words % {"folder": settings.DATA_DIR, "free": disk.free / GIB, "total": disk.total / GIB},
    )


def _clock() -> Finding:
    """A clock behind the newest file of the program was never set (an empty battery says 1970 or 2000)."""
    newest = max(path.stat().st_mtime for path in Path(__file__).parent.glob("*.py"))
    now = time.time()
    shown = datetime.fromtimestamp(now, UTC).astimezone().strftime("%Y-%m-%d %H:%M %Z")
    if now < newest - 86400:
        return Finding(
            False, _("The clock says %(now)s, which is before this program was made. Set it.") % {"now": shown}
        )
    return Finding(True, _("The clock says %(now)s") % {"now": shown})


def _fonts() -> Finding:
    wrong = fonts.fault()
    return Finding(not wrong, wrong or _("Chinese type for papers: %(file)s") % {"file": fonts.FILE})


def _voice() -> Finding:
    """Only the room's own engine is looked for; another one is the environment's."""
    if settings.SPEECH_ENGINE != "espeak":
        return Finding(True, _("Reading aloud: %(engine)s") % {"engine": settings.SPEECH_ENGINE or _("recorded only")})
    if shutil.which("espeak-ng"):
        return Finding(True, _("Reading aloud: %(engine)s") % {"engine": "espeak-ng"})
    return Finding(
        None, _("espeak-ng is missing: nothing is read aloud, record it yourself. apt-get install espeak-ng")
    )


def _ffmpeg() -> Finding:
    try:
        program = imageio_ffmpeg.get_ffmpeg_exe()
    except RuntimeError:
        words = _("ffmpeg is missing: no recording is levelled, no loudspeaker gets a sound, no film is made.")
        return Finding(False, words)
    return Finding(True, _("ffmpeg: %(file)s") % {"file": program})


def _broker() -> Finding:
    """Whether somebody listens at its address; its password is not tried."""
    broker = settings.MQTT_BROKER
    if broker is None:
        words = _("No broker (MQTT_URL): loudspeakers ask every minute, so an urgent notice may come a minute later.")
        return Finding(None, words)
    place = f"{broker.host}:{broker.port}"
    try:
        socket.create_connection((broker.host, broker.port), timeout=BROKER_PATIENCE).close()
    except OSError as error:
        words = _("The broker %(place)s does not answer (%(why)s): an urgent notice may come a minute later.")
        return Finding(False, words % {"place": place, "why": error})
    return Finding(True, _("The broker %(place)s answers.") % {"place": place})


def _guarded() -> Finding:
    """Secrets and rows are for the owner's eyes."""
    watched = [*Path(settings.DATA_DIR).glob("*.txt"), *Path(settings.DATA_DIR).glob("*.sqlite3")]
    open_ones = [path.name for path in watched if path.stat().st_mode & 0o077]
    if open_ones:
        words = _("Other users of this machine can read %(files)s in %(folder)s: chmod -R go= %(folder)s")
        return Finding(False, words % {"files": ", ".join(open_ones), "folder": settings.DATA_DIR})
    return Finding(True, _("Only the owner can read %(folder)s.") % {"folder": settings.DATA_DIR})
