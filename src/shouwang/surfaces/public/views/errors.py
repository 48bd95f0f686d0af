"""Pages for what went wrong, in words that help; each works with an empty or a broken database."""

import logging

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import may
from shouwang.ui.parts import PublicFrame

log = logging.getLogger(__name__)
# Above this a field is not carried through the page; the browser's Back button still has it.
MOST_CARRIED = 20_000


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long, or cookies are off. On a public page what was typed can be sent again from here.

    Only there: a page of the desk sent again by one press would do for a stranger what the check is to prevent.
    """
    log.info("form refused: %s", reason)
    carried = _carried(request) if _is_public(request) else []
    context = _around(request) | {"carried": carried, "path": request.path, "has_files": bool(request.FILES)}
    return render(request, "public/csrf.html", context, status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return render(request, "400.html", _around(request), status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return render(request, "403.html", _around(request), status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return render(request, "404.html", _around(request), status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, drawn without the request, whose parts may be what is broken."""
    return HttpResponseServerError(render_to_string("500.html", {"public": _frame()}))


def _frame() -> PublicFrame:
    return PublicFrame(room=_("Village police rooms"))


def _around(request: HttpRequest) -> dict[str, object]:
    """The page's frame, and where it leads whoever asked for a page of the desk: to what they may open there, or out."""
    held = _held_at_desk(request) if request.path.startswith(reverse("desk:today")) else None
    works_at_desk, sees_matters = (Permission.DESK_OPEN in (held or ()), Permission.MATTER_SEE in (held or ()))
    return {
        "public": _frame(),
        "today_href": reverse("desk:today") if works_at_desk and sees_matters else "",
        "settings_href": reverse("desk:settings") if works_at_desk and not sees_matters else "",
        "has_no_desk": held is not None and not works_at_desk,
    }


def _held_at_desk(request: HttpRequest) -> set[Permission] | None:
    """What of the two that open pages of the desk the person may; None for a visitor, and when the database does not say."""
    try:
        user = getattr(request, "user", None)
        if not isinstance(user, Account):
            return None
        return {one for one in (Permission.DESK_OPEN, Permission.MATTER_SEE) if may(user, one)}
    except DatabaseError:
        return None


def _is_public(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("public:room", args=["X"])[:-2])


def _carried(request: HttpRequest) -> list[tuple[str, str]]:
    return [
        (name, value[:MOST_CARRIED])
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
        if isinstance(value, str)
    ]
