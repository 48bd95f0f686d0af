"""What was sent is forgotten after its time; what reached nobody is not."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from shouwang.kernel.journal.models import Record
from shouwang.kernel.notices import actions
from shouwang.kernel.notices.models import Delivery, Notice
from tests.cast import Cast
from tests.kernel.notices.letters import put


def test_old_sent_notices_go_and_dead_and_waiting_ones_stay(cast: Cast) -> None:
    put(cast, key="sent", channel="app", account=cast.officer)
    put(cast, key="waiting")
    Notice.objects.filter(pk=put(cast, key="dead").pk).update(state="dead", not_before=None)
    now = timezone.now()
    assert actions.forget_old(now=now + timedelta(days=89)) == (0, 0)
    assert actions.forget_old(now=now + timedelta(days=91)) == (1, 0)
    assert set(Notice.objects.values_list("key", flat=True)) == {"waiting", "dead"}


def test_forgetting_leaves_its_record(cast: Cast) -> None:
    actions.open_webhook(by=cast.officer, room=cast.room, url="https://hook.example/", events="*")
    actions.queue_event(room=cast.room, event="matter.closed", event_id=uuid4(), payload={})
    Delivery.objects.update(state="dead", not_before=None)
    assert actions.forget_old(now=timezone.now() + timedelta(days=31)) == (0, 1)
    assert Record.objects.get(verb="notices.forgotten").detail == "notices 0, deliveries 1, phones 0"
