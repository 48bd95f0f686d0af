"""The endpoint: discovery, services, requests, tokens; `.xml` and `.json` alike."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import unquote_to_bytes
from uuid import UUID

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Token
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import may
from shouwang.kernel.people.scopes import Scope
from shouwang.surfaces.api import callers
from shouwang.surfaces.api.open311 import asking, catalogue, faults, published, sending
from shouwang.surfaces.api.open311.faults import Refusal, bad, no_key, unknown
from shouwang.surfaces.api.open311.formats import MEDIA_TYPES, Value, answer
from shouwang.surfaces.api.pace import BY_KEY, WITHOUT_KEY
from shouwang.ui import caller

CHANGESET = "2026-11-24T00:00:00+08:00"  # when what this endpoint says of itself last changed
MOST_BYTES = 256 * 1024
SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
View = Callable[..., tuple[str, Value]]


def spoken(*methods: str) -> Callable[[View], Callable[..., HttpResponse]]:
    """Let these methods in, and tell what the view says in the format asked for, its refusals too."""

    def decorate(view: View) -> Callable[..., HttpResponse]:
        @wraps(view)
        def told(request: HttpRequest, fmt: str, **values: str) -> HttpResponse:
            try:
                _welcome(request, fmt, methods)
                response = answer(fmt, *view(request, **values))
            except Refusal as refusal:
                response = faults.told(refusal, request.path)
            if request.method != "POST":
                response["Access-Control-Allow-Origin"] = "*"
            return response

        return csrf_exempt(told)  # keys come in a field, never in a cookie

    return decorate


@csrf_exempt
def nowhere(request: HttpRequest) -> HttpResponse:
    """Every address that is none, whatever is sent there."""
    return faults.told(unknown(_("There is nothing at this address; begin at discovery.xml.")), request.path)


@spoken("GET", "HEAD")
def discovery(request: HttpRequest) -> tuple[str, Value]:
    """Where the endpoint is and how a key is got."""
    rooms = Room.objects.order_by("code")
    contact = "; ".join([*(f"{room.name} {room.phone}".strip() for room in rooms), settings.PUBLIC_URL])
    return "discovery", {
        "changeset": CHANGESET,
        "contact": contact,
        "key_service": _("Ask the room for a key: it is made at the desk."),
        "endpoints": [
            {
                "specification": SPECIFICATION,
                "url": f"{settings.PUBLIC_URL}/open311/v2",
                "changeset": CHANGESET,
                "type": "test" if settings.DEBUG else "production",
                "formats": ["text/xml", "application/json"],
            }
        ],
    }


@spoken("GET", "HEAD")
def services(request: HttpRequest) -> tuple[str, Value]:
    """What can be reported."""
    _jurisdiction(request)
    return "services", [catalogue.listed(known) for known in catalogue.services()]


@spoken("GET", "HEAD")
def definition(request: HttpRequest, code: str) -> tuple[str, Value]:
    """What a service asks beside."""
    _jurisdiction(request)
    return "service_definition", catalogue.definition(catalogue.service(code))


@spoken("GET", "HEAD", "POST")
def requests(request: HttpRequest) -> tuple[str, Value]:
    """Published requests, or a new one."""
    if request.method == "POST":
        return "service_requests", [_send(request)]
    matters = asking.narrowed(published.published(_jurisdiction(request)), lambda name: _given(request, name))
    return "service_requests", [published.shown(matter) for matter in matters]


@spoken("GET", "HEAD")
def one_request(request: HttpRequest, reference: str) -> tuple[str, Value]:
    """One published request."""
    matter = published.published(_jurisdiction(request)).filter(reference=reference).first()
    if matter is None:
        raise unknown(_("There is no published request with this service_request_id."))
    return "service_requests", [published.shown(matter)]


@spoken("GET", "HEAD")
def unnamed(request: HttpRequest, field: str) -> tuple[str, Value]:
    """The address of one thing without its name."""
    raise bad(_("%(name)s is missing.") % {"name": field})


@spoken("GET", "HEAD")
def token(request: HttpRequest, text: str) -> tuple[str, Value]:
    """The number of a request by its id, which only its sender's program knows."""
    room = _jurisdiction(request)
    try:
        matter = Matter.objects.filter(room=room, channel=Matter.Channel.OPEN311, pk=UUID(text)).first()
    except ValueError:
        matter = None
    if matter is None:
        raise unknown(_("There is no request with this token."))
    return "service_requests", [{"service_request_id": matter.reference, "token": text}]


def _welcome(request: HttpRequest, fmt: str, methods: tuple[str, ...]) -> None:
    if fmt not in MEDIA_TYPES:
        raise unknown(_("There is XML and JSON: end the address with .xml or .json."))
    if request.method not in methods:
        raise Refusal(405, _("This can't be done here."), {"Allow": ", ".join(methods)})
    if request.method != "POST" and (seconds := WITHOUT_KEY.wait(caller.address(request))):
        raise _too_often(seconds)


def _too_often(seconds: int) -> Refusal:
    words = _("Wait %(seconds)s seconds, then go on.") % {"seconds": seconds}
    return Refusal(429, words, {"Retry-After": str(seconds)})


def _given(request: HttpRequest, name: str) -> str:
    """A parameter; an empty one equals a missing one, and a list may come in one or in several."""
    if name in asking.LISTS:
        return ",".join(request.GET.getlist(name)).replace("\0", "")
    return (request.POST.get(name) or request.GET.get(name) or "").strip().replace("\0", "")


def _jurisdiction(request: HttpRequest) -> Room:
    """The room that is meant: the only one, or the one named by its letters in any case."""
    named, rooms = _given(request, "jurisdiction_id"), Room.objects.order_by("code")
    found = list(rooms.filter(code=named.upper()) if named else rooms[:2])
    if not found:
        raise unknown(_("There is no jurisdiction with this jurisdiction_id."))
    if len(found) > 1:
        raise bad(_("jurisdiction_id is missing: this endpoint serves several."))
    return found[0]


def _send(request: HttpRequest) -> Value:
    _check_body(request)
    key = _key(request)
    room = _jurisdiction(request)
    if not may(key.account, Permission.MATTER_REGISTER, room):
        raise no_key()
    return sending.take(key, room, sending.read(request.POST))


def _check_body(request: HttpRequest) -> None:
    if callers.length(request) > MOST_BYTES:
        raise Refusal(413, _("The request is too large: 256 kB at most, and no files."))
    if request.content_type not in ("application/x-www-form-urlencoded", "multipart/form-data"):
        raise bad(_("Send the fields as application/x-www-form-urlencoded; charset=utf-8."))
    try:
        if request.content_type != "multipart/form-data":
            # Django would take other bytes for Latin-1 and keep nonsense.
            unquote_to_bytes(request.body).decode()
        request.POST  # noqa: B018  # read here, so that what can't be read is refused in words
    except UnicodeDecodeError:
        raise bad(_("The text is not UTF-8.")) from None
    except (SuspiciousOperation, MultiPartParserError, ValueError):
        raise bad(_("The fields can't be read.")) from None


def _key(request: HttpRequest) -> Token:
    key = callers.token_in(request, _given(request, "api_key"))
    if key is None or not key.holds(Scope.OPEN311_WRITE):
        if seconds := WITHOUT_KEY.wait(caller.address(request)):
            raise _too_often(seconds)
        raise no_key()
    if seconds := BY_KEY.wait(str(key.pk)):
        raise _too_often(seconds)
    return key
