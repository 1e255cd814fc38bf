"""Seconds and peak memory of each RDF format as it is written, beside rdflib's serializers and Oxigraph's dump.

`kg export` writes, reads back and counts; "unchecked" only writes; "from a file" sorts a file in another order first. rdflib
and Oxigraph write what they have in memory; loading is not timed, and JSON-LD of Oxigraph is expanded. Each run is a process
of its own. Processor seconds, which others disturb less.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.amounts import AMOUNTS, Size
from benchmarks.data import write_store
from benchmarks.export.runs import RDFLIB, WAYS
from benchmarks.frame.command import run
from benchmarks.frame.comparison import Comparison, Row
from benchmarks.frame.versions import OURS, installed
from kg.evaluate import Table

LIMIT: Final = 600
# What takes longer is not repeated.
SLOW: Final = 20
CHECKED, UNCHECKED, FROM_FILE, OXIGRAPH, OTHER = WAYS


@dataclass(frozen=True, slots=True)
class Run:
    """One way to write one format; *failure* says why there are no figures."""

    way: str
    format: str
    seconds: float = 0
    cpu: float = 0
    bytes: int = 0
    peak: float = 0
    failure: str = ""


def compare(size: Size) -> Iterator[Comparison]:
    """Write a store of each size in each format; rdflib gets the first store alone."""
    amounts = AMOUNTS[size]
    formats = list(RDFLIB)[: amounts.export_formats]
    for quads in amounts.exported:
        is_first = quads == amounts.exported[0]
        ways = [way for way in WAYS if is_first or way != OTHER]
        with TemporaryDirectory() as folder:
            store = Path(folder) / "store"
            count = write_store(store, quads, index=False)
            runs = [_median(way, form, store, amounts.runs) for form in formats for way in ways if _is_asked(way, form)]
        told = f"{len(formats)} formats of a store of {count:,} quads"
        yield _seconds(quads, count, told, runs)
        if is_first:
            yield _memory(told, runs)


def _is_asked(way: str, format: str) -> bool:
    return way != FROM_FILE or format == "nquads"


def _seconds(quads: int, count: int, told: str, runs: Sequence[Run]) -> Comparison:
    return Comparison(
        name=f"export-{quads}",
        title=f"Exporting {count:,} quads",
        measured="processor seconds, all formats together",
        unit="s",
        size=told,
        better="less",
        means="How long it takes to write a graph for others; ours reads it back with another parser and counts what is in it.",
        ours=_row(CHECKED, OURS, runs),
        peers=_peers(runs),
        others=(_row(UNCHECKED, OURS, runs),),
        details=(_table(runs),),
    )


def _memory(told: str, runs: Sequence[Run]) -> Comparison:
    def most(way: str, version: str) -> Row:
        own = [run for run in runs if run.way == way]
        failed = next((run.failure for run in own if run.failure), "")
        return Row(way, version, None if failed else max(run.peak for run in own), why_not=failed)

    return Comparison(
        name="export-memory",
        title="Exporting, memory",
        measured="megabytes at most",
        unit="MB",
        size=told,
        better="less",
        means="How large a machine it takes to export; ours holds one subject at a time, the others the whole graph.",
        ours=most(CHECKED, OURS),
        peers=(most(OXIGRAPH, installed("pyoxigraph")), most(OTHER, installed("rdflib"))),
    )


def _peers(runs: Sequence[Run]) -> tuple[Row, ...]:
    peers = ((OXIGRAPH, installed("pyoxigraph")), (OTHER, installed("rdflib")))
    return tuple(_row(way, version, runs) for way, version in peers if any(run.way == way for run in runs))


def _row(way: str, version: str, runs: Sequence[Run]) -> Row:
    own = [run for run in runs if run.way == way]
    failed = next((f"{run.format}: {run.failure}" for run in own if run.failure), "")
    return Row(way, version, None if failed else sum(run.cpu for run in own), why_not=failed)


def _median(way: str, format: str, store: Path, runs: int) -> Run:
    done = [_run(way, format, store)]
    while not done[0].failure and len(done) < runs and done[0].seconds < SLOW:
        done.append(_run(way, format, store))
    return sorted(done, key=lambda run: run.cpu)[len(done) // 2]


def _run(way: str, format: str, store: Path) -> Run:
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.export.runs", way, format, store, store / "out"]
    try:
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True, timeout=LIMIT)
    except subprocess.TimeoutExpired:
        return Run(way, format, failure=f"stopped after {LIMIT} s")
    except subprocess.CalledProcessError as error:
        return Run(way, format, failure=(error.stderr.strip().splitlines() or ["no reason given"])[-1])
    return Run(way, format, **json.loads(done.stdout))


def _table(runs: Sequence[Run]) -> Table:
    rows = ((f"{run.format}: {run.way}", *([run.failure, "", "", ""] if run.failure else _cells(run))) for run in runs)
    return Table("Format by format", "", ("format: way", "s", "processor s", "MB/s", "peak MB"), tuple(rows))


def _cells(run: Run) -> tuple[str, ...]:
    return f"{run.seconds:.2f}", f"{run.cpu:.2f}", f"{run.bytes / 1e6 / run.seconds:.1f}", f"{run.peak:,.0f}"


if __name__ == "__main__":
    run("export", __doc__, compare, sys.argv[1:])
