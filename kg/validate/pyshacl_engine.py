"""pySHACL as the engine: the only module that imports pyshacl.

Its faults stay here: failures come back inside its result or as exceptions of several kinds, its report has blank nodes
in no fixed order, and it says "conforms" to shapes that match nothing.
"""

from __future__ import annotations

import re

from pyparsing import ParseBaseException
from pyshacl import validate as pyshacl_validate
from pyshacl.errors import ReportableRuntimeError
from rdflib import SH, BNode, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.errors import InputError
from kg.validate.graphs import union
from kg.validate.quiet import quiet
from kg.validate.report import ValidationReport, Violation
from kg.validate.sources import source_of
from kg.validate.targets import focus_nodes
from kg.validate.turtle import report_turtle

__all__ = ["run"]

# How pySHACL 0.30 to 0.40 fails on shapes that are not well formed.
REFUSALS = (ReportableRuntimeError, ParseBaseException, re.error, AttributeError, LookupError, TypeError, ValueError)
SUFFIXES = {SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}


@quiet()
def run(data: Graph, shapes: Graph, ontology: Graph | None, where: str) -> ValidationReport:
    """Validate a copy of *data* with *ontology* merged in; raises InputError, which names *where*, for a malformed shape."""
    merged = union([data, ontology] if ontology is not None else [data])
    checked = focus_nodes(merged if ontology is None else union([data]), shapes, merged)
    report = _report_graph(merged, shapes, where)
    found = {result: _violation(report, result, merged) for result in report.objects(None, SH.result)}
    ordered = sorted(found, key=lambda result: found[result])
    violations = tuple(found[result] for result in ordered)
    return ValidationReport(not violations, violations, len(checked), report_turtle(report, ordered))


def _report_graph(merged: Graph, shapes: Graph, where: str) -> Graph:
    if not len(shapes):
        return Graph()
    try:
        _, report, text = pyshacl_validate(merged, shacl_graph=shapes, inplace=True)
    except REFUSALS as error:
        raise InputError(where, f"pySHACL refuses them: {_first_line(error)}", "well-formed SHACL shapes") from error
    if not isinstance(report, Graph):
        raise InputError(where, f"pySHACL cannot apply them: {text}", "well-formed SHACL shapes")
    return report


def _first_line(error: Exception) -> str:
    return next((line.strip().rstrip(".") for line in str(error).splitlines() if line.strip()), type(error).__name__)


def _violation(report: Graph, result: Node, data: Graph) -> Violation:
    path = report.value(result, SH.resultPath)
    focus = report.value(result, SH.focusNode)
    message = min((str(text) for text in report.objects(result, SH.resultMessage)), default="")
    return Violation(
        shape=_text(report, result, SH.sourceShape),
        focus_node=_text(report, result, SH.focusNode),
        path="" if path is None else _path(report, path),
        value=_text(report, result, SH.value),
        message=message,
        severity=_text(report, result, SH.resultSeverity).removeprefix(str(SH)),
        component=_text(report, result, SH.sourceConstraintComponent).removeprefix(str(SH)),
        source=source_of(data, focus) if isinstance(focus, URIRef) else "",
    )


def _text(report: Graph, result: Node, predicate: Node) -> str:
    value = report.value(result, predicate)
    return "" if value is None or isinstance(value, BNode) else str(value)


def _path(report: Graph, path: Node) -> str:
    """Write a SHACL property path as a SPARQL one, `^<a>/(<b>|<c>)`; a single predicate is its bare IRI."""
    return str(path) if not isinstance(path, BNode) else _complex_path(report, path)


def _step(report: Graph, path: Node) -> str:
    return f"({_complex_path(report, path)})" if isinstance(path, BNode) else f"<{path}>"


def _complex_path(report: Graph, path: Node) -> str:
    if (inverse := report.value(path, SH.inversePath)) is not None:
        return "^" + _step(report, inverse)
    if (options := report.value(path, SH.alternativePath)) is not None:
        return "|".join(_step(report, step) for step in Collection(report, options))
    for predicate, suffix in SUFFIXES.items():
        if (repeated := report.value(path, predicate)) is not None:
            return _step(report, repeated) + suffix
    return "/".join(_step(report, step) for step in Collection(report, path))
