"""Who may what, where."""

import pytest
from django.db import IntegrityError, transaction

from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.people import actions, queries
from shouwang.kernel.people.models import Appointment
from shouwang.kernel.people.permissions import GIVES, ROLES, Permission
from tests.cast import Cast


def test_a_chief_reaches_every_room_of_the_station_and_none_beyond(cast: Cast) -> None:
    reach = set(queries.rooms(cast.chief, Permission.MATTER_SEE))
    assert reach == {cast.room, cast.next_room}


def test_only_officers_and_chiefs_see_who_reported(cast: Cast) -> None:
    may = {role for role, person in cast.by_role().items() if queries.may(person, Permission.REPORTER_SEE, cast.room)}
    assert may == {"officer", "chief"}


def test_administrator_and_technician_see_no_matter(cast: Cast) -> None:
    for role in ("administrator", "technician", "volunteer"):
        assert Permission.MATTER_SEE not in ROLES[role].permissions


def test_an_officer_gives_no_role_that_holds_more_than_the_own(cast: Cast) -> None:
    own = ROLES["officer"].permissions
    assert [role for role in GIVES["officer"] if not ROLES[role].permissions <= own] == []
    assert {role for role in ROLES if Permission.ACCOUNT_MANAGE in ROLES[role].permissions} == set(GIVES)


def test_every_permission_is_held_by_some_role() -> None:
    held = frozenset().union(*(role.permissions for role in ROLES.values()))
    assert held == frozenset(Permission)


def test_an_appointment_has_exactly_one_scope(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(account=cast.stranger, role="officer")
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(account=cast.stranger, role="officer", room=cast.room, station=cast.room.station)


def test_an_unknown_role_is_refused(cast: Cast) -> None:
    with pytest.raises(ValueError, match="unknown role"):
        actions.appoint(by=SYSTEM, account=cast.stranger, role="emperor", over=cast.room)


def test_a_dismissed_officer_may_nothing(cast: Cast) -> None:
    actions.dismiss(by=SYSTEM, appointment=cast.officer.appointments.get())
    assert queries.permissions_in(cast.officer, cast.room) == frozenset()


def test_a_closed_account_may_nothing_and_its_keys_are_dead(cast: Cast) -> None:
    token, _ = actions.issue_token(by=SYSTEM, account=cast.officer, name="x", scopes={"matters:read"})
    actions.close_account(by=SYSTEM, account=cast.officer)
    token.refresh_from_db()
    assert token.revoked_at is not None
    assert not queries.may(cast.officer, Permission.DESK_OPEN)


def test_a_full_slot_takes_nobody_more(cast: Cast) -> None:
    from shouwang.kernel.people.models import TeamTemplate, TemplateSlot

    template = TeamTemplate.objects.create(name="1+1+N")
    TemplateSlot.objects.create(template=template, number=1, most=1)
    cast.team.template = template
    cast.team.save()
    with pytest.raises(ValueError, match="full"):
        actions.join_team(by=SYSTEM, team=cast.team, account=cast.cadre, slot=1)
