"""How something outgoing (notice, delivery) lives: waiting → sending → sent, or dead after six tries."""

from datetime import timedelta

WAITING = "waiting"
SENDING = "sending"
SENT = "sent"
DEAD = "dead"
BURIED = "buried"

# From which states each verb starts, and where it leads.
MOVES: dict[str, tuple[frozenset[str], str]] = {
    "claim": (frozenset({WAITING, SENDING}), SENDING),  # from sending: the worker before was killed
    "finish": (frozenset({SENDING}), SENT),
    "postpone": (frozenset({SENDING}), WAITING),
    "give_up": (frozenset({SENDING}), DEAD),
    "revive": (frozenset({DEAD}), WAITING),
    "bury": (frozenset({DEAD}), BURIED),
    "recall": (frozenset({WAITING, DEAD}), BURIED),  # what it tells of has ended
    "lapse": (frozenset({SENDING}), BURIED),  # the same, seen by the worker; and a phone that can't be reached
    "replay": (frozenset({SENT, DEAD, BURIED}), WAITING),
}

# Waits before the second to the sixth try. A village line is back within minutes, at worst next morning.
DELAYS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=25),
    timedelta(hours=2),
    timedelta(hours=10),
)
MOST_TRIES = len(DELAYS) + 1

# A claimed row belongs to its worker for so long: more than a slow send (20 s); only a dead worker loses it.
LEASE = timedelta(minutes=5)


def delay_after(tries: int) -> timedelta | None:
    """How long to wait after so many failed tries; None when it is dead."""
    return DELAYS[tries - 1] if 1 <= tries <= len(DELAYS) else None


def may(verb: str, state: str) -> bool:
    """Whether the verb can start from the state."""
    return state in MOVES[verb][0]
