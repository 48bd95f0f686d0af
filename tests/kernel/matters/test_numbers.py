"""Numbers of a room and year: none missing, none twice, however many take one at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from shouwang.kernel.matters.models import Matter
from tests.cast import Cast
from tests.kernel.matters.bringing import bring

THREADS, EACH = 8, 9


class Spilled(Exception):
    """Something went wrong after the number was taken."""


@pytest.mark.django_db(transaction=True)
def test_many_at_once_leave_no_gap_and_no_double(cast: Cast) -> None:
    together = Barrier(THREADS)

    def take_in(thread: int) -> None:
        together.wait()
        try:
            for turn in range(EACH):
                _bring(cast, spills=(thread, turn) == (3, 4))
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(take_in, range(THREADS)))
    numbers = sorted(Matter.objects.filter(room=cast.room).values_list("number", flat=True))
    assert numbers == list(range(1, THREADS * EACH))
    assert bring(cast.room).matter.number == THREADS * EACH


def _bring(cast: Cast, *, spills: bool) -> None:
    if not spills:
        bring(cast.room)
        return
    with pytest.raises(Spilled), transaction.atomic():
        bring(cast.room)
        raise Spilled
