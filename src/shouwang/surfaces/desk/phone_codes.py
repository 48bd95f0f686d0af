"""A code by which a phone of somebody known gets onto the list: shown once, printed from that one page."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import may, phone_code_of
from shouwang.surfaces.desk.access import DeskRequest
from shouwang.surfaces.desk.settings_page import Once
from shouwang.ui import moments


def once(request: DeskRequest, secret: str, paper: str) -> Once:
    """What the page shows this once; `paper` is where it is printed."""
    text = _(
        "Shown this once. Let them scan it with their phone: one phone gets onto the list as theirs, within a week."
    )
    address = address_of(request, secret)
    return Once(
        _("Join with your phone"),
        text,
        address,
        is_scanned=True,
        caution=caution_of(address),
        paper=(paper, secret),
    )


def sheet(request: DeskRequest, permission: Permission, back: str) -> HttpResponse:
    """The code on paper, without a name: a sheet may be left lying. Only the page that showed it can ask.

    The room keeps no secret that it could print again.
    """
    secret = request.POST.get("secret", "")
    code = phone_code_of(secret)
    if code is None or code.why_closed(timezone.now()) or not may(request.user, permission, code.person.room):
        messages.error(request, _("This code can't be printed any more. Please make a new one."))
        return redirect(back)
    context = {
        "room": code.person.room,
        "address": address_of(request, secret),
        "until": moments.day(code.expires_at),
        "back": reverse(back),
    }
    response = render(request, "desk/phone_code.html", context)
    response["Cache-Control"] = "no-store"
    return response


def address_of(request: DeskRequest, secret: str) -> str:
    """Where a phone joins."""
    return for_phones(request, reverse("field:join", args=[secret]))


def for_phones(request: DeskRequest, path: str) -> str:
    """A path by the address this page was opened by, or by the room's own when that one is this computer's."""
    here = request.build_absolute_uri(path)
    return f"{settings.PUBLIC_URL}{path}" if _is_this_computer(here) else here


def caution_of(address: str) -> str:
    """Why no phone can open the address, if so."""
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
