"""The index of precedents as the database keeps it, for a question. Who writes there: actions.shelf."""

from collections.abc import Sequence

from django.db.models import QuerySet, Sum
from django.db.models.functions import Length

from shouwang.systems.mediation.models import Posting
from shouwang.systems.mediation.precedent import Row


class Reading:
    """The rows of the table `Posting`: what `precedent.find` asks."""

    def holding(self, terms: Sequence[int]) -> dict[int, int]:
        """From the lengths alone: neither database unpacks a row for its length."""
        held = Posting.objects.filter(term__in=terms).order_by().values("term").annotate(size=Sum(Length("packed")))
        return {term: size // 4 for term, size in held.values_list("term", "size")}

    def read(self, terms: Sequence[int], block: int | None = None) -> list[Row]:
        found = Posting.objects.filter(term__in=terms)
        return _rows(found if block is None else found.filter(block=block))

    def whole(self, block: int) -> list[Row]:
        return _rows(Posting.objects.filter(block=block))


def _rows(found: QuerySet[Posting]) -> list[Row]:
    return [Row(term, block, bytes(packed)) for term, block, packed in found.values_list("term", "block", "packed")]
