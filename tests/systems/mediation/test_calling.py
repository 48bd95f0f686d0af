"""Called to a session: nobody to two at once, however they are called, and nobody of the table forgotten."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.notices.models import Notice
from shouwang.systems.mediation.actions import hearing, panel
from shouwang.systems.mediation.models import Dispute, Member, Seat, Session
from tests.cast import Cast
from tests.systems.mediation import quarrel


def call(cast: Cast, dispute: Dispute) -> Session:
    starts = timezone.now().replace(microsecond=0) + timedelta(days=2)
    return hearing.call_session(
        by=cast.officer, dispute=dispute, starts_at=starts, ends_at=starts + timedelta(hours=2), where="调解室"
    )


def lawyer(cast: Cast) -> panel.Place:
    return panel.Place(Seat.Role.LAWYER, Member.objects.get(account=cast.lawyer), conflict="none")


@pytest.mark.django_db(transaction=True)
def test_two_who_call_the_same_mediator_at_once_do_not_both_get_them(cast: Cast) -> None:
    disputes = [quarrel.seated(cast) for _ in range(4)]
    together = Barrier(len(disputes))

    def go(dispute: Dispute) -> str:
        together.wait()
        try:
            call(cast, dispute)
        except Refused as refused:
            return refused.key
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(disputes)) as threads:
        refused = sorted(threads.map(go, disputes))
    assert refused == ["", "clash", "clash", "clash"]
    assert Session.objects.count() == 1


def test_who_comes_to_the_table_after_the_call_is_called_too_and_told(cast: Cast) -> None:
    dispute = quarrel.seated(cast)
    session = call(cast, dispute)
    seat = panel.invite(by=cast.officer, dispute=dispute, place=lawyer(cast))
    assert seat in session.seats.all()
    assert Notice.objects.filter(account=cast.lawyer, template=hearing.CALLED).exists()


def test_who_sits_elsewhere_at_that_time_is_not_asked_to_the_table(cast: Cast) -> None:
    first, second = quarrel.seated(cast), quarrel.accepted(cast)
    panel.invite(by=cast.officer, dispute=first, place=lawyer(cast))
    for party in first.parties.all():
        panel.agree_to_seat(by=cast.officer, dispute=first, said={first.seats.get(role="lawyer"): {party: True}})
    session = call(cast, first)
    other = Session.objects.create(
        dispute=second, number=1, starts_at=session.starts_at, ends_at=session.ends_at, where="村委会"
    )
    with pytest.raises(Refused, match="clash") as refused:
        panel.invite(by=cast.officer, dispute=second, place=lawyer(cast))
    assert refused.value.field == "member"
    assert not other.seats.exists()


def test_a_session_that_is_over_calls_nobody_more(cast: Cast) -> None:
    dispute = quarrel.seated(cast)
    session = call(cast, dispute)
    past = timezone.now() - timedelta(days=1)
    Session.objects.update(starts_at=past, ends_at=past + timedelta(hours=1))
    panel.invite(by=cast.officer, dispute=dispute, place=lawyer(cast))
    assert session.seats.count() == 1
