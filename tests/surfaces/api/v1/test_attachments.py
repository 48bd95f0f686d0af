"""A matter's files for another program: the same bytes, guard, headers and record of the look as at the desk."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from shouwang.kernel.files.models import File
from shouwang.kernel.journal.models import Record
from shouwang.kernel.matters.models import Attachment, Matter
from shouwang.kernel.people.scopes import Scope
from shouwang.lib.ids import uuid7
from tests.cast import Cast
from tests.kernel.files import things
from tests.kernel.matters.bringing import bring
from tests.surfaces.api.conftest import Keys, read


def carried(matter: Matter, file: File | None = None) -> Attachment:
    kept = file or things.keep(matter.room)
    return Attachment.objects.create(matter=matter, file=kept, added_at=timezone.now())


def path_of(one: Attachment) -> str:
    return f"/matters/{one.matter_id}/attachments/{one.pk}"


def content(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_the_url_of_an_attachment_gives_its_bytes_to_the_same_key(cast: Cast, key: Keys) -> None:
    one, program = carried(bring(cast.room).matter), key(cast.officer, Scope.MATTERS_READ)
    (told,) = read(program.get(f"/matters/{one.matter_id}/attachments"))
    assert told["url"] == f"http://testserver/api/v1{path_of(one)}"
    response = Client().get(told["url"], headers={"Authorization": f"Bearer {program.secret}"})
    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    assert content(response) == one.file.path.read_bytes()


def test_it_carries_the_desks_safe_headers(cast: Cast, key: Keys) -> None:
    response = key(cast.officer).get(path_of(carried(bring(cast.room).matter, things.keep(cast.room, things.PDF))))
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"


def test_a_piece_of_it_can_be_asked_for(cast: Cast, key: Keys) -> None:
    one, program = carried(bring(cast.room).matter), key(cast.officer)
    piece = program.get(path_of(one), Range="bytes=2-5")
    assert (piece.status_code, piece["Content-Range"]) == (206, f"bytes 2-5/{one.file.size}")
    assert content(piece) == one.file.path.read_bytes()[2:6]
    beyond = program.get(path_of(one), Range=f"bytes={one.file.size}-")
    assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{one.file.size}")
    assert beyond["Content-Type"] == "application/problem+json"


def test_each_look_is_written_to_the_journal_with_account_and_key(cast: Cast, key: Keys) -> None:
    one, program = carried(bring(cast.room).matter), key(cast.officer)
    program.get(path_of(one))
    seen = Record.objects.get(verb="file.seen")
    assert (seen.actor, seen.object_id) == (str(cast.officer.pk), str(one.file_id))
    assert seen.actor_label == "陈警官 · program"


def test_a_file_opens_only_by_the_matter_it_belongs_to(cast: Cast, key: Keys) -> None:
    one, other = carried(bring(cast.room).matter), carried(bring(cast.next_room).matter)
    officer = key(cast.officer)
    for matter, attachment in ((one.matter_id, other.pk), (other.matter_id, other.pk), (one.matter_id, uuid7())):
        assert officer.get(f"/matters/{matter}/attachments/{attachment}").status_code == 404
    assert key(cast.neighbour).get(path_of(one)).status_code == 404
    assert not Record.objects.filter(verb="file.seen").exists()


def test_a_file_whose_time_is_over_or_whose_bytes_are_gone_is_not_found(cast: Cast, key: Keys) -> None:
    program, lost, old = key(cast.officer), carried(bring(cast.room).matter), carried(bring(cast.room).matter)
    lost.file.path.unlink()
    past = timezone.now() - timedelta(hours=1)
    File.objects.filter(pk=old.file_id).update(created_at=past, expires_at=past)
    for one in (lost, old):
        response = program.get(path_of(one))
        assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
