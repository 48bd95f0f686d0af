"""Webhooks: other programs told of events, signed, retried, logged, played again on demand."""

import json
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Actor, Subject
from shouwang.kernel.notices import lifecycle, outside, queries, signing
from shouwang.kernel.notices.actions import claims
from shouwang.kernel.notices.actions.sending import Outcome, Tally
from shouwang.kernel.notices.models import Delivery, Trouble, Webhook
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.queries import actor
from shouwang.kernel.people.sealed import seal, unseal

logger = logging.getLogger(__name__)

GONE = 410  # Standard Webhooks: the receiver wants no more
WAIT = frozenset({429, 503})


@transaction.atomic
def open_webhook(*, by: Account, room: Room | None, url: str, events: str) -> tuple[Webhook, str]:
    """Set up a webhook; its secret is returned this once. Raises ForbiddenAddressError for a bad address."""
    outside.check(url)
    secret = signing.new_secret()
    webhook = Webhook(room=room, url=url, events=" ".join(events.split()), created_by=by)
    webhook.secret_sealed = seal(secret, record=webhook.pk)
    webhook.save(force_insert=True)
    _note(actor(by), "webhook.opened", webhook)
    return webhook, secret


@transaction.atomic
def close_webhook(*, by: Actor, webhook: Webhook, reason: str = "") -> None:
    """Nothing more goes there, also not what is waiting; the log stays."""
    Webhook.objects.filter(pk=webhook.pk).update(is_active=False)
    _note(by, "webhook.closed", webhook, reason)


@transaction.atomic(savepoint=False)
def queue_event(
    *, room: Room, event: str, event_id: UUID, payload: Mapping[str, Any], at: datetime | None = None
) -> list[Delivery]:
    """Write one delivery for every webhook that wants the event, in the caller's transaction; the same event
    twice is written once. The payload must hold no personal data: ids, numbers, states."""
    now = timezone.now()
    envelope = {"type": event, "timestamp": (at or now).isoformat(), "data": {"room": room.code, **payload}}
    body = json.dumps(envelope, cls=DjangoJSONEncoder, ensure_ascii=False)
    made = []
    for webhook in queries.hooks_for(room, event):
        delivery, is_new = Delivery.objects.get_or_create(
            webhook=webhook, event_id=event_id, defaults={"event": event, "body": body, "not_before": now}
        )
        if is_new:
            made.append(delivery)
    return made


def deliver_due(*, now: datetime | None = None, limit: int = 50) -> Tally:
    """Deliver what is due, at most `limit`; never inside a transaction."""
    clock = claims.running(now or timezone.now())
    tally = Tally()
    for _ in range(limit):
        delivery = claims.claim(Delivery, clock())
        if delivery is None:
            break
        tally.count(_attempt(delivery, clock()))
    return tally


@transaction.atomic
def replay(*, by: Actor, delivery: Delivery, at: datetime | None = None) -> Delivery:
    """Deliver once more, under the same webhook-id. Raises ValueError while it is still on its way."""
    sources, state = lifecycle.MOVES["replay"]
    moved = Delivery.objects.filter(pk=delivery.pk, state__in=sources).update(
        state=state, attempts=0, not_before=at or timezone.now(), replays=F("replays") + 1
    )
    if not moved:
        raise ValueError("the delivery is still on its way")
    _note(by, "webhook.replayed", delivery.webhook, str(delivery.event_id))
    delivery.refresh_from_db()
    return delivery


def _attempt(delivery: Delivery, now: datetime) -> Outcome:
    try:
        return _deliver(delivery, now)
    except Exception:  # one bad webhook must not stop the others
        logger.exception("delivery %s", delivery.pk)
        return _fail(delivery, now, trouble=Trouble.FAULT)


def _deliver(delivery: Delivery, now: datetime) -> Outcome:
    webhook = Webhook.objects.get(pk=delivery.webhook_id)
    if not webhook.is_active:
        return _fail(delivery, now, trouble=Trouble.NO_ADDRESS, is_final=True)
    signed = signing.headers(
        secret=unseal(webhook.secret_sealed, record=webhook.pk),
        event_id=delivery.event_id,
        at=timezone.now(),
        body=delivery.body,
    )
    headers = {"content-type": "application/json", **signed}
    try:
        answer = outside.post(webhook.url, delivery.body.encode(), headers)
    except outside.ForbiddenAddressError as error:
        return _fail(delivery, now, trouble=Trouble.FORBIDDEN, detail=str(error))
    except outside.NoAnswerError as error:
        return _fail(delivery, now, trouble=Trouble.NO_ANSWER, detail=str(error))
    return _take_answer(delivery, webhook, answer, now)


def _take_answer(delivery: Delivery, webhook: Webhook, answer: outside.Answer, now: datetime) -> Outcome:
    said = {"response_code": answer.code, "response_excerpt": answer.text}
    if 200 <= answer.code < 300:
        claims.finish(delivery, now, **said)
        return "sent"
    if answer.code == GONE:
        close_webhook(by=journal.SYSTEM, webhook=webhook, reason="410 Gone")
    return _fail(
        delivery,
        now,
        trouble=Trouble.BUSY if answer.code in WAIT else Trouble.REFUSED,
        detail=f"HTTP {answer.code}",
        is_final=answer.code == GONE,
        after=timedelta(seconds=answer.retry_after) if answer.retry_after and answer.code in WAIT else None,
        **said,
    )


def _fail(delivery: Delivery, now: datetime, *, detail: str = "", **how: Any) -> Outcome:
    return "dead" if claims.fail(delivery, now, detail=detail, **how) else "again"


def _note(by: Actor, verb: str, webhook: Webhook, detail: str = "") -> None:
    journal.record(
        by=by,
        verb=verb,
        of=Subject("webhook", str(webhook.pk)),
        room=webhook.room_id or "",
        detail=detail or webhook.events,
    )
