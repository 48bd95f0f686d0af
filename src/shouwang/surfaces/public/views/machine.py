"""For other programs: is it alive, and what may be searched."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

PLAIN = "text/plain; charset=utf-8"


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database does not answer\n", status=503, content_type=PLAIN)
    return HttpResponse("ok\n", content_type=PLAIN)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines stay out of everything that belongs to one person or to the desk."""
    closed = ("/f/", "/copy/", "/desk/", "/account/", "/files/", "/field/")
    return HttpResponse("User-agent: *\n" + "".join(f"Disallow: {path}\n" for path in closed), content_type=PLAIN)
