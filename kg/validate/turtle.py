"""Writes a SHACL report graph as Turtle that is the same for the same report.

Engines give the results blank nodes with random labels. Here the labels are numbers in the order of the violations, and
what hangs on a result (a property path) follows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import RDF, SH, BNode, Graph
from rdflib.term import Node

__all__ = ["report_turtle"]


def report_turtle(report: Graph, results: Iterable[Node]) -> str:
    """Return *report* as Turtle, with *results*, its result nodes, numbered in their order."""
    order = [*report.subjects(RDF.type, SH.ValidationReport), *results]
    labels: dict[Node, Node] = {}
    for root in order:
        for node in _blank_nodes(report, root):
            labels.setdefault(node, BNode(f"n{len(labels):06d}"))
    stable = Graph()
    for prefix, namespace in report.namespaces():
        stable.bind(prefix, namespace)
    for s, p, o in report:
        stable.add((labels.get(s, s), p, labels.get(o, o)))
    return stable.serialize(format="turtle")


def _blank_nodes(report: Graph, root: Node) -> Iterator[Node]:
    """Yield *root* and the blank nodes below it, depth first, but no other of the report's results."""
    if not isinstance(root, BNode):
        return
    yield root
    for _, child in sorted(report.predicate_objects(root)):
        if (None, SH.result, child) not in report:
            yield from _blank_nodes(report, child)
