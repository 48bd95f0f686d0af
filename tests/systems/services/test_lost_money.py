"""What can't be kept is sold; its money is paid out or goes to the State. A wrong join is undone. Signatures are guarded."""

import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.contrib.sessions.backends.base import SessionBase
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import override
from PIL import Image

from shouwang.kernel.files.guards import Look, look
from shouwang.kernel.files.models import File
from shouwang.kernel.matters.actions import story
from shouwang.kernel.matters.course import Missing, NotAllowedNow
from shouwang.kernel.matters.models import Entry, Matter
from shouwang.kernel.matters.refusals import Refused
from shouwang.systems.services.actions import lost, lost_joining, lost_selling
from shouwang.systems.services.models import LostThing
from shouwang.systems.services.queries.lost import figures, shown_outside, standing
from tests.cast import Cast
from tests.systems.services.finding import thing

pytestmark = pytest.mark.once
YEAR = timedelta(days=367)


def signature() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 20), "white").save(out, "PNG")
    return out.getvalue()


def claim(costs: str | None = None, *, signed: bool = True) -> lost.Claim:
    drawn = signature() if signed else b""
    return lost.Claim("韩梅", "13800000031", "一筐杨梅", "有收据", drawn, Decimal(costs) if costs else None)


def sold(cast: Cast) -> LostThing:
    return lost_selling.sell(
        by=cast.officer, thing=thing(cast, what="other"), reason="放不住", proceeds=Decimal("86.50")
    )


def test_the_money_of_what_was_sold_is_paid_out_for_a_signature_less_the_costs(cast: Cast) -> None:
    found = sold(cast)
    assert found.matter.is_open
    assert [one.pk for one in shown_outside(cast.room)] == [found.pk]
    with pytest.raises(Missing, match="receipt"):
        lost_selling.pay_out(by=cast.officer, thing=found, claim=claim(signed=False))
    with pytest.raises(Refused, match="costs_more"):
        lost_selling.pay_out(by=cast.officer, thing=found, claim=claim("90"))
    done = lost_selling.pay_out(by=cast.officer, thing=found, claim=claim("6.50"))
    assert (done.stage, done.paid_out, done.matter.state) == ("returned", Decimal("80.00"), "closed")
    assert done.signature


def test_the_money_nobody_claimed_for_a_year_after_the_notice_is_the_states(cast: Cast) -> None:
    found = sold(cast)
    with pytest.raises(Missing, match="year_over"):
        lost.to_state(by=cast.officer, thing=found, to="财政所")
    LostThing.objects.filter(pk=found.pk).update(day=date(2024, 1, 1))
    lost.notice(by=cast.officer, thing=found, day=timezone.localdate() - YEAR, where="公告栏")
    assert standing(LostThing.objects.get(pk=found.pk)).next_step.verb == "to_state"  # type: ignore[union-attr]
    assert lost.to_state(by=cast.officer, thing=found, to="财政所").stage == "states"


def test_what_is_sold_brought_money_and_was_no_paper(cast: Cast) -> None:
    with pytest.raises(Refused, match="no_money"):
        lost_selling.sell(by=cast.officer, thing=thing(cast), reason="坏了", proceeds=Decimal(0))
    with pytest.raises(Missing, match="not_papers"):
        lost_selling.sell(by=cast.officer, thing=thing(cast, what="cards"), reason="坏了", proceeds=Decimal(1))
    assert lost.let_go(by=cast.officer, thing=thing(cast), said="坏了").stage == "spoilt"
    found = sold(cast)
    assert figures(Matter.objects.all()).sold == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        LostThing.objects.filter(pk=found.pk).update(proceeds=None)


def test_joining_and_undoing_it_are_told_to_who_seeks_in_the_rooms_language(cast: Cast) -> None:
    sought, found = thing(cast, "lost"), thing(cast)
    with override("en"):
        lost_joining.join(by=cast.officer, thing=found, other=sought)
        lost_joining.unjoin(by=cast.officer, thing=sought, reason="颜色不对")
        lost.gone(by=cast.officer, thing=found, said="主人领走了")
    told = Entry.objects.filter(matter=sought.matter, verb="answer", is_public=True).order_by("at", "pk")
    assert [one.text[:7] for one in told] == ["和您说的相像的", "又看了一遍，这"]
    assert not Entry.objects.filter(matter=found.matter, verb="answer", is_public=True).exists()
    assert not LostThing.objects.filter(other__isnull=False).exists()
    assert Entry.objects.get(matter=found.matter, verb="close_unchecked").text.startswith("东西已经不在")
    with pytest.raises(Missing, match="joined"):
        lost_joining.unjoin(by=cast.officer, thing=sought, reason="颜色不对")
    with pytest.raises(NotAllowedNow):
        lost_joining.join(by=cast.officer, thing=found, other=sought)


@pytest.mark.parametrize("turned", [False, True])
def test_two_things_are_held_in_one_order_from_whichever_side_they_are_joined(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, turned: bool
) -> None:
    pair = thing(cast, "lost"), thing(cast)
    held, lock = [], story.locked
    monkeypatch.setattr(story, "locked", lambda matter: held.append(matter.pk) or lock(matter))
    one, other = pair[::-1] if turned else pair
    lost_joining.join(by=cast.officer, thing=one, other=other)
    assert held[:2] == sorted(each.pk for each in pair)


def test_the_signature_of_who_took_it_is_opened_by_who_may_work_on_it_and_nobody_else(cast: Cast) -> None:
    lost.hand_back(by=cast.officer, thing=thing(cast), claim=claim())
    file = File.objects.get()
    assert look(cast.officer, SessionBase(), file) == Look.PERSONAL
    assert look(None, SessionBase(), file) == Look.NO
    assert look(cast.stranger, SessionBase(), file) == Look.NO


def test_a_thing_is_sought_again_where_whoever_lost_it_is_not_satisfied(cast: Cast) -> None:
    sought = lost.give_up(by=cast.officer, thing=thing(cast, "lost"), said="找遍了")
    lost.follow_reopening(matter=sought.pk)
    assert LostThing.objects.get(pk=sought.pk).stage == "sought"
