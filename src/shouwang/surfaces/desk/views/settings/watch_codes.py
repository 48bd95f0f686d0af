"""A code to join a watch group by: shown once, and printed from that one page on a sheet of its own."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.settings_page import Once
from shouwang.systems.watch import queries
from shouwang.ui import moments


@require_POST
@staff(Permission.WATCH_MANAGE)
def sheet(request: DeskRequest) -> HttpResponse:
    """The code on A4. Only the page that showed it can ask: the room keeps no secret it could print again."""
    secret = request.POST.get("secret", "")
    found = queries.invitation_of(secret)
    one = queries.invitation_by(request.user, found.pk) if found else None
    if one is None or one.why_closed(timezone.now()):
        messages.error(request, _("This code can't be printed any more. Please make a new one."))
        return redirect("desk-settings:watch")
    context = {
        "invitation": one,
        "group": one.group,
        "room": one.group.room,
        "address": address_of(request, secret),
        "until": moments.day(one.expires_at),
        "back": reverse("desk-settings:watch-group", args=[one.group_id]),
    }
    response = render(request, "desk/invitation.html", context)
    response["Cache-Control"] = "no-store"
    return response


def once(request: DeskRequest, secret: str, most: int) -> Once:
    """What the page shows this once."""
    text = ngettext(
        "Shown this once. Let them scan it with their phone: one person can join.",
        "Shown this once. Let them scan it with their phones: %(n)s people can join.",
        most,
    ) % {"n": most}
    address = address_of(request, secret)
    return Once(
        _("The code to join by"),
        text,
        address,
        is_scanned=True,
        caution=_caution(address),
        paper=(reverse("desk-settings:watch-invitation-sheet"), secret),
    )


def address_of(request: DeskRequest, secret: str) -> str:
    """Where a phone joins: the address this page was opened by, or the room's own when that one is this computer's."""
    return here_or_outside(request, reverse("field:join", args=[secret]))


def here_or_outside(request: DeskRequest, path: str) -> str:
    """The whole address of a path as a phone can open it."""
    here = request.build_absolute_uri(path)
    return f"{settings.PUBLIC_URL}{path}" if _is_this_computer(here) else here


def _caution(address: str) -> str:
    if not _is_this_computer(address):
        return ""
    return _(
        "No phone can open this code: %(host)s means this computer itself. Whoever runs the room sets PUBLIC_URL to "
        "the address phones use, then make a new code."
    ) % {"host": urlsplit(address).hostname}


def _is_this_computer(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    try:
        return bool(ip_address(host).is_loopback)
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
