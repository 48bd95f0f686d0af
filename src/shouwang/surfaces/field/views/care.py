"""What a helper's phone asks and tells of visits in care. A visit may come twice and late; it is one."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from shouwang.kernel.matters.refusals import Refused
from shouwang.surfaces.field import care as shown
from shouwang.surfaces.field import sent
from shouwang.surfaces.field.guards import enrolled, say
from shouwang.surfaces.field.sent import Wrong
from shouwang.systems.care.actions import visits
from shouwang.systems.care.queries.choices import Outcome, Way
from shouwang.systems.watch.queries import Holder

MOST_WORDS = 600


@require_safe
@enrolled
def care(request: HttpRequest, held: Holder) -> HttpResponse:
    """Whom they visit. That names are in it is journalled, where there are any."""
    told = shown.care(held.person, timezone.localdate())
    if told["cases"]:
        visits.phone_told(person=held.person, room=held.room, count=len(told["cases"]))
    return JsonResponse(told)


@require_POST
@enrolled
def visit(request: HttpRequest, held: Holder, pk: UUID) -> HttpResponse:
    """How it was. 409 where they do not help any more: what they wrote stays on the phone."""
    said = sent.body(request)
    outcome, way, words = said.get("outcome"), said.get("way") or Way.HOME, sent.words(said)
    if outcome not in Outcome.values:
        raise Wrong("outcome", _("Please choose one of the four."))
    if way not in Way.values:
        raise Wrong("way", _("The phone sent something that can’t be read. Please open the page again."))
    if len(words) > MOST_WORDS:
        raise Wrong("text", _("Please shorten it to 600 characters."))
    at = sent.written(said).by_our_clock(timezone.now())
    told = visits.Told(str(outcome), str(way), words, at, sent.key(said))
    try:
        visits.record_from_phone(person=held.person, case_id=pk, told=told)
    except Refused:
        return say(
            409,
            _("The visits there have ended, so the room did not take this. Ring them if it matters, then delete it."),
        )
    except PermissionDenied:
        return say(409, _("You do not help in this case any more. Please ring the room and tell them."))
    except visits.OtherVisit:
        return say(409, _("This arrived before, and not as it is now. Please call the room."))
    return JsonResponse({})


@require_POST
@enrolled
def mistaken(request: HttpRequest, held: Holder, pk: UUID) -> HttpResponse:
    """“Nobody answered” was pressed by mistake; the desk is told."""
    sent.key(sent.body(request))
    try:
        visits.mistaken_from_phone(person=held.person, visit_id=pk)
    except PermissionDenied:
        return say(409, _("The room does not know this visit of yours. Please ring the room and tell them."))
    return JsonResponse({})
