"""The procedure's table, walked: every act is allowed where the table says and refused everywhere else."""

import pytest

from shouwang.kernel.people.permissions import Permission
from shouwang.systems.mediation import lifecycle
from shouwang.systems.mediation.actions.turn import begin
from shouwang.systems.mediation.telling import TOLD
from tests.cast import Cast
from tests.systems.mediation import quarrel

PAIRS = [(step.verb, stage) for step in lifecycle.TABLE for stage in lifecycle.STAGES]


@pytest.mark.parametrize(("verb", "stage"), PAIRS)
def test_an_act_leads_only_from_its_own_stages(verb: str, stage: str) -> None:
    step = lifecycle.STEPS[verb]
    if stage in step.sources:
        reached = lifecycle.take(verb, stage, frozenset(step.needs), before=lifecycle.MEDIATING)
        expected = {"": stage, lifecycle.BEFORE: lifecycle.MEDIATING}.get(step.target, step.target)
        assert reached == expected
    else:
        with pytest.raises(lifecycle.NotAllowedNow):
            lifecycle.take(verb, stage, frozenset(step.needs), before=lifecycle.MEDIATING)


@pytest.mark.parametrize("step", [step for step in lifecycle.TABLE if step.needs], ids=lambda step: step.verb)
def test_each_need_by_itself_holds_an_act_back(step: lifecycle.Step) -> None:
    for need in step.needs:
        with pytest.raises(lifecycle.Missing) as refused:
            lifecycle.take(step.verb, step.sources[0], frozenset(step.needs) - {need})
        assert refused.value.needs == (need,)


def test_every_act_has_words_and_a_permission() -> None:
    assert {step.verb for step in lifecycle.TABLE} <= set(TOLD)
    assert {step.who for step in lifecycle.TABLE} <= set(Permission)


def test_every_stage_is_reached_and_every_open_one_leads_on() -> None:
    reached = {step.target for step in lifecycle.TABLE} - {"", lifecycle.BEFORE}
    assert reached == set(lifecycle.STAGES) - {lifecycle.ASKED}
    assert all(lifecycle.steps_from(stage) for stage in lifecycle.OPEN)
    assert all(lifecycle.next_step(stage, frozenset()) for stage in lifecycle.OPEN)
    assert not lifecycle.steps_from(lifecycle.ARCHIVED)


@pytest.mark.parametrize("stage", lifecycle.STAGES)
def test_the_actions_stand_at_each_stage_where_the_table_says(cast: Cast, stage: str) -> None:
    dispute = quarrel.at(cast, stage)
    assert dispute.stage == stage
    for step in lifecycle.TABLE:
        if stage not in step.sources:
            with pytest.raises(lifecycle.NotAllowedNow):
                begin(cast.officer, dispute, step.verb)
