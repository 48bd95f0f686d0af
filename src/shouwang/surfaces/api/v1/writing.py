"""Bringing matters in and changing what they say."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Status
from ninja.decorators import decorate_view

from shouwang.kernel.ground.models import Place, Room, Source
from shouwang.kernel.matters import kinds
from shouwang.kernel.matters.actions import editing, intake
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.queries import steps_for, veiled
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import rooms
from shouwang.lib.coordinates import bd09_to_gcj02, gcj02_to_wgs84
from shouwang.lib.identity import clean_phone
from shouwang.lib.ids import format_code
from shouwang.surfaces.api.callers import Caller
from shouwang.surfaces.api.v1 import matters, reach, shapes, showing, versions
from shouwang.surfaces.api.v1.bodies import MatterIn, PositionIn, ReporterIn, Revision, Shown
from shouwang.surfaces.api.v1.guard import IF_MATCH, SENT_ONCE, guarded
from shouwang.surfaces.api.v1.once import once
from shouwang.surfaces.api.v1.problems import Problem, invalid

router = matters.router  # the same paths as reading, so the same router
TAGS = matters.TAGS


@router.post(
    "/matters",
    **guarded(
        "create_matter",
        answers={201: shapes.Received, 200: shapes.Received},
        refuses=(400, 409, 422),
        tags=TAGS,
        headers=(SENT_ONCE,),
    ),
)
@decorate_view(once)
def create_matter(request: Caller, response: HttpResponse, body: MatterIn) -> Status[Any]:
    """Bring a matter in. Sent again with the same `id` or Idempotency-Key it is the same matter (200)."""
    account = request.auth.account
    room = _room(account, body.room)
    receipt = intake.receive(by=account, room=room, brought=_brought(room, body))
    response["Location"] = reverse("api:v1:get_matter", args=[receipt.matter.pk])
    received = shapes.Received(
        id=receipt.matter.pk,
        reference=receipt.matter.reference,
        follow_code=format_code(receipt.code),
        is_new=receipt.is_new,
    )
    return Status(201 if receipt.is_new else 200, received)


@router.patch(
    "/matters/{matter_id}",
    **guarded(
        "revise_matter",
        answers={200: shapes.MatterFull},
        refuses=(400, 404, 412, 422, 428),
        tags=TAGS,
        headers=(IF_MATCH,),
    ),
)
def revise_matter(request: Caller, response: HttpResponse, matter_id: UUID, body: Revision) -> shapes.MatterFull:
    """Change fields of the version named by If-Match. If somebody changed it meanwhile, `base` lets both changes stand
    where they touch different fields; where they touch the same, nothing is saved and both words come back (412)."""
    account = request.auth.account
    versions.need_one(request)
    matter = reach.matter(account, matter_id)
    yours = _texts(body)
    _check_topic(matter, yours)
    editing.revise(by=account, matter=matter, base=_base(request, matter, body, yours), yours=yours)
    revised = reach.matter(account, matter_id)
    response["ETag"] = versions.etag(revised)
    return showing.full(veiled(account, revised), steps_for(account, revised), None)


def _room(account: Account, code: str | None) -> Room:
    within = rooms(account, Permission.MATTER_REGISTER)
    found = list((within.filter(code=code) if code else within)[:2])
    if len(found) == 1:
        return found[0]
    if code and rooms(account, Permission.MATTER_SEE).filter(code=code).exists():
        raise PermissionDenied(Permission.MATTER_REGISTER)
    if not found and not code:
        raise PermissionDenied(Permission.MATTER_REGISTER)
    raise invalid("room", _("Name one of the rooms you work in, by its letters."))


def _brought(room: Room, body: MatterIn) -> intake.Brought:
    kind = next((kind for kind in kinds.open_to_all() if kind.key == body.kind), None)
    if kind is None:
        raise invalid("kind", _("This kind is not known. Ask for the list of kinds."))
    if body.topic and body.topic not in kind.by_key:
        raise invalid("topic", _("This kind has no such topic."))
    if body.reporter.is_anonymous and not kind.may_be_anonymous:
        raise invalid("reporter.is_anonymous", _("This kind needs somebody to answer."))
    place = Place.objects.filter(room=room, pk=body.place).first() if body.place else None
    if body.place and place is None:
        raise invalid("place", _("The room has no such place."))
    return intake.Brought(
        kind=kind.key,
        topic=body.topic,
        title=body.title,
        text=body.text,
        channel=Matter.Channel.API,
        reporter=_reporter(body.reporter),
        place=place,
        where=body.where,
        position=_position(body.position) if body.position else None,
        is_urgent=body.is_urgent,
        id=body.id,
        received_at=body.received_at,
    )


def _reporter(given: ReporterIn) -> intake.Reporter:
    phone = given.phone.strip()
    return intake.Reporter(name=given.name.strip(), phone=clean_phone(phone) or phone, is_anonymous=given.is_anonymous)


def _position(given: PositionIn) -> intake.Position:
    latitude, longitude = given.latitude, given.longitude
    if given.datum == "bd09":
        latitude, longitude = bd09_to_gcj02(latitude, longitude)
    if given.datum != "wgs84":
        latitude, longitude = gcj02_to_wgs84(latitude, longitude)
    return intake.Position(latitude, longitude, Source.API, given.accuracy_m)


def _texts(shown: Shown) -> dict[str, str]:
    """What was sent, as `editing.text_of` carries fields."""
    sent = {name: getattr(shown, name) for name in editing.EDITABLE}
    return {
        name: ("1" if value else "") if isinstance(value, bool) else str(value)
        for name, value in sent.items()
        if value is not None
    }


def _check_topic(matter: Matter, yours: dict[str, str]) -> None:
    by_key = {kind.key: kind for kind in kinds.open_to_all(matter.kind)}
    kind = yours.get("kind", matter.kind)
    if kind not in by_key:
        raise invalid("kind", _("This kind is not known. Ask for the list of kinds."))
    if yours.get("topic") and yours["topic"] not in by_key[kind].by_key:
        raise invalid("topic", _("This kind has no such topic."))


def _base(request: Caller, matter: Matter, body: Revision, yours: dict[str, str]) -> dict[str, str]:
    if versions.is_current(request, matter):
        return {name: editing.text_of(matter, name) for name in yours}
    base = _texts(body.base) if body.base else {}
    stands = {name: editing.text_of(matter, name) for name in yours}
    unsaid = [name for name, value in yours.items() if name not in base and stands[name] != value]
    if unsaid:
        raise clashed([editing.Clash(name, "", stands[name], yours[name]) for name in unsaid], versions.etag(matter))
    return stands | {name: value for name, value in base.items() if name in yours}


def clashed(clashes: list[editing.Clash], etag: str = "") -> Problem:
    """Both words of every field in quarrel."""
    shown = [{"field": c.field, "base": c.base, "theirs": c.theirs, "yours": c.yours} for c in clashes]
    detail = _("Nothing was saved. Decide for each field, then send it again.")
    return Problem(412, detail, headers={"ETag": etag} if etag else {}, more={"clashes": shown})
