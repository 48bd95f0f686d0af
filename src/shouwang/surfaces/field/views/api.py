"""What the phone page asks and sends. Everything may come twice, and late."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from shouwang.kernel.journal.actions import PUBLIC
from shouwang.kernel.matters import lifecycle
from shouwang.kernel.matters.actions import talk, thanks
from shouwang.kernel.matters.models import Entry, Matter, Satisfaction
from shouwang.kernel.people.actions import NotOpen, use_phone_code
from shouwang.kernel.people.joining import Closed
from shouwang.kernel.people.queries import phone_code_of
from shouwang.lib.identity import clean_phone
from shouwang.surfaces.field import sent
from shouwang.surfaces.field.guards import answers, enrolled, say
from shouwang.surfaces.field.receiving import take
from shouwang.surfaces.field.sent import Sent, Wrong
from shouwang.surfaces.field.state import mark
from shouwang.surfaces.field.state import news as everything_new
from shouwang.surfaces.field.state import state as everything
from shouwang.surfaces.public import guards
from shouwang.surfaces.public.frame import in_words
from shouwang.systems.watch.actions.calls import STEPS, answer
from shouwang.systems.watch.actions.groups import join as join_group
from shouwang.systems.watch.actions.messages import read
from shouwang.systems.watch.actions.reports import report
from shouwang.systems.watch.kinds import CRY
from shouwang.systems.watch.queries import Holder, membership_of, own_reports
from shouwang.systems.watch.queries.calls import calls_to

MOST_NAME, MOST_LABEL = 60, 60
NONCE = re.compile("[0-9a-f]{64}")


@require_safe
@enrolled
def state(request: HttpRequest, held: Holder) -> HttpResponse:
    """The room, its places, the own reports with what became of them, tickets for files."""
    return JsonResponse(everything(held))


@require_safe
@enrolled
def news(request: HttpRequest, held: Holder) -> HttpResponse:
    """Whether there is news since the state was told: the same mark means none."""
    return JsonResponse({"mark": mark(everything_new(held))})


@require_POST
@enrolled
def reports(request: HttpRequest, held: Holder) -> HttpResponse:
    """Take a report in: 201 when it is new, 200 when it came before."""
    return _take(held, sent.report(sent.body(request), held.room))


@require_POST
@enrolled
def sos(request: HttpRequest, held: Holder) -> HttpResponse:
    """A cry for help: urgent, with whatever position there is."""
    said = sent.body(request)
    position, notes = sent.where_it_was(said, held.room)
    cry = Sent(
        id=sent.key(said),
        topic=CRY,
        text="",
        where="",
        place=None,
        position=position,
        is_urgent=True,
        is_anonymous=False,
        files=(),
        written=sent.written(said),
        notes=notes,
    )
    return _take(held, cry)


@require_POST
@enrolled
def words(request: HttpRequest, held: Holder, pk: UUID) -> HttpResponse:
    """More words to an own report, once however often they come."""
    matter, said = _own(held, pk), sent.body(request)
    text, key = sent.words(said), sent.key(said)
    if not text:
        raise Wrong("text", _("Please write a few words, or say it."))
    with transaction.atomic():
        Matter.objects.select_for_update(of=("self",)).get(pk=matter.pk)
        if not Entry.objects.filter(pk=key, matter=matter).exists():
            try:
                talk.add_reporter_words(matter=matter, text=text, id=key)
            except lifecycle.NotAllowedNow:
                return say(409, _("This is over, so nothing can be added. Please send a new report."))
    return JsonResponse({})


@require_POST
@enrolled
def rating(request: HttpRequest, held: Holder, pk: UUID) -> HttpResponse:
    """Whether the person was satisfied; a second answer replaces the first, the same again changes nothing."""
    matter, said = _own(held, pk), sent.body(request)
    score, text = said.get("score"), sent.words(said)
    if score not in Satisfaction.Score.values:
        raise Wrong("score", _("Please choose one of the three."))
    if Satisfaction.objects.filter(matter=matter, score=score, words=text).exists():
        return JsonResponse({})
    try:
        thanks.rate(matter=matter, score=int(score), words=text)
    except lifecycle.NotAllowedNow:
        return say(409, _("It is not done yet; you are asked when it is."))
    return JsonResponse({})


@require_POST
@enrolled
def answer_call(request: HttpRequest, held: Holder, pk: UUID, step: str) -> HttpResponse:
    """Somebody who was called acknowledges, is there, is done, or can't come."""
    call = next((one.call for one in calls_to(held.person) if one.call.pk == pk), None)
    if call is None or step not in STEPS:
        raise Http404
    answer(person=held.person, call=call, step=step, written=sent.written(sent.body(request)))
    return JsonResponse({})


