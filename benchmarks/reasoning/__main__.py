"""How long whole graphs take to reason over: our rules after OWL 2 RL, beside owlrl at a size that it can finish.

Every size and engine runs in a process of its own, so that peaks are its own.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.amounts import AMOUNTS, Size
from benchmarks.data import write_lines
from benchmarks.frame.command import run
from benchmarks.frame.comparison import Comparison, Row, bound
from benchmarks.frame.versions import OURS, installed
from benchmarks.reasoning.runs import Run, reason
from kg.evaluate import Table


def compare(size: Size) -> Iterator[Comparison]:
    """Compare both engines on the smallest graph, then the growth of ours."""
    amounts = AMOUNTS[size]
    with TemporaryDirectory() as folder:
        lines = Path(folder) / "dataset.nq"
        write_lines(lines, 2 * amounts.triples[-1])
        rules, owlrl = (_apart(lines, amounts.triples_for_all, engine) for engine in ("rules", "owlrl"))
        grown = [_apart(lines, triples, "rules") for triples in amounts.triples]
    first, last = grown[0], grown[-1]
    yield Comparison(
        name="reasoning",
        title="Reasoning",
        measured="seconds",
        unit="s",
        size=f"{rules.triples:,} triples and the ontology",
        better="less",
        means="How long it takes to work out all that follows by the ontology, such as who fought within one coalition.",
        ours=Row("kg reason, rules", OURS, rules.seconds),
        peers=(Row("owlrl", installed("owlrl"), owlrl.seconds, "also what follows of the ontology by itself"),),
        details=(_table([rules, owlrl, *grown]),),
    )
    yield Comparison(
        name="reasoning-growth",
        title="Reasoning over a large graph",
        measured="seconds",
        unit="s",
        size=f"{last.triples:,} triples and the ontology",
        better="less",
        means="Whether a graph ten times as large takes ten times as long, and not a hundred times.",
        ours=Row("kg reason, rules", OURS, last.seconds),
        peers=(
            bound(f"growth with the triples from {first.triples:,} on", first.seconds * last.triples / first.triples),
        ),
    )


def _apart(lines: Path, triples: int, engine: str) -> Run:
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(reason, (lines, triples, engine))


def _table(runs: list[Run]) -> Table:
    rows = ((r.engine, f"{r.triples:,}", f"{r.seconds:.1f}", f"{r.inferred:,}", f"{r.megabytes:,.0f}") for r in runs)
    return Table("Each run", "", ("engine", "triples", "s", "inferred", "peak MB"), tuple(rows))


if __name__ == "__main__":
    run("reasoning", __doc__, compare, sys.argv[1:])
