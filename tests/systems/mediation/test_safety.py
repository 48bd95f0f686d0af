"""Where somebody may come to harm: the way stops, the officers are told, others see nothing, nothing goes on unreported."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from shouwang.kernel.journal.actions import Subject
from shouwang.kernel.matters import lifecycle as matters
from shouwang.kernel.matters.actions import bonds, progress
from shouwang.kernel.matters.actions.intake import Reporter
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.queries import veiled, visible
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.notices.models import Notice
from shouwang.kernel.papers import actions as copies
from shouwang.kernel.papers.pdf import to_pdf
from shouwang.kernel.people.queries import actor, permissions_in
from shouwang.surfaces.desk.views.map import _pins
from shouwang.systems.mediation import lifecycle
from shouwang.systems.mediation.actions import admission, agreeing, closing, hearing, intake, ladder, panel, safety
from shouwang.systems.mediation.models import Danger, Dispute, Member, Seat
from shouwang.systems.mediation.queries.files import names_of
from shouwang.systems.mediation.queries.filling import binding
from shouwang.systems.mediation.queries.filling.needed import wanted
from shouwang.systems.mediation.queries.filling.source import source_of
from shouwang.systems.mediation.queries.scope import disputes
from shouwang.systems.mediation.queries.standing import standing
from tests.cast import Cast
from tests.kernel.matters.bringing import bring
from tests.systems.mediation import quarrel

pytestmark = pytest.mark.once


def halted(cast: Cast) -> Dispute:
    quarrel.people(cast)
    dispute = quarrel.with_parties(cast)
    return admission.examine(by=cast.cadre, dispute=dispute, answers=quarrel.NO | {"home": True})


def reported(cast: Cast, dispute: Dispute) -> None:
    for danger in dispute.dangers.all():
        safety.report_danger(
            by=cast.officer, dispute=dispute, kind=danger.kind, words="已告知", reported_to="河湾派出所", danger=danger
        )


def test_a_sign_of_violence_stops_it_at_once_and_tells_the_officers(cast: Cast) -> None:
    dispute = quarrel.fresh(halted(cast))
    assert (dispute.stage, dispute.matter.is_sheltered) == (lifecycle.HALTED, True)
    assert Danger.objects.get().kind == "home"
    assert Notice.objects.filter(template="mediation.danger", account=cast.officer).exists()
    with pytest.raises(lifecycle.NotAllowedNow):
        admission.accept(by=cast.officer, dispute=dispute)


@pytest.mark.parametrize("stage", [lifecycle.MEDIATING, lifecycle.AGREED, lifecycle.TERMINATED, lifecycle.AWAY])
def test_a_danger_noted_later_shelters_it_at_any_stage(cast: Cast, stage: str) -> None:
    dispute = quarrel.at(cast, stage)
    safety.report_danger(by=cast.mediator, dispute=dispute, kind="minor", words="孩子身上有伤")
    now = quarrel.fresh(dispute)
    assert now.matter.is_sheltered
    assert now.stage == (lifecycle.HALTED if stage == lifecycle.MEDIATING else stage)
    assert not visible(cast.auxiliary).filter(pk=dispute.pk).exists()


def test_a_danger_noted_while_it_was_away_stops_it_when_it_comes_back(cast: Cast) -> None:
    dispute = quarrel.at(cast, lifecycle.AWAY)
    safety.report_danger(by=cast.officer, dispute=dispute, kind="home", words="脸上有伤", reported_to="河湾派出所")
    back = ladder.come_back(by=cast.officer, dispute=quarrel.fresh(dispute), feedback="请你们再谈")
    assert (back.stage, back.stage_before) == (lifecycle.HALTED, lifecycle.MEDIATING)


def test_no_mediation_ends_over_a_danger_that_nobody_was_told(cast: Cast) -> None:
    dispute = quarrel.at(cast, lifecycle.MEDIATING)
    safety.report_danger(by=cast.officer, dispute=dispute, kind="violence", words="扬言要打")
    with pytest.raises(Refused, match="not_reported"):
        agreeing.terminate(by=cast.officer, dispute=quarrel.fresh(dispute), reason="谈不拢", routes=quarrel.ROUTES)


def test_the_map_shows_no_place_of_who_must_be_protected_but_to_officers(cast: Cast) -> None:
    dispute = quarrel.at(cast, lifecycle.HALTED)
    Matter.objects.filter(pk=dispute.pk).update(latitude=30.1, longitude=110.2)
    held = permissions_in(cast.mediator, cast.room)
    assert not _pins(visible(cast.mediator), held)
    assert _pins(visible(cast.officer), permissions_in(cast.officer, cast.room))


def test_copies_given_before_open_nothing_any_more(cast: Cast) -> None:
    dispute = quarrel.at(cast, lifecycle.MEDIATING)
    of = Subject("matter", str(dispute.pk), dispute.matter.reference)
    source = source_of(standing(dispute), "zh-hans")
    register = next(one for one in wanted(source.standing) if one.key == "register")
    pdf = to_pdf(register.document.paper, binding.values_of(source, register), "zh-hans")
    copy, _secret = copies.give_copy(
        by=actor(cast.mediator), room=cast.room, title="登记表", pdf=pdf, of=of, holder="申请方"
    )
    safety.halt(by=cast.officer, dispute=dispute, kind="violence", words="要动手")
    copy.refresh_from_db()
    assert copy.revoked_at
    source = source_of(standing(quarrel.fresh(dispute)), "zh-hans")
    assert source.human(dispute.parties.first().person)["address"] == ""  # type: ignore[union-attr]


def test_nothing_ends_with_a_danger_that_nobody_was_told(cast: Cast) -> None:
    quarrel.people(cast)
    dispute = quarrel.with_parties(cast)
    safety.report_danger(by=cast.officer, dispute=dispute, kind="violence", words="扬言要打")
    with pytest.raises(Refused, match="not_reported"):
        admission.refuse(by=cast.officer, dispute=dispute, reason="不受理", routes=quarrel.ROUTES)
    with pytest.raises(Refused, match="not_reported"):
        admission.withdraw(by=cast.officer, dispute=dispute, reason="和好了")


def test_nobody_can_make_them_take_it_back_on_the_public_page(cast: Cast) -> None:
    dispute = halted(cast)
    with pytest.raises(matters.NotAllowedNow):
        progress.withdraw(matter=dispute.matter)
    assert quarrel.fresh(dispute).stage == lifecycle.HALTED


def test_handed_over_it_stays_sheltered(cast: Cast) -> None:
    dispute = quarrel.at(cast, lifecycle.HALTED)
    opened = bonds.hand_over(by=cast.officer, matter=dispute.matter, to_kind="help")
    assert opened.is_sheltered
    assert not visible(cast.auxiliary).filter(pk=opened.pk).exists()


def test_what_an_officer_stopped_no_cadre_takes_up_again(cast: Cast) -> None:
    dispute = quarrel.at(cast, lifecycle.HALTED)
    reported(cast, dispute)
    safety.end_halted(by=cast.officer, dispute=dispute, reason="家庭暴力", routes="妇联 12338")
    with pytest.raises(Refused, match="officers_only"):
        closing.reopen(by=cast.cadre, dispute=dispute, reason="再谈谈")


def test_where_it_is_stays_with_the_officers(cast: Cast) -> None:
    dispute = quarrel.at(cast, lifecycle.HALTED)
    Matter.objects.filter(pk=dispute.pk).update(where="河湾村6组21号", latitude=30.1, longitude=110.2)
    assert veiled(cast.mediator, quarrel.fresh(dispute).matter).where == ""
    assert veiled(cast.officer, quarrel.fresh(dispute).matter).where == "河湾村6组21号"
    source = source_of(standing(quarrel.fresh(dispute)), "zh-hans")
    register = next(one for one in wanted(source.standing) if one.key == "register")
    assert not binding.values_of(source, register)["place"]


def test_why_it_was_passed_up_or_taken_up_again_is_not_told_to_everybody(cast: Cast) -> None:
    dispute = quarrel.at(cast, lifecycle.MEDIATING)
    ladder.pass_up(by=cast.officer, dispute=dispute, body="白河镇调委会", reason="王石头有前科")
    ladder.come_back(by=cast.officer, dispute=quarrel.fresh(dispute), feedback="先别惊动王石头")
    told = dispute.matter.entries.filter(is_public=True)
    assert {one.verb for one in told} >= {"move_up", "move_down"}
    assert not any("王石头" in f"{one.text}{one.reason}" for one in told)


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
    reported(cast, dispute)
    back = safety.resume(by=cast.officer, dispute=dispute, reason="派出所查明是摔伤")
    assert back.stage == lifecycle.MEDIATING
    assert back.matter.is_sheltered


def test_resumed_before_acceptance_the_questions_are_asked_anew(cast: Cast) -> None:
    dispute = halted(cast)
    reported(cast, dispute)
    back = safety.resume(by=cast.officer, dispute=dispute, reason="查明不是家暴")
    assert back.stage == lifecycle.ASKED
    assert "examined" not in quarrel.there(dispute)


def test_ended_for_good_it_says_where_help_is(cast: Cast) -> None:
    dispute = halted(cast)
    reported(cast, dispute)
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


def test_a_mediator_of_the_committee_sees_what_waits_to_be_taken_on(cast: Cast) -> None:
    quarrel.people(cast)
    matter = bring(cast.room, kind="dispute", reporter=Reporter(name="马大川", phone="13800000011")).matter
    assert visible(cast.mediator).filter(pk=matter.pk).exists()
    assert not visible(cast.lawyer).filter(pk=matter.pk).exists()
    dispute = intake.begin_from(by=cast.mediator, matter=matter)
    applicant = dispute.parties.get()
    assert (names_of(applicant)["name"], applicant.side, applicant.is_willing) == ("马大川", "applicant", True)
    other = quarrel.accepted(cast)  # taken on without them
    assert not visible(cast.mediator).filter(pk=other.pk).exists()


def test_who_left_the_committee_sees_nothing_more(cast: Cast) -> None:
    dispute = quarrel.seated(cast)
    lawyer = dispute.committee.members.get(post="lawyer")
    panel.invite(by=cast.officer, dispute=dispute, place=panel.Place(Seat.Role.LAWYER, lawyer))
    today = timezone.localdate()
    for left, sees in ((today + timedelta(days=60), True), (today - timedelta(days=1), False)):
        Member.objects.filter(committee=dispute.committee).update(until_date=left)
        assert disputes(cast.lawyer).filter(pk=dispute.pk).exists() is sees
        assert disputes(cast.cadre).filter(pk=dispute.pk).exists() is sees  # the director


def test_the_director_sees_every_dispute_of_the_committee_and_others_none_of_the_next_room(cast: Cast) -> None:
    dispute = quarrel.seated(cast)
    assert disputes(cast.cadre).filter(pk=dispute.pk).exists()
    assert not disputes(cast.neighbour).filter(pk=dispute.pk).exists()
