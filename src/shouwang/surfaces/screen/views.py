"""The display itself, opened once in a browser without keyboard; it turns and refreshes by itself."""

import json
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import conditional_page, require_safe

from shouwang.kernel.ground.models import Room
from shouwang.surfaces.public.frame import in_words, shown_room
from shouwang.surfaces.screen.slides import slides

FILES = ("ui/mark.svg", "ui/tokens.css", "screen/screen.css", "ui/dist/screen.js")


@require_safe
def rooms(request: HttpRequest) -> HttpResponse:
    """With one room its display; with several, the list on the public pages says their letters."""
    found = list(Room.objects.order_by("code")[:2])
    if len(found) == 1:
        return redirect("screen:room", code=found[0].code)
    return redirect("public:home")


@require_safe
@cache_control(no_cache=True)
@conditional_page
def room(request: HttpRequest, code: str) -> HttpResponse:
    """One room's display. Nothing on it says the time of asking, so that the same content is the same answer (304)."""
    shown = shown_room(code)
    turns = slides(shown, timezone.now())
    context = {
        "room": in_words(shown),
        "slides": turns,
        "is_urgent": turns[0].kind == "urgent",
        "version": sha256(repr(turns).encode()).hexdigest()[:16],
        "address": settings.PUBLIC_URL + reverse("public:room", args=[shown.code]),
    }
    return render(request, "screen/screen.html", context)


@never_cache
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Stands at screen/, because a worker may answer only for addresses below its own; the rest is a bundle."""
    files, script = [static(name) for name in FILES], static("ui/dist/screen-worker.js")
    name = sha256("\n".join([*files, script]).encode()).hexdigest()[:12]
    body = f"self.SHELL = {json.dumps({'name': f'screen-{name}', 'files': files})};\nimportScripts({json.dumps(script)});\n"
    return HttpResponse(body, content_type="text/javascript; charset=utf-8")
