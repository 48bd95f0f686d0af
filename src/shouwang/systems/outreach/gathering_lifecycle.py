"""The life of a gathering: planned, announced, held, minutes posted; or called off with the reason. One table."""

from collections.abc import Mapping

from shouwang.systems.outreach.lifecycle import Missing, NotAllowedNow, Step

PLANNED, ANNOUNCED, HELD, POSTED, OFF = "planned", "announced", "held", "posted", "off"
STATES = (PLANNED, ANNOUNCED, HELD, POSTED, OFF)

TABLE: tuple[Step, ...] = (
    Step("announce", (PLANNED,), ANNOUNCED, "outreach.work", needs=("invitation", "future")),
    Step("hold", (PLANNED, ANNOUNCED), HELD, "outreach.work", needs=("attendance", "begun")),
    # A second person reads them; where nobody else may release, the reason stands in for them.
    Step("post", (HELD,), POSTED, "bulletin.release", needs=("minutes", "other_eyes")),
    Step("call_off", (PLANNED, ANNOUNCED), OFF, "outreach.work", needs=("reason",)),
)
STEPS: Mapping[str, Step] = {step.verb: step for step in TABLE}
CHANGEABLE = (PLANNED, ANNOUNCED)  # when, where, what about
OPEN_TO_NOTES = (ANNOUNCED, HELD, POSTED)  # questions asked there, pictures


def take(verb: str, state: str, filled: frozenset[str]) -> str:
    """The state the step leads to. Raises NotAllowedNow or Missing."""
    step = STEPS[verb]
    if state not in step.sources:
        raise NotAllowedNow(verb, state)
    if missing := tuple(need for need in step.needs if need not in filled):
        raise Missing(verb, missing)
    return step.target
