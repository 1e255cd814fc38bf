"""What is exported: a store or an RDF file, whole or one document of it, to the letter and in canonical order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg.formats.rdf import exported
from kg.sparql import open_source, read_source

if TYPE_CHECKING:
    from pyoxigraph import Quad, Store

    from kg.export.counts import Counts

__all__ = ["Source"]


@dataclass(frozen=True)
class Source:
    """The store or RDF file at *path*: its data, with *ontology* also the ontology's graph.

    *document* is the name or key of a document: then its graph alone, with what the registry says of the things that it names.
    """

    path: Path
    document: str | None = None
    ontology: bool = False

    def quads(self) -> Iterator[Quad]:
        """Yield the quads to the letter, one by one; a store's in canonical order."""
        quads = read_source(self.path)
        yield from quads if self.ontology else exported(quads)

    @cached_property
    def store(self) -> Store:
        """The same to be asked with SPARQL, whose default graph is the union where `use_default_graph_as_union` is given."""
        return open_source(self.path)

    @cached_property
    def counts(self) -> Counts:
        """What an export of all this must carry."""
        from kg.export.counts import count_quads

        return count_quads(self.quads())
