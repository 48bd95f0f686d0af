"""What stands around every public page: whose room it is, who is on duty, when it is open, whom to ring."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from shouwang.kernel.ground.models import Room
from shouwang.kernel.people.queries import on_duty
from shouwang.ui.moments import language
from shouwang.ui.parts import PublicFrame, Tab, Tile

CHINESE = "zh-Hans"


class Named(Protocol):
    """Something with a name in Chinese and, maybe, in English."""

    name: str
    name_en: str


def in_words(named: Named) -> str:
    """The name in the reader's language."""
    return either(named.name, named.name_en)


def either(chinese: str, english: str) -> str:
    """What fits the reader's language; the Chinese where no English was written down."""
    return (english if is_read_in_english() else "") or chinese


def is_read_in_english() -> bool:
    """Whether words that stand in Chinese only need a word about it, and their language beside them."""
    return language() == "en"


def shown_room(code: str) -> Room:
    """The room of the address, however its letters are written. Raises Http404."""
    room = Room.objects.select_related("station").filter(code=code.upper()).first()
    if room is None:
        raise Http404
    return room


def is_open(room: Room, now: datetime) -> bool:
    """Whether somebody should be in; hours may pass midnight, and the same hour twice is round the clock."""
    at = timezone.localtime(now).time()
    if room.opens_at < room.closes_at:
        return room.opens_at <= at < room.closes_at
    return at >= room.opens_at or at < room.closes_at


def hours(room: Room, now: datetime) -> str:
    """When somebody is in, and what to do when nobody is."""
    if room.opens_at == room.closes_at:
        return _("Open day and night")
    times = {"opens": f"{room.opens_at:%-H:%M}", "closes": f"{room.closes_at:%-H:%M}"}
    if is_open(room, now):
        return _("Open %(opens)s – %(closes)s. At night call 110.") % times
    return _("Closed now (open %(opens)s – %(closes)s). If it can't wait, call 110.") % times


def frame(room: Room, now: datetime | None = None) -> PublicFrame:
    """The head and foot of a page of this room; one query. Of those on duty only surname and title are told."""
    moment = now or timezone.now()
    on_now = (", " if is_read_in_english() else "、").join(in_words(account) for account in on_duty(room, moment))
    return PublicFrame(
        room=in_words(room),
        duty=on_now,
        hours=hours(room, moment),
        phone=room.phone,
        home_href=reverse("public:room", args=[room.code]),
        worker=reverse("public:worker"),
        foot=(
            Tab(_("Look up my matter"), reverse("public:follow")),
            Tab(_("How we count"), reverse("public:counts", args=[room.code])),
            privacy_tab(room),
        ),
    )


def without_hole(tiles: Sequence[Tile]) -> list[Tile]:
    """The same two by two: an odd last one is wide, as it would leave a hole beside it."""
    found = list(tiles)
    if len(found) % 2:
        found[-1] = replace(found[-1], wide=True)
    return found


def privacy_tab(room: Room) -> Tab:
    """The way to what the room does with data; the law wants it on every page."""
    return Tab(_("Your data"), reverse("public:privacy", args=[room.code]))


def rights_tab(room: Room) -> Tab:
    """The way to see, copy, correct or delete it (PIPL Art 50 wants an easy one)."""
    return Tab(_("Your rights over your data"), reverse("public:rights", args=[room.code]))


def bare_frame() -> PublicFrame:
    """The head of the page that asks which room; it belongs to none."""
    return replace(_of_all_rooms(), foot=(Tab(_("Look up my matter"), reverse("public:follow")),))


def nowhere() -> PublicFrame:
    """The head of a page outside any room: that of the only room there is, else a name for them all.

    Without who is on duty and without the hours: a phone keeps one of these pages for days.
    """
    rooms = list(Room.objects.order_by("code")[:2])
    if len(rooms) != 1:
        return _of_all_rooms()
    room = rooms[0]
    return replace(_of_all_rooms(), room=in_words(room), phone=room.phone, foot=(privacy_tab(room),))


def _of_all_rooms() -> PublicFrame:
    return PublicFrame(room=_("Village police rooms"), worker=reverse("public:worker"))


def telephones() -> list[tuple[str, str]]:
    """Name and number of every room that has one."""
    return [(in_words(room), room.phone) for room in Room.objects.exclude(phone="").order_by("code")]
