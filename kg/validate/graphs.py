"""Brings what is to be validated into plain rdflib graphs: Turtle files, pyoxigraph quads, datasets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from rdflib import BNode, Dataset, Graph, Literal, URIRef
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Node

from kg.errors import InputError
from kg.namespaces import XSD
from kg.validate.quiet import quiet

__all__ = ["QueryCachingGraph", "read_turtle", "union"]

STRING = XSD + "string"


class QueryCachingGraph(Graph):
    """A graph that parses each SPARQL query once: engines put one query to every focus node, and parsing costs most."""

    def __init__(self) -> None:
        super().__init__()
        self._prepared: dict[str, Query] = {}

    def query(self, query_object: str | Query, *args: Any, **options: Any) -> Result:
        if isinstance(query_object, str):
            if query_object not in self._prepared:
                self._prepared[query_object] = prepareQuery(query_object, initNs=dict(self.namespaces()))
            query_object = self._prepared[query_object]
        return super().query(query_object, *args, **options)


@quiet()
def read_turtle(paths: Iterable[Path]) -> Graph:
    """Read Turtle files into one graph; blank nodes of different files stay apart."""
    graph = Graph()
    for path in paths:
        _add(graph, _parse(path))
    return graph


@quiet()
def union(data: Sequence[Iterable[ox.Quad | ox.Triple] | Graph]) -> Graph:
    """Return one graph in memory with the triples of all *data*, without the names of their graphs."""
    merged = QueryCachingGraph()
    for part in data:
        if isinstance(part, Graph):
            _copy(merged, part)
        else:
            _add(merged, part)
    return merged


def _copy(merged: Graph, part: Graph) -> None:
    graphs = part.graphs() if isinstance(part, Dataset) else [part]
    for graph in graphs:
        for triple in graph:
            merged.add(triple)


def _parse(path: Path) -> Iterator[ox.Quad]:
    try:
        with path.open("rb") as file:
            yield from ox.parse(file, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
    except SyntaxError as error:
        where = f"{path}:{error.lineno}" if error.lineno else path
        raise InputError(where, f"not read as Turtle: {error.msg}", "well-formed Turtle") from error
    except OSError as error:
        raise InputError(path, f"cannot be read: {error.strerror or error}", "the path of a Turtle file") from error


def _add(graph: Graph, quads: Iterable[ox.Quad | ox.Triple]) -> None:
    for quad in quads:
        graph.add((_node(quad.subject), _node(quad.predicate), _node(quad.object)))


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
