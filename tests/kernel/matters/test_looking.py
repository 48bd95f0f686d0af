"""Looks that are written down, and files that only open with their matter."""

import io

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from shouwang.kernel.files import actions as files
from shouwang.kernel.files.guards import Look, look
from shouwang.kernel.files.models import File
from shouwang.kernel.journal.actions import PUBLIC
from shouwang.kernel.journal.models import Record
from shouwang.kernel.matters.actions import looking
from shouwang.kernel.matters.actions.intake import Reporter
from shouwang.kernel.matters.models import Matter
from tests.cast import Cast
from tests.kernel.matters.bringing import bring


def photo(cast: Cast) -> File:
    content = io.BytesIO()
    Image.new("RGB", (20, 20)).save(content, "PNG")
    return files.keep(
        by=PUBLIC,
        room=cast.room,
        content=SimpleUploadedFile("a.png", content.getvalue()),
        name="a.png",
        purpose="matter.reported",
        keep_days=None,
    )


def test_a_look_at_the_reporter_names_who_looked(cast: Cast) -> None:
    matter = bring(cast.room, reporter=Reporter(name="王秀兰", phone="13800138000")).matter
    assert looking.see_reporter(by=cast.officer, matter=matter)["phone"] == "13800138000"
    record = Record.objects.get(verb="reporter.looked")
    assert (record.actor_label, record.object_label) == (cast.officer.name, matter.reference)


def test_without_the_permission_nothing_is_opened_and_nothing_written(cast: Cast) -> None:
    matter = bring(cast.room, reporter=Reporter(name="王秀兰")).matter
    with pytest.raises(PermissionDenied):
        looking.see_reporter(by=cast.auxiliary, matter=matter)
    assert not Record.objects.filter(verb="reporter.looked").exists()


def test_a_file_opens_for_whom_its_matter_opens(cast: Cast) -> None:
    file = photo(cast)
    bring(cast.room, files=[file])
    assert look(cast.officer, SessionStore(), file) is Look.PERSONAL
    assert look(cast.mediator, SessionStore(), file) is Look.NO
    assert look(cast.neighbour, SessionStore(), file) is Look.NO


def test_a_file_of_no_matter_opens_for_nobody(cast: Cast) -> None:
    assert look(cast.officer, SessionStore(), photo(cast)) is Look.NO


CARD = "11010519491231002X"


def test_the_whole_id_number_takes_a_look_of_its_own(cast: Cast) -> None:
    reporter = Reporter(name="王秀兰", identity=CARD)
    matter = bring(cast.room, kind="help", topic="papers", reporter=reporter).matter
    assert looking.see_reporter(by=cast.officer, matter=matter)["identity"] == "110***********002X"
    assert not Record.objects.filter(verb="identity.looked").exists()
    assert looking.see_reporter(by=cast.officer, matter=matter, whole_identity=True)["identity"] == CARD
    assert Record.objects.get(verb="identity.looked").object_label == matter.reference
    assert matter.reporter
    assert CARD not in str(vars(matter.reporter)), "it stands sealed in the database"


def test_a_matter_that_needs_no_id_number_takes_none(cast: Cast) -> None:
    with pytest.raises(ValueError, match="needs none"):
        bring(cast.room, reporter=Reporter(name="王秀兰", identity=CARD))
    assert not Matter.objects.exists()
