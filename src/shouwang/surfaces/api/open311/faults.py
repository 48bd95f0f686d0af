"""Refusals: 404 for what does not exist, 403 for keys, 400 for everything else the standard knows.

Beside it stand what HTTP itself has a number for: 405, 413, 429, and 500 for a fault of ours, so that a program which
sends again later does not take it for a fault of its own.
"""

from dataclasses import dataclass, field

from django.http import HttpResponse
from django.utils.translation import gettext as _

from shouwang.surfaces.api.open311.formats import Value, answer, format_of


@dataclass
class Refusal(Exception):
    """A code and words; told in the format that was asked for."""

    code: int
    description: str
    headers: dict[str, str] = field(default_factory=dict)


def told(refusal: Refusal, path: str) -> HttpResponse:
    """The refusal as `errors`, in the format the address asks for."""
    fault: Value = {"code": refusal.code, "description": refusal.description}
    response = answer(format_of(path), "errors", [fault], refusal.code)
    for name, words in refusal.headers.items():
        response[name] = words
    return response


def bad(description: str) -> Refusal:
    return Refusal(400, description)


def unknown(description: str) -> Refusal:
    return Refusal(404, description)


def no_key() -> Refusal:
    return Refusal(403, _("api_key is missing, not valid, or not made for Open311 in this jurisdiction."))
