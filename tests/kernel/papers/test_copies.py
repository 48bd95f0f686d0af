"""A party's own copy of a paper: as it was given, for its days, counted without who, taken back, forgotten."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from shouwang.config.schedule import JOBS
from shouwang.kernel.files.actions import expire_due
from shouwang.kernel.files.models import File
from shouwang.kernel.files.refusal import Refused
from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal.actions import SYSTEM, Subject
from shouwang.kernel.journal.models import Record
from shouwang.kernel.papers.actions import forget_copies, give_copy, note_opened, revoke_copies, revoke_copy
from shouwang.kernel.papers.models import TRACE_KEPT, Copy
from shouwang.kernel.papers.queries import copies_given, copy_of
from shouwang.kernel.people.joining import Closed
from tests.cast import Cast

PDF = b"%PDF-1.7\nan agreement\n%%EOF\n"
OF = Subject("dispute", "0195", "HW-2026-0147")


@pytest.fixture(autouse=True)
def own_store(settings: Any, tmp_path: Any) -> None:
    settings.FILES_DIR = tmp_path / "files"


@pytest.fixture
def room(cast: Cast) -> Room:
    return cast.room


def give(room: Room, **more: Any) -> tuple[Copy, str]:
    return give_copy(by=SYSTEM, room=room, title="人民调解协议书", pdf=PDF, of=OF, holder="申请人", **more)


def test_it_holds_the_paper_as_it_was_given_for_thirty_days(room: Room) -> None:
    copy, secret = give(room)
    found = copy_of(secret)
    assert found == copy
    assert found.file
    assert found.file.path.read_bytes() == PDF
    assert found.file.name == "人民调解协议书.pdf"
    assert timezone.localdate(copy.last_moment) - timezone.localdate(copy.made_at) == timedelta(days=30)
    assert f"{timezone.localtime(copy.last_moment):%H:%M:%S}" == "23:59:59"
    assert found.why_closed(timezone.now()) is None


def test_only_the_hash_of_the_secret_is_kept(room: Room) -> None:
    copy, secret = give(room)
    assert len(secret) >= 22
    stored = Copy.objects.filter(pk=copy.pk).values().get()
    assert secret not in str(stored)
    assert copy_of(secret[:-1]) is None
    assert not Record.objects.filter(detail__contains=secret).exists()


def test_each_party_has_a_secret_of_its_own(room: Room) -> None:
    (one, secret), (other, another) = give(room), give(room)
    assert secret != another
    revoke_copy(by=SYSTEM, copy=one)
    kept = copy_of(another)
    assert kept == other
    assert kept.file
    assert kept.file.path.is_file()  # the same content lies on the disk once, and the other still needs it


@pytest.mark.parametrize("content", [b"", b"<html>", b"%PDF-1.7 cut off"])
def test_what_is_no_whole_pdf_is_not_given(room: Room, content: bytes) -> None:
    with pytest.raises(Refused):
        give_copy(by=SYSTEM, room=room, title="某书", pdf=content, of=OF)
    assert not Copy.objects.exists()


def test_an_opening_is_counted_by_day_and_journalled_without_from_where(room: Room) -> None:
    copy, _ = give(room)
    note_opened(copy=copy)
    note_opened(copy=copy)
    copy.refresh_from_db()
    assert (copy.opened, copy.opened_date) == (2, timezone.localdate())
    record = Record.objects.filter(verb="copy.opened").latest("at")
    assert (record.actor, record.object_kind, record.object_id) == ("public", OF.kind, OF.id)
    assert record.detail == "人民调解协议书 · 申请人"


def test_one_that_was_taken_back_opens_no_more_and_its_pdf_is_gone(
    room: Room, django_capture_on_commit_callbacks: Any
) -> None:
    copy, secret = give(room)
    assert copy.file
    path = copy.file.path
    with django_capture_on_commit_callbacks(execute=True):
        revoke_copy(by=SYSTEM, copy=copy)
        revoke_copy(by=SYSTEM, copy=copy)
    found = copy_of(secret)
    assert found
    assert found.why_closed(timezone.now()) is Closed.REVOKED
    assert found.file is None
    assert not File.objects.exists()
    assert not path.exists()
    assert Record.objects.filter(verb="copy.revoked").count() == 1


def test_all_of_one_record_are_taken_back_together(room: Room) -> None:
    give(room)
    give(room)
    other, _ = give_copy(by=SYSTEM, room=room, title="别的", pdf=PDF, of=Subject("errand", OF.id))
    assert [revoke_copies(by=SYSTEM, kind=OF.kind, key=OF.id) for _ in range(2)] == [2, 0]
    assert list(Copy.objects.filter(revoked_at=None)) == [other]


def test_when_its_days_are_over_it_is_closed_and_its_pdf_deleted(room: Room) -> None:
    copy, secret = give(room, days=3)
    later = copy.expires_at
    assert copy.why_closed(later - timedelta(seconds=1)) is None
    assert copy.why_closed(later) is Closed.EXPIRED
    forget_copies(now=later)
    assert not File.objects.exists()
    found = copy_of(secret)
    assert found
    assert found.file is None
    assert found.why_closed(timezone.now()) is Closed.EXPIRED


def test_that_there_was_one_is_forgotten_thirty_days_after(room: Room) -> None:
    over, _ = give(room)
    back, _ = give(room, days=300)
    still, _ = give(room, days=300)
    revoke_copy(by=SYSTEM, copy=back)
    assert forget_copies(now=over.expires_at + TRACE_KEPT - timedelta(hours=1)) == 1  # taken back at once
    assert forget_copies(now=over.expires_at + TRACE_KEPT) == 1
    assert forget_copies(now=over.expires_at + TRACE_KEPT) == 0
    assert list(Copy.objects.all()) == [still]
    assert Record.objects.filter(verb="rows.forgotten", detail="copies 1").count() == 2


def test_where_the_worker_did_not_run_the_file_goes_by_itself(room: Room) -> None:
    copy, secret = give(room)
    assert expire_due(now=copy.expires_at + timedelta(days=1)).files == 1
    found = copy_of(secret)
    assert found
    assert found.file is None
    assert forget_copies(now=copy.expires_at + TRACE_KEPT) == 1


def test_the_worker_forgets_them() -> None:
    assert forget_copies in [job.run for job in JOBS]


def test_a_record_knows_its_copies_the_newest_first(room: Room) -> None:
    one, other = give(room)[0], give(room)[0]
    give_copy(by=SYSTEM, room=room, title="别的", pdf=PDF, of=Subject("errand", OF.id))
    assert list(copies_given(OF.kind, OF.id)) == [other, one]


def test_the_database_keeps_days_in_order(room: Room) -> None:
    copy, _ = give(room)
    for change in ({"expires_at": copy.made_at}, {"opened": 1}, {"opened_date": timezone.localdate()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Copy.objects.filter(pk=copy.pk).update(**change)
