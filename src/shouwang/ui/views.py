"""Switches anybody may turn: language, size of type, theme. Each is a form that works without JavaScript."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from shouwang.ui.context import SIZE_COOKIE, SIZES, THEME_COOKIE, THEMES

# Exempt from the CSRF check: the worst a forged request can do is change how this browser shows pages,
# and public pages stay free of a cookie nobody needs.


def _back(request: HttpRequest, cookie: str, allowed: list[str] | tuple[str, ...]) -> HttpResponse:
    """Keeps the choice for a year and goes back to where the person was, on this host only."""
    value = request.POST.get("to", "")
    if value not in allowed:
        return HttpResponseBadRequest(_("There is no such choice. Go back and pick again."))
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = "/"
    response = HttpResponseRedirect(target)
    response.set_cookie(
        cookie, value, max_age=settings.LANGUAGE_COOKIE_AGE, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return response


@csrf_exempt
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    return _back(request, settings.LANGUAGE_COOKIE_NAME, [code for code, _name in settings.LANGUAGES])


@csrf_exempt
@require_POST
def size(request: HttpRequest) -> HttpResponse:
    return _back(request, SIZE_COOKIE, SIZES)


@csrf_exempt
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    return _back(request, THEME_COOKIE, THEMES)
