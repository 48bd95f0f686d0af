"""Webhooks: addresses that are told when something happens to a matter (Standard Webhooks), and the log of it."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from ninja import Query, Router, Status
from ninja.decorators import decorate_view

from shouwang.kernel.ground.models import Room
from shouwang.kernel.notices import actions, queries
from shouwang.kernel.notices.models import EVERY_EVENT, Webhook
from shouwang.kernel.notices.outside import ForbiddenAddressError
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor, may, rooms
from shouwang.surfaces.api.callers import Caller
from shouwang.surfaces.api.v1 import shapes, showing
from shouwang.surfaces.api.v1.bodies import HookIn, PageOf
from shouwang.surfaces.api.v1.guard import SENT_ONCE, guarded
from shouwang.surfaces.api.v1.once import once
from shouwang.surfaces.api.v1.problems import Problem, invalid, not_found

router = Router()
TAGS = ["webhooks"]
MOST_EVENTS = 400  # characters; the width of the column


@router.get("/hooks", **guarded("list_hooks", answers={200: list[shapes.HookShape]}, tags=TAGS))
def list_hooks(request: Caller) -> list[shapes.HookShape]:
    """The open webhooks of the rooms whose notices the account tends."""
    account = _tender(request)
    return [showing.hook(hook) for hook in queries.webhooks(account).filter(is_active=True).select_related("room")]


@router.post(
    "/hooks",
    **guarded("open_hook", answers={201: shapes.HookOpened}, refuses=(400, 422), tags=TAGS, headers=(SENT_ONCE,)),
)
@decorate_view(once)
def open_hook(request: Caller, body: HookIn) -> Status[Any]:
    """Open a webhook of one room, or, without `room`, of every room the account tends. The secret is shown this once."""
    account = _tender(request)
    events = EVERY_EVENT if EVERY_EVENT in body.events else " ".join(dict.fromkeys(map(str, body.events)))
    if len(events) > MOST_EVENTS:
        raise invalid("events", _("That many: ask for all of them with *."))
    try:
        hook, secret = actions.open_webhook(by=account, room=_room(account, body.room), url=body.url, events=events)
    except (ForbiddenAddressError, ValueError):
        raise invalid("url", _("We send to https addresses in the internet only.")) from None
    return Status(201, showing.hook_opened(hook, secret))


@router.delete("/hooks/{hook_id}", **guarded("close_hook", answers={204: None}, refuses=(404, 422), tags=TAGS))
def close_hook(request: Caller, hook_id: UUID) -> Status[Any]:
    """Close it: nothing more goes there. Its log stays for 30 days."""
    actions.close_webhook(by=actor(_tender(request)), webhook=_hook(request, hook_id))
    return Status(204, None)


@router.get(
    "/hooks/{hook_id}/deliveries",
    **guarded("list_deliveries", answers={200: list[shapes.DeliveryShape]}, refuses=(404, 422), tags=TAGS),
)
def list_deliveries(request: Caller, hook_id: UUID, page: Query[PageOf]) -> list[shapes.DeliveryShape]:
    """What was sent there and what came back, newest first, at most `limit`."""
    log = queries.deliveries(_tender(request)).filter(webhook=_hook(request, hook_id))
    return [showing.delivery(delivery) for delivery in log[: page.limit]]


@router.post(
    "/hooks/{hook_id}/deliveries/{delivery_id}/replay",
    **guarded(
        "replay_delivery", answers={202: shapes.DeliveryShape}, refuses=(404, 409, 422), tags=TAGS, headers=(SENT_ONCE,)
    ),
)
@decorate_view(once)
def replay_delivery(request: Caller, hook_id: UUID, delivery_id: UUID) -> Status[Any]:
    """Send it once more, under the same webhook-id."""
    account = _tender(request)
    delivery = queries.deliveries(account).filter(webhook=_hook(request, hook_id), pk=delivery_id).first()
    if delivery is None:
        raise not_found()
    try:
        again = actions.replay(by=actor(account), delivery=delivery)
    except ValueError:
        raise Problem(409, _("It is still on its way.")) from None
    return Status(202, showing.delivery(again))


def _tender(request: Caller) -> Account:
    account = request.auth.account
    if not may(account, Permission.NOTICE_TEND):
        raise PermissionDenied(Permission.NOTICE_TEND)
    return account


def _hook(request: Caller, hook_id: UUID) -> Webhook:
    if hook := queries.webhooks(request.auth.account).filter(pk=hook_id, is_active=True).first():
        return hook
    raise not_found()


def _room(account: Account, code: str | None) -> Room | None:
    if code is None:
        return None
    if room := rooms(account, Permission.NOTICE_TEND).filter(code=code).first():
        return room
    raise invalid("room", _("Name one of the rooms you work in, by its letters."))
