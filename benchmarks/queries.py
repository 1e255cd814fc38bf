"""Puts every bundled query to the store (an Oxigraph on disk, opened read-only) and to rdflib's own memory store.

Both hold the same graph and read it as the union of all its graphs; in both the time is that of parsing the query, answering
it and taking every row.

rdflib 7.6 loses rows where an OPTIONAL uses a variable of VALUES; rows that differ
are therefore shown and not an error here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from pyoxigraph import QuerySolutions, Store
from rdflib import Dataset

from benchmarks.timing import Pair, side_by_side
from kg.formats.rdf import serialise
from kg.sparql import list_queries
from kg.store import StoreFolder

__all__ = ["compare_queries", "load_rdflib"]


def load_rdflib(folder: StoreFolder) -> Dataset:
    """Return the graph of a store in rdflib's memory store, its default graph the union of all."""
    dataset = Dataset(default_union=True)
    dataset.parse(data=serialise(folder.quads()), format="nquads")
    return dataset


def compare_queries(path: Path) -> Iterator[Pair]:
    """Yield the times of each bundled query without parameters, by name, over the store at *path*; results are row counts."""
    folder = StoreFolder(path)
    store, dataset = folder.open(), load_rdflib(folder)
    for query in list_queries():
        ours, theirs = partial(_ask_store, store, query.text), partial(_ask_rdflib, dataset, query.text)
        yield side_by_side(query.name, ours, theirs)


def _ask_store(store: Store, text: str) -> int:
    found = store.query(text, use_default_graph_as_union=True)
    return sum(1 for _ in found) if isinstance(found, QuerySolutions) else 1


def _ask_rdflib(dataset: Dataset, text: str) -> int:
    return sum(1 for _ in dataset.query(text))
