"""The head of a group makes an invitation on the own phone and takes it back."""

from datetime import timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from shouwang.surfaces.field import sent
from shouwang.surfaces.field.guards import enrolled, say
from shouwang.surfaces.field.sent import Wrong
from shouwang.surfaces.field.state import invitation_on_phone
from shouwang.systems.watch.actions import groups
from shouwang.systems.watch.queries import MOST_OPEN, Holder, open_from_phones
from shouwang.ui import qr

ONE, A_FEW = 1, 5
LASTS = timedelta(days=7)  # as the page says


@require_POST
@enrolled
def invite(request: HttpRequest, held: Holder) -> HttpResponse:
    """A new one with its QR code, shown this once; 403 for whoever isn't head, 409 when too many are open."""
    most = sent.body(request).get("most")
    if most not in (ONE, A_FEW):
        raise Wrong("most", _("Please choose for how many it is."))
    if held.member is None:
        return _only_heads()
    try:
        made, secret = groups.invite(by=held.member, group=held.member.group, most=int(most), lasts=LASTS)
    except PermissionDenied:
        return _only_heads()
    except groups.TooManyOpen:
        words = _(
            "%(count)s invitations were made here today or are open. Take one back, or ask the room for a code for many."
        )
        return say(409, words % {"count": MOST_OPEN})
    address = request.build_absolute_uri(reverse("field:join", args=[secret]))
    told = invitation_on_phone(made) | {"address": address, "qr": qr.as_address(address)}
    return JsonResponse(told, status=201)


@require_POST
@enrolled
def withdraw(request: HttpRequest, held: Holder, pk: UUID) -> HttpResponse:
    """Nobody joins by it any more; one that is closed already, or another group's, is not found."""
    if held.member is None:
        return _only_heads()
    found = next((one for one in open_from_phones(held.member.group, timezone.now()) if one.pk == pk), None)
    try:
        if found is None:
            raise Http404
        groups.withdraw(by=held.member, invitation=found)
    except PermissionDenied:
        return _only_heads()
    return JsonResponse({})


def _only_heads() -> HttpResponse:
    return say(403, _("Only the head of the group can invite. Please ask them, or the room."))
