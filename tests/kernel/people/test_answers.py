"""The same request under the same key is done once and answered alike."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.people import actions
from shouwang.kernel.people.models import Account, IdempotentAnswer, Token
from shouwang.kernel.people.scopes import Scope
from tests.cast import Cast


def token_for(account: Account) -> Token:
    return actions.issue_token(by=SYSTEM, account=account, name="program", scopes=[Scope.MATTERS_WRITE])[0]


def test_the_first_claim_finds_nothing_and_the_second_finds_the_answer(cast: Cast) -> None:
    token = token_for(cast.officer)
    row, before = actions.claim_answer(token=token, key="k", request_digest="d")
    assert before == ""
    actions.keep_answer(row=row, answer="HW-2026-0001")
    assert actions.claim_answer(token=token, key="k", request_digest="d")[1] == "HW-2026-0001"


def test_a_key_with_another_request_is_refused(cast: Cast) -> None:
    token = token_for(cast.officer)
    actions.claim_answer(token=token, key="k", request_digest="d")
    with pytest.raises(actions.OtherRequest):
        actions.claim_answer(token=token, key="k", request_digest="e")


def test_an_act_that_fails_leaves_no_claim(cast: Cast) -> None:
    token = token_for(cast.officer)
    with pytest.raises(ValueError, match="it failed"), transaction.atomic():
        actions.claim_answer(token=token, key="k", request_digest="d")
        raise ValueError("it failed")
    assert not IdempotentAnswer.objects.exists()


def test_an_answer_can_not_be_read_without_the_rooms_key(cast: Cast) -> None:
    row, _ = actions.claim_answer(token=token_for(cast.officer), key="k", request_digest="d")
    actions.keep_answer(row=row, answer="ABCD-EFGH-JKMN")
    assert "ABCD" not in IdempotentAnswer.objects.get().answer_sealed


def test_after_a_day_the_key_is_free_again_and_the_answer_forgotten(cast: Cast) -> None:
    token = token_for(cast.officer)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        actions.claim_answer(token=token, key="old", request_digest="d")
        clock.shift(timedelta(hours=23))
        actions.claim_answer(token=token, key="new", request_digest="d")
        assert actions.forget_answers() == 0
        clock.shift(timedelta(hours=2))
        assert actions.claim_answer(token=token, key="old", request_digest="e")[1] == ""
        clock.shift(timedelta(hours=23))
        assert actions.forget_answers() == 1


def test_a_token_has_only_scopes_there_are(cast: Cast) -> None:
    assert token_for(cast.officer).holds(Scope.MATTERS_WRITE)
    assert not token_for(cast.officer).holds(Scope.MATTERS_READ)
    with pytest.raises(ValueError, match="matters:everything"):
        actions.issue_token(by=SYSTEM, account=cast.officer, name="x", scopes=["matters:everything"])


def test_the_use_of_a_key_is_noted_to_the_hour(cast: Cast) -> None:
    token = token_for(cast.officer)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        actions.note_use(token=token)
        first = Token.objects.get().used_at
        clock.shift(timedelta(minutes=59))
        actions.note_use(token=Token.objects.get())
        assert Token.objects.get().used_at == first
        clock.shift(timedelta(minutes=2))
        actions.note_use(token=Token.objects.get())
        assert Token.objects.get().used_at != first


def test_a_forgotten_answer_stays_forgotten_and_others_stay(cast: Cast) -> None:
    token = token_for(cast.officer)
    for key in ("one", "other"):
        row, _ = actions.claim_answer(token=token, key=key, request_digest="d")
        actions.keep_answer(row=row, answer=f"about {key}")
    assert actions.blank_answers(naming=["about one", "nobody"]) == 1
    with pytest.raises(actions.AnswerGone):
        actions.claim_answer(token=token, key="one", request_digest="d")
    assert actions.claim_answer(token=token, key="other", request_digest="d")[1] == "about other"
