"""Writing to the index of precedents, one after another."""

from collections.abc import Iterable

from django.db.models import Q

from shouwang.systems.mediation.models import Posting, PrecedentShelf
from shouwang.systems.mediation.precedent import Row
from shouwang.systems.mediation.queries.shelf import Reading

AT_ONCE = 500


class Shelf(Reading):
    """The table, held by whoever made this until the transaction ends."""

    def __init__(self, numbers: PrecedentShelf) -> None:
        self.numbers = numbers

    def next_number(self) -> int:
        self.numbers.last += 1
        self.numbers.save(update_fields=["last"])
        return self.numbers.last

    def write(self, rows: Iterable[Row]) -> None:
        """Put each row in the place of the one before; one with nothing packed goes."""
        rows = list(rows)
        kept = [Posting(term=row.term, block=row.block, packed=row.packed) for row in rows if row.packed]
        Posting.objects.bulk_create(
            kept, batch_size=AT_ONCE, update_conflicts=True, unique_fields=["term", "block"], update_fields=["packed"]
        )
        by_block: dict[int, list[int]] = {}
        for row in rows:
            if not row.packed:
                by_block.setdefault(row.block, []).append(row.term)
        for block, terms in by_block.items():
            Posting.objects.filter(Q(block=block) & Q(term__in=terms)).delete()


def hold() -> Shelf:
    """The shelf, for this transaction alone: a row is read, added to and put back, so two at once would lose one."""
    numbers, _made = PrecedentShelf.objects.select_for_update().get_or_create(pk=1)
    return Shelf(numbers)
