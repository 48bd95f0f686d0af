"""The quiz alone, page by page: loaded again, in the other language, and with a question that goes while it is played."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from shouwang.systems.outreach.actions import quiz
from shouwang.systems.outreach.models import Answer, Question
from shouwang.systems.outreach.quiz.item import TRUE
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.once]
QUIZ = "/r/HW/quiz/"


@pytest.fixture
def villager(cast: Cast) -> Client:
    for number in range(3):
        said = quiz.Said("truefalse", f"第{number}道？", (quiz.Line(TRUE, Decimal(100)), quiz.Line("FALSE")), "因为。")
        quiz.write(by=cast.officer, room=cast.room, said=said, about=quiz.About())
    return Client()


def begun(villager: Client) -> str:
    """The address of the first question."""
    return str(villager.post(QUIZ, {"begin": "1"})["Location"])


def answered(villager: Client, address: str, choice: str) -> Any:
    text = villager.get(address).content.decode()
    said = {name: re.search(rf'name="{name}" value="([^"]+)"', text)[1] for name in ("play", "answer")}  # type: ignore[index]
    return villager.post(address, {**said, "choice": choice}, follow=True)


def test_an_answer_stands_at_an_address_and_is_sent_once(villager: Client) -> None:
    first = begun(villager)
    page = answered(villager, first, "1")
    address = page.redirect_chain[-1][0]
    assert "您选的是" in page.content.decode()
    assert villager.get(address).content == villager.get(address).content, "loaded again it says the same"
    villager.cookies["language"] = "en"
    assert "Not quite" in villager.get(address).content.decode()
    answered(villager, first, "0")  # back, and another answer: the first counts
    assert Answer.objects.count() == 1
    assert not Answer.objects.get().is_right


def test_a_question_that_is_retired_meanwhile_is_passed_over(villager: Client, cast: Cast) -> None:
    page = answered(villager, begun(villager), "0")
    done = Answer.objects.get().wording.question
    for question in Question.objects.exclude(pk=done.pk):
        quiz.retire(by=cast.officer, question=question)
    onward = re.search(r'class="button primary wide" href="([^"]+)"', page.content.decode())
    assert onward
    assert "1 道题，您答对 1 道" in villager.get(onward[1].replace("&amp;", "&")).content.decode()


def test_an_empty_answer_and_a_worn_out_address(villager: Client) -> None:
    address = begun(villager)
    text = villager.get(address).content.decode()
    said = {name: re.search(rf'name="{name}" value="([^"]+)"', text)[1] for name in ("play", "answer")}  # type: ignore[index]
    assert villager.post(address, said).status_code == 422
    assert "重新开始" in villager.get(f"{QUIZ}?play=xyz").content.decode()
