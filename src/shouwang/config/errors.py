"""Which shape an error takes: a page for people, for other programs what their interface promises."""

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from shouwang.surfaces.api.open311 import faults
from shouwang.surfaces.api.open311.faults import Refusal
from shouwang.surfaces.api.v1 import problems
from shouwang.surfaces.api.v1.problems import Problem
from shouwang.surfaces.public.views import errors as pages


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    if isinstance(exception, DisallowedHost):
        return _wrong_host(request)
    words = _("The page could not read what was sent")
    return _for_programs(request, 400, words) or pages.bad_request(request, exception)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return _for_programs(request, 403, _("Not allowed")) or pages.forbidden(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return _for_programs(request, 404, _("There is no such page")) or pages.not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    words = _("A fault in the program. It is written to the log.")
    return _for_programs(request, 500, words) or pages.server_error(request)


def _for_programs(request: HttpRequest, status: int, words: str) -> HttpResponse | None:
    if request.path.startswith("/api/"):
        return problems.answer(Problem(status, words))
    if request.path.startswith("/open311/"):
        return faults.told(Refusal(status, words), request.path)
    return None


def _wrong_host(request: HttpRequest) -> HttpResponse:
    """Plain words in both languages: nothing of the request can be trusted to build a page with, its Host least.

    They are for whoever set up the proxy; which names are served is not said, since anybody may ask.
    """
    first = translation.get_language_from_request(request)  # no middleware has chosen one yet
    said = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            said[language] = _wrong_host_words()
    with translation.override(first):
        if told := _for_programs(request, 400, said[first]):
            return told
    both = [said.pop(first), *said.values()]
    return HttpResponse("\n\n".join(both) + "\n", status=400, content_type="text/plain; charset=utf-8")


def _wrong_host_words() -> str:
    return " ".join(
        [
            _("The room does not answer to the name in this address. Use the address the room gave you, or call it."),
            _(
                "If you run the room: name it in ALLOWED_HOSTS, put the whole address into PUBLIC_URL "
                "(docs/reference/settings.md), and start it again."
            ),
        ]
    )
