"""What the room told me: newest first, read or not."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from shouwang.kernel.notices import actions
from shouwang.kernel.notices.queries import inbox
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.ui import moments

SHOWN = 50


@require_safe
@staff()
def notices(request: DeskRequest) -> HttpResponse:
    """The last fifty."""
    lines = [
        (notice, moments.ago(notice.sent_at), moments.exact(notice.sent_at))
        for notice in inbox(request.user)[:SHOWN]
        if notice.sent_at
    ]
    has_unread = any(notice.read_at is None for notice, _ago, _exact in lines)
    return render(request, "desk/notices.html", {"lines": lines, "has_unread": has_unread})


@require_POST
@staff()
def read_all(request: DeskRequest) -> HttpResponse:
    """I have seen them all."""
    actions.mark_read(by=request.user)
    return redirect("desk:notices")


@require_POST
@staff()
def open_one(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Mark one as read and go where it points."""
    notice = get_object_or_404(inbox(request.user), pk=pk)
    actions.mark_read(by=request.user, notices=[notice.pk])
    if notice.about_kind == "matter":
        return redirect("desk:matter", pk=notice.about_id)
    return redirect("desk:notices")
