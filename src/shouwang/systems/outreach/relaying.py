"""Official warnings are passed on, never made: only governments issue them, with level, area and time.

Emergency Response Law (in force 2024-11-01), Art 63 to 65. So a bulletin in the room's own name has no level and no number,
and does not call itself a warning.
"""

from datetime import datetime

WARNING = "warning"
RESERVED = ("预警", "red alert", "official warning")


def faults(
    *, kind: str, titles: tuple[str, ...], source: tuple[object, ...], until: datetime | None
) -> tuple[str, ...]:
    """What is wrong, by name: "source" (of a warning issuer, number, level or time of issue is missing), "until" (it
    has no end), "own_source" (the room's own has one of these), "own_word" (the room's own calls itself a warning)."""
    if kind == WARNING:
        missing = () if all(source) else ("source",)
        return missing if until else (*missing, "until")
    own = ("own_source",) if any(source) else ()
    calls_itself = any(word in title.lower() for title in titles for word in RESERVED)
    return (*own, "own_word") if calls_itself else own
