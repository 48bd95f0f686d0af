"""Numbers of a room and year: none missing, none twice, however many take one at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.numbers import Typed, typed
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


@pytest.mark.parametrize(
    "said", ["HW-2026-0147", " hw 2026 147 ", "hw20260147", "ＨＷ—2026–０１４７", "Hw--2026 -0147"]
)
def test_a_whole_number_is_read_however_it_is_typed(said: str) -> None:
    assert typed(said) == Typed(147, "HW", 2026)
    assert Typed(147, "HW", 2026).reference == "HW-2026-0147"


def test_the_last_part_alone_is_read_as_that() -> None:
    assert typed("0147") == Typed(147)
    assert Typed(147).reference == ""


@pytest.mark.parametrize("said", ["", "HW-2026", "2026-0147", "HW-1926-0147", "井盖", "13800138000", "1 or 1"])
def test_what_is_no_number_is_not_read(said: str) -> None:
    assert typed(said) is None
