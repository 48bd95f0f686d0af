"""How long a room keeps a case, and in which of its times a chain is done."""

from shouwang.kernel.ground.models import Room
from shouwang.systems.care.models import Rules


def rules_of(room: Room) -> Rules:
    """The room's rules, or the assumed ones where it said nothing."""
    return Rules.objects.filter(room=room).first() or Rules(room=room)


def days_kept(room: Room) -> int:
    """Days after the end of a case."""
    return rules_of(room).days_kept
