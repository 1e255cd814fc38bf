"""`python -m benchmarks.query --sizes 100000 1000000`: seconds of each bundled query beside plain Oxigraph and rdflib.

`kg` is what `kg query` does: the query is checked, its parameters are bound, and every row is taken. `oxigraph` is the same
text on the same store, an index on disk that is opened read-only, with every row taken. rdflib has the same quads in memory; it
gets no graph beyond --rdflib quads. Queries are asked without parameters, the widest question that they answer; `example` is kg
with the parameters of the query's own example. Of --runs the median is shown; what takes longer than --limit seconds is
stopped, and `>` stands before it. The slowest query is explained (`benchmarks.query.plan`). Trust ratios of three and more.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from rdflib import Dataset

from benchmarks.query.plan import explain
from benchmarks.query.stores import load, write_lines
from benchmarks.query.ways import Asked, ask_kg, ask_kg_example, ask_oxigraph, ask_rdflib, measure
from kg.sparql import NamedQuery, list_queries

__all__ = ["main"]

SECONDS = 1.0  # what each query is to stay below at a million quads


@dataclass(frozen=True, slots=True)
class Row:
    """A query with what came of each way to ask it."""

    query: NamedQuery
    kg: Asked
    oxigraph: Asked
    example: Asked
    rdflib: Asked | None


def main(arguments: Sequence[str]) -> None:
    """Print the table of each size, and the plan of its slowest query."""
    chosen = _parser().parse_args(arguments)
    queries = [query for query in list_queries() if not chosen.queries or query.name in chosen.queries]
    for size in chosen.sizes:
        with TemporaryDirectory(dir=chosen.folder) as folder:
            lines, index = Path(folder) / "dataset.nq", Path(folder) / "index"
            quads = write_lines(lines, size)
            start = perf_counter()
            loading = get_context("spawn").Process(target=load, args=(lines, index))
            loading.start()
            loading.join()
            print(f"\n{quads:,} quads, loaded in {perf_counter() - start:.1f} s", flush=True)
            peer = _rdflib(lines) if quads <= chosen.rdflib else None
            lines.unlink()
            print(_line("query", "kg s", "oxigraph s", "kg/oxi", "example s", "rdflib s", "rdflib/kg", "rows"))
            rows = [_asked(query, index, peer, chosen.runs, chosen.limit) for query in queries]
            _sum_up(rows)
            _explain(index, rows)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.query")
    parser.add_argument("--sizes", type=int, nargs="*", default=[100_000, 1_000_000], help="quads")
    parser.add_argument("--queries", nargs="*", help="these alone, by name")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--rdflib", type=int, default=200_000, help="the most quads that rdflib gets")
    parser.add_argument("--limit", type=float, default=20.0, help="seconds after which a query is stopped")
    parser.add_argument("--folder", type=Path, help="make the stores there")
    return parser


def _rdflib(lines: Path) -> Dataset:
    start = perf_counter()
    dataset = Dataset(default_union=True)
    dataset.parse(lines, format="nquads")
    print(f"rdflib has loaded them in {perf_counter() - start:.1f} s", flush=True)
    return dataset


def _asked(query: NamedQuery, index: Path, peer: Dataset | None, runs: int, limit: float) -> Row:
    """Ask *query* in each way, and print its line."""
    ours, plain, example = (
        measure(partial(way, index, query), runs, limit) for way in (ask_kg, ask_oxigraph, ask_kg_example)
    )
    theirs = measure(partial(ask_rdflib, peer, query), 1, limit) if peer is not None else None
    row = Row(query, ours, plain, example, theirs)
    ratio = f"{ours.seconds / plain.seconds:.2f}×" if plain.seconds and not plain.stopped and ours.seconds else ""
    slower = (
        f"{_mark(theirs)}{theirs.seconds / ours.seconds:.0f}×" if theirs and theirs.seconds and ours.seconds else ""
    )
    cells = (_told(ours), _told(plain), ratio, _told(example), _told(theirs), slower, f"{ours.rows:,}")
    failures = {one.failure for one in (ours, example) if one.failure}
    print(_line(query.name, *cells), *sorted(failures), flush=True)
    return row


def _line(name: str, *cells: str) -> str:
    return f"{name:26}" + "".join(f"{cell:>11}" for cell in cells)


def _told(asked: Asked | None) -> str:
    return "-" if asked is None or asked.failure else f"{_mark(asked)}{asked.seconds:.3f}"


def _mark(asked: Asked) -> str:
    return ">" if asked.stopped else ""


def _sum_up(rows: Sequence[Row]) -> None:
    answered = [row for row in rows if not row.kg.failure]
    slow = [row.query.name for row in answered if row.kg.seconds >= SECONDS]
    print(f"{len(slow)} of {len(answered)} take {SECONDS:g} s or more without parameters: {', '.join(slow) or 'none'}")
    with_example = [row for row in rows if not row.example.failure]
    slow = [row.query.name for row in with_example if row.example.seconds >= SECONDS]
    print(f"{len(slow)} of {len(with_example)} do with those of their example: {', '.join(slow) or 'none'}")
    beside = [row.kg.seconds / row.oxigraph.seconds for row in answered if not row.oxigraph.stopped]
    print(f"median {median(row.kg.seconds for row in answered):.3f} s, {median(beside):.2f} × plain Oxigraph")
    if ratios := [row.rdflib.seconds / row.kg.seconds for row in answered if row.rdflib and not row.rdflib.failure]:
        print(f"rdflib takes {median(ratios):.0f} × as long in the median, or longer where it was stopped")


def _explain(index: Path, rows: Sequence[Row]) -> None:
    slowest = max(rows, key=lambda row: row.kg.seconds).query
    print(f"\nthe slowest: {slowest.name}", flush=True)
    for line in explain(index, slowest.text):
        print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
