"""What stands around every page of the desk: the parts with what waits for me, who is on duty, which room."""

from collections.abc import Iterator
from typing import cast

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from shouwang.kernel.matters import lifecycle
from shouwang.kernel.matters.queries import COUNT_UP_TO, count_each, waiting_for
from shouwang.kernel.notices.queries import unread_count
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import on_duty
from shouwang.surfaces.desk.access import DeskRequest, scope_of
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.outreach.queries.scams import waiting
from shouwang.systems.watch.queries import CRY, KIND
from shouwang.ui import moments
from shouwang.ui.parts import DeskFrame, RailItem

SETTINGS = frozenset(
    {
        Permission.ROOM_EDIT,
        Permission.GROUND_EDIT,
        Permission.TEAM_MANAGE,
        Permission.ACCOUNT_MANAGE,
        Permission.NOTICE_TEND,
        Permission.BULLETIN_WRITE,
        Permission.JOURNAL_SEE,
        Permission.WATCH_MANAGE,
    }
)

UNDER_SETTINGS = ("calls", "warnings", "watch-figures")  # reached from there, with addresses of their own
UNDER_PATROLS = ("patrol-figures",)
UNDER_DISPUTES = ("mediation-figures",)


def frame(request: HttpRequest) -> dict[str, object]:
    """Context processor: `desk` for every page whose view went through `access.staff` or `framed`; nothing elsewhere."""
    if not hasattr(request, "held"):
        return {}
    desk = cast(DeskRequest, request)
    alarm, alarm_href = _alarm(desk)
    return {
        "desk": DeskFrame(
            room=_room_words(desk),
            rail=list(_rail(desk)),
            on_duty=" · ".join(name_of(account) for account in on_duty(desk.room)),
            search_href=reverse("desk:search") if Permission.MATTER_SEE in desk.held else "",
            register_href=reverse("desk:register") if Permission.MATTER_REGISTER in desk.held else "",
            account=name_of(desk.user),
            who=desk.user.pk.hex,
            account_href=reverse("desk-settings:me"),
            banner=_("Turn on the second step of logging in") if desk.lacks_second_step else "",
            banner_href=reverse("mfa_index"),
            alarm=alarm,
            alarm_href=alarm_href,
            room_href=reverse("desk:rooms") if desk.has_several_rooms else "",
        )
    }


def _alarm(request: DeskRequest) -> tuple[str, str]:
    """The cry for help that waits longest until somebody takes it on, on every page; and the way to it."""
    if Permission.MATTER_ACCEPT not in request.held:
        return "", ""
    cries = scope_of(request).waiting().filter(kind=KIND, topic=CRY).order_by("received_at").only("received_at")[:1]
    for cry in cries:
        words = _("Cry for help (SOS), %(ago)s: nobody has taken it on") % {"ago": moments.ago(cry.received_at)}
        return words, reverse("desk:matter", args=[cry.pk])
    return "", ""


def shown_count(count: int) -> str:
    """A count as a rail or tab shows it: nothing for none, 999+ for more than that."""
    return "" if not count else f"{COUNT_UP_TO - 1}+" if count >= COUNT_UP_TO else str(count)


def _room_words(request: DeskRequest) -> str:
    return _("All rooms") if request.looks_at_all_rooms else name_of(request.room)


def _rail(request: DeskRequest) -> Iterator[RailItem]:
    if Permission.MATTER_SEE in request.held:
        yield from _matters(request)
    if Permission.MATTER_SEE in request.held:
        yield _item(request, "disputes", _("Disputes"), "handshake", key="D", space="desk-mediation")
    if Permission.MATTER_SEE in request.held:
        yield _item(request, "home", _("Services"), "hand-helping", key="V", space="desk-services")
    if Permission.CARE_WORK in request.held:
        yield _item(request, "home", _("Care"), "heart-handshake", key="C", space="desk-care")
    if Permission.PATROL_SEE in request.held:
        yield _item(request, "tonight", _("Patrols"), "footprints", key="W", space="desk-patrol")
    if Permission.OUTREACH_WORK in request.held:
        asked = waiting(request.room) if Permission.SCAM_ANSWER in request.held else 0
        yield _item(
            request, "home", _("Outreach"), "megaphone", key="O", space="desk-outreach", count=shown_count(asked)
        )
    unread = unread_count(request.user)
    yield _item(request, "notices", _("Notices"), "bell", key="B", count=shown_count(unread))
    if request.held & SETTINGS:
        yield _item(request, "settings", _("Settings"), "settings", key="S", gap=True)
    yield _item(request, "help", _("Help"), "circle-help", key="H", gap=not request.held & SETTINGS)


def _matters(request: DeskRequest) -> Iterator[RailItem]:
    now = timezone.now()
    tonight = timezone.localtime(now).replace(hour=23, minute=59, second=59)
    mine = waiting_for(scope_of(request), request.user, request.held)
    pressing = mine.filter(Q(due_at__lte=tonight) | Q(state=lifecycle.COLLECTED))
    late, today, all_mine = count_each(mine.late(now)[:1], pressing, mine)
    yield _item(request, "today", _("Today"), "house", key="T", count=shown_count(today), tone="red" if late else "")
    yield _item(request, "matters", _("Matters"), "inbox", key="M", count=shown_count(all_mine))
    yield _item(request, "map", _("Map"), "map", key="K")


def _item(request: DeskRequest, name: str, label: str, icon: str, space: str = "desk", **more: object) -> RailItem:
    href = reverse(f"{space}:{name}")
    is_home = href == reverse("desk:today")
    more_under = {"settings": UNDER_SETTINGS, "tonight": UNDER_PATROLS, "disputes": UNDER_DISPUTES}.get(name, ())
    more_spaces = [reverse("desk-police:cases")] if name == "disputes" else []
    under = (href, *more_spaces, *(reverse(f"desk:{each}") for each in more_under))
    current = request.path == href if is_home else request.path.startswith(under)
    return RailItem(label=label, href=href, icon=icon, current=current, **more)  # type: ignore[arg-type]
