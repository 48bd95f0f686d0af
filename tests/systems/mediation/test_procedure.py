"""The whole way of a quarrel over a wall, and what the law forbids on it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from shouwang.kernel.matters import lifecycle as matter_lifecycle
from shouwang.kernel.matters.actions import progress
from shouwang.kernel.matters.actions.intake import Brought, receive
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.refusals import Refused
from shouwang.systems.mediation import lifecycle
from shouwang.systems.mediation.actions import admission, agreeing, closing, hearing, intake, panel, parties, performing
from shouwang.systems.mediation.models import Agreement, Dispute, Obligation, Party, Seat
from shouwang.systems.mediation.queries.review import faults
from shouwang.systems.mediation.queries.standing import standing
from tests.cast import Cast
from tests.systems.mediation import quarrel


def test_from_the_application_to_the_closed_file(cast: Cast) -> None:
    quarrel.people(cast)
    dispute = quarrel.closed(cast)
    dispute.refresh_from_db()
    assert (dispute.stage, dispute.result, dispute.file_number) == (lifecycle.CLOSED, "written", 1)
    assert dispute.matter.state == matter_lifecycle.CLOSED
    told = list(dispute.matter.entries.filter(verb="step").order_by("at", "id").values_list("field", flat=True))
    assert [verb for verb in told if verb in ("accept", "sit", "draft", "take_effect", "settle", "close")] == [
        *("accept", "sit", "draft", "take_effect", "settle", "close")
    ]
    assert not [fault for fault in faults(standing(quarrel.fresh(dispute))) if fault.is_needed]


def test_file_numbers_have_no_gap_and_no_double(cast: Cast) -> None:
    quarrel.people(cast)
    assert [quarrel.accepted(cast).file_number for _ in range(3)] == [1, 2, 3]


def test_a_party_that_refuses_forbids_mediation(cast: Cast) -> None:
    quarrel.people(cast)
    dispute = quarrel.with_parties(cast)
    admission.examine(by=cast.officer, dispute=dispute, answers=quarrel.NO | {"refuses": True})
    with pytest.raises(lifecycle.Missing) as refused:
        admission.accept(by=cast.officer, dispute=dispute)
    assert refused.value.needs == ("admissible",)
    Party.objects.filter(dispute=dispute, side="respondent").update(is_willing=False)
    admission.examine(by=cast.officer, dispute=dispute, answers=quarrel.NO)
    with pytest.raises(lifecycle.Missing, match="willing"):
        admission.accept(by=cast.officer, dispute=dispute)


def test_a_minor_needs_a_guardian(cast: Cast) -> None:
    quarrel.people(cast)
    dispute = quarrel.with_parties(cast)
    year = timezone.localdate().year
    child = quarrel.party(cast, dispute, Party.Side.THIRD, "马小花", birth_year=year - 10)
    admission.examine(by=cast.officer, dispute=dispute, answers=quarrel.NO)
    assert child.is_minor
    with pytest.raises(lifecycle.Missing, match="guardians"):
        admission.accept(by=cast.officer, dispute=dispute)
    entered = parties.Entered(
        side="third", human=parties.Human("马小花"), birth_year=year - 10, guardian=parties.Human("马大川"), is_willing=True
    )  # fmt: skip
    parties.name_party(by=cast.officer, dispute=dispute, entered=entered, party=child)
    assert admission.accept(by=cast.officer, dispute=dispute).stage == lifecycle.ACCEPTED


def test_the_general_steps_of_a_matter_do_not_move_a_dispute(cast: Cast) -> None:
    quarrel.people(cast)
    dispute = quarrel.with_parties(cast)
    with pytest.raises(matter_lifecycle.NotAllowedNow):
        progress.accept(by=cast.officer, matter=dispute.matter)
    assert Matter.objects.get(pk=dispute.pk).state == matter_lifecycle.COLLECTED


def test_who_may_not_decide_may_not_accept(cast: Cast) -> None:
    quarrel.people(cast)
    dispute = quarrel.with_parties(cast)
    admission.examine(by=cast.officer, dispute=dispute, answers=quarrel.NO)
    with pytest.raises(PermissionDenied):
        admission.accept(by=cast.auxiliary, dispute=dispute)


def test_no_session_before_rights_were_told(cast: Cast) -> None:
    crew = quarrel.people(cast)
    dispute = quarrel.accepted(cast)
    panel.invite(by=cast.officer, dispute=dispute, place=panel.Place(Seat.Role.LEAD, crew.mediator, conflict="none"))
    with pytest.raises(lifecycle.Missing, match="informed"):
        hearing.sit(by=cast.mediator, dispute=dispute, record=quarrel.record(dispute))


def test_an_invited_lawyer_needs_the_consent_of_every_party(cast: Cast) -> None:
    dispute = quarrel.seated(cast)
    lawyer = dispute.committee.members.get(post="lawyer")
    seat = panel.invite(by=cast.officer, dispute=dispute, place=panel.Place(Seat.Role.LAWYER, lawyer))
    with pytest.raises(lifecycle.Missing, match="panel_consent"):
        hearing.sit(by=cast.mediator, dispute=dispute, record=quarrel.record(dispute))
    panel.reply(by=cast.lawyer, seat=seat, comes=True, conflict="none")
    first, second = dispute.parties.all()
    panel.agree_to_seat(by=cast.officer, dispute=dispute, said={seat: {first: True, second: False}})
    assert "panel_consent" not in quarrel.there(dispute)
    panel.agree_to_seat(by=cast.officer, dispute=dispute, said={seat: {second: True}})
    assert hearing.sit(by=cast.mediator, dispute=dispute, record=quarrel.record(dispute)).state == "held"


def test_nobody_answers_for_another(cast: Cast) -> None:
    dispute = quarrel.seated(cast)
    lawyer = dispute.committee.members.get(post="lawyer")
    seat = panel.invite(by=cast.officer, dispute=dispute, place=panel.Place(Seat.Role.LAWYER, lawyer))
    with pytest.raises(Refused, match="not_yours"):
        panel.reply(by=cast.mediator, seat=seat, comes=True, conflict="none")


def test_kin_of_a_party_does_not_mediate_whatever_was_pressed(cast: Cast) -> None:
    dispute = quarrel.seated(cast)
    director = dispute.committee.members.get(post="director")
    place = panel.Place(Seat.Role.MEDIATOR, director)
    seat = panel.invite(by=cast.officer, dispute=dispute, place=place)
    panel.reply(by=cast.cadre, seat=seat, comes=True, conflict="kin")
    seat.refresh_from_db()
    assert not seat.stands
    with pytest.raises(Refused, match="conflict"):
        panel.invite(
            by=cast.officer, dispute=dispute, place=panel.Place(Seat.Role.MEDIATOR, director, conflict="interest")
        )


def test_a_mediator_with_the_telephone_of_a_party_is_refused_and_a_namesake_is_asked_about(cast: Cast) -> None:
    quarrel.people(cast)
    dispute = quarrel.accepted(cast)
    director = dispute.committee.members.get(post="director")
    director.phone = "13800000012"
    director.save()
    with pytest.raises(Refused, match="is_party"):
        panel.invite(by=cast.officer, dispute=dispute, place=panel.Place(Seat.Role.MEDIATOR, director))
    director.phone, director.name = "", "王石头"
    director.save()
    with pytest.raises(Refused, match="same_name"):
        panel.invite(by=cast.officer, dispute=dispute, place=panel.Place(Seat.Role.MEDIATOR, director))


def test_a_session_clashes_with_another_of_the_same_mediator(cast: Cast) -> None:
    first, second = quarrel.seated(cast), quarrel.seated(cast)
    starts = timezone.now() + timedelta(days=2)
    hearing.call_session(
        by=cast.officer, dispute=first, starts_at=starts, ends_at=starts + timedelta(hours=2), where="调解室"
    )
    with pytest.raises(Refused, match="clash"):
        hearing.call_session(
            by=cast.officer, dispute=second, starts_at=starts + timedelta(hours=1), ends_at=starts + timedelta(hours=3),
            where="村委会",
        )  # fmt: skip
    after = starts + timedelta(hours=2)
    made = hearing.call_session(
        by=cast.officer, dispute=second, starts_at=after, ends_at=after + timedelta(hours=1), where="村委会"
    )
    assert made.number == 1


def test_nothing_takes_effect_before_all_have_signed(cast: Cast) -> None:
    dispute = quarrel.signing(cast)
    first, second = dispute.parties.all()
    agreeing.sign(by=cast.mediator, dispute=dispute, how="pen", party=first)
    with pytest.raises(lifecycle.Missing) as refused:
        agreeing.take_effect(by=cast.mediator, dispute=dispute, sealed=True)
    assert refused.value.needs == ("all_signed", "mediator_signed")
    with pytest.raises(Refused, match="signed_already"):
        agreeing.sign(by=cast.mediator, dispute=dispute, how="finger", party=first)
    agreeing.sign(by=cast.mediator, dispute=dispute, how="finger", party=second)
    agreeing.sign(by=cast.mediator, dispute=dispute, how="pen", seat=dispute.seats.get())
    with pytest.raises(lifecycle.Missing, match="sealed"):
        agreeing.take_effect(by=cast.mediator, dispute=dispute, sealed=False)
    assert agreeing.take_effect(by=cast.mediator, dispute=dispute, sealed=True).stage == lifecycle.AGREED


def test_an_agent_who_may_only_speak_does_not_sign(cast: Cast) -> None:
    quarrel.people(cast)
    dispute = quarrel.signing(cast)
    first = dispute.parties.first()
    assert first
    first.agent, first.agent_authority, first.has_letter = first.person, Party.Authority.GENERAL, True
    first.save()
    with pytest.raises(Refused, match="agent_may_not"):
        agreeing.sign(by=cast.mediator, dispute=dispute, how="pen", party=first, signer="agent")


def test_one_of_three_withdraws_and_the_others_go_on(cast: Cast) -> None:
    quarrel.people(cast)
    dispute = quarrel.with_parties(cast)
    third = quarrel.party(cast, dispute, Party.Side.RESPONDENT, "李满仓")
    admission.examine(by=cast.officer, dispute=dispute, answers=quarrel.NO)
    admission.accept(by=cast.officer, dispute=dispute)
    parties.inform(by=cast.officer, dispute=dispute, parties=list(dispute.parties.all()), how="orally")
    lead = dispute.committee.members.get(post="mediator")
    panel.invite(by=cast.officer, dispute=dispute, place=panel.Place(Seat.Role.LEAD, lead, conflict="none"))
    parties.leave(by=cast.officer, dispute=dispute, party=third, reason="不愿再谈")
    hearing.sit(by=cast.mediator, dispute=dispute, record=quarrel.record(dispute))
    duty = agreeing.Duty(obligor=third, what="出钱", due_date=timezone.localdate())
    bad = agreeing.Terms("事实", "争点", "内容", timezone.localdate(), [duty])
    with pytest.raises(Refused, match="not_a_party"):
        agreeing.draft(by=cast.mediator, dispute=dispute, terms=bad)
    agreeing.draft(by=cast.mediator, dispute=dispute, terms=quarrel.terms(dispute))
    for one in dispute.parties.filter(left_at=None):
        agreeing.sign(by=cast.mediator, dispute=dispute, how="pen", party=one)
    agreeing.sign(by=cast.mediator, dispute=dispute, how="pen", seat=dispute.seats.get())
    assert agreeing.take_effect(by=cast.mediator, dispute=dispute, sealed=True).stage == lifecycle.AGREED


def test_when_a_whole_side_has_withdrawn_nobody_sits_down(cast: Cast) -> None:
    dispute = quarrel.seated(cast)
    other = dispute.parties.get(side="respondent")
    parties.leave(by=cast.officer, dispute=dispute, party=other, reason="要打官司")
    with pytest.raises(lifecycle.Missing, match="both_present"):
        hearing.sit(by=cast.mediator, dispute=dispute, record=quarrel.record(dispute))
    ended = agreeing.terminate(
        by=cast.mediator, dispute=dispute, reason="一方退出", routes=quarrel.ROUTES, a_party_left=True
    )
    assert (ended.stage, ended.result) == (lifecycle.TERMINATED, Dispute.Result.LEFT)


def test_an_obligation_in_the_past_is_refused_and_nothing_is_kept(cast: Cast) -> None:
    dispute = quarrel.sat(cast)
    with pytest.raises(Refused, match="past_duty") as refused:
        agreeing.draft(by=cast.mediator, dispute=dispute, terms=quarrel.terms(dispute, days=-1))
    assert refused.value.words == {"number": "1"}
    assert not Agreement.objects.exists()
    assert quarrel.fresh(dispute).stage == lifecycle.MEDIATING


def test_a_draft_once_signed_is_not_written_over_but_struck(cast: Cast) -> None:
    dispute = quarrel.signed(cast)
    with pytest.raises(Refused, match="signed_already"):
        agreeing.draft(by=cast.mediator, dispute=dispute, terms=quarrel.terms(dispute))
    agreeing.redraft(by=cast.mediator, dispute=dispute, reason="补偿数目写错")
    agreeing.draft(by=cast.mediator, dispute=dispute, terms=quarrel.terms(dispute))
    assert Agreement.objects.filter(dispute=dispute).count() == 2
    assert not any(standing(quarrel.fresh(dispute)).signed)


def test_an_oral_agreement_binds_when_all_want_no_paper(cast: Cast) -> None:
    dispute = quarrel.sat(cast)
    with pytest.raises(lifecycle.Missing, match="wants_oral"):
        agreeing.agree_orally(by=cast.mediator, dispute=dispute, terms=quarrel.terms(dispute), want_no_paper=False)
    made = agreeing.agree_orally(by=cast.mediator, dispute=dispute, terms=quarrel.terms(dispute), want_no_paper=True)
    assert made.effective_date == made.reached_date
    assert quarrel.fresh(dispute).result == "oral"


def test_farmland_is_agreed_in_writing_only(cast: Cast) -> None:
    dispute = quarrel.sat(cast)
    dispute.answers.filter(question="contract_land").update(is_yes=True)
    with pytest.raises(Refused, match="must_be_written"):
        agreeing.agree_orally(by=cast.mediator, dispute=dispute, terms=quarrel.terms(dispute), want_no_paper=True)


def test_ownership_is_marked_on_the_agreement(cast: Cast) -> None:
    dispute = quarrel.sat(cast)
    dispute.answers.filter(question="ownership").update(is_yes=True)
    assert agreeing.draft(by=cast.mediator, dispute=dispute, terms=quarrel.terms(dispute)).is_about_ownership


def test_the_court_is_asked_within_thirty_days_and_not_after(cast: Cast) -> None:
    dispute = quarrel.agreed(cast)
    today = timezone.localdate()
    Agreement.objects.filter(dispute=dispute).update(reached_date=today - timedelta(days=31))
    Agreement.objects.filter(dispute=dispute).update(effective_date=today - timedelta(days=30))
    left = standing(quarrel.fresh(dispute)).court_end
    assert left
    assert left.day == today
    Agreement.objects.filter(dispute=dispute).update(effective_date=today - timedelta(days=31))
    with pytest.raises(Refused, match="too_late"):
        performing.apply_court(
            by=cast.mediator, dispute=dispute, court="白河县人民法院", applied_date=today, jointly=True
        )
    Agreement.objects.filter(dispute=dispute).update(effective_date=today - timedelta(days=30))
    with pytest.raises(lifecycle.Missing, match="jointly"):
        performing.apply_court(
            by=cast.mediator, dispute=dispute, court="白河县人民法院", applied_date=today, jointly=False
        )
    performing.apply_court(by=cast.mediator, dispute=dispute, court="白河县人民法院", applied_date=today, jointly=True)
    performing.court_decides(
        by=cast.mediator, dispute=dispute, decision="confirmed", decided_date=today, number="（2026）1号"
    )
    asked = standing(quarrel.fresh(dispute)).confirmation
    assert asked
    assert asked.decision == "confirmed"


def test_what_was_not_done_is_not_settled(cast: Cast) -> None:
    dispute = quarrel.agreed(cast)
    with pytest.raises(lifecycle.Missing, match="all_performed"):
        performing.settle(by=cast.mediator, dispute=dispute)
    for one in Obligation.objects.filter(agreement__dispute=dispute):
        performing.perform(by=cast.mediator, dispute=dispute, obligation=one, state="not_done", note="不肯")
    with pytest.raises(Refused, match="not_kept"):
        performing.settle(by=cast.mediator, dispute=dispute)
    gone = performing.give_up(by=cast.mediator, dispute=dispute, reason="王家不退", routes=quarrel.ROUTES)
    assert gone.stage == lifecycle.UNPERFORMED


def test_who_wrote_the_report_does_not_check_it_alone_without_a_reason(cast: Cast) -> None:
    dispute = quarrel.visited(cast)
    closing.report(by=cast.cadre, dispute=dispute, summary="已办完")
    with pytest.raises(lifecycle.Missing, match="other_eyes"):
        closing.check(by=cast.cadre, dispute=dispute)
    closing.check(by=cast.cadre, dispute=dispute, alone_because="今天只有我在")
    closing.close(by=cast.cadre, dispute=dispute, answer="办完了")
    done = quarrel.fresh(dispute)
    assert done.checked_alone_because == "今天只有我在"
    assert done.matter.state == matter_lifecycle.CLOSED


def test_no_file_is_closed_without_a_return_visit(cast: Cast) -> None:
    dispute = quarrel.performed(cast)
    closing.report(by=cast.mediator, dispute=dispute, summary="已办完")
    closing.check(by=cast.cadre, dispute=dispute)
    with pytest.raises(Refused, match="file_lacks"):
        closing.close(by=cast.cadre, dispute=dispute, answer="办完了")
    with pytest.raises(lifecycle.Missing, match="visited"):
        closing.close(by=cast.cadre, dispute=dispute, answer="办完了", because_incomplete="忘了")


def test_a_closed_quarrel_that_flares_up_goes_back_to_the_table(cast: Cast) -> None:
    quarrel.people(cast)
    dispute = quarrel.closed(cast)
    again = closing.reopen(by=cast.cadre, dispute=quarrel.fresh(dispute), reason="墙又砌回去了")
    assert (again.stage, again.result) == (lifecycle.MEDIATING, "")
    assert again.matter.is_open
    assert standing(quarrel.fresh(dispute)).agreement is None


def test_what_was_brought_on_another_page_becomes_a_dispute(cast: Cast) -> None:
    quarrel.people(cast)
    report = receive(
        by=cast.officer, room=cast.room, brought=Brought(kind="report", topic="quarrel", text="两家吵架")
    ).matter
    made = intake.begin_from(by=cast.officer, matter=report)
    assert made.matter.kind == "dispute"
    assert made.matter.links_back.get().matter == report
    own = receive(by=cast.officer, room=cast.room, brought=Brought(kind="dispute", text="两家吵架")).matter
    assert intake.begin_from(by=cast.officer, matter=own).pk == own.pk
    assert intake.begin_from(by=cast.officer, matter=own).pk == own.pk


def test_words_that_go_are_kept_in_the_story(cast: Cast) -> None:
    quarrel.people(cast)
    dispute = quarrel.asked(cast, intake.Facts(requests="赔三千元"))
    intake.write(by=cast.officer, dispute=dispute, facts=intake.Facts(requests="赔五千元"))
    assert "赔三千元" in dispute.matter.entries.filter(field="write").latest("at").before


def test_a_room_without_a_committee_takes_no_dispute_on(cast: Cast) -> None:
    with pytest.raises(Refused, match="no_committee"):
        quarrel.asked(cast)
    assert not Matter.objects.exists()


@pytest.mark.parametrize(
    ("outcome", "verb"), [("agreed", "draft"), ("failed", "terminate"), ("goes_on", "call_session")]
)
def test_what_comes_next_is_what_the_last_session_came_to(cast: Cast, outcome: str, verb: str) -> None:
    step = standing(quarrel.sat(cast, outcome)).next_step
    assert step
    assert step.verb == verb
