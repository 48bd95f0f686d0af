"""Other programs told of events by the Standard Webhooks scheme."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.db import transaction
from standardwebhooks import Webhook as Verifier
from standardwebhooks import WebhookVerificationError

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.journal.models import Record
from shouwang.kernel.notices import actions, queries
from shouwang.kernel.notices.models import Delivery, Webhook
from shouwang.kernel.notices.outside import ForbiddenAddressError
from shouwang.kernel.people import actions as people
from shouwang.kernel.people.queries import actor
from tests.cast import Cast
from tests.kernel.notices.conftest import Receiver

EVENT = uuid4()


def listen(cast: Cast, url: str, events: str = "*", room: Room | None = None) -> tuple[Webhook, str]:
    return actions.open_webhook(by=cast.officer, room=room, url=url, events=events)


def happen(cast: Cast, event: str = "matter.accepted", room: Room | None = None) -> list[Delivery]:
    return actions.queue_event(
        room=room or cast.room,
        event=event,
        event_id=EVENT,
        payload={"number": "HW-2026-0147", "state": "受理"},
    )


def test_the_receiver_can_prove_who_sent_it(cast: Cast, receiver: Receiver) -> None:
    _, secret = listen(cast, receiver.url, room=cast.room)
    happen(cast)
    assert actions.deliver_due().sent == 1
    [request] = receiver.requests
    said = Verifier(secret).verify(request.body, request.headers)
    assert said["type"] == "matter.accepted"
    assert said["data"] == {"room": "HW", "number": "HW-2026-0147", "state": "受理"}
    assert request.headers["webhook-id"] == str(EVENT)
    with pytest.raises(WebhookVerificationError):
        Verifier(secret).verify(request.body.replace("0147", "0148"), request.headers)


def test_the_secret_is_long_and_not_readable_in_the_table(cast: Cast, receiver: Receiver) -> None:
    webhook, secret = listen(cast, receiver.url)
    assert secret.startswith("whsec_")
    assert len(secret) >= 6 + 32
    assert secret[6:] not in webhook.secret_sealed


def test_the_same_event_is_written_once(cast: Cast, receiver: Receiver) -> None:
    listen(cast, receiver.url)
    assert len(happen(cast)) == 1
    assert happen(cast) == []
    assert Delivery.objects.count() == 1


def test_an_event_vanishes_with_the_act_that_failed(cast: Cast, receiver: Receiver) -> None:
    listen(cast, receiver.url)

    def act() -> None:
        with transaction.atomic():
            happen(cast)
            raise RuntimeError("the act failed")

    with pytest.raises(RuntimeError):
        act()
    assert not Delivery.objects.exists()


def test_only_the_events_asked_for_are_sent(cast: Cast, receiver: Receiver) -> None:
    listen(cast, receiver.url, events="matter.closed bulletin.released")
    assert not happen(cast, "matter.accepted")
    assert happen(cast, "matter.closed")


def test_a_webhook_of_one_room_hears_nothing_of_another(cast: Cast, receiver: Receiver) -> None:
    listen(cast, receiver.url, room=cast.room)
    assert not happen(cast, room=cast.next_room)


def test_a_webhook_of_all_rooms_reaches_as_far_as_its_owner_does_today(cast: Cast, receiver: Receiver) -> None:
    listen(cast, receiver.url)
    assert not happen(cast, room=cast.next_room)
    appointment = people.appoint(by=SYSTEM, account=cast.officer, role="officer", over=cast.next_room)
    assert happen(cast, room=cast.next_room)
    people.dismiss(by=SYSTEM, appointment=appointment)
    assert not queries.hooks_for(cast.next_room, "matter.accepted")


def test_a_failure_is_logged_and_tried_again_with_a_fresh_timestamp(cast: Cast, receiver: Receiver) -> None:
    _, secret = listen(cast, receiver.url)
    receiver.answer(500, "we are ill")
    [delivery] = happen(cast)
    assert actions.deliver_due().again == 1
    delivery.refresh_from_db()
    assert (delivery.response_code, delivery.response_excerpt, delivery.trouble) == (
        500,
        "we are ill",
        "refused",
    )
    assert actions.deliver_due(now=delivery.not_before).sent == 1
    first, second = receiver.requests
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.body == second.body
    Verifier(secret).verify(second.body, second.headers)


def test_after_six_tries_it_is_dead(cast: Cast, receiver: Receiver) -> None:
    listen(cast, receiver.url)
    [delivery] = happen(cast)
    for _ in range(6):
        receiver.answer(503)
        delivery.refresh_from_db()
        actions.deliver_due(now=delivery.not_before)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, len(receiver.requests)) == ("dead", 6, 6)
    assert queries.dead_count() == 1


def test_we_wait_as_long_as_we_are_asked_to(cast: Cast, receiver: Receiver) -> None:
    listen(cast, receiver.url)
    receiver.answer(429, "", {"Retry-After": "3600"})
    [delivery] = happen(cast)
    start = delivery.not_before
    actions.deliver_due(now=start)
    delivery.refresh_from_db()
    assert delivery.not_before - start >= timedelta(hours=1)


def test_gone_closes_the_webhook(cast: Cast, receiver: Receiver) -> None:
    webhook, _ = listen(cast, receiver.url)
    receiver.answer(410)
    happen(cast)
    assert actions.deliver_due().dead == 1
    webhook.refresh_from_db()
    assert not webhook.is_active
    assert Record.objects.filter(verb="webhook.closed", actor="system").exists()


def test_what_waits_for_a_closed_webhook_is_not_sent(cast: Cast, receiver: Receiver) -> None:
    webhook, _ = listen(cast, receiver.url)
    happen(cast)
    actions.close_webhook(by=actor(cast.officer), webhook=webhook)
    assert actions.deliver_due().dead == 1
    assert not receiver.requests


def test_a_delivery_is_played_again_under_the_same_id(cast: Cast, receiver: Receiver) -> None:
    listen(cast, receiver.url)
    [delivery] = happen(cast)
    with pytest.raises(ValueError, match="on its way"):
        actions.replay(by=actor(cast.officer), delivery=delivery)
    actions.deliver_due()
    actions.replay(by=actor(cast.officer), delivery=delivery)
    assert delivery.replays == 1
    assert actions.deliver_due().sent == 1
    assert {request.headers["webhook-id"] for request in receiver.requests} == {str(EVENT)}
    assert Record.objects.filter(verb="webhook.replayed").count() == 1


def test_an_inner_address_is_refused_when_it_is_typed_and_when_it_is_used(
    cast: Cast, receiver: Receiver, settings: LazySettings
) -> None:
    listen(cast, receiver.url)
    [delivery] = happen(cast)
    settings.WEBHOOKS_TO_PRIVATE_ADDRESSES = False
    with pytest.raises(ForbiddenAddressError):
        listen(cast, "https://169.254.169.254/latest/meta-data")
    assert actions.deliver_due().again == 1
    delivery.refresh_from_db()
    assert delivery.trouble == "forbidden"
    assert not receiver.requests


def test_one_faulty_webhook_does_not_stop_the_others(cast: Cast, receiver: Receiver) -> None:
    broken, _ = listen(cast, receiver.url)
    Webhook.objects.filter(pk=broken.pk).update(secret_sealed="AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
    listen(cast, receiver.url)
    happen(cast)
    tally = actions.deliver_due()
    assert (tally.sent, tally.again) == (1, 1)


def test_the_log_is_seen_by_who_tends_the_room(cast: Cast, receiver: Receiver) -> None:
    listen(cast, receiver.url, room=cast.room)
    happen(cast)
    assert queries.deliveries(cast.technician).count() == 1
    assert not queries.deliveries(cast.auxiliary).exists()
    assert not queries.webhooks(cast.neighbour).exists()
