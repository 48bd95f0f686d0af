"""Dead notices are shown to those who tend them, and revived or buried by them."""

from datetime import timedelta

import pytest

from shouwang.kernel.journal.models import Record
from shouwang.kernel.notices import actions, queries
from shouwang.kernel.notices.actions import claims
from shouwang.kernel.notices.models import Notice, Trouble
from shouwang.kernel.people.queries import actor
from tests.cast import Cast
from tests.kernel.notices.letters import MATTER, NOON, put


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


@pytest.mark.once
def test_what_waits_and_what_went_wrong_is_recalled_with_what_it_tells_of(cast: Cast, lost: Notice) -> None:
    put(cast, "waits")
    sent = put(cast, "sent")
    Notice.objects.filter(pk=sent.pk).update(state="sent", not_before=None, sent_at=NOON)
    assert actions.recall(about=MATTER) == 2
    told = queries.reached(MATTER.kind, MATTER.id)
    assert (told.sent, told.waiting, told.over, told.lost) == (1, 0, 2, 0)


@pytest.mark.once
def test_what_is_over_is_not_sent_again(cast: Cast, lost: Notice) -> None:
    lost.expires_at = NOON
    with pytest.raises(ValueError, match="ended"):
        actions.revive(by=actor(cast.officer), notice=lost, at=NOON)


@pytest.mark.once
def test_recalled_in_the_middle_it_is_not_tried_again(cast: Cast) -> None:
    notice = put(cast, not_before=NOON)
    held = claims.claim(Notice, NOON)
    assert held
    actions.recall(about=MATTER, at=NOON)
    claims.fail(held, NOON, trouble=Trouble.NO_ANSWER, detail="")
    assert actions.send_due(now=NOON + timedelta(hours=1)).over == 1
    notice.refresh_from_db()
    assert notice.state == "buried"
