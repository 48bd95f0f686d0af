"""Several workers at once: each letter is sent by one of them."""

from collections import Counter
from collections.abc import Callable
from threading import Barrier, Lock, Thread
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.core.mail import EmailMessage
from django.db import connection, connections

from shouwang.kernel.ground.models import Division, Room, Station
from shouwang.kernel.journal.actions import Subject
from shouwang.kernel.notices import actions
from shouwang.kernel.notices.models import Notice
from tests.kernel.notices.letters import NOON

pytestmark = pytest.mark.django_db(transaction=True)
WORKERS, LETTERS = 4, 24


@pytest.fixture
def room() -> Room:
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("threads can't share a database in memory")
    county = Division.objects.create(code="990101", name="示例县")
    station = Station.objects.create(name="河湾派出所", county=county)
    return Room.objects.create(station=station, code="HW", name="河湾村警务室")


def at_once(work: Callable[[], None]) -> None:
    barrier = Barrier(WORKERS)

    def run() -> None:
        barrier.wait()
        try:
            work()
        finally:
            connections.close_all()

    threads = [Thread(target=run) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def write(room: Room, key: str) -> Notice | None:
    return actions.queue(
        key=key,
        room=room,
        channel="email",
        template="sample",
        words={"number": key, "more": ""},
        about=Subject("matter", key),
        address=f"villager{key}@example.invalid",
        not_before=NOON,
    )


def test_four_workers_send_every_letter_once(
    room: Room, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.EMAIL_HOST = "mail.example.invalid"
    sent: Counter[str] = Counter()
    lock = Lock()

    def send(self: EmailMessage) -> int:
        with lock:
            sent[self.to[0]] += 1
        return 1

    monkeypatch.setattr(EmailMessage, "send", send)
    for number in range(LETTERS):
        write(room, str(number))
    tallies: list[actions.Tally] = []
    at_once(lambda: tallies.append(actions.send_due(now=NOON, limit=LETTERS)))
    assert sent == Counter({f"villager{number}@example.invalid": 1 for number in range(LETTERS)})
    assert sum(tally.sent for tally in tallies) == LETTERS


def test_the_same_notice_written_at_once_by_four_is_one(room: Room) -> None:
    key = str(uuid4())
    made: list[Notice | None] = []
    at_once(lambda: made.append(write(room, key)))
    assert Notice.objects.filter(key=key).count() == 1
    assert len([notice for notice in made if notice]) == 1
