"""`python -m benchmarks.reasoning [--sizes 20000 100000 1000000] [--peer 5000]`: seconds, inferred triples and peak memory.

The graphs are copies of the one that the five sample reports and their gold claims give; each copy has documents, claims and
incidents of its own, and shares the registry. Every size runs in a process of its own, so that peaks are its own.
"""

from __future__ import annotations

import argparse
import sys
from multiprocessing import get_context

from benchmarks.reasoning.runs import row


def main(arguments: list[str]) -> None:
    """Print one row for each size, then one for the peer."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reasoning")
    parser.add_argument("--sizes", type=int, nargs="*", default=[20_000, 100_000, 1_000_000])
    parser.add_argument("--peer", type=int, default=5_000, help="triples that owlrl gets too; 0: none")
    chosen = parser.parse_args(arguments)
    print(f"{'triples':>10} {'engine':>8} {'seconds':>8} {'inferred':>10} {'peak MB':>8}")
    runs = [(size, "rules") for size in chosen.sizes]
    for size, engine in (*runs, *([(chosen.peer, "rules"), (chosen.peer, "owlrl")] if chosen.peer else [])):
        with get_context("spawn").Pool(1) as pool:
            print(pool.apply(row, (size, engine)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
