"""The quiz: a bank with versions, rounds alone and together, answers that become counts."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from shouwang.surfaces.public.views.quiz import Play
from shouwang.systems.outreach.actions import quiz, quiz_rounds
from shouwang.systems.outreach.actions.quiz import About, Line, Said
from shouwang.systems.outreach.models import Answer, Question, Round, Tally, Wording
from shouwang.systems.outreach.queries import quiz as queries
from shouwang.systems.outreach.quiz import gift
from shouwang.systems.outreach.quiz.item import Given
from shouwang.systems.outreach.quiz.starting import STARTING
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.once]

REFUND = Said(
    "single", "客服退款先转钱？", (Line("挂断", Decimal(100)), Line("照做"), Line("问邻居")), "退款从来不用先交钱。"
)
RIGHT, WRONG = Given(frozenset({0})), Given(frozenset({1}))


def written(cast: Cast, said: Said = REFUND) -> Question:
    return quiz.write(by=cast.officer, room=cast.room, said=said, about=About(fraud_type="courier"))


def wording(question: Question) -> Wording:
    return queries.bank(question.room).get(question=question)


def started(cast: Cast) -> Round:
    one = quiz_rounds.start(by=cast.officer, room=cast.room, count=3)
    return quiz_rounds.go_on(by=cast.officer, one=one, seen=one.version)


def test_another_wording_is_a_new_version_and_answers_keep_theirs(cast: Cast) -> None:
    question = written(cast)
    first = wording(question)
    quiz_rounds.answer_alone(room=cast.room, wording=first, token="a", given=WRONG)
    said = Said("single", "说退款，要先转钱，怎么办？", REFUND.lines)
    question = quiz.change(by=cast.officer, question=question, said=said, about=About())
    assert (question.version, wording(question).text) == (2, said.text)
    assert Answer.objects.get().wording == first
    assert queries.results(cast.room)[0].of == 1, "the question's figures go on"
    assert quiz.change(by=cast.officer, question=question, said=said, about=About(source="县局")).version == 2


def test_only_who_works_on_it_and_what_is_retired_is_not_asked(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        quiz.write(by=cast.lawyer, room=cast.room, said=REFUND, about=About())
    question = written(cast)
    assert not queries.seen_bank(cast.neighbour, cast.room).exists()
    quiz.retire(by=cast.officer, question=question)
    assert not queries.has_questions(cast.room)
    with pytest.raises(quiz_rounds.NothingToAsk):
        quiz_rounds.start(by=cast.officer, room=cast.room, count=3)
    quiz.take_up(by=cast.officer, question=question)
    assert queries.has_questions(cast.room)


def test_a_file_is_taken_in_once_and_comes_out_the_same(cast: Cast) -> None:
    items = gift.read(
        "::退款::先转钱？ {=挂断#对 ~照做\n####不用先交钱。}\n\n要{~%50%灯 ~%50%路 ~%-100%酒}\n\n真的？{F}"
    ).items
    assert quiz.take_in(by=cast.officer, room=cast.room, items=items, about=About()) == (3, 0)
    assert quiz.take_in(by=cast.officer, room=cast.room, items=items, about=About()) == (0, 3)
    out = gift.written(queries.item_of(one) for one in queries.playable(cast.room))
    assert gift.read(out).items == items


def test_the_starting_questions_are_whole(cast: Cast) -> None:
    assert len(STARTING) == 20
    assert quiz.take_starting(by=cast.officer, room=cast.room) == 20
    assert quiz.take_starting(by=cast.officer, room=cast.room) == 0
    for one in queries.bank(cast.room):
        assert one.text_en
        assert one.explanation_en
        assert any(option.weight > 0 for option in one.options.all())
        assert one.explanation.count("。") + one.explanation.count("！") == 2
    assert {one.fraud_type for one in STARTING} >= {"rebate", "investment", "officials", "games"}


class TestTogether:
    def test_the_desk_leads_and_a_second_press_changes_nothing(self, cast: Cast) -> None:
        written(cast)
        one = quiz_rounds.start(by=cast.officer, room=cast.room, count=3)
        assert (one.state, len(one.code)) == ("waiting", 4)
        asking = quiz_rounds.go_on(by=cast.officer, one=one, seen=0)
        assert (asking.state, asking.place) == ("asking", 1)
        assert quiz_rounds.go_on(by=cast.officer, one=one, seen=0).version == 1
        shown = quiz_rounds.go_on(by=cast.officer, one=one, seen=1)
        assert shown.state == "shown"
        over = quiz_rounds.go_on(by=cast.officer, one=one, seen=2)
        assert over.ended_at

    def test_an_answer_counts_once_and_late_ones_count_too(self, cast: Cast) -> None:
        asked = wording(written(cast))
        one = started(cast)
        quiz_rounds.answer(one=one, wording=asked, token="a", given=RIGHT)
        again = quiz_rounds.answer(one=one, wording=asked, token="a", given=WRONG)
        assert again
        assert again.is_right, "the first counts"
        quiz_rounds.go_on(by=cast.officer, one=one, seen=1)
        quiz_rounds.answer(one=one, wording=asked, token="b", given=WRONG)
        assert queries.counts(one, asked) == (2, 1, {0: 1, 1: 1})
        quiz_rounds.end(by=cast.officer, one=one)
        assert quiz_rounds.answer(one=one, wording=asked, token="c", given=WRONG), "until they become counts"

    def test_what_was_not_asked_yet_is_not_answered(self, cast: Cast) -> None:
        asked = wording(written(cast))
        one = quiz_rounds.start(by=cast.officer, room=cast.room, count=1)
        assert quiz_rounds.answer(one=one, wording=asked, token="a", given=RIGHT) is None

    def test_the_code_opens_it_for_a_while_in_its_room(self, cast: Cast) -> None:
        written(cast)
        one, now = started(cast), timezone.now()
        assert queries.round_by(cast.room, one.code, now) == one
        assert queries.round_by(cast.next_room, one.code, now) is None
        assert queries.round_by(cast.room, one.code, now + timedelta(hours=4)) is None


def test_after_a_day_only_counts_are_left(cast: Cast) -> None:
    asked = wording(written(cast))
    one = started(cast)
    for place in range(6):
        quiz_rounds.answer(one=one, wording=asked, token=str(place), given=WRONG if place else RIGHT)
    before = queries.results(cast.room)
    assert quiz_rounds.forget_rounds(now=timezone.now()) == 0
    assert quiz_rounds.forget_rounds(now=timezone.now() + timedelta(days=1)) == 1
    assert not Round.objects.exists()
    assert not Answer.objects.exists()
    assert Tally.objects.count() == 2
    assert queries.results(cast.room) == before
    hard = queries.hardest(cast.room)
    assert hard
    assert (hard.wrong, hard.of, hard.chosen) == (5, 6, {"0": 1, "1": 5})
    assert quiz_rounds.forget_rounds(now=timezone.now() + timedelta(days=1)) == 0


def test_a_changed_comma_leaves_how_often_an_answer_was_chosen_of_its_own_wording(cast: Cast) -> None:
    question = written(cast)
    for token in "abc":
        quiz_rounds.answer_alone(room=cast.room, wording=wording(question), token=token, given=WRONG)
    quiz.change(by=cast.officer, question=question, said=replace(REFUND, text="先转钱？"), about=About())
    quiz_rounds.answer_alone(room=cast.room, wording=wording(question), token="d", given=WRONG)
    found = queries.results(cast.room)[0]
    assert (found.of, found.now_of, found.chosen) == (4, 1, {"1": 1})


def test_a_category_that_is_too_long_is_a_fault(cast: Cast) -> None:
    found = gift.read(f"$CATEGORY: {'长' * 201}\n\n::一:: 对吗？ {{T}}")
    assert [one.wrong for one in found.faults] == [gift.Wrong.TOO_LONG]


def test_alone_a_question_that_goes_meanwhile_leaves_the_marks_with_their_questions(client: Client, cast: Cast) -> None:
    asked = [written(cast, replace(REFUND, text=f"第{number}问")) for number in "一二三"]
    keys = [wording(one).pk for one in asked]
    play = Play("t", tuple(key.hex for key in keys), "0")
    quiz.retire(by=cast.officer, question=asked[0])
    quiz.retire(by=cast.officer, question=asked[2])
    sent = {"play": play.signed(), "answer": str(keys[1]), "choice": "0"}
    done = client.post("/r/HW/quiz/", sent)
    end = client.get(done["Location"].partition("&said")[0]).content.decode()
    assert "2 道题，您答对 1 道" in end
    for one in asked:
        quiz.retire(by=cast.officer, question=one)
    assert "0 道" not in client.post("/r/HW/quiz/", {"begin": "1"}, follow=True).content.decode()


def test_a_late_answer_counts_and_a_phone_counts_when_it_keeps_its_token(client: Client, cast: Cast) -> None:
    written(cast)
    one = started(cast)
    asked = queries.asked_at(one, 1)
    here = f"/r/HW/quiz/{one.code}/"
    sent = {"place": "1", "answer": str(asked and asked.pk), "choice": "0"}
    client.get(here)
    client.cookies.clear()
    assert "cookie" in client.post(here, sent).content.decode().lower()
    one.refresh_from_db()
    assert one.joined == 0
    client.get(here)
    for _ in range(3):
        client.get(f"{here}now/")
    one.refresh_from_db()
    assert one.joined == 1
    quiz_rounds.end(by=cast.officer, one=one)
    Round.objects.update(started_at=timezone.now() - timedelta(hours=4))
    client.post(here, sent)
    assert one.answers.count() == 1
