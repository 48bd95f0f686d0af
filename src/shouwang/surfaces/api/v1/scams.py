"""Is this a scam? for programs that forward a text: a robot in a group, a mail gateway."""

from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from ninja.decorators import decorate_view
from pydantic import Field

from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.api.callers import Caller
from shouwang.surfaces.api.v1 import reach
from shouwang.surfaces.api.v1.bodies import Code, Strict
from shouwang.surfaces.api.v1.guard import SENT_ONCE, guarded
from shouwang.surfaces.api.v1.once import once
from shouwang.surfaces.api.v1.problems import invalid
from shouwang.systems.outreach.actions import scams as actions
from shouwang.systems.outreach.queries.looking import look
from shouwang.systems.outreach.scam.first_aid import STEPS

router = Router()
MOST = 2000


class Doubted(Strict):
    """A text that somebody forwarded. Phone and card numbers are taken out before it is written down."""

    room: Code
    text: Annotated[str, Field(min_length=1, max_length=MOST, pattern=r"\S")]


class TypeShape(Schema):
    key: str
    name: str
    what_it_is: str
    what_to_do: str


class ReasonShape(Schema):
    words: str
    why: str


class VerdictShape(Schema):
    """`answer` is never that something is safe; `first` is to be told before it."""

    id: UUID
    first: list[str]
    answer: Annotated[str, Field(pattern="^(likely|unsure|nothing_found)$")]
    answer_words: str
    text: str
    reasons: list[ReasonShape]
    types: list[TypeShape]


@router.post(
    "/scams",
    **guarded(
        "ask_scam", answers={201: VerdictShape}, refuses=(400, 404, 409, 422), tags=["scams"], headers=(SENT_ONCE,)
    ),
)
@decorate_view(once)
def ask_scam(request: Caller, body: Doubted) -> Status[VerdictShape]:
    """What a forwarded text looks like. It stands in the room's list, masked, for 30 days."""
    account = request.auth.account
    room = reach.room(account, body.room, Permission.SCAM_ANSWER)
    try:
        question = actions.ask(by=account, room=room, text=body.text, channel="forwarded")
    except Refused as refusal:
        words = {"short": _("Too short to say anything about: copy the whole message in, or tell what was said.")}
        raise invalid("text", words.get(refusal.key, _("There is no text in it."))) from refusal
    shown = look(question)
    types = [
        TypeShape(key=one.key, name=str(one.name), what_it_is=str(one.what_it_is), what_to_do=str(one.what_to_do))
        for one in shown.types
    ]
    verdict = VerdictShape(
        id=question.pk, first=[str(step) for step in STEPS], answer=question.answer, types=types,
        answer_words=question.get_answer_display(), text=question.text,
        reasons=[ReasonShape(words=one.words, why=str(one.says)) for one in shown.reasons],
    )  # fmt: skip
    return Status(201, verdict)
