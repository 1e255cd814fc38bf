"""Seconds of each bundled query beside plain Oxigraph on the same text, and beside rdflib.

`kg` is what `kg query` does: the query is checked, its parameters are bound, and every row is taken. Oxigraph has the same text
on the same store, an index on disk that is opened read-only, with every row taken. rdflib has the same quads in memory. Queries
are asked without parameters, the widest question that they answer; "example" is kg with the parameters of the query's own
example. What takes longer than the limit is stopped, and counts as the limit, with `>` before it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from rdflib import Dataset

from benchmarks.amounts import AMOUNTS
from benchmarks.data import load, write_lines
from benchmarks.frame.command import parser, present
from benchmarks.frame.comparison import Comparison, Row
from benchmarks.frame.versions import OURS, installed
from benchmarks.query.plan import explain
from benchmarks.query.ways import Ask, Asked, ask_kg, ask_kg_example, ask_oxigraph, ask_rdflib, measure
from kg.evaluate import Table
from kg.sparql import NamedQuery, list_queries


@dataclass(frozen=True, slots=True)
class Answers:
    """A query with what came of each way to ask it."""

    query: NamedQuery
    kg: Asked
    oxigraph: Asked
    example: Asked
    rdflib: Asked | None


def compare(queries: Sequence[NamedQuery], sizes: Sequence[int], runs: int, limit: float) -> Iterator[Comparison]:
    """Ask *queries* of a graph of each size; rdflib gets the first alone."""
    for size in sizes:
        with TemporaryDirectory() as folder:
            index, quads, peer = _store(Path(folder), size, with_rdflib=size == sizes[0])
            answers = [_asked(query, index, peer, runs, limit) for query in queries]
        yield _comparison(size, quads, answers)
        if failures := [f"{one.query.name}: {one.kg.failure}" for one in answers if one.kg.failure]:
            raise RuntimeError("; ".join(failures))


def _store(folder: Path, size: int, *, with_rdflib: bool) -> tuple[Path, int, Dataset | None]:
    """Return an index of about *size* quads in *folder*, how many they are, and a graph of rdflib's."""
    lines, index = folder / "dataset.nq", folder / "index"
    quads = write_lines(lines, size)
    load(lines, index)
    if not with_rdflib:
        return index, quads, None
    dataset = Dataset(default_union=True)
    dataset.parse(lines, format="nquads")
    return index, quads, dataset


def _asked(query: NamedQuery, index: Path, peer: Dataset | None, runs: int, limit: float) -> Answers:
    ways: tuple[Callable[[Path, NamedQuery], Ask], ...] = (ask_kg, ask_oxigraph, ask_kg_example)
    ours, plain, example = (measure(partial(way, index, query), runs, limit) for way in ways)
    theirs = measure(partial(ask_rdflib, peer, query), 1, limit) if peer is not None else None
    return Answers(query, ours, plain, example, theirs)


def _comparison(size: int, quads: int, answers: Sequence[Answers]) -> Comparison:
    rdflib = [one.rdflib for one in answers if one.rdflib]
    peers = [_row("Oxigraph", installed("pyoxigraph"), [one.oxigraph for one in answers])]
    peers += [_row("rdflib", installed("rdflib"), rdflib)] if rdflib else []
    return Comparison(
        name=f"queries-{size}",
        title=f"Answering questions over {quads:,} quads",
        measured="seconds of a bundled query, the median",
        unit="s",
        size=f"{len(answers)} bundled queries, {quads:,} quads",
        better="less",
        means="How long one waits for an answer. kg runs on Oxigraph, and also checks the question and sorts the answer.",
        ours=_row("kg query", OURS, [one.kg for one in answers]),
        peers=tuple(peers),
        others=(_row("kg query, parameters of the example", OURS, [one.example for one in answers]),),
        details=(_table(answers),),
    )


def _row(who: str, version: str, asked: Sequence[Asked]) -> Row:
    """Return the median of what was answered, and what was not."""
    seconds = [one.seconds for one in asked if not one.failure]
    stopped, failed = sum(one.stopped for one in asked), sum(bool(one.failure) for one in asked)
    notes = [f"{stopped} stopped"] * bool(stopped) + [f"{failed} not answered"] * bool(failed)
    notes += [f"slowest {max(seconds, default=0):.2f} s"]
    return Row(who, version, median(seconds) if seconds else None, ", ".join(notes))


def _table(answers: Sequence[Answers]) -> Table:
    header = ("query", "kg s", "Oxigraph s", "kg, example s", "rdflib s", "rows")
    cells = ((one.query.name, one.kg, one.oxigraph, one.example, one.rdflib, one.kg.rows) for one in answers)
    return Table("Query by query", "", header, tuple((n, *map(_told, ways), f"{rows:,}") for n, *ways, rows in cells))


def _told(asked: Asked | None) -> str:
    if asked is None or asked.failure:
        return "–"
    return f"{'>' if asked.stopped else ''}{asked.seconds:.3f}"


def main(arguments: Sequence[str]) -> None:
    """Compare, or explain queries."""
    made = parser("query", __doc__)
    made.add_argument("--queries", nargs="+", metavar="NAME", help="these alone, by name")
    made.add_argument("--quads", type=int, nargs="+", help="of the graphs")
    made.add_argument("--explain", action="store_true", help="print what the parts of these queries cost instead")
    chosen = made.parse_args(arguments)
    amounts = AMOUNTS[chosen.size]
    queries = [query for query in list_queries() if not chosen.queries or query.name in chosen.queries]
    queries = queries if chosen.queries else queries[:: amounts.query_every]
    sizes = chosen.quads or amounts.queried
    if not chosen.explain:
        present(compare(queries, sizes, amounts.runs, amounts.query_limit), chosen.json)
        return
    with TemporaryDirectory() as folder:
        index, _, _ = _store(Path(folder), sizes[-1], with_rdflib=False)
        for query in queries:
            print(query.name, *explain(index, query.text), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
