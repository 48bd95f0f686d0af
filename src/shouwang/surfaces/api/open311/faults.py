"""Refusals: 404 for what does not exist, 403 for keys, 400 for everything else the standard knows."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _


@dataclass
class Refusal(Exception):
    """A code and words; told in the format that was asked for."""

    code: int
    description: str
    headers: dict[str, str] = field(default_factory=dict)


def bad(description: str) -> Refusal:
    return Refusal(400, description)


def unknown(description: str) -> Refusal:
    return Refusal(404, description)


def no_key() -> Refusal:
    return Refusal(403, _("api_key is missing, not valid, or not made for Open311 in this jurisdiction."))
