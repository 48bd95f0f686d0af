"""Where OwnTracks and Traccar Client send to. They are answered alike whether a point was kept: see actions.tracks."""

import re
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from shouwang.surfaces.api.pace import BY_KEY, WITHOUT_KEY
from shouwang.surfaces.api.positions import formats
from shouwang.systems.patrol.actions.tracks import Point, note_points
from shouwang.systems.patrol.queries.tracks import walker_with
from shouwang.ui import caller

MOST_BYTES = 64 * 1024
DASHES = re.compile(r"[\s-]")


@csrf_exempt
@never_cache
@require_POST
def owntracks(request: HttpRequest) -> HttpResponse:
    """OwnTracks in HTTP mode: the key is the password. The answer is an empty list: nothing for the phone to show."""
    try:
        points = formats.owntracks(formats.json_object(_body(request)))
    except formats.Unreadable:
        return _unreadable()
    secret = formats.password(request.headers.get("Authorization", ""))
    refused = _taken(request, secret, points)
    if refused is not None:
        if refused.status_code == 401:
            refused["WWW-Authenticate"] = 'Basic realm="Shouwang", charset="UTF-8"'
        return refused
    return JsonResponse([], safe=False)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def traccar(request: HttpRequest) -> HttpResponse:
    """Traccar Client and OsmAnd: the key is the device's identifier."""
    try:
        if request.content_type == "application/json":
            secret, points = formats.traccar_json(formats.json_object(_body(request)))
        else:
            _body(request)
            said = {**request.GET.dict(), **request.POST.dict()}
            secret, points = formats.osmand({str(name): str(value) for name, value in said.items()}, timezone.now())
    except formats.Unreadable:
        return _unreadable()
    return _taken(request, secret, points) or HttpResponse()


def _taken(request: HttpRequest, secret: str, points: Sequence[Point]) -> HttpResponse | None:
    """Hand the points on; what refuses the request, if anything does."""
    key = DASHES.sub("", secret).upper()  # typed by hand from a paper in groups of four
    walker = walker_with(key)
    pace, who = (BY_KEY, f"tracker:{walker.pk}") if walker else (WITHOUT_KEY, caller.address(request))
    if seconds := pace.wait(who):
        return HttpResponse(status=429, headers={"Retry-After": str(seconds)})
    if walker is None:
        words = _("This key is not valid, or not any more.")
        return HttpResponse(words, status=401, content_type="text/plain; charset=utf-8")
    note_points(volunteer=walker, points=points)
    return None


def _body(request: HttpRequest) -> bytes:
    try:
        body = request.body
    except UnreadablePostError:
        raise formats.Unreadable from None
    if len(body) > MOST_BYTES:
        raise formats.Unreadable
    return body


def _unreadable() -> HttpResponse:
    return HttpResponse(_("This can’t be read."), status=400, content_type="text/plain; charset=utf-8")
