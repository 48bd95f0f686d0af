"""ETags: the matter's version. Whoever changes one says which version they saw."""

from django.http import HttpRequest
from django.utils.http import parse_etags
from django.utils.translation import gettext as _

from shouwang.kernel.matters.models import Matter
from shouwang.surfaces.api.v1.problems import Problem


def etag(matter: Matter) -> str:
    return f'"{matter.version}"'


def is_known(request: HttpRequest, matter: Matter) -> bool:
    """Whether the caller has this version already (If-None-Match)."""
    known = [tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))]
    return etag(matter) in known


def is_current(request: HttpRequest, matter: Matter) -> bool:
    """Whether If-Match names the version that stands, or any ("*")."""
    named = parse_etags(request.headers.get("If-Match", ""))
    return "*" in named or etag(matter) in named


def need_one(request: HttpRequest) -> None:
    """Refuse a change that does not say what it is based on (RFC 6585)."""
    if not request.headers.get("If-Match"):
        raise Problem(428, _("Send the ETag of the matter you read as If-Match."))


def refuse_stale(request: HttpRequest, matter: Matter) -> None:
    """For steps: If-Match is free to leave out, but if it is there it must fit."""
    if request.headers.get("If-Match") and not is_current(request, matter):
        raise Problem(412, _("Read the matter again, then decide."), headers={"ETag": etag(matter)})
