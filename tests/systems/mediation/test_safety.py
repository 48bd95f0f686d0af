"""Where somebody may come to harm: the way stops, the officers are told, others see nothing, nothing goes on unreported."""

import pytest
from django.core.exceptions import PermissionDenied

from shouwang.kernel.matters.queries import visible
from shouwang.kernel.notices.models import Notice
from shouwang.systems.mediation import lifecycle
from shouwang.systems.mediation.actions import admission, hearing, panel, safety
from shouwang.systems.mediation.models import Danger, Dispute, Seat
from shouwang.systems.mediation.queries.scope import disputes
from shouwang.systems.mediation.queries.standing import standing
from shouwang.systems.mediation.refusals import Refused
from tests.cast import Cast
from tests.systems.mediation import quarrel


def halted(cast: Cast) -> Dispute:
    quarrel.people(cast)
    dispute = quarrel.with_parties(cast)
    admission.examine(by=cast.officer, dispute=dispute, answers=quarrel.NO | {"home": True})
    return safety.halt(by=cast.auxiliary, dispute=dispute, kind="home", words="女方手臂有伤")


def test_a_sign_of_violence_forbids_acceptance_and_tells_the_officers(cast: Cast) -> None:
    quarrel.people(cast)
    dispute = quarrel.with_parties(cast)
    admission.examine(by=cast.officer, dispute=dispute, answers=quarrel.NO | {"home": True})
    assert Danger.objects.get().kind == "home"
    assert Notice.objects.filter(template="mediation.danger", account=cast.officer).exists()
    with pytest.raises(lifecycle.Missing, match="admissible"):
        admission.accept(by=cast.officer, dispute=dispute)


def test_asking_again_notes_the_danger_once(cast: Cast) -> None:
    quarrel.people(cast)
    dispute = quarrel.with_parties(cast)
    for _ in range(2):
        admission.examine(by=cast.officer, dispute=dispute, answers=quarrel.NO | {"home": True})
    assert Danger.objects.count() == 1


def test_a_halted_dispute_is_seen_by_officers_only_and_by_who_sits_there(cast: Cast) -> None:
    dispute = halted(cast)
    for viewer, sees in ((cast.officer, True), (cast.chief, True), (cast.auxiliary, False), (cast.mediator, False)):
        assert disputes(viewer).filter(pk=dispute.pk).exists() is sees, viewer.username
        assert visible(viewer).filter(pk=dispute.pk).exists() is sees, viewer.username


def test_the_ordinary_way_is_stopped(cast: Cast) -> None:
    dispute = quarrel.at(cast, lifecycle.HALTED)
    with pytest.raises(lifecycle.NotAllowedNow):
        hearing.sit(by=cast.mediator, dispute=dispute, record=quarrel.record(dispute))
    late = next(one for one in standing(dispute).deadlines if one.key == "danger")
    assert late.is_law


def test_it_goes_on_only_by_an_officer_and_once_reported(cast: Cast) -> None:
    dispute = quarrel.at(cast, lifecycle.HALTED)
    with pytest.raises(PermissionDenied):
        safety.resume(by=cast.mediator, dispute=dispute, reason="没事")
    with pytest.raises(Refused, match="not_reported"):
        safety.resume(by=cast.officer, dispute=dispute, reason="没事")
    danger = dispute.dangers.get()
    safety.report_danger(
        by=cast.mediator, dispute=dispute, kind="home", words="已到场查看", reported_to="河湾派出所", danger=danger
    )
    back = safety.resume(by=cast.officer, dispute=dispute, reason="派出所查明是摔伤")
    assert back.stage == lifecycle.MEDIATING
    assert back.matter.is_sheltered


def test_resumed_before_acceptance_the_questions_are_asked_anew(cast: Cast) -> None:
    dispute = halted(cast)
    for danger in dispute.dangers.all():
        safety.report_danger(
            by=cast.officer, dispute=dispute, kind="home", words="已告知", reported_to="河湾派出所", danger=danger
        )
    back = safety.resume(by=cast.officer, dispute=dispute, reason="查明不是家暴")
    assert back.stage == lifecycle.ASKED
    assert "examined" not in quarrel.there(dispute)


def test_ended_for_good_it_says_where_help_is(cast: Cast) -> None:
    dispute = halted(cast)
    safety.report_danger(
        by=cast.officer,
        dispute=dispute,
        kind="home",
        words="已告知",
        reported_to="河湾派出所",
        danger=dispute.dangers.get(),
    )
    ended = safety.end_halted(
        by=cast.officer, dispute=dispute, reason="家庭暴力", routes="可申请人身安全保护令，妇联 12338"
    )
    assert (ended.stage, ended.result) == (lifecycle.REFUSED, Dispute.Result.STOPPED)


def test_who_sits_at_the_table_sees_the_dispute_until_they_decline(cast: Cast) -> None:
    dispute = quarrel.seated(cast)
    assert not disputes(cast.lawyer).filter(pk=dispute.pk).exists()
    lawyer = dispute.committee.members.get(post="lawyer")
    seat = panel.invite(by=cast.officer, dispute=dispute, place=panel.Place(Seat.Role.LAWYER, lawyer))
    assert disputes(cast.lawyer).filter(pk=dispute.pk).exists()
    panel.reply(by=cast.lawyer, seat=seat, comes=False)
    assert not disputes(cast.lawyer).filter(pk=dispute.pk).exists()


def test_the_director_sees_every_dispute_of_the_committee_and_others_none_of_the_next_room(cast: Cast) -> None:
    dispute = quarrel.seated(cast)
    assert disputes(cast.cadre).filter(pk=dispute.pk).exists()
    assert not disputes(cast.neighbour).filter(pk=dispute.pk).exists()
