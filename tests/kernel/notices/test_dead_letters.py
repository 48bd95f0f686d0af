"""Dead notices are shown to those who tend them, and revived or buried by them."""

import pytest

from shouwang.kernel.journal.models import Record
from shouwang.kernel.notices import actions, queries
from shouwang.kernel.notices.models import Notice
from shouwang.kernel.people.queries import actor
from tests.cast import Cast
from tests.kernel.notices.letters import NOON, put


@pytest.fixture
def lost(cast: Cast) -> Notice:
    notice = put(cast)
    Notice.objects.filter(pk=notice.pk).update(state="dead", not_before=None, trouble="no_answer", attempts=6)
    notice.refresh_from_db()
    return notice


def test_only_who_tends_the_rooms_notices_sees_its_dead_ones(cast: Cast, lost: Notice) -> None:
    seen = {role: queries.dead(account).exists() for role, account in cast.by_role().items()}
    assert {role for role, sees in seen.items() if sees} == {"officer", "chief", "technician"}
    assert not queries.dead(cast.neighbour).exists()
    assert queries.dead_count() == 1


def test_what_a_dead_notice_says_is_not_loaded(cast: Cast, lost: Notice) -> None:
    assert queries.dead(cast.technician).get().get_deferred_fields() >= {"subject", "body", "address_sealed"}


def test_a_revived_notice_starts_from_the_beginning(cast: Cast, lost: Notice) -> None:
    actions.revive(by=actor(cast.officer), notice=lost, at=NOON)
    assert (lost.state, lost.attempts, lost.not_before) == ("waiting", 0, NOON)
    assert Record.objects.filter(verb="notice.revive", object_id=str(lost.pk)).count() == 1


def test_a_buried_notice_needs_a_reason_and_stays_away(cast: Cast, lost: Notice) -> None:
    with pytest.raises(ValueError, match="reason"):
        actions.bury(by=actor(cast.officer), notice=lost, reason="  ")
    actions.bury(by=actor(cast.officer), notice=lost, reason="told them at the gate")
    assert not queries.dead(cast.officer).exists()
    assert Record.objects.get(verb="notice.bury").detail == "told them at the gate"


def test_a_living_notice_is_neither_revived_nor_buried(cast: Cast) -> None:
    notice = put(cast)
    with pytest.raises(ValueError, match="not dead"):
        actions.revive(by=actor(cast.officer), notice=notice)
    with pytest.raises(ValueError, match="not dead"):
        actions.bury(by=actor(cast.officer), notice=notice, reason="no")
