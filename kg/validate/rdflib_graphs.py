"""Between pyoxigraph, where data and shapes are kept, and rdflib, for those who come with its graphs and for pySHACL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pyoxigraph as ox
import rdflib
from rdflib import BNode, Dataset, Graph, Literal, URIRef
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Node

from kg.errors import InputError
from kg.namespaces import XSD
from kg.validate.quiet import quiet

__all__ = ["QueryCachingGraph", "from_rdflib", "term_of", "to_rdflib"]

STRING = XSD + "string"


@contextmanager
def _to_the_letter() -> Iterator[None]:
    """Let rdflib keep the literals of a query as they are written: else `01` is `1` there, and does not match `01`."""
    before, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        yield
    finally:
        rdflib.NORMALIZE_LITERALS = before


class QueryCachingGraph(Graph):
    """A graph that parses each SPARQL query once: engines put one query to every focus node, and parsing costs most."""

    def __init__(self) -> None:
        super().__init__()
        self._prepared: dict[str, Query] = {}

    def query(self, query_object: str | Query, *args: Any, **options: Any) -> Result:
        if isinstance(query_object, str):
            if query_object not in self._prepared:
                with _to_the_letter():
                    self._prepared[query_object] = prepareQuery(query_object, initNs=dict(self.namespaces()))
            query_object = self._prepared[query_object]
        return super().query(query_object, *args, **options)


@quiet()
def to_rdflib(triples: Iterable[ox.Quad | ox.Triple]) -> Graph:
    """Return *triples* as one graph in memory, without the names of their graphs."""
    graph = QueryCachingGraph()
    try:
        for triple in triples:
            graph.add((_node(triple.subject), _node(triple.predicate), _node(triple.object)))
    except ValueError as error:  # a language tag
        raise InputError("data", f"is not for rdflib: {error}", "language tags as RDF 1.1 has them") from error
    return graph


def from_rdflib(graph: Graph) -> Iterator[ox.Triple]:
    """Yield the triples of *graph*; a Dataset is the union of its graphs."""
    for part in graph.graphs() if isinstance(graph, Dataset) else [graph]:
        for subject, predicate, target in part:
            yield ox.Triple(term_of(subject), term_of(predicate), term_of(target))


def term_of(node: Node) -> Any:
    """Return a term of rdflib as one of pyoxigraph; raises InputError where it is none of RDF 1.1."""
    try:
        match node:
            case URIRef():
                return ox.NamedNode(str(node))
            case BNode():
                return ox.BlankNode(str(node))
            case Literal(language=str() as language):
                return ox.Literal(str(node), language=language)
            case Literal():
                return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype or STRING)))
    except ValueError as error:
        raise InputError("data", f"holds {node}: {error}", "IRIs and language tags as RDF 1.1 has them") from error
    raise InputError("data", f"holds {node}, which is no RDF 1.1 term", "IRIs, blank nodes and literals alone")


def _node(term: object) -> Node:
    """Turn a term of pyoxigraph into rdflib's; xsd:string becomes the plain literal that rdflib compares equal."""
    match term:
        case ox.NamedNode():
            return URIRef(term.value)
        case ox.BlankNode():
            return BNode(term.value)
        case ox.Literal(language=str() as language):
            return Literal(term.value, lang=language)
        case ox.Literal():
            datatype = term.datatype.value
            return Literal(term.value, datatype=None if datatype == STRING else URIRef(datatype), normalize=False)
    raise InputError("data", f"holds {term}, which is no RDF 1.1 term", "IRIs, blank nodes and literals alone")
