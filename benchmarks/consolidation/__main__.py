"""Prints how time and memory of consolidation grow: processor seconds of each stage, and both as multiples of n log n.

Each size runs in a process of its own, so that its peak memory is its own. What grows no faster than n log n stays near 1 or
below. Sizes may be given: `python -m benchmarks.consolidation 10000 30000`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from math import log2
from multiprocessing import get_context
from typing import Final

from benchmarks.consolidation.claims import ACTORS
from benchmarks.consolidation.measure import Run, measure
from benchmarks.consolidation.stages import STAGES

SIZES: Final = (10_000, 30_000, 100_000, 300_000)


def print_curve(runs: Sequence[Run]) -> None:
    """Print a row for each size; the ratios are to the first."""
    print(
        f"{'claims':>8} " + " ".join(f"{name + ' s':>17}" for name in STAGES) + "   total s  ÷ n log n   MB  ÷ n log n"
    )
    first = runs[0]
    for run in runs:
        growth = run.size * log2(run.size) / (first.size * log2(first.size))
        stages = " ".join(f"{run.seconds[name]:17.2f}" for name in STAGES)
        time, memory = run.total / first.total / growth, run.memory / first.memory / growth
        print(f"{run.size:8} {stages} {run.total:9.2f} {time:10.2f} {run.memory:6.0f} {memory:8.2f}")
    for run in runs:
        print(f"{run.size:8} claims: " + ", ".join(f"{number} {name}" for name, number in run.results.items()))


def main(sizes: Sequence[int]) -> None:
    """Measure each size in a process of its own, print the curve."""
    runs = []
    for size in sizes:
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            runs.append(pool.submit(measure, size).result())
    print(f"claims over {ACTORS} actors")
    print_curve(runs)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
