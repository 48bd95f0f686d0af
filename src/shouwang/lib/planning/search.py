"""The search behind the rounds: take a part out, put the best back, and keep what is better or only a little worse.

Everything stands in flat vectors and is read one number at a time, so the same text runs as plain Python on lists and,
compiled by numba, on arrays (compiling.py). Nodes: points 0…n-1, then each walker's start n+w, then each end n+m+w. The
time spent at a point is part of the way out of it.
"""

from math import exp, sqrt
from typing import Any

from shouwang.lib.planning.moves import EPS, Clock, Facts, Plan, chance, drop, put, refresh, scan, scan_free, times


def rate(prize: float, minutes: float, bent: int) -> float:
    """The prize for its minutes: by their root, by themselves, or by both, as this step sees it."""
    minutes = max(minutes, 0.01)
    if bent == 0:
        return prize / sqrt(minutes)
    if bent == 1:
        return prize / minutes
    return prize / (minutes * sqrt(minutes))


def weigh(facts: Facts, plan: Plan, room: Any, dice: Any, n: int, noise: float, lean: bool) -> int:
    """List the points that are out, each with its prize as this round sees it; with `lean`, more around one point."""
    prize, near = facts[2], facts[6]
    of = plan[2]
    seen, free = room[3], room[4]
    count = 0
    for p in range(n):
        if of[p] < 0:
            free[count] = p
            count += 1
            seen[p] = prize[p] * (1.0 + noise * (chance(dice) - 0.5))
    if lean:
        q = int(chance(dice) * n)
        for i in range(n):
            seen[int(near[q * n + i])] *= 3.0 - 2.5 * i / n
    return count


def repair(
    facts: Facts,
    plan: Plan,
    clock: Clock,
    room: Any,
    dice: Any,
    n: int,
    m: int,
    free: bool,
    bent: int,
    noise: float,
    lean: bool,
) -> None:
    """Put in what brings most for its minutes, until nothing fits."""
    gain, spot, score, seen, out_of = room
    count = weigh(facts, plan, room, dice, n, noise, lean)
    for i in range(count):
        p = out_of[i]
        for at in range(p * m, p * m + m):
            if free:
                scan_free(facts, plan, clock, gain, spot, p, at - p * m, n, m)
            else:
                scan(facts, plan, clock, gain, spot, p, at - p * m, n, m)
            score[at] = rate(seen[p], gain[at], bent) if spot[at] >= 0 else -1.0
    while True:
        best = 0.0
        place = -1
        walker = -1
        for i in range(count):
            at = out_of[i] * m
            for w in range(m):
                if score[at + w] > best:
                    best = score[at + w]
                    place = i
                    walker = w
        if place < 0:
            return
        pick = out_of[place]
        put(plan, pick, spot[pick * m + walker], walker)
        times(facts, plan, clock, walker, n, m)
        count -= 1
        out_of[place] = out_of[count]
        follow(facts, plan, clock, room, pick, walker, count, n, m, free, bent)


def follow(
    facts: Facts,
    plan: Plan,
    clock: Clock,
    room: Any,
    pick: int,
    w: int,
    count: int,
    n: int,
    m: int,
    free: bool,
    bent: int,
) -> None:
    """After `pick` went to a walker: what each point still out costs there now. What did not fit fits no more."""
    gain, spot, score, seen, out_of = room
    for i in range(count):
        p = out_of[i]
        at = p * m + w
        if spot[at] >= 0:
            before = gain[at]
            if free:
                refresh(facts, plan, clock, gain, spot, p, w, pick, n, m)
            else:
                scan(facts, plan, clock, gain, spot, p, w, n, m)
            if gain[at] != before:
                score[at] = rate(seen[p], gain[at], bent) if spot[at] >= 0 else -1.0


def straighten(facts: Facts, plan: Plan, clock: Clock, line: Any, w: int, n: int, m: int) -> bool:
    """Turn parts of a way round while that makes it shorter (2-opt; where ways are as long back as forth)."""
    into, out, _, _, _, _, _ = facts
    nxt, prv, _ = plan
    size = n + 2 * m
    count = 0
    a = n + w
    while a != n + m + w:
        line[count] = a
        count += 1
        a = nxt[a]
    line[count] = a
    count += 1
    shorter = False
    again = True
    while again:
        again = False
        for i in range(count - 3):
            for j in range(i + 2, count - 1):
                a = line[i]
                b = line[i + 1]
                c = line[j]
                d = line[j + 1]
                # There and back, so that what is spent at the points is in both sums alike.
                now = into[b * size + a] + out[b * size + a] + into[d * size + c] + out[d * size + c]
                new = into[c * size + a] + out[c * size + a] + into[d * size + b] + out[d * size + b]
                if new < now - 1e-7:
                    low = i + 1
                    high = j
                    while low < high:
                        b = line[low]
                        line[low] = line[high]
                        line[high] = b
                        low += 1
                        high -= 1
                    again = True
                    shorter = True
    if shorter:
        for i in range(count - 1):
            nxt[line[i]] = line[i + 1]
            prv[line[i + 1]] = line[i]
        times(facts, plan, clock, w, n, m)
    return shorter


