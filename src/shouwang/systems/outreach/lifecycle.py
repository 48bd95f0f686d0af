"""The life of a bulletin: written, released by a second person, taken down or expired. One table in plain Python."""

from collections.abc import Mapping
from dataclasses import dataclass

DRAFT, RELEASED, TAKEN_DOWN, EXPIRED = "draft", "released", "taken_down", "expired"
STATES = (DRAFT, RELEASED, TAKEN_DOWN, EXPIRED)

CLOCK = "clock"  # whoever asks: time did it


@dataclass(frozen=True)
class Step:
    """One way from states to a state: its verb, who may (a permission, or the clock), what must be filled."""

    verb: str
    sources: tuple[str, ...]
    target: str
    who: str
    needs: tuple[str, ...] = ()


TABLE: tuple[Step, ...] = (
    Step("rewrite", (DRAFT,), DRAFT, "bulletin.write"),
    # A second person reads it; where nobody else may release, the reason stands in for them.
    Step("release", (DRAFT,), RELEASED, "bulletin.release", needs=("other_eyes",)),
    Step("discard", (DRAFT,), TAKEN_DOWN, "bulletin.write", needs=("reason",)),
    # Also what is past its time: it may still be read for 90 days.
    Step("take_down", (RELEASED, EXPIRED), TAKEN_DOWN, "bulletin.release", needs=("reason",)),
    Step("expire", (RELEASED,), EXPIRED, CLOCK),
)
STEPS: Mapping[str, Step] = {step.verb: step for step in TABLE}


class NotAllowedNow(Exception):
    """The step does not lead on from this state."""

    def __init__(self, verb: str, state: str) -> None:
        super().__init__(f"{verb} does not follow {state}")
        self.verb, self.state = verb, state


class Changed(NotAllowedNow):
    """Its words were changed since the page was made: who releases them reads them first."""

    def __init__(self, state: str) -> None:
        super().__init__("going by an older page", state)


class Missing(Exception):
    """Something that the step needs is not filled in; `needs` names it."""

    def __init__(self, verb: str, needs: tuple[str, ...]) -> None:
        super().__init__(f"{verb} needs {', '.join(needs)}")
        self.verb, self.needs = verb, needs


def steps_from(state: str) -> tuple[Step, ...]:
    """Every step that leads on from the state, in the table's order."""
    return tuple(step for step in TABLE if state in step.sources)


def take(verb: str, state: str, filled: frozenset[str]) -> str:
    """The state the step leads to. Raises NotAllowedNow or Missing."""
    step = STEPS[verb]
    if state not in step.sources:
        raise NotAllowedNow(verb, state)
    if missing := tuple(need for need in step.needs if need not in filled):
        raise Missing(verb, missing)
    return step.target
