"""Nobody's phone rings at night unless it must."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import LazySettings
from hypothesis import given
from hypothesis import strategies as st

from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.notices import actions, hours
from shouwang.kernel.people.actions import put_on_duty
from tests.cast import Cast
from tests.kernel.notices.letters import MORNING, NIGHT, NOON, put


@pytest.fixture(autouse=True)
def mail_server(settings: LazySettings, cast: Cast) -> None:
    settings.EMAIL_HOST = "mail.example.invalid"
    cast.officer.email = "chen@example.invalid"
    cast.officer.save()


def test_at_night_a_letter_waits_until_seven(cast: Cast) -> None:
    notice = put(cast, account=cast.officer, not_before=NIGHT)
    assert actions.send_due(now=NIGHT).sent == 0
    notice.refresh_from_db()
    assert notice.not_before == MORNING
    assert actions.send_due(now=MORNING).sent == 1


def test_an_urgent_letter_goes_at_night(cast: Cast) -> None:
    put(cast, account=cast.officer, not_before=NIGHT, urgent=True)
    assert actions.send_due(now=NIGHT).sent == 1


def test_whoever_is_on_duty_is_told_at_night(cast: Cast) -> None:
    put_on_duty(by=SYSTEM, room=cast.room, account=cast.officer, starts_at=NOON, ends_at=NIGHT + timedelta(hours=1))
    put(cast, account=cast.officer, not_before=NIGHT)
    assert actions.send_due(now=NIGHT).sent == 1


def test_duty_in_another_room_does_not_count(cast: Cast) -> None:
    put_on_duty(
        by=SYSTEM,
        room=cast.next_room,
        account=cast.officer,
        starts_at=NOON,
        ends_at=NIGHT + timedelta(hours=1),
    )
    put(cast, account=cast.officer, not_before=NIGHT)
    assert actions.send_due(now=NIGHT).sent == 0


def test_somebody_who_waits_for_the_answer_gets_it_at_night(cast: Cast) -> None:
    put(cast, not_before=NIGHT, at_any_hour=True)
    assert actions.send_due(now=NIGHT).sent == 1


def test_an_in_app_notice_rings_no_phone_and_does_not_wait(cast: Cast) -> None:
    put(cast, channel="app", account=cast.officer, not_before=NIGHT)
    assert actions.send_due(now=NIGHT).again == 0


MINUTES = st.integers(0, 20 * 366 * 24 * 60)


@given(MINUTES.map(lambda minutes: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)))
def test_a_moment_moves_by_ten_hours_at_most_and_only_out_of_the_night(moment: datetime) -> None:
    later = hours.after_quiet(moment)
    assert timedelta(0) <= later - moment <= timedelta(hours=10)
    assert 7 <= later.astimezone(hours.CHINA).hour < 21
    assert hours.after_quiet(later) == later


@pytest.mark.once
def test_what_is_over_by_the_morning_is_not_sent_then(cast: Cast) -> None:
    notice = put(cast, account=cast.officer, not_before=NIGHT, expires_at=MORNING - timedelta(hours=1))
    assert actions.send_due(now=NIGHT).over == 1
    notice.refresh_from_db()
    assert (notice.state, notice.trouble) == ("buried", "over")
    assert actions.send_due(now=MORNING).sent == 0
