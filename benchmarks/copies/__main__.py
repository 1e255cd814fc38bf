"""Prints precision and recall of pairs and groups of reprints, ours beside datasketch, and how time and memory grow.

`python -m benchmarks.copies 3000` measures on so many reports; each of the sizes of time runs in a process of its own.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence, Set
from concurrent.futures import ProcessPoolExecutor
from math import log2
from multiprocessing import get_context
from time import process_time
from typing import Final

from benchmarks.copies.finders import FINDERS, measure, ours
from benchmarks.copies.made import Made, invent_reports, true_groups, true_pairs

REPORTS: Final = 3_000
SIZES: Final = (1_000, 5_000, 20_000)
# The thresholds were chosen on the first; the others are unseen.
SEEDS: Final = (20261122, 1, 2)


def print_quality(seed: int, reports: int) -> None:
    """Print a row for each way to find reprints."""
    made = invent_reports(reports, seed)
    pairs, groups = true_pairs(made), true_groups(made)
    print(f"\n{reports} reports, seed {seed}: {len(groups)} texts of several, {len(pairs)} pairs")
    print(f"{'':32} {'pairs P':>8} {'R':>6}   {'groups P':>8} {'R':>6} {'s':>7}")
    for name, find in FINDERS.items():
        start = process_time()
        found, made_groups = find([one.document for one in made])
        seconds = process_time() - start
        print(f"{name:32} {_rates(found, pairs)}   {_rates(made_groups, groups)} {seconds:7.2f}")


def _rates(found: Set[object], true: Set[object]) -> str:
    right = len(found & true)
    return f"{right / max(len(found), 1):8.4f} {right / len(true):6.4f}"


def print_kinds(made: Sequence[Made]) -> None:
    """Print how many pairs of each kind of reprint ours finds."""
    found, _ = ours([one.document for one in made])
    true, kinds = true_pairs(list(made)), {one.document.key: one.kind for one in made}
    for kind in sorted(set(kinds.values())):
        of = {pair for pair in true if kind in (kinds[pair[0]], kinds[pair[1]])}
        wrong = sum(kind in (kinds[one], kinds[other]) for one, other in found - true)
        print(f"{kind:22} {len(of & found):5} of {len(of):5} pairs found, {wrong:3} false")


def print_growth(names: Sequence[str]) -> None:
    """Print time and memory at each size; what grows no faster than n log n stays near 1 or below."""
    for name in names:
        first = 0.0
        for size in SIZES:
            with ProcessPoolExecutor(1, get_context("spawn")) as pool:
                seconds, memory = pool.submit(measure, name, size).result()
            first = first or seconds / (size * log2(size))
            print(
                f"{name:32} {size:7} reports {seconds:8.2f} s {seconds / size / log2(size) / first:6.2f} {memory:6.0f} MB"
            )


def main(reports: int) -> None:
    """Print growth, then quality on seen and unseen reports, then by kind."""
    # First, while this process is small: on Linux a new one begins with the peak memory of its parent.
    print_growth(("ours", "ours, 16 partitions", "MinHash LSH, Jaccard 0.5"))
    for seed in SEEDS:
        print_quality(seed, reports)
    print()
    print_kinds(invent_reports(reports))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else REPORTS)
