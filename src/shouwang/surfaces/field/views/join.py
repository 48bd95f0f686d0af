"""What a QR code opens by which a phone gets onto the list: whose it will be or who invites to what, and the way in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from shouwang.kernel.ground.models import Room
from shouwang.kernel.people.models import PhoneCode
from shouwang.kernel.people.queries import phone_code_of
from shouwang.surfaces.field.views.api import closed_words
from shouwang.surfaces.field.views.shell import places
from shouwang.surfaces.public.frame import either, in_words
from shouwang.systems.care.queries.phone import helps_in
from shouwang.systems.patrol.queries.volunteers import is_volunteer
from shouwang.systems.watch.queries import invitation_of, membership_of, why_closed

GONE = 410


@never_cache
@require_safe
def join(request: HttpRequest, secret: str) -> HttpResponse:
    """The page of a phone code or an invitation; a closed one says why and what to do."""
    if code := phone_code_of(secret):
        return _known(request, code, secret)
    invitation = invitation_of(secret)
    why = why_closed(invitation, timezone.now())
    if invitation is None or why is not None:
        room = invitation.group.room if invitation else _only_room()
        context = {
            "why": closed_words(why) if why else "",
            "phone": room.phone if room else "",
            "secret": secret,
            "places": places(),
        }
        return render(request, "field/closed.html", context, status=GONE)
    group = invitation.group
    context = {
        "secret": secret,
        "group": either(group.name, group.name_en),
        "kind": group.get_kind_display(),
        "room": in_words(group.room),
        "phone": group.room.phone,
        "role": invitation.get_role_display(),
        "places": places(),
    }
    return render(request, "field/join.html", context)


def _known(request: HttpRequest, code: PhoneCode, secret: str) -> HttpResponse:
    """A code for a phone of somebody the room knows: nothing is to be filled in, and no name is told to who finds it."""
    room, why = code.person.room, code.why_closed(timezone.now())
    context = {"secret": secret, "phone": room.phone, "places": places()}
    if why is not None:
        words = _("This code puts no phone on the list any more. Please ask the room for a new one.")
        return render(request, "field/closed.html", context | {"why": words}, status=GONE)
    told = {
        "room": in_words(room),
        "walks": is_volunteer(code.person),
        "visits": bool(helps_in(code.person)),
        "watches": membership_of(code.person) is not None,
    }
    return render(request, "field/join_phone.html", context | told)


def _only_room() -> Room | None:
    """Whom to ring about a code nobody knows: clear where there is one room."""
    rooms = list(Room.objects.all()[:2])
    return rooms[0] if len(rooms) == 1 else None
