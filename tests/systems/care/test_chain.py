"""Nobody answered: the chain begins with an urgent help request, its clock is told when late, it ends when they were seen."""

from datetime import UTC, datetime, timedelta

import pytest

from shouwang.config.demo.pretend import pretend
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.notices.models import Notice
from shouwang.kernel.people.models import Account, Appointment
from shouwang.systems.care.actions import cases, chains, visits
from shouwang.systems.care.models import Chain
from shouwang.systems.care.queries.chains import standing, was_seen
from tests.cast import Cast
from tests.systems.care import old_han

pytestmark = pytest.mark.once
TEN = datetime(2026, 11, 24, 2, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def unanswered(cast: Cast) -> Chain:
    with pretend(TEN):
        case = old_han.begun(cast)
        visits.record(by=cast.auxiliary, case=case, told=visits.Told("no_answer"))
    return Chain.objects.get()


def test_it_begins_with_an_urgent_help_request_that_names_nobody(cast: Cast) -> None:
    chain = unanswered(cast)
    matter = chain.matter
    assert (matter.kind, matter.topic, matter.is_urgent) == ("help", "elderly", True)
    assert old_han.NAME not in matter.text + matter.title
    assert chain.due_at == TEN + 30 * MINUTE
    assert Notice.objects.filter(template="care.chain_begun", account=cast.officer).exists()


def test_a_late_step_is_told_once_for_each(cast: Cast) -> None:
    chain = unanswered(cast)
    assert chains.tell_late(now=TEN + 30 * MINUTE) == 0
    assert chains.tell_late(now=TEN + 31 * MINUTE) == 1
    assert chains.tell_late(now=TEN + 40 * MINUTE) == 0
    chain.refresh_from_db()
    at = TEN + 41 * MINUTE
    chains.tick(by=cast.officer, chain=chain, step="ring", words="打了三次没接", is_seen=False, at=at)
    assert chain.due_at == at + 60 * MINUTE
    assert chains.tell_late(now=at + 59 * MINUTE) == 0
    assert chains.tell_late(now=at + 61 * MINUTE) == 1
    told = Notice.objects.filter(template="care.chain_late")
    assert told.count() == 2
    assert old_han.NAME not in str([one.words for one in told])


def test_it_ends_when_somebody_saw_them_and_not_before(cast: Cast) -> None:
    chain = unanswered(cast)
    for n, step in enumerate(("ring", "ask", "go", "emergency", "emergency"), 1):
        chains.tick(by=cast.officer, chain=chain, step=step, words="没见到", is_seen=False, at=TEN + n * MINUTE)
    now = standing(chain)
    assert now
    assert now.step == "emergency"
    with pytest.raises(Refused, match="step_done"):
        chains.tick(by=cast.officer, chain=chain, step="ask", words="…", is_seen=False)
    chains.tick(by=cast.officer, chain=chain, step="emergency", words="急救到了，人清醒", is_seen=True)
    assert Chain.objects.get().ended_at
    with pytest.raises(Refused, match="chain_over"):
        chains.tick(by=cast.officer, chain=chain, step="emergency", words="…", is_seen=True)


def test_a_visit_that_saw_them_ends_it_and_a_second_unanswered_one_begins_no_other(cast: Cast) -> None:
    chain = unanswered(cast)
    case = chain.case
    with pretend(TEN + 5 * MINUTE):
        visits.record(by=cast.officer, case=case, told=visits.Told("no_answer"))
        assert Chain.objects.count() == 1
        visits.record(by=cast.officer, case=case, told=visits.Told("well"))
    assert Chain.objects.get().ended_at == TEN + 5 * MINUTE


def test_a_rooms_own_times_count(cast: Cast) -> None:
    cases.change_rules(by=cast.officer, room=cast.room, values={"ring_minutes": 5})
    assert unanswered(cast).due_at == TEN + 5 * MINUTE


def test_a_case_is_not_ended_while_nobody_was_seen_and_taken_back_it_says_so(cast: Cast) -> None:
    chain = unanswered(cast)
    with pytest.raises(Refused, match="chain_runs"):
        cases.end(by=cast.officer, case=chain.case, because="moved")
    cases.take_back(by=cast.officer, case=chain.case, subject="care")
    chain.refresh_from_db()
    assert chain.ended_at
    assert not was_seen(chain)
    assert chain.matter.is_open


def test_where_the_lead_is_gone_the_rooms_officers_are_told_and_nobody_told_is_tried_again(cast: Cast) -> None:
    chain = unanswered(cast)
    Account.objects.filter(pk=cast.officer.pk).update(is_active=False)
    late = TEN + 31 * MINUTE
    Appointment.objects.filter(role="chief").delete()
    assert chains.tell_late(now=late) == 0
    chain.refresh_from_db()
    assert chain.told_at is None
    Appointment.objects.create(account=cast.neighbour, room=cast.room, role="officer")
    assert chains.tell_late(now=late) == 1
    assert Notice.objects.filter(template="care.chain_late", account=cast.neighbour).exists()


def test_an_unanswered_visit_told_late_begins_nothing_once_they_were_seen(cast: Cast) -> None:
    with pretend(TEN):
        case = old_han.begun(cast)
        visits.record(by=cast.officer, case=case, told=visits.Told("well"))
        late = visits.Told("no_answer", at=TEN - 30 * MINUTE)
        visits.record(by=cast.officer, case=case, told=late)
    assert not Chain.objects.exists()


def test_the_help_request_goes_along_until_somebody_else_looks_at_it(cast: Cast) -> None:
    chain = unanswered(cast)
    chains.tick(by=cast.officer, chain=chain, step="ring", words="没接", is_seen=False, at=TEN + MINUTE)
    chain.matter.refresh_from_db()
    assert chain.matter.state == "working"
    chains.tick(by=cast.officer, chain=chain, step="ask", words="在女儿家", is_seen=True, at=TEN + 2 * MINUTE)
    chain.matter.refresh_from_db()
    assert chain.matter.state == "reported"
    assert "女儿家" not in " ".join(chain.matter.entries.values_list("text", flat=True))
