"""The life of a matter: one table in plain Python. Buttons, API, tests and the docs' diagram are made from it.

collected 采集 → accepted 受理 → assigned 分派 → working 办理 → reported 反馈 → checked 核查 → closed 结案 (domain b3).
"""

from collections.abc import Mapping
from dataclasses import dataclass

COLLECTED, ACCEPTED, ASSIGNED, WORKING = "collected", "accepted", "assigned", "working"
REPORTED, CHECKED, CLOSED = "reported", "checked", "closed"
RETURNED, WITHDRAWN, MERGED = "returned", "withdrawn", "merged"

OPEN = (COLLECTED, ACCEPTED, ASSIGNED, WORKING, REPORTED, CHECKED)
ENDED = (CLOSED, RETURNED, WITHDRAWN, MERGED)
STATES = OPEN + ENDED

REPORTER = "reporter"  # whoever holds the follow-code, in place of a permission


@dataclass(frozen=True)
class Step:
    """One way from states to a state: its verb, who may (a permission, or the reporter), what must be filled."""

    verb: str
    sources: tuple[str, ...]
    target: str
    who: str
    needs: tuple[str, ...] = ()
    next_from: tuple[str, ...] = ()  # states in which it is offered as the clear next step


TABLE: tuple[Step, ...] = (
    Step("accept", (COLLECTED,), ACCEPTED, "matter.accept", next_from=(COLLECTED,)),
    Step("return", (COLLECTED, ACCEPTED), RETURNED, "matter.accept", needs=("answer",)),
    Step("assign", (ACCEPTED, ASSIGNED, WORKING), ASSIGNED, "matter.assign", needs=("taker",), next_from=(ACCEPTED,)),
    Step("start", (ACCEPTED, ASSIGNED), WORKING, "matter.work", next_from=(ASSIGNED,)),
    Step("report", (WORKING,), REPORTED, "matter.work", needs=("outcome",), next_from=(WORKING,)),
    Step("check", (REPORTED,), CHECKED, "matter.check", needs=("other_eyes",), next_from=(REPORTED,)),
    Step("send_back", (REPORTED, CHECKED), WORKING, "matter.check", needs=("reason",)),
    Step("close", (CHECKED,), CLOSED, "matter.close", needs=("answer",), next_from=(CHECKED,)),
    Step("close_unchecked", (REPORTED,), CLOSED, "matter.close", needs=("answer", "reason")),
    Step("reopen", (CLOSED, RETURNED, WITHDRAWN), ACCEPTED, "matter.close", needs=("reason",)),
    Step("withdraw", (COLLECTED, ACCEPTED, ASSIGNED, WORKING), WITHDRAWN, REPORTER),
    Step("withdraw_for", (COLLECTED, ACCEPTED, ASSIGNED, WORKING), WITHDRAWN, "matter.accept", needs=("reason",)),
    Step("merge", OPEN, MERGED, "matter.merge", needs=("target",)),
)
STEPS: Mapping[str, Step] = {step.verb: step for step in TABLE}


class NotAllowedNow(Exception):
    """The step does not lead on from this state."""

    def __init__(self, verb: str, state: str) -> None:
        super().__init__(f"{verb} does not follow {state}")
        self.verb, self.state = verb, state


class Missing(Exception):
    """Something that the step needs is not filled in; `needs` names it."""

    def __init__(self, verb: str, needs: tuple[str, ...]) -> None:
        super().__init__(f"{verb} needs {', '.join(needs)}")
        self.verb, self.needs = verb, needs


def steps_from(state: str) -> tuple[Step, ...]:
    """Every step that leads on from the state, in the table's order."""
    return tuple(step for step in TABLE if state in step.sources)


def next_step(state: str, *, has_taker: bool = False) -> Step | None:
    """The one step to offer first; an accepted matter that has a taker is ready to start."""
    if state == ACCEPTED and has_taker:
        return STEPS["start"]
    return next((step for step in TABLE if state in step.next_from), None)


def take(verb: str, state: str, filled: frozenset[str]) -> str:
    """The state the step leads to. Raises NotAllowedNow or Missing."""
    step = STEPS[verb]
    if state not in step.sources:
        raise NotAllowedNow(verb, state)
    if missing := tuple(need for need in step.needs if need not in filled):
        raise Missing(verb, missing)
    return step.target
