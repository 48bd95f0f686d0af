"""A request that somebody sends: its fields read and checked, then brought to the room as a matter."""

import hashlib
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from shouwang.kernel.ground.models import Place, Room, Source
from shouwang.kernel.matters.actions import intake, talk
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people import actions as people
from shouwang.kernel.people.models import Token
from shouwang.kernel.people.queries import actor
from shouwang.lib.coordinates import looks_swapped
from shouwang.lib.identity import clean_phone
from shouwang.lib.ids import format_code
from shouwang.lib.text import plain
from shouwang.surfaces.api.open311 import catalogue
from shouwang.surfaces.api.open311.catalogue import Service
from shouwang.surfaces.api.open311.faults import bad, unknown
from shouwang.surfaces.api.open311.formats import Value

LONGEST = {
    "description": 4000,
    "address_string": 200,
    "first_name": 30,
    "last_name": 30,
    "phone": 20,
    "email": 200,
    "media_url": 1000,
    "device_id": 200,
    "account_id": 200,
}
TAG = re.compile(r"<[a-zA-Z/!][^>]*>")
ATTRIBUTE = re.compile(r"attribute\[([^\[\]]{1,40})\](\[\])?")
# The standard has no id of the sender's, so the same words with the same key in this time are the same request.
SAME_WITHIN = timedelta(minutes=10)


@dataclass(frozen=True)
class Sent:
    """The fields of a request, tidied."""

    fields: Mapping[str, str]
    attributes: Mapping[str, list[str]] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "")

    @property
    def digest(self) -> str:
        said = {"fields": self.fields, "attributes": self.attributes}
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def read(form: QueryDict) -> Sent:
    """The form, tidied and measured. Raises Refusal 400."""
    fields: dict[str, str] = {}
    attributes: dict[str, list[str]] = {}
    for name in form:
        if match := ATTRIBUTE.fullmatch(name):
            attributes[match[1]] = [value for value in map(plain, form.getlist(name)) if value]
        elif name != "api_key":
            fields[name] = plain(str(form[name]))
    for name, most in LONGEST.items():
        if len(fields.get(name, "")) > most:
            raise bad(_("%(name)s is too long: at most %(most)s characters.") % {"name": name, "most": most})
    if any("\N{REPLACEMENT CHARACTER}" in value for value in fields.values()):
        raise bad(_("The text is not UTF-8."))
    if TAG.search(fields.get("description", "")):
        raise bad(_("description is plain text: please send it without HTML."))
    return Sent(
        {name: value for name, value in fields.items() if value},
        {code: values for code, values in attributes.items() if values},
    )


def take(token: Token, room: Room, sent: Sent) -> Value:
    """Bring it to the room, once. Raises Refusal."""
    with transaction.atomic():
        key = f"open311:{room.code}:{sent.digest}"
        row, before = people.claim_answer(token=token, key=key, request_digest=sent.digest, kept=SAME_WITHIN)
        if not before:
            before = json.dumps(_taken(token, room, sent))
            people.keep_answer(row=row, answer=before)
    told: Value = json.loads(before)
    return told


def _taken(token: Token, room: Room, sent: Sent) -> Value:
    if not sent["service_code"]:
        raise bad(_("service_code is missing."))
    known = catalogue.service(sent["service_code"])
    receipt = intake.receive(by=token.account, room=room, brought=_brought(room, known, sent))
    if url := sent["media_url"]:
        # Never fetched: the address is the sender's, and a picture on it may change after it was seen.
        with translation.override(settings.LANGUAGE_CODE):
            note = _("Sent along as a link, not opened by the program: %(url)s") % {"url": url}
        talk.note(by=actor(token.account), matter=receipt.matter, text=note)
    return {
        "service_request_id": receipt.matter.reference,
        "service_notice": _notice(receipt, sent),
        "account_id": None,
    }


def _notice(receipt: intake.Receipt, sent: Sent) -> str:
    follow = settings.PUBLIC_URL + reverse("public:matter", args=[format_code(receipt.code)])
    parts = [_("Only you see how it goes on at %(follow)s; others see what the room releases.") % {"follow": follow}]
    if sent["email"]:
        parts.append(_("The e-mail address was not kept."))
    return " ".join(parts)


def _brought(room: Room, known: Service, sent: Sent) -> intake.Brought:
    reporter = _reporter(sent)
    if reporter.is_anonymous and not known.kind.may_be_anonymous:
        raise bad(_("This service needs a name or phone."))
    position, place = _position(sent), _place(room, sent)
    if position is None and place is None and not sent["address_string"]:
        raise bad(_("Say where: lat and long, or address_string, or address_id."))
    name = str(known.topic.name)
    return intake.Brought(
        kind=known.kind.key,
        topic=known.topic.key,
        title="" if sent["description"] else name,
        text=sent["description"] or name,
        channel=Matter.Channel.OPEN311,
        reporter=reporter,
        place=place,
        where=sent["address_string"],
        position=position,
        is_urgent=catalogue.is_urgent(known, sent.attributes),
    )


def _reporter(sent: Sent) -> intake.Reporter:
    first, last, phone = sent["first_name"], sent["last_name"], sent["phone"]
    name = f"{first} {last}".strip() if (first + last).isascii() else f"{last}{first}"
    return intake.Reporter(name=name, phone=clean_phone(phone) or phone, is_anonymous=not (name or phone))


def _place(room: Room, sent: Sent) -> Place | None:
    if not sent["address_id"]:
        return None
    try:
        identifier = UUID(sent["address_id"])
    except ValueError:
        raise unknown(_("There is no place with this address_id.")) from None
    if place := Place.objects.filter(room=room, pk=identifier).first():
        return place
    raise unknown(_("There is no place with this address_id."))


def _position(sent: Sent) -> intake.Position | None:
    if not sent["lat"] and not sent["long"]:
        return None
    # Asked first: most longitudes of China are no latitude, and "from -90 to 90" would not help.
    if looks_swapped(_number(sent["lat"]), _number(sent["long"])):
        raise bad(_("lat and long look swapped: lat is the latitude, in China 3 to 54."))
    return intake.Position(_degrees(sent, "lat", 90), _degrees(sent, "long", 180), Source.API)


def _number(text: str) -> float:
    """The number, or NaN, which lies nowhere."""
    try:
        return float(text)
    except ValueError:
        return math.nan


def _degrees(sent: Sent, name: str, most: int) -> float:
    degrees = _number(sent[name])
    if not -most <= degrees <= most:
        raise bad(_("%(name)s should be degrees from -%(most)s to %(most)s.") % {"name": name, "most": most})
    return degrees
