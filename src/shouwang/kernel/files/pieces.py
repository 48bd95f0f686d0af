"""The bytes of uploads under way: one file each, locked while a piece is written and forced to the disk."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings

SPARE_BYTES = 200 * 1024 * 1024


def folder() -> Path:
    """Where they lie; made when missing."""
    path = Path(settings.FILE_UPLOAD_TEMP_DIR or settings.FILES_DIR) / "pieces"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def path_of(upload: UUID) -> Path:
    """Where the bytes of this upload lie."""
    return folder() / upload.hex


def has_room_for(length: int) -> bool:
    """Whether the disk holds the pieces, the checked copy and some to spare."""
    return shutil.disk_usage(folder()).free > 3 * length + SPARE_BYTES


@contextmanager
def opened(upload: UUID) -> Iterator[BinaryIO]:
    """The file of the upload, for one thread at a time; the kernel frees the lock of a killed one."""
    handle = os.open(path_of(upload), os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(handle, "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file


def write(file: BinaryIO, at: int, piece: bytes) -> None:
    """Put the piece at its place and force it to the disk; what a killed writer left behind it is cut off."""
    file.seek(at)
    file.write(piece)
    file.truncate()
    file.flush()
    os.fsync(file.fileno())