def ruin(facts: Facts, plan: Plan, room: Any, line: Any, dice: Any, n: int, m: int, share: float) -> bool:
    """Take some points out: any, a stretch of a way, those near one another, those that bring little, or a whole way.

    Answers whether what is put in should lean to one side: it does where a whole way was taken out.
    """
    of = plan[2]
    count = 0
    for p in range(n):
        if of[p] >= 0:
            line[count] = p
            count += 1
    if count == 0:
        return chance(dice) < 0.5
    wanted = 1 + int(chance(dice) * max(1.0, share * count))
    way = chance(dice)
    if way < 0.25:
        ruin_any(plan, line, dice, count, wanted)
    elif way < 0.5:
        ruin_stretches(plan, line, dice, count, wanted, n)
    elif way < 0.78:
        ruin_near(facts[6], plan, dice, wanted, n)
    elif way < 0.98:
        ruin_poor(facts, plan, room[3], line, dice, count, wanted, n, m)
    else:
        w = of[line[int(chance(dice) * count)]]
        for i in range(count):
            if of[line[i]] == w:
                drop(plan, line[i])
        return True
    return False


def ruin_any(plan: Plan, line: Any, dice: Any, count: int, wanted: int) -> None:
    for _ in range(wanted):
        i = int(chance(dice) * count)
        drop(plan, line[i])
        count -= 1
        line[i] = line[count]


def ruin_stretches(plan: Plan, line: Any, dice: Any, count: int, wanted: int, n: int) -> None:
    while wanted > 0:
        p = line[int(chance(dice) * count)]
        if plan[2][p] < 0:
            return
        length = 1 + int(chance(dice) * wanted)
        wanted -= length
        while length > 0 and p < n:
            q = plan[0][p]
            drop(plan, p)
            p = q
            length -= 1


def ruin_near(near: Any, plan: Plan, dice: Any, wanted: int, n: int) -> None:
    p = int(chance(dice) * n)
    for i in range(n):
        q = int(near[p * n + i])
        if plan[2][q] >= 0 and chance(dice) < 0.8:
            drop(plan, q)
            wanted -= 1
            if wanted <= 0:
                return


def ruin_poor(
    facts: Facts, plan: Plan, seen: Any, line: Any, dice: Any, count: int, wanted: int, n: int, m: int
) -> None:
    into, out, prize, _, _, _, _ = facts
    nxt, prv, _ = plan
    size = n + 2 * m
    for i in range(count):
        p = line[i]
        a = prv[p]
        b = nxt[p]
        saved = into[p * size + a] + out[p * size + b] - into[b * size + a]
        seen[p] = prize[p] / max(saved, 0.01) * (0.5 + chance(dice))
    for _ in range(wanted):
        low = 0
        for i in range(count):
            if seen[line[i]] < seen[line[low]]:
                low = i
        drop(plan, line[low])
        count -= 1
        line[low] = line[count]


def worth(facts: Facts, plan: Plan, clock: Clock, n: int, m: int, thrift: float) -> float:
    """What a plan brings, less a little for each minute on the way."""
    prize = facts[2]
    of = plan[2]
    total = 0.0
    for p in range(n):
        if of[p] >= 0:
            total += prize[p]
    for w in range(m):
        total -= thrift * (clock[1][n + m + w] - clock[0][n + w])
    return total


def copy(source: Plan, target: Plan, size: int, n: int) -> None:
    for i in range(size):
        target[0][i] = source[0][i]
        target[1][i] = source[1][i]
    for i in range(n):
        target[2][i] = source[2][i]


def remake(
    facts: Facts,
    plan: Plan,
    clock: Clock,
    room: Any,
    line: Any,
    dice: Any,
    n: int,
    m: int,
    free: bool,
    mirrored: bool,
    share: float,
) -> None:
    """One step: take out, put in, straighten, and put in again where that made room."""
    lean = ruin(facts, plan, room, line, dice, n, m, share)
    for w in range(m):
        times(facts, plan, clock, w, n, m)
    bent = int(chance(dice) * 3.0)
    noise = chance(dice)
    repair(facts, plan, clock, room, dice, n, m, free, bent, noise, lean)
    shorter = False
    if mirrored:
        for w in range(m):
            if straighten(facts, plan, clock, line, w, n, m):
                shorter = True
    if shorter:
        repair(facts, plan, clock, room, dice, n, m, free, bent, noise, False)


def anneal(
    facts: Facts,
    now: Plan,
    best: Plan,
    trial: Plan,
    clock: Clock,
    room: Any,
    line: Any,
    values: Any,
    dice: Any,
    n: int,
    m: int,
    free: bool,
    mirrored: bool,
    heat: float,
    share: float,
    thrift: float,
    rounds: int,
) -> None:
    """So many steps at one heat; `values` keeps the worth of `now` and of `best`."""
    size = n + 2 * m
    for _ in range(rounds):
        copy(now, trial, size, n)
        remake(facts, trial, clock, room, line, dice, n, m, free, mirrored, share)
        value = worth(facts, trial, clock, n, m, thrift)
        if value >= values[0] - 1e-12 or chance(dice) < exp((value - values[0]) / heat):
            copy(trial, now, size, n)
            values[0] = value
            if value > values[1] + 1e-12:
                copy(trial, best, size, n)
                values[1] = value


def append(facts: Facts, plan: Plan, clock: Clock, p: int, w: int, n: int, m: int) -> bool:
    """Put the point at the end of a walker's way where it fits there."""
    into, out, _, opens, closes, fits, _ = facts
    size = n + 2 * m
    last = n + m + w
    a = plan[1][last]
    begin = max(clock[0][a] + into[p * size + a], opens[p])
    if fits[p * m + w] <= 0.0 or begin > closes[p] + EPS or begin + out[p * size + last] > closes[last] + EPS:
        return False
    put(plan, p, a, w)
    times(facts, plan, clock, w, n, m)
    return True
