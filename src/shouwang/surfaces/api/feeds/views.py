"""Feeds: what hangs on a room's wall, and what is due for one account."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters import kinds
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.queries import visible
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.queries import account_of_link
from shouwang.surfaces.api.feeds import atom, calendar
from shouwang.surfaces.api.feeds.alerts import address
from shouwang.surfaces.api.pace import WITHOUT_KEY
from shouwang.systems.mediation.queries.calendars import sessions_of
from shouwang.systems.outreach import addresses
from shouwang.systems.outreach.queries.bulletins import on_the_wall
from shouwang.systems.outreach.queries.gatherings import in_calendar
from shouwang.systems.services.queries.visits import calendar_visits
from shouwang.systems.services.visit_kind import KIND as VISIT
from shouwang.ui import caller

MOST_ENTRIES, MOST_EVENTS = 50, 500
OVER_SHOWN = timedelta(days=30)  # long enough for a calendar that is opened once a month
NEVER = datetime(2026, 1, 1, tzinfo=timezone.get_default_timezone())


@require_safe
@conditional_page
def bulletins(request: HttpRequest, code: str) -> HttpResponse:
    """The room's bulletins as Atom, in English where somebody wrote it and it is asked for."""
    room = get_object_or_404(Room, code=code.upper())
    in_english = translation.get_language() == "en"
    home = settings.PUBLIC_URL + reverse("public:room", args=[room.code])
    hanging = list(on_the_wall(room, timezone.now())[:MOST_ENTRIES])
    name = (in_english and room.name_en) or room.name
    feed = atom.Feed(
        title=_("Bulletins of %(room)s") % {"room": name},
        url=settings.PUBLIC_URL + reverse("api:bulletins", args=[room.code]),
        home=home,
        author=name,
        language="en" if in_english else "zh-Hans",
        updated_at=max((bulletin.changed_at for bulletin in hanging), default=NEVER),
    )
    entries = [
        atom.Entry(
            id=f"urn:uuid:{bulletin.pk}",
            title=(in_english and bulletin.title_en) or bulletin.title,
            text=((in_english and bulletin.text_en) or bulletin.text) + _source_of(bulletin),
            url=settings.PUBLIC_URL + addresses.page(bulletin),
            published_at=bulletin.released_at or bulletin.changed_at,
            updated_at=bulletin.changed_at,
            sound=_sound_of(bulletin),
            alert=address(bulletin) if bulletin.is_urgent or bulletin.is_warning else "",
        )
        for bulletin in hanging
    ]
    return HttpResponse(atom.build(feed, entries), content_type=atom.MEDIA_TYPE)


def _source_of(bulletin: Any) -> str:
    """Of a warning passed on, whose it is: a reader of feeds shows nothing else of it."""
    if not bulletin.is_warning:
        return ""
    said = {"issuer": bulletin.issuer, "number": bulletin.number, "level": bulletin.get_level_display()}
    return "\n\n" + _("Issued by %(issuer)s: %(level)s, number %(number)s.") % said


def _sound_of(bulletin: Any) -> atom.Sound | None:
    """Its recording, so that a player of podcasts plays the room's bulletins."""
    if bulletin.audio is None:
        return None
    return atom.Sound(settings.PUBLIC_URL + addresses.sound(bulletin), bulletin.audio.size, bulletin.audio.media_type)


@require_safe
@conditional_page
def due(request: HttpRequest, secret: str) -> HttpResponse:
    """What is due for the account of a secret address: numbers and topics, and where a session is held. Calendars are copied far.

    The place is what a colleague wrote when they called the session: who is called must know where to go. Of a sheltered
    dispute it is left out, and read behind the link.
    """
    if seconds := WITHOUT_KEY.wait(caller.address(request)):
        return HttpResponse(status=429, headers={"Retry-After": str(seconds)})
    account = account_of_link(secret)
    if account is None:
        words = _("This address is not valid, or not any more.")
        return HttpResponse(words, status=404, content_type="text/plain; charset=utf-8")
    with translation.override(account.language):
        content = calendar.build(
            _("Due at Shouwang"),
            [
                *map(_event, _mine(account)),
                *map(_session, _sessions(account)),
                *map(_visit, _visits(account)),
                *map(_gathering, in_calendar(account, timezone.now() - OVER_SHOWN)[:MOST_EVENTS]),
            ],
        )
    headers = {"Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex"}
    return HttpResponse(content, content_type=calendar.MEDIA_TYPE, headers=headers)


def _sessions(account: Account) -> list[Any]:
    """The mediations the account is called to, those called off too, so that calendars take them away."""
    return list(sessions_of(account, timezone.now() - OVER_SHOWN)[:MOST_EVENTS])


def _session(one: Any) -> calendar.Event:
    return calendar.Event(
        uid=f"{one.pk}@shouwang",
        title=_("%(reference)s: mediation") % {"reference": one.dispute.matter.reference},
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        changed_at=one.dispute.matter.changed_at,
        sequence=one.dispute.matter.version,
        place="" if one.dispute.matter.is_sheltered else one.where,
        url=settings.PUBLIC_URL + reverse("desk-mediation:dispute", args=[one.dispute_id]),
        is_cancelled=one.state == "off",
    )


def _visits(account: Account) -> list[Any]:
    """The account's visits by appointment, those called off too."""
    return list(calendar_visits(account, timezone.now())[:MOST_EVENTS])


def _visit(one: Any) -> calendar.Event:
    """Number and time; who is visited and where is read behind the link."""
    return calendar.visit(
        one,
        title=_("%(reference)s: visit") % {"reference": one.matter.reference},
        url=settings.PUBLIC_URL + reverse("desk-services:visit", args=[one.pk]),
    )


def _gathering(one: Any) -> calendar.Event:
    """A meeting with villagers: public anyway."""
    return calendar.gathering(
        one,
        title=f"{one.get_kind_display()}: {one.topic}",
        place=one.where,
        url=settings.PUBLIC_URL + reverse("desk-outreach:meeting", args=[one.pk]),
    )


def _mine(account: Account) -> list[Matter]:
    """The account's open matters by when they are due, and those that ended lately: calendars have to take them away."""
    teams = account.memberships.values("team")
    mine = visible(account).filter(Q(owner=account) | Q(team__in=teams)).exclude(is_record=True)
    mine = mine.exclude(kind=VISIT.key)  # stands with its own times
    shown = mine.filter(Q(ended_at__isnull=True) | Q(ended_at__gte=timezone.now() - OVER_SHOWN))
    return list(shown.select_related("room").order_by("-changed_at")[:MOST_EVENTS])


def _event(matter: Matter) -> calendar.Event:
    topic = str(kinds.topic_name(matter.kind, matter.topic) or matter.kind)
    waits = matter.due_at if matter.is_open else None
    return calendar.Event(
        uid=f"{matter.pk}@shouwang",
        title=_("%(reference)s due: %(topic)s") % {"reference": matter.reference, "topic": topic},
        starts_at=waits or matter.ended_at or matter.changed_at,
        changed_at=matter.changed_at,
        sequence=matter.version,
        url=settings.PUBLIC_URL + reverse("desk:matter", args=[matter.pk]),
        is_cancelled=waits is None,
    )
