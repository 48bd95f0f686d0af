"""The three addresses of a player: its programme, its sounds, its reports. The contract: docs/reference/speakers.md.

A player is known by its key alone. Whoever comes with another one gets 401 with the same words, whatever is asked for.
"""

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, UnreadablePostError
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from shouwang.kernel.files.views.look import given
from shouwang.surfaces.api.callers import bearer
from shouwang.surfaces.api.pace import BY_KEY, WITHOUT_KEY
from shouwang.surfaces.api.speakers import reading
from shouwang.systems.outreach import wire
from shouwang.systems.outreach.actions import playing
from shouwang.systems.outreach.queries import speakers as queries
from shouwang.ui import caller

P = ParamSpec("P")
Speaker = Any  # pages do not know the table


def player(
    view: Callable[Concatenate[HttpRequest, Speaker, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Let in the player whose key came along, at its pace; hand it to the view."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        speaker = queries.speaker_with(bearer(request))
        pace, who = (BY_KEY, f"speaker:{speaker.pk}") if speaker else (WITHOUT_KEY, caller.address(request))
        response: HttpResponseBase
        if seconds := pace.wait(who):
            response = _refused(429, "too many at once")
            response["Retry-After"] = str(seconds)
        elif speaker is None:
            response = _refused(401, "this key is not valid")
            response["WWW-Authenticate"] = 'Bearer realm="Shouwang"'
        else:
            response = view(request, speaker, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    return cast(Callable[Concatenate[HttpRequest, P], HttpResponseBase], guarded)


@require_safe
@player
def programme(request: HttpRequest, speaker: Speaker) -> HttpResponseBase:
    """What is played today and tomorrow; 304 where it is as the player has it."""
    now = timezone.now()
    playing.hear(speaker=speaker, now=now)
    said = wire.programme(speaker, queries.planned(speaker, now), queries.quiet_hours(speaker.room).of(speaker))
    mark = f'"{hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:32]}"'
    known = {one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")}
    response = HttpResponse(status=304) if mark in known else JsonResponse(said | {"issued_at": wire.iso(now)})
    response["ETag"] = mark
    return response


@require_safe
@player
def sound(request: HttpRequest, speaker: Speaker, sha256: str) -> HttpResponseBase:
    """A sound of its programme; 404 for every other one."""
    found = queries.sound_of(speaker, sha256, timezone.now())
    if found is None or not found.file.path.exists():
        return _refused(404, "not in this programme")
    response = given(found.file, None)
    response["ETag"] = f'"{sha256}"'
    return response


@require_POST
@player
def reports(request: HttpRequest, speaker: Speaker) -> HttpResponseBase:
    """What was played, and a sign of life. Said again it changes nothing."""
    try:
        body = request.body
        if len(body) > reading.MOST_BYTES:
            return _refused(413, "too much at once")
        told, health = reading.reports(body)
    except UnreadablePostError:
        return _refused(400, "cut off")
    except reading.Unreadable as wrong:
        return _refused(400, str(wrong))
    taken = playing.take(speaker=speaker, told=told, health=health, now=timezone.now())
    return JsonResponse({"taken": [str(one) for one in taken]})


def _refused(status: int, words: str) -> HttpResponse:
    return JsonResponse({"error": words}, status=status)
