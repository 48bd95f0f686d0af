"""Asking on the telephone whether people were satisfied."""

import pytest
from django.test import Client
from django.urls import reverse

from shouwang.kernel.journal.models import Record
from shouwang.kernel.matters import lifecycle
from shouwang.kernel.matters.models import Matter, Satisfaction
from tests.access.things import to_ask
from tests.cast import Cast

LIST = "/desk/services/ask/"


@pytest.fixture
def matter(cast: Cast) -> Matter:
    return Matter.objects.get(pk=to_ask(cast.room))


@pytest.fixture
def desk(client: Client, cast: Cast) -> Client:
    client.force_login(cast.auxiliary)
    return client


def test_nobody_is_named_before_somebody_asks_whom_to_ring(desk: Client, matter: Matter) -> None:
    address = f"{LIST}{matter.pk}/"
    assert address in desk.get(LIST).content.decode()
    assert "13800138000" not in desk.get(address).content.decode()
    assert "13800138000" in desk.post(address, {"act": "look"}).content.decode()
    assert Record.objects.filter(verb="thanks.looked").count() == 1


def test_an_answer_without_a_face_is_asked_for_again_and_keeps_the_words(desk: Client, matter: Matter) -> None:
    answer = desk.post(f"{LIST}{matter.pk}/", {"act": "said", "text": "等得久"})
    assert answer.status_code == 422
    assert "等得久" in answer.content.decode()
    assert Satisfaction.objects.get().answered_at is None


def test_a_bad_answer_opens_it_again_at_the_chiefs_desk(desk: Client, matter: Matter, cast: Cast) -> None:
    answer = desk.post(f"{LIST}{matter.pk}/", {"act": "said", "score": "1", "text": "没送到"}, follow=True)
    assert cast.chief.name in answer.content.decode()
    assert reverse("desk:matter", args=[matter.pk]) in answer.content.decode()
    matter.refresh_from_db()
    assert (matter.state, matter.owner) == (lifecycle.ACCEPTED, cast.chief)


def test_a_call_nobody_answers_is_counted_and_a_no_ends_it(desk: Client, matter: Matter) -> None:
    address = f"{LIST}{matter.pk}/"
    desk.post(address, {"act": "not_reached"})
    assert "1" in desk.post(address, {"act": "look"}).content.decode()
    desk.post(address, {"act": "declined"})
    assert desk.get(address).status_code == 404
    assert Satisfaction.objects.get().tries == 1
