"""The people of every test are the same whether the actions write them or they are written again from memory."""

import re
from collections.abc import Callable
from dataclasses import fields
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction

from shouwang.kernel.journal.models import Record
from shouwang.kernel.journal.queries import broken_chains
from tests import again
from tests.cast import Cast, account, by_actions

pytestmark = pytest.mark.django_db
ID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")
OTHER_EACH_TIME = {"at", "created_at", "password", "hash", "head"}


def everything() -> list[str]:
    """Every row of every table in words, without ids, moments and seals."""
    rows = []
    for model in apps.get_models():
        for row in model._default_manager.order_by("pk").values():
            told = {name: ID.sub("id", str(value)) for name, value in row.items() if name not in OTHER_EACH_TIME}
            rows.append(f"{model._meta.label} {told}")
    return sorted(rows)


def undone(make: Callable[[], Cast]) -> tuple[Cast, list[str]]:
    """What `make` gives and what it leaves in the tables, which are as before afterwards."""
    with transaction.atomic():
        before = everything()
        people, after = make(), everything()
        assert len(after) > len(before)
        assert list(broken_chains()) == []
        transaction.set_rollback(True)
    return people, after


def from_memory() -> Cast:
    return again.people(by_actions)


def test_every_table_holds_what_the_actions_write() -> None:
    _, by_hand = undone(by_actions)
    undone(from_memory)  # whoever comes first is remembered
    _, remembered = undone(from_memory)
    assert remembered == by_hand


def test_the_people_are_new_each_time_and_know_one_another() -> None:
    first, _ = undone(from_memory)
    people = from_memory()
    for field in fields(people):
        row: Any = getattr(people, field.name)
        row.refresh_from_db()
        assert row.pk != getattr(first, field.name).pk
    assert people.room.station == people.next_room.station
    assert people.officer.appointments.get().room == people.room
    assert people.team.memberships.get().account == people.mediator


def test_a_journal_that_has_begun_before_them_goes_on() -> None:
    undone(from_memory)
    account("early", "早来的人")
    from_memory()
    assert list(broken_chains()) == []
    assert Record.objects.filter(room="").latest("position").position == Record.objects.filter(room="").count()
