"""What the forms of a dispute offer before anybody typed, and whom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shouwang.surfaces.desk.forms.mediation.ending import Agreement, Archive, Sign
from shouwang.surfaces.desk.forms.mediation.table import Sit
from shouwang.surfaces.desk.views.mediation.dispute_act import names_for
from shouwang.systems.mediation.actions import hearing
from shouwang.systems.mediation.models import Dispute, Seat, Session
from shouwang.systems.mediation.queries.standing import standing
from tests.cast import Cast
from tests.systems.mediation import quarrel

pytestmark = pytest.mark.once


def form(kind: type, cast: Cast, dispute: Dispute, **said: object) -> object:
    now = standing(quarrel.fresh(dispute))
    return kind(standing=now, viewer=cast.mediator, names=names_for(now), **said)


def choices(made: object, name: str) -> list[str]:
    return [key for key, _words in made.fields[name].choices]  # type: ignore[attr-defined]


def test_only_those_sign_whose_place_the_agreement_has(cast: Cast) -> None:
    dispute = quarrel.signing(cast)
    lawyer = dispute.committee.members.get(post="lawyer")
    seat = Seat.objects.create(dispute=dispute, member=lawyer, role="lawyer", reply="comes", conflict="none")
    offered = choices(form(Sign, cast, dispute), "who")
    assert str(dispute.seats.get(role="lead").pk) in offered
    assert str(seat.pk) not in offered


def test_the_facts_are_what_the_mediators_found_and_not_what_one_side_said(cast: Cast) -> None:
    dispute = quarrel.sat(cast)
    assert not form(Agreement, cast, dispute).initial["facts"]  # type: ignore[attr-defined]
    Dispute.objects.filter(pk=dispute.pk).update(found="新墙越线三十厘米。")
    assert form(Agreement, cast, dispute).initial["facts"] == "新墙越线三十厘米。"  # type: ignore[attr-defined]


def test_a_record_is_first_of_the_session_that_was_called(cast: Cast) -> None:
    dispute = quarrel.seated(cast)
    begins = timezone.now() + timedelta(days=2)
    session = hearing.call_session(
        by=cast.officer, dispute=dispute, starts_at=begins, ends_at=begins + timedelta(hours=1), where="老宅院里"
    )
    assert choices(form(Sit, cast, dispute), "which") == [str(session.pk), ""]
    assert "which" not in form(Sit, cast, dispute).initial  # type: ignore[attr-defined]  # its day is still to come
    hours = timedelta(hours=1)
    Session.objects.filter(pk=session.pk).update(starts_at=timezone.now() - hours, ends_at=timezone.now() + hours)
    initial = form(Sit, cast, dispute).initial  # type: ignore[attr-defined]
    assert (initial["which"], initial["where"]) == (str(session.pk), "老宅院里")
    assert "which" not in form(Sit, cast, dispute, row=session).fields  # type: ignore[attr-defined]


def test_the_archive_asks_for_a_visit_only_where_one_is_to_come(cast: Cast) -> None:
    quarrel.people(cast)
    dispute = quarrel.closed(cast)
    assert "unvisited_because" in form(Archive, cast, dispute).fields  # type: ignore[attr-defined]
    dispute.visits.create(at=timezone.now(), visited="马大川", visitor="吴", performance="好")
    assert "unvisited_because" not in form(Archive, cast, dispute).fields  # type: ignore[attr-defined]
