"""Matters: lists, one whole, its timeline and files."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from ninja import Query, Router

from shouwang.kernel.files.kinds import TYPES
from shouwang.kernel.files.views import look
from shouwang.kernel.matters.actions.looking import see_reporter
from shouwang.kernel.matters.models import Attachment
from shouwang.kernel.matters.queries import steps_for, story_of, veiled, visible
from shouwang.surfaces.api.callers import Caller
from shouwang.surfaces.api.v1 import paging, reach, shapes, showing, versions
from shouwang.surfaces.api.v1.bodies import Filters, PageOf
from shouwang.surfaces.api.v1.filters import narrowed
from shouwang.surfaces.api.v1.guard import RANGE, guarded
from shouwang.surfaces.api.v1.problems import not_found

router = Router()
TAGS = ["matters"]
BYTES: dict[str, dict[str, str]] = {one.media: {} for one in TYPES}
A_FILE = {
    200: {"description": "The file", "content": BYTES},
    206: {"description": "The piece of it that was asked for", "content": BYTES},
}


@router.get("/matters", **guarded("list_matters", answers={200: shapes.MatterPage}, refuses=(422,), tags=TAGS))
def list_matters(request: Caller, filters: Query[Filters], page: Query[PageOf]) -> shapes.MatterPage:
    """Matters the account may see, newest first; with `q` those whose words contain every word asked for."""
    account = request.auth.account
    now = timezone.now()
    matters = narrowed(visible(account), filters, account).select_related("room", "owner", "team", "place")
    found = (
        paging.hits(matters, filters.q, page.cursor, page.limit)
        if filters.q is not None
        else paging.newest(matters, page.cursor, page.limit)
    )
    return shapes.MatterPage(
        items=[showing.row(veiled(account, matter), now) for matter in found.matters], next=found.next
    )


@router.get(
    "/matters/{matter_id}",
    **guarded("get_matter", answers={200: shapes.MatterFull, 304: None}, refuses=(404, 422), tags=TAGS),
)
def get_matter(
    request: Caller, response: HttpResponse, matter_id: UUID, reporter: bool = False
) -> shapes.MatterFull | HttpResponse:
    """One matter whole. Its ETag is its version. `reporter=true` shows who brought it and is written to the journal."""
    account = request.auth.account
    matter = reach.matter(account, matter_id)
    if not reporter and versions.is_known(request, matter):
        return HttpResponse(status=304, headers={"ETag": versions.etag(matter)})
    response["ETag"] = versions.etag(matter)
    seen = see_reporter(by=account, matter=matter) if reporter else None
    return showing.full(matter, steps_for(account, matter), seen)


@router.get(
    "/matters/{matter_id}/timeline",
    **guarded("list_timeline", answers={200: list[shapes.EntryShape]}, refuses=(404, 422), tags=TAGS),
)
def list_timeline(request: Caller, matter_id: UUID) -> list[shapes.EntryShape]:
    """Everything that happened, in order. Another matter is named only where the account may see that one too."""
    account = request.auth.account
    story = list(story_of(reach.matter(account, matter_id)))
    others = visible(account).filter(pk__in={entry.other_id for entry in story if entry.other_id})
    names = dict(others.values_list("pk", "reference"))
    return [showing.entry(entry, names.get(entry.other_id) if entry.other_id else None) for entry in story]


@router.get(
    "/matters/{matter_id}/attachments",
    **guarded("list_attachments", answers={200: list[shapes.AttachmentShape]}, refuses=(404, 422), tags=TAGS),
)
def list_attachments(request: Caller, matter_id: UUID) -> list[shapes.AttachmentShape]:
    """The matter's photos, recordings and papers."""
    matter = reach.matter(request.auth.account, matter_id)
    attachments = Attachment.objects.filter(matter=matter).select_related("file").order_by("added_at", "id")
    return [showing.attachment(one, _address(request, one)) for one in attachments]


@router.get(
    "/matters/{matter_id}/attachments/{attachment_id}",
    **guarded(
        "get_attachment", answers={}, refuses=(404, 416, 422), tags=TAGS, headers=(RANGE,), extra={"responses": A_FILE}
    ),
)
def get_attachment(request: Caller, matter_id: UUID, attachment_id: UUID) -> HttpResponseBase:
    """The bytes of one file, whole or the Range asked for. Each look is written to the journal."""
    account = request.auth.account
    carried = Attachment.objects.filter(matter=reach.matter(account, matter_id), pk=attachment_id).first()
    if carried is None:
        raise not_found()
    return look.shown(request, account, carried.file_id)


def _address(request: Caller, one: Attachment) -> str:
    return request.build_absolute_uri(reverse("api:v1:get_attachment", args=[one.matter_id, one.pk]))
