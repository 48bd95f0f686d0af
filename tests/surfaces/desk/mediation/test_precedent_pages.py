"""A mediator looks up what settled quarrels like theirs; the parties' own pages and papers say nothing of it."""

import pytest
from django.test import Client
from django.urls import reverse

from shouwang.kernel.journal.models import Record
from shouwang.systems.mediation.actions import precedents
from shouwang.systems.mediation.models import Dispute, Precedent
from tests.cast import Cast
from tests.surfaces.desk.mediation.test_from_door_to_archive import sat, went
from tests.systems.mediation import quarrel

pytestmark = pytest.mark.once

LIKE, LIST = "desk-mediation:like", reverse("desk-mediation:precedents")
SETTLED = "退墙三十厘米"


@pytest.fixture
def closed(cast: Cast) -> Dispute:
    dispute = quarrel.at(cast, "closed")
    precedents.tend()
    return dispute


def shown(client: Client, address: str, said: dict[str, str] | None = None) -> str:
    answer = client.post(address, said) if said else client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_from_the_dispute_to_those_like_it_with_why_and_the_own_file(cast: Cast, closed: Dispute) -> None:
    now = quarrel.seated(cast)
    client = sat(cast.mediator)
    address = reverse(LIKE, args=[now.pk])
    assert address in shown(client, reverse("desk-mediation:dispute", args=[now.pk]))
    page = shown(client, address)
    assert SETTLED in page
    assert "滴水线" in page
    assert "不要给当事人看" in page
    assert closed.matter.reference in page
    assert "王石头" not in page.replace(now.matter.title, "")


def test_only_who_may_act_on_the_dispute_asks(cast: Cast, closed: Dispute) -> None:
    now = quarrel.seated(cast)
    address = reverse(LIKE, args=[now.pk])
    assert sat(cast.lawyer).get(address).status_code == 403
    assert sat(cast.neighbour).get(address).status_code == 404
    assert address not in shown(sat(cast.officer), reverse("desk-mediation:papers", args=[now.pk]))


def test_it_says_why_there_is_none(cast: Cast) -> None:
    now = quarrel.seated(cast)
    client = sat(cast.mediator)
    assert "还没有办结的纠纷" in shown(client, reverse(LIKE, args=[now.pk]))
    quarrel.at(cast, "closed")
    precedents.tend()
    assert "没有类似的" in shown(client, LIST, {"words": "xyz"})
    assert "写得太少" in shown(client, LIST, {"words": "。"})
    assert client.post(LIST, {"words": ""}).status_code == 422
    assert SETTLED in shown(client, LIST, {"words": "新墙"})


def test_read_over_by_the_officer_another_room_finds_it_without_whose_it_was(cast: Cast, closed: Dispute) -> None:
    one = Precedent.objects.get()
    address = reverse("desk-mediation:precedent", args=[one.pk])
    officer, other = sat(cast.officer), sat(cast.neighbour)
    assert address in shown(officer, LIST)
    assert address not in shown(sat(cast.mediator), LIST)
    assert other.get(address).status_code == 404
    said = {"facts": one.facts, "settled": f"{one.settled}，共三次调解。"}
    assert officer.post(address, said).status_code == 422  # without saying that it was read
    went(officer.post(address, said | {"is_nameless": "on"}))
    page = shown(other, LIST, {"words": "新墙压到滴水线"})
    assert "共三次调解" in page
    assert "本县另一个警务室" in page
    assert closed.matter.reference not in page
    assert "河湾" not in page
    assert SETTLED in shown(other, address)
    assert other.post(address, said | {"is_nameless": "on"}).status_code == 403
    assert sat(cast.mediator).post(address, {"act": "take_back"}).status_code == 403
    went(officer.post(address, {"act": "take_back"}))
    assert other.get(address).status_code == 404
    verbs = Record.objects.filter(verb__startswith="mediation.precedent").order_by("at").values_list("verb", flat=True)
    assert list(verbs) == ["mediation.precedent_read", "mediation.precedent_taken_back"]
