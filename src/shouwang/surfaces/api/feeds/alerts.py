"""What is urgent in the room's own name, and official warnings passed on, for programs that take CAP 1.2.

It is no official warning: the sender's name says so, and of one passed on the source and number stand in it. Urgency and
certainty of a warning passed on are unknown here: its issuer's notice in Chinese has a level, and nothing is added to it.
"""

from datetime import datetime
from typing import Any  # a Bulletin below is Any: feeds do not know the table
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from shouwang.kernel.ground.models import Room
from shouwang.surfaces.api.feeds import atom, cap
from shouwang.systems.outreach import addresses
from shouwang.systems.outreach.queries import bulletins as queries

SEVERITY = {"1": "Extreme", "2": "Severe", "3": "Moderate", "4": "Minor"}
MOST = 50
NEVER = datetime(2026, 1, 1, tzinfo=timezone.get_default_timezone())


@require_safe
@conditional_page
def alerts(request: HttpRequest, code: str) -> HttpResponse:
    """The list, as Atom."""
    room = get_object_or_404(Room.objects.select_related("station"), code=code.upper())
    found = list(queries.alerts(room, timezone.now())[:MOST])
    feed = atom.Feed(
        title=_("Alerts of %(room)s (CAP 1.2)") % {"room": room.name},
        url=settings.PUBLIC_URL + reverse("api:alerts", args=[room.code]),
        home=settings.PUBLIC_URL + reverse("public:bulletins", args=[room.code]),
        author=room.name,
        language="zh-Hans",
        updated_at=max((one.changed_at for one in found), default=NEVER),
    )
    entries = [
        atom.Entry(
            id=f"urn:uuid:{one.pk}",
            title=one.title if one.state != "taken_down" else _("Taken down by the room"),
            text=one.text if one.state != "taken_down" else "",
            url=settings.PUBLIC_URL + addresses.page(one),
            published_at=one.released_at or one.changed_at,
            updated_at=one.changed_at,
            alert=address(one),
        )
        for one in found
        if not _is_superseded(one)
    ]
    return HttpResponse(atom.build(feed, entries), content_type=atom.MEDIA_TYPE)


@require_safe
@conditional_page
def alert(request: HttpRequest, code: str, short: str) -> HttpResponse:
    """One as it stands now: alert, update, or cancelled. One that another took the place of is gone: said under the same
    identifier it would be a second message, and the update refers to it."""
    room = get_object_or_404(Room, code=code.upper())
    one = queries.alerts(room, timezone.now()).filter(short=short.lower()).first()
    if one is None:
        raise Http404
    if _is_superseded(one):
        return HttpResponse(status=410)
    return HttpResponse(cap.build(_alert(one)), content_type=cap.MEDIA_TYPE)


def address(one: Any) -> str:
    """Where it is had."""
    return settings.PUBLIC_URL + reverse("api:alert", args=[one.room.code, one.short])


def _is_superseded(one: Any) -> bool:
    return one.state == "taken_down" and any(later.released_at for later in one.updated_by.all())


def _alert(one: Any) -> cap.Alert:
    name, kind, references = _named(one), "Alert", []
    if one.updates and (one.updates.is_urgent or one.updates.is_warning):
        kind, references = "Update", [_named(one.updates)]
    if one.state == "taken_down":
        kind, references = "Cancel", [name]
        name = cap.Named(name.sender, f"{name.identifier}-cancel", one.taken_down_at)
    return cap.Alert(
        name=name,
        kind=kind,
        references=references,
        category=one.category,
        urgency="Unknown" if one.is_warning else "Immediate",
        severity=SEVERITY.get(one.level, "Unknown"),
        certainty="Unknown",
        area=one.area if one.is_warning else _villages(one.room),
        web=settings.PUBLIC_URL + addresses.page(one),
        infos=[_info(one, language) for language in ("zh-Hans", "en") if language != "en" or one.title_en],
        source=one.issuer,
        number=one.number,
        level=one.level and str(one.get_level_display()),
        contact=one.room.phone,
        effective=one.issued_at,
        expires=one.expires_at,
        sound=_sound(one),
    )


def _villages(room: Room) -> str:
    """For whom the room's own notices are: its villages, in words."""
    return "、".join(room.villages.order_by("name").values_list("name", flat=True)) or room.name


def _named(one: Any) -> cap.Named:
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    return cap.Named(f"{one.room.code}@{host}", f"{host}-{one.pk}", one.released_at)


def _info(one: Any, language: str) -> cap.Info:
    with translation.override(language):
        is_over = one.state == "taken_down"
        over = _("Taken down by the room. Do not go by it any more.")
        said = {"room": (language == "en" and one.room.name_en) or one.room.name, "issuer": one.issuer}
        own = _("%(room)s (a village police room's own notice, not an official warning)")
        relayed = _("%(room)s (passing on a warning of %(issuer)s word for word)")
        return cap.Info(
            language="zh-CN" if language != "en" else "en",
            event=str(one.get_category_display()),
            sender_name=(relayed if one.is_warning else own) % said,
            headline=_("Taken down by the room") if is_over else one.title_in(language),  # the title may be why
            description=over if is_over else one.text_in(language),
        )


def _sound(one: Any) -> cap.Sound | None:
    if one.audio is None or one.state == "taken_down":
        return None
    url = settings.PUBLIC_URL + addresses.sound(one)
    return cap.Sound(_("Recording"), one.audio.media_type, one.audio.size, url)
