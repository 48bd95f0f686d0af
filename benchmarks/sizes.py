"""Ten thousand matters against a million: the same pages on both, and what to hold them to."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator

from benchmarks import village
from benchmarks.table import Row, show

SMALL, GREAT = 10_000, int(os.environ.get("GREAT", "1000000"))
GROWTH = 1.5
Figures = dict[str, dict[str, float]]


def measured(part: str, size: int) -> Figures:
    environment = {**os.environ, "DATA_DIR": str(village.filled(size)), "LOG_LEVEL": "ERROR"}
    said = subprocess.run(
        [sys.executable, "-m", "benchmarks.pages", part], env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    return dict(json.loads(said.stdout.splitlines()[-1]))


def compared(part: str, most_ms: dict[str, float], most_queries: dict[str, int]) -> bool:
    """`most_ms` and `most_queries` hold pages to a figure, by the beginning of their names."""
    small, great = measured(part, SMALL), measured(part, GREAT)
    return show(part, list(_rows(small, great, most_ms, most_queries)))


def _rows(small: Figures, great: Figures, most_ms: dict[str, float], most_queries: dict[str, int]) -> Iterator[Row]:
    for name, figures in great.items():
        most = next((ms for begins, ms in most_ms.items() if name.startswith(begins)), None)
        words = f"p50 {figures['p50']:.1f}; {SMALL:,}: p50 {small[name]['p50']:.1f}, p95 {small[name]['p95']:.1f}"
        growth = figures["p95"] / small[name]["p95"]
        beside = "" if most else f"p95 {figures['p95']:.1f} ms, {words}"
        if most:
            yield Row(f"{name}: p95", figures["p95"], "ms", f"≤ {most:.0f}", figures["p95"] <= most, words)
        yield Row(f"{name}: p95 against {SMALL:,} matters", growth, "", f"≤ {GROWTH}", growth <= GROWTH, beside)
        if queries := next((count for begins, count in most_queries.items() if name.startswith(begins)), None):
            asked = figures["queries"]
            yield Row(f"{name}: queries", asked, "", f"≤ {queries}", asked <= queries)
