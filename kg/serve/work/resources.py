"""One thing of the graph as data: what is said of it, what names it, and what belongs to it alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from kg.namespaces import CKG, OA, RDFS
from kg.serve.problems import Problem
from kg.serve.work.dataset import write_triples
from kg.serve.work.media import GRAPHS, choose

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Store, Triple

__all__ = ["answer_resource", "find_resource"]

# What a claim is nothing without: its content, and the words that say it.
PARTS: Final = (CKG + "claims", CKG + "evidence", OA + "hasSelector", OA + "refinedBy", CKG + "quantity")


def find_resource(store: Store, iri: str) -> NamedNode:
    """Return the term of *iri*: a thing that the store says something of, or one of its graphs; raises Problem 404."""
    from pyoxigraph import NamedNode

    try:
        node = NamedNode(iri)
    except ValueError:
        raise Problem(404, "is no address of a thing here") from None
    for pattern in ((node, None, None), (None, None, node)):
        if next(store.quads_for_pattern(*pattern), None) is not None:
            return node
    if store.contains_named_graph(node):
        return node
    raise Problem(404, "nothing is known of this here")


def answer_resource(store: Store, job: Mapping[str, Any], rows: int, size: int) -> tuple[str, bytes]:
    """Return the media type and the bytes of what is known of `job["iri"]`: its triples, those of its parts, those to it.

    Things that are linked come with their labels; of a graph, what it holds.

    Raises Problem 403 beyond the bounds, 404 where nothing is known, 406.
    """
    node = find_resource(store, job["iri"])
    return write_triples(_triples(store, node), choose(GRAPHS, job["accept"], job["format"]), rows, size)


def _triples(store: Store, node: NamedNode) -> Iterator[Triple]:
    from pyoxigraph import NamedNode

    label, linked, told = NamedNode(RDFS + "label"), dict[Any, None](), {node}
    waiting = [node]
    yield from (quad.triple for quad in store.quads_for_pattern(None, None, None, node))
    while waiting:
        for quad in store.quads_for_pattern(waiting.pop(), None, None):
            yield quad.triple
            linked[quad.object] = None
            if quad.predicate.value in PARTS and isinstance(quad.object, NamedNode) and quad.object not in told:
                told.add(quad.object)
                waiting.append(quad.object)
    for quad in store.quads_for_pattern(None, None, node):
        yield quad.triple
        linked[quad.subject] = None
    for other in linked:
        if isinstance(other, NamedNode) and other not in told:
            yield from (quad.triple for quad in store.quads_for_pattern(other, label, None))
