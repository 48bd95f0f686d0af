"""What a QR code of a watch group opens: who invites to what, what is kept, and the way in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from shouwang.kernel.ground.models import Room
from shouwang.surfaces.field.views.api import closed_words
from shouwang.surfaces.field.views.shell import places
from shouwang.surfaces.public.frame import either, in_words
from shouwang.systems.watch.queries import invitation_of, why_closed

GONE = 410


@never_cache
@require_safe
def join(request: HttpRequest, secret: str) -> HttpResponse:
    """The page of an invitation; a closed one says why and what to do."""
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


def _only_room() -> Room | None:
    """Whom to ring about a code nobody knows: clear where there is one room."""
    rooms = list(Room.objects.all()[:2])
    return rooms[0] if len(rooms) == 1 else None
