"""What services and care can do with a matter that anybody may work on: its thing, handing it over, its page of care."""

from collections.abc import Iterator
from typing import Literal

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from shouwang.kernel.matters import kinds
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.permissions import Permission
from shouwang.lib.words import date_words
from shouwang.surfaces.desk.access import DeskRequest
from shouwang.surfaces.desk.next_step import Next
from shouwang.systems.care.actions.aid import KIND as AID
from shouwang.systems.care.queries.chains import chains
from shouwang.systems.services.kinds import KIND as HELP
from shouwang.systems.services.queries.elsewhere import Handed, last_handover
from shouwang.systems.services.queries.lost import has_thing
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Verb


def handed_on(matter: Matter) -> Handed | None:
    """To whom a help request went last."""
    return last_handover(matter) if matter.kind == HELP.key else None


def handed_facts(handed: Handed | None) -> list[Fact]:
    """To which office, how, its telephone, and what came of it."""
    if handed is None:
        return []
    came = str(handed.get_helped_display()) if handed.helped else _("nobody asked yet whether it helped")
    phone = handed.elsewhere.phone if handed.elsewhere else ""
    note = " · ".join(filter(None, (str(handed.get_how_display()), handed.promised, came)))
    facts = [Fact(_("Handed to"), handed.name, note=note)]
    return [*facts, Fact(_("Their telephone"), phone, href=f"tel:{phone}")] if phone else facts


def ask_first(request: DeskRequest, handed: Handed | None) -> Next | None:
    """What comes first while somebody else has it: asking whether that helped. The room's own steps stand below."""
    if handed is None or handed.helped or not handed.matter.is_open or Permission.SERVICE_WORK not in request.held:
        return None
    day = date_words(handed.ask_on, timezone.localdate(), moments.language())
    words = _("%(name)s has it now. Ask on %(day)s whether it helped; only then it is closed.") % {
        "name": handed.name,
        "day": day,
    }
    ask = reverse("desk-services:ask-back", args=[handed.pk])
    return Next(
        _("Next: ask whether it helped"),
        words,
        verb=Verb(_("Ask whether it helped"), ask, tone="primary", icon="phone-call"),
    )


def ways(request: DeskRequest, matter: Matter, handed: Handed | None) -> list[Verb]:
    """Buttons beside the next step; none where the part leads the matter, or for whoever does not work in the services."""
    if kinds.is_led_by_part(matter.kind):
        return []
    serves = Permission.SERVICE_WORK in request.held
    return [*_in_care(request, matter), *(_ways(matter, handed) if serves else ())]


def _in_care(request: DeskRequest, matter: Matter) -> Iterator[Verb]:
    """The page of care that the matter speaks of; its words name nobody and say to go there."""
    if Permission.CARE_WORK not in request.held:
        return
    if matter.kind == AID:
        yield Verb(_("The application"), reverse("desk-care:aid", args=[matter.pk]), icon="hand-helping")
    if matter.kind == HELP.key and (chain := chains(request.user).filter(matter=matter).first()):
        tone: Literal["plain", "primary"] = "plain" if chain.ended_at else "primary"
        yield Verb(_("The steps"), reverse("desk-care:chain", args=[chain.pk]), tone=tone, icon="heart-handshake")


def _ways(matter: Matter, handed: Handed | None) -> Iterator[Verb]:
    if matter.kind == HELP.key and matter.topic == "lost":
        if has_thing(matter):
            yield Verb(_("Open the thing"), reverse("desk-services:thing", args=[matter.pk]), icon="package-search")
        elif matter.is_open:
            href = reverse("desk-services:write-thing", args=[matter.pk])
            yield Verb(_("Write down what it is"), href, icon="package-search")
    is_with_us = handed is None or bool(handed.helped)
    if matter.kind == HELP.key and matter.is_open and is_with_us:
        yield Verb(_("Hand it over, and ask back"), reverse("desk-services:hand-on", args=[matter.pk]), icon="forward")
