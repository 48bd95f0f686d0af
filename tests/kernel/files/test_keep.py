"""What is kept: once by content, with a clean name, within the limits, for a stated time."""

import os
import stat
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from shouwang.kernel.files import actions, intake, kinds, queries, store
from shouwang.kernel.files.kinds import Kind
from shouwang.kernel.files.models import File
from shouwang.kernel.files.refusal import Reason, Refused
from shouwang.kernel.journal.actions import PUBLIC, SYSTEM
from shouwang.kernel.journal.models import Record
from shouwang.kernel.journal.queries import broken_chains
from tests.cast import Cast
from tests.kernel.files import things

Commit = Any


def test_a_kept_photo_can_be_read_back_by_its_owner_only(cast: Cast) -> None:
    file = things.keep(cast.room)
    assert (file.kind, file.media_type, file.size) == ("photo", "image/jpeg", file.path.stat().st_size)
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert file.path.parts[-3:] == (file.sha256[:2], file.sha256[2:4], file.sha256)


def test_keeping_is_in_the_journal_without_the_senders_name_for_the_file(cast: Cast) -> None:
    file = things.keep(cast.room, name="张三的身份证.jpg")
    record = Record.objects.get(verb="file.kept")
    assert (record.object_id, record.actor, record.room) == (str(file.pk), "public", str(cast.room.pk))
    assert "张三" not in record.object_label + record.detail
    assert list(broken_chains()) == []


def test_the_same_content_lies_on_the_disk_once_and_goes_with_the_last_row(
    cast: Cast, django_capture_on_commit_callbacks: Commit
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        one, two = things.keep(cast.room), things.keep(cast.room)
    assert one.sha256 == two.sha256
    assert [path.name for path in one.path.parent.iterdir()] == [one.sha256]
    path = one.path
    with django_capture_on_commit_callbacks(execute=True):
        actions.discard(by=SYSTEM, file=one, reason="test")
    assert path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        actions.discard(by=SYSTEM, file=two, reason="test")
    assert not path.exists()
    assert list(Record.objects.filter(verb="file.discarded").values_list("detail", flat=True)) == ["test"] * 2


def test_a_content_discarded_while_it_is_being_kept_again_is_not_lost(
    cast: Cast, django_capture_on_commit_callbacks: Commit
) -> None:
    with django_capture_on_commit_callbacks() as settle:
        file = things.keep(cast.room)
    store.remove(file.sha256, still_needed=lambda: False)
    assert not file.path.exists()
    for callback in settle:
        callback()
    assert list(queries.damaged()) == []


def test_a_content_whose_row_went_when_the_power_did_is_swept_away(
    cast: Cast, store_folder: Path, django_capture_on_commit_callbacks: Commit
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        file, other = things.keep(cast.room), things.keep(cast.room, things.wav())
    actions.discard(by=SYSTEM, file=file, reason="本人要求")  # committed, then nothing more ran
    assert file.path.exists()
    assert actions.expire_due(now=timezone.now() + timedelta(days=2)).leftovers == 1
    assert not file.path.exists()
    assert other.path.exists()


def test_what_a_rolled_back_keep_wrote_is_swept_away(cast: Cast, store_folder: Path) -> None:
    with transaction.atomic():
        path = things.keep(cast.room).path
        transaction.set_rollback(True)
    assert path.exists()
    assert actions.expire_due().leftovers == 0
    assert actions.expire_due(now=timezone.now() + timedelta(days=2)).leftovers == 1
    assert not path.exists()
    assert list(path.parent.iterdir()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["claims", "contents", "unchecked"])
def test_what_is_removed_while_leftovers_are_swept_does_not_end_the_sweep(
    store_folder: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    gone = store_folder / "aa" / "bb" / ".aabb.gone"
    monkeypatch.setattr(store, kind, lambda: iter([gone]))
    assert actions.expire_due().leftovers == 0


def test_fifty_megabytes_are_taken_and_one_byte_more_is_not(cast: Cast, tmp_path: Path) -> None:
    filler = things.PDF.replace(b"%%EOF", b"")
    full = filler + bytes(kinds.MOST_BYTES - len(filler) - 5) + b"%%EOF"
    file = actions.keep(
        by=PUBLIC,
        room=cast.room,
        content=things.laid(tmp_path, full),
        name="a.pdf",
        purpose="x",
        keep_days=None,
    )
    assert (file.size, file.expires_at) == (kinds.MOST_BYTES, None)
    with pytest.raises(Refused) as refused:
        intake.check(things.laid(tmp_path, b"%" + full))
    assert refused.value.reason is Reason.TOO_LARGE


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\Windows\\system32\\鱼塘.PNG", "鱼塘.jpg"),
        ("photo.jpg.html", "photo.jpg.jpg"),
        ("a\r\nSet-Cookie: x=1.jpg", "a Set-Cookie_ x=1.jpg"),
        ("evil\u202egpj.exe", "evil gpj.jpg"),
        ("", "file.jpg"),
        ("...", "file.jpg"),
        ("长" * 300 + ".jpg", "长" * 80 + ".jpg"),
        ("nul\x00byte.jpg", "nul byte.jpg"),
    ],
)
def test_a_name_has_no_folder_no_hidden_sign_and_its_true_ending(sent: str, shown: str) -> None:
    assert intake.clean_name(sent, "jpg") == shown


def test_a_page_that_asks_for_photos_takes_no_papers(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        things.keep(cast.room, things.PDF, allowed=frozenset({Kind.PHOTO}))
    assert refused.value.reason is Reason.WRONG_TYPE
    assert not File.objects.exists()


def test_a_file_goes_when_its_time_is_over_and_the_journal_says_so(
    cast: Cast, django_capture_on_commit_callbacks: Commit
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        short, long = things.keep(cast.room, keep_days=1), things.keep(cast.room, things.wav(), keep_days=90)
    with django_capture_on_commit_callbacks(execute=True):
        counts = actions.expire_due(now=timezone.now() + timedelta(days=2))
    assert (counts.files, counts.held) == (1, 0)
    assert list(File.objects.all()) == [long]
    assert not short.path.exists()
    assert Record.objects.filter(verb="file.expired", object_id=str(short.pk)).exists()
    assert actions.expire_due(now=timezone.now() + timedelta(days=2)).files == 0


def test_damage_on_the_disk_is_found(cast: Cast) -> None:
    whole, changed, missing = (things.keep(cast.room, content) for content in (things.wav(), things.PDF, None))
    os.chmod(changed.path, 0o600)
    changed.path.write_bytes(b"%PDF-1.7 other %%EOF")
    missing.path.unlink()
    found = {damage.files: damage.fault for damage in queries.damaged()}
    assert found == {(changed.pk,): "changed", (missing.pk,): "missing"}
    assert whole.path.exists()


@pytest.mark.parametrize("fault", [{"sha256": "x"}, {"size": 0}, {"size": kinds.MOST_BYTES + 1}])
def test_the_database_refuses_a_row_that_cannot_be(cast: Cast, fault: dict[str, Any]) -> None:
    file = things.keep(cast.room)
    with pytest.raises(IntegrityError), transaction.atomic():
        File.objects.filter(pk=file.pk).update(**fault)


def test_the_database_refuses_a_file_that_expired_before_it_came(cast: Cast) -> None:
    file = things.keep(cast.room)
    with pytest.raises(IntegrityError), transaction.atomic():
        File.objects.filter(pk=file.pk).update(expires_at=file.created_at - timedelta(days=1))
