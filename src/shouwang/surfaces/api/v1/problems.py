"""Errors as problem+json (RFC 9457), in the caller's language."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MEDIA_TYPE = "application/problem+json"

TITLES: Mapping[int, str | Promise] = {
    400: gettext_lazy("This can't be read"),
    401: gettext_lazy("A valid key is needed"),
    403: gettext_lazy("Not allowed"),
    404: gettext_lazy("Not found"),
    405: gettext_lazy("Not possible here"),
    409: gettext_lazy("Does not fit what stands now"),
    412: gettext_lazy("Somebody changed it meanwhile"),
    413: gettext_lazy("Too large"),
    416: gettext_lazy("Beyond the end of the file"),
    422: gettext_lazy("Something is missing or wrong"),
    428: gettext_lazy("Say which version you changed"),
    429: gettext_lazy("Too many calls"),
    500: gettext_lazy("A fault in the program"),
}


@dataclass(frozen=True)
class Fault:
    """What is wrong with one field: where it stands ("body.title"), and words."""

    field: str
    message: str


@dataclass
class Problem(Exception):
    """An answer that is an error. `more` are members beside the standard ones."""

    status: int
    detail: str = ""
    errors: Sequence[Fault] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)


def answer(problem: Problem) -> HttpResponse:
    """The problem as a response."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": str(TITLES[problem.status]),
        "status": problem.status,
    }
    if problem.detail:
        body["detail"] = problem.detail
    if problem.errors:
        body["errors"] = [{"field": fault.field, "message": fault.message} for fault in problem.errors]
    body.update(problem.more)
    return HttpResponse(
        json.dumps(body, ensure_ascii=False).encode(),
        status=problem.status,
        content_type=MEDIA_TYPE,
        headers=dict(problem.headers),
    )


def invalid(field_name: str, message: str) -> Problem:
    """One field of the body does not fit."""
    return Problem(422, errors=[Fault(f"body.{field_name}", message)])


def not_found() -> Problem:
    """For what does not exist and for what this key may not know of, in the same words."""
    return Problem(404, _("There is nothing here that this key may see."))


def slow_down(seconds: int) -> Problem:
    """The caller asks too often."""
    detail = _("Wait %(seconds)s seconds, then go on.") % {"seconds": seconds}
    return Problem(429, detail, headers={"Retry-After": str(seconds)})
