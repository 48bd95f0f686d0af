"""Steps of the lifecycle, notes and answers."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Router, Status
from ninja.decorators import decorate_view

from shouwang.kernel.matters import lifecycle
from shouwang.kernel.matters.actions import bonds, progress, talk
from shouwang.kernel.matters.models import Entry, Matter
from shouwang.kernel.matters.queries import steps_for, veiled, visible
from shouwang.kernel.people.models import Account, Team
from shouwang.kernel.people.queries import checkers, colleagues
from shouwang.surfaces.api.callers import Caller
from shouwang.surfaces.api.v1 import reach, shapes, showing, versions
from shouwang.surfaces.api.v1.bodies import StepIn, TextIn, Verb
from shouwang.surfaces.api.v1.guard import IF_MATCH, SENT_ONCE, guarded
from shouwang.surfaces.api.v1.once import once
from shouwang.surfaces.api.v1.problems import invalid

router = Router()
TAGS = ["steps"]
Step = Callable[[Account, Matter, StepIn], object]


def _assign(by: Account, matter: Matter, said: StepIn) -> Matter:
    owner = colleagues(by, matter.room).filter(pk=said.owner).first() if said.owner else None
    if said.owner and owner is None:
        raise invalid("owner", _("Nobody of this id works on matters of the room."))
    team = Team.objects.filter(room=matter.room, is_active=True, pk=said.team).first() if said.team else None
    if said.team and team is None:
        raise invalid("team", _("The room has no such team."))
    return progress.assign(by=by, matter=matter, owner=owner, team=team, words=said.words)


def _report(by: Account, matter: Matter, said: StepIn) -> Matter:
    checker = checkers(matter.room, by).filter(pk=said.checker).first() if said.checker else None
    if said.checker and checker is None:
        raise invalid("checker", _("Nobody of this id may check it."))
    return progress.report(by=by, matter=matter, outcome=said.outcome, checker=checker)


def _merge(by: Account, matter: Matter, said: StepIn) -> Matter:
    into = visible(by).filter(pk=said.into, room=matter.room).first() if said.into else None
    if said.into is None:
        raise lifecycle.Missing("merge", ("into",))
    if into is None:
        raise invalid("into", _("The room has no such matter."))
    return bonds.merge(by=by, matter=matter, into=into)


STEPS: Mapping[str, Step] = {
    "accept": lambda by, matter, said: progress.accept(by=by, matter=matter),
    "return": lambda by, matter, said: progress.send_away(by=by, matter=matter, answer=said.answer),
    "assign": _assign,
    "start": lambda by, matter, said: progress.start(by=by, matter=matter),
    "report": _report,
    "check": lambda by, matter, said: progress.check(by=by, matter=matter, words=said.words),
    "send_back": lambda by, matter, said: progress.send_back(by=by, matter=matter, reason=said.reason),
    "close": lambda by, matter, said: progress.close(by=by, matter=matter, answer=said.answer),
    "close_unchecked": lambda by, matter, said: progress.close(
        by=by, matter=matter, answer=said.answer, reason=said.reason
    ),
    "reopen": lambda by, matter, said: progress.reopen(by=by, matter=matter, reason=said.reason),
    "withdraw_for": lambda by, matter, said: progress.withdraw_for(by=by, matter=matter, reason=said.reason),
    "merge": _merge,
}


@router.post(
    "/matters/{matter_id}/steps/{verb}",
    **guarded(
        "take_step",
        answers={200: shapes.MatterFull},
        refuses=(400, 404, 409, 412, 422),
        tags=TAGS,
        headers=(SENT_ONCE, IF_MATCH),
    ),
)
@decorate_view(once)
def take_step(request: Caller, response: HttpResponse, matter_id: UUID, verb: Verb, body: StepIn) -> shapes.MatterFull:
    """Take a step of the lifecycle. Which are open, and what they need, stands in the matter's `steps`."""
    account = request.auth.account
    matter = reach.matter(account, matter_id)
    versions.refuse_stale(request, matter)
    if matter.state not in lifecycle.STEPS[verb].sources:
        raise lifecycle.NotAllowedNow(verb, matter.state)
    STEPS[verb](account, matter, body)
    moved = reach.matter(account, matter_id)
    response["ETag"] = versions.etag(moved)
    return showing.full(veiled(account, moved), steps_for(account, moved), None)


@router.post(
    "/matters/{matter_id}/notes",
    **guarded("add_note", answers={201: shapes.EntryShape}, refuses=(400, 404, 422), tags=TAGS, headers=(SENT_ONCE,)),
)
@decorate_view(once)
def add_note(request: Caller, matter_id: UUID, body: TextIn) -> Status[Any]:
    """Something colleagues should know; whoever brought the matter does not see it."""
    matter = reach.matter(request.auth.account, matter_id)
    return _said(talk.note(by=request.auth.account, matter=matter, text=body.text))


@router.post(
    "/matters/{matter_id}/answers",
    **guarded("add_answer", answers={201: shapes.EntryShape}, refuses=(400, 404, 422), tags=TAGS, headers=(SENT_ONCE,)),
)
@decorate_view(once)
def add_answer(request: Caller, matter_id: UUID, body: TextIn) -> Status[Any]:
    """Words to whoever brought the matter, and to everybody whose matter was merged into it."""
    matter = reach.matter(request.auth.account, matter_id)
    return _said(talk.answer(by=request.auth.account, matter=matter, text=body.text))


def _said(entry: Entry) -> Status[Any]:
    return Status(201, showing.entry(entry, None))
