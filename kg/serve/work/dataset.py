"""The store as a set of graphs: what there is, by name, and the triples of one of them or of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kg.formats.rdf import canonical_blocks
from kg.serve.problems import Problem
from kg.serve.work.bounded import Bounded
from kg.serve.work.media import GRAPHS, choose, media_type

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Store, Triple

__all__ = ["answer_graph", "bounded", "find_graph", "graph_names", "has_graph", "too_many", "write_triples"]


def graph_names(store: Store) -> list[str]:
    """Return the names of the graphs, sorted."""
    return sorted(graph.value for graph in store.named_graphs())


def has_graph(store: Store, iri: str) -> bool:
    """Tell whether there is a graph of this name."""
    from pyoxigraph import NamedNode

    try:
        return store.contains_named_graph(NamedNode(iri))
    except ValueError:
        return False


def find_graph(store: Store, iri: str, status: int = 400) -> NamedNode:
    """Return the graph's name as a term; raises Problem *status* where there is no such graph."""
    from pyoxigraph import NamedNode

    if not has_graph(store, iri):
        raise Problem(status, f"there is no graph <{iri[:200]}> here; GRAPH ?g {{ }} lists those there are")
    return NamedNode(iri)


def answer_graph(store: Store, job: Mapping[str, Any], rows: int, size: int) -> tuple[str, bytes]:
    """Return the media type and the bytes of a graph, or of the default graph: the union of all.

    Source: SPARQL 1.1 Graph Store HTTP Protocol (W3C, 2013), §5.2.
    Raises Problem 403 where it is beyond *rows* or *size*, 404 where there is no such graph, 406.
    """
    graph = None if job["graph"] is None else find_graph(store, job["graph"], 404)
    triples = (quad.triple for quad in store.quads_for_pattern(None, None, None, graph))
    return write_triples(triples, choose(GRAPHS, job["accept"], job["format"]), rows, size)


def write_triples(found: Iterator[Triple], format: str, rows: int, size: int) -> tuple[str, bytes]:
    """Return the media type and the bytes of triples, each once, sorted.

    Raises Problem 403 beyond the bounds, UnwritableError where RDF/XML cannot hold one.
    """
    from pyoxigraph import Quad

    from kg.formats.writers import WRITERS

    out = Bounded(size)
    quads = (Quad(triple.subject, triple.predicate, triple.object) for triple in bounded(found, rows))
    WRITERS[format](canonical_blocks(quads), out)  # type: ignore[arg-type]
    return media_type(GRAPHS, format), out.all()


def bounded(found: Iterator[Any], rows: int) -> Iterator[Any]:
    """Yield what is *found*; raises Problem 403 where there are more than *rows*."""
    for number, item in enumerate(found):
        if number >= rows:
            raise too_many(rows)
        yield item


def too_many(rows: int) -> Problem:
    """Return what is wrong with an answer of more than *rows*."""
    return Problem(403, f"the answer has more than {rows:,} rows, the most that is given; use LIMIT and OFFSET")
