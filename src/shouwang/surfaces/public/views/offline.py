"""What a phone keeps of us for when it has no network: a page of our own words, and the worker that shows it."""

import hashlib
import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from shouwang.kernel.ground.models import Room
from shouwang.surfaces.public.frame import nowhere, telephones

FILES = (
    "ui/mark.svg",
    "ui/tokens.css",
    "ui/parts.css",
    "ui/public.css",
    "public/public.css",
    "ui/dist/public.js",
    "ui/dist/telling.js",
)


MOST = 3  # rooms whose first page a phone brings along


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Shown by the worker in place of a page that can't be reached."""
    return render(request, "public/offline.html", {"public": nowhere(), "telephones": telephones()})


@never_cache
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Ours stands at the root, because a worker may answer only for addresses below its own; the rest is a bundle.

    With every release the names of the files change, so the phone notices a new worker by these few bytes.
    """
    files = [static(name) for name in FILES]
    script = static("ui/dist/public-worker.js")
    name = hashlib.sha256("\n".join([*files, script]).encode()).hexdigest()[:12]
    pages = [reverse("public:offline"), reverse("public:home"), *map(_first_page, Room.objects.order_by("code")[:MOST])]
    shell = {"name": f"shouwang-{name}", "offline": pages[0], "pages": pages, "files": files}
    body = f"self.SHELL = {json.dumps(shell)};\nimportScripts({json.dumps(script)});\n"
    return HttpResponse(body, content_type="text/javascript; charset=utf-8")


def _first_page(room: Room) -> str:
    return reverse("public:room", args=[room.code])
