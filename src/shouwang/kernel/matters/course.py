"""A procedure as one table of acts, whichever law it is by: what is allowed where, what is missing, what comes next."""

from collections.abc import Mapping
from dataclasses import dataclass, field

BEFORE = "before"  # as a target: the stage it stood in before it was put aside


@dataclass(frozen=True)
class Step:
    """One act of the procedure: from which stages, to which (`""`: it stays), who may, what must be there, by which rule.

    `next_from`: stages in which it may be the clear next step; the first whose `after` is there and `done` is not.
    """

    verb: str
    sources: tuple[str, ...]
    target: str
    who: str
    needs: tuple[str, ...] = ()
    rule: str = ""
    next_from: tuple[str, ...] = ()
    done: str = ""


class NotAllowedNow(Exception):
    """The act does not lead on from this stage."""

    def __init__(self, verb: str, stage: str) -> None:
        super().__init__(f"{verb} does not follow {stage}")
        self.verb, self.stage = verb, stage


class Missing(Exception):
    """Something that the act needs is not there; `needs` names it."""

    def __init__(self, verb: str, needs: tuple[str, ...]) -> None:
        super().__init__(f"{verb} needs {', '.join(needs)}")
        self.verb, self.needs = verb, needs


@dataclass(frozen=True)
class Course:
    """The acts of a procedure in their order; `steps` are the same by their verb."""

    table: tuple[Step, ...]
    steps: Mapping[str, Step] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "steps", {step.verb: step for step in self.table})

    def steps_from(self, stage: str) -> tuple[Step, ...]:
        """Every act that is allowed in the stage, in the table's order."""
        return tuple(step for step in self.table if stage in step.sources)

    def next_step(self, stage: str, there: frozenset[str]) -> Step | None:
        """The one act to offer first: the first of the stage's that is not done yet."""
        candidates = (step for step in self.table if stage in step.next_from)
        return next((step for step in candidates if not step.done or step.done not in there), None)

    def missing(self, verb: str, there: frozenset[str]) -> tuple[str, ...]:
        """What the act still needs."""
        return tuple(need for need in self.steps[verb].needs if need not in there)

    def take(self, verb: str, stage: str, there: frozenset[str], before: str = "") -> str:
        """The stage the act leads to; `before`: where it stood before it was put aside. Raises NotAllowedNow or Missing."""
        step = self.steps[verb]
        if stage not in step.sources:
            raise NotAllowedNow(verb, stage)
        if lacking := self.missing(verb, there):
            raise Missing(verb, lacking)
        if step.target == BEFORE:
            return before
        return step.target or stage
