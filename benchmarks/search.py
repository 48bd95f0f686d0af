"""Finding words among a million matters against ten thousand. Peer: the same program, small."""

from benchmarks.sizes import compared


def main() -> bool:
    return compared("search", {"search": 100}, {})
