"""A volunteer's turns as a calendar: where, from when to when, which work. No names: calendars are copied far."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from shouwang.surfaces.api.feeds import calendar
from shouwang.surfaces.api.pace import WITHOUT_KEY
from shouwang.systems.patrol.queries.calendars import calendar_turns, is_off, volunteer_of_calendar
from shouwang.systems.patrol.queries.nights import WORK
from shouwang.ui import caller

THEIR_LANGUAGE = "zh-hans"  # of whoever has no login in which another was chosen
MOST_EVENTS = 500


@require_safe
@conditional_page
def turns(request: HttpRequest, secret: str) -> HttpResponse:
    """The turns of the volunteer of a secret address; those called off stay a month, marked so."""
    if seconds := WITHOUT_KEY.wait(caller.address(request)):
        return HttpResponse(status=429, headers={"Retry-After": str(seconds)})
    one = volunteer_of_calendar(secret)
    if one is None:
        words = _("This address is not valid, or not any more.")
        return HttpResponse(words, status=404, content_type="text/plain; charset=utf-8")
    with translation.override(one.account.language if one.account else THEIR_LANGUAGE):
        events = [_event(turn) for turn in calendar_turns(one, timezone.now())[:MOST_EVENTS]]
        content = calendar.build(_("Patrols, %(room)s") % {"room": one.room.name}, events)
    headers = {"Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex"}
    return HttpResponse(content, content_type=calendar.MEDIA_TYPE, headers=headers)


def _event(turn: Any) -> calendar.Event:
    shift, off = turn.shift, is_off(turn)
    words = _("Round %(n)s") if shift.work == WORK.ROUND else _("Post %(n)s")
    return calendar.Event(
        uid=f"{turn.pk}@shouwang",
        title=words % {"n": shift.number},
        starts_at=shift.starts_at,
        ends_at=shift.ends_at,
        changed_at=shift.cancelled_at or shift.sent_at or shift.starts_at,
        sequence=int(off),
        place=_place(shift.place) if shift.place else "",
        is_cancelled=off,
    )


def _place(place: Any) -> str:
    is_english = (translation.get_language() or "").startswith("en")
    return str((is_english and place.name_en) or place.name)
