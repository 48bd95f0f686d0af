"""The calendar of the week: what is said when and by which way; drafts hatched."""

from datetime import date, timedelta
from typing import Any  # a Campaign below is Any: pages do not know the table

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shouwang.kernel.people.permissions import Permission
from shouwang.lib.words import date_words
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.outreach_words import ICONS, state
from shouwang.surfaces.desk.settings_page import page
from shouwang.systems.outreach import lifecycle
from shouwang.systems.outreach.queries import campaigns
from shouwang.ui import moments
from shouwang.ui.parts import Pager

WEEK = timedelta(days=7)


@require_safe
@staff(Permission.OUTREACH_WORK)
def week(request: DeskRequest) -> HttpResponse:
    """Seven days from a Monday; `of` is a day of the week to show."""
    today = timezone.localdate()
    shown = _day(request.GET.get("of", "")) or today
    monday = shown - timedelta(days=shown.weekday())
    now = timezone.now()
    days = [
        {
            "date": day,
            "words": date_words(day, today, moments.language()),
            "is_today": day == today,
            "items": [_item(one, day, now) for one in found],
        }
        for day, found in campaigns.week(request.user, request.room, monday)
    ]
    here = reverse("desk-outreach:week")
    pager = Pager(
        newer=f"{here}?of={monday + WEEK}",
        older=f"{here}?of={monday - WEEK}",
        words=" – ".join(date_words(day, today, moments.language()) for day in (monday, monday + timedelta(days=6))),
    )
    return page(
        request, _("Calendar of the week"), template="desk/outreach/week.html", more={"days": days, "week": pager}
    )


def _item(one: Any, day: date, now: Any) -> dict[str, Any]:
    first, last = campaigns.span(one)
    begins = one.begins_at or one.begun_at
    since = f"{timezone.localtime(begins):%H:%M}" if begins and day == first else ""
    until = f"{timezone.localtime(one.expires_at):%H:%M}" if one.expires_at and day == last else ""
    times = f"{since}–{until}" if since or until else ""
    return {
        "title": one.title,
        "href": reverse("desk-outreach:campaign", args=[one.pk]),
        "times": times,
        "is_draft": one.state == lifecycle.DRAFT,
        "is_urgent": one.is_urgent,
        "state": state(one, now),
        "ways": [(ICONS[piece.way], str(piece.get_way_display())) for piece in one.pieces.all()],
    }


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 2000 <= day.year < 2200 else None  # what has neither a week before nor one after