@require_POST
@enrolled
def read_messages(request: HttpRequest, held: Holder) -> HttpResponse:
    """The phone has shown these messages of the room; each counts once."""
    read(held=held, ids=sent.keys(sent.body(request)))
    return JsonResponse({})


@require_POST
@answers
def join(request: HttpRequest) -> HttpResponse:
    """Put the phone on the list, by a code of one's own or an invitation to a group.

    Its key is told to whoever asks with the same nonce.
    """
    if not guards.may_try_code(request):
        return say(429, _("Too many tries. Please wait a quarter of an hour."))
    said = sent.body(request)
    secret = str(said.get("secret") or "")
    label = str(said.get("label") or "").replace("\x00", "")[:MOST_LABEL]
    try:
        if phone_code_of(secret):
            return _another_phone(secret, label, _nonce(said.get("nonce")))
        return _join_group(secret, label, said)
    except NotOpen as closed:
        if closed.why == Closed.UNKNOWN:
            guards.count_wrong_code(request)
        return say(410, closed_words(closed.why))


def _another_phone(secret: str, label: str, nonce: str) -> HttpResponse:
    """By a code of one's own: the room knows whose phone it is."""
    device, key = use_phone_code(by=PUBLIC, secret=secret, label=label, nonce=nonce)
    member = membership_of(device.person)
    group = in_words(member.group) if member else ""
    return JsonResponse({"key": key, "group": group, "room": device.person.room.code}, status=201)


def _join_group(secret: str, label: str, said: Mapping[str, Any]) -> HttpResponse:
    """By an invitation to a group: somebody new says who they are."""
    name = str(said.get("name") or "").strip()
    if not name or len(name) > MOST_NAME:
        raise Wrong("name", _("Please write your name, so that the officer knows who you are."))
    member, _device, key = join_group(
        secret=secret, name=name, phone=_phone(said.get("phone")), label=label, nonce=_nonce(said.get("nonce"))
    )
    group = member.group
    return JsonResponse({"key": key, "group": in_words(group), "room": group.room.code}, status=201)


def closed_words(why: Closed) -> str:
    """Why nobody can join by it, and what to do."""
    told = {
        Closed.UNKNOWN: _(
            "This invitation is not known here. Please look whether the code is whole, or call the room."
        ),
        Closed.REVOKED: _(
            "This invitation was taken back. Please ask the head of your group or the room for a new one."
        ),
        Closed.EXPIRED: _("This invitation is too old. Please ask the head of your group or the room for a new one."),
        Closed.USED_UP: _(
            "Everybody this invitation was for has joined. Please ask the head of your group or the room for a new one."
        ),
    }
    return told[why]


def _nonce(value: object) -> str:
    """What the phone made to be known by when it asks again; nothing unless it is too long to be guessed."""
    return value if isinstance(value, str) and NONCE.fullmatch(value) else ""


def _phone(value: object) -> str:
    typed = str(value or "").strip()
    number = clean_phone(typed) if typed else ""
    if number is None:
        raise Wrong("phone", _("This is not a telephone number. Please look at it again."))
    return number


def _take(held: Holder, said: Sent) -> HttpResponse:
    return take(held, said, lambda brought: report(by=held, brought=brought, written=said.written))


def _own(held: Holder, pk: UUID) -> Matter:
    matter = own_reports(held.person).filter(pk=pk).first()
    if matter is None:
        raise Http404
    return matter
