"""The table of states: what follows what, for every path there is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwang.kernel.matters import lifecycle
from shouwang.kernel.people.permissions import Permission

EVERYTHING = frozenset(need for step in lifecycle.TABLE for need in step.needs)


@given(st.lists(st.sampled_from(sorted(lifecycle.STEPS))))
def test_no_path_leads_outside_the_table(verbs: list[str]) -> None:
    state = lifecycle.COLLECTED
    for verb in verbs:
        if state in lifecycle.STEPS[verb].sources:
            state = lifecycle.take(verb, state, EVERYTHING)
        else:
            with pytest.raises(lifecycle.NotAllowedNow):
                lifecycle.take(verb, state, EVERYTHING)
        assert state in lifecycle.STATES


@pytest.mark.parametrize("step", lifecycle.TABLE, ids=lambda step: step.verb)
def test_a_step_without_what_it_needs_says_what_is_missing(step: lifecycle.Step) -> None:
    if not step.needs:
        assert lifecycle.take(step.verb, step.sources[0], frozenset()) == step.target
        return
    with pytest.raises(lifecycle.Missing) as caught:
        lifecycle.take(step.verb, step.sources[0], frozenset())
    assert caught.value.needs == step.needs


def test_an_ended_matter_goes_on_only_by_reopening_with_a_reason() -> None:
    for state in (lifecycle.CLOSED, lifecycle.RETURNED, lifecycle.WITHDRAWN):
        assert [step.verb for step in lifecycle.steps_from(state)] == ["reopen"]
    assert lifecycle.STEPS["reopen"].needs == ("reason",)


def test_every_step_is_open_to_a_known_permission_or_the_reporter() -> None:
    for step in lifecycle.TABLE:
        assert step.who == lifecycle.REPORTER or Permission(step.who)


@pytest.mark.parametrize(
    ("state", "verb"),
    [
        ("collected", "accept"),
        ("accepted", "assign"),
        ("assigned", "start"),
        ("working", "report"),
        ("reported", "check"),
        ("checked", "close"),
    ],
)
def test_every_open_state_has_one_next_step(state: str, verb: str) -> None:
    assert lifecycle.next_step(state) == lifecycle.STEPS[verb]


def test_an_accepted_matter_that_somebody_has_is_ready_to_start() -> None:
    assert lifecycle.next_step(lifecycle.ACCEPTED, has_taker=True) == lifecycle.STEPS["start"]


def test_what_is_over_has_no_next_step() -> None:
    assert [lifecycle.next_step(state) for state in lifecycle.ENDED] == [None] * 4
