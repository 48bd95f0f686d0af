"""What services and care can do with a matter that anybody may work on: its thing, handing it over, its page of care."""

from collections.abc import Iterator
from typing import Literal

from django.urls import reverse
from django.utils.translation import gettext as _

from shouwang.kernel.matters import kinds
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest
from shouwang.systems.care.actions.aid import KIND as AID
from shouwang.systems.care.queries.chains import chains
from shouwang.systems.services.kinds import KIND as HELP
from shouwang.systems.services.queries.elsewhere import open_handover
from shouwang.systems.services.queries.lost import has_thing
from shouwang.ui.parts import Verb


def ways(request: DeskRequest, matter: Matter) -> list[Verb]:
    """Buttons beside the next step; none where the part leads the matter, or for whoever does not work in the services."""
    if kinds.is_led_by_part(matter.kind):
        return []
    serves = Permission.SERVICE_WORK in request.held
    return [*_in_care(request, matter), *(_ways(matter) if serves else ())]


def _in_care(request: DeskRequest, matter: Matter) -> Iterator[Verb]:
    """The page of care that the matter speaks of; its words name nobody and say to go there."""
    if Permission.CARE_WORK not in request.held:
        return
    if matter.kind == AID:
        yield Verb(_("The application"), reverse("desk-care:aid", args=[matter.pk]), icon="hand-helping")
    if matter.kind == HELP.key and (chain := chains(request.user).filter(matter=matter).first()):
        tone: Literal["plain", "primary"] = "plain" if chain.ended_at else "primary"
        yield Verb(_("The steps"), reverse("desk-care:chain", args=[chain.pk]), tone=tone, icon="heart-handshake")


def _ways(matter: Matter) -> Iterator[Verb]:
    if matter.kind == HELP.key and matter.topic == "lost":
        if has_thing(matter):
            yield Verb(_("Open the thing"), reverse("desk-services:thing", args=[matter.pk]), icon="package-search")
        elif matter.is_open:
            href = reverse("desk-services:write-thing", args=[matter.pk])
            yield Verb(_("Write down what it is"), href, icon="package-search")
    if matter.kind == HELP.key and matter.is_open:
        if handed := open_handover(matter):
            yield Verb(
                _("Ask whether it helped"), reverse("desk-services:ask-back", args=[handed.pk]), icon="phone-call"
            )
        else:
            yield Verb(_("Not ours: hand it over"), reverse("desk-services:hand-on", args=[matter.pk]), icon="forward")
