"""Contents on the disk by their hash: FILES_DIR/ab/cd/<sha256>, each once, readable by the owner only.

Between writing a content and committing its row a *claim* (a second name beside it) keeps it from being
taken for a leftover; `settle` after the commit makes sure that the content is there and drops the claim.
Names of what is not kept yet begin with a dot: a backup leaves them out.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from django.conf import settings


def path_of(sha256: str) -> Path:
    """Where the content with this hash lies."""
    return Path(settings.FILES_DIR) / sha256[:2] / sha256[2:4] / sha256


def incoming() -> Path:
    """A new empty file on the same disk, for content that is still being checked."""
    path = Path(settings.FILES_DIR) / "incoming" / f".{uuid4().hex}"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    return path


def admit(checked: Path, sha256: str) -> Path:
    """Move a checked content to its place; returns the claim to `settle` when the row is committed."""
    place = path_of(sha256)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    claim = place.with_name(f".{sha256}.{uuid4().hex}")
    _sync(checked)
    checked.replace(claim)
    _link(claim, place)
    _sync(place.parent)
    return claim


def settle(claim: Path) -> None:
    """The row is committed: the content stays and the claim goes."""
    with _locked():
        if claim.exists():
            _link(claim, claim.with_name(hash_in(claim)))
            claim.unlink()


def remove(sha256: str, *, still_needed: Callable[[], bool]) -> bool:
    """Delete the content unless a row still needs it, asked under the lock; True when it went."""
    with _locked():
        place = path_of(sha256)
        if still_needed() or not place.exists():
            return False
        place.unlink()
        _sync(place.parent)
        return True


def claims() -> Iterator[Path]:
    """Claims not settled yet: of files just being kept, or of work that was cut off."""
    return Path(settings.FILES_DIR).glob("??/??/.*")


def contents() -> Iterator[Path]:
    """Every content that lies in its place."""
    return Path(settings.FILES_DIR).glob("??/??/[0-9a-f]*")


def hash_in(claim: Path) -> str:
    """The hash of the content the claim holds."""
    return claim.name.split(".")[1]


def unchecked() -> Iterator[Path]:
    """Contents that came in and were not admitted yet, or never."""
    return (Path(settings.FILES_DIR) / "incoming").glob("*")


def _link(claim: Path, place: Path) -> None:
    with suppress(FileExistsError):
        os.link(claim, place)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _locked() -> Iterator[None]:
    """One at a time over all processes; the kernel frees the lock of a killed one."""
    Path(settings.FILES_DIR).mkdir(mode=0o700, parents=True, exist_ok=True)
    with (Path(settings.FILES_DIR) / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
