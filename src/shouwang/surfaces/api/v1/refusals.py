"""Which error of the kernel is which answer of the interface."""

import logging
from collections.abc import Callable

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from shouwang.kernel.files import ranges
from shouwang.kernel.matters import lifecycle
from shouwang.kernel.matters.actions import editing, intake
from shouwang.surfaces.api.v1 import problems, wording
from shouwang.surfaces.api.v1.problems import Fault, Problem
from shouwang.surfaces.api.v1.writing import clashed

logger = logging.getLogger(__name__)
REALM = 'Bearer realm="shouwang"'

# What a step can lack; "taker" may come as a person or a team.
NEEDS = {
    "answer": gettext_lazy("Say what the reporter is told."),
    "outcome": gettext_lazy("Say what came of it."),
    "reason": gettext_lazy("Say why."),
    "taker": gettext_lazy("Name a person or a team."),
    "other_eyes": gettext_lazy("Somebody other than who reported it has to look."),
    "into": gettext_lazy("Name the matter it belongs to."),
    "words": gettext_lazy("Write something."),
}
FIELDS = {"taker": "owner", "other_eyes": "", "words": "text"}


def _unread(error: HttpError) -> Problem:
    return Problem(error.status_code, _("The body is not JSON.") if error.status_code == 400 else "")


def _unknown_key(error: AuthenticationError) -> Problem:
    challenge = f'{REALM}, error="invalid_token"' if error.message == "invalid_token" else REALM
    detail = (
        _("This key is not valid, or not any more.") if error.message else _("Send a key as: Authorization: Bearer …")
    )
    return Problem(401, detail, headers={"WWW-Authenticate": challenge})


def _unfit(error: ValidationError) -> Problem:
    return Problem(422, errors=wording.faults(error.errors))


def _forbidden(error: PermissionDenied) -> Problem:
    return Problem(403, _("The account of this key may not do this: it needs %(permission)s.") % {"permission": error})


def _beyond(error: ranges.Unsatisfiable) -> Problem:
    detail = _("The file has %(size)s bytes; the range begins after them.") % {"size": error.size}
    return Problem(416, detail, headers=error.headers)


def _too_soon(error: lifecycle.NotAllowedNow) -> Problem:
    return Problem(409, _("This step does not lead on from the state the matter is in."), more={"state": error.state})


def _missing(error: lifecycle.Missing) -> Problem:
    return Problem(
        422,
        errors=[Fault(f"body.{FIELDS.get(need, need)}".rstrip("."), str(NEEDS[need])) for need in error.needs],
    )


def _fault(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    logger.error("fault at %s", request.path, exc_info=error if isinstance(error, Exception) else None)
    return problems.answer(Problem(500, _("It is written to the log. Nothing was changed.")))


def teach(api: NinjaAPI) -> None:
    """Tell the interface its refusals."""
    known: dict[type[Exception], Callable[..., Problem]] = {
        Problem: lambda error: error,
        AuthenticationError: _unknown_key,
        HttpError: _unread,
        ValidationError: _unfit,
        PermissionDenied: _forbidden,
        Http404: lambda error: problems.not_found(),
        ranges.Unsatisfiable: _beyond,
        RequestDataTooBig: lambda error: Problem(413),
        lifecycle.NotAllowedNow: _too_soon,
        lifecycle.Missing: _missing,
        intake.IdTaken: lambda error: Problem(409, _("This id belongs to another matter.")),
        editing.Clashes: lambda error: clashed(error.clashes),
    }
    for kind, made in known.items():
        api.add_exception_handler(kind, _answering(made))
    api.add_exception_handler(Exception, _fault)


def _answering(made: Callable[..., Problem]) -> Callable[[HttpRequest, Exception | type[Exception]], HttpResponse]:
    return lambda request, error: problems.answer(made(error))
