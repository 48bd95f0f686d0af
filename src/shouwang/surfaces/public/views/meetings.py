"""Meetings with villagers and theatre evenings: the next one, into the calendar, and what was said at those before."""

from typing import Any  # a gathering below is Any: pages do not know the table
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from shouwang.kernel.matters.lifecycle import WITHDRAWN
from shouwang.surfaces.api.feeds import calendar
from shouwang.surfaces.public.frame import CHINESE, either, frame, in_words, is_read_in_english, shown_room
from shouwang.systems.outreach.queries import gatherings as queries
from shouwang.ui import moments
from shouwang.ui.parts import Entry, Fact, Picture

MOST_PAST = 12


@require_safe
def meetings(request: HttpRequest, code: str) -> HttpResponse:
    """What is coming and what was."""
    room, now = shown_room(code), timezone.now()
    context = {
        "public": frame(room, now),
        "room": room,
        "coming": [_coming(one) for one in queries.coming(room, now)],
        "off": [_off(one) for one in queries.called_off_lately(room, now)],
        "past": [_past(one) for one in queries.past(room)[:MOST_PAST]],
        "lang": CHINESE if is_read_in_english() else "",
    }
    return render(request, "public/meetings.html", context)


@require_safe
def ics(request: HttpRequest, code: str, pk: UUID) -> HttpResponse:
    """One for a calendar; called off under the same UID."""
    room = shown_room(code)
    found = [*queries.coming(room, timezone.now()), *queries.called_off_lately(room, timezone.now())]
    one = next((each for each in found if each.pk == pk), None)
    if one is None:
        raise Http404
    url = settings.PUBLIC_URL + reverse("public:meetings", args=[room.code])
    event = calendar.gathering(one, title=_title(one), place=_where(one), url=url, text=_invitation(one))
    response = HttpResponse(calendar.build(in_words(room), [event]), content_type=calendar.MEDIA_TYPE)
    response["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return response


def _coming(one: Any) -> dict[str, object]:
    facts = [
        Fact(
            pgettext("meeting", "When"), f"{moments.weekday(one.starts_at)} {timezone.localtime(one.starts_at):%H:%M}"
        ),
        Fact(pgettext("meeting", "How long"), _("about %(n)s minutes") % {"n": one.minutes_long}),
        Fact(pgettext("meeting", "Where"), _where(one)),
    ]
    href = reverse("public:meeting-calendar", args=[one.room.code, one.pk])
    return {"title": _title(one), "text": _invitation(one), "facts": facts, "href": href}


def _off(one: Any) -> dict[str, object]:
    text = _("%(when)s, called off: %(why)s") % {"when": moments.exact(one.starts_at), "why": one.off_because}
    return {"title": _title(one), "text": text}


def _past(one: Any) -> dict[str, object]:
    """Minutes, the questions asked there with their answers, the pictures everybody agreed to."""
    came = _("%(n)s people came") % {"n": one.attendance}
    questions = [_question(each, number) for number, each in enumerate(queries.public_questions(one), 1)]
    pictures = [
        Picture(reverse("files:file", args=[each.file_id]), reverse("files:file", args=[each.file_id]), each.words)
        for each in queries.public_pictures(one)
    ]
    return {
        "title": _title(one), "line": f"{moments.day(one.starts_at)} · {came}", "questions": questions,
        "text": either(one.bulletin.text, one.bulletin.text_en),  # what was read and released, nothing else
        "is_chinese": is_read_in_english() and not one.bulletin.text_en,
        "pictures": pictures,
    }  # fmt: skip


def _question(one: Any, number: int) -> Entry:
    if one.matter.state == WITHDRAWN:
        waits = _("Whoever asked took it back.")
    elif queries.answer_to(one):
        waits = _("Whoever asked has the answer; it will stand here.")
    else:
        waits = _("The room is at it; the answer will stand here.")
    answer = one.answer or waits
    return Entry(
        title=f"{number}. {one.words}", text=answer, icon="message-circle", tone="green" if one.answer else "amber"
    )


def _title(one: Any) -> str:
    return f"{capfirst(str(one.get_kind_display()))} · {either(one.topic, one.topic_en)}"


def _where(one: Any) -> str:
    return either(one.where, one.where_en)


def _invitation(one: Any) -> str:
    return either(one.invitation, one.invitation_en)
