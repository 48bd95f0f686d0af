"""Walks over a made-up village as a telephone would record them, for tests."""

import numpy as np

from shouwang.lib.planning.gpx import Track
from shouwang.lib.planning.network import Network
from shouwang.lib.planning.paths import Paths
from shouwang.lib.planning.plane import Floats
from shouwang.lib.planning.tracks import spaced

EVERY = 5.0  # seconds between points
PACE = 1.2  # metres a second
DRIFTS = 30.0  # seconds until an error of the telephone is another
OWN = 1.5  # metres each point is off by itself


def walks_over(network: Network, chance: np.random.Generator, *, times: int, sigma: float) -> list[Track]:
    """Walks that together go over every lane at least `times` times, with errors of `sigma` metres to each side."""
    paths = Paths(network.edges, network.metres, np.ones(len(network.edges), dtype=np.bool_))
    found = []
    for piece in network.pieces():
        inside = set(piece.nodes.tolist())
        own = [n for n, chain in enumerate(paths.chains) if chain.nodes[0] in inside]
        left = dict.fromkeys(own, times)
        while any(left.values()):
            found.append(_walk(network, paths, left, chance))
    return [with_noise(network, line, chance, sigma) for line in found]


def _walk(network: Network, paths: Paths, left: dict[int, int], chance: np.random.Generator) -> Floats:
    """From lane to lane that still wants walking, about two kilometres."""
    wanted = [number for number, count in left.items() if count]
    at = int(chance.choice(wanted))
    nodes = list(paths.chains[at].nodes)
    left[at] = max(left[at] - 1, 0)
    metres = paths.chains[at].cost
    while metres < 2000 and any(left.values()):
        here = nodes[-1]
        out = [n for n, chain in enumerate(paths.chains) if here in (chain.nodes[0], chain.nodes[-1])]
        on = [n for n in out if n != at] or out  # one turns back only where a lane ends
        at = number = int(chance.choice([n for n in on if left[n]] or on))
        chain = paths.chains[number]
        nodes += (chain.nodes if chain.nodes[0] == here else chain.nodes[::-1])[1:]
        left[number] = max(left[number] - 1, 0)
        metres += chain.cost
    return network.xy[nodes]


def with_noise(network: Network, line: Floats, chance: np.random.Generator, sigma: float) -> Track:
    """As it is recorded: an error that drifts, and one of each point's own."""
    places = spaced(line, EVERY * PACE)
    keep = np.exp(-EVERY / DRIFTS)
    error = chance.normal(0, sigma, (len(places), 2))
    for number in range(1, len(places)):
        error[number] = keep * error[number - 1] + np.sqrt(1 - keep**2) * error[number]
    places = places + error + chance.normal(0, OWN, places.shape)
    return Track(network.plane.degrees(places), 1.8e9 + EVERY * np.arange(len(places)), np.full(len(places), np.nan))
