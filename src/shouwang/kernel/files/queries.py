"""Questions about files."""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

from shouwang.kernel.files import guards, store
from shouwang.kernel.files.guards import Look
from shouwang.kernel.files.models import File, Upload
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.sealed import digest
from shouwang.lib.hashing import sha256_stream


@dataclass(frozen=True)
class Damage:
    """A content on the disk that is not what was kept."""

    sha256: str
    files: tuple[UUID, ...]
    fault: str  # "missing", "changed", "unreadable"


def shown(viewer: Account | None, session: SessionBase, file_id: UUID) -> tuple[File, Look] | None:
    """The file and how the viewer may look at it; None when there is none or it is not theirs to see."""
    file = File.objects.select_related("room").filter(pk=file_id).first()
    if file is None or (file.expires_at and file.expires_at <= timezone.now()):
        return None
    look = guards.look(viewer, session, file)
    return (file, look) if look else None


def upload_by(reference: str) -> Upload | None:
    """The upload with this reference (`<id>.<secret>`), unless its day is over."""
    number, _, secret = reference.partition(".")
    try:
        key = UUID(number)
    except ValueError:
        return None
    upload = Upload.objects.select_related("room", "file").filter(pk=key, expires_at__gt=timezone.now()).first()
    if upload is None or not hmac.compare_digest(upload.secret_digest, digest(secret)):
        return None
    return upload


def damaged() -> Iterator[Damage]:
    """Every stored content that is missing or differs from its hash. Reads all of them."""
    for sha256 in File.objects.order_by("sha256").values_list("sha256", flat=True).distinct().iterator():
        if fault := _fault(sha256):
            yield Damage(sha256, tuple(File.objects.filter(sha256=sha256).values_list("pk", flat=True)), fault)


def _fault(sha256: str) -> str:
    try:
        with store.path_of(sha256).open("rb") as file:
            return "" if sha256_stream(file).hex() == sha256 else "changed"
    except FileNotFoundError:
        return "missing"
    except OSError:
        return "unreadable"
