"""How long SHACL engines take on one graph with one file of twenty shapes, how much memory, and what they find.

Each run is a process of its own, from its start to its end: start of the interpreter or machine, loading, validating, writing
the report; ours reads the ontology besides. The graphs are made (`graph`), with faults that are counted, so that every engine's
results are held against what there is to find, shape by shape. A run of more than half a minute is not repeated.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.amounts import AMOUNTS, Size
from benchmarks.frame.command import run
from benchmarks.frame.comparison import Comparison, Row, bound, missing
from benchmarks.validation.compare import Ran, run_all
from benchmarks.validation.engines import ENGINES
from benchmarks.validation.graph import write_graph
from kg.evaluate import Table

SHAPES = "20 shapes"


def compare(size: Size) -> Iterator[Comparison]:
    """Run on each graph all engines that can, and compare seconds and memory."""
    amounts = AMOUNTS[size]
    ran = [_run(triples, amounts.runs) for triples in amounts.validated]
    for triples, each in zip(amounts.validated, ran, strict=True):
        yield _seconds(triples, each, ran[0])
    yield _memory(ran)
    for own in (each[0] for each in ran):
        if own.found != own.expected:
            raise RuntimeError(f"{own.triples:,} triples: {own.failure or own.results}")


def _seconds(triples: int, ran: Sequence[Ran], first: Sequence[Ran]) -> Comparison:
    ours, peers = _rows(ran, lambda one: one.seconds)
    if not any(row.value for row in peers):
        growth = first[0].seconds * ran[0].triples / first[0].triples
        peers = (*peers, bound(f"growth with the triples from {first[0].triples:,} on", growth))
    return Comparison(
        name=f"validation-{triples}",
        title=f"Validating {triples:,} triples",
        measured="seconds, start and report included",
        unit="s",
        size=f"a made graph of {ran[0].triples:,} triples with faults, {SHAPES}",
        better="less",
        means="How long one waits for the answer whether a graph conforms.",
        ours=ours,
        peers=peers,
        details=(_table(ran),),
    )


def _memory(ran: Sequence[Sequence[Ran]]) -> Comparison:
    """Compare the memory on the largest graph that every engine is asked about."""
    most = max(len(each) for each in ran)
    chosen = [each for each in ran if len(each) == most][-1]
    ours, peers = _rows(chosen, lambda one: one.megabytes)
    return Comparison(
        name="validation-memory",
        title="Validating, memory",
        measured="megabytes at most",
        unit="MB",
        size=f"a made graph of {chosen[0].triples:,} triples with faults, {SHAPES}",
        better="less",
        means="How large a machine it takes to validate.",
        ours=ours,
        peers=peers,
    )


def _run(size: int, runs: int) -> list[Ran]:
    """Run the engines that can be run on a graph of *size*."""
    engines = [engine for engine in ENGINES if not engine.lacks and size <= engine.largest]
    with TemporaryDirectory() as folder:
        return run_all(write_graph(Path(folder) / "graph.nt", size), engines, runs)


def _rows(ran: Sequence[Ran], value: Callable[[Ran], float]) -> tuple[Row, tuple[Row, ...]]:
    """Return the row of ours, and those of the peers, with those that are not installed."""
    ours, *peers = (_row(one, value) for one in ran)
    return ours, (*peers, *(missing(engine.name, engine.lacks) for engine in ENGINES if engine.lacks))


def _row(ran: Ran, value: Callable[[Ran], float]) -> Row:
    if ran.failure:
        return Row(ran.engine.name, ran.engine.version, why_not=ran.failure)
    return Row(ran.engine.name, ran.engine.version, value(ran), f"{ran.results} results")


def _table(ran: Sequence[Ran]) -> Table:
    header = ("triples", "engine", "s", "processor s", "µs a triple", "peak MB", "results")
    return Table("Every engine", "", header, tuple(map(_cells, ran)))


def _cells(ran: Ran) -> tuple[str, ...]:
    if ran.failure:
        return f"{ran.triples:,}", ran.engine.name, "", "", "", "", ran.failure
    each = ran.seconds / ran.triples * 1e6
    times = (f"{ran.seconds:.2f}", f"{ran.processor_seconds:.2f}", f"{each:.1f}")
    return f"{ran.triples:,}", ran.engine.name, *times, f"{ran.megabytes:,.0f}", ran.results


if __name__ == "__main__":
    run("validation", __doc__, compare, sys.argv[1:])
