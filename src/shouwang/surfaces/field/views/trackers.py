"""A volunteer lets a program of their own (OwnTracks, Traccar Client) tell where they walk, from their own phone."""

import json
from base64 import b64encode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from shouwang.lib.ids import format_code
from shouwang.surfaces.field.guards import enrolled, say
from shouwang.systems.patrol.actions import trackers
from shouwang.systems.patrol.queries.tracks import tracker_since
from shouwang.systems.patrol.queries.volunteers import volunteer_by
from shouwang.systems.watch.queries import Holder

OVER_HTTP = 3  # the mode of OwnTracks


@require_http_methods(["GET", "POST", "DELETE"])
@enrolled
def tracker(request: HttpRequest, held: Holder) -> HttpResponse:
    """GET: since when there is a key. POST: a new one, told this once, with what to type where. DELETE: none any more."""
    volunteer = volunteer_by(held.person)
    if volunteer is None:
        return say(403, _("Only volunteers of the patrol have this."))
    if request.method == "DELETE":
        trackers.drop_key(by=volunteer, volunteer=volunteer)
        return JsonResponse({})
    if request.method == "GET":
        since = tracker_since(volunteer)
        return JsonResponse({"since": since.isoformat() if since else None})
    try:
        secret = trackers.make_key(by=volunteer, volunteer=volunteer)
    except trackers.NotAgreed:
        return say(409, _("Please agree first to be located during your shifts."))
    return JsonResponse(settings_for(request, secret), status=201)


def settings_for(request: HttpRequest, secret: str) -> dict[str, str]:
    """What such a program is to be told: the addresses, the key as it is typed, a link that OwnTracks opens."""
    owntracks = request.build_absolute_uri(reverse("api:owntracks"))
    told = {
        "_type": "configuration", "mode": OVER_HTTP, "url": owntracks, "auth": True, "username": "shouwang",
        "password": secret,
    }  # fmt: skip
    inline = b64encode(json.dumps(told).encode()).decode()
    return {
        "key": format_code(secret),
        "owntracks": owntracks,
        "traccar": request.build_absolute_uri(reverse("api:traccar")),
        "link": f"owntracks:///config?inline={inline}",
    }
