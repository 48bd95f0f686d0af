"""A code to join a watch group by: shown once, and printed from that one page on a sheet of its own."""

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
from shouwang.surfaces.desk.phone_codes import address_of, caution_of
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
        caution=caution_of(address),
        paper=(reverse("desk-settings:watch-invitation-sheet"), secret),
    )
