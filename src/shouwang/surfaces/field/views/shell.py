"""The watcher's page: the same for everybody of a language, so that a phone can keep it; nothing personal is in it."""

import hashlib
import json
from io import BytesIO

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe
from PIL import Image, ImageDraw

from shouwang.kernel.files.kinds import MOST_BYTES
from shouwang.kernel.matters import kinds
from shouwang.surfaces.public.forms import MOST_LETTERS, MOST_PHOTOS, VOICE_SECONDS
from shouwang.ui.parts import Map

KIND = "report"
FILES = (
    "ui/mark.svg",
    "ui/tokens.css",
    "ui/parts.css",
    "ui/public.css",
    "field/field.css",
    "ui/dist/field.js",
)
LATER = ("ui/dist/walk.js", "ui/dist/scan.js")  # kept by phones of volunteers only
ICON_SIZES = (180, 192, 512)  # iOS; Android's home screen; its splash screen
NIGHT, LAMP, WHITE = "#15345c", "#f3c26b", "#ffffff"  # of ui/mark.svg


@cache_control(no_cache=True)
@require_safe
def shell(request: HttpRequest, code: str = "") -> HttpResponse:
    """Report, mine, messages, shifts: the scripts fill it from what is on the phone.

    Under the address of a `code` at a place too, which the scripts read: the server learns no more by it.
    """
    offered = [topic for topic in kinds.get(KIND).topics if topic.is_offered]
    context = {
        "topics": offered,
        "numbers": sorted({topic.call_first for topic in offered if topic.call_first}),
        "places": places(),
        "limits": {"letters": MOST_LETTERS, "photos": MOST_PHOTOS, "seconds": VOICE_SECONDS, "bytes": MOST_BYTES},
        "walk_map": Map(label=_("Your way on the map"), zoom=15),
        "map": Map(label=_("Tap where it is"), lat_name="latitude", lon_name="longitude", zoom=15),
    }
    return render(request, "field/shell.html", context)


@never_cache
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Ours stands at field/, because a worker may answer only for addresses below its own; the rest is a bundle.

    With every release the names of the files change, so the phone notices a new worker by these few bytes.
    """
    files = [static(name) for name in FILES]
    later = [static(name) for name in LATER]
    script = static("ui/dist/field-worker.js")
    name = hashlib.sha256("\n".join([*files, *later, script]).encode()).hexdigest()[:12]
    told = {
        "name": f"field-{name}",
        "page": reverse("field:home"),
        "files": files,
        "later": later,
        # A file whose name holds its digest never changes, so the phone need not ask for it again.
        "isNamedByContent": not files[0].endswith(FILES[0]),
        "places": places(),
    }
    body = f"self.SHELL = {json.dumps(told)};\nimportScripts({json.dumps(script)});\n"
    return HttpResponse(body, content_type="text/javascript; charset=utf-8")


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What makes the page an app on the home screen, without a shop."""
    home = reverse("field:home")
    drawn = [
        {"src": reverse("field:icon", args=[size]), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for size in ICON_SIZES
        for purpose in ("any", "maskable")
    ]
    return JsonResponse(
        {
            "id": home,
            "name": _("Watch: report something"),
            "short_name": _("Watch"),
            "lang": "en" if request.LANGUAGE_CODE == "en" else "zh-Hans",
            "start_url": home,
            "scope": home,
            "display": "standalone",
            "background_color": NIGHT,
            "theme_color": NIGHT,
            "icons": drawn,
        },
        content_type="application/manifest+json",
    )


@cache_control(public=True, max_age=7 * 24 * 3600)
@require_safe
def icon(request: HttpRequest, size: int) -> HttpResponse:
    """The mark as PNG: home screens of phones take no SVG."""
    if size not in ICON_SIZES:
        raise Http404
    return HttpResponse(_drawn(size), content_type="image/png")


def _drawn(size: int) -> bytes:
    """Lamp over a gate, as in ui/mark.svg; to the edges, because phones cut their own corners."""
    large = size * 4  # drawn large and made smaller, so that edges are smooth
    unit = large / 64
    picture = Image.new("RGB", (large, large), NIGHT)
    pen = ImageDraw.Draw(picture)

    def dot(x: float, y: float, radius: float, colour: str) -> None:
        pen.ellipse([(x - radius) * unit, (y - radius) * unit, (x + radius) * unit, (y + radius) * unit], fill=colour)

    dot(32, 27, 13, LAMP)
    for start, end in (((14, 50), (50, 50)), ((20, 50), (20, 36)), ((44, 50), (44, 36))):
        pen.line(
            [(start[0] * unit, start[1] * unit), (end[0] * unit, end[1] * unit)], fill=WHITE, width=round(5 * unit)
        )
        for x, y in (start, end):
            dot(x, y, 2.5, WHITE)
    buffer = BytesIO()
    picture.resize((size, size), Image.Resampling.LANCZOS).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def places() -> dict[str, str]:
    """Where the scripts ask."""
    return {"api": reverse("field:home") + "api/", "uploads": reverse("files:uploads")}
