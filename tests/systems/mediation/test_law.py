"""What the law and a file's days demand of the procedure: from which day it counts, who must want it, what is struck."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.notices.models import Notice
from shouwang.systems.mediation import lifecycle
from shouwang.systems.mediation.actions import agreeing, closing, hearing, panel, performing, safety
from shouwang.systems.mediation.models import Agreement, Dispute, Obligation, Party, Seat, Session
from shouwang.systems.mediation.queries import files
from shouwang.systems.mediation.queries.calendars import clashes
from shouwang.systems.mediation.queries.filling.needed import wanted
from shouwang.systems.mediation.queries.standing import Standing, standing
from tests.cast import Cast
from tests.systems.mediation import quarrel

pytestmark = pytest.mark.once


def today() -> date:
    return timezone.localdate()


def now(dispute: Dispute) -> Standing:
    return standing(quarrel.fresh(dispute))


def found() -> performing.Found:
    return performing.Found(at=timezone.now(), visited="马大川", visitor="吴调解员", performance="墙已退回")


def called(cast: Cast, dispute: Dispute) -> Session:
    begins = timezone.now() + timedelta(days=2)
    return hearing.call_session(
        by=cast.officer, dispute=dispute, starts_at=begins, ends_at=begins + timedelta(hours=1), where="调解室"
    )


def with_lawyer(cast: Cast) -> tuple[Dispute, Seat]:
    """Sat, drafted; the lawyer was invited with everybody's consent."""
    dispute = quarrel.seated(cast)
    lawyer = dispute.committee.members.get(post="lawyer")
    seat = panel.invite(by=cast.officer, dispute=dispute, place=panel.Place(Seat.Role.LAWYER, lawyer))
    panel.reply(by=cast.lawyer, seat=seat, comes=True, conflict="none")
    panel.agree_to_seat(by=cast.officer, dispute=dispute, said={seat: dict.fromkeys(dispute.parties.all(), True)})
    hearing.sit(by=cast.mediator, dispute=dispute, record=quarrel.record(dispute))
    agreeing.draft(by=cast.mediator, dispute=dispute, terms=quarrel.terms(dispute))
    return quarrel.fresh(dispute), seat


def test_it_binds_from_the_day_all_had_signed_and_not_from_the_typing(cast: Cast) -> None:
    dispute = quarrel.signed(cast)
    signed = today() - timedelta(days=7)
    Dispute.objects.filter(pk=dispute.pk).update(accepted_date=signed - timedelta(days=3))
    Agreement.objects.filter(dispute=dispute).update(reached_date=signed - timedelta(days=1))
    for day, key in ((signed - timedelta(days=2), "before_reached"), (today() + timedelta(days=1), "in_the_future")):
        with pytest.raises(Refused, match=key):
            agreeing.take_effect(by=cast.mediator, dispute=dispute, sealed=True, effective_date=day)
    agreeing.take_effect(by=cast.mediator, dispute=dispute, sealed=True, effective_date=signed)
    end = now(dispute).court_end
    assert end
    assert (end.day, quarrel.fresh(dispute).over_date) == (signed + timedelta(days=30), signed)


def test_by_word_of_mouth_it_was_over_the_day_they_agreed(cast: Cast) -> None:
    dispute = quarrel.sat(cast)
    day = today() - timedelta(days=2)
    Dispute.objects.filter(pk=dispute.pk).update(accepted_date=day)
    terms = replace(quarrel.terms(dispute), reached_date=day)
    paid = replace(terms.duties[1], due_date=today() - timedelta(days=1))  # at the table, and typed later
    terms = replace(terms, duties=[paid])
    agreeing.agree_orally(by=cast.mediator, dispute=dispute, terms=terms, want_no_paper=True)
    assert quarrel.fresh(dispute).over_date == day


def test_only_a_mediators_hand_makes_it_the_committees(cast: Cast) -> None:
    dispute, lawyer = with_lawyer(cast)
    for one in dispute.parties.all():
        agreeing.sign(by=cast.mediator, dispute=dispute, how="pen", party=one)
    with pytest.raises(Refused, match="not_a_signer"):
        agreeing.sign(by=cast.mediator, dispute=dispute, how="pen", seat=lawyer)
    made = agreeing.sign(by=cast.mediator, dispute=dispute, how="pen", seat=dispute.seats.get(role="lead"))
    assert "mediator_signed" in quarrel.there(dispute)
    made.seat = lawyer
    made.save()
    with pytest.raises(lifecycle.Missing, match="mediator_signed"):
        agreeing.take_effect(by=cast.mediator, dispute=dispute, sealed=True)


