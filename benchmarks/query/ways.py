"""The timed ways to ask a query, each in a process of its own that is ended when it takes too long.

A process is forked, so that rdflib's graph, which stands in memory, is there in it; stores are opened in it.
"""

from __future__ import annotations

import multiprocessing
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from time import perf_counter

from pyoxigraph import QuerySolutions, Store
from rdflib import Dataset

from kg.errors import KgError
from kg.namespaces import PREFIXES
from kg.sparql import NamedQuery, run_query

__all__ = ["Ask", "Asked", "ask_kg", "ask_kg_example", "ask_oxigraph", "ask_rdflib", "count", "measure"]


@dataclass(frozen=True, slots=True)
class Asked:
    """Median seconds and rows; *stopped* where it took longer than it may, *failure* what else came of it."""

    seconds: float
    rows: int = 0
    stopped: bool = False
    failure: str = ""


Ask = Callable[[], int]


def ask_kg(index: Path, query: NamedQuery) -> Ask:
    """Ask as `kg query` does, without parameters."""
    store = Store.read_only(str(index))
    return lambda: len(run_query(store, query).rows)


def ask_kg_example(index: Path, query: NamedQuery) -> Ask:
    """Ask as `kg query` does, with the parameters of the query's own example."""
    words = shlex.split(query.example)
    given = dict(pair.split("=", 1) for word, pair in pairwise(words) if word == "--param")
    store = Store.read_only(str(index))
    return lambda: len(run_query(store, query, given).rows)


def ask_oxigraph(index: Path, query: NamedQuery) -> Ask:
    """Ask Oxigraph itself with the same text."""
    store = Store.read_only(str(index))

    def ask() -> int:
        found = store.query(query.text, use_default_graph_as_union=True, prefixes=PREFIXES)
        return sum(1 for _ in found) if isinstance(found, QuerySolutions) else 1

    return ask


def count(index: Path, patterns: str) -> Ask:
    """Count the solutions of *patterns*, which are written without prefixes."""
    store = Store.read_only(str(index))

    def ask() -> int:
        found = store.query(f"SELECT (COUNT(*) AS ?rows_) {{ {patterns} }}", use_default_graph_as_union=True)
        assert isinstance(found, QuerySolutions)
        return int(next(iter(found))[0].value)

    return ask


def ask_rdflib(dataset: Dataset, query: NamedQuery) -> Ask:
    """Ask rdflib with the same text."""
    return lambda: sum(1 for _ in dataset.query(query.text))


def measure(prepare: Callable[[], Ask], runs: int, limit: float) -> Asked:
    """Return what came of asking so many times, each run after the other, *limit* seconds in all for each run."""
    context = multiprocessing.get_context("fork")
    mine, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(theirs, prepare, runs))
    process.start()
    theirs.close()
    try:
        return _awaited(mine, runs, limit)
    except EOFError:
        return Asked(0, failure="ended without an answer")
    finally:
        process.kill()
        process.join()


def _awaited(pipe: Connection, runs: int, limit: float) -> Asked:
    seconds: list[float] = []
    rows = 0
    for _ in range(runs):
        if not pipe.poll(limit):
            return Asked(median(seconds), rows) if seconds else Asked(limit, stopped=True)
        told = pipe.recv()
        if isinstance(told, str):
            return Asked(0, failure=told)
        seconds.append(told[0])
        rows = told[1]
    return Asked(median(seconds), rows)


def _child(pipe: Connection, prepare: Callable[[], Ask], runs: int) -> None:
    try:
        ask = prepare()
        for _ in range(runs):
            start = perf_counter()
            rows = ask()
            pipe.send((perf_counter() - start, rows))
    except KgError as error:
        pipe.send(str(error))
