"""What the room told me: newest first, read or not."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.queries import visible
from shouwang.kernel.matters.telling import words_about
from shouwang.kernel.notices import actions, wording
from shouwang.kernel.notices.models import Notice
from shouwang.kernel.notices.queries import inbox
from shouwang.kernel.notices.wording import WORDINGS
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.led import address
from shouwang.surfaces.desk.paging import Order, page_of
from shouwang.ui import moments

BY_MOMENT = Order("sent_at", is_descending=True)


@require_safe
@staff()
def notices(request: DeskRequest) -> HttpResponse:
    """A page of them."""
    mine = inbox(request.user)
    at = {name: request.GET.get(name, "") for name in ("after", "before")}
    page = page_of(mine, BY_MOMENT, **at)
    told = page.items
    about = visible(request.user).in_bulk([UUID(one.about_id) for one in told if one.about_kind == "matter"])
    lines = [
        _line(notice, about.get(UUID(notice.about_id)) if notice.about_kind == "matter" else None) for notice in told
    ]
    context = {
        "lines": lines,
        "has_unread": mine.filter(read_at=None).exists(),
        "before": page.before and f"?{urlencode({'before': page.before})}",
        "after": page.after and f"?{urlencode({'after': page.after})}",
        "words": "",
    }
    return render(request, "desk/notices.html", context)


@dataclass(frozen=True)
class Line:
    """A notice as the list shows it: about a matter one may see, with its title and in the page's language."""

    notice: Notice
    subject: str
    body: str
    title: str
    ago: str
    exact: str


def _line(notice: Notice, matter: Matter | None) -> Line:
    subject, body = notice.subject, notice.body
    if matter is not None and notice.template in WORDINGS:
        subject, body = wording.write(notice.template, notice.words | words_about(matter), moments.language())
    at = notice.sent_at or notice.created_at
    return Line(notice, subject, body, matter.title if matter else "", moments.ago(at), moments.exact(at))


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
        matter = visible(request.user).filter(pk=notice.about_id).only("kind").first()
        return redirect(address(matter, request.held)) if matter else redirect("desk:matter", pk=notice.about_id)
    if notice.about_kind == "watch_call":
        return redirect("desk:call", pk=notice.about_id)
    if notice.about_kind == "meetings":
        return redirect("desk-outreach:meetings")
    if notice.about_kind == "shift":
        return redirect("desk-patrol:tonight")
    return redirect("desk:notices")
