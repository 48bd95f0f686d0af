"""The life of a gathering: planned, announced, held, minutes posted (and taken back); or called off, with reasons. One table."""

from collections.abc import Mapping

from shouwang.systems.outreach.lifecycle import Missing, NotAllowedNow, Step

PLANNED, ANNOUNCED, HELD, POSTED, OFF = "planned", "announced", "held", "posted", "off"
STATES = (PLANNED, ANNOUNCED, HELD, POSTED, OFF)

TABLE: tuple[Step, ...] = (
    Step(
        "announce", (PLANNED,), ANNOUNCED, "bulletin.release", needs=("invitation", "future", "no_warning", "no_names")
    ),
    Step("hold", (PLANNED, ANNOUNCED), HELD, "outreach.work", needs=("attendance", "begun")),
    # A second person reads them; where nobody else may release, the reason stands in for them.
    Step("post", (HELD,), POSTED, "bulletin.release", needs=("minutes", "other_eyes", "no_names")),
    Step("take_back", (POSTED,), HELD, "bulletin.release", needs=("reason",)),
    Step("call_off", (PLANNED, ANNOUNCED), OFF, "outreach.work", needs=("reason",)),
)
STEPS: Mapping[str, Step] = {step.verb: step for step in TABLE}
CHANGEABLE = (PLANNED, ANNOUNCED)  # when, where, what about
OPEN_TO_NOTES = (ANNOUNCED, HELD, POSTED)  # questions asked there, pictures


class Changed(NotAllowedNow):
    """Somebody else changed it since the page was opened; `version` is the one now."""

    def __init__(self, verb: str, state: str, version: int) -> None:
        super().__init__(verb, state)
        self.version = version


def take(verb: str, state: str, filled: frozenset[str]) -> str:
    """The state the step leads to. Raises NotAllowedNow or Missing."""
    step = STEPS[verb]
    if state not in step.sources:
        raise NotAllowedNow(verb, state)
    if missing := tuple(need for need in step.needs if need not in filled):
        raise Missing(verb, missing)
    return step.target
