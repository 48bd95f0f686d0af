"""The pages one works from, with a million matters in the room against ten thousand. Peer: the same program, small."""

from benchmarks.sizes import compared


def main() -> bool:
    return compared(
        "lists", {"today board": 60, "public page": 20, "report page": 20}, {"public page": 10, "report page": 10}
    )
