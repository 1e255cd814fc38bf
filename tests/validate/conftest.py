"""What the tests of the SHACL engines share: which engines there are, and a report as a set of results."""

from __future__ import annotations

from typing import NamedTuple

import pyoxigraph as ox
from rdflib import SH, BNode, Graph
from rdflib.collection import Collection
from rdflib.term import Node

from kg.validate import ValidationReport, validate_graph
from kg.validate.rdflib_graphs import to_rdflib

BLANK = BNode("blank")
REPEATED = {SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}


class Result(NamedTuple):
    """A validation result (SHACL §3.6.2); blank nodes are all one, and paths are written as `Violation.path` is."""

    focus_node: Node | None
    path: str
    value: Node | None
    component: Node | None
    severity: Node | None
    shape: Node | None

    def __str__(self) -> str:
        nodes = (self.focus_node, self.value, self.component, self.severity, self.shape)
        focus_node, *others = ["-" if node is None else node.n3() for node in nodes]
        return " | ".join([focus_node, self.path or "-", *others])


def run(engine: str, data: Graph, shapes: Graph) -> ValidationReport:
    return validate_graph(data, shapes, engine=engine)


def read(turtle: bytes, base: str | None = None) -> Graph:
    """Read Turtle as `load_shapes` does: every literal keeps its lexical form."""
    return to_rdflib(ox.parse(turtle, format=ox.RdfFormat.TURTLE, base_iri=base, rename_blank_nodes=True))


def results(graph: Graph) -> dict[Node, Result]:
    """Return what *graph*, a SHACL report, tells of each of its results; details of results are none of their own."""
    return {node: _result(graph, node) for node in graph.objects(None, SH.result)}


def _result(graph: Graph, result: Node) -> Result:
    def value(predicate: Node) -> Node | None:
        found = graph.value(result, predicate)
        return BLANK if isinstance(found, BNode) else found

    path = graph.value(result, SH.resultPath)
    return Result(
        value(SH.focusNode),
        "" if path is None else written(graph, path),
        value(SH.value),
        value(SH.sourceConstraintComponent),
        value(SH.resultSeverity),
        value(SH.sourceShape),
    )


def written(graph: Graph, path: Node) -> str:
    """Write a SHACL property path as a SPARQL one."""

    def step(node: Node) -> str:
        return f"({written(graph, node)})" if isinstance(node, BNode) else node.n3()

    if not isinstance(path, BNode):
        return path.n3()
    if (inverse := graph.value(path, SH.inversePath)) is not None:
        return f"^{step(inverse)}"
    if (options := graph.value(path, SH.alternativePath)) is not None:
        return "|".join(map(step, Collection(graph, options)))
    for predicate, suffix in REPEATED.items():
        if (repeated := graph.value(path, predicate)) is not None:
            return step(repeated) + suffix
    return "/".join(map(step, Collection(graph, path)))
