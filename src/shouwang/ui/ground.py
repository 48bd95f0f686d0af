"""The room's own map file (PMTiles), handed out in the pieces its reader asks for."""

import re
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

MOST = 8 * 1024 * 1024  # a tile or a directory is far smaller; bounds what one request may read
RANGE = re.compile(r"bytes=(\d{1,15})-(\d{0,15})")


@require_safe
def pieces(request: HttpRequest) -> HttpResponseBase:
    """One range of the file (RFC 9110, 14); the whole without a Range header. 404 when the room named no file."""
    path = Path(settings.MAP_PMTILES_FILE or "/")
    if not path.is_file():
        raise Http404
    state = path.stat()
    headers = {
        "Accept-Ranges": "bytes",
        "Cache-Control": "public, max-age=86400",
        "ETag": f'"{state.st_mtime_ns:x}-{state.st_size:x}"',
    }
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    if not asked:
        return FileResponse(path.open("rb"), content_type="application/octet-stream", headers=headers)
    first = int(asked[1])
    last = min(int(asked[2] or state.st_size - 1), state.st_size - 1, first + MOST - 1)
    if first > last:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{state.st_size}"})
    with path.open("rb") as file:
        file.seek(first)
        body = file.read(last - first + 1)
    headers["Content-Range"] = f"bytes {first}-{last}/{state.st_size}"
    return HttpResponse(body, status=206, content_type="application/octet-stream", headers=headers)
