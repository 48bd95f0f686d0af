"""verify names the first broken row."""

import pytest
from django.db import connection

from shouwang.config import verify
from shouwang.kernel.journal.models import Record
from tests.cast import Cast


def test_an_untouched_database_has_no_fault(cast: Cast) -> None:
    assert list(verify.faults()) == []


def test_a_changed_record_is_named(cast: Cast) -> None:
    third = Record.objects.filter(room="").order_by("position")[2]
    Record.objects.filter(pk=third.pk).update(actor_label="somebody else")
    [fault] = verify.faults()
    assert "record 3" in fault


def test_a_migration_that_was_not_made_is_named(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "unapplied", lambda: {("matters", "0009_later"), ("people", "0002_more")})
    [fault] = verify.faults()
    assert "matters.0009_later" in fault


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL can't be made to hold such a row")
def test_a_row_that_points_nowhere_is_named() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys=OFF")
        cursor.execute("INSERT INTO ground_station (id, name, name_en, county_id) VALUES ('aa', 'lost', '', 'nowhere')")
        try:
            [fault] = verify.faults()
            assert "ground_station" in fault
        finally:
            cursor.execute("DELETE FROM ground_station")
            cursor.execute("PRAGMA foreign_keys=ON")
