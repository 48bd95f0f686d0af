"""Whole lists as files, streamed: the same rows and words as the desk's export."""

from enum import StrEnum
from typing import Annotated

from django.conf import settings
from django.http import HttpResponseBase, StreamingHttpResponse
from django.utils import translation
from ninja import Query, Router
from pydantic import StringConstraints

from shouwang.kernel.matters.actions.exporting import release
from shouwang.kernel.matters.export.columns import layout
from shouwang.kernel.matters.export.writers import TYPES, parts_of
from shouwang.kernel.matters.queries import visible
from shouwang.kernel.matters.search import find
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.api.callers import Caller
from shouwang.surfaces.api.v1.bodies import PLAIN, Filters
from shouwang.surfaces.api.v1.filters import narrowed
from shouwang.surfaces.api.v1.guard import guarded

router = Router()
Reason = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=PLAIN, strip_whitespace=True)]
Shape = StrEnum("Shape", {shape: shape for shape in TYPES})  # type: ignore[misc]  # made from the writers
A_FILE = {
    "responses": {200: {"description": "The file", "content": {media.split(";")[0]: {} for media in TYPES.values()}}}
}


@router.get(
    "/matters.{shape}",
    **guarded("export_matters", answers={}, refuses=(422,), tags=["matters"], extra=A_FILE),
)
def export_matters(
    request: Caller, shape: Shape, filters: Query[Filters], reason: Reason, reporters: bool = False
) -> HttpResponseBase:
    """Every matter that fits, as a file that says how many rows it holds. `reason` goes into the journal."""
    account = request.auth.account
    matters = narrowed(visible(account, Permission.MATTER_EXPORT), filters, account)
    if filters.q is not None:
        matters = find(matters, filters.q)
    done = release(by=account, matters=matters, shape=shape, reason=reason, with_reporters=reporters)
    made = layout(translation.get_language() or settings.LANGUAGE_CODE, done.reporter_rooms)
    parts = parts_of(shape, matters, made, settings.FILE_UPLOAD_TEMP_DIR)
    return StreamingHttpResponse(parts, content_type=TYPES[shape])
