"""Files sent with a form of the desk: checked before the transaction, kept within it."""

from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from shouwang.kernel.files import actions, intake
from shouwang.kernel.files.models import File
from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal.actions import Actor

Checked = list[tuple[str, intake.Checked]]


def checked(uploaded: Iterable[UploadedFile[Any]]) -> Checked:
    """Each with its name, recognised and stripped. Raises files.Refused with words for the person."""
    return [(one.name or "", intake.check(one)) for one in uploaded]


def kept(*, by: Actor, room: Room, checked: Checked, purpose: str) -> list[File]:
    """Stored with the matter they belong to. Call inside the transaction that uses them."""
    return [
        actions.keep(by=by, room=room, content=content, name=name, purpose=purpose, keep_days=None)
        for name, content in checked
    ]
