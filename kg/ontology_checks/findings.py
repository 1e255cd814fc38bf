"""What checks find, as a validation report and its SHACL report graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from kg.namespaces import ONTOLOGY_CHECK, RDF, SH, XSD
from kg.ontology_checks.catalogue import LEVELS, Check
from kg.validate import ValidationReport, Violation

__all__ = ["Finding", "report_of"]

TYPE: Final = NamedNode(RDF + "type")
COMPONENT = "SPARQLConstraintComponent"


@dataclass(frozen=True, slots=True)
class Finding:
    """One solution of a check: its terms as the query gives them (None where unbound), and a declared term spelt like it."""

    check: Check
    entity: NamedNode
    property: Any
    value: Any
    nearest: str = ""

    def violation(self) -> Violation:
        """Return the finding as a validation result; a blank node has no name to be told by."""
        return Violation(
            shape=ONTOLOGY_CHECK + self.check.name,
            focus_node=self.entity.value,
            path=self.property.value if isinstance(self.property, NamedNode) else "",
            value=self.value.value if isinstance(self.value, NamedNode | Literal) else "",
            message=self.check.summary + (f"; is <{self.nearest}> meant?" if self.nearest else ""),
            severity=self.check.level.title(),
            component=COMPONENT,
        )


def report_of(findings: Iterable[Finding], conforms: bool, terms: int) -> ValidationReport:
    """Return the report of *findings* on an ontology of so many own *terms*, gravest first, each once."""
    found = {finding.violation(): finding for finding in findings}
    ordered = sorted(found, key=lambda violation: (LEVELS.index(violation.severity.lower()), violation))
    return ValidationReport(conforms, tuple(ordered), terms, _turtle([(v, found[v].value) for v in ordered], conforms))


def _turtle(results: list[tuple[Violation, Any]], conforms: bool) -> str:
    """Write the SHACL report graph; its blank nodes are numbered in the order of the results."""
    triples = list(_triples(results, conforms))
    data = serialize(
        triples, format=RdfFormat.TURTLE, prefixes={"rdf": RDF, "sh": SH, "xsd": XSD, "check": ONTOLOGY_CHECK}
    )
    return (data or b"").decode()


def _triples(results: list[tuple[Violation, Any]], conforms: bool) -> Iterator[Triple]:
    report = BlankNode("report")
    yield Triple(report, TYPE, _sh("ValidationReport"))
    yield Triple(report, _sh("conforms"), Literal(conforms))
    for number, (violation, value) in enumerate(results):
        node = BlankNode(f"n{number:06d}")
        yield Triple(report, _sh("result"), node)
        yield Triple(node, TYPE, _sh("ValidationResult"))
        yield Triple(node, _sh("focusNode"), NamedNode(violation.focus_node))
        if violation.path:
            yield Triple(node, _sh("resultPath"), NamedNode(violation.path))
        if isinstance(value, NamedNode | Literal):
            yield Triple(node, _sh("value"), value)
        yield Triple(node, _sh("resultMessage"), Literal(violation.message))
        yield Triple(node, _sh("resultSeverity"), _sh(violation.severity))
        yield Triple(node, _sh("sourceConstraintComponent"), _sh(violation.component))
        yield Triple(node, _sh("sourceShape"), NamedNode(violation.shape))


def _sh(name: str) -> NamedNode:
    return NamedNode(SH + name)
