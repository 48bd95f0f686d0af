"""The door of pages that a code opens: who may try, what a wrong code is told, and that no trace is left elsewhere."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from shouwang.kernel.matters import follow
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.numbers import is_reference
from shouwang.kernel.matters.queries import by_code
from shouwang.surfaces.public import forms, guards
from shouwang.surfaces.public.frame import nowhere, telephones

P = ParamSpec("P")


def secret(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Kept nowhere, found by no search engine, named to no other site.

    Without a CSRF token: the address holds a code nobody else knows, and of a page that sends no referrer
    browsers send the origin "null", which Django's check refuses.
    """

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(*args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return csrf_exempt(guarded)


def with_code(
    view: Callable[Concatenate[HttpRequest, Matter, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Open the matter of the code, or say the one same thing to every wrong, mistyped or expired one."""

    @wraps(view)
    def guarded(request: HttpRequest, code: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not guards.may_try_code(request):
            return wait(request)
        matter = by_code(code)
        if matter is None:
            return unknown(request, code)
        return view(request, matter, *args, **kwargs)

    return secret(guarded)


def unknown(request: HttpRequest, typed: str) -> HttpResponse:
    """Counts the wrong code and says so, without saying what is wrong with it; a matter's number is not a guess."""
    form = forms.Code({"code": typed[:40]})
    if is_reference(typed):
        words = _("This is the number of the matter. The follow code has 12 signs and stands under the picture code.")
    else:
        guards.count_wrong_code(request)
        wrong = _("No matter opens with this follow code. Look at your receipt again, or call the room.")
        old = _(
            "A follow code ends %(days)s days after its matter is over, "
            "and at once when what the room held of a person was deleted because they asked for it."
        ) % {"days": follow.OPEN_DAYS}
        words = f"{wrong} {old}"
    form.add_error("code", words)
    return code_page(request, form, status=404)


def code_page(request: HttpRequest, form: forms.Code, status: int = 200) -> HttpResponse:
    """Where a code is typed, with whom to ring when it is lost."""
    return render(
        request, "public/code.html", {"public": nowhere(), "form": form, "telephones": telephones()}, status=status
    )


def wait(request: HttpRequest) -> HttpResponse:
    """Too many wrong codes came from there."""
    words = _(
        "Too many wrong follow codes came from this network. "
        "Please try again in a quarter of an hour, or call the room."
    )
    context = {"public": nowhere(), "words": words, "telephones": telephones()}
    response = render(request, "public/wait.html", context, status=429)
    response["Retry-After"] = str(int(guards.CODE_WINDOW.total_seconds()))
    return response
