"""The days of matters that their own part leads, asked for again: a day goes by, a holiday is announced, and nobody acts.

No entry and no journal record: nothing was done to the matter, its day only stands where the rules put it.
"""

from django.db import transaction

from shouwang.kernel.matters import kinds
from shouwang.kernel.matters.actions.story import locked, set_led_due
from shouwang.kernel.matters.models import Matter


def redate() -> int:
    """Write the nearest day anew into the rows of open led matters; how many moved. A row that stays is not written."""
    led = Matter.objects.open().filter(kind__in=kinds.led_by_parts(), is_record=False)
    return sum(_redate(matter) for matter in led.order_by("id").iterator(chunk_size=200))


def _redate(matter: Matter) -> bool:
    before = matter.due_at
    set_led_due(matter)
    if matter.due_at == before:
        return False
    with transaction.atomic():
        current = locked(matter)  # an act may have come between
        set_led_due(current)
        current.save(update_fields=["answer_due_at", "update_due_at", "whole_due_at", "due_at"])
    return True
