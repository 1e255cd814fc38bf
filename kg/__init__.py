"""Turns news reports of armed conflict into a linked-data graph in which every statement leads back to its sentence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from rdflib import Dataset

    from kg.notebook import Result
    from kg.pipeline import BuildResult

__all__ = ["__version__", "build", "open", "query"]

__version__: Final = "0.1.0"


def build(paths: Any = None, **options: Any) -> BuildResult:
    """Turn documents into a dataset and a store: `kg.pipeline.build`, which see for its options and errors."""
    from kg import pipeline

    return pipeline.build(paths, **options)


def open(store: str | Path = "kg-store") -> Dataset:
    """Open a store as an rdflib Dataset, read-only, whose default graph is the union of all graphs.

    Our prefixes (`kg.namespaces.PREFIXES`, and `id:` for data of the default base) need no PREFIX line in a query.
    rdflib follows FROM and SERVICE of a query to files and to the network: run queries of strangers with `kg.sparql`,
    which refuses them. Raises StoreError where there is no store.
    """
    from oxrdflib import OxigraphStore
    from rdflib import Dataset

    from kg.namespaces import DATA, PREFIXES
    from kg.store import StoreFolder

    dataset = Dataset(store=OxigraphStore(store=StoreFolder(Path(store)).open()), default_union=True)
    for prefix, space in {"id": DATA, **PREFIXES}.items():
        dataset.bind(prefix, space, override=True, replace=True)
    return dataset


def query(query: str | Path, store: str | Path = "kg-store", **options: Any) -> Result:
    """Answer a question over a store, as rows, mappings or a frame: `kg.notebook.ask`, which see for its options and errors."""
    from kg import notebook

    return notebook.ask(query, store, **options)
