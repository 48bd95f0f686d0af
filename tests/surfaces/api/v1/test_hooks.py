"""Webhooks by key."""

import pytest

from shouwang.kernel.matters.actions import news
from shouwang.kernel.matters.models import Entry
from shouwang.kernel.notices import actions
from shouwang.kernel.notices.models import Delivery, Webhook
from shouwang.lib.ids import uuid7
from shouwang.surfaces.api.v1.bodies import Event
from tests.cast import Cast
from tests.kernel.matters.bringing import bring
from tests.surfaces.api.conftest import Keys, read

WANTED = {"room": "HW", "url": "https://example.org/hook", "events": ["matter.received", "matter.close"]}


def test_a_webhook_is_opened_listed_and_closed(cast: Cast, key: Keys) -> None:
    program = key(cast.officer)
    opened = read(program.post("/hooks", WANTED))
    assert opened["secret"].startswith("whsec_")
    listed = program.get("/hooks")
    assert [(hook["id"], hook["events"]) for hook in read(listed)] == [(opened["id"], WANTED["events"])]
    assert opened["secret"] not in listed.content.decode()
    assert program.call("DELETE", f"/hooks/{opened['id']}").status_code == 204
    assert read(program.get("/hooks")) == []
    assert program.call("DELETE", f"/hooks/{opened['id']}").status_code == 404


def test_a_webhook_opened_twice_under_one_key_is_one_and_has_the_same_secret(cast: Cast, key: Keys) -> None:
    program = key(cast.officer)
    first, second = (program.post("/hooks", WANTED, Idempotency_Key="h") for _ in range(2))
    assert read(first) == read(second)
    assert Webhook.objects.count() == 1


def test_every_event_there_is_can_be_asked_for(cast: Cast, key: Keys) -> None:
    hook = read(key(cast.officer).post("/hooks", WANTED | {"events": ["*", "bulletin.released"]}))
    assert hook["events"] == ["*"]
    bring(cast.room)
    news.spread()
    assert [delivery.event for delivery in Delivery.objects.all()] == ["matter.received"]
    assert f"matter.{Entry.objects.get().verb}" in set(Event)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"url": "http://example.org/hook"}, "body.url"),
        ({"url": "https://127.0.0.1/hook"}, "body.url"),
        ({"url": "https://169.254.169.254/latest"}, "body.url"),
        ({"url": "https://[::1/"}, "body.url"),
        ({"url": "ftp://example.org/"}, "body.url"),
        ({"events": []}, "body.events"),
        ({"events": ["matter.gone"]}, "body.events.0"),
        ({"room": "LP"}, "body.room"),
    ],
)
def test_a_webhook_that_does_not_fit_is_refused(cast: Cast, key: Keys, change: dict[str, object], field: str) -> None:
    response = key(cast.officer).post("/hooks", WANTED | change)
    assert response.status_code == 422
    assert [error["field"] for error in read(response)["errors"]] == [field]
    assert not Webhook.objects.exists()


def test_who_does_not_tend_notices_opens_none(cast: Cast, key: Keys) -> None:
    assert key(cast.auxiliary).post("/hooks", WANTED).status_code == 403
    assert key(cast.technician).post("/hooks", WANTED).status_code == 201


def test_a_webhook_of_another_room_does_not_exist_here(cast: Cast, key: Keys) -> None:
    theirs, _ = actions.open_webhook(by=cast.neighbour, room=cast.next_room, url=WANTED["url"], events="*")
    program = key(cast.officer)
    assert read(program.get("/hooks")) == []
    assert program.call("DELETE", f"/hooks/{theirs.pk}").status_code == 404
    assert program.get(f"/hooks/{theirs.pk}/deliveries").status_code == 404


def test_the_log_is_shown_and_a_delivery_played_again_when_it_is_not_on_its_way(cast: Cast, key: Keys) -> None:
    hook, _ = actions.open_webhook(by=cast.officer, room=cast.room, url=WANTED["url"], events="*")
    actions.queue_event(room=cast.room, event="matter.received", event_id=uuid7(), payload={"number": "HW-2026-0001"})
    program = key(cast.officer)
    (delivery,) = read(program.get(f"/hooks/{hook.pk}/deliveries"))
    assert (delivery["event"], delivery["state"], delivery["attempts"]) == ("matter.received", "waiting", 0)
    path = f"/hooks/{hook.pk}/deliveries/{delivery['id']}/replay"
    assert program.post(path, None).status_code == 409
    Delivery.objects.update(state="dead", not_before=None)
    assert read(program.post(path, None))["state"] == "waiting"
    assert program.post(f"/hooks/{hook.pk}/deliveries/{uuid7()}/replay", None).status_code == 404
