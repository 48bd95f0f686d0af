"""What leaves the house is written down first: how many, why, with or without reporters."""

import pytest
from django.core.exceptions import PermissionDenied

from shouwang.kernel.journal.models import Record
from shouwang.kernel.matters import lifecycle
from shouwang.kernel.matters.actions import exporting
from shouwang.kernel.matters.models import Matter
from tests.cast import Cast
from tests.kernel.matters.bringing import bring


def test_each_room_gets_a_record_with_number_and_reason(cast: Cast) -> None:
    for room in (cast.room, cast.room, cast.next_room):
        bring(room)
    done = exporting.release(by=cast.chief, matters=Matter.objects.all(), shape="csv", reason="年度归档")
    assert (done.count, done.reporter_rooms) == (3, frozenset())
    told = dict(Record.objects.filter(verb="matter.exported").values_list("object_label", "detail"))
    assert told == {"HW": "csv, 2, without reporters: 年度归档", "LP": "csv, 1, without reporters: 年度归档"}


def test_reporters_go_along_only_when_asked_and_it_is_written_down(cast: Cast) -> None:
    bring(cast.room)
    done = exporting.release(
        by=cast.officer, matters=Matter.objects.all(), shape="xlsx", reason="移交", with_reporters=True
    )
    assert done.reporter_rooms == {cast.room.pk}
    assert Record.objects.get(verb="matter.exported").detail == "xlsx, 1, with reporters: 移交"


def test_without_a_reason_nothing_goes_out(cast: Cast) -> None:
    bring(cast.room)
    with pytest.raises(lifecycle.Missing):
        exporting.release(by=cast.officer, matters=Matter.objects.all(), shape="csv", reason=" ")


@pytest.mark.parametrize("who", ["auxiliary", "cadre", "lawyer", "neighbour", "administrator"])
def test_who_may_not_export_in_a_room_takes_nothing_of_it(cast: Cast, who: str) -> None:
    bring(cast.room)
    with pytest.raises(PermissionDenied):
        exporting.release(by=getattr(cast, who), matters=Matter.objects.all(), shape="csv", reason="x")
    assert not Record.objects.filter(verb="matter.exported").exists()
