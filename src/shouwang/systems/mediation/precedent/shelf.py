"""Where the index is kept: a row per term and block of disputes, so that an addition writes only one block's rows.

A row packs the disputes of its block that hold the term, each with how often: two bytes and two bytes. The numbers come
from outside, a sequence without large gaps. Whoever keeps the rows in a table needs (term, block) as its key.

Not the kernel's full text: that has the names, looks for all words and not for any, and PostgreSQL's rank knows nothing of
rarity. Asked for any run of two of a dispute, FTS5 took 763 ms at the 95th percentile against 100,000 disputes on a busy
machine, these rows in such a file 61 to 85 ms (`make bench ONLY=precedent`). Nothing has to be kept in memory.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from shouwang.lib.grams import Counts

BLOCK: Final = 4_096
LENGTHS: Final = -1  # the row of how many terms each dispute has: which disputes there are at all
TYPES: Final = -2  # the row of what type each is
MOST_TIMES: Final = 65_535
Pairs = NDArray[np.uint16]
"""Place in the block and value of each dispute. Shape (disputes, 2), places ascending."""


class Row(NamedTuple):
    term: int
    block: int
    packed: bytes


class Entry(NamedTuple):
    """A dispute to be kept: its number, its terms, and the number of its type (0: not known)."""

    number: int
    terms: Counts
    kind: int = 0


class Kept(Protocol):
    """What a question is put to."""

    def holding(self, terms: Sequence[int]) -> Mapping[int, int]:
        """How many disputes hold each of the terms; a term that none holds may be missing."""

    def read(self, terms: Sequence[int], block: int | None = None) -> Iterable[Row]:
        """The rows of the terms, of all blocks or of one."""


class Shelf(Kept, Protocol):
    """What keeps the rows. Whoever writes holds a lock of its own: a row is read, added to and put back."""

    def whole(self, block: int) -> Iterable[Row]:
        """Every row of a block."""

    def write(self, rows: Iterable[Row]) -> None:
        """Put each row in the place of the one before; one with nothing packed goes."""


class Memory:
    """A shelf that ends with the process."""

    def __init__(self) -> None:
        self.rows: dict[int, dict[int, bytes]] = {}

    def holding(self, terms: Sequence[int]) -> dict[int, int]:
        return {term: sum(map(held, self.rows.get(term, {}).values())) for term in terms}

    def read(self, terms: Sequence[int], block: int | None = None) -> list[Row]:
        rows = [Row(term, at, packed) for term in terms for at, packed in self.rows.get(term, {}).items()]
        return [row for row in rows if block is None or row.block == block]

    def whole(self, block: int) -> list[Row]:
        return self.read(list(self.rows), block)

    def write(self, rows: Iterable[Row]) -> None:
        for row in rows:
            blocks = self.rows.setdefault(row.term, {})
            blocks.pop(row.block, None)
            if row.packed:
                blocks[row.block] = row.packed
            elif not blocks:
                del self.rows[row.term]


def held(packed: bytes) -> int:
    """How many disputes a packed row holds: four bytes each, so that a database can tell from its length."""
    return len(packed) // 4


def unpack(packed: bytes) -> Pairs:
    return np.frombuffer(packed, dtype="<u2").reshape(-1, 2)


def add(shelf: Shelf, entries: Iterable[Entry]) -> None:
    """Put disputes into the index; one that is there already is taken out first, whatever its terms were."""
    news: dict[int, dict[int, Entry]] = {}
    for entry in entries:
        news.setdefault(entry.number // BLOCK, {})[entry.number] = entry
    for block, by_number in sorted(news.items()):
        places = {number % BLOCK for number in by_number}
        if any(places.intersection(unpack(row.packed)[:, 0].tolist()) for row in shelf.read([LENGTHS], block)):
            take_out(shelf, by_number)
        _merge(shelf, block, [by_number[number] for number in sorted(by_number)])


def take_out(shelf: Shelf, numbers: Iterable[int]) -> None:
    """Take disputes out, without a trace: every row of their blocks is looked at, since nobody need know their terms."""
    gone: dict[int, list[int]] = {}
    for number in numbers:
        gone.setdefault(number // BLOCK, []).append(number % BLOCK)
    for block, places in gone.items():
        changed = []
        for row in shelf.whole(block):
            pairs = unpack(row.packed)
            kept = pairs[~np.isin(pairs[:, 0], places)]
            if len(kept) < len(pairs):
                changed.append(row._replace(packed=kept.tobytes()))
        shelf.write(changed)


def _merge(shelf: Shelf, block: int, entries: list[Entry]) -> None:
    """All of one block, none of which is there yet."""
    terms = [LENGTHS, TYPES]
    places = [entry.number % BLOCK for entry in entries]
    values = [[(place, int(entry.terms.times.sum())) for place, entry in zip(places, entries, strict=True)]]
    values.append([(place, entry.kind) for place, entry in zip(places, entries, strict=True)])
    found: dict[int, list[tuple[int, int]]] = dict(zip(terms, values, strict=True))
    for place, entry in zip(places, entries, strict=True):
        for term, times in entry.terms.pairs():
            found.setdefault(term, []).append((place, times))
    before = {row.term: row.packed for row in shelf.read(list(found), block)}
    shelf.write(Row(term, block, _joined(before.get(term, b""), pairs)) for term, pairs in found.items())


def _joined(packed: bytes, added: list[tuple[int, int]]) -> bytes:
    both = np.concatenate([unpack(packed), np.minimum(np.array(added), MOST_TIMES).astype("<u2")])
    return both[np.argsort(both[:, 0], kind="stable")].tobytes()
