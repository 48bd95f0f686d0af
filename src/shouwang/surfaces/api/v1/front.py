"""What happens to every call before and after its operation."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from shouwang.surfaces.api import callers
from shouwang.surfaces.api.v1 import problems
from shouwang.surfaces.api.v1.problems import Problem

MOST_BYTES = 1024 * 1024
View = Callable[..., HttpResponse]


def fronted(view: View) -> View:
    """Refuse bodies that are too large unread; say in the interface's own form what can't be done at a path."""

    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **values: Any) -> HttpResponse:
        if callers.length(request) > MOST_BYTES:
            return problems.answer(Problem(413, _("A body may have 1 MB at most.")))
        try:
            response = view(request, *args, **values)
        except Http404:
            response = problems.answer(problems.not_found())
        if response.status_code == 405:
            response = problems.answer(Problem(405, headers={"Allow": response["Allow"]}))
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    return csrf_exempt(answering)  # keys come in a header, never in a cookie


def front(patterns: list[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    """The same paths, each behind the front."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            pattern.callback = fronted(pattern.callback)
    return patterns


@csrf_exempt
def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    """For every path of the interface that is none."""
    return problems.answer(problems.not_found())
