"""Who may look at a file, what the answer carries, and what the journal learns."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from shouwang.kernel.files import guards
from shouwang.kernel.files.guards import Look
from shouwang.kernel.files.models import File
from shouwang.kernel.journal.models import Record
from tests.cast import Cast
from tests.kernel.files import things

pytestmark = pytest.mark.once


def get(client: Client, file: File, **headers: str) -> Any:
    return client.get(reverse("files:file", args=[file.pk]), headers=headers)


def content(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


@pytest.fixture
def everybody() -> None:
    guards.register(lambda viewer, session, file: True)


@pytest.fixture
def officers() -> None:
    """The officers of the room may, and it is personal."""

    @guards.register
    def officer(viewer: Any, session: Any, file: File) -> Look:
        mine = viewer is not None and viewer.appointments.filter(room=file.room, role="officer").exists()
        return Look.PERSONAL if mine else Look.NO


def test_without_a_guard_nobody_sees_a_file(cast: Cast, client: Client) -> None:
    client.force_login(cast.officer)
    assert get(client, things.keep(cast.room)).status_code == 404


def test_who_is_refused_gets_the_same_answer_as_for_a_file_that_never_was(
    cast: Cast, client: Client, officers: None
) -> None:
    file = things.keep(cast.room)
    client.force_login(cast.neighbour)
    refused, never = get(client, file), client.get(reverse("files:file", args=[uuid4()]))
    assert refused.status_code == never.status_code == 404
    assert Record.objects.filter(verb="file.seen").count() == 0


def test_a_personal_look_is_in_the_journal(cast: Cast, client: Client, officers: None) -> None:
    file = things.keep(cast.room)
    client.force_login(cast.officer)
    answer = get(client, file)
    assert content(answer) == file.path.read_bytes()
    record = Record.objects.get(verb="file.seen")
    assert (record.actor, record.object_id) == (str(cast.officer.pk), str(file.pk))


def test_a_plain_look_is_not(cast: Cast, client: Client, everybody: None) -> None:
    assert get(client, things.keep(cast.room)).status_code == 200
    assert not Record.objects.filter(verb="file.seen").exists()


def test_the_strongest_guard_counts(cast: Cast, client: Client, everybody: None, officers: None) -> None:
    client.force_login(cast.officer)
    get(client, things.keep(cast.room))
    assert Record.objects.filter(verb="file.seen").exists()


def test_a_guard_sees_the_session_of_a_villager_without_login(cast: Cast, client: Client) -> None:
    guards.register(lambda viewer, session, file: viewer is None and "followed" in session)
    file = things.keep(cast.room)
    assert get(client, file).status_code == 404
    session = client.session
    session["followed"] = "yes"
    session.save()
    assert get(client, file).status_code == 200


def test_the_answer_is_sandboxed_unsniffed_and_in_no_cache(cast: Cast, client: Client, everybody: None) -> None:
    answer = get(client, things.keep(cast.room, name="鱼塘 1.jpg"))
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Disposition"] == "inline; filename*=utf-8''%E9%B1%BC%E5%A1%98%201.jpg"


def test_a_paper_is_saved_and_not_opened_in_the_page(cast: Cast, client: Client, everybody: None) -> None:
    answer = get(client, things.keep(cast.room, things.PDF, name="a.pdf"))
    assert answer["Content-Disposition"] == 'attachment; filename="a.pdf"'


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("bytes=0-1", (0, 2)),
        ("bytes=100-", (100, None)),
        ("bytes=-50", (-50, None)),
        ("bytes=10-99999", (10, None)),
    ],
)
def test_a_player_may_jump_in_a_recording(
    cast: Cast, client: Client, everybody: None, asked: str, expected: tuple[int, int | None]
) -> None:
    file = things.keep(cast.room, things.wav(), name="a.wav")
    whole = file.path.read_bytes()
    answer = get(client, file, Range=asked)
    part = whole[slice(*expected)]
    assert (answer.status_code, content(answer)) == (206, part)
    assert answer["Content-Length"] == str(len(part))
    assert answer["Content-Range"].endswith(f"/{file.size}")


@pytest.mark.parametrize("asked", ["bytes=5-2", "bytes=-", "lines=1-2", "bytes=0-1,3-4", "bytes=٣-٤"])
def test_a_senseless_range_gets_the_whole_file(cast: Cast, client: Client, everybody: None, asked: str) -> None:
    assert get(client, things.keep(cast.room), Range=asked).status_code == 200


@pytest.mark.parametrize("asked", ["bytes=999999-", "bytes=-0"])
def test_a_range_outside_the_file_is_refused(cast: Cast, client: Client, everybody: None, asked: str) -> None:
    answer = get(client, things.keep(cast.room), Range=asked)
    assert answer.status_code == 416
    assert answer["Content-Range"].startswith("bytes */")


def test_the_pieces_of_one_recording_are_one_look(cast: Cast, client: Client, officers: None) -> None:
    file = things.keep(cast.room, things.wav(), name="a.wav")
    client.force_login(cast.officer)
    for asked in ("bytes=0-99", "bytes=100-199", "bytes=200-"):
        get(client, file, Range=asked)
    assert Record.objects.filter(verb="file.seen").count() == 1


def test_nobody_avoids_the_journal_by_leaving_out_the_beginning(cast: Cast, client: Client, officers: None) -> None:
    client.force_login(cast.officer)
    get(client, things.keep(cast.room, things.wav()), Range="bytes=1-")
    assert Record.objects.filter(verb="file.seen").count() == 1


def test_asking_for_the_head_only_is_no_look(cast: Cast, client: Client, officers: None) -> None:
    client.force_login(cast.officer)
    assert client.head(reverse("files:file", args=[things.keep(cast.room).pk])).status_code == 200
    assert not Record.objects.filter(verb="file.seen").exists()


def test_a_file_whose_time_is_over_is_gone_before_the_job_comes(cast: Cast, client: Client, everybody: None) -> None:
    file = things.keep(cast.room)
    past = timezone.now() - timedelta(hours=1)
    File.objects.filter(pk=file.pk).update(created_at=past, expires_at=past)
    assert get(client, file).status_code == 404


def test_a_lost_content_is_404_and_no_crash(cast: Cast, client: Client, everybody: None) -> None:
    file = things.keep(cast.room)
    file.path.unlink()
    assert get(client, file).status_code == 404


def test_a_file_is_looked_at_and_nothing_else(cast: Cast, client: Client, everybody: None) -> None:
    address = reverse("files:file", args=[things.keep(cast.room).pk])
    assert {client.post(address).status_code, client.delete(address).status_code} == {405}
