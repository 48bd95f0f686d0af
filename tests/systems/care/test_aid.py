"""Aid: papers first, decided by somebody else, refused with reason and the way to complain, given against a receipt."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from shouwang.kernel.matters import kinds, lifecycle
from shouwang.kernel.matters.actions import bonds, progress
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.queries import steps_for
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.actions import withdraw_consent
from shouwang.kernel.people.models import Consent
from shouwang.kernel.people.queries import actor
from shouwang.systems.care.actions import aid as actions
from shouwang.systems.care.actions.writing import ChangedMeanwhile
from shouwang.systems.care.models import Aid
from shouwang.systems.care.queries import aid as queries
from shouwang.systems.care.queries.figures import counted, figures
from shouwang.systems.care.queries.opened import reason_of
from tests.cast import Cast

pytestmark = pytest.mark.once


def asked(cast: Cast) -> Aid:
    told = actions.Asked("living", "临时生活补助", "屋顶漏雨，没钱修", ("户口簿",), name="韩老栓")
    return actions.ask(by=cast.auxiliary, room=cast.room, asked=told)


def test_its_details_stand_sealed_and_not_in_the_matter(cast: Cast) -> None:
    one = asked(cast)
    assert "屋顶" not in one.matter.text + one.matter.title + one.details_sealed


def test_it_is_given_once_papers_were_seen_and_by_somebody_else(cast: Cast) -> None:
    one = asked(cast)
    with pytest.raises(PermissionDenied):
        actions.decide(by=cast.auxiliary, aid=one, decision="granted", reason="符合")
    with pytest.raises(Refused, match="papers_missing"):
        actions.decide(by=cast.officer, aid=one, decision="granted", reason="符合")
    actions.see_documents(by=cast.auxiliary, aid=one, papers=list(one.documents.all()))
    with pytest.raises(Refused, match="not_granted"):
        actions.give(by=cast.officer, aid=one, given=actions.Given("donor", timezone.localdate(), "大米 10 斤"))
    actions.decide(by=cast.officer, aid=one, decision="granted", reason="符合")
    given = actions.Given("civil_affairs", timezone.localdate(), amount=Decimal("300.50"))
    gift = actions.give(by=cast.auxiliary, aid=one, given=given)
    assert actions.sign(by=cast.auxiliary, gift=gift, drawn=None).is_signed_on_paper
    with pytest.raises(Refused, match="signed_already"):
        actions.sign(by=cast.auxiliary, gift=gift, drawn=None)
    today = timezone.localdate()
    found = figures(counted(cast.officer, cast.room, today.replace(day=1), today))
    assert (found.asked, found.granted, found.money) == (1, 1, Decimal("300.50"))


def test_a_part_is_granted_with_the_reason_and_the_way_to_complain_and_handed_over_afterwards(cast: Cast) -> None:
    one = asked(cast)
    actions.see_documents(by=cast.auxiliary, aid=one, papers=list(one.documents.all()))
    with pytest.raises(Refused, match="refusal_needs"):
        actions.decide(by=cast.officer, aid=one, decision="partly", reason="只够一半")
    actions.decide(by=cast.officer, aid=one, decision="partly", reason="只够一半", complaint="镇政府")
    assert one.matter.is_open  # still to be handed over
    actions.give(by=cast.auxiliary, aid=one, given=actions.Given("donor", timezone.localdate(), "大米 5 斤"))
    today = timezone.localdate()
    assert figures(counted(cast.officer, cast.room, today, today)).granted == 1
    with pytest.raises(Refused, match="day_to_come"):
        actions.give(by=cast.auxiliary, aid=one, given=actions.Given("donor", today + timedelta(days=7), "大米"))


def test_nobody_decides_what_they_asked_for(cast: Cast) -> None:
    told = actions.Asked("living", "补助", "…", name="韩老栓")
    own = actions.ask(by=cast.officer, room=cast.room, asked=told)
    with pytest.raises(Refused, match="own_asking"):
        actions.decide(by=cast.officer, aid=own, decision="granted", reason="…")


def test_a_refusal_says_why_and_where_to_complain_and_closes_the_matter(cast: Cast) -> None:
    one = asked(cast)
    with pytest.raises(Refused, match="refusal_needs"):
        actions.decide(by=cast.officer, aid=one, decision="refused", reason="收入超过标准")
    where = "镇民政办 0379-5550190，60 日内可申请复议"
    actions.decide(by=cast.officer, aid=one, decision="refused", reason="收入超过标准", complaint=where)
    one.matter.refresh_from_db()
    assert one.matter.state == "closed"
    told = " ".join(one.matter.entries.values_list("text", flat=True))
    assert where in told
    assert "收入" not in told + one.reason_sealed
    assert reason_of(one) == "收入超过标准"


def test_the_states_money_is_passed_on_and_its_answer_comes_later(cast: Cast) -> None:
    one, today = asked(cast), timezone.localdate()
    with pytest.raises(Refused, match="not_passed"):
        actions.note_answer(by=cast.officer, aid=one, on=today, answer="批准")
    actions.pass_on(by=cast.officer, aid=one, to="镇民政办", on=today)
    with pytest.raises(Refused, match="before_passing"):
        actions.note_answer(by=cast.officer, aid=one, on=today - timedelta(days=1), answer="批准")
    actions.note_answer(by=cast.officer, aid=one, on=today, answer="批准")
    assert Aid.objects.get().answered_on == today


def test_it_is_not_closed_by_hand_before_it_is_decided_and_nobody_else_opens_one(cast: Cast) -> None:
    one = asked(cast)
    with pytest.raises(lifecycle.NotAllowedNow):
        progress.send_away(by=cast.officer, matter=one.matter, answer="不归我们管")
    assert "return" not in {step.verb for step in steps_for(cast.officer, one.matter)}
    actions.pass_on(by=cast.officer, aid=one, to="镇民政办", on=timezone.localdate())
    with pytest.raises(lifecycle.NotAllowedNow):
        progress.report(by=cast.officer, matter=one.matter, outcome="办了")
    assert "aid" not in {kind.key for kind in kinds.open_to_all()}
    assert progress.withdraw_for(by=cast.officer, matter=one.matter, reason="本人不要了").state == "withdrawn"


def test_passed_on_again_it_waits_for_a_new_answer(cast: Cast) -> None:
    one, today = asked(cast), timezone.localdate()
    actions.pass_on(by=cast.officer, aid=one, to="镇民政办", on=today - timedelta(days=2))
    actions.note_answer(by=cast.officer, aid=one, on=today - timedelta(days=1), answer="缺材料")
    actions.pass_on(by=cast.officer, aid=one, to="镇民政办", on=today)
    assert (Aid.objects.get().answered_on, Aid.objects.get().answer_sealed) == (None, "")


def test_it_rests_on_a_consent_and_stops_when_that_is_taken_back(cast: Cast) -> None:
    one = asked(cast)
    consent = Consent.objects.get(purpose="care.aid")
    withdraw_consent(by=actor(cast.officer), consent=consent)
    one.refresh_from_db()
    assert (one.details_sealed, one.matter.state) == ("", "withdrawn")


def test_it_stops_also_where_an_outcome_was_reported_already(cast: Cast) -> None:
    one = asked(cast)
    Matter.objects.filter(pk=one.pk).update(state="reported")
    withdraw_consent(by=actor(cast.officer), consent=Consent.objects.get(purpose="care.aid"))
    one.matter.refresh_from_db()
    assert one.matter.state == "withdrawn"


def test_an_undecided_one_is_not_made_one_with_another_matter(cast: Cast) -> None:
    one, other = asked(cast), asked(cast)
    with pytest.raises(lifecycle.NotAllowedNow):
        bonds.merge(by=cast.officer, matter=one.matter, into=other.matter)
    assert "merge" not in {step.verb for step in steps_for(cast.officer, one.matter)}
    assert queries.is_undecided(one.pk)
    assert one.matter.is_open


def undecided(cast: Cast) -> Aid:
    """Whose papers were seen."""
    one = asked(cast)
    actions.see_documents(by=cast.auxiliary, aid=one, papers=list(one.documents.all()))
    return one


def test_of_two_who_hand_over_at_once_the_second_gives_nothing_twice(cast: Cast) -> None:
    one = undecided(cast)
    actions.decide(by=cast.officer, aid=one, decision="granted", reason="符合条件")
    given = actions.Given("committee", timezone.localdate(), "棉被一床")
    seen = one.version
    actions.give(by=cast.auxiliary, aid=one, given=given, seen=seen)
    with pytest.raises(ChangedMeanwhile):
        actions.give(by=cast.officer, aid=one, given=given, seen=seen)
    assert one.gifts.count() == 1


def test_nothing_is_said_of_a_day_that_is_to_come(cast: Cast) -> None:
    one, ahead = undecided(cast), timezone.localdate() + timedelta(days=1)
    with pytest.raises(Refused, match="day_to_come"):
        actions.pass_on(by=cast.auxiliary, aid=one, to="民政办", on=ahead)
    actions.pass_on(by=cast.auxiliary, aid=one, to="民政办", on=timezone.localdate())
    with pytest.raises(Refused, match="day_to_come"):
        actions.note_answer(by=cast.auxiliary, aid=one, on=ahead, answer="已受理")
    actions.decide(by=cast.officer, aid=one, decision="granted", reason="符合条件")
    with pytest.raises(Refused, match="day_to_come"):
        actions.give(by=cast.auxiliary, aid=one, given=actions.Given("donor", ahead, "米"))
