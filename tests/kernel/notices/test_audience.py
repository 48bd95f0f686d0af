"""Whom to tell."""

from datetime import timedelta

from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.notices.queries import audience
from shouwang.kernel.people import actions as people
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from tests.cast import Cast
from tests.kernel.notices.letters import NIGHT, NOON


def on_duty(cast: Cast, account: Account) -> None:
    people.put_on_duty(by=SYSTEM, room=cast.room, account=account, starts_at=NOON, ends_at=NOON + timedelta(hours=8))


def test_those_on_duty_come_first(cast: Cast) -> None:
    on_duty(cast, cast.auxiliary)
    assert audience(cast.room, Permission.MATTER_ACCEPT, NOON) == [cast.auxiliary]


def test_somebody_on_duty_without_the_permission_is_not_told(cast: Cast) -> None:
    on_duty(cast, cast.volunteer)
    assert audience(cast.room, Permission.MATTER_ACCEPT, NOON) == [cast.officer, cast.auxiliary]


def test_when_duty_is_over_everybody_of_the_room_is_told(cast: Cast) -> None:
    on_duty(cast, cast.auxiliary)
    assert audience(cast.room, Permission.MATTER_ACCEPT, NIGHT) == [cast.officer, cast.auxiliary]


def test_where_the_room_has_nobody_the_station_is_told(cast: Cast) -> None:
    people.close_account(by=SYSTEM, account=cast.neighbour)
    assert audience(cast.next_room, Permission.MATTER_ACCEPT, NOON) == [cast.chief]
    assert audience(cast.far_room, Permission.MATTER_ACCEPT, NOON) == []
