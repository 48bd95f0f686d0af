"""Tables that the worker has yet to read: one file each beside the uploads under way, gone as soon as it is read."""

import fcntl
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from django.conf import settings


def folder() -> Path:
    """Where they lie; made when missing."""
    path = Path(settings.FILE_UPLOAD_TEMP_DIR or settings.FILES_DIR) / "tables"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def path_of(run: UUID) -> Path:
    """Where the file of this import lies."""
    return folder() / run.hex


def keep(run: UUID, file: Path) -> None:
    """Keep a copy of the file until it is read."""
    kept = path_of(run)
    kept.touch(mode=0o600)
    shutil.copyfile(file, kept)


def drop(run: UUID) -> None:
    """The file is no longer needed."""
    path_of(run).unlink(missing_ok=True)


def drop_others(runs: Collection[UUID]) -> None:
    """Delete every file but those of these imports: a worker may be killed after it read one and before it dropped it."""
    wanted = {run.hex for run in runs}
    for path in folder().iterdir():
        if path.name not in wanted:
            path.unlink(missing_ok=True)


@contextmanager
def claimed(run: UUID) -> Iterator[Path | None]:
    """The file for one reader at a time, None while another reads it; the system frees the lock of a killed one.

    Raises FileNotFoundError when it is gone.
    """
    path = path_of(run)
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
        else:
            yield path