@pytest.mark.parametrize("need", ["willing", "guardians"])
def test_who_no_longer_wants_it_or_has_no_guardian_stops_it_at_every_step(cast: Cast, need: str) -> None:
    dispute = quarrel.signed(cast)
    lacks = {"is_willing": False} if need == "willing" else {"is_minor": True}
    Party.objects.filter(pk=dispute.parties.latest("place").pk).update(**lacks)
    terms = quarrel.terms(dispute)
    with pytest.raises(lifecycle.Missing, match=need):
        agreeing.take_effect(by=cast.mediator, dispute=dispute, sealed=True)
    agreeing.redraft(by=cast.mediator, dispute=dispute, reason="不愿了")
    with pytest.raises(lifecycle.Missing, match=need):
        agreeing.draft(by=cast.mediator, dispute=dispute, terms=terms)
    with pytest.raises(lifecycle.Missing, match=need):
        agreeing.agree_orally(by=cast.mediator, dispute=dispute, terms=terms, want_no_paper=True)
    with pytest.raises(lifecycle.Missing, match=need):
        hearing.sit(by=cast.mediator, dispute=dispute, record=quarrel.record(dispute))


@pytest.mark.parametrize("hand", ["guardian", "spokesman"])
def test_nobody_signs_for_a_party_who_is_not_written_down(cast: Cast, hand: str) -> None:
    dispute = quarrel.signing(cast)
    party = dispute.parties.earliest("place")
    with pytest.raises(Refused, match="nobody_there"):
        agreeing.sign(by=cast.mediator, dispute=dispute, how="pen", party=party, signer=hand)
    Party.objects.filter(pk=party.pk).update(**{hand: party.person})
    party.refresh_from_db()
    assert agreeing.sign(by=cast.mediator, dispute=dispute, how="pen", party=party, signer=hand).signer == hand


def test_the_court_is_asked_on_paper_first_once_and_again_when_it_was_taken_back(cast: Cast) -> None:
    def papers() -> set[str]:
        return {one.key for one in wanted(now(dispute))}

    def ask() -> None:
        performing.apply_court(
            by=cast.mediator, dispute=dispute, court="白河县法院", applied_date=today(), jointly=True
        )

    def answer(decision: str) -> None:
        performing.court_decides(by=cast.mediator, dispute=dispute, decision=decision, decided_date=today())

    dispute = quarrel.agreed(cast)
    assert "confirmation_persons" in papers()
    Agreement.objects.filter(dispute=dispute).update(is_about_ownership=True)
    assert "confirmation_persons" not in papers()
    Agreement.objects.filter(dispute=dispute).update(is_about_ownership=False)
    ask()
    answer("withdrawn")
    ask()
    answer("confirmed")
    assert "unasked" in now(dispute).missing("apply_court")
    with pytest.raises(Refused, match="asked"):
        ask()
    Agreement.objects.filter(dispute=dispute).update(
        reached_date=today() - timedelta(days=40), effective_date=today() - timedelta(days=40)
    )
    assert "confirmation_persons" in papers()
    standing_one = now(dispute).confirmation
    assert standing_one
    standing_one.delete()
    Agreement.objects.get(dispute=dispute).confirmations.all().delete()
    assert "confirmation_persons" not in papers()


def test_taken_up_again_it_keeps_its_day_and_begins_anew_to_sit_and_to_look_in(cast: Cast) -> None:
    quarrel.people(cast)
    dispute = quarrel.closed(cast)
    was = today() - timedelta(days=200)
    Dispute.objects.filter(pk=dispute.pk).update(accepted_date=was)
    closing.reopen(by=cast.cadre, dispute=quarrel.fresh(dispute), reason="墙又砌回去了")
    again = quarrel.fresh(dispute)
    assert (again.accepted_date, again.reopened_date, again.reported_date) == (was, today(), None)
    month = next(one for one in now(dispute).deadlines if one.key == "mediate")
    assert month.days_left(today()) >= 28
    assert files.lasting(files.of_kind(type(again.matter).objects.all()), today() - timedelta(days=30)).count() == 0
    assert "sat" not in quarrel.there(dispute)
    with pytest.raises(lifecycle.Missing, match="sat"):
        agreeing.draft(by=cast.mediator, dispute=dispute, terms=quarrel.terms(dispute))
    hearing.sit(by=cast.mediator, dispute=dispute, record=quarrel.record(dispute))
    agreeing.agree_orally(by=cast.mediator, dispute=dispute, terms=quarrel.terms(dispute), want_no_paper=True)
    assert "visited" not in quarrel.there(dispute)


