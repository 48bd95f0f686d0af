"""What pydantic finds wrong, in the words of the caller's language."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shouwang.surfaces.api.v1.problems import Fault

# By pydantic's name of the error; the longest prefix that fits is taken.
WORDS = {
    "missing": gettext_lazy("This is needed."),
    "string_too_short": gettext_lazy("Too short: at least %(min_length)s characters."),
    "string_too_long": gettext_lazy("Too long: at most %(max_length)s characters."),
    "string_pattern_mismatch": gettext_lazy("There are characters in it that can't stand here."),
    "string": gettext_lazy("This should be text."),
    "uuid": gettext_lazy("This should be an id, as 0192b1c2-… (UUID)."),
    "datetime": gettext_lazy("This should be a moment with time zone, as 2026-11-24T09:30:00+08:00."),
    "timezone_aware": gettext_lazy("The moment needs a time zone, as +08:00 at its end."),
    "bool": gettext_lazy("This should be true or false."),
    "int": gettext_lazy("This should be a whole number."),
    "float": gettext_lazy("This should be a number."),
    "finite_number": gettext_lazy("This should be a number."),
    "greater_than_equal": gettext_lazy("Too small: at least %(ge)s."),
    "less_than_equal": gettext_lazy("Too large: at most %(le)s."),
    "too_long": gettext_lazy("Too many: at most %(max_length)s."),
    "too_short": gettext_lazy("Too few: at least %(min_length)s."),
    "enum": gettext_lazy("This should be one of: %(expected)s."),
    "literal_error": gettext_lazy("This should be one of: %(expected)s."),
    "extra_forbidden": gettext_lazy("This field is not known here."),
    "url": gettext_lazy("This should be an address that begins with https://."),
    "swapped": gettext_lazy("Latitude and longitude look swapped: latitude comes first, in China 3 to 54."),
    "json_invalid": gettext_lazy("This is not JSON."),
}


def faults(errors: Iterable[Mapping[str, Any]]) -> list[Fault]:
    """Each error with the place of its field."""
    return [Fault(_place(error), _words(error)) for error in errors]


def _place(error: Mapping[str, Any]) -> str:
    # ninja puts the parameter's own name ("body", "filters") between source and field.
    source, *rest = [str(part) for part in error["loc"]]
    inner = rest[1:] if source == "body" or (source == "query" and len(rest) > 1) else rest
    return ".".join([source, *inner])


def _words(error: Mapping[str, Any]) -> str:
    kind, context = error["type"], error.get("ctx") or {}
    fitting = [name for name in WORDS if kind == name or kind.startswith(f"{name}_")]
    if not fitting:
        return _("This does not fit here.")
    words = str(WORDS[max(fitting, key=len)])
    try:
        return words % context
    except KeyError:
        return _("This does not fit here.")
