"""One file that holds the whole room: database, files, secrets, and a manifest with a hash of each.

Made while the room works: the database first, as one moment; files are never changed once they are kept, so
copying them afterwards can only add some that the database does not know yet. Restoring needs no Django, because
the secrets must be in place before the settings make new ones.
"""

import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from shouwang.config.terminal import gettext as _

MANIFEST = "manifest.json"
SQLITE, POSTGRES = "shouwang.sqlite3", "shouwang.pgdump"
SECRETS = ("secret_key.txt", "field_key.txt", "vapid.pem")
MADE_BY_ITSELF = {*SECRETS, "uploads", "static", "ready.json", "worker.pulse", "shouwang.sqlite3.queue"}
FORMAT = 1
PIECE = 1 << 20


class NotPossible(Exception):
    """Why a backup can't be made or brought back, in words for the terminal."""


def make(target: Path, *, data: Path, files: Path, database: dict[str, str], version: str) -> int:
    """Write the backup and return how many files are in it. The target appears whole or not at all."""
    if target.exists():
        raise NotPossible(_("%(file)s exists already; choose another name.") % {"file": target})
    if not target.parent.is_dir():
        raise NotPossible(_("The folder %(folder)s does not exist.") % {"folder": target.parent})
    unfinished = target.with_name(target.name + ".unfinished")
    with tempfile.TemporaryDirectory(dir=data, prefix="backup-") as folder:
        copy = _copy_database(database, Path(folder))
        parts = {copy.name: copy} | {name: data / name for name in SECRETS if (data / name).exists()}
        parts |= {f"files/{path.relative_to(files)}": path for path in _whole_files(files)}
        try:
            count = _pack(unfinished, parts, {"format": FORMAT, "version": version, "database": copy.name})
            unfinished.rename(target)
        finally:
            unfinished.unlink(missing_ok=True)
    return count


def _pack(target: Path, parts: dict[str, Path], about: dict[str, object]) -> int:
    hashes: dict[str, str] = {}
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as raw, tarfile.open(fileobj=raw, mode="w:gz", compresslevel=3) as archive:
        for name, path in parts.items():
            try:
                hashes[name] = _hash(path)
                archive.add(path, name, filter=_nobody)
            except FileNotFoundError:
                hashes.pop(name, None)  # deleted by its own time limit while we copied
        manifest = {**about, "made_at": datetime.now(UTC).isoformat(timespec="seconds"), "sha256": hashes}
        content = json.dumps(manifest, indent=1).encode()
        last = tarfile.TarInfo(MANIFEST)
        last.size, last.mode = len(content), 0o600
        archive.addfile(last, io.BytesIO(content))
    return len(hashes)


def _nobody(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """The accounts of this machine mean nothing on the next."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry


def _whole_files(folder: Path) -> Iterator[Path]:
    """Kept files; what is being written has a name that begins with a dot."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield path


def _copy_database(database: dict[str, str], folder: Path) -> Path:
    if database["ENGINE"].endswith("postgresql"):
        copy = folder / POSTGRES
        _postgres("pg_dump", database, "--format=custom", "--no-owner", f"--file={copy}")
        return copy
    copy = folder / SQLITE
    with closing(sqlite3.connect(database["NAME"])) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)  # in one go: one moment, and writers go on
        target.execute("PRAGMA journal_mode=DELETE")
    return copy


def restore(source: Path, *, data: Path, database: dict[str, str]) -> dict[str, str]:
    """Bring a backup back and return its manifest without the hashes.

    Raises NotPossible, and leaves DATA_DIR as it was, when DATA_DIR is in use, or the file is damaged.
    """
    used = [path.name for path in data.iterdir() if path.name not in MADE_BY_ITSELF] if data.exists() else []
    if used:
        raise NotPossible(
            _("%(folder)s is in use (%(name)s). Restore into an empty folder: DATA_DIR=… shouwang restore …")
            % {"folder": data, "name": sorted(used)[0]}
        )
    data.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=data, prefix="restore-") as name:
        folder = Path(name)
        manifest = _unpack(source, folder)
        wants_postgres = manifest["database"] == POSTGRES
        if wants_postgres != database["ENGINE"].endswith("postgresql"):
            kind = "PostgreSQL" if wants_postgres else "SQLite"
            raise NotPossible(_("This backup is of a %(kind)s database; set DATABASE_URL for one.") % {"kind": kind})
        if wants_postgres:
            _postgres(
                "pg_restore", database, "--no-owner", "--exit-on-error", "--single-transaction", f"{folder / POSTGRES}"
            )
            (folder / POSTGRES).unlink()
        elif Path(database["NAME"]) != data / SQLITE:
            shutil.move(folder / SQLITE, database["NAME"])
        for path in folder.iterdir():
            if path.name != MANIFEST:
                path.replace(data / path.name)
    return manifest


def _unpack(source: Path, folder: Path) -> dict[str, str]:
    """Unpack beside the real place and compare every hash, in both directions."""
    try:
        with tarfile.open(source, "r:gz") as archive:
            for entry in archive:
                _take_out(archive, entry, folder)
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        missing = source if error.filename == str(source) else MANIFEST
        raise NotPossible(_("%(file)s is missing.") % {"file": missing}) from None
    except (tarfile.TarError, EOFError, OSError, ValueError) as error:
        raise NotPossible(_("%(file)s is damaged or no backup: %(why)s") % {"file": source, "why": error}) from None
    if manifest.pop("format", None) != FORMAT:
        raise NotPossible(_("%(file)s was made by a newer version of the program.") % {"file": source})
    hashes: dict[str, str] = manifest.pop("sha256")
    present = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    present.pop(MANIFEST)
    for name in sorted(hashes.keys() | present.keys()):
        if name not in present or _hash(present[name]) != hashes.get(name):
            raise NotPossible(
                _("%(file)s is damaged: %(name)s is not what was saved.") % {"file": source, "name": name}
            )
    return {key: str(value) for key, value in manifest.items()}


def _take_out(archive: tarfile.TarFile, entry: tarfile.TarInfo, folder: Path) -> None:
    """One file, below the folder, whatever the archive says. (tarfile's own filter is missing in Debian 12's Python.)"""
    target = (folder / entry.name).resolve()
    content = archive.extractfile(entry) if entry.isreg() and target.is_relative_to(folder.resolve()) else None
    if content is None:
        raise ValueError(entry.name)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with content, target.open("xb") as copy:
        target.chmod(0o600)
        shutil.copyfileobj(content, copy, PIECE)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _postgres(program: str, database: dict[str, str], *options: str) -> None:
    """Run one of PostgreSQL's own programs; the password goes by the environment, not by the command line."""
    if not shutil.which(program):
        raise NotPossible(_("%(program)s is missing: apt-get install postgresql-client") % {"program": program})
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    known = {variable: str(database[key]) for variable, key in names.items() if database.get(key)}
    target = [f"--dbname={database['NAME']}"]
    done = subprocess.run([program, *target, *options], env={**os.environ, **known}, capture_output=True, text=True)  # noqa: S603
    if done.returncode != 0:
        raise NotPossible(f"{program}: {done.stderr.strip()}")
