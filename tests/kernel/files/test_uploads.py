"""Around the protocol: tickets, limits, refusals, and how a record gets the file that was uploaded."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from shouwang.kernel.files import actions, pieces, tickets
from shouwang.kernel.files.kinds import MOST_BYTES, Kind
from shouwang.kernel.files.models import File, Upload
from shouwang.kernel.files.refusal import Reason, Refused
from shouwang.kernel.journal.actions import PUBLIC
from shouwang.kernel.people.models import Attempt
from tests.cast import Cast
from tests.kernel.files import things, tusing
from tests.kernel.files.tusing import VERSION, begin, patch, reference, stands

Commit = Any


def sent(client: Client, cast: Cast, content: bytes) -> str:
    address = str(begin(client, cast.room, len(content))["Location"])
    assert patch(client, address, 0, content).status_code == 204
    return reference(address)


def claim(cast: Cast, ref: str, **other: Any) -> File:
    wanted = {"room": cast.room, "purpose": tusing.PURPOSE, "keep_days": 90} | other
    return actions.claim_upload(by=PUBLIC, reference=ref, **wanted)


def test_without_a_ticket_nothing_begins(cast: Cast, client: Client) -> None:
    for ticket in ("", "made-up", tickets.issue("matter", cast.room) + "x"):
        answer = client.post(
            reverse("files:uploads"), headers=VERSION | {"Upload-Length": "5", "Upload-Ticket": ticket}
        )
        assert answer.status_code == 403
    assert not Upload.objects.exists()


def test_a_ticket_lasts_one_day(cast: Cast) -> None:
    ticket = tickets.issue("matter", cast.room)
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        assert tickets.read(ticket) is None


def test_a_ticket_for_a_room_that_is_gone_begins_nothing(cast: Cast, client: Client) -> None:
    cast.room.pk = uuid4()
    assert begin(client, cast.room, 5).status_code == 403


def test_a_ticket_opens_thirty_uploads(cast: Cast, client: Client) -> None:
    headers = VERSION | {"Upload-Length": "5", "Upload-Ticket": tickets.issue("matter", cast.room)}
    answers = [client.post(reverse("files:uploads"), headers=headers) for _ in range(32)]
    assert [answer.status_code for answer in answers].count(201) == 30
    assert answers[-1].status_code == 429
    assert answers[-1]["Retry-After"] == "600"


def test_the_senders_address_is_not_stored_readable(cast: Cast, client: Client) -> None:
    begin(client, cast.room, 500)
    keys = list(Attempt.objects.values_list("key", flat=True))
    assert len(keys) == 2
    assert not any("127.0.0.1" in key for key in keys)


@pytest.mark.parametrize(
    ("most", "length", "status"), [(MOST_BYTES, MOST_BYTES + 1, 413), (1000, 1001, 413), (5, 0, 400)]
)
def test_the_size_is_refused_before_a_byte_is_sent(
    cast: Cast, client: Client, most: int, length: int, status: int
) -> None:
    assert begin(client, cast.room, length, most_bytes=most).status_code == status


def test_no_ticket_allows_more_than_fifty_megabytes(cast: Cast) -> None:
    ticket = tickets.read(tickets.issue("matter", cast.room, most_bytes=10**12))
    assert ticket is not None
    assert ticket.most_bytes == MOST_BYTES


def test_a_full_disk_is_said_at_the_beginning(cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "SPARE_BYTES", 10**18)
    assert begin(client, cast.room, 5).status_code == 507


@pytest.mark.parametrize(
    ("content", "status"), [(b"<html><script>alert(1)</script>", 415), (b"\x89PNG\r\n\x1a\nfake", 422)]
)
def test_a_hostile_upload_is_refused_at_its_last_byte_and_forgotten(
    cast: Cast, client: Client, content: bytes, status: int, django_capture_on_commit_callbacks: Commit
) -> None:
    address = begin(client, cast.room, len(content), name="photo.jpg")["Location"]
    with django_capture_on_commit_callbacks(execute=True):
        answer = patch(client, address, 0, content)
    assert answer.status_code == status
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert not Upload.objects.exists()
    assert not File.objects.exists()
    assert list(pieces.folder().iterdir()) == []


def test_a_ticket_for_photos_takes_no_voice(cast: Cast, client: Client) -> None:
    content = things.wav()
    address = begin(client, cast.room, len(content), allowed={Kind.PHOTO})["Location"]
    assert patch(client, address, 0, content).status_code == 415


def test_a_record_claims_its_file_and_states_how_long_it_keeps_it(cast: Cast, client: Client) -> None:
    ref = sent(client, cast, things.photo())
    file = File.objects.get()
    assert file.expires_at == file.created_at + timedelta(days=1)
    assert claim(cast, ref).expires_at == file.created_at + timedelta(days=90)


def test_claiming_twice_gives_the_same_file(cast: Cast, client: Client) -> None:
    ref = sent(client, cast, things.photo())
    assert claim(cast, ref).pk == claim(cast, ref).pk


def test_nobody_claims_for_another_room_or_purpose_or_without_the_secret(cast: Cast, client: Client) -> None:
    ref = sent(client, cast, things.photo())
    number = ref.partition(".")[0]
    for wrong, other in (
        (ref, {"room": cast.next_room}),
        (ref, {"purpose": "poster"}),
        (f"{number}.guess", {}),
        (number, {}),
        ("", {}),
        ("../../etc/passwd", {}),
    ):
        with pytest.raises(Refused) as refused:
            claim(cast, wrong, **other)
        assert refused.value.reason is Reason.GONE


def test_an_unfinished_upload_cannot_be_claimed(cast: Cast, client: Client) -> None:
    address = begin(client, cast.room, 500)["Location"]
    with pytest.raises(Refused):
        claim(cast, reference(address))


def test_an_upload_whose_server_died_before_the_last_step_is_finished_by_the_claim(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = things.photo()
    address = begin(client, cast.room, len(content))["Location"]
    with monkeypatch.context() as dying:
        dying.setattr(actions, "finish_upload", lambda **_: None)
        patch(client, address, 0, content)
    assert not File.objects.exists()
    assert claim(cast, reference(address)).kind == "photo"


def test_the_pieces_go_when_the_file_is_made(
    cast: Cast, client: Client, django_capture_on_commit_callbacks: Commit
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        sent(client, cast, things.photo())
    assert list(pieces.folder().iterdir()) == []


def test_pieces_that_were_lost_are_sent_again(cast: Cast, client: Client) -> None:
    address = begin(client, cast.room, 500)["Location"]
    patch(client, address, 0, b"x" * 100)
    pieces.path_of(Upload.objects.get().pk).write_bytes(b"x" * 40)
    answer = patch(client, address, 100, b"y" * 10)
    assert (answer.status_code, answer["Upload-Offset"]) == (409, "40")
    assert stands(client, address) == 40


def test_what_nobody_claimed_and_what_was_never_finished_goes_after_a_day(
    cast: Cast, client: Client, django_capture_on_commit_callbacks: Commit
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        sent(client, cast, things.photo())
        patch(client, begin(client, cast.room, 500)["Location"], 0, b"x" * 100)
    claimed = claim(cast, sent(client, cast, things.wav()))
    with django_capture_on_commit_callbacks(execute=True):
        counts = actions.expire_due(now=timezone.now() + timedelta(days=2))
    assert (counts.files, counts.uploads) == (1, 3)
    assert list(File.objects.all()) == [claimed]
    assert list(pieces.folder().iterdir()) == []


def test_the_database_refuses_an_upload_beyond_its_length(cast: Cast, client: Client) -> None:
    begin(client, cast.room, 500)
    with pytest.raises(IntegrityError), transaction.atomic():
        Upload.objects.update(offset=501)


def test_only_the_hash_of_the_secret_is_kept(cast: Cast, client: Client) -> None:
    secret = reference(begin(client, cast.room, 500)["Location"]).partition(".")[2]
    assert secret not in str(Upload.objects.values().get())


def test_the_secret_address_stays_out_of_the_log(cast: Cast, client: Client, caplog: pytest.LogCaptureFixture) -> None:
    address = begin(client, cast.room, 500)["Location"]
    assert patch(client, address, 7, b"x").status_code == 409
    assert reference(address) not in caplog.text
