"""Taking in what becomes a matter: its files claimed, once however often it is sent, and what to say when it can't be."""

from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from shouwang.kernel.files.actions import claim_upload
from shouwang.kernel.files.models import File
from shouwang.kernel.files.refusal import Refused
from shouwang.kernel.journal.actions import PUBLIC
from shouwang.kernel.matters import kinds
from shouwang.kernel.matters.actions.intake import Brought, IdTaken, Receipt, Reporter
from shouwang.kernel.matters.models import Matter
from shouwang.lib.ids import format_code
from shouwang.surfaces.field import pace
from shouwang.surfaces.field.guards import say
from shouwang.surfaces.field.sent import Sent
from shouwang.surfaces.field.state import PURPOSE
from shouwang.systems.watch.kinds import CRY
from shouwang.systems.watch.queries import KIND, Holder

Bring = Callable[[Brought], Receipt]


def take(held: Holder, said: Sent, bring: Bring) -> HttpResponse:
    """201 when it is new, 200 when it came before. `bring` is the action that takes it in."""
    try:
        receipt = _receive(held, said, bring)
    except Refused as refusal:
        return say(422, str(refusal), "files")
    except pace.TooMany as limit:
        return _wait(limit.after, is_cry=said.topic == CRY)
    except IdTaken:
        return _sent_otherwise(held, said)
    answer = {
        "id": str(receipt.matter.pk),
        "reference": receipt.matter.reference,
        "code": format_code(receipt.code),
        "notes": said.notes,
    }
    return JsonResponse(answer, status=201 if receipt.is_new else 200)


def _sent_otherwise(held: Holder, said: Sent) -> HttpResponse:
    """It came before, and not as it is now: what was changed must not be taken for arrived, a wish for no name least."""
    before = Matter.objects.filter(pk=said.id, room=held.room).first()
    is_named = before is not None and before.reporter_id == held.person.pk
    if before is None or not (is_named or before.is_anonymous):
        return say(409, _("This was sent before with other words. Please send it as a new report."))
    if is_named and said.is_anonymous:
        words = _(
            "It arrived already as you wrote it first, with your name. What you changed is still on the phone. "
            "If you send it as a new report, that one has no name."
        )
    elif is_named:
        words = _("It arrived already as you wrote it first. What you changed is still on the phone.")
    else:
        words = _(
            "It arrived already as you wrote it first, without your name. What you changed is still on the phone."
        )
    told = {"message": words, "field": "", "code": "arrived", "named": is_named}
    return JsonResponse(told | ({"reference": before.reference} if is_named else {}), status=409)


def _wait(seconds: int, *, is_cry: bool) -> HttpResponse:
    many = _(
        "This phone has sent very many reports. The rest waits on it and goes out by itself later; nothing is lost."
    )
    cries = _("Very many cries for help came from this phone. Call 110 now; this one goes out by itself later.")
    answer = say(429, cries if is_cry else many)
    answer["Retry-After"] = str(seconds)
    return answer


@transaction.atomic
def _receive(held: Holder, said: Sent, bring: Bring) -> Receipt:
    # Claimed when it came the first time; by now an upload may be forgotten.
    is_new = not Matter.objects.filter(pk=said.id, room=held.room).exists()
    if is_new:
        pace.count(held.device, is_cry=said.topic == CRY)
    files = [_file(held, one) for one in said.files] if is_new else []
    with override(settings.LANGUAGE_CODE):  # a title is kept as the room reads it, whatever the phone is read in
        topic = str(kinds.get(KIND).by_key[said.topic].name)
    brought = Brought(
        kind=KIND,
        topic=said.topic,
        text=said.text,
        title="" if said.text else topic,
        channel=Matter.Channel.FIELD,
        reporter=Reporter(is_anonymous=True) if said.is_anonymous else Reporter(person=held.person),
        place=said.place,
        where=said.where,
        position=said.position,
        is_urgent=said.is_urgent,
        files=files,
        id=said.id,
        more=said.choices,
    )
    return bring(brought)


def _file(held: Holder, reference: str) -> File:
    return claim_upload(by=PUBLIC, reference=reference, room=held.room, purpose=PURPOSE, keep_days=None)
