"""What the search does to a plan, one number at a time: put a point in, take it out, say when one is where.

As search.py, this text runs as plain Python on lists and compiled by numba on arrays; see there for how nodes are numbered.
"""

from typing import Any, Final

EPS: Final = 1e-9  # minutes; sums made forwards and backwards differ in the last digits
NEVER: Final = 1e300
Facts = Any  # (into, out, prize, opens, closes, fits, near): float vectors, fits and near as floats too
Plan = Any  # (nxt, prv, of): whole numbers
Clock = Any  # (early, arrive, late, leg)


def chance(dice: Any) -> float:
    """The next number in [0, 1) (Park and Miller's generator: the same in both worlds, and no state but one number)."""
    dice[0] = dice[0] * 48271 % 2147483647
    return float((dice[0] - 1) / 2147483646.0)


def times(facts: Facts, plan: Plan, clock: Clock, w: int, n: int, m: int) -> None:
    """When a walker is where at the earliest, and at the latest so that all that follows still fits."""
    into, _, _, opens, closes, _, _ = facts
    nxt, prv, _ = plan
    early, arrive, late, leg = clock
    size = n + 2 * m
    a = n + w
    last = n + m + w
    early[a] = opens[a]
    while a != last:
        b = nxt[a]
        leg[b] = into[b * size + a]
        arrive[b] = early[a] + leg[b]
        early[b] = max(arrive[b], opens[b])
        a = b
    late[a] = closes[a]
    first = n + w
    while a != first:
        b = prv[a]
        late[b] = min(closes[b], late[a] - leg[a])
        a = b


def scan(facts: Facts, plan: Plan, clock: Clock, gain: Any, spot: Any, p: int, w: int, n: int, m: int) -> None:
    """Where on a walker's way the point costs the fewest minutes."""
    into, out, _, opens, closes, fits, _ = facts
    nxt, _, _ = plan
    early, arrive, late, _ = clock
    size = n + 2 * m
    row = p * size
    best = NEVER
    where = -1
    if fits[p * m + w] > 0.0:
        a = n + w
        last = n + m + w
        opening = opens[p]
        closing = closes[p] + EPS
        while a != last:
            b = nxt[a]
            begin = early[a] + into[row + a]
            if begin < opening:
                begin = opening
            if begin <= closing:
                reach = begin + out[row + b]
                if reach <= late[b] + EPS:
                    extra = reach - arrive[b]
                    if extra < best:
                        best = extra
                        where = a
            a = b
    gain[p * m + w] = best
    spot[p * m + w] = where


def scan_free(facts: Facts, plan: Plan, clock: Clock, gain: Any, spot: Any, p: int, w: int, n: int, m: int) -> None:
    """The same where nothing has a window: the shortest way round, and whether there is time for it."""
    into, out, _, _, _, fits, _ = facts
    nxt = plan[0]
    arrive, leg = clock[1], clock[3]
    size = n + 2 * m
    row = p * size
    best = NEVER
    where = -1
    a = n + w
    last = n + m + w
    while a != last:
        b = nxt[a]
        extra = into[row + a] + out[row + b] - leg[b]
        if extra < best:
            best = extra
            where = a
        a = b
    if arrive[last] + best > clock[2][last] + EPS or fits[p * m + w] <= 0.0:
        best = NEVER
        where = -1
    gain[p * m + w] = best
    spot[p * m + w] = where


def put(plan: Plan, p: int, a: int, w: int) -> None:
    nxt, prv, of = plan
    b = nxt[a]
    nxt[a] = p
    prv[p] = a
    nxt[p] = b
    prv[b] = p
    of[p] = w


def drop(plan: Plan, p: int) -> None:
    nxt, prv, of = plan
    a = prv[p]
    b = nxt[p]
    nxt[a] = b
    prv[b] = a
    of[p] = -1


def refresh(
    facts: Facts, plan: Plan, clock: Clock, gain: Any, spot: Any, p: int, w: int, q: int, n: int, m: int
) -> None:
    """After `q` was put in, where nothing has a window: only the two new legs can be better, and room can be short."""
    into, out, _, _, _, _, _ = facts
    nxt, prv, _ = plan
    _, arrive, late, _ = clock
    size = n + 2 * m
    row = p * size
    at = p * m + w
    if spot[at] < 0:
        return
    a = prv[q]
    if spot[at] == a:
        scan_free(facts, plan, clock, gain, spot, p, w, n, m)
        return
    b = nxt[q]
    extra = into[row + a] + out[row + q] - into[q * size + a]
    if extra < gain[at]:
        gain[at] = extra
        spot[at] = a
    extra = into[row + q] + out[row + b] - out[q * size + b]
    if extra < gain[at]:
        gain[at] = extra
        spot[at] = q
    last = n + m + w
    if arrive[last] + gain[at] > late[last] + EPS:
        gain[at] = NEVER
        spot[at] = -1
