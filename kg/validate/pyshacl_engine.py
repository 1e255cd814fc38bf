"""pySHACL as the engine: the only module that imports pyshacl.

Its faults stay here: failures come back inside its result or as exceptions of several kinds, and its report has blank nodes
in no fixed order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from pyoxigraph import NamedNode, Quad
from pyparsing import ParseBaseException
from pyshacl import validate as pyshacl_validate
from pyshacl.errors import ReportableRuntimeError
from rdflib import SH, BNode, Graph, URIRef, Variable
from rdflib.term import Node

from kg.errors import InputError
from kg.namespaces import OWL, RDF, RDFS
from kg.namespaces import SH as SHACL
from kg.validate.quiet import quiet
from kg.validate.rdflib_graphs import term_of, to_rdflib
from kg.validate.results import Result
from kg.validate.shapes import Shape, ShapesGraph, read_path
from kg.validate.shapes.model import local, name_of

__all__ = ["run", "select_this"]

# How pySHACL 0.30 to 0.40 fails on shapes that are not well formed.
REFUSALS = (
    NotImplementedError,
    ReportableRuntimeError,
    ParseBaseException,
    re.error,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    ArithmeticError,
)
TARGETS = frozenset(
    SHACL + name for name in ("target", "targetNode", "targetClass", "targetSubjectsOf", "targetObjectsOf")
)
TARGET_CLASS = NamedNode(SHACL + "targetClass")
# What makes a class, an implicit target.
OF_CLASSES = (RDF + "type", RDFS + "subClassOf")


@quiet()
def run(
    data: Iterable[Quad],
    shapes: ShapesGraph,
    wanted: Callable[[Shape], bool],
    targets: Iterable[Quad],
    where: str,
    *,
    all_targets: bool = True,
) -> list[Result]:
    """Return what pySHACL finds in *data* by the targeted shapes that are *wanted*, in no order.

    *targets* are triples with sh:targetNode in place of the SPARQL-based targets, which pySHACL leaves out, and of all others
    where not *all_targets* of the shapes count.
    Raises InputError, which begins with *where*, where it refuses the shapes.
    """
    if not any(map(wanted, shapes.targeted)):
        return []
    graph = to_rdflib([*_of_wanted(shapes, wanted if all_targets else lambda _: False), *targets])
    report = _report_graph(to_rdflib(data), graph, where)
    return [_result(report, node) for node in report.objects(None, SH.result)]


@quiet()
def select_this(data: Iterable[Quad], query: str, where: str) -> set[Any]:
    """Return what the SELECT *query* binds to ?this in *data*, as rdflib answers it, which pySHACL asks too.

    Raises InputError, which begins with *where*, where it cannot.
    """
    this = Variable("this")
    try:
        return {term_of(row[this]) for row in to_rdflib(data).query(query).bindings if this in row}
    except Exception as error:
        if not _is_refusal(error):
            raise
        raise InputError(
            where, f"have a target that rdflib refuses: {_first_line(error)}", "a SELECT of SPARQL 1.1"
        ) from error


def _is_refusal(error: Exception) -> bool:
    return isinstance(error, REFUSALS) or type(error) is Exception  # rdflib raises it bare, such as for GRAPH


def _of_wanted(shapes: ShapesGraph, wanted: Callable[[Shape], bool]) -> Iterable[Quad]:
    """Yield the shapes graph without the targets of shapes that are not *wanted*, and with implicit targets written out.

    For pySHACL each owl:Class is a class, and a class of classes only where it is right below rdfs:Class.
    """
    others = {shape.node for shape in shapes.targeted if not wanted(shape)}
    for quad in shapes.dataset:
        is_target = quad.predicate.value in TARGETS and quad.subject in others
        if not is_target and not (quad.predicate.value in OF_CLASSES and name_of(quad.object).startswith((RDFS, OWL))):
            yield quad
    for shape in shapes.targeted:
        if shape.node not in others:
            classes = [target.value for target in shape.targets if target.kind == "class"]
            yield from (Quad(shape.node, TARGET_CLASS, iri) for iri in classes if isinstance(iri, NamedNode))


def _report_graph(data: Graph, shapes: Graph, where: str) -> Graph:
    try:
        _, report, text = pyshacl_validate(data, shacl_graph=shapes, inplace=True)
    except Exception as error:
        if not _is_refusal(error):
            raise
        raise InputError(where, f"pySHACL refuses them: {_first_line(error)}", "well-formed SHACL shapes") from error
    if not isinstance(report, Graph):
        raise InputError(where, f"pySHACL cannot apply them: {text}", "well-formed SHACL shapes")
    return report


def _first_line(error: Exception) -> str:
    return next((line.strip().rstrip(".") for line in str(error).splitlines() if line.strip()), type(error).__name__)


def _result(report: Graph, node: Node) -> Result:
    def term(predicate: Node) -> Any:
        found = report.value(node, predicate)
        return None if found is None else term_of(found)

    def name(predicate: Node) -> str:
        return local(str(report.value(node, predicate) or ""))

    def objects(step: Node, predicate: str) -> list[Node]:
        return list(report.objects(step, URIRef(predicate)))

    path = report.value(node, SH.resultPath)
    return Result(
        focus_node=term(SH.focusNode),
        shape=term(SH.sourceShape),
        component=name(SH.sourceConstraintComponent),
        severity=name(SH.resultSeverity),
        path=None
        if path is None
        else read_path(path, objects, lambda step: "" if isinstance(step, BNode) else str(step)),
        value=term(SH.value),
        messages=tuple(sorted(map(term_of, report.objects(node, SH.resultMessage)), key=str)),
        constraint=term(SH.sourceConstraint),
    )
