"""How time and memory of consolidation grow with the claims of a war that never was.

Each size runs in a process of its own, so that its peak memory is its own. Processor seconds.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from math import log2
from multiprocessing import get_context

from benchmarks.amounts import AMOUNTS, Size
from benchmarks.consolidation.claims import ACTORS
from benchmarks.consolidation.measure import Run, measure
from benchmarks.consolidation.stages import STAGES
from benchmarks.frame.command import run
from benchmarks.frame.comparison import Comparison, Row, bound
from benchmarks.frame.versions import OURS
from kg.evaluate import Table

BESIDE = "Whether a collection ten times as large can be consolidated on the same machine"


def compare(size: Size) -> Iterator[Comparison]:
    """Measure each size, and compare the last with what n log n makes of the first."""
    runs = [_measured(claims) for claims in AMOUNTS[size].claims]
    told = f"{runs[-1].size:,} claims over {ACTORS:,} actors"
    yield Comparison(
        name="consolidation",
        title="Consolidating claims",
        measured="processor seconds",
        unit="s",
        size=told,
        better="less",
        means=f"{BESIDE}: incidents, contradictions, accepted statements and states out of all claims.",
        ours=Row("kg", OURS, runs[-1].total),
        peers=(_expected(runs, lambda run: run.total),),
        details=(_curve(runs), _results(runs)),
    )
    yield Comparison(
        name="consolidation-memory",
        title="Consolidating claims, memory",
        measured="megabytes above those of the claims",
        unit="MB",
        size=told,
        better="less",
        means=f"{BESIDE}, by its memory.",
        ours=Row("kg", OURS, runs[-1].memory),
        peers=(_expected(runs, lambda run: run.memory),),
    )


def _measured(size: int) -> Run:
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(measure, size).result()


def _expected(runs: Sequence[Run], of: Callable[[Run], float]) -> Row:
    first, last = runs[0], runs[-1]
    growth = last.size * log2(last.size) / (first.size * log2(first.size))
    return bound(f"growth as n log n from {first.size:,} claims on", of(first) * growth)


def _curve(runs: Sequence[Run]) -> Table:
    rows = tuple(
        (f"{run.size:,}", *(f"{run.seconds[name]:.2f}" for name in STAGES), f"{run.total:.2f}", f"{run.memory:.0f}")
        for run in runs
    )
    return Table("Processor seconds of each stage", "", ("claims", *STAGES, "all", "MB"), rows)


def _results(runs: Sequence[Run]) -> Table:
    return Table(
        "What came of it",
        "The rows of all documents, and the quads of each channel of them.",
        ("claims", *STAGES),
        tuple((f"{run.size:,}", *(f"{run.results[name]:,}" for name in STAGES)) for run in runs),
    )


if __name__ == "__main__":
    run("consolidation", __doc__, compare, sys.argv[1:])