def test_the_report_has_the_day_it_was_written(cast: Cast) -> None:
    dispute = quarrel.terminated(cast)
    Dispute.objects.filter(pk=dispute.pk).update(over_date=today() - timedelta(days=5))
    closing.report(by=cast.mediator, dispute=quarrel.fresh(dispute), summary="谈不拢")
    assert quarrel.fresh(dispute).reported_date == today()


def test_who_pays_after_all_has_kept_it(cast: Cast) -> None:
    quarrel.people(cast)
    dispute = quarrel.agreed(cast)
    owed = list(Obligation.objects.filter(agreement__dispute=dispute))
    for one, state in zip(owed, ("done", "not_done"), strict=True):
        day = today() if state == "done" else None
        performing.perform(by=cast.mediator, dispute=dispute, obligation=one, state=state, done_date=day)
    step = now(dispute).next_step
    assert step
    assert step.verb == "give_up"
    performing.give_up(by=cast.mediator, dispute=dispute, reason="王家不付", routes=quarrel.ROUTES)
    performing.perform(by=cast.mediator, dispute=dispute, obligation=owed[1], state="done", done_date=today())
    settled = performing.settle(by=cast.mediator, dispute=dispute)
    assert (settled.stage, settled.performed_date, settled.ended_because) == (lifecycle.PERFORMED, today(), "")


def test_what_was_kept_is_not_called_broken(cast: Cast) -> None:
    dispute = quarrel.agreed(cast)
    for one in Obligation.objects.filter(agreement__dispute=dispute):
        performing.perform(by=cast.mediator, dispute=dispute, obligation=one, state="let_off")
    with pytest.raises(lifecycle.Missing, match="unkept"):
        performing.give_up(by=cast.mediator, dispute=dispute, reason="不付", routes=quarrel.ROUTES)


def test_the_second_visit_outlives_the_closing(cast: Cast) -> None:
    quarrel.people(cast)
    dispute = quarrel.closed(cast)
    day = today() + timedelta(days=90)
    assert quarrel.fresh(dispute).due_date == day
    assert [one.day for one in now(dispute).deadlines] == [day]
    assert files.to_visit(files.of_kind(type(dispute.matter).objects.all())).exists()
    with pytest.raises(Refused, match="visit_open"):
        closing.archive(by=cast.cadre, dispute=dispute, filer="李辅警")
    performing.visit(by=cast.mediator, dispute=dispute, found=found())
    assert quarrel.fresh(dispute).due_date is None
    assert closing.archive(by=cast.cadre, dispute=dispute, filer="李辅警").stage == lifecycle.ARCHIVED


def test_who_does_not_look_in_again_says_why_in_the_file(cast: Cast) -> None:
    quarrel.people(cast)
    dispute = quarrel.closed(cast)
    closing.archive(by=cast.cadre, dispute=dispute, filer="李辅警", unvisited_because="两家都外出打工")
    assert "外出打工" in quarrel.fresh(dispute).note


@pytest.mark.parametrize("verb", ["terminate", "halt", "draft"])
def test_a_session_does_not_outlive_the_table(cast: Cast, verb: str) -> None:
    dispute = quarrel.sat(cast)
    session = called(cast, dispute)
    if verb == "terminate":
        agreeing.terminate(by=cast.officer, dispute=dispute, reason="谈不拢", routes=quarrel.ROUTES)
    elif verb == "halt":
        safety.halt(by=cast.officer, dispute=dispute, kind="home", words="有伤")
    else:
        agreeing.draft(by=cast.officer, dispute=dispute, terms=quarrel.terms(dispute))
    session.refresh_from_db()
    assert session.state == Session.State.OFF
    assert session.off_because
    mediator = dispute.committee.members.get(post="mediator")
    assert not clashes([mediator.pk], session.starts_at, session.ends_at)
    assert Notice.objects.filter(account=cast.mediator, template="mediation.called_off").exists()
