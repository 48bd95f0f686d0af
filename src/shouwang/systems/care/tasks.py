"""What the scheduler calls of care; safe to run twice."""

from shouwang.systems.care.actions import chains, emptying


def tell_late() -> int:
    """Every minute: tell of steps after nobody answered that are late."""
    return chains.tell_late()


def retire_due() -> int:
    """Every day: empty what is past its time, in every room: it was promised."""
    return emptying.retire_due()
