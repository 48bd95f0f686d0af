"""Whose phone is it: a key in the request's header opens the person's own things, and no cookie does."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from shouwang.kernel.people.actions import note_seen
from shouwang.surfaces.field.sent import Wrong
from shouwang.systems.watch.queries import Holder, holder

SCHEME = "Device "
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
Held = Callable[Concatenate[HttpRequest, Holder, P], HttpResponse]


def say(status: int, words: str, field: str = "") -> JsonResponse:
    """What went wrong, in the person's language."""
    return JsonResponse({"message": words, "field": field} if field else {"message": words}, status=status)


def answers(view: View[P]) -> View[P]:
    """Never kept on the way; what can't be read is said with 422. No cookie gives a right here, so no CSRF token."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Wrong as wrong:
            return say(422, str(wrong), wrong.field)

    return csrf_exempt(never_cache(answer))


def enrolled(view: Held[P]) -> View[P]:
    """For phones on the list only; any other is told that its words are still on it."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        header = request.headers.get("Authorization", "")
        held = holder(header.removeprefix(SCHEME).strip()) if header.startswith(SCHEME) else None
        if held is None:
            return say(
                401,
                _("This phone is not on the list any more. What you wrote is still on it. Please call the room."),
            )
        note_seen(device=held.device)
        return view(request, held, *args, **kwargs)

    return answers(cast(View[P], answer))
